//! Links for reviewers without an account.

use super::{Db, StorageError, Tx, moment, on, read, stamp};
use domain::id::{ConsultationId, PreviewLinkId};
use jiff::Timestamp;

/// One link. The link itself is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: PreviewLinkId,
    /// Of which consultation.
    pub consultation: ConsultationId,
    /// For whom, in the officer's words.
    pub note: String,
    /// A staff e-mail.
    pub by: String,
    /// From this moment on it shows nothing.
    pub expires: Timestamp,
    /// When it was withdrawn, if it was.
    pub withdrawn: Option<Timestamp>,
}

type LinkRow = (String, String, String, String, String, Option<String>);

const INSERT: &str = "INSERT INTO preview_link (id, consultation_id, token_hash, note, made_by, made_at, expires_at, withdrawn_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
const FIND: &str = "SELECT id, consultation_id, note, made_by, expires_at, withdrawn_at FROM preview_link WHERE token_hash = $1";
const ALL: &str =
    "SELECT id, consultation_id, note, made_by, expires_at, withdrawn_at FROM preview_link
WHERE consultation_id = $1 ORDER BY made_at DESC, id";
const WITHDRAW: &str = "UPDATE preview_link SET withdrawn_at = $3 WHERE id = $1 AND consultation_id = $2 AND withdrawn_at IS NULL";

fn row((id, consultation, note, by, expires, withdrawn): LinkRow) -> Result<Row, StorageError> {
    Ok(Row {
        id: read("preview_link.id", &id)?,
        consultation: read("preview_link.consultation_id", &consultation)?,
        note,
        by,
        expires: moment("preview_link.expires_at", &expires)?,
        withdrawn: withdrawn
            .map(|at| moment("preview_link.withdrawn_at", &at))
            .transpose()?,
    })
}

/// Adds a link; `at` is when it is made.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    link: &Row,
    token_hash: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(link.id.to_string()).bind(link.consultation.to_string()).bind(token_hash).bind(&link.note)
        .bind(&link.by).bind(stamp(at)).bind(stamp(link.expires))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The link with this hash, expired or not.
///
/// # Errors
/// When the database refuses.
pub async fn find(db: &Db, token_hash: &str) -> Result<Option<Row>, StorageError> {
    let found: Option<LinkRow> =
        on!(db, p => sqlx::query_as(FIND).bind(token_hash).fetch_optional(p).await)?;
    found.map(row).transpose()
}

/// Every link of a consultation, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let found: Vec<LinkRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    found.into_iter().map(row).collect()
}

/// Withdraws a link. False when there is none, or it was withdrawn already.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw(
    tx: &mut Tx,
    id: PreviewLinkId,
    consultation: ConsultationId,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(WITHDRAW)
        .bind(id.to_string()).bind(consultation.to_string()).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
