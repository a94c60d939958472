//! Spans of a consultation's texts that may be personal data and that nobody has decided on.

use super::{Db, StorageError, Tx, moment, on, read, stamp, word};
use domain::coding::{Screening, Span};
use domain::id::{ConsultationId, PassageId, TextItemId};
use jiff::Timestamp;

/// A span, with the text it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The passage.
    pub passage: PassageId,
    /// What it seems to be.
    pub kind: String,
    /// Where.
    pub span: Span,
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// Verbatim.
    pub body: String,
    /// Whether it may be shown.
    pub screening: Screening,
    /// When somebody last said so.
    pub screened: Option<Timestamp>,
}

impl Row {
    /// Differs when somebody screened the text meanwhile; as in `screening`.
    pub fn seen(&self) -> String {
        let at = self.screened.map(stamp).unwrap_or_default();
        format!("{} {at}", self.screening.as_str())
    }
}

#[derive(sqlx::FromRow)]
struct FlagRow {
    passage_id: String,
    kind: String,
    starts: i64,
    ends: i64,
    text_item_id: String,
    reference: String,
    body: String,
    screening: String,
    screened_at: Option<String>,
}

impl TryFrom<FlagRow> for Row {
    type Error = StorageError;
    fn try_from(row: FlagRow) -> Result<Self, StorageError> {
        let at = row.screened_at.as_deref();
        Ok(Self {
            passage: read("passage.id", &row.passage_id)?,
            kind: row.kind,
            span: super::assignment::span(row.starts, row.ends),
            text: read("passage.text_item_id", &row.text_item_id)?,
            reference: row.reference,
            body: row.body,
            screening: word("text_item.screening", &row.screening, Screening::parse)?,
            screened: at
                .map(|at| moment("text_item.screened_at", at))
                .transpose()?,
        })
    }
}

/// Open flags. The consultation is compared in a way that no index can be used for: from flags to their consultation it
/// is not far, but from the consultation to its flags it is, over every text.
macro_rules! open {
    ($what:literal, $more:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM personal_data_flag f JOIN passage p ON p.id = f.passage_id
  JOIN text_item i ON i.id = p.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE c.consultation_id || '' = $1 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held')
  AND NOT EXISTS (SELECT 1 FROM flag_dismissal d WHERE d.passage_id = p.id AND d.kind = f.kind)
  AND NOT EXISTS (SELECT 1 FROM redaction r JOIN passage x ON x.id = r.passage_id
    WHERE x.text_item_id = i.id AND x.starts <= p.starts AND x.ends >= p.ends) ",
            $more
        )
    };
}

const PAGE: &str = open!(
    "p.id AS passage_id, f.kind, p.starts, p.ends, p.text_item_id, c.reference, i.body, i.screening, i.screened_at",
    "ORDER BY c.reference, p.text_item_id, p.starts, p.ends, f.kind LIMIT $2"
);
const ONE: &str = open!(
    "p.id AS passage_id, f.kind, p.starts, p.ends, p.text_item_id, c.reference, i.body, i.screening, i.screened_at",
    "AND p.id = $2 ORDER BY f.kind LIMIT 1"
);
const OF_TEXT: &str = open!(
    "f.kind, p.starts, p.ends",
    "AND p.text_item_id = $2 ORDER BY p.starts, p.ends, f.kind"
);
const COUNT: &str = open!("COUNT(DISTINCT f.passage_id)", "");
const DISMISS: &str =
    "INSERT INTO flag_dismissal (passage_id, kind, dismissed_by, dismissed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (passage_id, kind) DO NOTHING";

/// The first open flags, text by text.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    db: &Db,
    consultation: ConsultationId,
    limit: u64,
) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<FlagRow> = on!(db, p => sqlx::query_as(PAGE)
        .bind(consultation.to_string()).bind(i64::try_from(limit).unwrap_or(i64::MAX)).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One open flag, with its text as it is now.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    db: &Db,
    consultation: ConsultationId,
    passage: PassageId,
) -> Result<Option<Row>, StorageError> {
    let row: Option<FlagRow> = on!(db, p => sqlx::query_as(ONE)
        .bind(consultation.to_string()).bind(passage.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The open flags of one text: where, and what it seems to be.
///
/// # Errors
/// When the database refuses.
pub async fn of_text(
    db: &Db,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<Vec<(Span, String)>, StorageError> {
    let rows: Vec<(String, i64, i64)> = on!(db, p => sqlx::query_as(OF_TEXT)
        .bind(consultation.to_string()).bind(text.to_string()).fetch_all(p).await)?;
    let flag = |(kind, starts, ends)| (super::assignment::span(starts, ends), kind);
    Ok(rows.into_iter().map(flag).collect())
}

/// How many open flags there are.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(COUNT).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Notes that a flagged span is nobody's data.
///
/// # Errors
/// When the database refuses.
pub async fn dismiss(tx: &mut Tx, flag: &Row, by: &str, at: Timestamp) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(DISMISS)
        .bind(flag.passage.to_string()).bind(&flag.kind).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
