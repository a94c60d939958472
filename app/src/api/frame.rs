//! Changes to the shape of the code frame, and its history.

use super::{ApiError, ThemeWords};
use async_trait::async_trait;
use domain::access::Caller;
use domain::id::{AssignmentId, ThemeChangeId, ThemeId};
use domain::text::Slug;
use jiff::civil::DateTime;

/// Something that was done to a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChangeLine {
    /// Names it in the form that takes it back.
    pub id: ThemeChangeId,
    /// In words.
    pub said: String,
    /// Who did it.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
    /// Who took it back.
    pub undone_by: Option<String>,
    /// Whether it can be taken back: it is the last thing done to the theme.
    pub may_undo: bool,
}

/// A frame to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFrame {
    /// Names it in the form.
    pub kind: String,
    /// What the kind of consultation is called.
    pub name: String,
    /// Labels of themes that the frame here does not have yet.
    pub new: Vec<String>,
}

/// The shape of the frame. Every method needs `CodeThemes` in the consultation.
#[async_trait]
pub trait FrameEdits {
    /// Puts a theme under another, or under none. `parent`: `missing`, `has_children`.
    async fn put_under(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        parent: Option<ThemeId>,
    ) -> Result<(), ApiError>;

    /// Moves a theme one place up or down among those beside it.
    async fn shift_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        up: bool,
    ) -> Result<(), ApiError>;

    /// Takes passages out of a theme into a new one of this name. `part` `missing`; `label` as for a new theme.
    async fn split_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        ties: &[AssignmentId],
        words: ThemeWords,
    ) -> Result<ThemeId, ApiError>;

    /// Takes back the last thing done to a theme. `Conflict` `changed_meanwhile` when it is not the last any more.
    async fn undo_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        change: ThemeChangeId,
    ) -> Result<bool, ApiError>;

    /// Frames that come with the program.
    async fn starter_frames(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<Vec<StarterFrame>, ApiError>;

    /// Adds the themes of a starter frame that are not there yet; gives how many. `kind`: `no_such_kind`.
    async fn add_starter(&self, caller: &Caller, slug: &Slug, kind: &str) -> Result<u64, ApiError>;
}
