//! The steps of a consultation's words before they are published.

use super::{Db, StorageError, Tx, json, moment, on, stamp, to_json};
use crate::clock::ordered_id;
use domain::content::Content;
use domain::id::ConsultationId;
use jiff::Timestamp;

/// One step, without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1.
    pub number: u32,
    /// What was changed, as `domain::content::Piece` writes it; empty for all of it.
    pub piece: String,
    /// `put`, `add`, `remove`, `move`, `back` or `discard`.
    pub what: String,
    /// A staff e-mail.
    pub by: String,
    /// When, last.
    pub at: Timestamp,
}

/// A step with the words that it led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The step.
    pub step: Step,
    /// The whole of the words.
    pub content: Content,
}

type StepRow = (i64, String, String, String, String);
type WholeRow = (i64, String, String, String, String, String);

const NEWEST: &str = "SELECT number, piece, what, made_by, made_at, content FROM content_revision
WHERE consultation_id = $1 ORDER BY number DESC LIMIT 1";
const ONE: &str = "SELECT number, piece, what, made_by, made_at, content FROM content_revision
WHERE consultation_id = $1 AND number = $2";
const STEPS: &str = "SELECT number, piece, what, made_by, made_at FROM content_revision
WHERE consultation_id = $1 ORDER BY number DESC LIMIT $2";
const LAST_OF: &str = "SELECT number, piece, what, made_by, made_at FROM content_revision
WHERE consultation_id = $1 AND (piece = $2 OR piece = '') ORDER BY number DESC LIMIT 1";
const INSERT: &str = "INSERT INTO content_revision (id, consultation_id, number, content, piece, what, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const LAST_BY_OTHERS: &str = "SELECT number, piece, what, made_by, made_at, content FROM content_revision
WHERE consultation_id = $1 AND (piece = $2 OR piece = '') AND made_by <> $3 ORDER BY number DESC LIMIT 1";
const REPLACE: &str = "UPDATE content_revision SET content = $3, made_at = $4, what = $5
WHERE consultation_id = $1 AND number = $2";

fn step((number, piece, what, by, at): StepRow) -> Result<Step, StorageError> {
    Ok(Step {
        number: u32::try_from(number).unwrap_or_default(),
        piece,
        what,
        by,
        at: moment("content_revision.made_at", &at)?,
    })
}

fn whole((number, piece, what, by, at, content): WholeRow) -> Result<Revision, StorageError> {
    Ok(Revision {
        step: step((number, piece, what, by, at))?,
        content: json("content_revision.content", &content)?,
    })
}

/// The newest step; none before the first.
///
/// # Errors
/// When the database refuses.
pub async fn newest(db: &Db, id: ConsultationId) -> Result<Option<Revision>, StorageError> {
    let row: Option<WholeRow> =
        on!(db, p => sqlx::query_as(NEWEST).bind(id.to_string()).fetch_optional(p).await)?;
    row.map(whole).transpose()
}

/// The same within a transaction that holds the consultation.
///
/// # Errors
/// When the database refuses.
pub async fn held(tx: &mut Tx, id: ConsultationId) -> Result<Option<Revision>, StorageError> {
    let row: Option<WholeRow> =
        on!(tx, c => sqlx::query_as(NEWEST).bind(id.to_string()).fetch_optional(&mut **c).await)?;
    row.map(whole).transpose()
}

/// A step by its number.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    tx: &mut Tx,
    id: ConsultationId,
    number: u32,
) -> Result<Option<Revision>, StorageError> {
    let row: Option<WholeRow> = on!(tx, c => sqlx::query_as(ONE)
        .bind(id.to_string()).bind(i64::from(number)).fetch_optional(&mut **c).await)?;
    row.map(whole).transpose()
}

/// The newest steps, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn steps(db: &Db, id: ConsultationId, most: u32) -> Result<Vec<Step>, StorageError> {
    let rows: Vec<StepRow> = on!(db, p => sqlx::query_as(STEPS)
        .bind(id.to_string()).bind(i64::from(most)).fetch_all(p).await)?;
    rows.into_iter().map(step).collect()
}

/// The step that changed a piece last, or all of the words.
///
/// # Errors
/// When the database refuses.
pub async fn last_of(
    db: &Db,
    id: ConsultationId,
    piece: &str,
) -> Result<Option<Step>, StorageError> {
    let row: Option<StepRow> = on!(db, p => sqlx::query_as(LAST_OF)
        .bind(id.to_string()).bind(piece).fetch_optional(p).await)?;
    row.map(step).transpose()
}

/// The last step by anybody but `who` that changed a piece, or all of the words.
///
/// # Errors
/// When the database refuses.
pub async fn last_by_others(
    tx: &mut Tx,
    id: ConsultationId,
    piece: &str,
    who: &str,
) -> Result<Option<Revision>, StorageError> {
    let row: Option<WholeRow> = on!(tx, c => sqlx::query_as(LAST_BY_OTHERS)
        .bind(id.to_string()).bind(piece).bind(who).fetch_optional(&mut **c).await)?;
    row.map(whole).transpose()
}

/// Adds a step. The consultation must be held.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    id: ConsultationId,
    step: &Step,
    content: &Content,
) -> Result<(), StorageError> {
    let content = to_json("content_revision.content", content)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(ordered_id().to_string()).bind(id.to_string()).bind(i64::from(step.number)).bind(&content)
        .bind(&step.piece).bind(&step.what).bind(&step.by).bind(stamp(step.at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Puts later words into the newest step. The consultation must be held.
///
/// # Errors
/// When the database refuses.
pub async fn replace(
    tx: &mut Tx,
    id: ConsultationId,
    (number, what): (u32, &str),
    content: &Content,
    at: Timestamp,
) -> Result<(), StorageError> {
    let content = to_json("content_revision.content", content)?;
    on!(tx, c => sqlx::query(REPLACE)
        .bind(id.to_string()).bind(i64::from(number)).bind(&content).bind(stamp(at)).bind(what)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
