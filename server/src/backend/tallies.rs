//! Who raised what: dear to count among many thousands, so kept until anything happens in the consultation.
//!
//! Whatever changes a count writes a line of the audit in the same transaction, and no line is ever taken away: as long
//! as there are as many lines, the counts are the same.

use super::Live;
use crate::storage::consultation::Row;
use crate::storage::theme_counts::{self, Of};
use crate::storage::{StorageError, audited, passage};
use app::api::Heard;
use domain::coding::Tie;
use domain::id::{ConsultationId, ThemeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The counts of a consultation.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Who raised each theme: confirmed, and suggested only.
    pub themes: BTreeMap<ThemeId, (Heard, Heard)>,
    /// Who wrote something.
    pub commented: Heard,
    /// Texts, and those that a person has looked at.
    pub texts: (u64, u64),
}

/// Counts, and how many lines the audit had.
type Counted = (usize, Arc<Tally>);

/// Counts by consultation. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies(Arc<Mutex<BTreeMap<ConsultationId, Counted>>>);

impl Live {
    /// The counts as they are now.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn tally(&self, row: &Row) -> Result<Arc<Tally>, StorageError> {
        // Before counting: what happens meanwhile makes more lines, and the counts are made anew next time.
        let lines = audited(&self.db, row.id).await?;
        let known = {
            let all = self.tallies.0.lock();
            let all = all.unwrap_or_else(PoisonError::into_inner);
            all.get(&row.id).cloned()
        };
        if let Some((of, tally)) = known
            && of == lines
        {
            return Ok(tally);
        }
        let of = Of {
            consultation: row.id,
            cut: None,
            before: self.count_before(row),
        };
        let mut tally = Tally {
            commented: self.commented(row).await?,
            texts: passage::counted(&self.db, row.id).await?,
            ..Tally::default()
        };
        for mention in theme_counts::mentions(&self.db, of, false).await? {
            let (confirmed, suggested) = tally.themes.entry(mention.theme).or_default();
            let heard = match mention.tie {
                Tie::Confirmed => confirmed,
                _ => suggested,
            };
            heard.add(mention.who.capacity, mention.who.event, mention.who.people);
        }
        let tally = Arc::new(tally);
        let all = self.tallies.0.lock();
        let mut all = all.unwrap_or_else(PoisonError::into_inner);
        all.insert(row.id, (lines, tally.clone()));
        Ok(tally)
    }
}
