//! Questions whose coding somebody signed off.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use crate::clock::ordered_id;
use domain::coding_gate::{Facts, Obstacle};
use domain::id::{CodingSignOffId, ConsultationId};
use jiff::Timestamp;

/// A sign-off that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: CodingSignOffId,
    /// A question's id, `comments` or `letters`.
    pub source: String,
    /// What was known then.
    pub facts: Facts,
    /// What was let pass.
    pub overrides: Vec<Obstacle>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SignRow {
    id: String,
    source: String,
    facts: String,
    overrides: String,
    reason: String,
    signed_by: String,
    signed_at: String,
}

const ALL: &str =
    "SELECT id, source, facts, overrides, reason, signed_by, signed_at FROM coding_sign_off
WHERE consultation_id = $1 AND withdrawn_at IS NULL ORDER BY id";
const INSERT: &str = "INSERT INTO coding_sign_off (id, consultation_id, source, facts, overrides, reason, signed_by, signed_at, withdrawn_by, withdrawn_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL)
ON CONFLICT (consultation_id, source) WHERE withdrawn_at IS NULL DO NOTHING";
const WITHDRAW: &str = "UPDATE coding_sign_off SET withdrawn_by = $3, withdrawn_at = $4
WHERE consultation_id = $1 AND id = $2 AND withdrawn_at IS NULL";

/// Every sign-off that stands.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<SignRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Row {
                id: read("coding_sign_off.id", &row.id)?,
                source: row.source,
                facts: json("coding_sign_off.facts", &row.facts)?,
                overrides: json("coding_sign_off.overrides", &row.overrides)?,
                reason: row.reason,
                by: row.signed_by,
                at: moment("coding_sign_off.signed_at", &row.signed_at)?,
            })
        })
        .collect()
}

/// Signs the coding of a source off. Gives the id; none when somebody else was faster.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    source: &str,
    (facts, overrides): (&Facts, &[Obstacle]),
    reason: &str,
    (by, at): (&str, Timestamp),
) -> Result<Option<String>, StorageError> {
    let id = ordered_id().to_string();
    let facts = to_json("coding_sign_off.facts", facts)?;
    let overrides = to_json("coding_sign_off.overrides", &overrides)?;
    let done = on!(tx, c => sqlx::query(INSERT)
        .bind(&id).bind(consultation.to_string()).bind(source).bind(&facts).bind(&overrides).bind(reason)
        .bind(by).bind(stamp(at)).execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok((done == 1).then_some(id))
}

/// Takes a sign-off back. False when it does not stand.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: CodingSignOffId,
    by: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(WITHDRAW)
        .bind(consultation.to_string()).bind(id.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
