//! Texts, what is covered in them, and whether they may be shown.

use super::{Db, StorageError, Tx, moment, on, passage, read, stamp, word};
use domain::coding::{Place, Screening, Span};
use domain::id::{ClauseId, ConsultationId, ContributionId, PassageId, RedactionId, TextItemId};
use domain::redaction::Redaction;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A free text.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its id.
    pub id: TextItemId,
    /// Where it stands.
    pub place: Place,
    /// The question it answers.
    pub question: Option<String>,
    /// The clause it is on.
    pub clause: Option<ClauseId>,
    /// Verbatim; empty once erased.
    pub body: String,
    /// Whether it may be shown.
    pub screening: Screening,
    /// Who last said so.
    pub screened_by: Option<String>,
    /// When.
    pub screened_at: Option<Timestamp>,
    /// Whether its words were blanked.
    pub erased: bool,
}

impl Text {
    /// Differs when somebody screened the text meanwhile.
    pub fn seen(&self) -> String {
        let at = self.screened_at.map(stamp).unwrap_or_default();
        format!("{} {at}", self.screening.as_str())
    }
}

/// Something covered.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Its id.
    pub id: RedactionId,
    /// In which text.
    pub text: TextItemId,
    /// What is covered.
    pub span: Span,
    /// What stands in its place.
    pub replacement: String,
    /// Why.
    pub reason: String,
    /// Who covered it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Something that may be personal data.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The passage.
    pub passage: PassageId,
    /// In which text.
    pub text: TextItemId,
    /// Where.
    pub span: Span,
    /// What it seems to be.
    pub kind: String,
}

#[derive(sqlx::FromRow)]
struct TextRow {
    id: String,
    place: String,
    question_id: Option<String>,
    clause_id: Option<String>,
    body: String,
    screening: String,
    screened_by: Option<String>,
    screened_at: Option<String>,
    erased_at: Option<String>,
}

impl TryFrom<TextRow> for Text {
    type Error = StorageError;
    fn try_from(row: TextRow) -> Result<Self, StorageError> {
        let (clause, at) = (row.clause_id.as_deref(), row.screened_at.as_deref());
        Ok(Self {
            id: read("text_item.id", &row.id)?,
            place: word("text_item.place", &row.place, Place::parse)?,
            question: row.question_id,
            clause: clause
                .map(|id| read("text_item.clause_id", id))
                .transpose()?,
            body: row.body,
            screening: word("text_item.screening", &row.screening, Screening::parse)?,
            screened_by: row.screened_by,
            screened_at: at
                .map(|at| moment("text_item.screened_at", at))
                .transpose()?,
            erased: row.erased_at.is_some(),
        })
    }
}

const TEXTS: &str =
    "SELECT id, place, question_id, clause_id, body, screening, screened_by, screened_at, erased_at
FROM text_item WHERE contribution_id = $1 ORDER BY place, question_id, clause_id, id";
const COVERED: &str =
    "SELECT r.id, x.id, p.starts, p.ends, r.replacement, r.reason, r.made_by, r.made_at
FROM redaction r JOIN passage p ON p.id = r.passage_id JOIN text_item x ON x.id = p.text_item_id
WHERE x.contribution_id = $1 ORDER BY x.id, p.starts, p.ends, r.id";
const REDACTIONS: &str =
    "SELECT p.starts, p.ends, r.replacement FROM redaction r JOIN passage p ON p.id = r.passage_id
WHERE p.text_item_id = $1 ORDER BY p.starts, p.ends, r.id";
const ALL_REDACTIONS: &str =
    "SELECT p.text_item_id, p.starts, p.ends, r.replacement FROM redaction r
  JOIN passage p ON p.id = r.passage_id JOIN text_item x ON x.id = p.text_item_id
  JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 ORDER BY p.text_item_id, p.starts, p.ends, r.id";
// From what is covered to its consultation, not the other way round: there is little of the one and much of the other.
const COUNT_COVERED: &str = "SELECT COUNT(*) FROM redaction r WHERE (SELECT c.consultation_id FROM passage p
  JOIN text_item x ON x.id = p.text_item_id JOIN contribution c ON c.id = x.contribution_id WHERE p.id = r.passage_id) = $1";
const FLAGS: &str = "SELECT p.id, x.id, p.starts, p.ends, f.kind
FROM personal_data_flag f JOIN passage p ON p.id = f.passage_id JOIN text_item x ON x.id = p.text_item_id
WHERE x.contribution_id = $1
  AND NOT EXISTS (SELECT 1 FROM flag_dismissal d WHERE d.passage_id = p.id AND d.kind = f.kind)
ORDER BY x.id, p.starts, p.ends, f.kind";
// On PostgreSQL, holds the row until the transaction ends; one statement for both, since a write locks on both.
const LOCK: &str = "UPDATE text_item SET screening = screening
WHERE id = $1 AND screening = $2 AND COALESCE(screened_at, '') = $3 AND erased_at IS NULL";
const SET: &str = "UPDATE text_item SET screening = $2, screened_by = $3, screened_at = $4 WHERE id = $1 AND erased_at IS NULL";
const COVER: &str = "INSERT INTO redaction (id, passage_id, replacement, reason, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6)";
const UNCOVER: &str = "DELETE FROM redaction WHERE id = $1";

/// A contribution's texts.
///
/// # Errors
/// When the database refuses.
pub async fn texts(db: &Db, of: ContributionId) -> Result<Vec<Text>, StorageError> {
    let rows: Vec<TextRow> =
        on!(db, p => sqlx::query_as(TEXTS).bind(of.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// What is covered in a contribution's texts.
///
/// # Errors
/// When the database refuses.
pub async fn covered(db: &Db, of: ContributionId) -> Result<Vec<Covered>, StorageError> {
    type Stored = (String, String, i64, i64, String, String, String, String);
    let rows: Vec<Stored> =
        on!(db, p => sqlx::query_as(COVERED).bind(of.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, text, starts, ends, replacement, reason, by, at)| {
            Ok(Covered {
                id: read("redaction.id", &id)?,
                text: read("text_item.id", &text)?,
                span: span(starts, ends)?,
                replacement,
                reason,
                by,
                at: moment("redaction.made_at", &at)?,
            })
        })
        .collect()
}

/// What is covered in one text, and what is shown instead.
///
/// # Errors
/// When the database refuses.
pub async fn redactions(db: &Db, text: &str) -> Result<Vec<Redaction>, StorageError> {
    let rows: Vec<(i64, i64, String)> =
        on!(db, p => sqlx::query_as(REDACTIONS).bind(text).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(starts, ends, replacement)| {
            Ok(Redaction {
                span: span(starts, ends)?,
                replacement,
            })
        })
        .collect()
}

/// The same for every text of a consultation in which something is covered.
///
/// # Errors
/// When the database refuses.
pub async fn all_redactions(
    db: &Db,
    consultation: ConsultationId,
) -> Result<BTreeMap<TextItemId, Vec<Redaction>>, StorageError> {
    let rows: Vec<(String, i64, i64, String)> = on!(db, p => sqlx::query_as(ALL_REDACTIONS).bind(consultation.to_string()).fetch_all(p).await)?;
    let mut all: BTreeMap<TextItemId, Vec<Redaction>> = BTreeMap::new();
    for (text, starts, ends, replacement) in rows {
        let text = read("text_item.id", &text)?;
        let span = span(starts, ends)?;
        all.entry(text)
            .or_default()
            .push(Redaction { span, replacement });
    }
    Ok(all)
}

/// How much is covered in a consultation's texts.
///
/// # Errors
/// When the database refuses.
pub async fn count_covered(db: &Db, of: ConsultationId) -> Result<i64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(COUNT_COVERED).bind(of.to_string()).fetch_one(p).await)?;
    Ok(count)
}

/// What may be personal data in a contribution's texts.
///
/// # Errors
/// When the database refuses.
pub async fn flags(db: &Db, of: ContributionId) -> Result<Vec<Flag>, StorageError> {
    let rows: Vec<(String, String, i64, i64, String)> =
        on!(db, p => sqlx::query_as(FLAGS).bind(of.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(passage, text, starts, ends, kind)| {
            Ok(Flag {
                passage: read("passage.id", &passage)?,
                text: read("text_item.id", &text)?,
                span: span(starts, ends)?,
                kind,
            })
        })
        .collect()
}

fn span(starts: i64, ends: i64) -> Result<Span, StorageError> {
    let place = |n: i64| usize::try_from(n).map_err(|e| StorageError::corrupt("passage", e));
    Ok(Span {
        start: place(starts)?,
        end: place(ends)?,
    })
}

/// Holds a text as it was read until the transaction ends. False when somebody screened or erased it meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut Tx, text: &Text) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(LOCK)
        .bind(text.id.to_string()).bind(text.screening.as_str())
        .bind(text.screened_at.map(stamp).unwrap_or_default())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Says whether a text may be shown.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    tx: &mut Tx,
    text: TextItemId,
    screening: Screening,
    who: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(SET)
        .bind(text.to_string()).bind(screening.as_str()).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Covers a span.
///
/// # Errors
/// When the database refuses.
pub async fn cover(tx: &mut Tx, covered: &Covered) -> Result<(), StorageError> {
    let passage = passage::at(tx, covered.text, covered.span).await?;
    on!(tx, c => sqlx::query(COVER)
        .bind(covered.id.to_string()).bind(passage.to_string()).bind(&covered.replacement).bind(&covered.reason)
        .bind(&covered.by).bind(stamp(covered.at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes a cover away. False when it is gone already.
///
/// # Errors
/// When the database refuses.
pub async fn uncover(tx: &mut Tx, id: RedactionId) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(UNCOVER).bind(id.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
