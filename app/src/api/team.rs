//! A response that several people of a school prepare: the lead, and colleagues who hold the team code.

use super::{ApiError, Code, CommentLine, ConsultationCard, Writing};
use async_trait::async_trait;
use domain::access::Caller;
use domain::contribution::ClauseComment;
use domain::journey::Page;
use domain::question::{Answer, Answers, Question};
use domain::team::How;
use domain::text::{Called, QuestionId, Slug};
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Where somebody stands who asks for the page of their team.
#[derive(Clone, Debug, PartialEq)]
pub enum Teaming {
    /// This browser has no draft here.
    Nothing,
    /// It was sent.
    Sent,
    /// The consultation takes it no more.
    Closed(Box<ConsultationCard>),
    /// They write alone.
    Alone(Box<Alone>),
    /// They lead a team.
    Lead(Box<Lead>),
    /// They are a colleague in one.
    Colleague(Box<Member>),
}

/// Somebody who writes alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    /// The consultation.
    pub card: ConsultationCard,
    /// Where they go on; none when they have yet to say who they are.
    pub resume: Option<Page>,
    /// Whether they are of those who may answer for an organisation.
    pub may_lead: bool,
}

/// The lead's view of the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// The lead's own response, with what colleagues shared.
    pub writing: Writing,
    /// The team code.
    pub code: Option<Code>,
    /// Everybody who joined, in the order they did.
    pub colleagues: Vec<Colleague>,
    /// Whether the lead has a code to come back with.
    pub can_come_back: bool,
    /// Where the lead goes on.
    pub resume: Page,
}

/// A colleague as the lead sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// What to call them.
    pub called: Called,
    /// When they shared, London wall time; none while they write.
    pub shared: Option<DateTime>,
    /// When they last wrote something, London wall time. Told of those who share only.
    pub saved: Option<DateTime>,
}

/// What a colleague shared with the lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// What to call them.
    pub called: Called,
    /// As typed.
    pub answers: Answers,
    /// Clause comments with the names of their clauses.
    pub comments: Vec<CommentLine>,
}

/// A colleague's view of the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The consultation.
    pub card: ConsultationCard,
    /// What the lead calls them.
    pub called: Called,
    /// For whom the team answers, as the lead wrote it. Empty when the lead has not said yet.
    pub organisation: String,
    /// When they shared, London wall time; none while the lead does not see what they write.
    pub shared: Option<DateTime>,
    /// Where they go on.
    pub resume: Page,
    /// When the consultation closes, London wall time.
    pub closes: Option<DateTime>,
    /// The last moment for the lead to send, London wall time, when the consultation has closed meanwhile.
    pub send_by: Option<DateTime>,
    /// Whether they have a code to come back with.
    pub can_come_back: bool,
}

/// What the right team code opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    /// A draft of their own.
    Here {
        /// Its secret, for the cookie.
        token: String,
    },
    /// The lead has sent already.
    Sent,
}

/// Something a colleague wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The answer to a question.
    Answer(QuestionId),
    /// The comment on a clause of a document.
    Comment(Slug, Slug),
}

/// What the lead wants of a colleague's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Take {
    /// Whose.
    pub called: Called,
    /// What.
    pub piece: Piece,
    /// In place of the lead's own, or after it.
    pub how: How,
    /// What the lead's own was when both were shown: see [`Both::seen`]. None before that.
    pub seen: Option<String>,
}

/// What taking came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// It is in the lead's response now, or was before.
    Done,
    /// The lead has something else there: show both first.
    ShowBoth,
}

/// The lead's own and a colleague's, side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Both {
    /// The lead's own response.
    pub writing: Writing,
    /// Whose the other is.
    pub called: Called,
    /// What it is about.
    pub pair: Pair,
    /// Goes into the form: tells whether the lead's own was changed meanwhile.
    pub seen: String,
}

/// Two of a kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Pair {
    /// Answers to a question.
    Answers {
        /// The question.
        question: Box<Question>,
        /// The lead's.
        ours: Answer,
        /// The colleague's.
        theirs: Answer,
    },
    /// Comments on a clause.
    Comments {
        /// Where the clause stands.
        place: String,
        /// The lead's, if there is one.
        ours: Option<ClauseComment>,
        /// The colleague's.
        theirs: ClauseComment,
    },
}

/// Answering as a team.
#[async_trait]
pub trait Team {
    /// The caller's part in a team.
    async fn team(&self, caller: &Caller, slug: &Slug) -> Result<Teaming, ApiError>;

    /// Makes the caller the lead of a team and gives it a code; another code in place of the one made at `instead_of`.
    /// Colleagues who joined stay. Does nothing when a code was made meanwhile.
    ///
    /// Refused: `Closed`, `Conflict` with `no_draft`, `sent`, `colleague` or `no_team`.
    async fn make_team(
        &self,
        caller: &Caller,
        slug: &Slug,
        instead_of: Option<Timestamp>,
    ) -> Result<(), ApiError>;

    /// Begins a draft in the team with this code, however it is typed.
    ///
    /// Refused: `code` (`missing`, `not_a_code`, `no_such_code`, `own_code`), `called` (`missing`, `too_long`, `taken`),
    /// `Closed`.
    async fn join_team(&self, slug: &Slug, code: &str, called: &str) -> Result<Joined, ApiError>;

    /// Lets the lead see the caller's draft, or no longer.
    ///
    /// Refused: `Closed`, `Conflict` with `no_draft` or `sent`.
    async fn share(&self, caller: &Caller, slug: &Slug, shared: bool) -> Result<(), ApiError>;

    /// Ends the team that the caller leads. Colleagues keep what they wrote, as drafts of their own.
    async fn end_team(&self, caller: &Caller, slug: &Slug) -> Result<(), ApiError>;

    /// Takes over what a colleague shared, but overwrites nothing before both were shown.
    ///
    /// Refused: `NotFound` when they do not share it, `Closed`, `Conflict` with `no_draft` or `sent`.
    async fn take(&self, caller: &Caller, slug: &Slug, take: &Take) -> Result<Took, ApiError>;

    /// The lead's own and a colleague's; none when there is nothing to choose between.
    async fn both(
        &self,
        caller: &Caller,
        slug: &Slug,
        called: &Called,
        piece: &Piece,
    ) -> Result<Option<Both>, ApiError>;
}
