//! How often a wrong code is taken before the next must wait.
//!
//! A code cannot be guessed: it has eighty bits. The limit keeps a program from trying all the same. It counts per
//! consultation and in memory, because who tries is not known: no address is kept. So it is wide enough for a
//! library full of people who mistype, and its wait is short.

use domain::id::ConsultationId;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Wrong codes in one minute before the next must wait.
pub const WRONG_CODES: usize = 20;
const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// When wrong codes came, by consultation.
#[derive(Clone, Default)]
pub(super) struct Tries(Arc<Mutex<BTreeMap<ConsultationId, Vec<Timestamp>>>>);

impl Tries {
    /// Counts a try as wrong, before it is looked at: many at the same moment are limited too.
    ///
    /// # Errors
    /// The seconds to wait, when there were too many.
    pub fn begin(&self, consultation: ConsultationId, now: Timestamp) -> Result<(), u32> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = all.entry(consultation).or_default();
        recent.retain(|at| now.duration_since(*at) < WINDOW);
        if let (true, Some(first)) = (recent.len() >= WRONG_CODES, recent.first()) {
            let wait = WINDOW.saturating_sub(now.duration_since(*first));
            return Err(u32::try_from(wait.as_secs()).unwrap_or_default().max(1));
        }
        recent.push(now);
        Ok(())
    }

    /// The try was right after all, and does not count.
    pub fn right(&self, consultation: ConsultationId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(recent) = all.get_mut(&consultation) {
            recent.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::random_id;

    #[test]
    fn after_twenty_wrong_ones_the_next_waits_for_what_is_left_of_the_minute() {
        let tries = Tries::default();
        let here = ConsultationId::from_uuid(random_id());
        let there = ConsultationId::from_uuid(random_id());
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        for _ in 0..WRONG_CODES {
            assert_eq!(tries.begin(here, now), Ok(()));
        }
        let later = now + SignedDuration::from_secs(20);
        assert_eq!(tries.begin(here, later), Err(40));
        assert_eq!(tries.begin(there, later), Ok(()));
        assert_eq!(tries.begin(here, now + WINDOW), Ok(()));
    }

    #[test]
    fn right_ones_do_not_count() {
        let tries = Tries::default();
        let here = ConsultationId::from_uuid(random_id());
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        for _ in 0..100 {
            assert_eq!(tries.begin(here, now), Ok(()));
            tries.right(here);
        }
    }
}
