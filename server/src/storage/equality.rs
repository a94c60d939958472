//! Equality answers, and the one-time leave to give them. Why nothing here can be joined to a response is told in
//! `docs/adr/0003-equality-answers-unlinkable.md`; in short: no time, no reference, no order, no audit line.

use super::{Db, StorageError, Tx, on};
use crate::clock::{random_id, shuffled};
use domain::equality::Characteristic;
use domain::id::ConsultationId;

const GIVE_LEAVE: &str = "INSERT INTO equality_token (token_hash, consultation_id) VALUES ($1, $2)";
const HAS_LEAVE: &str =
    "SELECT COUNT(*) FROM equality_token WHERE token_hash = $1 AND consultation_id = $2";
const TAKE_LEAVE: &str =
    "DELETE FROM equality_token WHERE token_hash = $1 AND consultation_id = $2";
const INSERT: &str = "INSERT INTO equality_answer (id, consultation_id, characteristic, value, own_words) VALUES ($1, $2, $3, $4, $5)";
const TALLY: &str =
    "SELECT characteristic, value, COUNT(*) FROM equality_answer WHERE consultation_id = $1
GROUP BY characteristic, value ORDER BY characteristic, value";
const SWEEP: &str = "DELETE FROM equality_token WHERE consultation_id IN
  (SELECT id FROM consultation WHERE closes_at IS NOT NULL AND closes_at <= $1)";
const COUNT: &str =
    "SELECT (SELECT COUNT(*) FROM equality_answer), (SELECT COUNT(*) FROM equality_token)";

/// Gives leave, in a transaction of its own, after the response has been stored.
///
/// # Errors
/// When the database refuses.
pub async fn give_leave(
    db: &Db,
    token_hash: &str,
    consultation: ConsultationId,
) -> Result<(), StorageError> {
    on!(db, p => sqlx::query(GIVE_LEAVE).bind(token_hash).bind(consultation.to_string()).execute(p).await.map(drop))?;
    Ok(())
}

/// Whether the leave is still there.
///
/// # Errors
/// When the database refuses.
pub async fn has_leave(
    db: &Db,
    token_hash: &str,
    consultation: ConsultationId,
) -> Result<bool, StorageError> {
    let (found,): (i64,) = on!(db, p => sqlx::query_as(HAS_LEAVE).bind(token_hash).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(found == 1)
}

/// Uses up the leave and stores the characteristics, one row each, in random order under random ids.
/// False when there is no such leave; then nothing is stored.
///
/// # Errors
/// When the database refuses.
pub async fn store(
    db: &Db,
    token_hash: &str,
    consultation: ConsultationId,
    characteristics: Vec<Characteristic>,
) -> Result<bool, StorageError> {
    let mut tx = db.begin().await?;
    let taken = on!(&mut tx, c => sqlx::query(TAKE_LEAVE).bind(token_hash).bind(consultation.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if taken == 0 {
        return Ok(false);
    }
    for one in shuffled(characteristics) {
        on!(&mut tx, c => sqlx::query(INSERT)
            .bind(random_id().to_string()).bind(consultation.to_string())
            .bind(one.question.as_str()).bind(one.option.as_str()).bind(&one.own_words)
            .execute(&mut **c).await.map(drop))?;
    }
    tx.commit().await?;
    Ok(true)
}

/// How many people gave each answer: question, option, people.
///
/// # Errors
/// When the database refuses.
pub async fn tally(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(String, String, u64)>, StorageError> {
    let rows: Vec<(String, String, i64)> =
        on!(db, p => sqlx::query_as(TALLY).bind(consultation.to_string()).fetch_all(p).await)?;
    let one = |(question, option, people): (_, _, i64)| {
        (question, option, u64::try_from(people).unwrap_or_default())
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Takes back leave that nobody used, of consultations that closed at this stamped moment or earlier.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(tx: &mut Tx, closed_by: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(SWEEP).bind(closed_by).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// How many answers and leaves there are: tells whether the tables changed since they were last rewritten.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db) -> Result<(i64, i64), StorageError> {
    Ok(on!(db, p => sqlx::query_as(COUNT).fetch_one(p).await)?)
}

/// Where the rows lie on disk, and on PostgreSQL the hidden number of the transaction that wrote each, would tell
/// which were written together and when. So both tables are written anew now and then, all rows at once, in the
/// order of their random keys.
///
/// # Errors
/// When the database refuses.
pub async fn rewrite(db: &Db) -> Result<(), StorageError> {
    let mut tx = db.begin().await?;
    // PostgreSQL: nobody may add a row between reading and emptying; locked in the order in which `store` does it.
    // TRUNCATE gives the table a new file. SQLite has the one lock for writing, and overwrites what it deletes.
    let (lock, empty) = match &tx {
        Tx::Sqlite(_) => (
            None,
            ["DELETE FROM equality_answer", "DELETE FROM equality_token"],
        ),
        Tx::Postgres(_) => (
            Some("LOCK TABLE equality_token, equality_answer IN ACCESS EXCLUSIVE MODE"),
            ["TRUNCATE equality_answer", "TRUNCATE equality_token"],
        ),
    };
    let steps = [
        "CREATE TEMPORARY TABLE equality_answers_kept AS SELECT * FROM equality_answer",
        "CREATE TEMPORARY TABLE equality_tokens_kept AS SELECT * FROM equality_token",
        empty[0],
        empty[1],
        "INSERT INTO equality_answer SELECT * FROM equality_answers_kept ORDER BY id",
        "INSERT INTO equality_token SELECT * FROM equality_tokens_kept ORDER BY token_hash",
        "DROP TABLE equality_answers_kept",
        "DROP TABLE equality_tokens_kept",
    ];
    for step in lock.into_iter().chain(steps) {
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
