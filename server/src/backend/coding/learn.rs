//! The engine learns while people read: after each batch of texts its suggestions are made anew.

use super::Live;
use crate::storage::consultation::Row;
use crate::storage::{analysis_run, reading};
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
        // What was read in that very moment was learnt from, or is with the next batch at the latest.
        let after = run.run_at + SignedDuration::from_millis(1);
        let read = reading::since(&self.db, row.id, after).await?;
        let read: u64 = read.iter().map(|(_, texts)| texts).sum();
        if read >= BATCH && run.texts <= MOST {
            // Whoever was faster started the same work.
            drop(self.start(row, by, run.grain));
        }
        Ok(())
    }
}
