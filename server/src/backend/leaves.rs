//! Leave to answer the equality questions, for the minutes in which a form may be sent twice.
//!
//! Somebody who presses the button twice must get the same leave with both answers, or the second would take it
//! away. Remembering which response a leave went with must not reach the disk, so it is kept here, in memory, for
//! ten minutes, and in a quiet hour until that is over. After a restart a second copy simply gets no leave.

use crate::clock::secret;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

const KEPT: SignedDuration = SignedDuration::from_mins(10);

/// Leaves by submission key.
#[derive(Clone, Default)]
pub(super) struct Leaves(Arc<Mutex<BTreeMap<String, Leave>>>);

/// One leave.
#[derive(Clone)]
pub(super) struct Leave {
    /// Goes into the cookie.
    pub secret: String,
    made: Timestamp,
    giving: Arc<Turn<()>>,
}

impl Leave {
    fn new(made: Timestamp) -> Self {
        Self {
            secret: secret(),
            made,
            giving: Arc::default(),
        }
    }

    /// Waits for whoever is writing this leave down, and keeps others waiting until it is dropped. A second click
    /// must not be answered with a leave that nobody could use yet.
    pub async fn turn(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.giving).lock_owned().await
    }
}

impl Leaves {
    /// The leave for this key; a new one if there is none.
    pub fn make(&self, key: &str, now: Timestamp) -> Leave {
        self.forget(now);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = all.entry(key.to_owned());
        entry.or_insert_with(|| Leave::new(now)).clone()
    }

    /// Forgets what is older.
    pub fn forget(&self, now: Timestamp) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, leave| now.duration_since(leave.made) < KEPT);
    }

    /// The leave for this key, if it was made a short while ago.
    pub fn find(&self, key: &str, now: Timestamp) -> Option<Leave> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(key)
            .filter(|leave| now.duration_since(leave.made) < KEPT)
            .cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_second_copy_gets_the_same_leave_for_ten_minutes() {
        let leaves = Leaves::default();
        let found = |key, minutes| {
            let leave = leaves.find(key, noon() + SignedDuration::from_mins(minutes));
            leave.map(|leave| leave.secret)
        };
        let first = leaves.make("key", noon()).secret;
        let again = leaves.make("key", noon() + SignedDuration::from_mins(9));
        assert_eq!(again.secret, first);
        assert_eq!(found("key", 9), Some(first));
        assert_eq!(found("key", 10), None);
        assert_eq!(found("other", 0), None);
    }

    #[tokio::test]
    async fn a_second_copy_waits_until_the_first_has_written_the_leave_down() {
        let leaves = Leaves::default();
        let first = leaves.make("key", noon());
        let writing = first.turn().await;
        let second = leaves.find("key", noon()).unwrap();
        let mut waiting = std::pin::pin!(second.turn());
        assert!(futures::poll!(&mut waiting).is_pending());
        drop(writing);
        assert!(futures::poll!(&mut waiting).is_ready());
    }
}
