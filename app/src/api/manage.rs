//! Creating, opening, closing and amending consultations.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::consultation::Gate;
use domain::contribution::{Capacity, Channel, Form};
use domain::school::Heard;
use domain::second_entry::{Progress, Rule};
use domain::text::{QuestionId, Slug, Title};
use jiff::civil::DateTime;

/// A kind of consultation that can be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindCard {
    /// Such as `ehcp-banding`.
    pub kind: Slug,
    /// What officers call it.
    pub name: String,
    /// One sentence.
    pub description: String,
}

/// What a new consultation needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConsultation {
    /// One of the built-in kinds. Not used when `blueprint` is given.
    pub kind: String,
    /// Its address.
    pub slug: Slug,
    /// Its title; the blueprint's when none.
    pub title: Option<Title>,
    /// The text of a blueprint file, for a kind of the council's own.
    pub blueprint: Option<String>,
}

/// One consultation at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Stage and dates.
    pub card: ConsultationCard,
    /// Number of contributions of each audience, capacity, form and channel, by their stored words.
    pub counts: Vec<Count>,
    /// Names of audiences by id, in order.
    pub audiences: Vec<(String, String)>,
    /// What must be right before it opens; only while it is a draft.
    pub gates: Vec<Gate>,
    /// Equality questions that it can be opened without, with their words; only while it is a draft.
    pub switchable: Vec<(QuestionId, String)>,
    /// Texts nobody has looked at yet.
    pub unscreened: u64,
    /// Whether the caller may open and close it.
    pub may_run: bool,
    /// How the typing of paper forms is checked, and how far that has come; none without paper forms.
    pub paper: Option<(Rule, Progress)>,
    /// Bundles of scans that nobody has typed from yet.
    pub scans: u64,
    /// Schools that were heard from.
    pub schools: Heard,
}

/// Contributions of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Id of the audience; none when not said.
    pub audience: Option<String>,
    /// For whom they speak.
    pub capacity: Capacity,
    /// What was sent.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// After closing.
    pub late: bool,
    /// How many.
    pub count: u64,
}

/// When a consultation is to be open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// London wall time it opens; none for now.
    pub opens: Option<DateTime>,
    /// London wall time it closes.
    pub closes: DateTime,
    /// Whether people may change what they sent until it closes.
    pub changeable: bool,
    /// Equality questions that are not asked, of those a consultation can be opened without.
    pub left_out: Vec<QuestionId>,
    /// Why it is opened although something that the law of consultation asks for is not there; or empty.
    pub despite: String,
}

/// Creating, opening, closing and amending consultations.
#[async_trait]
pub trait Manage {
    /// The built-in kinds.
    async fn kinds(&self, caller: &Caller) -> Result<Vec<KindCard>, ApiError>;

    /// Every consultation the caller may see, drafts included, newest first.
    async fn managed(&self, caller: &Caller) -> Result<Vec<ConsultationCard>, ApiError>;

    /// One consultation at a glance.
    async fn overview(&self, caller: &Caller, slug: &Slug) -> Result<Overview, ApiError>;

    /// Makes a consultation in draft: its words, documents and starter code frame.
    ///
    /// Fields that may be refused: `slug` (`taken`), `kind` (`no_such_kind`), `blueprint` (the reason, for a person).
    async fn create(&self, caller: &Caller, new: NewConsultation) -> Result<(), ApiError>;

    /// Publishes and opens it: from now on questions and options are locked.
    ///
    /// Fields that may be refused: `opens`, `closes` (`backwards`, `in_the_past`), `despite` (`missing` when a gate
    /// is not met, `too_long`). Conflict `faults` or `not_everybody_is_asked`, whatever the reason.
    async fn open(&self, caller: &Caller, slug: &Slug, opening: Opening) -> Result<(), ApiError>;

    /// Closes it now. `reason` is needed when that is before the announced time.
    async fn close(&self, caller: &Caller, slug: &Slug, reason: &str) -> Result<(), ApiError>;
}
