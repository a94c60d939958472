//! Leave to answer the equality questions, for the minutes in which a form may be sent twice.
//!
//! Somebody who presses the button twice must get the same leave with both answers, or the second would take it
//! away. Remembering which response a leave went with must not reach the disk, so it is kept here, in memory, for
//! ten minutes, and in a quiet hour until that is over. After a restart a second copy simply gets no leave.

use crate::clock::secret;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

const KEPT: SignedDuration = SignedDuration::from_mins(10);

/// Leaves by submission key.
#[derive(Clone, Default)]
pub(super) struct Leaves(Arc<Mutex<BTreeMap<String, (Timestamp, String)>>>);

impl Leaves {
    /// The leave for this key; a new one if there is none.
    pub fn make(&self, key: &str, now: Timestamp) -> String {
        self.forget(now);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = all.entry(key.to_owned());
        entry.or_insert_with(|| (now, secret())).1.clone()
    }

    /// Forgets what is older.
    pub fn forget(&self, now: Timestamp) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, (made, _)| now.duration_since(*made) < KEPT);
    }

    /// The leave for this key, if it was made a short while ago.
    pub fn find(&self, key: &str, now: Timestamp) -> Option<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(key)
            .filter(|(made, _)| now.duration_since(*made) < KEPT)
            .map(|(_, leave)| leave.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_copy_gets_the_same_leave_for_ten_minutes() {
        let leaves = Leaves::default();
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let later = now + SignedDuration::from_mins(9);
        let leave = leaves.make("key", now);
        assert_eq!(leaves.make("key", later), leave);
        assert_eq!(leaves.find("key", later), Some(leave));
        assert_eq!(
            leaves.find("key", now + SignedDuration::from_mins(10)),
            None
        );
        assert_eq!(leaves.find("other", now), None);
    }
}
