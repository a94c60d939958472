//! Writing and sending a response, without an account; and the equality questions afterwards.

use super::{ApiError, ConsultationCard, Shared, WalkOf};
use crate::routes;
use async_trait::async_trait;
use domain::access::Caller;
use domain::content::{Audience, Content};
use domain::contribution::{ClauseComment, Draft};
use domain::equality::{Asked, Press};
use domain::journey::Page;
use domain::question::{Answers, Problem};
use domain::team::Part;
use domain::text::{AudienceId, Called, Language, QuestionId, Slug};
use jiff::civil::{Date, DateTime};

/// What somebody reads before the first question.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// The consultation.
    pub card: ConsultationCard,
    /// Who is asked.
    pub audiences: Vec<Audience>,
    /// What this browser has begun and may still send.
    pub running: Option<Running>,
    /// Whether its opening is still to come.
    pub opens_later: bool,
    /// Whether this browser has sent a response and not started another.
    pub sent: bool,
}

/// What was posted to a response that is not there any more, or was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Unkept {
    /// Where they stand now.
    pub start: Start,
    /// The fields that answer questions, as posted.
    pub fields: Vec<(String, String)>,
    /// What of it was written in their own words.
    pub words: Vec<String>,
}

/// What was posted to a page that their other answers lead past by now.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// The consultation.
    pub card: ConsultationCard,
    /// Words of theirs that are saved with the response, though not sent with it.
    pub kept: Vec<String>,
    /// Words that answer nothing that this response is asked.
    pub unkept: Vec<String>,
    /// Where they go on.
    pub on: Page,
}

/// A response that was begun and not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// None when they have only commented on clauses so far.
    pub audience: Option<AudienceId>,
    /// Its part in a team.
    pub team: Option<Part>,
    /// Where they go on.
    pub resume: Page,
    /// How many clause comments it holds.
    pub comments: usize,
    /// Comments that are begun and not saved.
    pub begun: Vec<BegunLine>,
    /// The last moment for sending, London wall time, when the consultation has closed meanwhile.
    pub send_by: Option<DateTime>,
}

/// Where somebody stands who asks for a page of the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Answering {
    /// This browser has no draft here: it is lost, gone, or was never begun.
    Nothing,
    /// It was sent. Its words are not shown again.
    Sent,
    /// The consultation takes it no more.
    Closed(Box<ConsultationCard>),
    /// Being written.
    Writing(Box<Writing>),
}

/// A response being written, with what it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// The consultation.
    pub card: ConsultationCard,
    /// The version that was published when they began.
    pub content: Content,
    /// As typed.
    pub draft: Draft,
    /// Goes into the form that sends it.
    pub submission_key: String,
    /// The last moment for sending, London wall time, when the consultation has closed meanwhile.
    pub send_by: Option<DateTime>,
    /// Whether it may be changed after it was sent, by whoever has its code.
    pub changeable: bool,
    /// What was sent before and is being changed. It counts until this is sent.
    pub changes: Option<Received>,
    /// Whether it has a code.
    pub coded: bool,
    /// Whether questions or the proposal were changed since they began. They go on with what they began with.
    pub amended: bool,
    /// Clause comments with the names of their clauses.
    pub comments: Vec<CommentLine>,
    /// Comments that are begun and not saved.
    pub begun: Vec<BegunLine>,
    /// What colleagues share with the writer, who leads their team. Nobody else sees any of it.
    pub shared: Vec<Shared>,
    /// To the lead of a team: colleagues who wrote something that they do not share. It goes when the lead sends.
    pub unshared: Vec<Called>,
    /// Set for a walk through words that are not published: nothing of it is stored, and nothing can be sent.
    pub walk: Option<WalkOf>,
}

/// A response that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// As on its receipt.
    pub reference: String,
    /// The day on which it came, in London.
    pub on: Date,
}

impl Writing {
    /// Whether its writer can open it with their code after sending.
    pub fn may_come_back(&self) -> bool {
        self.changeable && self.coded
    }

    /// Where a page of this form is.
    pub fn page(&self, page: &Page) -> String {
        match &self.walk {
            Some(walk) => routes::walk_page(&walk.key, page),
            None => routes::respond_page(&self.card.slug, page),
        }
    }

    /// Where the form begins.
    pub fn start(&self) -> String {
        match &self.walk {
            Some(walk) => walk.preview.clone(),
            None => routes::respond(&self.card.slug),
        }
    }
}

/// A clause comment in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentLine {
    /// Such as "Draft banding framework, 2.2 Values".
    pub place: String,
    /// The language of that.
    pub language: Language,
    /// What they say.
    pub comment: ClauseComment,
}

/// A comment that is begun and not saved, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BegunLine {
    /// Where it stands, as [`CommentLine::place`].
    pub place: String,
    /// The language of that.
    pub language: Language,
    /// The document's slug and the clause's key.
    pub at: (Slug, Slug),
}

/// What saving a page came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The page after it.
    pub next: Page,
    /// Whether that page comes first for somebody who is on their way back to check their answers: it wants to be
    /// looked at once more, or asks what was not asked before.
    pub first: bool,
    /// Whether something on the page is to be put right first. It is saved all the same.
    pub faults: bool,
}

/// What skipping a page came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// On to this page.
    On(Page),
    /// Words were written there. They are saved, and their writer must be sure first.
    Words,
}

/// What beginning came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The secret of a new draft, for the cookie. None when a running one goes on.
    pub token: Option<String>,
    /// The first page.
    pub page: Page,
}

/// What sending came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Stored, now or by an earlier copy of the same form.
    Sent {
        /// The key of the stored response: shows its receipt.
        key: String,
        /// Leave to answer the equality questions.
        equality: Option<String>,
    },
    /// Something is to be put right first.
    Faults,
    /// Colleagues wrote what they do not share, and the lead did not say that it may go.
    Unshared,
    /// No such draft.
    Lost,
}

/// What somebody keeps after sending.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The consultation.
    pub card: ConsultationCard,
    /// Eight characters.
    pub reference: String,
    /// Whether it came in the half hour after closing.
    pub late: bool,
    /// Whether its sender may change it with their code until the consultation closes.
    pub may_change: bool,
    /// Whether its sender is asked in easy words.
    pub easy: bool,
}

/// The equality questions, and whether this browser has leave to answer them.
#[derive(Clone, Debug, PartialEq)]
pub struct Equality {
    /// The consultation that was answered.
    pub card: ConsultationCard,
    /// The questions.
    pub form: Asked,
    /// False when they were answered already, or the leave is gone.
    pub may_answer: bool,
}

/// What answering the equality questions came to.
#[derive(Clone, Debug, PartialEq)]
pub enum EqualityAnswered {
    /// Stored, apart from everything else.
    Done,
    /// No leave: answered already, or gone.
    Lapsed,
    /// Another page, or the same with something to be put right. The answers go back to the person and nowhere else.
    Page(Box<EqualityStep>),
}

/// A page of the equality questions, to be shown at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EqualityStep {
    /// All that was answered so far, as typed.
    pub answers: Answers,
    /// The page's place among those that the answers lead to, from 0.
    pub at: usize,
    /// What is wrong on it.
    pub problems: Vec<(QuestionId, Problem)>,
}

/// What a page of the equality questions posted.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualityPosted {
    /// Whether it was in easy words.
    pub easy: bool,
    /// The question it begins with.
    pub page: String,
    /// What was pressed on it.
    pub press: Press,
    /// Its fields, with the answers of the other pages.
    pub fields: Vec<(String, String)>,
}

/// Writing and sending a response.
#[async_trait]
pub trait Respond {
    /// What is read before the first question. A closed consultation is not an error here: `card` says so.
    async fn start(&self, caller: &Caller, slug: &Slug) -> Result<Start, ApiError>;

    /// Begins a response as this audience, or goes on with the running one as this audience.
    ///
    /// Refused: `audience` (`missing`, `no_such_audience`), `Closed`, `Conflict` with `sent`, `colleague` (the lead chooses),
    /// or `leads_team` (an audience that speaks for nobody else).
    async fn begin(
        &self,
        caller: &Caller,
        slug: &Slug,
        audience: Option<&AudienceId>,
    ) -> Result<Begun, ApiError>;

    /// The caller's response as it stands.
    async fn answering(&self, caller: &Caller, slug: &Slug) -> Result<Answering, ApiError>;

    /// Saves what a page's form posted, right or wrong.
    ///
    /// Refused: `NotFound` for a page that is not on their way, `Closed`, `Conflict` with `no_draft` or `sent`.
    async fn save(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: &Page,
        fields: &[(String, String)],
    ) -> Result<Saved, ApiError>;

    /// Leaves out the questions of a page, whatever was picked there. Words are saved and kept until their writer is
    /// `sure` that they shall go.
    ///
    /// Refused: as [`Respond::save`].
    async fn skip(
        &self,
        caller: &Caller,
        slug: &Slug,
        page: &Page,
        fields: &[(String, String)],
        sure: bool,
    ) -> Result<Skipped, ApiError>;

    /// Deletes the running response, because its writer wants it gone. Does nothing to one that was sent.
    async fn discard(&self, caller: &Caller, slug: &Slug) -> Result<(), ApiError>;

    /// Sends the draft that has this submission key; the caller's own draft when the form carried none.
    /// The key works once: every further copy of the form gets the receipt of the first.
    /// `trap` tells that a field was filled in which people do not see: the response is flagged, and taken like any
    /// other. `without` is the lead's word that what colleagues wrote and do not share may go.
    async fn send(
        &self,
        caller: &Caller,
        slug: &Slug,
        key: &str,
        (trap, without): (bool, bool),
    ) -> Result<Sending, ApiError>;

    /// The receipt of the response with this key, else of the caller's; none when neither was sent.
    async fn receipt(
        &self,
        caller: &Caller,
        slug: &Slug,
        key: Option<&str>,
    ) -> Result<Option<Receipt>, ApiError>;

    /// The equality questions, in full or in easy words.
    async fn equality(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        easy: bool,
    ) -> Result<Equality, ApiError>;

    /// Takes a page of the equality questions, and at the end stores the answers of all. Takes no caller: nobody is
    /// asked who they are.
    async fn answer_equality(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        posted: &EqualityPosted,
    ) -> Result<EqualityAnswered, ApiError>;
}
