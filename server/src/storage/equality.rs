//! Equality answers, and the one-time leave to give them. Why nothing here can be joined to a response is told in
//! `docs/adr/0003-equality-answers-unlinkable.md`; in short: no time, no reference, no order, no audit line.

use super::{Db, StorageError, Tx, on, read};
use crate::clock::{random_id, shuffled};
use domain::equality::Characteristic;
use domain::id::ConsultationId;
use domain::text::QuestionId;

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
const LEAVE_OUT: &str = "UPDATE consultation SET equality_left_out = $2 WHERE id = $1";
const LEFT_OUT: &str = "SELECT equality_left_out FROM consultation WHERE id = $1";

/// Notes which questions a consultation does not ask.
///
/// # Errors
/// When the database refuses.
pub async fn leave_out(
    tx: &mut Tx,
    consultation: ConsultationId,
    questions: &[QuestionId],
) -> Result<(), StorageError> {
    let ids: Vec<&str> = questions.iter().map(QuestionId::as_str).collect();
    on!(tx, c => sqlx::query(LEAVE_OUT).bind(consultation.to_string()).bind(ids.join(" "))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The questions that a consultation does not ask.
///
/// # Errors
/// When the database refuses.
pub async fn left_out(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<QuestionId>, StorageError> {
    let (ids,): (String,) =
        on!(db, p => sqlx::query_as(LEFT_OUT).bind(consultation.to_string()).fetch_one(p).await)?;
    let ids = ids.split_whitespace();
    ids.map(|id| read("consultation.equality_left_out", id))
        .collect()
}

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
