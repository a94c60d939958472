//! Coming back to a draft: the hash of its code, and the browsers that came back with one.

use super::{Db, StorageError, Tx, moment, on, read, stamp};
use domain::id::DraftId;
use jiff::Timestamp;

/// What is known of a draft's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Hash of the code.
    pub code_hash: String,
    /// When it was made.
    pub at: Timestamp,
}

const OF_DRAFT: &str = "SELECT code_hash, made_at FROM resume_code WHERE draft_id = $1";
const DRAFT_OF: &str = "SELECT draft_id FROM resume_code WHERE code_hash = $1";
const FIRST: &str = "INSERT INTO resume_code (draft_id, code_hash, made_at)
SELECT id, $2, $3 FROM draft WHERE id = $1 AND reference IS NULL
ON CONFLICT (draft_id) DO NOTHING";
const INSTEAD: &str =
    "UPDATE resume_code SET code_hash = $2, made_at = $3 WHERE draft_id = $1 AND made_at = $4
  AND draft_id IN (SELECT id FROM draft WHERE reference IS NULL)";
const ADD_BROWSER: &str = "INSERT INTO draft_browser (token_hash, draft_id) VALUES ($1, $2)";
const END_OTHERS: &str = "DELETE FROM draft_browser WHERE draft_id = $1 AND token_hash <> $2";
const END_BROWSER: &str = "DELETE FROM draft_browser WHERE token_hash = $1";
const END_FIRST: &str = "UPDATE draft SET token_hash = $2 WHERE token_hash = $1";
const SWEEP_CODES: &str = "DELETE FROM resume_code WHERE draft_id IN (SELECT d.id FROM draft d
  JOIN consultation c ON c.id = d.consultation_id WHERE c.closes_at IS NOT NULL AND c.closes_at <= $1)";
const SWEEP_BROWSERS: &str = "DELETE FROM draft_browser WHERE draft_id IN (SELECT d.id FROM draft d
  JOIN consultation c ON c.id = d.consultation_id WHERE c.closes_at IS NOT NULL AND c.closes_at <= $1)";

/// The code made for a draft, if one was.
///
/// # Errors
/// When the database refuses.
pub async fn made(db: &Db, draft: DraftId) -> Result<Option<Made>, StorageError> {
    let row: Option<(String, String)> =
        on!(db, p => sqlx::query_as(OF_DRAFT).bind(draft.to_string()).fetch_optional(p).await)?;
    row.map(|(code_hash, at)| {
        let at = moment("resume_code.made_at", &at)?;
        Ok(Made { code_hash, at })
    })
    .transpose()
}

/// The draft whose code has this hash, sent or not.
///
/// # Errors
/// When the database refuses.
pub async fn draft_of(db: &Db, code_hash: &str) -> Result<Option<DraftId>, StorageError> {
    let row: Option<(String,)> =
        on!(db, p => sqlx::query_as(DRAFT_OF).bind(code_hash).fetch_optional(p).await)?;
    row.map(|(id,)| read("resume_code.draft_id", &id))
        .transpose()
}

/// Keeps the hash of a new code, in place of the one made at `instead_of` if that is given. False when the draft
/// was sent or is gone, or when another code was made meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    draft: DraftId,
    new: &Made,
    instead_of: Option<Timestamp>,
) -> Result<bool, StorageError> {
    let (id, at) = (draft.to_string(), stamp(new.at));
    let done = match instead_of {
        None => on!(tx, c => sqlx::query(FIRST).bind(id).bind(&new.code_hash).bind(at)
            .execute(&mut **c).await.map(|done| done.rows_affected()))?,
        Some(old) => {
            on!(tx, c => sqlx::query(INSTEAD).bind(id).bind(&new.code_hash).bind(at).bind(stamp(old))
            .execute(&mut **c).await.map(|done| done.rows_affected()))?
        }
    };
    Ok(done == 1)
}

/// Lets one more browser have the draft. Only the hash of its secret is kept.
///
/// # Errors
/// When the database refuses.
pub async fn add_browser(
    tx: &mut Tx,
    draft: DraftId,
    token_hash: &str,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(ADD_BROWSER).bind(token_hash).bind(draft.to_string())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes the draft from every browser that came back with a code, but for the one with this secret's hash.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(tx: &mut Tx, draft: DraftId, token_hash: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(END_OTHERS).bind(draft.to_string()).bind(token_hash)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Makes a browser's secret worthless. `nobodys` is the hash of a secret that nobody has.
///
/// # Errors
/// When the database refuses.
pub async fn end_browser(tx: &mut Tx, token_hash: &str, nobodys: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(END_BROWSER).bind(token_hash).execute(&mut **c).await.map(drop))?;
    on!(tx, c => sqlx::query(END_FIRST).bind(token_hash).bind(nobodys).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Forgets codes and browsers of consultations that closed at `closed_by` or earlier.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(tx: &mut Tx, closed_by: Timestamp) -> Result<(), StorageError> {
    for sql in [SWEEP_CODES, SWEEP_BROWSERS] {
        on!(tx, c => sqlx::query(sql).bind(stamp(closed_by)).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}
