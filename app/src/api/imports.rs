//! Files of responses from other survey tools: sent, understood column by column, looked at, taken in.

use super::{ApiError, ClauseChoice, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::id::ImportFileId;
use domain::question::Question;
use domain::second_entry::{Field, Typed};
use domain::text::{AudienceId, Slug};
use jiff::civil::DateTime;

/// Most characters of why a column is left out, of a survey's name and of a mapping's.
pub const WHY_LIMIT: usize = 200;
/// Rows that are shown as they would be stored.
pub const SHOWN_ROWS: usize = 10;
/// Cells that somebody is asked about at once.
pub const ASKED_CELLS: usize = 60;

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Nobody has said what its columns are.
    New,
    /// Its columns are known.
    Mapped,
    /// It is being taken in.
    Taking,
    /// It was taken in.
    Taken,
}

/// A file in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Its id.
    pub id: ImportFileId,
    /// As the officer's file was called.
    pub name: String,
    /// Which tool made it: a word of `text::imports`.
    pub kind: String,
    /// How far it has come.
    pub state: ImportState,
    /// Who sent it.
    pub by: String,
    /// When, London wall time.
    pub at: DateTime,
}

/// Every file of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportsPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Newest first.
    pub files: Vec<ImportLine>,
    /// Whether anything was asked yet: before that there is nothing to import to.
    pub published: bool,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportColumn {
    /// Its name.
    pub name: String,
    /// Some of what stands in it.
    pub samples: Vec<String>,
    /// In how many rows something does.
    pub filled: u64,
    /// What it is: one of [`ImportDesk::choices`]; empty while nobody knows.
    pub what: String,
    /// Why it is left out.
    pub why: String,
}

/// Something that a column may be, in groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportChoices {
    /// The group's name.
    pub label: String,
    /// Value and name.
    pub options: Vec<(String, String)>,
}

/// The page on which columns are told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportDesk {
    /// The consultation.
    pub card: ConsultationCard,
    /// The file.
    pub file: ImportLine,
    /// Rows under the header.
    pub rows: u64,
    /// What to tell of how its letters were read; empty when all is well.
    pub warning: String,
    /// Its columns, in order.
    pub columns: Vec<ImportColumn>,
    /// What a column may be.
    pub choices: Vec<ImportChoices>,
    /// Who may have answered: id and name.
    pub audiences: Vec<(AudienceId, String)>,
    /// The rest of the form, as it stands.
    pub typed: TypedMapping,
    /// Names of mappings that were saved.
    pub saved: Vec<String>,
}

/// What the columns of a file are, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedMapping {
    /// Of each column: what it is, and why it is left out.
    pub columns: Vec<(String, String)>,
    /// Who answered, where no column says.
    pub audience: String,
    /// The survey's name.
    pub source: String,
    /// Whether rows without a date were never sent.
    pub only_sent: bool,
    /// The name to keep it under; empty for none.
    pub save_as: String,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFate {
    /// It is added.
    Added,
    /// It is here already.
    Present,
    /// It is here already, with other content. What is here stays.
    Changed,
    /// Nothing is in it.
    Nothing,
    /// It is refused.
    Refused,
}

impl RowFate {
    /// The word in a report as a file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Present => "already here",
            Self::Changed => "already here with other content",
            Self::Nothing => "empty",
            Self::Refused => "refused",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [
            Self::Added,
            Self::Present,
            Self::Changed,
            Self::Nothing,
            Self::Refused,
        ];
        all.into_iter().find(|fate| fate.as_str() == text)
    }
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The row, from 1, the header not counted.
    pub row: u64,
    /// Its line in the file.
    pub line: u64,
    /// Names of the columns; none for the row as a whole.
    pub columns: Vec<String>,
    /// What is wrong.
    pub why: String,
}

/// A row as it would be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The row, from 1.
    pub row: u64,
    /// Its line in the file.
    pub line: u64,
    /// What becomes of it.
    pub fate: RowFate,
    /// Whose questions were answered.
    pub audience: Option<AudienceId>,
    /// What is stored, field by field.
    pub fields: Vec<(Field, Typed)>,
    /// The words of a letter.
    pub letter: String,
    /// After closing.
    pub late: bool,
}

/// A cell that nobody understands, and what it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrangeCell {
    /// The column's place.
    pub column: usize,
    /// Its name.
    pub name: String,
    /// What the cell says.
    pub says: String,
    /// In how many rows.
    pub rows: u64,
    /// What it may mean: value and name.
    pub choices: Vec<(String, String)>,
}

/// How many rows become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Rows of the file.
    pub rows: u64,
    /// New ones.
    pub added: u64,
    /// Those here already.
    pub present: u64,
    /// Of those, rows whose content is another now.
    pub changed: u64,
    /// Empty ones.
    pub nothing: u64,
    /// Refused ones.
    pub refused: u64,
    /// Of the new ones, those whose survey kept no dates.
    pub undated: u64,
}

/// A column that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: String,
    /// In how many rows something is in it, which is then kept nowhere.
    pub filled: u64,
}

/// What would happen.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPreview {
    /// The consultation.
    pub card: ConsultationCard,
    /// The file.
    pub file: ImportLine,
    /// Counts over the whole file.
    pub counts: ImportCounts,
    /// The first rows.
    pub rows: Vec<PreviewRow>,
    /// What is wrong, row by row; not more than fits a page.
    pub problems: Vec<RowProblem>,
    /// Cells to explain; not more than fits a page.
    pub strange: Vec<StrangeCell>,
    /// Columns left out.
    pub left_out: Vec<LeftOut>,
    /// Names of audiences.
    pub audiences: Vec<(AudienceId, String)>,
    /// The questions, for their titles.
    pub questions: Vec<Question>,
    /// Clauses, for theirs.
    pub clauses: Vec<ClauseChoice>,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportReport {
    /// The consultation.
    pub card: ConsultationCard,
    /// The file.
    pub file: ImportLine,
    /// Who took it in, and when.
    pub taken: Option<(String, DateTime)>,
    /// Counts.
    pub counts: ImportCounts,
    /// What was wrong; not more than fits a page.
    pub problems: Vec<RowProblem>,
    /// Columns left out, and why.
    pub left_out: Vec<(String, String)>,
}

/// Importing in the browser. Everything needs `ImportResponses`.
#[async_trait]
pub trait Imports {
    /// Every file.
    async fn imports(&self, caller: &Caller, slug: &Slug) -> Result<ImportsPage, ApiError>;

    /// A file and what its columns are.
    async fn import_desk(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<ImportDesk, ApiError>;

    /// Says what the columns are. Fields: `what-N` and `why-N` (sentences of `text::imports`, or `too_long`),
    /// `who-answered` (`missing`), `survey` (`missing`), `what-0` (`no_answers`).
    async fn map_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        typed: &TypedMapping,
    ) -> Result<(), ApiError>;

    /// Uses a mapping that was saved, as far as the columns have the same names.
    async fn use_mapping(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        name: &str,
    ) -> Result<(), ApiError>;

    /// What would happen.
    async fn import_preview(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<ImportPreview, ApiError>;

    /// Says what cells mean: the column's place, what the cell says, and one of [`StrangeCell::choices`].
    async fn explain_cells(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        meant: &[(usize, String, String)],
    ) -> Result<(), ApiError>;

    /// Takes it in. Field `sure`, in words, where something is in a column that is left out and nobody is `sure` that it
    /// shall not be kept. Conflict `not_mapped`, or `being_taken` while it is taken in already.
    async fn take_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        sure: bool,
    ) -> Result<(), ApiError>;

    /// What was done.
    async fn import_report(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<ImportReport, ApiError>;

    /// Gives a file up: it is deleted, and nothing of it was stored.
    async fn discard_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<(), ApiError>;
}
