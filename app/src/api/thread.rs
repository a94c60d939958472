//! The golden thread after the themes: finding, position, decision, change, outcome.

use super::{ApiError, ConsultationCard, Heard, PassageLine, PublicQuote};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding::{Screening, Side};
use domain::content::ClauseWords;
use domain::decision::{Outcome, Response};
use domain::disclosure::Shown;
use domain::document::{ChangeKind, Fate};
use domain::id::{ChangeId, DecisionId, FindingId, PassageId, PositionId, QuoteId, ThemeId};
use domain::text::Slug;
use jiff::civil::Date;
use std::ops::Range;

/// What the council says to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionLine {
    /// Its id.
    pub id: PositionId,
    /// Accept, in part, reject, out of scope.
    pub response: Response,
    /// Why.
    pub reason: String,
    /// Who wrote it.
    pub made_by: String,
    /// Whether a decision has settled it; then it stays as it is.
    pub settled: bool,
}

/// Something the consultation found, for an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// Its id.
    pub id: FindingId,
    /// From 1.
    pub number: u32,
    /// A sentence or two.
    pub statement: String,
    /// Themes it rests on: id, label, weighty.
    pub themes: Vec<(ThemeId, String, bool)>,
    /// Who raised any of them, confirmed, each once.
    pub heard: Heard,
    /// Passages chosen.
    pub quotes: u64,
    /// What the council says.
    pub position: Option<PositionLine>,
    /// For optimistic locking.
    pub version: i64,
}

/// All findings of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingsPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Who wrote something: the base.
    pub commented: Heard,
    /// In order of their numbers.
    pub findings: Vec<FindingLine>,
    /// The frame, for a new finding: id, label, people confirmed.
    pub themes: Vec<(ThemeId, String, u64)>,
    /// Whether a person has confirmed any comment at all, whoever wrote it.
    pub any_confirmed: bool,
    /// Whether the caller may write findings and positions.
    pub may_write: bool,
}

/// Whether a chosen passage can be shown to the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotable {
    /// Cleared or redacted, and its writer agreed.
    Yes,
    /// Nobody has screened it yet.
    NotScreened,
    /// It is withheld.
    Withheld,
    /// Its writer did not agree to be quoted.
    NoConsent,
    /// It was erased.
    Erased,
}

impl Quotable {
    /// The rule.
    pub fn of(screening: Screening, consent: bool, erased: bool) -> Self {
        match (erased, screening, consent) {
            (true, _, _) => Self::Erased,
            (_, Screening::Withheld | Screening::Held, _) => Self::Withheld,
            (_, _, false) => Self::NoConsent,
            (_, Screening::Unscreened, _) => Self::NotScreened,
            (_, Screening::Cleared | Screening::Redacted, true) => Self::Yes,
        }
    }
}

/// A passage chosen for a finding, for an officer.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteLine {
    /// Its id.
    pub id: QuoteId,
    /// The passage.
    pub passage: PassageId,
    /// As the public sees or would see it, redactions applied; none when erased.
    pub words: Option<String>,
    /// Whether the public sees it.
    pub quotable: Quotable,
    /// Whose it is.
    pub origin: super::Origin,
    /// Who chose it.
    pub chosen_by: String,
}

/// An audience behind a finding, and how much of it is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Its name; empty where nobody said.
    pub audience: String,
    /// People who raised the finding, confirmed.
    pub raised: u64,
    /// Quotes chosen.
    pub quotes: u64,
}

/// The same by where people stand towards what they wrote about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideBalance {
    /// Where; none where they did not say.
    pub side: Option<Side>,
    /// People who raised the finding, confirmed.
    pub raised: u64,
    /// Quotes chosen.
    pub quotes: u64,
}

/// A passage that could be quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The passage.
    pub line: PassageLine,
    /// Whether it can be shown to the public.
    pub quotable: Quotable,
    /// Where its writer stands; none where they did not say.
    pub side: Option<Side>,
}

/// One finding with all its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The base.
    pub commented: Heard,
    /// The finding.
    pub finding: FindingLine,
    /// Chosen passages in order.
    pub quotes: Vec<QuoteLine>,
    /// Confirmed passages of its themes that are not chosen yet.
    pub candidates: Vec<Candidate>,
    /// How many more there are than are shown.
    pub more: u64,
    /// By audience, people who raised it and quotes chosen: whether the quotes show the range.
    pub balance: Vec<Balance>,
    /// The same by side.
    pub sides: Vec<SideBalance>,
    /// The frame: id and label.
    pub themes: Vec<(ThemeId, String)>,
    /// What came of it.
    pub trace: FindingTrace,
    /// Whether the caller may write findings and positions.
    pub may_write: bool,
}

/// From a finding to what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingTrace {
    /// The finding's id.
    pub id: FindingId,
    /// Its number.
    pub number: u32,
    /// Its statement.
    pub statement: String,
    /// What the council says.
    pub response: Option<Response>,
    /// Decisions that settled it.
    pub decisions: Vec<DecisionLine>,
    /// Clauses changed because of it.
    pub changes: Vec<ChangeLine>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLine {
    /// Its id.
    pub id: DecisionId,
    /// Name of the body.
    pub body: String,
    /// Day.
    pub decided_on: Date,
    /// Such as "CAB/2026/41".
    pub minute_reference: String,
    /// What came of it.
    pub outcome: Outcome,
    /// In a sentence or two.
    pub summary: String,
    /// Numbers of the findings it settles.
    pub findings: Vec<u32>,
    /// Who recorded it.
    pub made_by: String,
}

/// A clause that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// Its id.
    pub id: ChangeId,
    /// The decision behind it.
    pub decision: DecisionId,
    /// The document's slug.
    pub document: Slug,
    /// The document's title.
    pub document_title: String,
    /// The clause's key.
    pub clause: Slug,
    /// Number and heading, such as "3.2 Best fit".
    pub clause_title: String,
    /// Reworded, added, removed.
    pub kind: ChangeKind,
    /// "You said … so …".
    pub summary: String,
    /// Number of the version it is in.
    pub version: u32,
    /// Whether that version is published.
    pub published: bool,
    /// Numbers of the findings behind it.
    pub findings: Vec<u32>,
}

/// A document and its next version.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentDraft {
    /// Its slug.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The published version: number and label.
    pub published: (u32, String),
    /// Number of the version being written, if one is.
    pub draft: Option<u32>,
    /// Clauses of the version being written, else of the published one: key, number, words.
    pub clauses: Vec<(Slug, String, ClauseWords)>,
}

/// A position that a decision may settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionChoice {
    /// Its id.
    pub id: PositionId,
    /// The finding it answers.
    pub finding: FindingId,
    /// The finding's number.
    pub number: u32,
    /// The finding's statement.
    pub statement: String,
    /// Accept, in part, reject, out of scope.
    pub response: Response,
    /// Whether a decision has settled it already.
    pub settled: bool,
}

/// Decisions and the changes that follow.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionsPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Bodies of the council: id, name, and its part in words.
    pub bodies: Vec<(Slug, String, String)>,
    /// Decisions so far.
    pub decisions: Vec<DecisionLine>,
    /// Findings with a position, for a new decision, in order of their numbers.
    pub positions: Vec<PositionChoice>,
    /// How many findings have no position yet.
    pub without_position: u64,
    /// Changes so far.
    pub changes: Vec<ChangeLine>,
    /// Documents and their next versions.
    pub documents: Vec<DocumentDraft>,
    /// Today in London.
    pub today: Date,
    /// Day of closing in London.
    pub closed_on: Option<Date>,
    /// Whether the caller may record decisions and write changes.
    pub may_decide: bool,
}

/// A decision, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDecision {
    /// Id of a body.
    pub body: String,
    /// The day, if it is one.
    pub decided_on: Option<Date>,
    /// Such as "CAB/2026/41".
    pub minute_reference: String,
    /// What came of it, if said.
    pub outcome: Option<Outcome>,
    /// What was decided.
    pub summary: String,
    /// Positions it settles.
    pub positions: Vec<PositionId>,
}

/// A change, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewChange {
    /// The decision behind it.
    pub decision: Option<DecisionId>,
    /// The document's slug.
    pub document: String,
    /// Key of the clause reworded or removed; of a new clause the key it shall have, or empty.
    pub clause: String,
    /// Reworded, added, removed.
    pub kind: Option<ChangeKind>,
    /// For a new clause: key of the clause it comes after, or empty for the end.
    pub after: String,
    /// For a new clause: its printed number, or empty.
    pub number: String,
    /// New heading.
    pub heading: String,
    /// New words. Markdown.
    pub body: String,
    /// "You said … so …".
    pub summary: String,
    /// Findings behind it.
    pub findings: Vec<FindingId>,
    /// For a removed clause: keys of the clauses its content went to.
    pub went_to: Vec<String>,
}

/// A finding as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicFinding {
    /// From 1; its anchor is `finding-N`.
    pub number: u32,
    /// What people said.
    pub statement: String,
    /// How many people; small numbers hidden.
    pub people: Shown,
    /// Of how many people who commented.
    pub of: Shown,
    /// How many organisations, small numbers hidden; none when no organisation raised it.
    pub organisations: Option<Shown>,
    /// It has a place in sight however few raised it.
    pub weighty: bool,
    /// Quotes that may be shown, and gaps.
    pub quotes: Vec<PublicQuote>,
    /// Whether there are words behind it that may not be shown.
    pub unshown: bool,
    /// What the council says and why.
    pub position: Option<(Response, String)>,
    /// What was decided where.
    pub decisions: Vec<DecisionLine>,
    /// Published changes.
    pub changes: Vec<ChangeLine>,
}

/// "You said, we did".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Who wrote something, small numbers hidden: people and organisations.
    pub commented: (Shown, Shown),
    /// Decisions, oldest first.
    pub decisions: Vec<DecisionLine>,
    /// Findings with a position, in order.
    pub findings: Vec<PublicFinding>,
    /// Published changes that no listed finding names.
    pub other_changes: Vec<ChangeLine>,
}

/// What anybody gets at the outcome's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeView {
    /// Nothing has been decided yet, or it is still open.
    NotYet(ConsultationCard),
    /// The outcome.
    Ready(Box<OutcomePage>),
}

/// Where two texts differ: places in bytes, in order, apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Stretches of the text before that are not in the text after.
    pub gone: Vec<Range<usize>>,
    /// Stretches of the text after that were not in the text before.
    pub new: Vec<Range<usize>>,
}

/// Where two wordings of a clause differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseDifference {
    /// In the heading.
    pub heading: Difference,
    /// In the body, as places of its Markdown.
    pub body: Difference,
}

/// A clause that holds what another, now removed, had said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WentTo {
    /// Merged or split.
    pub fate: Fate,
    /// Key of the clause.
    pub clause: Slug,
    /// Its number and heading in the version that removed the other.
    pub title: String,
}

/// One change: before, after, and everything behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The change.
    pub change: ChangeLine,
    /// Number and words before; none for a new clause.
    pub before: Option<(String, ClauseWords)>,
    /// Number and words after; none for a removed clause.
    pub after: Option<(String, ClauseWords)>,
    /// Number of the published version before; none when there is none.
    pub before_version: Option<u32>,
    /// Where the words of a reworded clause differ; none when hardly any was kept.
    pub difference: Option<ClauseDifference>,
    /// Where a removed clause's content went.
    pub went_to: Vec<WentTo>,
    /// The decision.
    pub decision: Option<DecisionLine>,
    /// Findings with their quotes.
    pub findings: Vec<PublicFinding>,
}

/// Somebody's words, and what came of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The words.
    pub quote: PublicQuote,
    /// The findings they stand behind.
    pub findings: Vec<PublicFinding>,
}

/// A changed clause, for the page of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseTrace {
    /// The clause's key.
    pub clause: Slug,
    /// The change in this version.
    pub change: ChangeId,
    /// What was done.
    pub kind: ChangeKind,
    /// Number and heading, for a clause that is no longer there.
    pub title: String,
    /// Why, in a sentence or two.
    pub summary: String,
    /// Where a removed clause's content went.
    pub went_to: Vec<WentTo>,
}

/// Findings, positions, decisions, changes; and the public pages made of them.
#[async_trait]
pub trait Thread {
    /// All findings. Needs `ReadResponses`.
    async fn findings(&self, caller: &Caller, slug: &Slug) -> Result<FindingsPage, ApiError>;

    /// One finding. Needs `ReadResponses`.
    async fn finding(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
    ) -> Result<FindingPage, ApiError>;

    /// Adds a finding. Fields: `statement` (`missing`, `too_long`), `themes` (`missing`).
    async fn add_finding(
        &self,
        caller: &Caller,
        slug: &Slug,
        statement: &str,
        themes: &[ThemeId],
    ) -> Result<FindingId, ApiError>;

    /// Changes a finding, if nobody did so since `version`.
    async fn edit_finding(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        version: i64,
        statement: &str,
        themes: &[ThemeId],
    ) -> Result<(), ApiError>;

    /// Puts confirmed passages behind a finding.
    async fn choose_quotes(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        passages: &[PassageId],
    ) -> Result<(), ApiError>;

    /// Takes a passage away from a finding.
    async fn drop_quote(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        quote: QuoteId,
    ) -> Result<(), ApiError>;

    /// Says what the council says. Fields: `response` and `reason` (`missing`). `Conflict` `settled` once decided.
    async fn take_position(
        &self,
        caller: &Caller,
        slug: &Slug,
        finding: FindingId,
        version: i64,
        response: Option<Response>,
        reason: &str,
    ) -> Result<(), ApiError>;

    /// Decisions and changes. Needs `ReadResponses`.
    async fn decisions(&self, caller: &Caller, slug: &Slug) -> Result<DecisionsPage, ApiError>;

    /// Records a decision. `Conflict` `not_closed` before closing.
    async fn decide(
        &self,
        caller: &Caller,
        slug: &Slug,
        decision: NewDecision,
    ) -> Result<DecisionId, ApiError>;

    /// Writes a change into the next version of a document, beginning that version if need be.
    async fn add_change(
        &self,
        caller: &Caller,
        slug: &Slug,
        change: NewChange,
    ) -> Result<ChangeId, ApiError>;

    /// Publishes the next version of a document under a label such as "Adopted".
    async fn publish_version(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
        label: &str,
    ) -> Result<(), ApiError>;

    /// Throws the unpublished next version of a document away, with its changes.
    async fn discard_version(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
    ) -> Result<(), ApiError>;

    /// "You said, we did". Officers see references too.
    async fn outcome(&self, caller: &Caller, slug: &Slug) -> Result<OutcomeView, ApiError>;

    /// One published change; for officers also one in a version being written.
    async fn change(
        &self,
        caller: &Caller,
        slug: &Slug,
        change: ChangeId,
    ) -> Result<ChangePage, ApiError>;

    /// One quote and what came of it.
    async fn words(
        &self,
        caller: &Caller,
        slug: &Slug,
        quote: QuoteId,
    ) -> Result<WordsPage, ApiError>;

    /// What changed in a published version of a document, clause by clause.
    async fn clause_traces(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
        version: u32,
    ) -> Result<Vec<ClauseTrace>, ApiError>;
}
