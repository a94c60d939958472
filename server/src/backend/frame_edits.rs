//! Changes to the shape of the code frame.

use super::{Live, internal, theme_edits, who};
use crate::blueprints;
use crate::storage::consultation::Row;
use crate::storage::{theme, theme_change};
use app::api::{ApiError, FrameEdits, StarterFrame, ThemeChangeLine, ThemeWords};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::content::Code;
use domain::id::{AssignmentId, ConsultationId, ThemeChangeId, ThemeId};
use domain::text::Slug;

#[async_trait]
impl FrameEdits for Live {
    async fn put_under(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        parent: Option<ThemeId>,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::put_under(self, &row, &who(caller), (theme, version), parent).await
    }

    async fn shift_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        up: bool,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::shift(self, &row, &who(caller), (theme, version), up).await
    }

    async fn split_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        ties: &[AssignmentId],
        words: ThemeWords,
    ) -> Result<ThemeId, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::split(self, &row, &who(caller), (theme, version), ties, words).await
    }

    async fn undo_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        change: ThemeChangeId,
    ) -> Result<bool, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        theme_edits::undo(self, &row, &who(caller), theme, change).await
    }

    async fn starter_frames(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<Vec<StarterFrame>, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.starters(&row).await
    }

    async fn add_starter(&self, caller: &Caller, slug: &Slug, kind: &str) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let blueprint = blueprints::of_kind(kind);
        let blueprint = blueprint.map_err(|_| ApiError::invalid("kind", "no_such_kind"))?;
        let there = theme::all(&self.db, row.id).await?;
        let mut added = 0;
        for code in missing(&there, &blueprint.codes) {
            let words = ThemeWords {
                label: code.label.clone(),
                definition: code.definition.clone(),
                include: code.include.clone(),
                exclude: code.exclude.clone(),
                example: code.example.clone(),
                weighty: code.weighty,
            };
            theme_edits::add(self, &row, &who(caller), words).await?;
            added += 1;
        }
        Ok(added)
    }
}

/// Codes whose names no theme of the frame has.
fn missing<'a>(there: &[theme::Row], codes: &'a [Code]) -> Vec<&'a Code> {
    let known = |code: &&Code| {
        let label = code.label.to_lowercase();
        let same = |t: &theme::Row| t.code == code.code || t.label.to_lowercase() == label;
        !there.iter().any(|t| t.state.is_open() && same(t))
    };
    codes.iter().filter(known).collect()
}

impl Live {
    /// Frames that come with the program, with themes that are not here yet.
    pub(super) async fn starters(&self, row: &Row) -> Result<Vec<StarterFrame>, ApiError> {
        let there = theme::all(&self.db, row.id).await?;
        let kinds = blueprints::built_in().map_err(|e| internal(&e))?;
        let frames = kinds.into_iter().map(|kind| StarterFrame {
            new: missing(&there, &kind.codes)
                .into_iter()
                .map(|code| code.label.clone())
                .collect(),
            kind: kind.kind.to_string(),
            name: kind.name.to_string(),
        });
        Ok(frames.filter(|frame| !frame.new.is_empty()).collect())
    }

    /// What was done to a theme, the last first.
    pub(super) async fn history(
        &self,
        of: ConsultationId,
        theme: ThemeId,
    ) -> Result<Vec<ThemeChangeLine>, ApiError> {
        let all = theme_change::of_theme(&self.db, of, theme).await?;
        let last = all.iter().position(|change| change.undone_by.is_none());
        let line = |(at, change): (usize, theme_change::Row)| ThemeChangeLine {
            id: change.id,
            may_undo: Some(at) == last && change.undo.is_some(),
            said: change.said,
            by: change.by,
            at: self.wall(change.at),
            undone_by: change.undone_by,
        };
        Ok(all.into_iter().enumerate().map(line).collect())
    }
}
