//! Texts and spans of them. Words are in `text_item` only; everything else points.

use super::about_writer::is_view;
use super::screening::all_redactions;
use super::{Db, StorageError, Tx, on, read, stamp, word};
use crate::clock::random_id;
use domain::coding::{Screening, Span};
use domain::contribution::Capacity;
use domain::id::{ClauseId, ConsultationId, ContributionId, PassageId, TextItemId};
use domain::redaction::struck;
use domain::text::Language;
use jiff::Timestamp;

/// A free text with what is told of its writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its id.
    pub id: TextItemId,
    /// The contribution it is part of.
    pub contribution: ContributionId,
    /// The contribution's reference.
    pub reference: String,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience.
    pub audience: Option<String>,
    /// Name of an organisation or group.
    pub organisation: String,
    /// The language it is written in.
    pub language: Language,
    /// Whether the writer agreed to be quoted.
    pub consent_quote: bool,
    /// Whether the organisation agreed to be named.
    pub consent_publish: bool,
    /// Came after closing.
    pub late: bool,
    /// Said at an event.
    pub event: bool,
    /// The question it answers.
    pub question: Option<String>,
    /// The clause it is on.
    pub clause: Option<ClauseId>,
    /// Words suggested for the clause, rather than a comment on it.
    pub suggestion: bool,
    /// Verbatim; empty when erased.
    pub body: String,
    /// Whether it may be shown.
    pub screening: Screening,
    /// Whether it was erased.
    pub erased: bool,
    /// Whether it says what somebody thinks, and not only who they are.
    pub is_view: bool,
}

/// Whoever sent a contribution, as far as is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The contribution's reference.
    pub reference: String,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience.
    pub audience: Option<String>,
    /// Said at an event.
    pub event: bool,
    /// Came after closing.
    pub late: bool,
}

/// The columns of [`TextRow`], from `text_item i` joined with `contribution c`.
macro_rules! text_columns {
    () => {
        concat!(
            "i.id AS text_id, c.id AS contribution_id, c.reference, c.capacity, c.audience, c.organisation,
  c.consent_quote AND COALESCE((SELECT w.consent_quote FROM contribution w WHERE w.id = c.replaced_by), TRUE) AS consent_quote,
  c.consent_publish, c.late, c.form, c.language, i.question_id, i.clause_id, i.place, i.body, i.screening, i.erased_at, ",
            $crate::storage::about_writer::is_view!("i", "c"),
            " AS is_view"
        )
    };
}
pub(super) use text_columns;

/// A row of [`text_columns`].
#[derive(sqlx::FromRow)]
pub(super) struct TextRow {
    text_id: String,
    contribution_id: String,
    reference: String,
    capacity: String,
    audience: Option<String>,
    organisation: String,
    consent_quote: bool,
    consent_publish: bool,
    late: bool,
    form: String,
    language: String,
    question_id: Option<String>,
    clause_id: Option<String>,
    place: String,
    body: String,
    screening: String,
    erased_at: Option<String>,
    is_view: bool,
}

impl TryFrom<TextRow> for Text {
    type Error = StorageError;
    fn try_from(row: TextRow) -> Result<Self, StorageError> {
        let clause = row.clause_id.as_deref();
        Ok(Self {
            id: read("text_item.id", &row.text_id)?,
            contribution: read("contribution.id", &row.contribution_id)?,
            reference: row.reference,
            capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
            audience: row.audience,
            organisation: row.organisation,
            language: Language::parse(&row.language).unwrap_or_else(|_| Language::english()),
            consent_quote: row.consent_quote,
            consent_publish: row.consent_publish,
            late: row.late,
            event: row.form == "event-point",
            question: row.question_id,
            clause: clause
                .map(|id| read("text_item.clause_id", id))
                .transpose()?,
            suggestion: row.place == "suggestion",
            body: row.body,
            screening: word("text_item.screening", &row.screening, Screening::parse)?,
            erased: row.erased_at.is_some(),
            is_view: row.is_view,
        })
    }
}

const FOR_ENGINE: &str = concat!(
    "SELECT i.id, i.body FROM text_item i JOIN contribution c ON c.id = i.contribution_id
WHERE c.consultation_id = $1 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND i.body <> '' AND ",
    is_view!("i", "c"),
    " ORDER BY c.received_at, c.id, i.place, i.question_id, i.clause_id, i.id"
);
const OF_CONTRIBUTION: &str = concat!(
    "SELECT ",
    text_columns!(),
    " FROM text_item i JOIN contribution c ON c.id = i.contribution_id
WHERE c.consultation_id = $1 AND c.reference = $2 ORDER BY i.place, i.question_id, i.clause_id, i.id"
);
const ONE: &str = concat!(
    "SELECT ",
    text_columns!(),
    " FROM text_item i JOIN contribution c ON c.id = i.contribution_id
WHERE c.consultation_id = $1 AND i.id = $2"
);
const COUNT: &str = concat!(
    "SELECT COUNT(*), COUNT(CASE WHEN q.verdict <> '' THEN 1 END)
FROM text_item i JOIN contribution c ON c.id = i.contribution_id LEFT JOIN reading q ON q.text_item_id = i.id
WHERE c.consultation_id = $1 AND ",
    is_view!("i", "c")
);
const ADD: &str = "INSERT INTO passage (id, text_item_id, starts, ends) VALUES ($1, $2, $3, $4)
ON CONFLICT (text_item_id, starts, ends) DO UPDATE SET starts = excluded.starts RETURNING id";
const CLEAR: &str = "UPDATE text_item SET screening = 'cleared', screened_by = $2, screened_at = $3
WHERE id = $1 AND screening = 'unscreened' AND erased_at IS NULL";
const WRITER: &str = "SELECT reference, capacity, audience, form, late FROM contribution
WHERE consultation_id = $1 AND reference = $2";

/// Texts the engine may read: what somebody thinks, not erased, not withheld or held back. What is covered in them is
/// struck out, so that no suggestion, name of a theme or search tells of it; every other word stands where it stood. In an
/// order that does not change from run to run.
///
/// # Errors
/// When the database refuses.
pub async fn for_engine(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(TextItemId, String)>, StorageError> {
    let rows: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(FOR_ENGINE).bind(consultation.to_string()).fetch_all(p).await)?;
    let covered = all_redactions(db, consultation).await?;
    rows.into_iter()
        .map(|(id, body)| {
            let id = read("text_item.id", &id)?;
            let body = match covered.get(&id) {
                Some(covered) => struck(&body, covered),
                None => body,
            };
            Ok((id, body))
        })
        .collect()
}

/// A contribution and every text of it; none when there is no such contribution here.
///
/// # Errors
/// When the database refuses.
pub async fn of_contribution(
    db: &Db,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Option<(Writer, Vec<Text>)>, StorageError> {
    let known: Option<(String, String, Option<String>, String, bool)> = on!(db, p => sqlx::query_as(WRITER)
            .bind(consultation.to_string()).bind(reference).fetch_optional(p).await)?;
    let Some((reference, capacity, audience, form, late)) = known else {
        return Ok(None);
    };
    let rows: Vec<TextRow> = on!(db, p => sqlx::query_as(OF_CONTRIBUTION)
        .bind(consultation.to_string()).bind(&reference).fetch_all(p).await)?;
    let writer = Writer {
        reference,
        capacity: word("contribution.capacity", &capacity, Capacity::parse)?,
        audience,
        event: form == "event-point",
        late,
    };
    let texts = rows
        .into_iter()
        .map(TryInto::try_into)
        .collect::<Result<_, _>>()?;
    Ok(Some((writer, texts)))
}

/// One text of this consultation.
///
/// # Errors
/// When the database refuses.
pub async fn text(
    db: &Db,
    consultation: ConsultationId,
    id: TextItemId,
) -> Result<Option<Text>, StorageError> {
    let row: Option<TextRow> = on!(db, p => sqlx::query_as(ONE)
        .bind(consultation.to_string()).bind(id.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// How many texts there are, and how many a person has read.
///
/// # Errors
/// When the database refuses.
pub async fn counted(db: &Db, consultation: ConsultationId) -> Result<(u64, u64), StorageError> {
    let (all, seen): (i64, i64) =
        on!(db, p => sqlx::query_as(COUNT).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok((
        u64::try_from(all).unwrap_or_default(),
        u64::try_from(seen).unwrap_or_default(),
    ))
}

/// The passage of this span, made if need be.
///
/// # Errors
/// When the database refuses.
pub async fn at(tx: &mut Tx, text: TextItemId, span: Span) -> Result<PassageId, StorageError> {
    let place = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (id,): (String,) = on!(tx, c => sqlx::query_as(ADD)
        .bind(random_id().to_string()).bind(text.to_string()).bind(place(span.start)).bind(place(span.end))
        .fetch_one(&mut **c).await)?;
    read("passage.id", &id)
}

/// Marks a text that nobody has looked at as fit to be shown.
///
/// # Errors
/// When the database refuses.
pub async fn clear(
    tx: &mut Tx,
    text: TextItemId,
    who: &str,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(CLEAR).bind(text.to_string()).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
