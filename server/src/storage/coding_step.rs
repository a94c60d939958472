//! Acts of coding that can be taken back, and a text's ties as they stood before and after.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use crate::clock::ordered_id;
use domain::coding::LIKELY;
use domain::id::{ConsultationId, StepId, TextItemId, ThemeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A tie as it stands. Ids and words of the program only: nothing of what was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::FromRow)]
pub struct TieState {
    /// Its id.
    pub id: String,
    /// The theme.
    pub theme_id: String,
    /// The passage.
    pub passage_id: String,
    /// First code point.
    pub starts: i64,
    /// One past the last.
    pub ends: i64,
    /// suggested, confirmed, rejected.
    pub tie: String,
    /// Staff e-mail or `engine:VERSION`.
    pub made_by: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<String>,
    /// Suggested, and not likely.
    #[serde(default)]
    pub weak: bool,
}

/// Everything that coding says of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its ties, by id.
    pub ties: Vec<TieState>,
    /// What was found; empty while nobody has read it.
    pub verdict: String,
    /// Who read it.
    pub read_by: Option<String>,
    /// When.
    pub read_at: Option<String>,
}

/// An act that was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: StepId,
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// tie, reject, done, none.
    pub what: String,
    /// Label of the theme; empty without one.
    pub theme: String,
    /// As it was.
    pub before: State,
    /// As it became.
    pub after: State,
    /// When it was done.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: String,
    text_item_id: String,
    reference: String,
    what: String,
    theme: Option<String>,
    before: String,
    after: String,
    made_at: String,
}

// Holds the row on PostgreSQL until the transaction ends.
const HOLD: &str =
    "UPDATE reading SET place = place WHERE text_item_id = $1 AND consultation_id = $2";
const READING: &str = "SELECT verdict, read_by, read_at FROM reading WHERE text_item_id = $1 AND consultation_id = $2";
// Themes that can be chosen: nobody confirms by the way what they were not offered.
const TIES: &str = "SELECT a.id, a.theme_id, a.passage_id, p.starts, p.ends, a.tie, a.made_by, a.decided_by, a.decided_at,
  (a.tie = 'suggested' AND COALESCE(a.score, 0) < $2) AS weak
FROM theme_assignment a JOIN passage p ON p.id = a.passage_id JOIN theme t ON t.id = a.theme_id
WHERE p.text_item_id = $1 AND t.state = 'active' ORDER BY a.id";
const INSERT: &str = "INSERT INTO coding_step (id, consultation_id, text_item_id, what, theme_id, before, after, made_by, made_at, undone_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)";
const LAST: &str = "SELECT s.id, s.text_item_id, c.reference, s.what, (SELECT t.label FROM theme t WHERE t.id = s.theme_id) AS theme,
  s.before, s.after, s.made_at
FROM coding_step s JOIN text_item i ON i.id = s.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE s.consultation_id = $1 AND s.made_by = $2 AND s.undone_at IS NULL ORDER BY s.id DESC LIMIT 1";
const UNDONE: &str = "UPDATE coding_step SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";
const FORGET: &str = "DELETE FROM theme_assignment WHERE id = $1";
const DECIDE: &str = "UPDATE theme_assignment SET tie = $2, passage_id = $3, decided_by = $4, decided_at = $5 WHERE id = $1";
const MAKE: &str = "INSERT INTO theme_assignment (id, theme_id, passage_id, made_by, score, tie, decided_by, decided_at)
VALUES ($1, $2, $3, $4, NULL, 'confirmed', $4, $5)";

/// What coding says of a text, held until the transaction ends; none when it is not in this consultation's queue.
///
/// # Errors
/// When the database refuses.
pub async fn hold(
    tx: &mut Tx,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<Option<State>, StorageError> {
    let (id, of) = (text.to_string(), consultation.to_string());
    on!(tx, c => sqlx::query(HOLD).bind(&id).bind(&of).execute(&mut **c).await.map(drop))?;
    let read: Option<(String, Option<String>, Option<String>)> =
        on!(tx, c => sqlx::query_as(READING).bind(&id).bind(&of).fetch_optional(&mut **c).await)?;
    let Some((verdict, read_by, read_at)) = read else {
        return Ok(None);
    };
    let mut ties: Vec<TieState> =
        on!(tx, c => sqlx::query_as(TIES).bind(&id).bind(LIKELY).fetch_all(&mut **c).await)?;
    ties.sort();
    Ok(Some(State {
        ties,
        verdict,
        read_by,
        read_at,
    }))
}

/// The same without holding it.
///
/// # Errors
/// When the database refuses.
pub async fn state(
    db: &Db,
    consultation: ConsultationId,
    text: TextItemId,
) -> Result<State, StorageError> {
    let (id, of) = (text.to_string(), consultation.to_string());
    let read: Option<(String, Option<String>, Option<String>)> =
        on!(db, p => sqlx::query_as(READING).bind(&id).bind(&of).fetch_optional(p).await)?;
    let (verdict, read_by, read_at) = read.unwrap_or_default();
    let mut ties: Vec<TieState> =
        on!(db, p => sqlx::query_as(TIES).bind(&id).bind(LIKELY).fetch_all(p).await)?;
    ties.sort();
    Ok(State {
        ties,
        verdict,
        read_by,
        read_at,
    })
}

/// Writes the ties of a text from one state to another: ties that are new are made, ties that are gone are forgotten.
///
/// # Errors
/// When the database refuses.
pub async fn write(tx: &mut Tx, from: &State, to: &State) -> Result<(), StorageError> {
    for gone in &from.ties {
        if !to.ties.iter().any(|tie| tie.id == gone.id) {
            on!(tx, c => sqlx::query(FORGET).bind(&gone.id).execute(&mut **c).await.map(drop))?;
        }
    }
    for tie in &to.ties {
        match from.ties.iter().find(|before| before.id == tie.id) {
            None => {
                on!(tx, c => sqlx::query(MAKE)
                    .bind(&tie.id).bind(&tie.theme_id).bind(&tie.passage_id).bind(&tie.made_by).bind(&tie.decided_at)
                    .execute(&mut **c).await.map(drop))?;
            }
            Some(before) if before != tie => {
                on!(tx, c => sqlx::query(DECIDE)
                    .bind(&tie.id).bind(&tie.tie).bind(&tie.passage_id).bind(&tie.decided_by).bind(&tie.decided_at)
                    .execute(&mut **c).await.map(drop))?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// An act to be kept.
#[derive(Debug)]
pub struct New<'a> {
    /// The text.
    pub text: TextItemId,
    /// tie, reject, done, none.
    pub what: &'static str,
    /// What it was about.
    pub theme: Option<ThemeId>,
    /// As it was.
    pub before: &'a State,
    /// As it became.
    pub after: &'a State,
    /// Who did it.
    pub by: &'a str,
    /// When.
    pub at: Timestamp,
}

/// Keeps an act.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    step: &New<'_>,
) -> Result<(), StorageError> {
    let before = to_json("coding_step.before", step.before)?;
    let after = to_json("coding_step.after", step.after)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(ordered_id().to_string()).bind(consultation.to_string()).bind(step.text.to_string()).bind(step.what)
        .bind(step.theme.map(|id| id.to_string())).bind(&before).bind(&after).bind(step.by).bind(stamp(step.at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// The last act of a person in a consultation that they have not taken back.
///
/// # Errors
/// When the database refuses.
pub async fn last(
    db: &Db,
    consultation: ConsultationId,
    by: &str,
) -> Result<Option<Row>, StorageError> {
    let row: Option<StepRow> = on!(db, p => sqlx::query_as(LAST)
        .bind(consultation.to_string()).bind(by).fetch_optional(p).await)?;
    row.map(|row| {
        Ok(Row {
            id: read("coding_step.id", &row.id)?,
            text: read("coding_step.text_item_id", &row.text_item_id)?,
            reference: row.reference,
            what: row.what,
            theme: row.theme.unwrap_or_default(),
            before: json("coding_step.before", &row.before)?,
            after: json("coding_step.after", &row.after)?,
            at: moment("coding_step.made_at", &row.made_at)?,
        })
    })
    .transpose()
}

/// Notes that an act was taken back. False when it was already.
///
/// # Errors
/// When the database refuses.
pub async fn undone(tx: &mut Tx, id: StepId, at: Timestamp) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(UNDONE).bind(id.to_string()).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
