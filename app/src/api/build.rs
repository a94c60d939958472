//! Writing a consultation: its working copy, amendments, previews and the library of questions.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::content::{Change, Content, DocumentText, Edit, Fault, Piece};
use domain::id::{PreviewLinkId, SavedQuestionId};
use domain::question::Question;
use domain::text::{AudienceId, Language, Slug, Title};
use jiff::civil::DateTime;

/// The name of a form's field for one audience's words, such as `title--young-person`; `title` for everybody's.
pub fn field_of(part: &str, audience: Option<&AudienceId>) -> String {
    match audience {
        Some(audience) => format!("{part}--{audience}"),
        None => part.to_owned(),
    }
}

/// Most facts under a question, in one audience's words.
pub const MOST_FACTS: usize = 6;
/// Most conditions of a question.
pub const MOST_CONDITIONS: usize = 3;

/// The words as they are being written, and what stands in the way of publishing them.
#[derive(Clone, Debug, PartialEq)]
pub struct Working {
    /// Stage and dates.
    pub card: ConsultationCard,
    /// The working copy.
    pub content: Content,
    /// Number of the newest step; 0 before the first.
    pub newest: u32,
    /// The words that are answered now; none before opening.
    pub published: Option<Content>,
    /// What is to be put right.
    pub faults: Vec<Fault>,
    /// What is different from the published words.
    pub changes: Vec<Change>,
    /// The newest steps, newest first.
    pub steps: Vec<StepLine>,
    /// Whether the caller may edit: they have the role, and the consultation has not closed.
    pub may_edit: bool,
    /// Whether the caller may publish an amendment: they have the role, and the consultation is open.
    pub may_amend: bool,
}

impl Working {
    /// Whether the caller may edit this piece. People comment on documents as they were when the consultation opened:
    /// from then on these change by a decision.
    pub fn may_edit_piece(&self, piece: &Piece) -> bool {
        self.may_edit && !self.fixes(piece)
    }

    /// Whether the piece stays as it is because the consultation has opened.
    pub fn fixes(&self, piece: &Piece) -> bool {
        self.published.is_some() && piece.of_document()
    }
}

/// One step of somebody's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// From 1.
    pub number: u32,
    /// What was changed; none for all of it.
    pub piece: Option<Piece>,
    /// `put`, `kept`, `add`, `remove`, `move`, `back` or `discard`.
    pub what: String,
    /// A staff e-mail.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
}

/// A piece to edit.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceForm {
    /// All of the words.
    pub working: Working,
    /// Goes with the form, so that the server knows which state of the piece it showed.
    pub mark: String,
    /// Who changed the piece last.
    pub last: Option<StepLine>,
}

/// A link for a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLink {
    /// Its id.
    pub id: PreviewLinkId,
    /// For whom.
    pub note: String,
    /// A staff e-mail.
    pub by: String,
    /// London wall time.
    pub expires: DateTime,
    /// Whether it still shows anything.
    pub works: bool,
}

/// What a preview shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Stage and dates.
    pub card: ConsultationCard,
    /// The working copy.
    pub content: Content,
    /// The number of the version that these words are, or would be once published.
    pub version: u32,
    /// The documents with their clauses, published or not.
    pub documents: Vec<DocumentText>,
    /// English, and the languages that some of it is translated into, whether readers can choose them yet or not.
    pub languages: Vec<Language>,
    /// When the link ends, for somebody who came by one.
    pub until: Option<DateTime>,
}

/// A question of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedQuestion {
    /// Its id.
    pub id: SavedQuestionId,
    /// The question, without conditions; of a grid, what is asked of every row.
    pub question: Question,
    /// How many rows a grid has; none of any other question.
    pub rows: usize,
    /// The address of the consultation it comes from.
    pub source: String,
    /// A staff e-mail.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
}

/// Writing a consultation.
#[async_trait]
pub trait Build {
    /// The working copy.
    async fn working(&self, caller: &Caller, slug: &Slug) -> Result<Working, ApiError>;

    /// One piece, to edit. `NotFound` when it is gone.
    async fn piece(
        &self,
        caller: &Caller,
        slug: &Slug,
        piece: &Piece,
    ) -> Result<PieceForm, ApiError>;

    /// Makes an edit. `mark` is what the form carried; not asked for where nothing is overwritten. An autosave makes
    /// no step of its own where the last one was the same officer's autosave of the same piece.
    ///
    /// Conflicts: `changed_meanwhile` by somebody else; `piece_gone`; `documents_fixed` once it has opened; `closed`.
    /// Field: `id` (`taken`).
    async fn edit(
        &self,
        caller: &Caller,
        slug: &Slug,
        edit: Edit,
        mark: Option<&str>,
        autosave: bool,
    ) -> Result<(), ApiError>;

    /// Goes back to the words after a step (0: before the first). `newest` is the newest step that the page showed.
    ///
    /// Conflicts: `changed_meanwhile`, `closed`.
    async fn back_to(
        &self,
        caller: &Caller,
        slug: &Slug,
        number: u32,
        newest: u32,
    ) -> Result<(), ApiError>;

    /// Goes back to the published words.
    ///
    /// Conflicts: `changed_meanwhile`, `not_open`.
    async fn discard(&self, caller: &Caller, slug: &Slug, newest: u32) -> Result<(), ApiError>;

    /// Publishes the working copy of an open consultation as an amendment. Drafts under way and responses sent keep
    /// the version they were begun with. `closes`: a later closing time, London wall time.
    ///
    /// Conflicts: `not_open`, `no_changes`, `faults`, `changed_meanwhile`. Fields: `reason` (`missing`, `too_long`),
    /// `closes` (`not_later`).
    async fn amend(
        &self,
        caller: &Caller,
        slug: &Slug,
        reason: &str,
        closes: Option<DateTime>,
        newest: u32,
    ) -> Result<(), ApiError>;

    /// Makes a consultation in draft from another one: its newest words, documents and code frame.
    ///
    /// Fields: `slug` (`taken`), `kind` (`no_such_kind`) when there is nothing to copy.
    async fn copy(
        &self,
        caller: &Caller,
        from: &Slug,
        slug: &Slug,
        title: Option<&Title>,
    ) -> Result<(), ApiError>;

    /// The working copy as a reader would meet it.
    async fn preview(&self, caller: &Caller, slug: &Slug) -> Result<Preview, ApiError>;

    /// The same under a reviewer's link. `NotFound` for one that is unknown, over or withdrawn.
    async fn previewed(&self, token: &str) -> Result<Preview, ApiError>;

    /// The links of a consultation, newest first.
    async fn preview_links(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<Vec<PreviewLink>, ApiError>;

    /// Makes a link and gives its secret: this once, for only a hash of it is kept.
    ///
    /// Field: `note` (`too_long`).
    async fn make_preview_link(
        &self,
        caller: &Caller,
        slug: &Slug,
        note: &str,
    ) -> Result<String, ApiError>;

    /// Withdraws a link. Conflict: `gone`.
    async fn withdraw_preview_link(
        &self,
        caller: &Caller,
        slug: &Slug,
        link: PreviewLinkId,
    ) -> Result<(), ApiError>;

    /// The library of the council, newest first.
    async fn library(&self, caller: &Caller, slug: &Slug) -> Result<Vec<SavedQuestion>, ApiError>;

    /// Keeps a question of this consultation in the library, without its conditions. Conflict: `piece_gone`.
    async fn save_to_library(
        &self,
        caller: &Caller,
        slug: &Slug,
        question: &str,
    ) -> Result<(), ApiError>;

    /// Adds a question of the library at the end of the form, under the next free id, which it gives.
    ///
    /// Conflicts: `gone`, `closed`.
    async fn add_from_library(
        &self,
        caller: &Caller,
        slug: &Slug,
        saved: SavedQuestionId,
    ) -> Result<String, ApiError>;

    /// Takes a question out of the library. Conflict: `gone`.
    async fn remove_from_library(
        &self,
        caller: &Caller,
        slug: &Slug,
        saved: SavedQuestionId,
    ) -> Result<(), ApiError>;
}
