//! Long work in the background, and how far it has come. In memory: after a restart it is simply asked for again.

use app::api::Work;
use domain::id::ConsultationId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the engine is doing, by consultation. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Jobs(Arc<Mutex<BTreeMap<ConsultationId, Work>>>);

impl Jobs {
    /// Claims the engine for a consultation. False when it is at work there already.
    pub fn begin(&self, consultation: ConsultationId) -> bool {
        let mut all = self.all();
        if matches!(all.get(&consultation), Some(Work::Running { .. })) {
            return false;
        }
        let started = Work::Running {
            stage: "starting".to_owned(),
            done: 0,
            total: 0,
        };
        all.insert(consultation, started);
        true
    }

    /// Notes how far it has come.
    pub fn note(&self, consultation: ConsultationId, work: Work) {
        self.all().insert(consultation, work);
    }

    /// What it is doing.
    pub fn of(&self, consultation: ConsultationId) -> Work {
        let found = self.all().get(&consultation).cloned();
        found.unwrap_or(Work::Idle)
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<ConsultationId, Work>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
