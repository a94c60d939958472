//! Sessions of staff. Only a hash of a session's secret is kept.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use app::visit::Retry;
use domain::id::StaffId;
use jiff::Timestamp;

/// A running session.
#[derive(Clone, Debug)]
pub struct Row {
    /// Whose.
    pub staff: StaffId,
    /// Goes into every form.
    pub csrf: String,
    /// Over from this moment on.
    pub expires: Timestamp,
    /// A form that was refused, to be shown again once.
    pub retry: Option<Retry>,
}

const INSERT: &str =
    "INSERT INTO session (token_hash, staff_id, csrf, created_at, expires_at, retry)
VALUES ($1, $2, $3, $4, $5, NULL)";
const FIND: &str = "SELECT staff_id, csrf, expires_at, retry FROM session WHERE token_hash = $1";
const KEEP: &str = "UPDATE session SET retry = $2 WHERE token_hash = $1";
const END: &str = "DELETE FROM session WHERE token_hash = $1";
const END_ALL: &str = "DELETE FROM session WHERE staff_id = $1";
const SWEEP: &str = "DELETE FROM session WHERE expires_at <= $1";

/// Begins a session.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    token_hash: &str,
    staff: StaffId,
    csrf: &str,
    (at, expires): (Timestamp, Timestamp),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(token_hash).bind(staff.to_string()).bind(csrf).bind(stamp(at)).bind(stamp(expires))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The session with this hash, expired or not.
///
/// # Errors
/// When the database refuses.
pub async fn find(db: &Db, token_hash: &str) -> Result<Option<Row>, StorageError> {
    let row: Option<(String, String, String, Option<String>)> =
        on!(db, p => sqlx::query_as(FIND).bind(token_hash).fetch_optional(p).await)?;
    row.map(|(staff, csrf, expires, retry)| {
        Ok(Row {
            staff: read("session.staff_id", &staff)?,
            csrf,
            expires: moment("session.expires_at", &expires)?,
            retry: retry.map(|text| json("session.retry", &text)).transpose()?,
        })
    })
    .transpose()
}

/// Keeps a refused form, or forgets the one kept.
///
/// # Errors
/// When the database refuses.
pub async fn keep(db: &Db, token_hash: &str, retry: Option<&Retry>) -> Result<(), StorageError> {
    let retry = retry
        .map(|retry| to_json("session.retry", retry))
        .transpose()?;
    on!(db, p => sqlx::query(KEEP).bind(token_hash).bind(&retry).execute(p).await.map(drop))?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub async fn end(db: &Db, token_hash: &str) -> Result<(), StorageError> {
    on!(db, p => sqlx::query(END).bind(token_hash).execute(p).await.map(drop))?;
    Ok(())
}

/// Ends every session of somebody.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(tx: &mut Tx, staff: StaffId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(END_ALL).bind(staff.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Forgets sessions that are over.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(db: &Db, now: Timestamp) -> Result<(), StorageError> {
    on!(db, p => sqlx::query(SWEEP).bind(stamp(now)).execute(p).await.map(drop))?;
    Ok(())
}
