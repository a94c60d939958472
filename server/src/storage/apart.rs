//! Tables whose rows can be joined to nobody's response, nor told apart by when they came: equality answers, the
//! one-time leave to give them, and where somebody works. See `docs/adr/0003-equality-answers-unlinkable.md` and
//! `docs/adr/0018-where-somebody-works.md`.

use super::{Db, StorageError, Tx, on};

/// Equality answers, the one-time leave to give them, and the schools where those work who answered for themselves
/// carry nothing that orders them or joins them to a response. On SQLite the tables must have no hidden row number,
/// which would tell the order of arrival.
pub(super) const SQLITE: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS equality_answer (
  id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL, characteristic TEXT NOT NULL, value TEXT NOT NULL, own_words TEXT NOT NULL
) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS equality_token (
  token_hash TEXT PRIMARY KEY, consultation_id TEXT NOT NULL
) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS school_heard (
  consultation_id TEXT NOT NULL, urn TEXT NOT NULL, PRIMARY KEY (consultation_id, urn)
) WITHOUT ROWID",
];
/// The same.
pub(super) const POSTGRES: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS equality_answer (
  id TEXT PRIMARY KEY, consultation_id TEXT NOT NULL, characteristic TEXT NOT NULL, value TEXT NOT NULL, own_words TEXT NOT NULL
)",
    "CREATE TABLE IF NOT EXISTS equality_token (
  token_hash TEXT PRIMARY KEY, consultation_id TEXT NOT NULL
)",
    "CREATE TABLE IF NOT EXISTS school_heard (
  consultation_id TEXT NOT NULL, urn TEXT NOT NULL, PRIMARY KEY (consultation_id, urn)
)",
];

const COUNT: &str =
    "SELECT (SELECT COUNT(*) FROM equality_answer), (SELECT COUNT(*) FROM equality_token),
  (SELECT COUNT(*) FROM school_heard)";

/// The steps that write each table anew; `$empty` begins the statement that empties one.
macro_rules! anew {
    ($empty:literal) => {
        [
            anew!($empty, "equality_answer", "id"),
            anew!($empty, "equality_token", "token_hash"),
            anew!($empty, "school_heard", "consultation_id, urn"),
        ]
    };
    ($empty:literal, $table:literal, $key:literal) => {
        [
            concat!(
                "CREATE TEMPORARY TABLE ",
                $table,
                "_kept AS SELECT * FROM ",
                $table
            ),
            concat!($empty, $table),
            concat!(
                "INSERT INTO ",
                $table,
                " SELECT * FROM ",
                $table,
                "_kept ORDER BY ",
                $key
            ),
            concat!("DROP TABLE ", $table, "_kept"),
        ]
    };
}

/// How many rows each has: tells whether they changed since they were last rewritten.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db) -> Result<(i64, i64, i64), StorageError> {
    Ok(on!(db, p => sqlx::query_as(COUNT).fetch_one(p).await)?)
}

/// Where the rows lie on disk, and on PostgreSQL the hidden number of the transaction that wrote each, would tell
/// which were written together and when, and with which response a school was. So all of these tables are written anew
/// now and then, all rows at once, in the order of their keys.
///
/// # Errors
/// When the database refuses.
pub async fn rewrite(db: &Db) -> Result<(), StorageError> {
    let mut tx = db.begin().await?;
    // PostgreSQL: nobody may add a row between reading and emptying; locked in the order in which rows are added.
    // TRUNCATE gives the table a new file. SQLite has the one lock for writing, and overwrites what it deletes.
    let (lock, steps) = match &tx {
        Tx::Sqlite(_) => (None, anew!("DELETE FROM ")),
        Tx::Postgres(_) => (
            Some(
                "LOCK TABLE school_heard, equality_token, equality_answer IN ACCESS EXCLUSIVE MODE",
            ),
            anew!("TRUNCATE "),
        ),
    };
    for step in lock.into_iter().chain(steps.into_iter().flatten()) {
        on!(&mut tx, c => sqlx::query(step).execute(&mut **c).await.map(drop))?;
    }
    tx.commit().await?;
    match db {
        Db::Sqlite(pool) => Ok(empty_log(pool).await?),
        // Its log is kept for recovery and cannot be cut from here: the ADR says what that means.
        Db::Postgres(_) => Ok(()),
    }
}

/// SQLite's write-ahead log still holds, page by page and in order, how the rows came. Empties the file. Somebody who
/// reads for long may hold that up: then the next time will do, and nobody waits for it.
async fn empty_log(pool: &sqlx::SqlitePool) -> Result<(), sqlx::Error> {
    // A connection of its own kind, closed afterwards: it waits less long than the others.
    let mut connection = pool.acquire().await?.detach();
    for step in [
        "PRAGMA busy_timeout = 200",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ] {
        sqlx::query(step).execute(&mut connection).await?;
    }
    sqlx::Connection::close(connection).await
}
