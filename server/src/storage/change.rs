//! The next version of a document, and the changes that make it.

use super::{Db, StorageError, Tx, json, on, read, stamp, to_json, word};
use crate::clock::ordered_id;
use domain::content::{ClauseWords, DocumentWords, Wordings};
use domain::document::{ChangeKind, Fate};
use domain::id::{
    ChangeId, ClauseId, ConsultationId, DecisionId, DocumentId, DocumentVersionId, FindingId,
};
use domain::text::Slug;
use jiff::Timestamp;

/// A version of a document, published or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Its id.
    pub id: DocumentVersionId,
    /// The document's id.
    pub document: DocumentId,
    /// The document's slug.
    pub slug: Slug,
    /// Title and a line about it.
    pub wording: Wordings<DocumentWords>,
    /// From 1.
    pub number: u32,
    /// Such as "Adopted".
    pub label: String,
    /// Whether it is public.
    pub published: bool,
}

/// A clause in one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The version.
    pub version: DocumentVersionId,
    /// The same in every version.
    pub id: ClauseId,
    /// Its key.
    pub slug: Slug,
    /// Place in the version.
    pub position: i64,
    /// Printed number.
    pub number: String,
    /// Its words.
    pub wording: Wordings<ClauseWords>,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: ChangeId,
    /// The decision behind it.
    pub decision: DecisionId,
    /// The version it is in.
    pub version: DocumentVersionId,
    /// The clause.
    pub clause: ClauseId,
    /// The clause's key.
    pub slug: Slug,
    /// Reworded, added, removed.
    pub kind: ChangeKind,
    /// "You said … so …".
    pub summary: String,
    /// Findings behind it.
    pub findings: Vec<FindingId>,
}

/// What became of a clause in a version: the clause, the version, where its content went, and how.
pub type Forward = (ClauseId, DocumentVersionId, Option<ClauseId>, Fate);

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: String,
    document_id: String,
    slug: String,
    wording: String,
    number: i64,
    label: String,
    published_at: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    id: String,
    decision_id: String,
    document_version_id: String,
    clause_id: String,
    slug: String,
    kind: String,
    summary: String,
}

const VERSIONS: &str = "SELECT v.id, v.document_id, d.slug, v.wording, v.number, v.label, v.published_at
FROM document_version v JOIN document d ON d.id = v.document_id WHERE d.consultation_id = $1 ORDER BY d.position, v.number";
const CLAUSES: &str = "SELECT t.document_version_id, c.id, c.slug, t.position, t.number, t.wording
FROM clause_text t JOIN clause c ON c.id = t.clause_id JOIN document d ON d.id = c.document_id
  JOIN document_version v ON v.id = t.document_version_id
WHERE d.consultation_id = $1 ORDER BY d.position, v.number, t.position, c.id";
const ALL: &str = "SELECT x.id, x.decision_id, x.document_version_id, x.clause_id, c.slug, x.kind, x.summary
FROM clause_change x JOIN clause c ON c.id = x.clause_id JOIN document_version v ON v.id = x.document_version_id
  JOIN document d ON d.id = v.document_id
WHERE d.consultation_id = $1 ORDER BY d.position, v.number, x.position, x.id";
const FINDINGS: &str =
    "SELECT x.change_id, x.finding_id FROM change_finding x JOIN finding f ON f.id = x.finding_id
WHERE f.consultation_id = $1 ORDER BY f.number";
const FORWARDS: &str =
    "SELECT x.from_clause_id, x.document_version_id, x.to_clause_id, x.fate FROM clause_forward x
  JOIN clause c ON c.id = x.from_clause_id JOIN document d ON d.id = c.document_id
WHERE d.consultation_id = $1 ORDER BY x.from_clause_id, x.to_clause_id";
const SLUGS: &str = "SELECT slug FROM clause WHERE document_id = $1";
const COPY: &str =
    "INSERT INTO clause_text (document_version_id, clause_id, position, number, wording)
SELECT $1, clause_id, position, number, wording FROM clause_text WHERE document_version_id = $2";
const REWORD: &str =
    "UPDATE clause_text SET wording = $3 WHERE document_version_id = $1 AND clause_id = $2";
const MAKE_ROOM: &str = "UPDATE clause_text SET position = position + 1 WHERE document_version_id = $1 AND position > $2";
const REMOVE: &str = "DELETE FROM clause_text WHERE document_version_id = $1 AND clause_id = $2";
const FORWARD: &str =
    "INSERT INTO clause_forward (from_clause_id, document_version_id, to_clause_id, fate, note)
VALUES ($1, $2, $3, $4, $5)";
const INSERT: &str = "INSERT INTO clause_change (id, decision_id, document_version_id, clause_id, kind, summary, position)
VALUES ($1, $2, $3, $4, $5, $6, (SELECT COALESCE(MAX(position), 0) + 1 FROM clause_change WHERE document_version_id = $3))";
const BECAUSE: &str = "INSERT INTO change_finding (change_id, finding_id) VALUES ($1, $2)
ON CONFLICT (change_id, finding_id) DO NOTHING";
const PUBLISH: &str = "UPDATE document_version SET published_at = $2, label = $3 WHERE id = $1 AND published_at IS NULL";
const DISCARD: [&str; 6] = [
    "DELETE FROM change_finding WHERE change_id IN (SELECT id FROM clause_change WHERE document_version_id = $1)",
    "DELETE FROM clause_change WHERE document_version_id = $1",
    "DELETE FROM clause_forward WHERE document_version_id = $1",
    "DELETE FROM clause_text WHERE document_version_id = $1",
    "DELETE FROM clause WHERE document_id = (SELECT document_id FROM document_version WHERE id = $1)
  AND NOT EXISTS (SELECT 1 FROM clause_text t WHERE t.clause_id = clause.id)",
    "DELETE FROM document_version WHERE id = $1 AND published_at IS NULL",
];

/// Every version of every document of a consultation, in order, drafts included.
///
/// # Errors
/// When the database refuses.
pub async fn versions(db: &Db, consultation: ConsultationId) -> Result<Vec<Version>, StorageError> {
    let rows: Vec<VersionRow> =
        on!(db, p => sqlx::query_as(VERSIONS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Version {
                id: read("document_version.id", &row.id)?,
                document: read("document.id", &row.document_id)?,
                slug: read("document.slug", &row.slug)?,
                wording: json("document_version.wording", &row.wording)?,
                number: u32::try_from(row.number).unwrap_or_default(),
                label: row.label,
                published: row.published_at.is_some(),
            })
        })
        .collect()
}

/// Every clause in every version, in order.
///
/// # Errors
/// When the database refuses.
pub async fn clauses(db: &Db, consultation: ConsultationId) -> Result<Vec<Clause>, StorageError> {
    let rows: Vec<(String, String, String, i64, String, String)> =
        on!(db, p => sqlx::query_as(CLAUSES).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(version, id, slug, position, number, wording)| {
            Ok(Clause {
                version: read("document_version.id", &version)?,
                id: read("clause.id", &id)?,
                slug: read("clause.slug", &slug)?,
                position,
                number,
                wording: json("clause_text.wording", &wording)?,
            })
        })
        .collect()
}

/// Every change of a consultation's documents, in order, unpublished ones included.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ChangeRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    let because: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(FINDINGS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            let findings = because
                .iter()
                .filter(|(change, _)| *change == row.id)
                .map(|(_, finding)| read("finding.id", finding))
                .collect::<Result<_, _>>()?;
            Ok(Row {
                id: read("clause_change.id", &row.id)?,
                decision: read("decision.id", &row.decision_id)?,
                version: read("document_version.id", &row.document_version_id)?,
                clause: read("clause.id", &row.clause_id)?,
                slug: read("clause.slug", &row.slug)?,
                kind: word("clause_change.kind", &row.kind, ChangeKind::parse)?,
                summary: row.summary,
                findings,
            })
        })
        .collect()
}

/// Where clauses went: from, in which version, to (none when removed), and the fate.
///
/// # Errors
/// When the database refuses.
pub async fn forwards(db: &Db, consultation: ConsultationId) -> Result<Vec<Forward>, StorageError> {
    let rows: Vec<(String, String, Option<String>, String)> =
        on!(db, p => sqlx::query_as(FORWARDS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(from, version, to, fate)| {
            let to = to.as_deref();
            Ok((
                read("clause.id", &from)?,
                read("document_version.id", &version)?,
                to.map(|id| read("clause.id", id)).transpose()?,
                word("clause_forward.fate", &fate, Fate::parse)?,
            ))
        })
        .collect()
}

/// Keys of every clause a document ever had: none is used again.
///
/// # Errors
/// When the database refuses.
pub async fn used_keys(tx: &mut Tx, document: DocumentId) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> =
        on!(tx, c => sqlx::query_as(SLUGS).bind(document.to_string()).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().map(|(slug,)| slug).collect())
}

/// Fills a new version with every clause of another.
///
/// # Errors
/// When the database refuses.
pub async fn copy_clauses(
    tx: &mut Tx,
    from: DocumentVersionId,
    to: DocumentVersionId,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(COPY).bind(to.to_string()).bind(from.to_string()).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Gives a clause other words in one version.
///
/// # Errors
/// When the database refuses.
pub async fn reword(
    tx: &mut Tx,
    version: DocumentVersionId,
    clause: ClauseId,
    wording: &Wordings<ClauseWords>,
) -> Result<(), StorageError> {
    let wording = to_json("clause_text.wording", wording)?;
    on!(tx, c => sqlx::query(REWORD).bind(version.to_string()).bind(clause.to_string()).bind(&wording)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Moves the clauses behind a place one on.
///
/// # Errors
/// When the database refuses.
pub async fn make_room(
    tx: &mut Tx,
    version: DocumentVersionId,
    after: i64,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(MAKE_ROOM).bind(version.to_string()).bind(after).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes a clause out of one version, and notes where its content went.
///
/// # Errors
/// When the database refuses.
pub async fn remove(
    tx: &mut Tx,
    version: DocumentVersionId,
    clause: ClauseId,
    went_to: &[ClauseId],
    note: &str,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(REMOVE).bind(version.to_string()).bind(clause.to_string())
        .execute(&mut **c).await.map(drop))?;
    let fate = match went_to.len() {
        0 => Fate::Removed,
        1 => Fate::Merged,
        _ => Fate::Split,
    };
    let targets: Vec<Option<String>> = match went_to {
        [] => vec![None],
        some => some.iter().map(|id| Some(id.to_string())).collect(),
    };
    for to in targets {
        on!(tx, c => sqlx::query(FORWARD)
            .bind(clause.to_string()).bind(version.to_string()).bind(to).bind(fate.as_str()).bind(note)
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Notes a change and the findings behind it.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, row: &Row) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(row.id.to_string()).bind(row.decision.to_string()).bind(row.version.to_string())
        .bind(row.clause.to_string()).bind(row.kind.as_str()).bind(&row.summary)
        .execute(&mut **c).await.map(drop))?;
    for finding in &row.findings {
        on!(tx, c => sqlx::query(BECAUSE).bind(row.id.to_string()).bind(finding.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// A new id for a version of a document.
pub fn version_id() -> DocumentVersionId {
    DocumentVersionId::from_uuid(ordered_id())
}

/// Publishes one version under its label. False when it was public already.
///
/// # Errors
/// When the database refuses.
pub async fn publish(
    tx: &mut Tx,
    version: DocumentVersionId,
    label: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(PUBLISH).bind(version.to_string()).bind(stamp(at)).bind(label)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Throws an unpublished version away, with its changes and the clauses only it has.
///
/// # Errors
/// When the database refuses.
pub async fn discard(tx: &mut Tx, version: DocumentVersionId) -> Result<(), StorageError> {
    for sql in DISCARD {
        on!(tx, c => sqlx::query(sql).bind(version.to_string()).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}
