//! How many codes are sent by e-mail before the next must wait, so that nobody can flood a box from here.
//!
//! Counted per consultation and in memory, because who asks is not known: no address is kept.

use domain::id::ConsultationId;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Letters of one consultation in one minute before the next must wait.
pub const MAILS_A_MINUTE: usize = 20;
const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// When letters were sent, by consultation.
#[derive(Clone, Default)]
pub(super) struct MailLimit(Arc<Mutex<BTreeMap<ConsultationId, Vec<Timestamp>>>>);

impl MailLimit {
    /// Counts a letter before it is sent: many at the same moment are limited too.
    ///
    /// # Errors
    /// The seconds to wait, when there were too many.
    pub fn take(&self, consultation: ConsultationId, now: Timestamp) -> Result<(), u32> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = all.entry(consultation).or_default();
        recent.retain(|at| now.duration_since(*at) < WINDOW);
        if let (true, Some(first)) = (recent.len() >= MAILS_A_MINUTE, recent.first()) {
            let wait = WINDOW.saturating_sub(now.duration_since(*first));
            return Err(u32::try_from(wait.as_secs()).unwrap_or_default().max(1));
        }
        recent.push(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::random_id;

    #[test]
    fn after_twenty_letters_the_next_waits_for_what_is_left_of_the_minute() {
        let limit = MailLimit::default();
        let here = ConsultationId::from_uuid(random_id());
        let there = ConsultationId::from_uuid(random_id());
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        for _ in 0..MAILS_A_MINUTE {
            assert_eq!(limit.take(here, now), Ok(()));
        }
        let later = now + SignedDuration::from_secs(20);
        assert_eq!(limit.take(here, later), Err(40));
        assert_eq!(limit.take(there, later), Ok(()));
        assert_eq!(limit.take(here, now + WINDOW), Ok(()));
    }
}
