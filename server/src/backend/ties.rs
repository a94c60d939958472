//! Decisions on many passages of a theme at once.

use super::Live;
use super::coding::resettle;
use crate::storage::consultation::{self, Row};
use crate::storage::{Entry, Tx, assignment, audit, copies, theme};
use app::api::ApiError;
use domain::coding::{ThemeState, Tie};
use domain::id::{AssignmentId, ThemeId};
use jiff::Timestamp;

/// Confirms passages, rejects them, or puts them back. Gives how many still stood at `from`.
pub(super) async fn decide(
    live: &Live,
    row: &Row,
    by: &str,
    ties: &[AssignmentId],
    (from, to): (Tie, Tie),
) -> Result<u64, ApiError> {
    let by = (by, live.clock.now());
    let mut tx = live.db.begin().await?;
    consultation::lock(&mut tx, row.id).await?;
    let mut ids = Vec::new();
    for tie in ties {
        if assignment::decide(&mut tx, row.id, *tie, (from, to), by.0, by.1).await? {
            ids.push(tie.to_string());
        }
    }
    let what = match to {
        Tie::Confirmed => "assignment.confirm",
        Tie::Rejected => "assignment.reject",
        Tie::Suggested => "assignment.reopen",
    };
    let count = ids.len() as u64;
    finish(tx, row, what, by, ids).await?;
    Ok(count)
}

/// Says of passages that they belong to another theme, not to this one. Gives how many still stood at `from`.
pub(super) async fn hand_over(
    live: &Live,
    row: &Row,
    by: &str,
    ties: &[AssignmentId],
    (from, into): (Tie, ThemeId),
) -> Result<u64, ApiError> {
    let by = (by, live.clock.now());
    let mut tx = live.db.begin().await?;
    consultation::lock(&mut tx, row.id).await?;
    let themes = theme::all_in(&mut tx, row.id).await?;
    let there = |t: &theme::Row| t.id == into && t.state == ThemeState::Active;
    if !themes.iter().any(there) {
        return Err(ApiError::invalid("other", "missing"));
    }
    let (mut ids, mut count) = (Vec::new(), 0);
    for tie in ties {
        let to = (from, Tie::Rejected);
        if !assignment::decide(&mut tx, row.id, *tie, to, by.0, by.1).await? {
            continue;
        }
        count += 1;
        ids.push(tie.to_string());
        if let Some(place) = assignment::passage(&mut tx, *tie).await? {
            let made = assignment::confirm(&mut tx, into, place, by.0, by.1).await?;
            ids.extend(made.map(|id| id.to_string()));
        }
    }
    finish(tx, row, "assignment.move", by, ids).await?;
    Ok(count)
}

/// Says anew what was found in the texts, lets copies follow, and notes it. A conflict where nothing was done.
async fn finish(
    mut tx: Tx,
    row: &Row,
    what: &'static str,
    (by, at): (&str, Timestamp),
    mut ids: Vec<String>,
) -> Result<(), ApiError> {
    if ids.is_empty() {
        return Err(ApiError::conflict("changed_meanwhile"));
    }
    for text in assignment::texts(&mut tx, &ids).await? {
        resettle(&mut tx, row, text, (by, at)).await?;
        ids.extend(copies::lead(&mut tx, row.id, text).await?);
    }
    let entry = Entry {
        at,
        who: by,
        what,
        why: "",
        consultation: Some(row.id),
        ids,
    };
    audit(&mut tx, entry).await?;
    Ok(tx.commit().await?)
}
