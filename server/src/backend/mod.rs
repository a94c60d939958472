//! Use cases: authorise, load, apply the domain's rule, save.

mod acceptance;
pub mod accounts;
mod agreement;
mod alike;
pub mod analyse;
mod arrivals;
mod build;
mod codes;
mod coding;
mod comment_places;
mod comments;
mod council;
mod difference;
mod doubles;
mod drafts;
mod duplicates;
mod entry;
mod equality;
pub mod export;
mod faults;
mod finding_edits;
mod frame_edits;
pub mod import;
mod import_file;
mod jobs;
mod kept;
mod languages;
mod leaves;
mod letters;
mod mail_limit;
pub(crate) mod manage;
mod meanings;
mod next_version;
mod noted;
mod notices;
mod outcome;
mod public;
pub mod receive;
pub mod register;
mod reports;
mod respond;
mod responses;
mod resume;
mod safeguarding;
mod safeguarding_mail;
pub mod scans;
mod search;
mod second;
mod second_entry;
mod shares;
mod sign_off;
mod sources;
mod tallies;
mod team;
mod theme_edits;
mod themes;
mod thread;
mod thread_view;
mod ties;
mod twins;
mod unkept;
mod versions;
mod views;
mod walk;

pub use coding::Presence;
pub use jobs::Jobs;

pub use faults::Faults;
pub use mail_limit::MAILS_A_MINUTE;

use crate::clock::Clock;
use crate::mail::Mail;
use crate::model::Shelf;
use crate::storage::{Db, StorageError, Writer};
use app::api::ApiError;
use domain::access::{Caller, Permission, Scope, may};
use domain::id::ConsultationId;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// The running server behind the pages, the API and the command line.
#[derive(Clone)]
pub struct Live {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Where consultations open and close.
    pub london: TimeZone,
    /// Stores submissions durably, several in one transaction where that is faster.
    pub writer: Writer,
    /// What the engine is doing in the background.
    pub jobs: Jobs,
    /// Which officer has which text on their screen.
    pub presence: Presence,
    /// What tests break on purpose; nothing in a real server.
    #[doc(hidden)]
    pub faults: Faults,
    codes: codes::Codes,
    indexes: search::Indexes,
    counts: kept::Kept,
    /// The sentence-vector model, where there is one.
    shelf: Shelf,
    leaves: leaves::Leaves,
    /// The way out for e-mail, where there is one.
    mail: Option<Mail>,
    mails: mail_limit::MailLimit,
    team_codes: codes::Codes,
    twins: twins::Twins,
    versions: versions::Versions,
    walks: walk::Walks,
}

impl Live {
    /// A server on this database.
    pub fn new(db: Db, clock: Clock) -> Self {
        let writer = Writer::start(&db);
        Self {
            db,
            clock,
            london: crate::clock::london(),
            writer,
            jobs: Jobs::default(),
            presence: Presence::default(),
            faults: Faults::default(),
            codes: codes::Codes::default(),
            indexes: search::Indexes::default(),
            counts: kept::Kept::default(),
            shelf: Shelf::default(),
            leaves: leaves::Leaves::default(),
            mail: None,
            mails: mail_limit::MailLimit::default(),
            team_codes: codes::Codes::default(),
            twins: twins::Twins::default(),
            versions: versions::Versions::default(),
            walks: walk::Walks::default(),
        }
    }

    /// The same, with the sentence-vector model that may lie in this folder.
    #[must_use]
    pub fn with_model_in(self, folder: PathBuf) -> Self {
        Self {
            shelf: Shelf::over(folder),
            ..self
        }
    }

    /// The same, with a way out for e-mail.
    #[must_use]
    pub fn with_mail(self, mail: Mail) -> Self {
        Self {
            mail: Some(mail),
            ..self
        }
    }

    /// The same at a moment past, to write down what was done then.
    #[must_use]
    pub(crate) fn at(&self, moment: Timestamp) -> Self {
        Self {
            clock: Clock::standing_at(moment),
            ..self.clone()
        }
    }

    /// Forgets what is kept of a consultation's texts to search and suggest by, because some of them are no more.
    pub(crate) fn forget_vectors(&self, consultation: ConsultationId) {
        self.shelf.forget(&consultation.to_string());
        self.indexes.forget(consultation);
    }

    /// London wall time of a moment.
    pub fn wall(&self, moment: Timestamp) -> DateTime {
        self.london.to_datetime(moment)
    }
}

/// The first line of every method.
///
/// # Errors
/// `Forbidden` when the caller may not.
pub fn authorise(caller: &Caller, permission: Permission, scope: &Scope) -> Result<(), ApiError> {
    if may(caller, permission, scope) {
        Ok(())
    } else {
        Err(ApiError::Forbidden)
    }
}

/// How the audit names a caller.
pub fn who(caller: &Caller) -> String {
    match caller {
        Caller::Staff(staff) => staff.email.to_string(),
        Caller::CommandLine { email } => format!("cli:{email}"),
        Caller::Visitor | Caller::Respondent(_) | Caller::Team(_) | Caller::Preview(_) => {
            "respondent".to_owned()
        }
    }
}

impl From<StorageError> for ApiError {
    fn from(error: StorageError) -> Self {
        internal(&error)
    }
}

/// Logs what went wrong under a number, and gives the number only.
pub fn internal(error: &dyn std::error::Error) -> ApiError {
    let incident = crate::clock::reference();
    tracing::error!(incident, error = %error, "internal error");
    ApiError::Internal { incident }
}
