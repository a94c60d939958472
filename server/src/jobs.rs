//! What the server does by itself, every hour.

use crate::backend::Live;
use crate::storage::{Entry, StorageError, audit, draft, equality, resume, stamp, team};
use jiff::SignedDuration;
use std::time::Duration;

/// How long after closing an unsent draft is kept (part of the privacy notice).
const ABANDONED_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Starts them: at once, and then every hour. They end with the program.
pub fn start(live: Live) {
    start_every(live, EVERY);
}

/// The same by another rhythm.
pub fn start_every(live: Live, every: Duration) {
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(every);
        let mut rewritten = None;
        loop {
            ticks.tick().await;
            live.forget_leaves();
            live.forget_codes().await;
            if let Err(error) = sweep(&live).await {
                tracing::error!(%error, "abandoned drafts could not be deleted");
            }
            match rewrite(&live, rewritten).await {
                Ok(count) => rewritten = Some(count),
                Err(error) => tracing::error!(%error, "equality answers could not be rewritten"),
            }
        }
    });
}

/// Deletes drafts never sent, leave to answer the equality questions never used, and what is left of resume
/// codes and teams, 30 days after closing.
/// Says how many drafts.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(live: &Live) -> Result<u64, StorageError> {
    let now = live.clock.now();
    let closed_by = now.checked_sub(ABANDONED_AFTER).unwrap_or(now);
    let mut tx = live.db.begin().await?;
    let gone = draft::sweep(&mut tx, closed_by).await?;
    team::sweep(&mut tx, closed_by).await?;
    equality::sweep(&mut tx, &stamp(closed_by)).await?;
    resume::sweep(&mut tx, closed_by).await?;
    if gone > 0 {
        let entry = Entry {
            at: now,
            who: "system",
            what: "draft.sweep",
            why: &format!("{gone} never sent, 30 days after closing"),
            consultation: None,
            ids: Vec::new(),
        };
        audit(&mut tx, entry).await?;
    }
    tx.commit().await?;
    Ok(gone)
}

/// Takes away the order in which equality answers arrived, if any arrived since `before`. Gives the new state.
async fn rewrite(live: &Live, before: Option<(i64, i64)>) -> Result<(i64, i64), StorageError> {
    let now = equality::count(&live.db).await?;
    if Some(now) != before {
        equality::rewrite(&live.db).await?;
    }
    Ok(now)
}
