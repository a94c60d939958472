//! Files of responses on their way in, and mappings kept for the next file.

use super::{Db, StorageError, Tx, moment, on, read, stamp};
use domain::id::{ConsultationId, ImportFileId};
use jiff::Timestamp;
use uuid::Uuid;

const INSERT: &str = "INSERT INTO import_file (id, consultation_id, name, kind, body, mapping, state, report, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, 'new', '', $7, $8)";
const LIST: &str =
    "SELECT id, name, kind, mapping, state, report, added_by, added_at, taken_by, taken_at
FROM import_file WHERE consultation_id = $1 ORDER BY added_at DESC, id";
const ONE: &str =
    "SELECT id, name, kind, mapping, state, report, added_by, added_at, taken_by, taken_at
FROM import_file WHERE id = $1 AND consultation_id = $2";
const BODY: &str = "SELECT body FROM import_file WHERE id = $1";
const MAP: &str = "UPDATE import_file SET mapping = $2, state = 'mapped' WHERE id = $1 AND state IN ('new', 'mapped')";
const KEEP: &str =
    "UPDATE import_file SET mapping = $2 WHERE id = $1 AND state IN ('new', 'mapped')";
// One that was being taken in when the server stopped may be begun again: no row is stored twice.
const CLAIM: &str = "UPDATE import_file SET state = 'taking', taken_by = $2, taken_at = $3
WHERE id = $1 AND (state = 'mapped' OR (state = 'taking' AND taken_at < $4))";
const UNCLAIM: &str = "UPDATE import_file SET state = 'mapped' WHERE id = $1 AND state = 'taking'";
// Neither the cells nor what they were said to mean are needed any more.
const FINISH: &str =
    "UPDATE import_file SET state = 'taken', body = $3, mapping = '{}', report = $2 WHERE id = $1";
const DISCARD: &str = "DELETE FROM import_file WHERE id = $1 AND state IN ('new', 'mapped')";
const SWEEP: &str = "DELETE FROM import_file WHERE state <> 'taken' AND added_at < $1";
const SAVED: &str =
    "SELECT name, mapping FROM import_mapping WHERE consultation_id = $1 ORDER BY name";
const SAVE: &str = "INSERT INTO import_mapping (id, consultation_id, name, mapping, saved_by, saved_at)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (consultation_id, name)
DO UPDATE SET mapping = excluded.mapping, saved_by = excluded.saved_by, saved_at = excluded.saved_at";

/// A file without what is in it.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Stored {
    id: String,
    name: String,
    kind: String,
    mapping: String,
    state: String,
    report: String,
    added_by: String,
    added_at: String,
    taken_by: Option<String>,
    taken_at: Option<String>,
}

/// The same, read.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: ImportFileId,
    /// As the officer's file was called.
    pub name: String,
    /// Which tool made it.
    pub kind: String,
    /// What its columns are, as JSON.
    pub mapping: String,
    /// How far it has come.
    pub state: String,
    /// What was done, as JSON; empty before.
    pub report: String,
    /// Who sent it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Who took it in, and when.
    pub taken: Option<(String, Timestamp)>,
}

impl TryFrom<Stored> for Row {
    type Error = StorageError;
    fn try_from(row: Stored) -> Result<Self, StorageError> {
        Ok(Self {
            id: read("import_file.id", &row.id)?,
            name: row.name,
            kind: row.kind,
            mapping: row.mapping,
            state: row.state,
            report: row.report,
            by: row.added_by,
            at: moment("import_file.added_at", &row.added_at)?,
            taken: match (row.taken_by, row.taken_at) {
                (Some(by), Some(at)) => Some((by, moment("import_file.taken_at", &at)?)),
                _ => None,
            },
        })
    }
}

/// Keeps a file.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    row: &Row,
    body: &[u8],
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT).bind(row.id.to_string()).bind(consultation.to_string())
        .bind(&row.name).bind(&row.kind).bind(body).bind(&row.mapping).bind(&row.by).bind(stamp(row.at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Every file of a consultation, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, of: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<Stored> =
        on!(db, p => sqlx::query_as(LIST).bind(of.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One file of a consultation.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    db: &Db,
    of: ConsultationId,
    id: ImportFileId,
) -> Result<Option<Row>, StorageError> {
    let row: Option<Stored> = on!(db, p => sqlx::query_as(ONE).bind(id.to_string()).bind(of.to_string())
        .fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// What is in it: empty once it was taken in.
///
/// # Errors
/// When the database refuses.
pub async fn body(db: &Db, id: ImportFileId) -> Result<Vec<u8>, StorageError> {
    let (body,): (Vec<u8>,) =
        on!(db, p => sqlx::query_as(BODY).bind(id.to_string()).fetch_one(p).await)?;
    Ok(body)
}

/// Says what its columns are; `complete` when nothing is left open. False when it was taken in meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn map(
    tx: &mut Tx,
    id: ImportFileId,
    mapping: &str,
    complete: bool,
) -> Result<bool, StorageError> {
    let sql = if complete { MAP } else { KEEP };
    let done = on!(tx, c => sqlx::query(sql).bind(id.to_string()).bind(mapping)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Begins to take it in. False when somebody else has since `stale`.
///
/// # Errors
/// When the database refuses.
pub async fn claim(
    tx: &mut Tx,
    id: ImportFileId,
    (by, at): (&str, Timestamp),
    stale: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(CLAIM).bind(id.to_string()).bind(by).bind(stamp(at)).bind(stamp(stale))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Gives up taking it in.
///
/// # Errors
/// When the database refuses.
pub async fn unclaim(tx: &mut Tx, id: ImportFileId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(UNCLAIM).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Notes what was done, and empties it.
///
/// # Errors
/// When the database refuses.
pub async fn finish(tx: &mut Tx, id: ImportFileId, report: &str) -> Result<(), StorageError> {
    let nothing: &[u8] = &[];
    on!(tx, c => sqlx::query(FINISH).bind(id.to_string()).bind(report).bind(nothing)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Deletes it. False when it was taken in.
///
/// # Errors
/// When the database refuses.
pub async fn discard(tx: &mut Tx, id: ImportFileId) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(DISCARD).bind(id.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Deletes files that were sent before this and never taken in. Says how many.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(tx: &mut Tx, before: Timestamp) -> Result<u64, StorageError> {
    Ok(on!(tx, c => sqlx::query(SWEEP).bind(stamp(before))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?)
}

/// Names and mappings that were saved, as JSON.
///
/// # Errors
/// When the database refuses.
pub async fn saved(db: &Db, of: ConsultationId) -> Result<Vec<(String, String)>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(SAVED).bind(of.to_string()).fetch_all(p).await)?)
}

/// Keeps a mapping under a name, in the place of one that had it.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    tx: &mut Tx,
    of: ConsultationId,
    id: Uuid,
    (name, mapping): (&str, &str),
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(SAVE).bind(id.to_string()).bind(of.to_string()).bind(name).bind(mapping)
        .bind(by).bind(stamp(at)).execute(&mut **c).await.map(drop))?;
    Ok(())
}
