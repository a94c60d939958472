//! Consultations and their published versions.

use super::about_writer;
use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json, word};
use domain::consultation::{Schedule, Stage};
use domain::content::Content;
use domain::id::{ConsultationId, VersionId};
use domain::text::Slug;
use jiff::Timestamp;

/// A consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: ConsultationId,
    /// Its kind's name.
    pub kind: Slug,
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// When it takes responses; none until opened.
    pub schedule: Option<Schedule>,
    /// Whether people may change what they sent until it closes.
    pub changeable: bool,
    /// Number of changes so far, for optimistic locking.
    pub version: i64,
}

/// A version of the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// From 1.
    pub number: u32,
    /// The words.
    pub content: Content,
    /// When it was published; none while it is a draft.
    pub published: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct ConsultationRow {
    id: String,
    kind: String,
    slug: String,
    title: String,
    stage: String,
    opens_at: Option<String>,
    closes_at: Option<String>,
    changeable: bool,
    version: i64,
}

impl TryFrom<ConsultationRow> for Row {
    type Error = StorageError;
    fn try_from(row: ConsultationRow) -> Result<Self, StorageError> {
        let schedule = match (&row.opens_at, &row.closes_at) {
            (Some(opens), Some(closes)) => Some(Schedule {
                opens: moment("consultation.opens_at", opens)?,
                closes: moment("consultation.closes_at", closes)?,
            }),
            _ => None,
        };
        Ok(Self {
            id: read("consultation.id", &row.id)?,
            kind: read("consultation.kind", &row.kind)?,
            slug: read("consultation.slug", &row.slug)?,
            title: row.title,
            stage: word("consultation.stage", &row.stage, Stage::parse)?,
            schedule,
            changeable: row.changeable,
            version: row.version,
        })
    }
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: String,
    number: i64,
    content: String,
    published_at: Option<String>,
}

impl TryFrom<VersionRow> for Version {
    type Error = StorageError;
    fn try_from(row: VersionRow) -> Result<Self, StorageError> {
        Ok(Self {
            id: read("consultation_version.id", &row.id)?,
            number: u32::try_from(row.number).unwrap_or_default(),
            content: json("consultation_version.content", &row.content)?,
            published: row
                .published_at
                .as_deref()
                .map(|at| moment("published_at", at))
                .transpose()?,
        })
    }
}

const ALL: &str = "SELECT id, kind, slug, title, stage, opens_at, closes_at, changeable, version FROM consultation ORDER BY created_at, id";
const BY_SLUG: &str = "SELECT id, kind, slug, title, stage, opens_at, closes_at, changeable, version FROM consultation WHERE slug = $1";
const INSERT: &str = "INSERT INTO consultation (id, kind, slug, title, stage, opens_at, closes_at, created_at, version)
VALUES ($1, $2, $3, $4, 'draft', NULL, NULL, $5, 1)";
const MOVE: &str =
    "UPDATE consultation SET stage = $2, opens_at = $3, closes_at = $4, version = version + 1
WHERE id = $1 AND version = $5";
const LET_CHANGE: &str = "UPDATE consultation SET changeable = TRUE WHERE id = $1";
const PUBLISHED: &str = "SELECT id, number, content, published_at FROM consultation_version
WHERE consultation_id = $1 AND published_at IS NOT NULL ORDER BY number DESC LIMIT 1";
const PUBLISHED_ID: &str = "SELECT id FROM consultation_version
WHERE consultation_id = $1 AND published_at IS NOT NULL ORDER BY number DESC LIMIT 1";
const LATEST: &str = "SELECT id, number, content, published_at FROM consultation_version
WHERE consultation_id = $1 ORDER BY number DESC LIMIT 1";
const VERSION: &str =
    "SELECT id, number, content, published_at FROM consultation_version WHERE id = $1";
const AMENDMENTS: &str = "SELECT published_at, reason FROM consultation_version
WHERE consultation_id = $1 AND number > 1 AND published_at IS NOT NULL ORDER BY number";
const NUMBERS: &str = "SELECT id, number, published_at FROM consultation_version
WHERE consultation_id = $1 AND published_at IS NOT NULL ORDER BY number";
const INSERT_VERSION: &str = "INSERT INTO consultation_version (id, consultation_id, number, content, published_at, reason) VALUES ($1, $2, $3, $4, NULL, $5)";
const REWRITE: &str =
    "UPDATE consultation_version SET content = $2 WHERE id = $1 AND published_at IS NULL";
const TITLE: &str = "UPDATE consultation SET title = $2 WHERE id = $1";
const LOCK: &str = "UPDATE consultation SET slug = slug WHERE id = $1";
const BY_ID: &str = "SELECT id, kind, slug, title, stage, opens_at, closes_at, changeable, version FROM consultation WHERE id = $1";
const WORDS: &str = "SELECT consultation_id, content FROM consultation_version WHERE id = $1";
const PUBLISH: &str =
    "UPDATE consultation_version SET published_at = $2 WHERE id = $1 AND published_at IS NULL";

/// Every consultation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ConsultationRow> = on!(db, p => sqlx::query_as(ALL).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The consultation at this address.
///
/// # Errors
/// When the database refuses.
pub async fn by_slug(db: &Db, slug: &Slug) -> Result<Option<Row>, StorageError> {
    let row: Option<ConsultationRow> =
        on!(db, p => sqlx::query_as(BY_SLUG).bind(slug.as_str()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The published version that is answered now.
///
/// # Errors
/// When the database refuses.
pub async fn published(db: &Db, id: ConsultationId) -> Result<Option<Version>, StorageError> {
    one_version(db, PUBLISHED, id.to_string()).await
}

/// The id of the published version that is answered now: its words need not be read to know.
///
/// # Errors
/// When the database refuses.
pub async fn published_id(db: &Db, id: ConsultationId) -> Result<Option<VersionId>, StorageError> {
    let row: Option<(String,)> =
        on!(db, p => sqlx::query_as(PUBLISHED_ID).bind(id.to_string()).fetch_optional(p).await)?;
    row.map(|(id,)| read("consultation_version.id", &id))
        .transpose()
}

/// The newest version, published or not.
///
/// # Errors
/// When the database refuses.
pub async fn latest(db: &Db, id: ConsultationId) -> Result<Option<Version>, StorageError> {
    one_version(db, LATEST, id.to_string()).await
}

/// A version by its id: a response is read against the version it answered.
///
/// # Errors
/// When the database refuses.
pub async fn version(db: &Db, id: VersionId) -> Result<Option<Version>, StorageError> {
    one_version(db, VERSION, id.to_string()).await
}

async fn one_version(
    db: &Db,
    sql: &'static str,
    id: String,
) -> Result<Option<Version>, StorageError> {
    let row: Option<VersionRow> =
        on!(db, p => sqlx::query_as(sql).bind(&id).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Announced amendments, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn amendments(
    db: &Db,
    id: ConsultationId,
) -> Result<Vec<(Timestamp, String)>, StorageError> {
    let rows: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(AMENDMENTS).bind(id.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(at, why)| Ok((moment("published_at", &at)?, why)))
        .collect()
}

/// Every published version by id and number, oldest first, with the moment it was published.
///
/// # Errors
/// When the database refuses.
pub async fn published_versions(
    db: &Db,
    id: ConsultationId,
) -> Result<Vec<(VersionId, u32, Timestamp)>, StorageError> {
    let rows: Vec<(String, i64, String)> =
        on!(db, p => sqlx::query_as(NUMBERS).bind(id.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, number, at)| {
            Ok((
                read("consultation_version.id", &id)?,
                u32::try_from(number).unwrap_or_default(),
                moment("published_at", &at)?,
            ))
        })
        .collect()
}

/// Adds a consultation in draft.
///
/// # Errors
/// [`StorageError::is_duplicate`] when the slug is taken.
pub async fn insert(
    tx: &mut Tx,
    id: ConsultationId,
    kind: &Slug,
    slug: &Slug,
    title: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(id.to_string()).bind(kind.as_str()).bind(slug.as_str()).bind(title).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Adds a version in draft. `reason` is announced to the public for every version after the first.
///
/// # Errors
/// When the database refuses.
pub async fn insert_version(
    tx: &mut Tx,
    id: VersionId,
    consultation: ConsultationId,
    number: u32,
    content: &Content,
    reason: &str,
) -> Result<(), StorageError> {
    let content = to_json("consultation_version.content", content)?;
    on!(tx, c => sqlx::query(INSERT_VERSION)
        .bind(id.to_string()).bind(consultation.to_string()).bind(i64::from(number)).bind(&content).bind(reason)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Puts other words into a version that is not published yet.
///
/// # Errors
/// When the database refuses.
pub async fn rewrite(tx: &mut Tx, id: VersionId, content: &Content) -> Result<(), StorageError> {
    let content = to_json("consultation_version.content", content)?;
    on!(tx, c => sqlx::query(REWRITE).bind(id.to_string()).bind(&content).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// What lists call the consultation.
///
/// # Errors
/// When the database refuses.
pub async fn retitle(tx: &mut Tx, id: ConsultationId, title: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(TITLE).bind(id.to_string()).bind(title).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Holds a consultation until the transaction ends, so that its words are changed by one officer at a time.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &mut Tx, id: ConsultationId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(LOCK).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The consultation with this id, as it stands within the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn held(tx: &mut Tx, id: ConsultationId) -> Result<Option<Row>, StorageError> {
    let row: Option<ConsultationRow> =
        on!(tx, c => sqlx::query_as(BY_ID).bind(id.to_string()).fetch_optional(&mut **c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The consultation with this id.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(db: &Db, id: ConsultationId) -> Result<Option<Row>, StorageError> {
    let row: Option<ConsultationRow> =
        on!(db, p => sqlx::query_as(BY_ID).bind(id.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The newest version, published or not, as it stands within the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn newest(tx: &mut Tx, id: ConsultationId) -> Result<Option<Version>, StorageError> {
    let row: Option<VersionRow> =
        on!(tx, c => sqlx::query_as(LATEST).bind(id.to_string()).fetch_optional(&mut **c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Publishes a version, for good.
///
/// # Errors
/// When the database refuses.
pub async fn publish(tx: &mut Tx, id: VersionId, at: Timestamp) -> Result<(), StorageError> {
    let (consultation, content): (String, String) = on!(tx, c => sqlx::query_as(WORDS)
        .bind(id.to_string()).fetch_one(&mut **c).await)?;
    let content = json("consultation_version.content", &content)?;
    about_writer::keep(tx, &consultation, &content).await?;
    on!(tx, c => sqlx::query(PUBLISH).bind(id.to_string()).bind(stamp(at)).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Moves a consultation to a stage, if nobody changed it since `row` was read. False when somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn move_to(
    tx: &mut Tx,
    row: &Row,
    stage: Stage,
    schedule: Option<Schedule>,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(MOVE)
        .bind(row.id.to_string()).bind(stage.as_str())
        .bind(schedule.map(|s| stamp(s.opens))).bind(schedule.map(|s| stamp(s.closes)))
        .bind(row.version)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// From now on people may change what they sent until it closes.
///
/// # Errors
/// When the database refuses.
pub async fn let_change(tx: &mut Tx, id: ConsultationId) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(LET_CHANGE).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}
