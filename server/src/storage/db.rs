//! Connecting, migrating, and transactions.

use super::{Either, StorageError, apart, on};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::str::FromStr as _;
use std::time::Duration;

/// A pool of connections to one of the two databases. Cheap to clone.
pub type Db = Either<SqlitePool, PgPool>;

/// A transaction that writes.
pub type Tx =
    Either<sqlx::Transaction<'static, sqlx::Sqlite>, sqlx::Transaction<'static, sqlx::Postgres>>;

pub(super) static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// Ethnic groups were once one question, whose answers are now those of the second step. Changes nothing a second time.
const EQUALITY_STEPS: &str = "UPDATE equality_answer SET
  characteristic = CASE WHEN value LIKE 'white-%' THEN 'ethnic-white' WHEN value LIKE 'mixed-%' THEN 'ethnic-mixed'
    WHEN value LIKE 'asian-%' THEN 'ethnic-asian' WHEN value LIKE 'black-%' THEN 'ethnic-black' ELSE 'ethnic-another' END,
  value = CASE WHEN value LIKE '%-other' THEN 'other' ELSE value END
WHERE characteristic = 'ethnic-group' AND (value IN ('arab', 'other') OR value LIKE 'white-%' OR value LIKE 'mixed-%'
  OR value LIKE 'asian-%' OR value LIKE 'black-%')";

impl Db {
    /// Connects by address: `sqlite:PATH` or `postgres://…`. A missing SQLite file is made.
    ///
    /// # Errors
    /// When the address is neither, or nothing answers there.
    pub async fn connect(url: &str) -> Result<Self, StorageError> {
        Self::connect_to(url, true).await
    }

    /// The same, but a SQLite file that is missing is an error.
    ///
    /// # Errors
    /// When the address is neither, or nothing is there.
    pub async fn connect_existing(url: &str) -> Result<Self, StorageError> {
        Self::connect_to(url, false).await
    }

    async fn connect_to(url: &str, create: bool) -> Result<Self, StorageError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?
                .options([("synchronous_commit", "on"), ("timezone", "UTC")]);
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10));
            return Ok(Self::Postgres(pool.connect_with(options).await?));
        }
        if url.starts_with("sqlite:") {
            // FULL: what was acknowledged survives a power cut.
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(create)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                // What is deleted is overwritten: drafts that expired, texts that were erased.
                .pragma("secure_delete", "ON")
                // Read where the system keeps it: eight connections with a small cache each read the same pages again and
                // again, which is half the time of a count among 20,000 responses.
                .pragma("mmap_size", "1073741824")
                .busy_timeout(Duration::from_secs(10));
            let pool = SqlitePoolOptions::new()
                .max_connections(8)
                .acquire_timeout(Duration::from_secs(30));
            return Ok(Self::Sqlite(pool.connect_with(options).await?));
        }
        Err(StorageError::Address(
            "the database address must start with sqlite: or postgres://".to_owned(),
        ))
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When the database was made by a newer program, or refuses.
    pub async fn migrate(&self) -> Result<(), StorageError> {
        on!(self, p => MIGRATIONS.run(p).await)?;
        match self {
            Self::Sqlite(p) => {
                for table in apart::SQLITE {
                    sqlx::query(table).execute(p).await?;
                }
            }
            Self::Postgres(p) => {
                for table in apart::POSTGRES {
                    sqlx::query(table).execute(p).await?;
                }
            }
        }
        on!(self, p => sqlx::query(EQUALITY_STEPS).execute(p).await.map(drop))?;
        super::about_writer::catch_up(self).await
    }

    /// Begins a transaction that will write. On SQLite it takes the write lock at once, so that it cannot
    /// fail half-way for want of it.
    ///
    /// # Errors
    /// When no connection or lock is to be had in time.
    pub async fn begin(&self) -> Result<Tx, StorageError> {
        Ok(match self {
            Self::Sqlite(p) => Tx::Sqlite(p.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(p) => Tx::Postgres(p.begin().await?),
        })
    }

    /// Begins a transaction that only reads, and sees the database as it is now until it ends.
    ///
    /// # Errors
    /// When no connection is to be had in time.
    pub async fn snapshot(&self) -> Result<Tx, StorageError> {
        const READ_ONLY: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(match self {
            Self::Sqlite(p) => Tx::Sqlite(p.begin().await?),
            Self::Postgres(p) => Tx::Postgres(p.begin_with(READ_ONLY).await?),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StorageError> {
        on!(self, p => sqlx::query("SELECT 1").execute(p).await.map(drop))?;
        Ok(())
    }

    /// Closes every connection.
    pub async fn close(&self) {
        on!(self, p => p.close().await);
    }
}

impl Tx {
    /// Makes it so.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn commit(self) -> Result<(), StorageError> {
        on!(self, t => t.commit().await)?;
        Ok(())
    }
}

/// A `LIKE` pattern for texts that hold `words`, with the wildcards in it escaped by `\`.
pub fn containing(words: &str) -> String {
    let escaped = words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{escaped}%")
}
