//! Walking through words that are not published: page after page, as somebody who answers would meet them.

use super::{ApiError, Saved, Skipped, Writing};
use async_trait::async_trait;
use domain::access::Caller;
use domain::journey::Page;
use domain::text::{AudienceId, Language, Slug};

/// Whose walk a form is part of. A walk is kept in memory for some hours and stored nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkOf {
    /// The secret in the walk's addresses.
    pub key: String,
    /// The address of the preview that it was begun from.
    pub preview: String,
}

/// What a walk looks like on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkLook {
    /// The language it is read in.
    pub language: Language,
    /// Those it can be read in, English first.
    pub languages: Vec<Language>,
    /// Whether there are pictures beside easy words.
    pub pictures: bool,
}

/// How a walk begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkStart {
    /// As whom.
    pub audience: AudienceId,
    /// In which language.
    pub language: Language,
}

/// Walking through a form that nobody can send.
#[async_trait]
pub trait Walk {
    /// Begins an officer's walk through the working copy as it is now; gives its secret and its first page.
    ///
    /// Refused: `audience` or `language` with `no_such_audience`, `no_such_language`.
    async fn walk_as_officer(
        &self,
        caller: &Caller,
        slug: &Slug,
        start: WalkStart,
    ) -> Result<(String, Page), ApiError>;

    /// The same for a reviewer who has a link.
    async fn walk_by_link(&self, token: &str, start: WalkStart)
    -> Result<(String, Page), ApiError>;

    /// The form as it stands in this walk. `NotFound` when the walk is over, or the reviewer's link has ended.
    async fn walk(&self, key: &str) -> Result<Writing, ApiError>;

    /// Keeps what a page's form posted, for this walk only.
    async fn walk_save(
        &self,
        key: &str,
        page: &Page,
        fields: &[(String, String)],
    ) -> Result<Saved, ApiError>;

    /// Leaves out the questions of a page, as [`super::Respond::skip`].
    async fn walk_skip(
        &self,
        key: &str,
        page: &Page,
        fields: &[(String, String)],
        sure: bool,
    ) -> Result<Skipped, ApiError>;
}
