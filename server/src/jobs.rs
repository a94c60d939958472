//! What the server does by itself: every hour, and for what has just come every few seconds.

use crate::backend::Live;
use crate::storage::{
    Entry, StorageError, apart, audit, draft, equality, import_file, resume, retention, stamp, team,
};
use jiff::{SignedDuration, Span};
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How long after closing an unsent draft is kept (part of the privacy notice).
const ABANDONED_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long after the decision answers may still hold what identifies a person (part of the privacy notice).
const MONTHS_AFTER_DECISION: i32 = 12;
/// How long a file of responses that nobody takes in is kept.
const NOT_TAKEN_IN: SignedDuration = SignedDuration::from_hours(7 * 24);
const EVERY: Duration = Duration::from_secs(60 * 60);
/// How long what has come waits until the engine looks at it for harm and for what may identify somebody.
const ARRIVALS_EVERY: Duration = Duration::from_secs(5);
/// How long what was counted in a large consultation may be behind while somebody is at work there.
const COUNTS_EVERY: Duration = Duration::from_secs(5);

/// Starts them: at once, and then again and again. They end with the program.
pub fn start(live: Live) {
    repeat(live.clone(), ARRIVALS_EVERY, |live: Live| async move {
        if let Err(error) = live.look_at_arrivals().await {
            tracing::error!(%error, "what has come could not be looked at");
        }
    });
    // Apart from looking at what has come, which does not wait for it.
    repeat(live.clone(), COUNTS_EVERY, |live: Live| async move {
        live.keep_counts().await
    });
    start_every(live, EVERY);
}

/// Does a piece of work, and again when so much time has gone since it was last done.
fn repeat<W>(live: Live, every: Duration, work: impl Fn(Live) -> W + Send + 'static)
where
    W: Future<Output = ()> + Send,
{
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            work(live.clone()).await;
        }
    });
}

/// Sweeps away what may no longer be kept, by another rhythm if asked.
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
            if let Err(error) = anonymise(&live).await {
                tracing::error!(%error, "answers could not be anonymised");
            }
            match rewrite(&live, rewritten).await {
                Ok(count) => rewritten = Some(count),
                Err(error) => tracing::error!(%error, "equality answers could not be rewritten"),
            }
        }
    });
}

/// Deletes drafts never sent, leave to answer the equality questions never used, and what is left of resume
/// codes and teams, 30 days after closing; at closing what was kept so that its sender could change it; and files of
/// responses that nobody took in.
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
    let sent_by = now.checked_sub(NOT_TAKEN_IN).unwrap_or(now);
    import_file::sweep(&mut tx, sent_by).await?;
    draft::forget_sent(&mut tx, now).await?;
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

/// Removes what could identify a person from the answers of consultations decided 12 months ago or more. Says of how
/// many consultations.
///
/// # Errors
/// When the database refuses.
pub async fn anonymise(live: &Live) -> Result<u64, StorageError> {
    let now = live.clock.now();
    let today = live.wall(now).date();
    let decided_by = today
        .checked_sub(Span::new().months(MONTHS_AFTER_DECISION))
        .unwrap_or(today);
    let mut done = 0;
    for consultation in retention::due(&live.db, decided_by).await? {
        let mut tx = live.db.begin().await?;
        let Some(texts) = retention::anonymise(&mut tx, consultation, now).await? else {
            continue;
        };
        let entry = Entry {
            at: now,
            who: "system",
            what: "retention.anonymise",
            why: &format!("12 months after the decision: {texts} texts"),
            consultation: Some(consultation),
            ids: vec![consultation.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        live.forget_vectors(consultation);
        done += 1;
    }
    Ok(done)
}

/// Takes away the order in which equality answers and schools arrived, if any arrived since `before`. Gives the new state.
async fn rewrite(
    live: &Live,
    before: Option<(i64, i64, i64)>,
) -> Result<(i64, i64, i64), StorageError> {
    let now = apart::count(&live.db).await?;
    if Some(now) != before {
        apart::rewrite(&live.db).await?;
    }
    Ok(now)
}
