//! The engine learns while people read: after each batch of texts its suggestions are made anew.

use super::Live;
use crate::storage::consultation::Row;
use crate::storage::{StorageError, analysis_run, reading};
use app::api::{ApiError, Work};
use jiff::SignedDuration;

/// How many texts are read until the engine learns from them.
const BATCH: u64 = 20;

/// Up to how many texts it does so by itself. With more, keeping what it finds would hold up whoever is coding, so an
/// officer chooses the moment.
const MOST: u64 = 5_000;

impl Live {
    /// Lets the engine learn in the background, once enough was read since it last did. Where nobody has ever asked for
    /// suggestions, none are made.
    pub(super) async fn learn(&self, row: &Row, by: &str) -> Result<(), ApiError> {
        if matches!(self.jobs.of(row.id), Work::Running { .. }) {
            return Ok(());
        }
        let Some(run) = analysis_run::last(&self.db, row.id).await? else {
            return Ok(());
        };
        if run.texts <= MOST && self.read_since(row, &run).await? >= BATCH {
            // Whoever was faster started the same work.
            drop(self.start(row, by, run.grain));
        }
        Ok(())
    }

    /// Texts read since the engine last learnt, where there are so many texts that it waits to be asked.
    pub(super) async fn unlearnt(
        &self,
        row: &Row,
        run: &analysis_run::Row,
    ) -> Result<Option<u64>, StorageError> {
        if run.texts <= MOST {
            return Ok(None);
        }
        let read = self.read_since(row, run).await?;
        Ok((read >= BATCH).then_some(read))
    }

    async fn read_since(&self, row: &Row, run: &analysis_run::Row) -> Result<u64, StorageError> {
        // What was read in that very moment was learnt from, or is with the next batch at the latest.
        let after = run.run_at + SignedDuration::from_millis(1);
        reading::read_since(&self.db, row.id, after).await
    }
}
