//! Codes that were just made, for the minutes in which their page may be opened again.
//!
//! Only a hash of a code is stored, so a page that is reloaded could not show it a second time. It is kept here, in
//! memory, for ten minutes, and in a quiet hour until that is over. After a restart the page says that there is a
//! code, and offers a new one.

use domain::id::DraftId;
use domain::resume_code::ResumeCode;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{Mutex, MutexGuard};

const KEPT: SignedDuration = SignedDuration::from_mins(10);

/// Codes by draft.
#[derive(Clone, Default)]
pub(super) struct Codes(Arc<Mutex<BTreeMap<DraftId, (Timestamp, ResumeCode)>>>);

impl Codes {
    /// The codes, for as long as one is made: a second click waits, and then finds the first one's.
    pub async fn making(&self, now: Timestamp) -> Making<'_> {
        let mut all = self.0.lock().await;
        forget(&mut all, now);
        Making(all)
    }

    /// The code that was made for this draft a short while ago.
    pub async fn find(&self, draft: DraftId, now: Timestamp) -> Option<ResumeCode> {
        let mut all = self.0.lock().await;
        forget(&mut all, now);
        all.get(&draft).map(|(_, code)| code.clone())
    }

    /// Forgets the code of one draft.
    pub async fn drop(&self, draft: DraftId) {
        self.0.lock().await.remove(&draft);
    }

    /// Forgets what is older.
    pub async fn forget(&self, now: Timestamp) {
        forget(&mut *self.0.lock().await, now);
    }
}

/// While it is held nobody else makes a code.
pub(super) struct Making<'a>(MutexGuard<'a, BTreeMap<DraftId, (Timestamp, ResumeCode)>>);

impl Making<'_> {
    /// Keeps a code that was stored.
    pub fn keep(&mut self, draft: DraftId, now: Timestamp, code: ResumeCode) {
        self.0.insert(draft, (now, code));
    }
}

fn forget(all: &mut BTreeMap<DraftId, (Timestamp, ResumeCode)>, now: Timestamp) {
    all.retain(|_, (made, _)| now.duration_since(*made) < KEPT);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{random_id, resume_code};

    #[tokio::test]
    async fn a_code_can_be_shown_again_for_ten_minutes_and_until_it_is_dropped() {
        let codes = Codes::default();
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let draft = || DraftId::from_uuid(random_id());
        let (one, other) = (draft(), draft());
        let code = resume_code();
        codes.making(now).await.keep(one, now, code.clone());
        codes.making(now).await.keep(other, now, resume_code());
        let later = now + SignedDuration::from_mins(9);
        assert!(codes.find(one, later).await == Some(code));
        codes.drop(one).await;
        assert!(codes.find(one, later).await.is_none());
        assert!(codes.find(other, later).await.is_some());
        codes.forget(now + SignedDuration::from_mins(10)).await;
        assert!(codes.find(other, now).await.is_none());
    }
}
