//! The only SQL. One text for SQLite and PostgreSQL; `on!` runs it on whichever is there.

mod about_writer;
pub mod acceptance;
pub mod alike;
pub mod analysis_run;
pub mod apart;
pub mod arrival;
pub mod assignment;
mod audit;
pub mod campaign;
pub mod change;
pub mod coding_coverage;
pub mod coding_sign_off;
pub mod coding_step;
pub mod concern;
pub mod consultation;
pub mod contribution;
pub mod copies;
pub mod council;
pub(crate) mod counting;
mod db;
pub mod decision;
pub mod document;
pub mod draft;
pub mod duplicate;
pub mod equality;
pub mod erasure;
pub mod evidence;
pub mod finding;
pub mod flag;
pub mod health;
pub mod import;
pub mod import_file;
pub mod letter;
mod moment;
pub mod own_words;
pub mod passage;
pub mod preview_link;
pub mod put_right;
pub mod reading;
pub mod response;
pub mod resume;
pub mod retention;
pub mod revision;
pub mod rows;
pub mod sample;
pub mod saved_question;
pub mod scan;
pub mod school;
pub mod screening;
pub mod second_entry;
pub mod second_step;
pub mod session;
pub mod side;
pub mod snapshot;
pub mod staff;
pub(crate) mod standing;
pub mod team;
pub mod theme;
pub mod theme_change;
pub mod theme_counts;
pub mod theme_start;
pub mod translation;
mod typing;
mod writer;

pub use audit::{Entry, Line, audit, audit_page, audited};
pub use db::{Db, Tx, containing};
pub use moment::{day, moment, stamp};
pub use writer::{Stored, Writer};

/// Runs one body on either database: `on!(db, p => sqlx::query(SQL).execute(p).await)` with `db: &Db`, or
/// `on!(tx, c => sqlx::query(SQL).execute(&mut **c).await)` with `tx: &mut Tx`.
macro_rules! on {
    ($either:expr, $handle:ident => $body:expr) => {
        match $either {
            $crate::storage::Either::Sqlite($handle) => $body,
            $crate::storage::Either::Postgres($handle) => $body,
        }
    };
}
pub(crate) use on;

/// One of the two databases' values.
#[derive(Clone, Debug)]
pub enum Either<S, P> {
    /// Embedded, for a demo or a small council.
    Sqlite(S),
    /// The production database.
    Postgres(P),
}

/// Why storage failed. Never shown to the public; logged under an incident number.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database said no.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value is not what the program writes.
    #[error("stored value of {what} cannot be read: {why}")]
    Corrupt {
        /// Table and column.
        what: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The address of the database cannot be used.
    #[error("{0}")]
    Address(String),
    /// The writer has stopped because the program is stopping.
    #[error("the program is stopping")]
    Stopping,
    /// A fault in the program while it stored something; nothing was stored.
    #[error("a fault in the program while storing")]
    Panicked,
}

impl StorageError {
    /// Whether a UNIQUE constraint refused the row.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(e)) if e.is_unique_violation())
    }

    /// Whether a row could not go because something points at it.
    pub fn is_in_use(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(e)) if e.is_foreign_key_violation())
    }

    /// A stored value that cannot be read.
    pub fn corrupt(what: &'static str, why: impl ToString) -> Self {
        Self::Corrupt {
            what,
            why: why.to_string(),
        }
    }
}

/// Reads JSON that the program wrote.
pub(crate) fn json<T: serde::de::DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<T, StorageError> {
    serde_json::from_str(text).map_err(|e| StorageError::corrupt(what, e))
}

/// Writes JSON for a column.
pub(crate) fn to_json<T: serde::Serialize>(
    what: &'static str,
    value: &T,
) -> Result<String, StorageError> {
    serde_json::to_string(value).map_err(|e| StorageError::corrupt(what, e))
}

/// Reads an id or a word that the program wrote.
pub(crate) fn read<T>(what: &'static str, text: &str) -> Result<T, StorageError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse()
        .map_err(|e: T::Err| StorageError::corrupt(what, format!("{e}: {text}")))
}

/// Reads a stored word by the type's own `parse`.
pub(crate) fn word<T>(
    what: &'static str,
    text: &str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, StorageError> {
    parse(text).ok_or_else(|| StorageError::corrupt(what, text))
}
