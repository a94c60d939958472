//! Questions about the database itself, for `wellheard doctor`. They work while the server runs.

use super::db::MIGRATIONS;
use super::{Db, StorageError, moment, on, stamp};
use crate::clock;
use jiff::Timestamp;
use std::path::PathBuf;

/// How the schema in the database differs from the program's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Steps the program has.
    pub steps: usize,
    /// Of those, steps not taken yet.
    pub missing: usize,
    /// Steps taken that this program does not know, or knows otherwise.
    pub foreign: usize,
    /// Steps that broke off.
    pub broken: usize,
}

/// A setting of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it is called.
    pub name: &'static str,
    /// What it is.
    pub found: String,
    /// What it should be.
    pub wanted: &'static str,
}

const STEPS: &str = "SELECT version, success, checksum FROM _sqlx_migrations";
const WRITE: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)";
const READ: &str = "SELECT value FROM setting WHERE name = $1";
const NEWEST: &str = "SELECT MAX(at) FROM audit";
const SESSIONS: &str =
    "SELECT COUNT(*), COUNT(CASE WHEN csrf = '' THEN 1 END) FROM session WHERE expires_at > $1";
const STAFF: &str = "SELECT COUNT(*) FROM staff WHERE disabled_at IS NULL";

/// Name and version of the database's program.
///
/// # Errors
/// When the database refuses.
pub async fn version(db: &Db) -> Result<String, StorageError> {
    Ok(match db {
        Db::Sqlite(p) => {
            let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()")
                .fetch_one(p)
                .await?;
            format!("SQLite {version}")
        }
        Db::Postgres(p) => {
            let (version,): (String,) = sqlx::query_as("SHOW server_version").fetch_one(p).await?;
            format!("PostgreSQL {version}")
        }
    })
}

/// Compares the schema with the program's.
///
/// # Errors
/// When the database cannot be asked.
pub async fn schema(db: &Db) -> Result<Schema, StorageError> {
    let asked: Result<Vec<(i64, bool, Vec<u8>)>, sqlx::Error> =
        on!(db, p => sqlx::query_as(STEPS).fetch_all(p).await);
    let taken = match asked {
        Ok(taken) => taken,
        // There is no such table in a database that was never migrated.
        Err(sqlx::Error::Database(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let known = |version: i64, checksum: &[u8]| {
        MIGRATIONS
            .iter()
            .any(|step| step.version == version && *step.checksum == *checksum)
    };
    let is_taken = |version: i64| taken.iter().any(|(taken, ..)| *taken == version);
    Ok(Schema {
        steps: MIGRATIONS.iter().count(),
        missing: MIGRATIONS
            .iter()
            .filter(|step| !is_taken(step.version))
            .count(),
        foreign: taken
            .iter()
            .filter(|(version, _, sum)| !known(*version, sum))
            .count(),
        broken: taken.iter().filter(|(_, success, _)| !success).count(),
    })
}

/// The settings that keep what was acknowledged, with what they should be.
///
/// # Errors
/// When the database cannot be asked.
pub async fn settings(db: &Db) -> Result<Vec<Setting>, StorageError> {
    let mut settings = Vec::new();
    match db {
        Db::Sqlite(p) => {
            let (keys,): (i64,) = sqlx::query_as("PRAGMA foreign_keys").fetch_one(p).await?;
            let (journal,): (String,) = sqlx::query_as("PRAGMA journal_mode").fetch_one(p).await?;
            let (sync,): (i64,) = sqlx::query_as("PRAGMA synchronous").fetch_one(p).await?;
            for (name, found, wanted) in [
                ("foreign_keys", keys.to_string(), "1"),
                ("journal_mode", journal, "wal"),
                ("synchronous", sync.to_string(), "2"),
            ] {
                settings.push(Setting {
                    name,
                    found,
                    wanted,
                });
            }
        }
        Db::Postgres(p) => {
            for (name, sql) in [
                ("synchronous_commit", "SHOW synchronous_commit"),
                ("fsync", "SHOW fsync"),
                ("full_page_writes", "SHOW full_page_writes"),
            ] {
                let (found,): (String,) = sqlx::query_as(sql).fetch_one(p).await?;
                settings.push(Setting {
                    name,
                    found,
                    wanted: "on",
                });
            }
        }
    }
    Ok(settings)
}

/// Writes, reads it back, and takes it back. True when what came back is what was written, and nothing is left.
///
/// # Errors
/// When the database refuses.
pub async fn trial(db: &Db) -> Result<bool, StorageError> {
    let (name, value) = (format!("doctor-{}", clock::random_id()), clock::secret());
    let mut tx = db.begin().await?;
    on!(&mut tx, c => sqlx::query(WRITE).bind(&name).bind(&value).execute(&mut **c).await.map(drop))?;
    let (back,): (String,) =
        on!(&mut tx, c => sqlx::query_as(READ).bind(&name).fetch_one(&mut **c).await)?;
    on!(tx, t => t.rollback().await)?;
    let left: Option<(String,)> =
        on!(db, p => sqlx::query_as(READ).bind(&name).fetch_optional(p).await)?;
    Ok(back == value && left.is_none())
}

/// When the newest line of the audit was written.
///
/// # Errors
/// When the database refuses.
pub async fn newest(db: &Db) -> Result<Option<Timestamp>, StorageError> {
    let (at,): (Option<String>,) = on!(db, p => sqlx::query_as(NEWEST).fetch_one(p).await)?;
    at.map(|at| moment("audit.at", &at)).transpose()
}

/// How many are signed in, and how many of those sessions lack the secret that guards their forms.
///
/// # Errors
/// When the database refuses.
pub async fn sessions(db: &Db, now: Timestamp) -> Result<(i64, i64), StorageError> {
    Ok(on!(db, p => sqlx::query_as(SESSIONS).bind(stamp(now)).fetch_one(p).await)?)
}

/// How many accounts can sign in.
///
/// # Errors
/// When the database refuses.
pub async fn accounts(db: &Db) -> Result<i64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(STAFF).fetch_one(p).await)?;
    Ok(count)
}

/// The file of an embedded database; none for a server or a database in memory.
///
/// # Errors
/// When the database refuses.
pub async fn file(db: &Db) -> Result<Option<PathBuf>, StorageError> {
    let Db::Sqlite(pool) = db else {
        return Ok(None);
    };
    let rows: Vec<(i64, String, String)> = sqlx::query_as("PRAGMA database_list")
        .fetch_all(pool)
        .await?;
    let main = rows.into_iter().find(|(_, name, _)| name == "main");
    Ok(main
        .map(|(.., file)| PathBuf::from(file))
        .filter(|file| !file.as_os_str().is_empty()))
}
