//! Decision reports: made on demand, frozen by sign-off.

use super::ApiError;
use async_trait::async_trait;
use domain::access::Caller;
use domain::letter::{Kind, ToDo};
use domain::report::{Report, Template};
use domain::text::Slug;
use jiff::civil::{Date, DateTime};

/// A report frozen by sign-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// From 1, in the order of signing.
    pub number: u32,
    /// For whom it was written.
    pub template: Template,
    /// E-mail of who signed.
    pub signed_by: String,
    /// When, London wall time.
    pub signed_at: DateTime,
}

/// What the report page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportDesk {
    /// The consultation's title.
    pub title: String,
    /// How old what stands in the way may be, London wall time; none where it is true of this moment.
    pub counted: Option<DateTime>,
    /// Frozen reports, newest first.
    pub snapshots: Vec<Snapshot>,
    /// What stands between this consultation and a sign-off; empty when nothing does.
    pub in_the_way: Vec<InTheWay>,
    /// Whether the caller may sign off.
    pub may_sign: bool,
}

/// Why a report cannot be signed off yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// The consultation still takes responses.
    StillOpen,
    /// Letters, e-mails, petitions or dossiers that are not reconciled (*West Dulwich v Lambeth*, 2025).
    Letters(Vec<LetterToDo>),
    /// Paper forms that were drawn to be typed twice: how many wait for it, and differences that nobody has settled.
    Paper {
        /// Forms.
        waiting: u64,
        /// Differences.
        open: u64,
    },
    /// Questions whose coding nobody has signed off.
    Coding(Vec<String>),
    /// Findings without a position.
    NoPosition(u32),
    /// There are no findings.
    NoFindings,
}

/// A letter that is not reconciled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterToDo {
    /// Its reference.
    pub reference: String,
    /// What it is.
    pub kind: Kind,
    /// Day it came, in London.
    pub received: Date,
    /// What is still to do, in order.
    pub to_do: Vec<ToDo>,
}

/// Making and freezing reports.
#[async_trait]
pub trait Reports {
    /// What there is and what is missing.
    async fn report_desk(&self, caller: &Caller, slug: &Slug) -> Result<ReportDesk, ApiError>;

    /// The report as it would be today, or a frozen one.
    async fn report(
        &self,
        caller: &Caller,
        slug: &Slug,
        template: Template,
        snapshot: Option<u32>,
    ) -> Result<Report, ApiError>;

    /// Freezes the report of today. Gives the snapshot's number.
    ///
    /// `Conflict` with `in_the_way` while anything of [`InTheWay`] holds.
    async fn sign_off(
        &self,
        caller: &Caller,
        slug: &Slug,
        template: Template,
    ) -> Result<u32, ApiError>;
}
