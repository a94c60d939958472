//! The working copy, as its pages show it.

use super::super::Live;
use crate::clock::hash;
use crate::storage::consultation::{self, Row};
use crate::storage::{StorageError, revision};
use app::api::{ApiError, PieceForm, StepLine, Working};
use domain::access::{Caller, Permission, Scope, may};
use domain::consultation::Stage;
use domain::content::{Content, Piece, changes, faults, locked};
use domain::id::ConsultationId;

/// Most steps listed.
const LISTED: u32 = 50;

impl Live {
    /// The newest words, published or not.
    ///
    /// # Errors
    /// `NotFound` for a consultation without words.
    pub(in crate::backend) async fn newest_words(
        &self,
        id: ConsultationId,
    ) -> Result<Content, ApiError> {
        if let Some(newest) = revision::newest(&self.db, id).await? {
            return Ok(newest.content);
        }
        let version = consultation::latest(&self.db, id).await?;
        Ok(version.ok_or(ApiError::NotFound)?.content)
    }

    /// The working copy, and what this caller may do with it.
    ///
    /// # Errors
    /// `NotFound` for a consultation without words.
    pub(super) async fn working_copy(
        &self,
        caller: &Caller,
        row: &Row,
    ) -> Result<Working, ApiError> {
        let content = self.newest_words(row.id).await?;
        let published = self.published(row.id).await?.map(|v| v.content.clone());
        let mut faults = faults(&content);
        let mut pending = Vec::new();
        if let Some(published) = &published {
            faults.extend(locked(published, &content));
            pending = changes(published, &content);
        }
        let steps = revision::steps(&self.db, row.id, LISTED).await?;
        let scope = Scope::Consultation(row.id);
        let writable = matches!(row.stage, Stage::Draft | Stage::Open);
        let mut card = self.card(row).await?;
        if let Some(words) = content
            .wording
            .pick(&domain::text::Language::english(), None)
        {
            card.title.clone_from(&words.words.title);
        }
        Ok(Working {
            card,
            newest: steps.first().map_or(0, |step| step.number),
            content,
            published,
            faults,
            changes: pending,
            steps: steps.into_iter().map(|step| self.step_line(step)).collect(),
            may_edit: writable && may(caller, Permission::EditConsultation, &scope),
            may_amend: row.stage == Stage::Open && may(caller, Permission::RunConsultation, &scope),
        })
    }

    /// One piece of it.
    ///
    /// # Errors
    /// `NotFound` when the piece is not there.
    pub(super) async fn piece_form(
        &self,
        caller: &Caller,
        row: &Row,
        piece: &Piece,
    ) -> Result<PieceForm, ApiError> {
        // Asked first: a change between the two questions must make the form's mark too old, never too new.
        let last = revision::last_of(&self.db, row.id, &piece.to_string()).await?;
        let working = self.working_copy(caller, row).await?;
        let mark = mark(
            last.as_ref().map_or(0, |step| step.number),
            piece,
            &working.content,
        );
        Ok(PieceForm {
            mark: mark.ok_or(ApiError::NotFound)?,
            last: last
                .filter(|step| step.number > 0)
                .map(|step| self.step_line(step)),
            working,
        })
    }

    fn step_line(&self, step: revision::Step) -> StepLine {
        StepLine {
            number: step.number,
            piece: step.piece.parse().ok(),
            what: step.what,
            by: step.by,
            at: self.wall(step.at),
        }
    }
}

/// Names a state of a piece: the step that changed it last, and a hash of it. None when the words lack it.
pub(super) fn mark(step: u32, piece: &Piece, content: &Content) -> Option<String> {
    let json = piece.json(content)?;
    Some(format!("{step}.{}", hash(&json)))
}

/// The words within a transaction that holds the consultation, and the newest step.
///
/// # Errors
/// When the database refuses; none when there are no words.
pub(super) async fn held(
    tx: &mut crate::storage::Tx,
    id: ConsultationId,
) -> Result<Option<(Content, Option<revision::Step>)>, StorageError> {
    if let Some(newest) = revision::held(tx, id).await? {
        return Ok(Some((newest.content, Some(newest.step))));
    }
    let version = consultation::newest(tx, id).await?;
    Ok(version.map(|version| (version.content, None)))
}
