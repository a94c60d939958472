//! Edits, and going back.

use super::super::Live;
use super::super::noted::note;
use super::working::{held, mark};
use crate::storage::consultation::{self, Row};
use crate::storage::{Tx, revision};
use app::api::ApiError;
use domain::consultation::Stage;
use domain::content::{Content, Edit, EditError, Piece};
use domain::text::Language;
use jiff::{SignedDuration, Timestamp};

/// Autosaves of one officer at one piece are one step for so long, in minutes.
const ONE_STEP: i64 = 10;

impl Live {
    /// Makes an edit of the working copy.
    ///
    /// # Errors
    /// `Conflict` when somebody else changed the piece since the form was shown, when it is gone, or after closing;
    /// `Invalid` when a new piece's id is taken.
    pub(super) async fn make_edit(
        &self,
        who: &str,
        row: &Row,
        edit: Edit,
        shown: Option<&str>,
        autosave: bool,
    ) -> Result<(), ApiError> {
        let now = self.clock.now();
        let (piece, verb) = (edit.piece(), edit.verb());
        let mut tx = self.db.begin().await?;
        let (row, before, newest) = begin(&mut tx, row).await?;
        if row.stage != Stage::Draft && piece.of_document() {
            return Err(ApiError::conflict("documents_fixed"));
        }
        if let Some(shown) = shown {
            unchanged(&mut tx, &row, &piece, shown, who).await?;
        }
        let after = edit.apply(&before).map_err(refused)?;
        if after == before {
            return Ok(());
        }
        let what = if autosave { "kept" } else { verb };
        let same = |step: &&revision::Step| {
            let recent = now.duration_since(step.at) < SignedDuration::from_mins(ONE_STEP);
            let own = step.by == who && step.piece == piece.to_string() && step.what == "kept";
            own && recent && verb == "put"
        };
        match newest.as_ref().filter(same) {
            Some(step) => {
                revision::replace(&mut tx, row.id, (step.number, what), &after, now).await?;
            }
            None => {
                let step = revision::Step {
                    number: next(&mut tx, &row, newest.as_ref(), &before, now).await?,
                    piece: piece.to_string(),
                    what: what.to_owned(),
                    by: who.to_owned(),
                    at: now,
                };
                revision::insert(&mut tx, row.id, &step, &after).await?;
            }
        }
        retitle(&mut tx, &row, &after).await?;
        let ids = vec![row.id.to_string(), piece.to_string()];
        Ok(note(tx, &row, (who, now), audited(verb), ids).await?)
    }

    /// Goes back to the words after a step; step 0 holds those before the first.
    ///
    /// # Errors
    /// `Conflict` when there is a newer step than the page showed, or after closing; `NotFound` for no such step.
    pub(super) async fn go_back(
        &self,
        who: &str,
        row: &Row,
        number: u32,
        shown: u32,
    ) -> Result<(), ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let (row, before, newest) = begin(&mut tx, row).await?;
        let newest = newest.map_or(0, |step| step.number);
        if newest != shown {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let after = revision::one(&mut tx, row.id, number).await?;
        let mut after = after.ok_or(ApiError::NotFound)?.content;
        if row.stage != Stage::Draft {
            // People comment on them as they are.
            after.documents.clone_from(&before.documents);
        }
        if after == before {
            return Ok(());
        }
        put_all(&mut tx, &row, (newest + 1, "back"), &after, (who, now)).await?;
        let ids = vec![row.id.to_string(), number.to_string()];
        Ok(note(tx, &row, (who, now), "content.back", ids).await?)
    }

    /// Goes back to the published words.
    ///
    /// # Errors
    /// `Conflict` when there is a newer step than the page showed, or nothing is published.
    pub(super) async fn discard_changes(
        &self,
        who: &str,
        row: &Row,
        shown: u32,
    ) -> Result<(), ApiError> {
        let now = self.clock.now();
        let published = self.published(row.id).await?;
        let published = published.ok_or_else(|| ApiError::conflict("not_open"))?;
        let mut tx = self.db.begin().await?;
        let (row, before, newest) = begin(&mut tx, row).await?;
        let newest = newest.map_or(0, |step| step.number);
        if newest != shown {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        if before == published.content {
            return Ok(());
        }
        let step = (newest + 1, "discard");
        put_all(&mut tx, &row, step, &published.content, (who, now)).await?;
        let ids = vec![row.id.to_string()];
        Ok(note(tx, &row, (who, now), "content.discard", ids).await?)
    }
}

/// Holds the consultation, and gives it with its words and newest step. After closing nothing is edited.
async fn begin(tx: &mut Tx, row: &Row) -> Result<(Row, Content, Option<revision::Step>), ApiError> {
    consultation::lock(tx, row.id).await?;
    let row = consultation::held(tx, row.id).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    if !matches!(row.stage, Stage::Draft | Stage::Open) {
        return Err(ApiError::conflict("closed"));
    }
    let (content, newest) = held(tx, row.id).await?.ok_or(ApiError::NotFound)?;
    Ok((row, content, newest))
}

/// Refuses when somebody else changed the piece since the state that `shown` names.
async fn unchanged(
    tx: &mut Tx,
    row: &Row,
    piece: &Piece,
    shown: &str,
    who: &str,
) -> Result<(), ApiError> {
    let name = piece.to_string();
    let Some(theirs) = revision::last_by_others(tx, row.id, &name, who).await? else {
        return Ok(());
    };
    let (number, hash) = shown.split_once('.').unwrap_or_default();
    let number: u32 = number.parse().unwrap_or_default();
    let now = mark(0, piece, &theirs.content);
    let same = now
        .as_deref()
        .and_then(|m| m.split_once('.'))
        .map(|(_, h)| h)
        == Some(hash);
    // What was seen after their last step was seen with it.
    match theirs.step.number < number || same {
        true => Ok(()),
        false => Err(ApiError::conflict("changed_meanwhile")),
    }
}

/// The number of the step to come. The first one is preceded by a step 0 that holds the words as they were: what is
/// published overwrites them.
async fn next(
    tx: &mut Tx,
    row: &Row,
    newest: Option<&revision::Step>,
    before: &Content,
    at: Timestamp,
) -> Result<u32, ApiError> {
    if let Some(newest) = newest {
        return Ok(newest.number + 1);
    }
    let start = revision::Step {
        number: 0,
        piece: String::new(),
        what: "start".to_owned(),
        by: String::new(),
        at,
    };
    revision::insert(tx, row.id, &start, before).await?;
    Ok(1)
}

fn refused(error: EditError) -> ApiError {
    match error {
        EditError::Taken(_) => ApiError::invalid("id", "taken_id"),
        EditError::Gone(_) | EditError::Fixed => ApiError::conflict("piece_gone"),
    }
}

fn audited(verb: &str) -> &'static str {
    match verb {
        "add" => "content.add",
        "remove" => "content.remove",
        "move" => "content.move",
        _ => "content.edit",
    }
}

async fn put_all(
    tx: &mut Tx,
    row: &Row,
    (number, what): (u32, &str),
    content: &Content,
    (who, at): (&str, Timestamp),
) -> Result<(), ApiError> {
    let step = revision::Step {
        number,
        piece: String::new(),
        what: what.to_owned(),
        by: who.to_owned(),
        at,
    };
    revision::insert(tx, row.id, &step, content).await?;
    retitle(tx, row, content).await
}

/// Lists show a draft by its newest title; an open one keeps the published title until the amendment.
async fn retitle(tx: &mut Tx, row: &Row, content: &Content) -> Result<(), ApiError> {
    let words = content.wording.pick(&Language::english(), None);
    if let Some(words) = words.filter(|_| row.stage == Stage::Draft) {
        consultation::retitle(tx, row.id, &words.words.title).await?;
    }
    Ok(())
}
