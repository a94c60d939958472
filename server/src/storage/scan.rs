//! Scans of paper: waiting to be typed in a bundle, or kept with a contribution.

use super::{Db, StorageError, Tx, moment, on, read, stamp, word};
use domain::id::{BundleId, ConsultationId, ContributionId, ScanId};
use domain::scan::Kind;
use jiff::Timestamp;

const INSERT: &str = "INSERT INTO scan (id, consultation_id, bundle, position, contribution_id, name, kind, length, body, added_by, added_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const WAITING: &str = "SELECT id, bundle, name, kind, length, added_by, added_at FROM scan
WHERE consultation_id = $1 AND contribution_id IS NULL ORDER BY added_at, bundle, position, id";
const OF: &str = "SELECT id, bundle, name, kind, length, added_by, added_at FROM scan
WHERE contribution_id = $1 ORDER BY added_at, position, id";
const COUNT: &str = "SELECT COUNT(*) FROM scan WHERE contribution_id = $1";
const BODY: &str =
    "SELECT name, kind, body, contribution_id FROM scan WHERE id = $1 AND consultation_id = $2";
const ATTACH: &str = "UPDATE scan SET contribution_id = $3
WHERE consultation_id = $1 AND bundle = $2 AND contribution_id IS NULL";
const REMOVE: &str = "DELETE FROM scan WHERE id = $1 AND consultation_id = $2";

/// What is known of a scan without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: ScanId,
    /// Those of one bundle are of one form.
    pub bundle: BundleId,
    /// As the officer's file was called.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub length: u64,
    /// Who added it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A scan to be stored.
#[derive(Clone, Debug)]
pub struct New {
    /// Its id.
    pub id: ScanId,
    /// Where it belongs.
    pub consultation: ConsultationId,
    /// Which others are of the same form.
    pub bundle: BundleId,
    /// Its place among them.
    pub position: usize,
    /// What it is a scan of; none while it waits.
    pub contribution: Option<ContributionId>,
    /// As the officer's file was called.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The file.
    pub body: Vec<u8>,
    /// Who adds it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A scan with what is in it.
#[derive(Clone, Debug)]
pub struct Body {
    /// As the officer's file was called.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is a scan of.
    pub contribution: Option<ContributionId>,
}

/// Stores a scan.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, new: &New) -> Result<(), StorageError> {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    on!(tx, c => sqlx::query(INSERT)
        .bind(new.id.to_string()).bind(new.consultation.to_string()).bind(new.bundle.to_string())
        .bind(number(new.position)).bind(new.contribution.map(|id| id.to_string())).bind(&new.name)
        .bind(new.kind.as_str()).bind(number(new.body.len())).bind(&new.body).bind(&new.by).bind(stamp(new.at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

type Stored = (String, String, String, String, i64, String, String);

fn row((id, bundle, name, kind, length, by, at): Stored) -> Result<Row, StorageError> {
    Ok(Row {
        id: read("scan.id", &id)?,
        bundle: read("scan.bundle", &bundle)?,
        name,
        kind: word("scan.kind", &kind, Kind::parse)?,
        length: u64::try_from(length).unwrap_or_default(),
        by,
        at: moment("scan.added_at", &at)?,
    })
}

/// Scans that wait to be typed, bundle by bundle, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(db: &Db, of: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<Stored> =
        on!(db, p => sqlx::query_as(WAITING).bind(of.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(row).collect()
}

/// Scans of a contribution.
///
/// # Errors
/// When the database refuses.
pub async fn of(db: &Db, of: ContributionId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<Stored> =
        on!(db, p => sqlx::query_as(OF).bind(of.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(row).collect()
}

/// How many scans a contribution has.
///
/// # Errors
/// When the database refuses.
pub async fn count(tx: &mut Tx, of: ContributionId) -> Result<usize, StorageError> {
    let (count,): (i64,) =
        on!(tx, c => sqlx::query_as(COUNT).bind(of.to_string()).fetch_one(&mut **c).await)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// A scan of a consultation, whole.
///
/// # Errors
/// When the database refuses.
pub async fn body(
    db: &Db,
    consultation: ConsultationId,
    id: ScanId,
) -> Result<Option<Body>, StorageError> {
    let found: Option<(String, String, Vec<u8>, Option<String>)> = on!(db, p => sqlx::query_as(BODY)
        .bind(id.to_string()).bind(consultation.to_string()).fetch_optional(p).await)?;
    found
        .map(|(name, kind, bytes, contribution)| {
            Ok(Body {
                name,
                kind: word("scan.kind", &kind, Kind::parse)?,
                bytes,
                contribution: contribution
                    .map(|id| read("scan.contribution_id", &id))
                    .transpose()?,
            })
        })
        .transpose()
}

/// Keeps a bundle that waits with the contribution that was typed from it. Says how many scans it had.
///
/// # Errors
/// When the database refuses.
pub async fn attach(
    tx: &mut Tx,
    consultation: ConsultationId,
    bundle: BundleId,
    to: ContributionId,
) -> Result<u64, StorageError> {
    Ok(on!(tx, c => sqlx::query(ATTACH)
        .bind(consultation.to_string()).bind(bundle.to_string()).bind(to.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?)
}

/// Takes a scan away for good. False when it was gone already.
///
/// # Errors
/// When the database refuses.
pub async fn remove(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: ScanId,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(REMOVE).bind(id.to_string()).bind(consultation.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
