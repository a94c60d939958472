//! Letters, e-mails, petitions and dossiers: what each is, and what was done with it.

use super::counting::counts;
use super::{Db, StorageError, Tx, day, moment, on, read, stamp, word};
use domain::coding::{Screening, Span};
use domain::contribution::{Capacity, Channel};
use domain::id::{ConsultationId, ContributionId, PassageId, TextItemId};
use domain::letter::{Acknowledged, Handling, Kind};
use jiff::Timestamp;
use jiff::civil::Date;

/// A letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The contribution.
    pub id: ContributionId,
    /// Its reference.
    pub reference: String,
    /// How it came.
    pub channel: Channel,
    /// For whom it speaks.
    pub capacity: Capacity,
    /// Name of the organisation or group; may be empty.
    pub organisation: String,
    /// Whether that name may be published.
    pub named: bool,
    /// Whether its sender agreed to be quoted.
    pub quotable: bool,
    /// Id of the audience.
    pub audience: Option<String>,
    /// When it came.
    pub received: Timestamp,
    /// After closing.
    pub late: bool,
    /// Whether its words were blanked.
    pub erased: bool,
    /// What it is.
    pub kind: Kind,
    /// How many signed it.
    pub signatures: Option<u64>,
    /// Its text.
    pub text: TextItemId,
    /// Its words.
    pub body: String,
    /// Whether they may be shown.
    pub screening: Screening,
    /// How far it has come.
    pub handling: Handling,
    /// Who told its sender that it came.
    pub acknowledged_by: Option<String>,
    /// Who said that there is nothing to code.
    pub nothing_by: Option<String>,
    /// Who said that it is dealt with, and when.
    pub reconciled: Option<(String, Timestamp)>,
}

#[derive(sqlx::FromRow)]
struct LetterRow {
    id: String,
    reference: String,
    channel: String,
    capacity: String,
    organisation: String,
    consent_publish: bool,
    consent_quote: bool,
    audience: Option<String>,
    received_at: String,
    late: bool,
    erased_at: Option<String>,
    kind: Option<String>,
    signatures: Option<i64>,
    text_id: String,
    body: String,
    screening: String,
    acknowledged_on: Option<String>,
    acknowledged_how: Option<String>,
    acknowledged_by: Option<String>,
    nothing_to_code: Option<String>,
    nothing_by: Option<String>,
    reconciled_by: Option<String>,
    reconciled_at: Option<String>,
    coded: i64,
}

impl TryFrom<LetterRow> for Row {
    type Error = StorageError;
    fn try_from(row: LetterRow) -> Result<Self, StorageError> {
        let acknowledged = match (&row.acknowledged_on, &row.acknowledged_how) {
            (Some(on), Some(how)) => Some((
                day("letter.acknowledged_on", on)?,
                word("letter.acknowledged_how", how, Acknowledged::parse)?,
            )),
            _ => None,
        };
        let reconciled = match (row.reconciled_by, &row.reconciled_at) {
            (Some(by), Some(at)) => Some((by, moment("letter.reconciled_at", at)?)),
            _ => None,
        };
        Ok(Self {
            id: read("contribution.id", &row.id)?,
            reference: row.reference,
            channel: word("contribution.channel", &row.channel, Channel::parse)?,
            capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
            organisation: row.organisation,
            named: row.consent_publish,
            quotable: row.consent_quote,
            audience: row.audience,
            received: moment("contribution.received_at", &row.received_at)?,
            late: row.late,
            erased: row.erased_at.is_some(),
            kind: match &row.kind {
                Some(kind) => word("letter.kind", kind, Kind::parse)?,
                None => Kind::Letter,
            },
            signatures: row.signatures.and_then(|n| u64::try_from(n).ok()),
            text: read("text_item.id", &row.text_id)?,
            body: row.body,
            screening: word("text_item.screening", &row.screening, Screening::parse)?,
            handling: Handling {
                acknowledged,
                coded: row.coded > 0,
                nothing_to_code: row.nothing_to_code.unwrap_or_default(),
                closed: reconciled.is_some(),
            },
            acknowledged_by: row.acknowledged_by,
            nothing_by: row.nothing_by,
            reconciled,
        })
    }
}

/// Letters that somebody has to deal with: copies of a standard text are dealt with as a campaign, and one that its
/// sender replaced is dealt with in the later one.
macro_rules! letters {
    ($more:literal) => {
        concat!(
            "SELECT c.id, c.reference, c.channel, c.capacity, c.organisation, c.consent_publish, c.consent_quote, c.audience, c.received_at, c.late,
  c.erased_at, l.kind, l.signatures, x.id AS text_id, x.body, x.screening, l.acknowledged_on, l.acknowledged_how,
  l.acknowledged_by, l.nothing_to_code, l.nothing_by, l.reconciled_by, l.reconciled_at,
  (SELECT COUNT(*) FROM passage s WHERE s.text_item_id = x.id AND
    (EXISTS (SELECT 1 FROM theme_assignment a WHERE a.passage_id = s.id AND a.tie = 'confirmed')
     OR EXISTS (SELECT 1 FROM passage_question q WHERE q.passage_id = s.id))) AS coded
FROM contribution c JOIN text_item x ON x.contribution_id = c.id AND x.place = 'letter'
  LEFT JOIN letter l ON l.contribution_id = c.id
WHERE c.consultation_id = $1 AND c.form = 'letter' AND c.capacity <> 'campaign' AND ",
            counts!(),
            $more
        )
    };
}

// The order is made, not read off an index: a hundred letters are found among 20,000 contributions by their form.
const ALL: &str = letters!(" ORDER BY c.received_at || '', c.id");
const ONE: &str = letters!(" AND c.reference = $2");
const DESCRIBE: &str = "INSERT INTO letter (contribution_id, kind, signatures, nothing_to_code) VALUES ($1, $2, $3, '')
ON CONFLICT (contribution_id) DO UPDATE SET kind = excluded.kind, signatures = excluded.signatures";
const ACKNOWLEDGE: &str = "INSERT INTO letter (contribution_id, kind, acknowledged_on, acknowledged_how, acknowledged_by, nothing_to_code)
VALUES ($1, 'letter', $2, $3, $4, '')
ON CONFLICT (contribution_id) DO UPDATE SET acknowledged_on = excluded.acknowledged_on,
  acknowledged_how = excluded.acknowledged_how, acknowledged_by = excluded.acknowledged_by";
const NOTHING: &str = "INSERT INTO letter (contribution_id, kind, nothing_to_code, nothing_by) VALUES ($1, 'letter', $2, $3)
ON CONFLICT (contribution_id) DO UPDATE SET nothing_to_code = excluded.nothing_to_code, nothing_by = excluded.nothing_by";
const RECONCILE: &str = "UPDATE letter SET reconciled_by = $2, reconciled_at = $3
WHERE contribution_id = $1 AND reconciled_at IS NULL";
const REOPEN: &str = "UPDATE letter SET reconciled_by = NULL, reconciled_at = NULL
WHERE contribution_id = $1 AND reconciled_at IS NOT NULL";
const MARK: &str = "INSERT INTO passage_question (passage_id, question_id, made_by, made_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (passage_id, question_id) DO NOTHING";
const UNMARK: &str = "DELETE FROM passage_question WHERE passage_id = $1 AND question_id = $2";
const MARKS: &str = concat!(
    "SELECT q.passage_id, q.question_id, q.made_by, c.reference, c.capacity, s.text_item_id, x.body, x.screening, s.starts, s.ends
FROM passage_question q JOIN passage s ON s.id = q.passage_id JOIN text_item x ON x.id = s.text_item_id
  JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND ",
    counts!(),
    " ORDER BY q.question_id, c.received_at, c.id, s.starts, s.ends"
);

/// Every letter of a consultation that somebody has to deal with, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<LetterRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One of them.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    db: &Db,
    consultation: ConsultationId,
    reference: &str,
) -> Result<Option<Row>, StorageError> {
    let row: Option<LetterRow> = on!(db, p => sqlx::query_as(ONE)
        .bind(consultation.to_string()).bind(reference).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Says what a letter is, and how many signed it.
///
/// # Errors
/// When the database refuses.
pub async fn describe(
    tx: &mut Tx,
    id: ContributionId,
    kind: Kind,
    signatures: Option<u32>,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(DESCRIBE)
        .bind(id.to_string()).bind(kind.as_str()).bind(signatures.map(i64::from))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Notes when and how its sender was told that it came.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(
    tx: &mut Tx,
    id: ContributionId,
    on: Date,
    how: Acknowledged,
    who: &str,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(ACKNOWLEDGE)
        .bind(id.to_string()).bind(on.to_string()).bind(how.as_str()).bind(who)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Notes why there is nothing to code; with an empty reason, that there is.
///
/// # Errors
/// When the database refuses.
pub async fn nothing_to_code(
    tx: &mut Tx,
    id: ContributionId,
    reason: &str,
    who: &str,
) -> Result<(), StorageError> {
    let by = (!reason.is_empty()).then_some(who);
    on!(tx, c => sqlx::query(NOTHING)
        .bind(id.to_string()).bind(reason).bind(by)
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Says that a letter is dealt with. False when somebody has said so already.
///
/// # Errors
/// When the database refuses.
pub async fn reconcile(
    tx: &mut Tx,
    id: ContributionId,
    who: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(RECONCILE).bind(id.to_string()).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes that back. False when nobody had said so.
///
/// # Errors
/// When the database refuses.
pub async fn reopen(tx: &mut Tx, id: ContributionId) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(REOPEN).bind(id.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Words of a letter that answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The words.
    pub passage: PassageId,
    /// Id of the question.
    pub question: String,
    /// Who marked them.
    pub by: String,
    /// Reference of the letter.
    pub reference: String,
    /// For whom it speaks.
    pub capacity: Capacity,
    /// The letter's text.
    pub text: TextItemId,
    /// Where they stand in it.
    pub span: Span,
    /// All of the text, verbatim; empty once erased.
    pub body: String,
    /// Whether they may be shown.
    pub screening: Screening,
}

/// Marks words as an answer to a question. False when they were already.
///
/// # Errors
/// When the database refuses.
pub async fn mark(
    tx: &mut Tx,
    passage: PassageId,
    question: &str,
    who: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(MARK)
        .bind(passage.to_string()).bind(question).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes a mark away. False when there was none.
///
/// # Errors
/// When the database refuses.
pub async fn unmark(tx: &mut Tx, passage: PassageId, question: &str) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(UNMARK).bind(passage.to_string()).bind(question)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    passage_id: String,
    question_id: String,
    made_by: String,
    reference: String,
    capacity: String,
    text_item_id: String,
    body: String,
    screening: String,
    starts: i64,
    ends: i64,
}

/// Every mark of a consultation, question by question.
///
/// # Errors
/// When the database refuses.
pub async fn marks(db: &Db, consultation: ConsultationId) -> Result<Vec<Mark>, StorageError> {
    let rows: Vec<MarkRow> =
        on!(db, p => sqlx::query_as(MARKS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            let span = Span {
                start: usize::try_from(row.starts).unwrap_or_default(),
                end: usize::try_from(row.ends).unwrap_or_default(),
            };
            Ok(Mark {
                passage: read("passage.id", &row.passage_id)?,
                question: row.question_id,
                by: row.made_by,
                reference: row.reference,
                capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
                text: read("text_item.id", &row.text_item_id)?,
                span,
                body: row.body,
                screening: word("text_item.screening", &row.screening, Screening::parse)?,
            })
        })
        .collect()
}
