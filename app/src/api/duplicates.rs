//! Contributions that may be one person's, side by side, for a person to judge.

use super::{ApiError, ConsultationCard, ResponseLine, WholeResponse};
use async_trait::async_trait;
use domain::access::Caller;
use domain::duplicate::{Alike, Flag, Verdict};
use domain::id::DuplicateId;
use domain::text::Slug;
use jiff::civil::DateTime;

/// How many sets a page shows.
pub const SETS_A_PAGE: usize = 10;

/// A set of contributions that nobody has judged yet.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateSet {
    /// Why they were put together.
    pub because: Vec<Alike>,
    /// Two or more, oldest first.
    pub members: Vec<WholeResponse>,
}

/// What somebody said of a set, and nobody has undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedSet {
    /// Names it in the form that undoes it.
    pub id: DuplicateId,
    /// What they said.
    pub verdict: Verdict,
    /// References, oldest first, each with the reference of the one that counts where it is replaced.
    pub members: Vec<(String, Option<String>)>,
    /// Who.
    pub by: String,
    /// When, London wall time.
    pub at: DateTime,
}

/// A response that was sent in an odd way.
#[derive(Clone, Debug, PartialEq)]
pub struct FlaggedResponse {
    /// The response.
    pub line: ResponseLine,
    /// What is odd.
    pub flags: Vec<Flag>,
}

/// The page of possible duplicates.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicatesPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The sets of this page, oldest first.
    pub sets: Vec<DuplicateSet>,
    /// Sets that nobody has judged, on all pages.
    pub open: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Sets that somebody has judged, the last one first.
    pub judged: Vec<JudgedSet>,
    /// Responses that were sent in an odd way and that nobody has looked at, oldest first; not all where there are many.
    pub flagged: Vec<FlaggedResponse>,
    /// How many there are of them.
    pub flagged_in_all: u64,
}

/// Judging who counts. Every method needs `JudgeDuplicates` in the consultation.
#[async_trait]
pub trait Duplicates {
    /// What was found, and what was said of it.
    async fn duplicates(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: usize,
    ) -> Result<DuplicatesPage, ApiError>;

    /// Says whether contributions are one person's. Nothing is deleted: of one person's the last in time counts, and
    /// the others are marked as replaced. Fields: `verdict` (`missing`), `reference` (`too_few`, `unlike`: they are not
    /// of one form or do not speak for the same).
    async fn judge_duplicates(
        &self,
        caller: &Caller,
        slug: &Slug,
        references: &[String],
        verdict: Option<Verdict>,
    ) -> Result<(), ApiError>;

    /// Says that somebody has looked at a response that was sent in an odd way. `Conflict` `changed_meanwhile` when
    /// somebody has already.
    async fn look_at_flagged(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<(), ApiError>;

    /// Takes back what was said of a set. `Conflict` `changed_meanwhile` when it was taken back already.
    async fn undo_duplicates(
        &self,
        caller: &Caller,
        slug: &Slug,
        decision: DuplicateId,
    ) -> Result<(), ApiError>;
}
