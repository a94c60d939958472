//! Typing a share of the paper forms twice.

use super::{ApiError, ClauseChoice, ConsultationCard, CopiedForm, Entering, EntryDesk, ScanLine};
use async_trait::async_trait;
use domain::access::Caller;
use domain::question::Question;
use domain::second_entry::{Field, Progress, Rule, Side, Typed};
use domain::text::{AudienceId, Slug};
use jiff::civil::{Date, DateTime};

/// A form that waits to be typed a second time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLine {
    /// Its reference, which stands on the paper.
    pub reference: String,
    /// Whose questions it has.
    pub audience: String,
    /// The day it came, in London.
    pub received: Date,
    /// When it was typed first, London wall time.
    pub entered: DateTime,
    /// Whether the caller typed it first: then somebody else must.
    pub own: bool,
}

/// A form that was typed twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwiceLine {
    /// Its reference.
    pub reference: String,
    /// Who typed it first and second.
    pub by: (String, String),
    /// When the second time, London wall time.
    pub at: DateTime,
    /// Fields that were compared.
    pub compared: u64,
    /// Of those, fields that differed.
    pub differed: u64,
    /// Of those, fields that nobody has settled.
    pub open: u64,
}

/// Everything about the second typing of a consultation's paper forms.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// How much is typed twice.
    pub rule: Rule,
    /// How far it has come.
    pub progress: Progress,
    /// Forms that wait, oldest first.
    pub waiting: Vec<SecondLine>,
    /// Forms that were typed twice, newest first.
    pub twice: Vec<TwiceLine>,
    /// Whether the caller may change the rule.
    pub may_change: bool,
}

/// The form to type a sheet a second time, with nothing in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondDesk {
    /// What is asked, in the version that the paper has.
    pub desk: EntryDesk,
    /// Whose questions.
    pub audience: AudienceId,
    /// Scans of the paper.
    pub scans: Vec<ScanLine>,
}

/// A field that two people typed in two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDifference {
    /// Its id.
    pub id: String,
    /// Which field.
    pub field: Field,
    /// Whether the caller may not read it, because words of the response are covered; then neither typing is here.
    pub hidden: bool,
    /// As it was typed first.
    pub first: Typed,
    /// As it was typed the second time.
    pub second: Typed,
    /// Which of them is on the paper, who said so, and when, London wall time.
    pub chosen: Option<(Side, String, DateTime)>,
}

/// What differed between the two typings of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferencesPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The form.
    pub reference: String,
    /// Whose questions.
    pub audience: AudienceId,
    /// Who typed it first and second.
    pub by: (String, String),
    /// Fields that were compared.
    pub compared: u64,
    /// What differed, in the order of the form.
    pub lines: Vec<TypedDifference>,
    /// The questions of the version that the paper has.
    pub questions: Vec<Question>,
    /// Clauses that can be commented on.
    pub clauses: Vec<ClauseChoice>,
    /// Scans of the paper.
    pub scans: Vec<ScanLine>,
    /// Whether the words were erased.
    pub erased: bool,
}

/// How much is to be typed twice, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedRule {
    /// Forms of a hundred.
    pub share: String,
    /// Forms at least.
    pub least: String,
    /// Fields in a hundred that may differ.
    pub allowed: String,
}

/// Typing paper forms a second time. Everything but changing the rule needs `EnterResponses`.
///
/// Conflicts: `own_form` for whoever typed it first, `typed_twice`, `not_drawn`.
#[async_trait]
pub trait SecondEntry {
    /// What waits, what was typed twice, and how often typing goes wrong.
    async fn second_entries(&self, caller: &Caller, slug: &Slug) -> Result<SecondPage, ApiError>;

    /// What the blank form needs.
    async fn second_desk(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<SecondDesk, ApiError>;

    /// Compares a second typing with the first, and keeps what differs. Says how many fields. Refuses as
    /// [`super::ByHand::enter_form`] does.
    async fn enter_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        entering: &Entering,
        form: &CopiedForm,
    ) -> Result<usize, ApiError>;

    /// What differed between the two typings of a form.
    async fn differences(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<DifferencesPage, ApiError>;

    /// Settles differences. What was typed the second time takes the place of what was typed first where it is on
    /// the paper; both are kept. Where neither is right, the whole form waits for a second typing again; gives whether it
    /// does. Conflict `text_in_use` where somebody has worked on the words that would go, and
    /// `changed_meanwhile`. Field `differences` (`missing`).
    async fn settle(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        choices: &[(String, Side)],
    ) -> Result<bool, ApiError>;

    /// Changes how much is typed twice: needs `RunConsultation`. Fields `share`, `least`, `allowed`
    /// (`out_of_range`).
    async fn change_second_rule(
        &self,
        caller: &Caller,
        slug: &Slug,
        typed: &TypedRule,
    ) -> Result<(), ApiError>;
}
