//! The sample that agreement is measured by, and what a second person said of its texts.

use super::about_writer::is_view;
use super::counting::writers_id;
use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use domain::id::{ConsultationId, TextItemId};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A text of the sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The text.
    pub text: TextItemId,
    /// The response it is part of: the later one, where somebody answered twice.
    pub response: String,
    /// Somebody speaks for themselves, in time and not at an event: only such responses are put in shares.
    pub individual: bool,
    /// Kept from the machine.
    pub held_out: bool,
    /// When it was drawn.
    pub drawn_at: Timestamp,
    /// When somebody first coded it; none while it is unread.
    pub first_at: Option<Timestamp>,
    /// Who read it first.
    pub first_by: Option<String>,
    /// Who read it second.
    pub second_by: Option<String>,
    /// What the machine said of it at its last run, by theme, 0 to 1; none where it is not kept from the machine, or
    /// was drawn after that run.
    pub scores: Option<Scores>,
}

/// Scores by theme, 0 to 1; only of themes that the machine gives a text.
pub type Scores = BTreeMap<String, f64>;

/// A text that two people coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Second {
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// Who read it first, and the themes they gave.
    pub first: (String, BTreeSet<String>),
    /// Who read it second, and the themes they gave.
    pub second: (String, BTreeSet<String>),
    /// Themes the machine had suggested.
    pub machine: BTreeSet<String>,
    /// Themes that both could choose.
    pub frame: Vec<String>,
    /// Whoever coded it second has seen what the first one said.
    pub compared: bool,
    /// What was settled: the themes, by whom, when and why.
    pub resolved: Option<(BTreeSet<String>, String, Timestamp, String)>,
}

#[derive(sqlx::FromRow)]
struct SampleRow {
    text_item_id: String,
    response: String,
    individual: bool,
    held_out: bool,
    drawn_at: String,
    first_at: Option<String>,
    first_by: Option<String>,
    second_by: Option<String>,
    scores: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SecondRow {
    text_item_id: String,
    reference: String,
    first_by: String,
    first: String,
    second_by: String,
    second: String,
    machine: String,
    frame: String,
    compared: bool,
    resolved: Option<String>,
    resolved_by: Option<String>,
    resolved_at: Option<String>,
    reason: String,
}

impl TryFrom<SecondRow> for Second {
    type Error = StorageError;
    fn try_from(row: SecondRow) -> Result<Self, StorageError> {
        let resolved = match (row.resolved, row.resolved_by, row.resolved_at) {
            (Some(themes), Some(by), Some(at)) => Some((
                json("second_coding.resolved", &themes)?,
                by,
                moment("second_coding.resolved_at", &at)?,
                row.reason,
            )),
            _ => None,
        };
        Ok(Self {
            text: read("second_coding.text_item_id", &row.text_item_id)?,
            reference: row.reference,
            first: (row.first_by, json("second_coding.first", &row.first)?),
            second: (row.second_by, json("second_coding.second", &row.second)?),
            machine: json("second_coding.machine", &row.machine)?,
            frame: json("second_coding.frame", &row.frame)?,
            compared: row.compared,
            resolved,
        })
    }
}

/// That a text is, or may be, in the sample: of `reading q` and `text_item i`, with what a second person said as `d`.
/// What two people said still counts when the words are gone.
macro_rules! measured {
    () => {
        concat!(
            "(d.text_item_id IS NOT NULL OR (i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held')
  AND i.body <> '' AND ",
            is_view!("i", "q"),
            "))"
        )
    };
}

/// That a contribution is of one person who speaks for themselves, in time, and not at an event.
macro_rules! is_individual {
    ($of:literal) => {
        concat!(
            "(",
            $of,
            ".capacity = 'individual' AND ",
            $of,
            ".form <> 'event-point')"
        )
    };
}

const ALL: &str = concat!(
    "SELECT s.text_item_id, ",
    writers_id!(),
    " AS response, ",
    is_individual!("c"),
    " AS individual, s.held_out, s.drawn_at,
  CASE WHEN q.verdict <> '' THEN COALESCE((SELECT MIN(z.made_at) FROM coding_step z WHERE z.text_item_id = s.text_item_id), q.read_at) END
    AS first_at, CASE WHEN q.verdict = '' THEN NULL ELSE q.read_by END AS first_by, d.second_by,
  CASE WHEN s.held_out THEN s.scores END AS scores
FROM audit_sample s CROSS JOIN reading q LEFT JOIN second_coding d ON d.text_item_id = s.text_item_id
  JOIN text_item i ON i.id = s.text_item_id JOIN contribution o ON o.id = i.contribution_id
  JOIN contribution c ON c.id = COALESCE(o.replaced_by, o.id)
WHERE q.text_item_id = s.text_item_id AND s.consultation_id = $1 AND ",
    measured!(),
    " ORDER BY s.text_item_id"
);
const OPEN: &str = concat!(
    "SELECT q.text_item_id, ",
    writers_id!(),
    " FROM reading q JOIN text_item i ON i.id = q.text_item_id JOIN contribution o ON o.id = i.contribution_id
WHERE q.consultation_id = $1 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND i.body <> '' AND ",
    is_view!("i", "q"),
    " AND NOT EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = q.text_item_id) ORDER BY q.text_item_id"
);
const SIZE: &str = concat!(
    "SELECT COUNT(*), COUNT(DISTINCT ",
    writers_id!(),
    "), COUNT(DISTINCT CASE WHEN ",
    is_individual!("c"),
    " THEN ",
    writers_id!(),
    " END) FROM reading q JOIN text_item i ON i.id = q.text_item_id JOIN contribution o ON o.id = i.contribution_id
  JOIN contribution c ON c.id = COALESCE(o.replaced_by, o.id)
  LEFT JOIN second_coding d ON d.text_item_id = q.text_item_id WHERE q.consultation_id = $1 AND ",
    measured!()
);
const DRAW: &str = "INSERT INTO audit_sample (text_item_id, consultation_id, held_out, drawn_by, drawn_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (text_item_id) DO NOTHING";
const FORGET_SCORES: &str = "UPDATE audit_sample SET scores = NULL WHERE consultation_id = $1";
const SCORES: &str = "UPDATE audit_sample SET scores = $2 WHERE text_item_id = $1";
const WAITING: &str = "SELECT s.text_item_id FROM audit_sample s JOIN reading q ON q.text_item_id = s.text_item_id
  JOIN text_item i ON i.id = s.text_item_id
WHERE s.consultation_id = $1 AND q.verdict <> '' AND q.read_by <> $2 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held')
  AND NOT EXISTS (SELECT 1 FROM coding_step z WHERE z.text_item_id = s.text_item_id AND z.made_by = $2)
  AND NOT EXISTS (SELECT 1 FROM second_coding d WHERE d.text_item_id = s.text_item_id) ORDER BY s.text_item_id";
macro_rules! seconds {
    ($more:literal) => {
        concat!(
            "SELECT d.text_item_id, c.reference, d.first_by, d.first, d.second_by, d.second, d.machine, d.frame,
  d.compared_at IS NOT NULL AS compared, d.resolved,
  d.resolved_by, d.resolved_at, d.reason
FROM second_coding d JOIN text_item i ON i.id = d.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE d.consultation_id = $1 ",
            $more
        )
    };
}
const SECONDS: &str = seconds!("ORDER BY d.text_item_id");
const SECOND: &str = seconds!("AND d.text_item_id = $2");
const SOURCES: &str =
    "SELECT s.text_item_id, CASE WHEN i.question_id IS NOT NULL THEN i.question_id
  WHEN i.place = 'letter' THEN 'letters' ELSE 'comments' END
FROM audit_sample s JOIN text_item i ON i.id = s.text_item_id WHERE s.consultation_id = $1";
const KEEP: &str = "INSERT INTO second_coding (text_item_id, consultation_id, first_by, first, second_by, second_at, second, machine, frame,
  resolved, resolved_by, resolved_at, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, NULL, NULL, '') ON CONFLICT (text_item_id) DO NOTHING";
const RESOLVE: &str =
    "UPDATE second_coding SET resolved = $3, resolved_by = $4, resolved_at = $5, reason = $6
WHERE text_item_id = $1 AND consultation_id = $2 AND COALESCE(resolved_at, '') = $7";
const TIES: &str = "SELECT p.text_item_id, a.theme_id, a.tie FROM audit_sample s
  JOIN reading q ON q.text_item_id = s.text_item_id JOIN passage p ON p.text_item_id = s.text_item_id
  JOIN theme_assignment a ON a.passage_id = p.id JOIN theme t ON t.id = a.theme_id
WHERE s.consultation_id = $1 AND q.verdict <> '' AND t.state <> 'suggested' ORDER BY p.text_item_id, a.theme_id, a.id";

/// Every text of the sample.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<SampleRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            let first_at = row.first_at.as_deref();
            let first_at = first_at.map(|at| moment("coding_step.made_at", at));
            Ok(Row {
                text: read("audit_sample.text_item_id", &row.text_item_id)?,
                response: row.response,
                individual: row.individual,
                held_out: row.held_out,
                drawn_at: moment("audit_sample.drawn_at", &row.drawn_at)?,
                first_at: first_at.transpose()?,
                first_by: row.first_by,
                second_by: row.second_by,
                scores: (row.scores.as_deref())
                    .map(|scores| json("audit_sample.scores", scores))
                    .transpose()?,
            })
        })
        .collect()
}

/// What each text of the sample answers: a question's id, `comments` or `letters`.
///
/// # Errors
/// When the database refuses.
pub async fn sources(
    db: &Db,
    consultation: ConsultationId,
) -> Result<BTreeMap<String, String>, StorageError> {
    let rows: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(SOURCES).bind(consultation.to_string()).fetch_all(p).await)?;
    Ok(rows.into_iter().collect())
}

/// Texts that may still be drawn, each with the response it is part of.
///
/// # Errors
/// When the database refuses.
pub async fn open(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(TextItemId, String)>, StorageError> {
    let rows: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(OPEN).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, response)| Ok((read("reading.text_item_id", &id)?, response)))
        .collect()
}

/// How much there is to draw from, what is drawn counted with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Texts.
    pub texts: usize,
    /// Responses with at least one of them.
    pub responses: usize,
    /// Those of individuals.
    pub individuals: usize,
}

/// How much there is to draw from.
///
/// # Errors
/// When the database refuses.
pub async fn size(db: &Db, consultation: ConsultationId) -> Result<Size, StorageError> {
    let (texts, responses, individuals): (i64, i64, i64) = on!(db, p => sqlx::query_as(SIZE)
        .bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(Size {
        texts: usize::try_from(texts).unwrap_or_default(),
        responses: usize::try_from(responses).unwrap_or_default(),
        individuals: usize::try_from(individuals).unwrap_or_default(),
    })
}

/// Takes texts into the sample.
///
/// # Errors
/// When the database refuses.
pub async fn draw(
    tx: &mut Tx,
    consultation: ConsultationId,
    texts: &[TextItemId],
    held_out: bool,
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    for text in texts {
        on!(tx, c => sqlx::query(DRAW)
            .bind(text.to_string()).bind(consultation.to_string()).bind(held_out).bind(by).bind(stamp(at))
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Keeps what the machine says of the texts that are kept from it, in place of what it said before.
///
/// # Errors
/// When the database refuses.
pub async fn score(
    tx: &mut Tx,
    consultation: ConsultationId,
    said: &[(TextItemId, Scores)],
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(FORGET_SCORES).bind(consultation.to_string()).execute(&mut **c).await.map(drop))?;
    for (text, scores) in said {
        let scores = to_json("audit_sample.scores", scores)?;
        on!(tx, c => sqlx::query(SCORES).bind(text.to_string()).bind(scores).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Texts of the sample that others have read first and that wait for this person.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(
    db: &Db,
    consultation: ConsultationId,
    who: &str,
) -> Result<Vec<TextItemId>, StorageError> {
    let rows: Vec<(String,)> = on!(db, p => sqlx::query_as(WAITING)
        .bind(consultation.to_string()).bind(who).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id,)| read("audit_sample.text_item_id", &id))
        .collect()
}

/// Every text that two people coded.
///
/// # Errors
/// When the database refuses.
pub async fn seconds(db: &Db, consultation: ConsultationId) -> Result<Vec<Second>, StorageError> {
    let rows: Vec<SecondRow> =
        on!(db, p => sqlx::query_as(SECONDS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// One of them.
///
/// # Errors
/// When the database refuses.
pub async fn second(
    db: &Db,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<Option<Second>, StorageError> {
    let row: Option<SecondRow> = on!(db, p => sqlx::query_as(SECOND)
        .bind(consultation.to_string()).bind(text.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// Keeps what a second person said. False when somebody else was faster.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    consultation: ConsultationId,
    new: &Second,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let first = to_json("second_coding.first", &new.first.1)?;
    let second = to_json("second_coding.second", &new.second.1)?;
    let machine = to_json("second_coding.machine", &new.machine)?;
    let frame = to_json("second_coding.frame", &new.frame)?;
    let done = on!(tx, c => sqlx::query(KEEP)
        .bind(new.text.to_string()).bind(consultation.to_string()).bind(&new.first.0).bind(&first)
        .bind(&new.second.0).bind(stamp(at)).bind(&second).bind(&machine).bind(&frame)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Records what was settled, unless somebody settled it otherwise since `seen`, the moment of what was settled before. False
/// where somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn resolve(
    tx: &mut Tx,
    consultation: ConsultationId,
    text: TextItemId,
    themes: &BTreeSet<String>,
    (by, at): (&str, Timestamp),
    (reason, seen): (&str, &str),
) -> Result<bool, StorageError> {
    let themes = to_json("second_coding.resolved", themes)?;
    let done = on!(tx, c => sqlx::query(RESOLVE)
        .bind(text.to_string()).bind(consultation.to_string()).bind(&themes).bind(by).bind(stamp(at)).bind(reason)
        .bind(seen).execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// A tie in the sample: the text, the theme, and where it stands.
pub type SampleTie = (String, String, String);

/// Every tie of the sample's texts that somebody has read.
///
/// # Errors
/// When the database refuses.
pub async fn ties(db: &Db, consultation: ConsultationId) -> Result<Vec<SampleTie>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(TIES).bind(consultation.to_string()).fetch_all(p).await)?)
}
