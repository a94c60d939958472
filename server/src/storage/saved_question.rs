//! The library: questions kept with their wordings.

use super::{Db, StorageError, Tx, json, moment, on, read, stamp, to_json};
use domain::id::SavedQuestionId;
use domain::question::Question;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One question of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: SavedQuestionId,
    /// The question.
    pub question: Question,
    /// The rows of a grid, in order; none of any other question.
    pub rows: Vec<Question>,
    /// The address of the consultation it comes from.
    pub source: String,
    /// A staff e-mail.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What the column holds: a question, and in it the rows of a grid.
#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    question: Question,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rows: Vec<Question>,
}

type SavedRow = (String, String, String, String, String);

const INSERT: &str = "INSERT INTO saved_question (id, question, source, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5)";
const ALL: &str = "SELECT id, question, source, saved_by, saved_at FROM saved_question ORDER BY saved_at DESC, id";
const ONE: &str =
    "SELECT id, question, source, saved_by, saved_at FROM saved_question WHERE id = $1";
const DROP: &str = "DELETE FROM saved_question WHERE id = $1";

fn row((id, question, source, by, at): SavedRow) -> Result<Row, StorageError> {
    let Kept { question, rows } = json("saved_question.question", &question)?;
    Ok(Row {
        id: read("saved_question.id", &id)?,
        question,
        rows,
        source,
        by,
        at: moment("saved_question.saved_at", &at)?,
    })
}

/// Keeps a question.
///
/// # Errors
/// When the database refuses.
pub async fn insert(tx: &mut Tx, saved: &Row) -> Result<(), StorageError> {
    let kept = Kept {
        question: saved.question.clone(),
        rows: saved.rows.clone(),
    };
    let question = to_json("saved_question.question", &kept)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(saved.id.to_string()).bind(&question).bind(&saved.source).bind(&saved.by).bind(stamp(saved.at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Every question, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<SavedRow> = on!(db, p => sqlx::query_as(ALL).fetch_all(p).await)?;
    rows.into_iter().map(row).collect()
}

/// One question.
///
/// # Errors
/// When the database refuses.
pub async fn one(db: &Db, id: SavedQuestionId) -> Result<Option<Row>, StorageError> {
    let found: Option<SavedRow> =
        on!(db, p => sqlx::query_as(ONE).bind(id.to_string()).fetch_optional(p).await)?;
    found.map(row).transpose()
}

/// Takes a question out of the library. False when it was gone.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, id: SavedQuestionId) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(DROP).bind(id.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
