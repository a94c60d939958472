//! Writing a consultation.

mod amend;
mod copy;
mod library;
mod steps;
mod working;

use super::{Live, authorise, who};
use crate::clock::{hash, ordered_id, secret};
use crate::storage::{preview_link, saved_question};
use app::api::{
    ApiError, Build, PieceForm, Preview, PreviewLink, SavedQuestion, Working as WorkingCopy,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::content::{Edit, Piece};
use domain::id::{PreviewLinkId, SavedQuestionId};
use domain::text::{Slug, Title, clean};
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// How long a reviewer's link works.
const LINK_DAYS: i64 = 14;
/// Most characters in the note beside a link.
const NOTE_LIMIT: usize = 200;

#[async_trait]
impl Build for Live {
    async fn working(&self, caller: &Caller, slug: &Slug) -> Result<WorkingCopy, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        self.working_copy(caller, &row).await
    }

    async fn piece(
        &self,
        caller: &Caller,
        slug: &Slug,
        piece: &Piece,
    ) -> Result<PieceForm, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        self.piece_form(caller, &row, piece).await
    }

    async fn edit(
        &self,
        caller: &Caller,
        slug: &Slug,
        edit: Edit,
        mark: Option<&str>,
        autosave: bool,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        self.make_edit(&who(caller), &row, edit, mark, autosave)
            .await
    }

    async fn back_to(
        &self,
        caller: &Caller,
        slug: &Slug,
        number: u32,
        newest: u32,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        self.go_back(&who(caller), &row, number, newest).await
    }

    async fn discard(&self, caller: &Caller, slug: &Slug, newest: u32) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        self.discard_changes(&who(caller), &row, newest).await
    }

    async fn amend(
        &self,
        caller: &Caller,
        slug: &Slug,
        reason: &str,
        closes: Option<DateTime>,
        newest: u32,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RunConsultation)
            .await?;
        self.publish_amendment(&who(caller), &row, reason, closes, newest)
            .await
    }

    async fn copy(
        &self,
        caller: &Caller,
        from: &Slug,
        slug: &Slug,
        title: Option<&Title>,
    ) -> Result<(), ApiError> {
        authorise(caller, Permission::EditConsultation, &Scope::Council)?;
        let row = self
            .row_for(caller, from, Permission::ReadConsultation)
            .await?;
        self.copy_of(&who(caller), &row, slug, title).await
    }

    async fn preview(&self, caller: &Caller, slug: &Slug) -> Result<Preview, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::PreviewConsultation)
            .await?;
        self.preview_of(&row, None).await
    }

    async fn previewed(&self, token: &str) -> Result<Preview, ApiError> {
        let (row, link) = self.linked(token).await?;
        self.preview_of(&row, Some(self.wall(link.expires))).await
    }

    async fn preview_links(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<Vec<PreviewLink>, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        let now = self.clock.now();
        let shown = |link: preview_link::Row| PreviewLink {
            id: link.id,
            note: link.note,
            by: link.by,
            expires: self.wall(link.expires),
            works: link.withdrawn.is_none() && now < link.expires,
        };
        let links = preview_link::all(&self.db, row.id).await?;
        Ok(links.into_iter().map(shown).collect())
    }

    async fn make_preview_link(
        &self,
        caller: &Caller,
        slug: &Slug,
        note: &str,
    ) -> Result<String, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let note = clean(note);
        if note.chars().count() > NOTE_LIMIT {
            return Err(ApiError::invalid("note", "too_long"));
        }
        let (now, by, token) = (self.clock.now(), who(caller), secret());
        let lasts = SignedDuration::from_hours(24 * LINK_DAYS);
        let link = preview_link::Row {
            id: PreviewLinkId::from_uuid(ordered_id()),
            consultation: row.id,
            note,
            by: by.clone(),
            expires: now.saturating_add(lasts).unwrap_or(now),
            withdrawn: None,
        };
        let mut tx = self.db.begin().await?;
        preview_link::insert(&mut tx, &link, &hash(&token), now).await?;
        let ids = vec![link.id.to_string()];
        super::noted::note(tx, &row, (&by, now), "preview_link.make", ids).await?;
        Ok(token)
    }

    async fn withdraw_preview_link(
        &self,
        caller: &Caller,
        slug: &Slug,
        link: PreviewLinkId,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        if !preview_link::withdraw(&mut tx, link, row.id, now).await? {
            return Err(ApiError::conflict("gone_link"));
        }
        let ids = vec![link.to_string()];
        Ok(super::noted::note(tx, &row, (&who(caller), now), "preview_link.withdraw", ids).await?)
    }

    async fn library(&self, caller: &Caller, slug: &Slug) -> Result<Vec<SavedQuestion>, ApiError> {
        self.row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        let shown = |saved: saved_question::Row| SavedQuestion {
            id: saved.id,
            question: saved.question,
            rows: saved.rows.len(),
            source: saved.source,
            by: saved.by,
            at: self.wall(saved.at),
        };
        let all = saved_question::all(&self.db).await?;
        Ok(all.into_iter().map(shown).collect())
    }

    async fn save_to_library(
        &self,
        caller: &Caller,
        slug: &Slug,
        question: &str,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        self.keep_question(&who(caller), &row, question).await
    }

    async fn add_from_library(
        &self,
        caller: &Caller,
        slug: &Slug,
        saved: SavedQuestionId,
    ) -> Result<String, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        self.take_question(&who(caller), &row, saved).await
    }

    async fn remove_from_library(
        &self,
        caller: &Caller,
        slug: &Slug,
        saved: SavedQuestionId,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EditConsultation)
            .await?;
        self.drop_question(&who(caller), &row, saved).await
    }
}
