//! Officers putting in by hand what came by another way: letters, and forms on paper.

use super::ApiError;
use async_trait::async_trait;
use domain::access::Caller;
use domain::content::Content;
use domain::contribution::{Channel, SpeaksFor};
use domain::document::Stance;
use domain::id::BundleId;
use domain::letter::TypedLetter;
use domain::text::{AudienceId, Slug};
use jiff::civil::{Date, DateTime};

/// Ways answers to the questions come by hand, in the order they are offered.
pub const FORM_WAYS: [Channel; 3] = [Channel::Paper, Channel::Phone, Channel::Event];

/// The name of a field that is the officer's and no answer. No question is called so: its id holds no double
/// underscore, and its words beside "Other" end in one.
pub fn own(name: &str) -> String {
    format!("entry__{name}")
}

/// What both forms need.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryDesk {
    /// The consultation's title.
    pub title: String,
    /// What is asked, in the version that the form answers.
    pub content: Content,
    /// Number of that version.
    pub version: u32,
    /// Every published version, oldest first, with the moment it was published, London wall time. The last one is
    /// answered now; paper of an earlier one may still come.
    pub versions: Vec<(u32, DateTime)>,
    /// A fresh submission key: goes into the form, and stores it once.
    pub key: String,
    /// Today in London.
    pub today: Date,
    /// When it opened, London wall time.
    pub opens: Option<DateTime>,
    /// When it closes or closed, London wall time: what is received after that day is late.
    pub closes: Option<DateTime>,
    /// Clauses of the documents that can be commented on, in order.
    pub clauses: Vec<ClauseChoice>,
}

impl EntryDesk {
    /// Whether the form answers a version that has been amended since.
    pub fn is_earlier(&self) -> bool {
        self.until().is_some()
    }

    /// When the version was amended, London wall time; none where it is answered now.
    pub fn until(&self) -> Option<DateTime> {
        let next = self
            .versions
            .iter()
            .find(|(number, _)| *number > self.version);
        next.map(|(_, published)| *published)
    }
}

/// A clause that can be commented on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseChoice {
    /// Document and clause, as they stand in addresses.
    pub place: (Slug, Slug),
    /// The document's title.
    pub document: String,
    /// The clause's number and heading.
    pub label: String,
}

impl ClauseChoice {
    /// Names it in a form.
    pub fn value(&self) -> String {
        format!("{}/{}", self.place.0, self.place.1)
    }
}

/// Rows for comments on clauses that a form begins with, and that are added at a time.
pub const COMMENT_ROWS: usize = 2;
/// Most of them.
pub const COMMENT_ROWS_LIMIT: usize = 60;

/// What every form put in by hand carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entering {
    /// The form's submission key.
    pub key: String,
    /// Number of the version whose questions the officer saw.
    pub version: String,
    /// Whether the officer chose that version, because the paper is of it.
    pub chosen: bool,
    /// Day, month and year of receipt, as typed.
    pub received: (String, String, String),
    /// Scans it was typed from, which wait.
    pub bundle: Option<BundleId>,
}

/// Answers to the questions, as an officer copied them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedForm {
    /// Whose questions.
    pub audience: Option<AudienceId>,
    /// How it came; one of [`FORM_WAYS`].
    pub channel: Option<Channel>,
    /// The tag of the language that it is written in; empty means English.
    pub language: String,
    /// Answers: names and values as posted, read by `domain::journey`.
    pub answers: Vec<(String, String)>,
    /// The same for who it is from, and what may be done with the words.
    /// See [`domain::contribution::SpeaksFor::copied`].
    pub about: Vec<(String, String)>,
    /// Comments on clauses, row by row, empty ones too.
    pub comments: Vec<CopiedComment>,
}

/// A comment on a clause, as an officer copied it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopiedComment {
    /// Document and clause; see [`ClauseChoice::value`].
    pub place: String,
    /// Agree, change or object.
    pub stance: Option<Stance>,
    /// What they say.
    pub text: String,
    /// The words they would rather have.
    pub suggestion: String,
}

/// Something that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Its reference.
    pub reference: String,
}

/// Putting in by hand. Both forms are stored once for each key.
///
/// Fields that may be refused: `received` (`missing`, `not_a_date`, `in_the_future`), `audience`, and the others by
/// [`domain::question::Problem`]; all but questions under their [`own`] name. Comments on clauses are `clause-N`
/// (`missing`, `twice`), `stance-N` (`missing`), `comment-N` and `suggestion-N`, N counted from 1. Conflicts: `not_published`; `version_changed` when other questions were published
/// meanwhile; `key_used` when another form was stored under the key; `no_key`.
#[async_trait]
pub trait ByHand {
    /// What the forms need.
    ///
    /// `version`: an earlier published version, for paper that has its questions; `NotFound` for one that there is not.
    async fn entry_desk(
        &self,
        caller: &Caller,
        slug: &Slug,
        version: Option<u32>,
    ) -> Result<EntryDesk, ApiError>;

    /// Who it is from as it was typed, with the schools of the register that the name or number may mean. What was
    /// typed is as in [`CopiedForm::about`].
    async fn who_it_is_from(
        &self,
        caller: &Caller,
        slug: &Slug,
        typed: &[(String, String)],
    ) -> Result<SpeaksFor, ApiError>;

    /// Stores a letter, an e-mail, a petition, a dossier, or a point made at an event.
    async fn enter_letter(
        &self,
        caller: &Caller,
        slug: &Slug,
        entering: &Entering,
        letter: &TypedLetter,
    ) -> Result<Entered, ApiError>;

    /// Gives leave to put in the equality answers of one paper form, on the page where everybody gives them: nothing
    /// joins them to a response, or to the officer.
    async fn equality_leave(&self, caller: &Caller, slug: &Slug) -> Result<String, ApiError>;

    /// Stores answers to the questions that came on paper, by phone or face to face.
    async fn enter_form(
        &self,
        caller: &Caller,
        slug: &Slug,
        entering: &Entering,
        form: &CopiedForm,
    ) -> Result<Entered, ApiError>;
}
