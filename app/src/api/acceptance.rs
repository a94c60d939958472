//! Suggestions that are let stand together, unread: what it rests on, and what became of it.

use super::{ApiError, ConsultationCard, RunCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::id::{AcceptanceId, ThemeId};
use domain::text::Slug;
use jiff::civil::DateTime;

/// A score from which suggestions were right often enough, and what that rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptLevel {
    /// From this score on, 0 to 1.
    pub score: f64,
    /// How often such suggestions were right among comments held back while the engine learnt, 0 to 1.
    pub right: f64,
    /// Such suggestions in the sample, which people read without seeing them: those that were right, and all.
    pub in_sample: (u64, u64),
    /// Suggestions that can be accepted now, theme by theme in the order of the frame.
    pub open: Vec<(ThemeId, String, u64)>,
    /// Texts that have one.
    pub texts: u64,
}

impl AcceptLevel {
    /// How many suggestions can be accepted now.
    pub fn suggestions(&self) -> u64 {
        self.open.iter().map(|(.., many)| many).sum()
    }
}

/// Suggestions that somebody let stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptanceLine {
    /// Names it in the form that takes it back.
    pub id: AcceptanceId,
    /// How many suggestions.
    pub suggestions: u64,
    /// For how many texts.
    pub texts: u64,
    /// From this score on, 0 to 1.
    pub level: f64,
    /// How often such suggestions were right among comments held back, 0 to 1.
    pub right: f64,
    /// Who.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
    /// Of its suggestions, those that somebody confirmed and rejected on reading since.
    pub since: (u64, u64),
    /// Who took it back, and when.
    pub undone: Option<(String, DateTime)>,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptancePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The last run; none while the engine has not read anything.
    pub run: Option<RunCard>,
    /// What may be accepted; none where too little was learnt to tell how often suggestions are right.
    pub level: Option<AcceptLevel>,
    /// Names the run in the form: what is accepted is what was seen.
    pub seen: String,
    /// Texts that nobody has read.
    pub unread: u64,
    /// Texts that somebody has read.
    pub read: u64,
    /// What was accepted, the last first.
    pub made: Vec<AcceptanceLine>,
}

/// Letting suggestions stand together. Needs `CodeThemes`.
#[async_trait]
pub trait Acceptances {
    /// What can be accepted, and what was.
    async fn acceptances(&self, caller: &Caller, slug: &Slug) -> Result<AcceptancePage, ApiError>;

    /// Lets every suggestion stand that is as sure as the page said. Gives how many. `Conflict` `changed_meanwhile` where
    /// the engine has made new ones since, or nothing is left to accept.
    async fn accept_together(
        &self,
        caller: &Caller,
        slug: &Slug,
        seen: &str,
    ) -> Result<u64, ApiError>;

    /// Takes it back. What somebody decided since stays. Gives how many are open again.
    async fn undo_acceptance(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: AcceptanceId,
    ) -> Result<u64, ApiError>;
}
