//! Comments on single clauses, kept in the respondent's draft until it is sent.

use super::{ApiError, Clause, ConsultationCard, DocumentCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::content::Audience;
use domain::contribution::{BegunComment, ClauseComment};
use domain::document::Stance;
use domain::text::{AudienceId, Called, Slug};

/// What the form to comment on a clause shows.
#[derive(Clone, Debug, PartialEq)]
pub struct CommentForm {
    /// The consultation.
    pub card: ConsultationCard,
    /// The document.
    pub document: DocumentCard,
    /// The clause.
    pub clause: Clause,
    /// Who may be chosen; empty once the draft knows.
    pub audiences: Vec<Audience>,
    /// The audience of the draft.
    pub audience: Option<AudienceId>,
    /// What was saved before.
    pub saved: Option<ClauseComment>,
    /// What was written since and not saved.
    pub begun: Option<BegunComment>,
    /// Tells one state of what was saved from another: [`TypedComment::state`].
    pub state: String,
    /// To the lead of a team: what colleagues who share with them say of this clause, and what to call each.
    pub colleagues: Vec<(Called, ClauseComment)>,
}

/// A comment as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedComment {
    /// The consultation.
    pub consultation: Slug,
    /// The document.
    pub document: Slug,
    /// The clause.
    pub clause: Slug,
    /// For whom they speak, when the form asked.
    pub audience: Option<AudienceId>,
    /// What was picked.
    pub stance: Option<Stance>,
    /// What was written.
    pub text: String,
    /// The words they would rather have.
    pub suggestion: String,
    /// [`CommentForm::state`] of the form that it was typed into.
    pub state: String,
}

/// What became of a comment that is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Autosaved {
    /// It is where it was written.
    Here,
    /// A draft was begun for it, with this secret. Only a browser that shows it again finds the words again.
    Begun(String),
}

/// What of a comment its writer wants gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// What was begun and not saved; what was saved before stays.
    Begun,
    /// All of it.
    Whole,
}

/// Commenting on clauses.
#[async_trait]
pub trait Comments {
    /// The comments of the caller's draft in this consultation; none without a draft that can still be sent.
    async fn my_comments(
        &self,
        caller: &Caller,
        consultation: &Slug,
    ) -> Result<Vec<ClauseComment>, ApiError>;

    /// The form for one clause. `Closed` when the caller can no longer comment.
    async fn comment_form(
        &self,
        caller: &Caller,
        consultation: &Slug,
        document: &Slug,
        clause: &Slug,
    ) -> Result<CommentForm, ApiError>;

    /// Saves a comment, beginning a draft where there is none: then its secret comes back, for the cookie.
    ///
    /// Fields that may be refused: `audience`, `stance`, `text`, `suggestion`.
    async fn save_comment(
        &self,
        caller: &Caller,
        typed: TypedComment,
    ) -> Result<Option<String>, ApiError>;

    /// Keeps what is typed so far, right or wrong, where its writer finds it again. It does not become part of their
    /// response. Begins a draft where there is none and `may_begin`.
    ///
    /// Conflicts: `sent`; `no_draft`; `changed_meanwhile` where what was saved is not what the form showed.
    async fn keep_begun(
        &self,
        caller: &Caller,
        typed: TypedComment,
        may_begin: bool,
    ) -> Result<Autosaved, ApiError>;

    /// Takes a comment on a clause out of the draft. Nothing happens where there is none.
    async fn drop_comment(
        &self,
        caller: &Caller,
        consultation: &Slug,
        document: &Slug,
        clause: &Slug,
        what: Dropped,
    ) -> Result<(), ApiError>;
}
