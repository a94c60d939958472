//! Coming back to a response without an account, and leaving no trace of it on a shared computer.

use super::{ApiError, ConsultationCard};
use crate::text::letter::Letter;
use async_trait::async_trait;
use domain::access::Caller;
use domain::journey::Page;
use domain::resume_code::ResumeCode;
use domain::text::Slug;
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Where somebody stands who wants to come back later.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaving {
    /// This browser has no draft here.
    Nothing,
    /// It was sent.
    Sent,
    /// The consultation takes it no more.
    Closed(Box<ConsultationCard>),
    /// Saved, and can be come back to.
    Kept(Box<Kept>),
}

/// A response that can be come back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The consultation.
    pub card: ConsultationCard,
    /// Where they go on; none when they have yet to say who they are.
    pub resume: Option<Page>,
    /// When the consultation closes, London wall time; none in the time after that.
    pub closes: Option<DateTime>,
    /// The last moment for sending, London wall time.
    pub send_by: Option<DateTime>,
    /// Its code, if one was made.
    pub code: Option<Code>,
    /// Whether the code can be sent by e-mail.
    pub mail: bool,
    /// Whether its writer is asked in easy words.
    pub easy: bool,
}

/// A code that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// The code itself; none when it was made too long ago to be shown once more.
    pub shown: Option<ResumeCode>,
    /// When it was made, London wall time.
    pub made: DateTime,
    /// The same moment exactly: the form that asks for another names the code to be replaced.
    pub stamp: Timestamp,
}

/// What a right code opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameBack {
    /// The response, for this browser.
    Here {
        /// A secret of this browser's own, for the cookie.
        token: String,
        /// Where they go on; none when they have yet to say who they are.
        resume: Option<Page>,
    },
    /// It was sent. Its words are not shown again.
    Sent,
}

/// What became of a response that a browser forgot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// It can be come back to with its code.
    Kept,
    /// It had no code, so it was deleted.
    Deleted,
    /// It was sent before.
    Sent,
    /// There was none.
    Nothing,
}

/// Coming back.
#[async_trait]
pub trait Resume {
    /// The caller's response, for the page that says how to come back to it.
    async fn leaving(&self, caller: &Caller, slug: &Slug) -> Result<Leaving, ApiError>;

    /// Makes a code for the caller's response where it has none; another in place of the one made at `instead_of`.
    /// The old code then opens nothing, and browsers that came back with it hold the response no more, but for the
    /// one with the secret `token`. Does nothing when a code was made meanwhile.
    ///
    /// Refused: `Closed`, `Conflict` with `no_draft` or `sent`.
    async fn make_code(
        &self,
        caller: &Caller,
        slug: &Slug,
        token: &str,
        instead_of: Option<Timestamp>,
    ) -> Result<(), ApiError>;

    /// Sends the code of the caller's response in a letter to an address, which is kept nowhere. Only while the code can
    /// still be shown.
    ///
    /// Refused: `email` (`missing`, `malformed`, `too_long`, `not_sent`), `TooMany`, `Closed`, `Conflict` with
    /// `no_draft`, `sent`, `no_mail` or `no_code`.
    async fn mail_code(
        &self,
        caller: &Caller,
        slug: &Slug,
        to: &str,
        letter: &Letter,
    ) -> Result<(), ApiError>;

    /// Opens the response with this code, however it is typed.
    ///
    /// Refused: `code` (`missing`, `not_a_code`, `no_such_code`, `team_code`), `Closed`.
    async fn come_back(&self, slug: &Slug, typed: &str) -> Result<CameBack, ApiError>;

    /// Ends the secret `token` of the caller's browser. A response with a code stays; without one it is deleted.
    async fn forget(
        &self,
        caller: &Caller,
        slug: &Slug,
        token: &str,
    ) -> Result<Forgotten, ApiError>;
}
