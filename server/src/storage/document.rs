//! Documents, their versions and clauses.

use super::{Db, StorageError, Tx, json, on, read, stamp, to_json};
use crate::clock::{ordered_id, random_id};
use app::api::{Clause, DocumentCard};
use domain::content::{ClauseWords, DocumentText, DocumentWords, Wordings};
use domain::id::{ClauseId, ConsultationId, DocumentId, DocumentVersionId};
use domain::text::Slug;
use jiff::Timestamp;

/// A published version of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The version's id.
    pub id: DocumentVersionId,
    /// The document's id.
    pub document: DocumentId,
    /// As lists show it.
    pub card: DocumentCard,
}

/// A clause with its id.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseRow {
    /// The same in every version.
    pub id: ClauseId,
    /// As pages show it.
    pub shown: Clause,
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: String,
    document_id: String,
    slug: String,
    wording: String,
    number: i64,
    label: String,
    clauses: i64,
}

impl TryFrom<VersionRow> for Version {
    type Error = StorageError;
    fn try_from(row: VersionRow) -> Result<Self, StorageError> {
        Ok(Self {
            id: read("document_version.id", &row.id)?,
            document: read("document.id", &row.document_id)?,
            card: DocumentCard {
                slug: read("document.slug", &row.slug)?,
                wording: json("document_version.wording", &row.wording)?,
                version: u32::try_from(row.number).unwrap_or_default(),
                label: row.label,
                clauses: u32::try_from(row.clauses).unwrap_or_default(),
            },
        })
    }
}

const VERSIONS: &str = "SELECT v.id, v.document_id, d.slug, v.wording, v.number, v.label,
  (SELECT COUNT(*) FROM clause_text t WHERE t.document_version_id = v.id) AS clauses
FROM document_version v JOIN document d ON d.id = v.document_id
WHERE d.consultation_id = $1 AND v.published_at IS NOT NULL
ORDER BY d.position, v.number";
const CLAUSES: &str = "SELECT c.id, c.slug, t.number, t.wording FROM clause_text t JOIN clause c ON c.id = t.clause_id
WHERE t.document_version_id = $1 ORDER BY t.position";
const PLACES: &str = "SELECT d.slug, c.slug, v.id, c.id FROM document d
JOIN document_version v ON v.document_id = d.id AND v.published_at IS NOT NULL
JOIN clause_text t ON t.document_version_id = v.id
JOIN clause c ON c.id = t.clause_id
WHERE d.consultation_id = $1 AND v.number =
  (SELECT MAX(w.number) FROM document_version w WHERE w.document_id = d.id AND w.published_at IS NOT NULL)
ORDER BY d.position, t.position";
/// What the version is called that people comment on.
const FIRST_LABEL: &str = "Consultation draft";
const INSERT: &str =
    "INSERT INTO document (id, consultation_id, slug, position) VALUES ($1, $2, $3, $4)";
const INSERT_VERSION: &str =
    "INSERT INTO document_version (id, document_id, number, label, wording, published_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const INSERT_CLAUSE: &str = "INSERT INTO clause (id, document_id, slug) VALUES ($1, $2, $3)";
const INSERT_TEXT: &str =
    "INSERT INTO clause_text (document_version_id, clause_id, position, number, wording)
VALUES ($1, $2, $3, $4, $5)";

/// Every published version of every document of a consultation, in order.
///
/// # Errors
/// When the database refuses.
pub async fn all_versions(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<Version>, StorageError> {
    let rows: Vec<VersionRow> =
        on!(db, p => sqlx::query_as(VERSIONS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The latest published version of each document.
///
/// # Errors
/// When the database refuses.
pub async fn published(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<DocumentCard>, StorageError> {
    let mut latest: Vec<Version> = Vec::new();
    for version in all_versions(db, consultation).await? {
        latest.retain(|v| v.document != version.document);
        latest.push(version);
    }
    Ok(latest.into_iter().map(|v| v.card).collect())
}

/// Published versions of one document, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn versions(
    db: &Db,
    consultation: ConsultationId,
    slug: &Slug,
) -> Result<Vec<Version>, StorageError> {
    let all = all_versions(db, consultation).await?;
    Ok(all.into_iter().filter(|v| &v.card.slug == slug).collect())
}

/// The clauses of a version, in order.
///
/// # Errors
/// When the database refuses.
pub async fn clauses(db: &Db, version: DocumentVersionId) -> Result<Vec<ClauseRow>, StorageError> {
    let rows: Vec<(String, String, String, String)> =
        on!(db, p => sqlx::query_as(CLAUSES).bind(version.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, slug, number, wording)| {
            let shown = Clause {
                slug: read("clause.slug", &slug)?,
                number,
                wording: json("clause_text.wording", &wording)?,
            };
            Ok(ClauseRow {
                id: read("clause.id", &id)?,
                shown,
            })
        })
        .collect()
}

/// Where each clause that can be commented on is: document and clause slug to ids, in the latest published version.
pub type Places = Vec<((Slug, Slug), (DocumentVersionId, ClauseId))>;

/// Every clause of a consultation that can be commented on.
///
/// # Errors
/// When the database refuses.
pub async fn places(db: &Db, consultation: ConsultationId) -> Result<Places, StorageError> {
    let rows: Vec<(String, String, String, String)> =
        on!(db, p => sqlx::query_as(PLACES).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(document, slug, version, clause)| {
            Ok((
                (
                    read("document.slug", &document)?,
                    read("clause.slug", &slug)?,
                ),
                (
                    read("document_version.id", &version)?,
                    read("clause.id", &clause)?,
                ),
            ))
        })
        .collect()
}

/// Adds a document.
///
/// # Errors
/// When the database refuses.
async fn insert(
    tx: &mut Tx,
    id: DocumentId,
    consultation: ConsultationId,
    slug: &Slug,
    position: i64,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(id.to_string()).bind(consultation.to_string()).bind(slug.as_str()).bind(position)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Adds a version of a document; `published` when it is public at once.
///
/// # Errors
/// When the database refuses.
pub async fn insert_version(
    tx: &mut Tx,
    id: DocumentVersionId,
    document: DocumentId,
    (number, label): (u32, &str),
    wording: &Wordings<DocumentWords>,
    published: Option<Timestamp>,
) -> Result<(), StorageError> {
    let wording = to_json("document_version.wording", wording)?;
    on!(tx, c => sqlx::query(INSERT_VERSION)
        .bind(id.to_string()).bind(document.to_string()).bind(i64::from(number)).bind(label).bind(&wording)
        .bind(published.map(stamp))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Adds a clause, which every version then refers to.
///
/// # Errors
/// When the database refuses.
pub async fn insert_clause(
    tx: &mut Tx,
    id: ClauseId,
    document: DocumentId,
    slug: &Slug,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT_CLAUSE)
        .bind(id.to_string()).bind(document.to_string()).bind(slug.as_str())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Adds a clause's text to a version.
///
/// # Errors
/// When the database refuses.
pub async fn insert_text(
    tx: &mut Tx,
    version: DocumentVersionId,
    clause: ClauseId,
    (position, number): (i64, &str),
    wording: &Wordings<ClauseWords>,
) -> Result<(), StorageError> {
    let wording = to_json("clause_text.wording", wording)?;
    on!(tx, c => sqlx::query(INSERT_TEXT)
        .bind(version.to_string()).bind(clause.to_string()).bind(position).bind(number).bind(&wording)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Publishes documents as their first version.
///
/// # Errors
/// When the database refuses.
pub async fn publish(
    tx: &mut Tx,
    consultation: ConsultationId,
    documents: &[DocumentText],
    at: Timestamp,
) -> Result<(), StorageError> {
    for (position, text) in (0..).zip(documents) {
        let document = DocumentId::from_uuid(ordered_id());
        insert(tx, document, consultation, &text.id, position).await?;
        let version = DocumentVersionId::from_uuid(ordered_id());
        let name = (1, FIRST_LABEL);
        insert_version(tx, version, document, name, &text.wording, Some(at)).await?;
        for (position, clause) in (0..).zip(&text.clauses) {
            let id = ClauseId::from_uuid(random_id());
            insert_clause(tx, id, document, &clause.key).await?;
            let place = (position, clause.number.as_str());
            insert_text(tx, version, id, place, &clause.wording).await?;
        }
    }
    Ok(())
}
