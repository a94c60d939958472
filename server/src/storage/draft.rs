//! Responses being written: as typed, right or wrong. Emptied when sent, deleted a while after closing.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use crate::clock::hash;
use domain::contribution::Draft;
use domain::id::{ConsultationId, ContributionId, DraftId};
use jiff::Timestamp;

/// A draft and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id, random.
    pub id: DraftId,
    /// What it answers.
    pub consultation: ConsultationId,
    /// What was typed so far. None once it was sent: then nobody can read it here again.
    pub draft: Option<Draft>,
    /// Single use: goes into the form that sends it.
    pub submission_key: String,
    /// Shown on the receipt. None until it was sent.
    pub reference: Option<String>,
    /// When it was begun: decides whether it may still be sent after closing.
    pub begun: Timestamp,
    /// The response that was sent with it before, and that it changes.
    pub replaces: Option<ContributionId>,
    /// The content as stored, to see whether somebody saved meanwhile.
    stored: String,
}

impl Row {
    /// Tells one state of the draft from another, without its words.
    pub fn body_hash(&self) -> String {
        hash(&self.stored)
    }

    /// Whether it was sent, and can be opened again to change it: there are words left.
    pub fn is_kept(&self) -> bool {
        self.reference.is_some() && !self.stored.is_empty()
    }
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: String,
    consultation_id: String,
    content: String,
    submission_key: String,
    reference: Option<String>,
    begun_at: String,
    replaces: Option<String>,
}

impl TryFrom<DraftRow> for Row {
    type Error = StorageError;
    fn try_from(row: DraftRow) -> Result<Self, StorageError> {
        Ok(Self {
            id: read("draft.id", &row.id)?,
            consultation: read("draft.consultation_id", &row.consultation_id)?,
            draft: match row.reference {
                Some(_) => None,
                None => Some(json("draft.content", &row.content)?),
            },
            submission_key: row.submission_key,
            reference: row.reference,
            begun: moment("draft.begun_at", &row.begun_at)?,
            replaces: row
                .replaces
                .as_deref()
                .map(|id| read("draft.replaces", id))
                .transpose()?,
            stored: row.content,
        })
    }
}

const BY_ID: &str = "SELECT id, consultation_id, content, submission_key, reference, begun_at, replaces FROM draft WHERE id = $1";
const BY_KEY: &str = "SELECT id, consultation_id, content, submission_key, reference, begun_at, replaces FROM draft WHERE submission_key = $1";
const BY_TOKEN: &str = "SELECT id FROM draft WHERE token_hash = $1
  UNION ALL SELECT draft_id FROM draft_browser WHERE token_hash = $1";
const INSERT: &str = "INSERT INTO draft (id, token_hash, consultation_id, content, submission_key, reference, begun_at, saved_at)
VALUES ($1, $2, $3, $4, $5, NULL, $6, $6)";
const SAVE: &str = "UPDATE draft SET content = $2, saved_at = $3 WHERE id = $1 AND content = $4 AND reference IS NULL";
const DELETE: &str = "DELETE FROM draft WHERE id = $1 AND reference IS NULL";
const OPEN_AGAIN: &str = "UPDATE draft SET reference = NULL, submission_key = $2, saved_at = $3,
  replaces = (SELECT c.id FROM contribution c WHERE c.submission_key = draft.submission_key)
WHERE id = $1 AND reference IS NOT NULL AND content <> ''";
const FORGET_SENT: &str = "UPDATE draft SET content = '' WHERE reference IS NOT NULL AND content <> '' AND consultation_id IN
  (SELECT id FROM consultation WHERE closes_at IS NOT NULL AND closes_at <= $1)";
const SWEEP: &str = "DELETE FROM draft WHERE reference IS NULL AND consultation_id IN
  (SELECT id FROM consultation WHERE closes_at IS NOT NULL AND closes_at <= $1)";

/// The draft of which a browser holds a secret with this hash.
///
/// # Errors
/// When the database refuses.
pub async fn by_token(db: &Db, token_hash: &str) -> Result<Option<DraftId>, StorageError> {
    let row: Option<(String,)> =
        on!(db, p => sqlx::query_as(BY_TOKEN).bind(token_hash).fetch_optional(p).await)?;
    row.map(|(id,)| read("draft.id", &id)).transpose()
}

/// A draft by its id.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(db: &Db, id: DraftId) -> Result<Option<Row>, StorageError> {
    one(db, BY_ID, &id.to_string()).await
}

/// A draft by its submission key, which only the form that sends it knows.
///
/// # Errors
/// When the database refuses.
pub async fn by_key(db: &Db, key: &str) -> Result<Option<Row>, StorageError> {
    one(db, BY_KEY, key).await
}

async fn one(db: &Db, sql: &'static str, value: &str) -> Result<Option<Row>, StorageError> {
    let row: Option<DraftRow> =
        on!(db, p => sqlx::query_as(sql).bind(value).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Adds a draft. Only the hash of its secret is kept.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    id: DraftId,
    (token_hash, submission_key): (&str, &str),
    consultation: ConsultationId,
    draft: &Draft,
    at: Timestamp,
) -> Result<(), StorageError> {
    let content = to_json("draft.content", draft)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(id.to_string()).bind(token_hash).bind(consultation.to_string()).bind(&content)
        .bind(submission_key).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Saves what is typed now over what `row` read. False when somebody saved or sent it meanwhile: read again.
///
/// # Errors
/// When the database refuses.
pub async fn save(db: &Db, row: &Row, draft: &Draft, at: Timestamp) -> Result<bool, StorageError> {
    let content = to_json("draft.content", draft)?;
    let done = on!(db, p => sqlx::query(SAVE)
        .bind(row.id.to_string()).bind(&content).bind(stamp(at)).bind(&row.stored)
        .execute(p).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Deletes a draft that was not sent, because its writer wants it gone.
///
/// # Errors
/// When the database refuses.
pub async fn delete(db: &Db, id: DraftId) -> Result<(), StorageError> {
    on!(db, p => sqlx::query(DELETE).bind(id.to_string()).execute(p).await.map(drop))?;
    Ok(())
}

/// Deletes drafts never sent, of consultations that closed at `closed_by` or earlier. Says how many.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(tx: &mut Tx, closed_by: Timestamp) -> Result<u64, StorageError> {
    let done = on!(tx, c => sqlx::query(SWEEP).bind(stamp(closed_by)).execute(&mut **c).await.map(|d| d.rows_affected()))?;
    Ok(done)
}

/// Opens a draft that was sent, to change it. What was sent counts until it is sent once more, under the new key. False
/// when it is being changed already, or its words are gone.
///
/// # Errors
/// When the database refuses.
pub async fn open_again(
    tx: &mut Tx,
    id: DraftId,
    submission_key: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(OPEN_AGAIN)
        .bind(id.to_string()).bind(submission_key).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Empties drafts that were sent and kept to be changed, of consultations that closed at `closed_by` or earlier.
///
/// # Errors
/// When the database refuses.
pub async fn forget_sent(tx: &mut Tx, closed_by: Timestamp) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(FORGET_SENT).bind(stamp(closed_by)).execute(&mut **c).await.map(drop))?;
    Ok(())
}
