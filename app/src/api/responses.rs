//! Officers reading, filtering and screening what people sent.

use super::{ApiError, ScanLine};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding::{Place, Screening, Span};
use domain::contribution::{Capacity, Channel, Consent, Form};
use domain::document::Stance;
use domain::id::{PassageId, RedactionId, TextItemId};
use domain::school::{Listed, Urn};
use domain::text::{AudienceId, OptionId, QuestionId, Slug};
use domain::typing::Typing;
use jiff::civil::DateTime;

/// Responses and lines of the audit on one page of a list.
pub const PAGE_LENGTH: usize = 50;

/// Which responses a list holds. What is not given holds any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseFilter {
    /// Whose questions were answered.
    pub audience: Option<AudienceId>,
    /// For whom they speak.
    pub capacity: Option<Capacity>,
    /// How it came.
    pub channel: Option<Channel>,
    /// What it is.
    pub form: Option<Form>,
    /// Where they live, as the consultation asks it.
    pub locality: Option<OptionId>,
    /// State of one of its texts.
    pub screening: Option<Screening>,
    /// One of its texts holds these words, whatever their case.
    pub words: String,
    /// Only those that came after closing.
    pub late: bool,
    /// From this school.
    pub urn: Option<Urn>,
    /// Whether the sender said that they may answer for the organisation.
    pub authorised: Option<Authorised>,
}

/// What a sender said of being allowed to answer for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorised {
    /// They are.
    Yes,
    /// They are not.
    No,
    /// Nobody asked: it came by another way than the web form.
    NotSaid,
}

impl Authorised {
    /// Each, in the order of a list.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotSaid];

    /// The word in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotSaid => "not-said",
        }
    }

    /// Reads the word of an address.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.as_str() == text)
    }

    /// What is stored of an organisation's response.
    pub fn of(stored: Option<bool>) -> Self {
        match stored {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::NotSaid,
        }
    }
}

/// One page of a list of responses.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseList {
    /// The consultation's title.
    pub title: String,
    /// Audiences to choose from, with their names.
    pub audiences: Vec<(AudienceId, String)>,
    /// Localities to choose from, with their names; none where the consultation does not ask.
    pub localities: Vec<(OptionId, String)>,
    /// The responses of this page, newest first.
    pub rows: Vec<ResponseLine>,
    /// Responses that the filter finds.
    pub found: usize,
    /// Responses of the consultation.
    pub all: usize,
    /// Those of them that are kept but not counted, because the same person answered again.
    pub replaced: usize,
    /// Texts of the consultation that nobody has looked at.
    pub unscreened: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Whether the caller may take the data out.
    pub may_export: bool,
    /// Whether the caller may put in by hand what came by another way; not before something is published.
    pub may_enter: bool,
}

/// A response in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseLine {
    /// Eight characters shown to the sender.
    pub reference: String,
    /// London wall time.
    pub received: DateTime,
    /// What it is.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Name of the organisation or group.
    pub organisation: String,
    /// Number of the organisation, where it is a school of the register.
    pub urn: Option<Urn>,
    /// How many responses came from that school, this one counted.
    pub of_school: usize,
    /// Name of the audience; empty for a letter from nobody in particular.
    pub audience: String,
    /// After closing.
    pub late: bool,
    /// Whether its words were blanked.
    pub erased: bool,
    /// Reference of the one that counts in its place, where the same person answered again.
    pub replaced_by: Option<String>,
    /// Texts nobody has looked at.
    pub unscreened: usize,
    /// How its first text begins.
    pub opening: String,
}

/// One response whole.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeResponse {
    /// The consultation's title.
    pub title: String,
    /// As the list has it.
    pub line: ResponseLine,
    /// What the sender said of being allowed to answer; none when it is no organisation's.
    pub authorised: Option<Authorised>,
    /// The school as the register has it.
    pub school: Option<Listed>,
    /// References of other responses from the same school.
    pub others_of_school: Vec<String>,
    /// People a group stands for.
    pub group_size: Option<i64>,
    /// Who typed it, where it was asked.
    pub typing: Typing,
    /// The language they wrote in.
    pub language: String,
    /// Number of the version answered.
    pub version: u32,
    /// When it was put in, London wall time.
    pub entered: DateTime,
    /// Who put it in, when not the sender.
    pub entered_by: Option<String>,
    /// What may be done with the words.
    pub consent: Consent,
    /// When its words were blanked.
    pub erased: Option<DateTime>,
    /// What was asked and answered, in order.
    pub questions: Vec<Answered>,
    /// Comments on clauses.
    pub comments: Vec<Commented>,
    /// The words of a letter or an event point.
    pub letters: Vec<TextView>,
    /// Whether the caller may clear, cover and withhold.
    pub may_screen: bool,
    /// Whether the caller may erase.
    pub may_erase: bool,
    /// Reference of the next response with a text that nobody has looked at.
    pub next: Option<String>,
    /// Scans of its paper.
    pub scans: Vec<ScanLine>,
    /// Whether the caller may add scans and take them away.
    pub may_scan: bool,
}

/// A question in the words of the version and audience, and the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The question's id.
    pub id: QuestionId,
    /// As it was asked.
    pub title: String,
    /// Labels of the options picked, or the number given.
    pub given: Vec<String>,
    /// Words given.
    pub texts: Vec<TextView>,
}

/// A comment on a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Commented {
    /// The document's title.
    pub document: String,
    /// The clause's printed number.
    pub number: String,
    /// The clause's heading.
    pub heading: String,
    /// Agree, change or object.
    pub stance: Stance,
    /// The comment and the suggested wording, where given.
    pub texts: Vec<TextView>,
}

/// A text with what was done to it.
#[derive(Clone, Debug, PartialEq)]
pub struct TextView {
    /// Its id.
    pub id: TextItemId,
    /// Where it stands.
    pub place: Place,
    /// Verbatim, but that covered words are struck out for who may not read them; empty once erased.
    pub body: String,
    /// As the public would read it.
    pub public: String,
    /// Whether the public may.
    pub screening: Screening,
    /// Who last said so.
    pub screened_by: Option<String>,
    /// Goes into each form about the text: tells whether somebody screened it meanwhile.
    pub seen: String,
    /// What is covered.
    pub covers: Vec<Cover>,
    /// What may be personal data.
    pub flags: Vec<Flagged>,
    /// Whether its words were blanked.
    pub erased: bool,
}

/// Something covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Its id.
    pub id: RedactionId,
    /// The words; none for who may not read them. Whoever covered them may: they know them.
    pub words: Option<String>,
    /// Whether the caller may take it away: who may read the words, and whoever covered them.
    pub may_undo: bool,
    /// What stands in their place.
    pub replacement: String,
    /// Why.
    pub reason: String,
    /// Who covered them.
    pub by: String,
}

/// Something that may be personal data.
#[derive(Clone, Debug, PartialEq)]
pub struct Flagged {
    /// The passage.
    pub passage: PassageId,
    /// Where.
    pub span: Span,
    /// The words.
    pub words: String,
    /// What they seem to be, such as `uk_phone`.
    pub kind: String,
    /// Whether nothing of them can be read by the public.
    pub covered: bool,
}

/// A text to be screened, as the officer saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSeen {
    /// The consultation.
    pub slug: Slug,
    /// The response.
    pub reference: String,
    /// The text.
    pub text: TextItemId,
    /// [`TextView::seen`].
    pub seen: String,
}

/// Something an officer does to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It may be shown as it stands, with what is covered.
    Clear,
    /// It is not to be shown.
    Withhold {
        /// Why.
        reason: String,
    },
    /// These words are covered wherever they stand, as [`domain::coding::Span::find`] finds them in what the caller may read.
    Cover {
        /// As they stand in the text, whatever their case.
        words: String,
        /// See [`domain::redaction::replacement`].
        replacement: String,
        /// Why.
        reason: String,
    },
    /// Something flagged is covered, wherever it occurs.
    CoverFlag {
        /// The flagged passage.
        passage: PassageId,
        /// See [`domain::redaction::replacement`].
        replacement: String,
        /// Why; none: because it was flagged.
        reason: Option<String>,
    },
    /// A cover is taken away.
    Uncover {
        /// Which.
        redaction: RedactionId,
    },
}

/// What erasing a response asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The response's reference, typed again.
    pub confirm: String,
    /// Why.
    pub reason: String,
}

/// One page of a consultation's audit.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditPage {
    /// The consultation's title.
    pub title: String,
    /// Newest first.
    pub lines: Vec<AuditLine>,
    /// How many lines there are.
    pub all: usize,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditLine {
    /// London wall time.
    pub at: DateTime,
    /// Who.
    pub who: String,
    /// Such as `consultation.open`.
    pub what: String,
    /// The reason given, or empty.
    pub why: String,
    /// Ids of what it touched.
    pub ids: Vec<String>,
}

/// Officers reading, filtering and screening what people sent.
#[async_trait]
pub trait Responses {
    /// A page of the responses that a filter finds. A page beyond the last is the last.
    async fn responses(
        &self,
        caller: &Caller,
        slug: &Slug,
        filter: &ResponseFilter,
        page: usize,
    ) -> Result<ResponseList, ApiError>;

    /// One response whole.
    async fn response(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<WholeResponse, ApiError>;

    /// Screens a text. It counts as redacted once something is covered and nothing flagged can still be read.
    ///
    /// Whoever may not read what is covered takes away only covers of their own; else `Forbidden`.
    ///
    /// Fields that may be refused: `reason` (`missing`, `repeats_words`), `words` (`missing`, `not_found`,
    /// `already_covered`), `replacement` (`missing`). Conflicts: `changed_meanwhile`, `erased`, `gone`.
    async fn screen(&self, caller: &Caller, text: &TextSeen, act: Act) -> Result<(), ApiError>;

    /// Clears every text of a response that nobody has looked at, but for those in which something flagged can still
    /// be read. Conflicts: `erased`, `nothing_to_clear`.
    async fn clear_all(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<(), ApiError>;

    /// Blanks a response's words for good. Fields that may be refused: `confirm` (`not_the_reference`),
    /// `reason` (`missing`). Conflicts: `erased`.
    async fn erase(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        erasure: &Erasure,
    ) -> Result<(), ApiError>;

    /// A page of a consultation's audit, newest first.
    async fn audit_of(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: usize,
    ) -> Result<AuditPage, ApiError>;
}
