//! Findings, the passages behind them, and the council's positions.

use super::assignment::span;
use super::passage::{Text, TextRow, text_columns};
use super::{Db, StorageError, Tx, on, read, stamp, word};
use crate::clock::ordered_id;
use domain::coding::Span;
use domain::decision::Response;
use domain::id::{ConsultationId, FindingId, PassageId, PositionId, QuoteId, TextItemId, ThemeId};
use domain::redaction::Redaction;
use jiff::Timestamp;

/// What the council says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Its id.
    pub id: PositionId,
    /// Accept, in part, reject, out of scope.
    pub response: Response,
    /// Why.
    pub reason: String,
    /// Who wrote it.
    pub made_by: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: FindingId,
    /// From 1.
    pub number: u32,
    /// A sentence or two.
    pub statement: String,
    /// Themes it rests on, in the order of the frame: id, label, weighty.
    pub themes: Vec<(ThemeId, String, bool)>,
    /// What the council says.
    pub position: Option<Position>,
    /// For optimistic locking.
    pub version: i64,
}

/// A passage chosen for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its id.
    pub id: QuoteId,
    /// The finding.
    pub finding: FindingId,
    /// The passage.
    pub passage: PassageId,
    /// Where it lies.
    pub span: Span,
    /// Who chose it.
    pub chosen_by: String,
    /// Its text.
    pub text: Text,
}

#[derive(sqlx::FromRow)]
struct FindingRow {
    id: String,
    number: i64,
    statement: String,
    version: i64,
    position_id: Option<String>,
    response: Option<String>,
    reason: Option<String>,
    position_by: Option<String>,
}

impl TryFrom<FindingRow> for Row {
    type Error = StorageError;
    fn try_from(row: FindingRow) -> Result<Self, StorageError> {
        let position = match (row.position_id, row.response, row.reason, row.position_by) {
            (Some(id), Some(response), Some(reason), Some(made_by)) => Some(Position {
                id: read("finding_position.id", &id)?,
                response: word("finding_position.response", &response, Response::parse)?,
                reason,
                made_by,
            }),
            _ => None,
        };
        Ok(Self {
            id: read("finding.id", &row.id)?,
            number: u32::try_from(row.number).unwrap_or_default(),
            statement: row.statement,
            themes: Vec::new(),
            position,
            version: row.version,
        })
    }
}

#[derive(sqlx::FromRow)]
struct QuoteRow {
    id: String,
    finding_id: String,
    passage_id: String,
    starts: i64,
    ends: i64,
    chosen_by: String,
    #[sqlx(flatten)]
    text: TextRow,
}

impl TryFrom<QuoteRow> for Quote {
    type Error = StorageError;
    fn try_from(row: QuoteRow) -> Result<Self, StorageError> {
        Ok(Self {
            id: read("quote.id", &row.id)?,
            finding: read("quote.finding_id", &row.finding_id)?,
            passage: read("quote.passage_id", &row.passage_id)?,
            span: span(row.starts, row.ends),
            chosen_by: row.chosen_by,
            text: row.text.try_into()?,
        })
    }
}

const ALL: &str = "SELECT f.id, f.number, f.statement, f.version, p.id AS position_id, p.response, p.reason,
  p.made_by AS position_by
FROM finding f LEFT JOIN finding_position p ON p.finding_id = f.id WHERE f.consultation_id = $1 ORDER BY f.number";
const THEMES: &str =
    "SELECT x.finding_id, t.id, t.label, t.weighty FROM finding_theme x JOIN theme t ON t.id = x.theme_id
WHERE t.consultation_id = $1 ORDER BY t.position, t.id";
const QUOTES: &str = concat!(
    "SELECT q.id, q.finding_id, q.passage_id, p.starts, p.ends, q.chosen_by, ",
    text_columns!(),
    "
FROM quote q JOIN finding f ON f.id = q.finding_id JOIN passage p ON p.id = q.passage_id
  JOIN text_item i ON i.id = p.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE f.consultation_id = $1 ORDER BY f.number, q.position, q.id"
);
const REDACTIONS: &str =
    "SELECT p.text_item_id, p.starts, p.ends, r.replacement FROM redaction r JOIN passage p ON p.id = r.passage_id
WHERE p.text_item_id IN (SELECT pq.text_item_id FROM quote q JOIN passage pq ON pq.id = q.passage_id
  JOIN finding f ON f.id = q.finding_id WHERE f.consultation_id = $1)
ORDER BY p.text_item_id, p.starts, p.ends, r.id";
const NEXT: &str = "SELECT COALESCE(MAX(number), 0) FROM finding WHERE consultation_id = $1";
const INSERT: &str =
    "INSERT INTO finding (id, consultation_id, number, statement, made_by, made_at, version)
VALUES ($1, $2, $3, $4, $5, $6, 1)";
const EDIT: &str = "UPDATE finding SET statement = $4, version = version + 1
WHERE id = $1 AND consultation_id = $2 AND version = $3";
const BUMP: &str = "UPDATE finding SET version = version + 1 WHERE id = $1 AND consultation_id = $2 AND version = $3";
const CLEAR_THEMES: &str = "DELETE FROM finding_theme WHERE finding_id = $1";
const ADD_THEME: &str = "INSERT INTO finding_theme (finding_id, theme_id)
SELECT $1, t.id FROM theme t WHERE t.id = $2 AND t.consultation_id = $3 AND t.state IN ('suggested', 'active')
ON CONFLICT (finding_id, theme_id) DO NOTHING";
const POSITION: &str =
    "INSERT INTO finding_position (id, finding_id, response, reason, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (finding_id) DO UPDATE SET response = excluded.response, reason = excluded.reason,
  made_by = excluded.made_by, made_at = excluded.made_at";
// Only a passage of this consultation that a person confirmed for one of the finding's themes.
const ADD_QUOTE: &str = "INSERT INTO quote (id, finding_id, passage_id, position, chosen_by)
SELECT $1, $2, $3, (SELECT COALESCE(MAX(position), 0) + 1 FROM quote WHERE finding_id = $2), $4
WHERE EXISTS (SELECT 1 FROM theme_assignment a JOIN theme_family m ON m.member_id = a.theme_id
  JOIN finding_theme x ON x.theme_id = m.theme_id
  WHERE x.finding_id = $2 AND a.passage_id = $3 AND a.tie = 'confirmed')
ON CONFLICT (finding_id, passage_id) DO NOTHING";
const DROP_QUOTE: &str = "DELETE FROM quote WHERE id = $1 AND finding_id = $2";

/// Every finding of a consultation by number.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<FindingRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    let themes: Vec<(String, String, String, bool)> =
        on!(db, p => sqlx::query_as(THEMES).bind(consultation.to_string()).fetch_all(p).await)?;
    let mut all = rows
        .into_iter()
        .map(Row::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    for (finding, theme, label, weighty) in themes {
        let finding: FindingId = read("finding_theme.finding_id", &finding)?;
        if let Some(row) = all.iter_mut().find(|row| row.id == finding) {
            row.themes.push((read("theme.id", &theme)?, label, weighty));
        }
    }
    Ok(all)
}

/// Every chosen passage of a consultation, by finding.
///
/// # Errors
/// When the database refuses.
pub async fn quotes(db: &Db, consultation: ConsultationId) -> Result<Vec<Quote>, StorageError> {
    let rows: Vec<QuoteRow> =
        on!(db, p => sqlx::query_as(QUOTES).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Redactions of every text that is quoted in a consultation.
///
/// # Errors
/// When the database refuses.
pub async fn redactions(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Vec<(TextItemId, Redaction)>, StorageError> {
    let rows: Vec<(String, i64, i64, String)> =
        on!(db, p => sqlx::query_as(REDACTIONS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(text, starts, ends, replacement)| {
            let redaction = Redaction {
                span: span(starts, ends),
                replacement,
            };
            Ok((read("text_item.id", &text)?, redaction))
        })
        .collect()
}

/// Adds a finding under the next number.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: FindingId,
    statement: &str,
    (who, at): (&str, Timestamp),
) -> Result<u32, StorageError> {
    let (last,): (i64,) = on!(tx, c => sqlx::query_as(NEXT).bind(consultation.to_string()).fetch_one(&mut **c).await)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(id.to_string()).bind(consultation.to_string()).bind(last + 1).bind(statement).bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(u32::try_from(last + 1).unwrap_or_default())
}

/// Gives a finding other words, if nobody changed it since `version`. False when somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn edit(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (FindingId, i64),
    statement: &str,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(EDIT)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version).bind(statement)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Sets the themes a finding rests on.
///
/// # Errors
/// When the database refuses.
pub async fn set_themes(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: FindingId,
    themes: &[ThemeId],
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(CLEAR_THEMES).bind(id.to_string()).execute(&mut **c).await.map(drop))?;
    for theme in themes {
        on!(tx, c => sqlx::query(ADD_THEME)
            .bind(id.to_string()).bind(theme.to_string()).bind(consultation.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Says what the council says, if nobody changed the finding since `version`. False when somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn set_position(
    tx: &mut Tx,
    consultation: ConsultationId,
    (id, version): (FindingId, i64),
    (response, reason): (Response, &str),
    (who, at): (&str, Timestamp),
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(BUMP)
        .bind(id.to_string()).bind(consultation.to_string()).bind(version)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if done != 1 {
        return Ok(false);
    }
    on!(tx, c => sqlx::query(POSITION)
        .bind(ordered_id().to_string()).bind(id.to_string()).bind(response.as_str()).bind(reason)
        .bind(who).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(true)
}

/// Puts a passage behind a finding, if a person confirmed it for one of the finding's themes. False when not, or
/// when it stands there already.
///
/// # Errors
/// When the database refuses.
pub async fn add_quote(
    tx: &mut Tx,
    finding: FindingId,
    passage: PassageId,
    who: &str,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(ADD_QUOTE)
        .bind(ordered_id().to_string()).bind(finding.to_string()).bind(passage.to_string()).bind(who)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes a passage away from a finding.
///
/// # Errors
/// When the database refuses.
pub async fn drop_quote(
    tx: &mut Tx,
    finding: FindingId,
    quote: QuoteId,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(DROP_QUOTE).bind(quote.to_string()).bind(finding.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
