//! The audit: append-only, written in the same transaction as what it tells of.

use super::{Db, StorageError, Tx, json, moment, on, stamp, to_json};
use crate::clock;
use domain::id::ConsultationId;
use jiff::Timestamp;

/// One thing that happened. Never holds the words of an answer.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// When.
    pub at: Timestamp,
    /// A staff e-mail, `cli:EMAIL`, `respondent`, or `system`.
    pub who: &'a str,
    /// Such as `consultation.open`.
    pub what: &'static str,
    /// The reason given, or empty.
    pub why: &'a str,
    /// Where, if in one consultation.
    pub consultation: Option<ConsultationId>,
    /// Ids of what it touched.
    pub ids: Vec<String>,
}

const INSERT: &str = "INSERT INTO audit (id, at, who, what, why, consultation_id, ids) VALUES ($1, $2, $3, $4, $5, $6, $7)";

const COUNT: &str = "SELECT COUNT(*) FROM audit WHERE consultation_id = $1";
const PAGE: &str = "SELECT at, who, what, why, ids FROM audit WHERE consultation_id = $1
ORDER BY at DESC, id LIMIT $2 OFFSET $3";

/// A line as it was written.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Such as `consultation.open`.
    pub what: String,
    /// The reason given, or empty.
    pub why: String,
    /// Ids of what it touched.
    pub ids: Vec<String>,
}

/// How many lines a consultation's audit has.
///
/// # Errors
/// When the database refuses.
pub async fn audited(db: &Db, consultation: ConsultationId) -> Result<usize, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(COUNT).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Some lines of a consultation's audit, newest first: `limit` of them after `skip`.
///
/// # Errors
/// When the database refuses.
pub async fn audit_page(
    db: &Db,
    consultation: ConsultationId,
    (limit, skip): (usize, usize),
) -> Result<Vec<Line>, StorageError> {
    let rows: Vec<(String, String, String, String, String)> = on!(db, p => sqlx::query_as(PAGE)
        .bind(consultation.to_string())
        .bind(i64::try_from(limit).unwrap_or(i64::MAX)).bind(i64::try_from(skip).unwrap_or(i64::MAX))
        .fetch_all(p).await)?;
    rows.into_iter()
        .map(|(at, who, what, why, ids)| {
            Ok(Line {
                at: moment("audit.at", &at)?,
                who,
                what,
                why,
                ids: json("audit.ids", &ids)?,
            })
        })
        .collect()
}

/// Adds a line.
///
/// # Errors
/// When the database refuses; then what it tells of must not be committed either.
pub async fn audit(tx: &mut Tx, entry: Entry<'_>) -> Result<(), StorageError> {
    // A respondent's line carries a random id: an ordered one would tell when somebody wrote.
    let ids = to_json("audit.ids", &entry.ids)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(clock::random_id().to_string())
        .bind(stamp(entry.at))
        .bind(entry.who)
        .bind(entry.what)
        .bind(entry.why)
        .bind(entry.consultation.map(|id| id.to_string()))
        .bind(ids)
        .execute(&mut **c)
        .await
        .map(drop))?;
    Ok(())
}
