//! Texts that may tell of harm: marked by anybody who reads, seen by named people only. And the pass over personal data.

use super::{ApiError, ConsultationCard, Origin};
use async_trait::async_trait;
use domain::access::Caller;
use domain::id::{ConcernId, PassageId, TextItemId};
use domain::text::Slug;
use jiff::civil::DateTime;

/// A text that may tell of harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernLine {
    /// Its id.
    pub id: ConcernId,
    /// The words, verbatim; none when erased.
    pub words: Option<String>,
    /// Where they are from.
    pub origin: Origin,
    /// Why it was marked.
    pub why: String,
    /// By whom or what.
    pub made_by: String,
    /// London wall time.
    pub made_at: DateTime,
    /// Who dealt with it, when, and what they did.
    pub handled: Option<(String, DateTime, String)>,
}

/// The safeguarding page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeguardingPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Who is named, by e-mail.
    pub leads: Vec<String>,
    /// How many texts nobody has dealt with.
    pub open: u64,
    /// The texts, open ones first; none for somebody who is not named.
    pub concerns: Option<Vec<ConcernLine>>,
    /// Whether the caller may name people.
    pub may_name: bool,
}

/// What to tell somebody about one consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// Texts wait for the caller, who is named.
    Waiting(u64),
    /// Texts wait, and nobody is named; the caller may name somebody.
    NobodyNamed(u64),
}

/// A span that may be personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenFlag {
    /// The passage.
    pub passage: PassageId,
    /// What it seems to be.
    pub kind: String,
    /// The contribution's reference.
    pub reference: String,
    /// Words before it, the span, words after it.
    pub words: [String; 3],
}

/// What becomes of a text that was held back, once those who are named have dealt with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Officers read and code it, as before.
    AsBefore,
    /// It is withheld.
    Withheld,
}

impl After {
    /// Reads the word of the form.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "as-before" => Some(Self::AsBefore),
            "withheld" => Some(Self::Withheld),
            _ => None,
        }
    }
}

/// What somebody says of a flagged span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlagSaid {
    /// Cover it with this: see [`domain::redaction::replacement`].
    Cover(String),
    /// It is nobody's data.
    NotPersonal,
}

/// The pass over flagged spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedactionPass {
    /// The consultation.
    pub card: ConsultationCard,
    /// The first of them, text by text.
    pub flags: Vec<OpenFlag>,
    /// How many there are.
    pub open: u64,
    /// Texts that have come and that the engine has not looked at yet.
    pub waiting: u64,
}

/// How many spans a page of the pass shows.
pub const FLAGS_A_PAGE: u64 = 25;

/// Safeguarding, and the pass over personal data.
#[async_trait]
pub trait Safeguarding {
    /// The page: for named people with the texts, for those who may name people without. `Forbidden` for others.
    async fn safeguarding(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<SafeguardingPage, ApiError>;

    /// What the caller is to be told about a consultation.
    async fn alert(&self, caller: &Caller, slug: &Slug) -> Result<Option<Alert>, ApiError>;

    /// Marks a text as one that may tell of harm. Needs `CodeThemes`. `why`: `missing`, `too_long`.
    async fn raise_concern(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        why: &str,
    ) -> Result<(), ApiError>;

    /// Notes what a named person did. `outcome`: `missing`, `too_long`.
    async fn handle_concern(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ConcernId,
        outcome: &str,
        after: Option<After>,
    ) -> Result<(), ApiError>;

    /// Names somebody, or takes their name off. Needs `RunConsultation`. `email`: `missing`, `not_staff`.
    async fn name_lead(
        &self,
        caller: &Caller,
        slug: &Slug,
        email: &str,
        named: bool,
    ) -> Result<(), ApiError>;

    /// Flagged spans that nobody has decided on. Needs `ScreenTexts`.
    async fn redaction_pass(&self, caller: &Caller, slug: &Slug)
    -> Result<RedactionPass, ApiError>;

    /// Decides on many spans at once; gives how many. Those that somebody decided on meanwhile stay as they are. What is
    /// covered needs a reason: a key of [`domain::redaction::REASONS`], and what is added in own words. `reason` `choose`;
    /// `more` `missing`, `too_long`, `repeats_words`; `own-` and the passage `tells`.
    async fn decide_flags(
        &self,
        caller: &Caller,
        slug: &Slug,
        said: &[(PassageId, FlagSaid)],
        why: (&str, &str),
    ) -> Result<u64, ApiError>;
}
