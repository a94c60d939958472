//! Texts that are nearly the same, found as they arrive: nobody has to wait for themes to see that somebody answered
//! twice. Comparing thousands of texts takes about a second, so what was found is kept until there are others.

use super::{Live, internal};
use crate::storage::consultation::Row;
use crate::storage::duplicate;
use app::api::ApiError;
use domain::duplicate::Suspect;
use domain::id::ConsultationId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What was found, with how many texts there were and how long. Texts are never changed: they are added, erased, or said
/// to be somebody's own words, which look like nobody else's.
#[derive(Clone, Debug, Default)]
pub(super) struct Twins(Arc<Mutex<BTreeMap<ConsultationId, Kept>>>);

type Kept = ((i64, i64), Arc<Vec<Suspect>>);

impl Live {
    /// Contributions of which a text is nearly that of one to three others. Where there are more it is a standard
    /// text, which is judged as a campaign.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn twins(&self, row: &Row) -> Result<Arc<Vec<Suspect>>, ApiError> {
        let size = duplicate::texts_size(&self.db, row.id).await?;
        let known = {
            let all = self.twins.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.get(&row.id).cloned()
        };
        if let Some((of, found)) = known
            && of == size
        {
            return Ok(found);
        }
        let texts = duplicate::texts(&self.db, row.id).await?;
        let found = tokio::task::spawn_blocking(|| compared(texts)).await;
        let found = Arc::new(found.map_err(|error| internal(&error))?);
        let mut all = self.twins.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(row.id, (size, found.clone()));
        Ok(found)
    }
}

fn compared(texts: Vec<(Suspect, String)>) -> Vec<Suspect> {
    let bodies: Vec<&str> = texts.iter().map(|(_, body)| body.as_str()).collect();
    let groups = analysis::near_duplicate::find(&bodies, &mut |_| {}).near_duplicates;
    let mut found = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for &at in group {
            found.push(Suspect {
                same: number.to_string(),
                ..texts[at].0.clone()
            });
        }
    }
    found
}
