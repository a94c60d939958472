//! Published versions, read from the database and out of their JSON once.
//!
//! A published version never changes, so it is kept by its id. Which version is the newest is asked each time.

use super::Live;
use crate::storage::StorageError;
use crate::storage::consultation::{self, Version};
use domain::id::{ConsultationId, VersionId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most versions kept. A council has a few open consultations at a time, each with a version or two.
const KEPT: usize = 32;

/// Versions by id. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Versions(Arc<Mutex<BTreeMap<VersionId, Arc<Version>>>>);

impl Versions {
    fn find(&self, id: VersionId) -> Option<Arc<Version>> {
        self.all().get(&id).cloned()
    }

    fn keep(&self, version: Version) -> Arc<Version> {
        let version = Arc::new(version);
        // One that is still being written may change yet.
        if version.published.is_some() {
            let mut all = self.all();
            if all.len() >= KEPT {
                // Ids are in order of time: the oldest goes.
                all.pop_first();
            }
            all.insert(version.id, Arc::clone(&version));
        }
        version
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<VersionId, Arc<Version>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    /// The published version that is answered now.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn published(
        &self,
        consultation: ConsultationId,
    ) -> Result<Option<Arc<Version>>, StorageError> {
        match consultation::published_id(&self.db, consultation).await? {
            Some(id) => self.version(id).await,
            None => Ok(None),
        }
    }

    /// A version by its id.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn version(&self, id: VersionId) -> Result<Option<Arc<Version>>, StorageError> {
        if let Some(version) = self.versions.find(id) {
            return Ok(Some(version));
        }
        let found = consultation::version(&self.db, id).await?;
        Ok(found.map(|version| self.versions.keep(version)))
    }
}
