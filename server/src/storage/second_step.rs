//! What somebody said as the second person, act by act, as long as they may change it: until they see what the first one
//! said, or anybody settles it.

use super::{Db, StorageError, Tx, json, on, read, stamp, to_json};
use crate::clock::ordered_id;
use domain::id::{ConsultationId, StepId, TextItemId};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// A text that somebody coded second and may still change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The text.
    pub text: TextItemId,
    /// The themes they gave.
    pub themes: BTreeSet<String>,
}

/// An act that may be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// The themes it had before; none where it was not coded.
    pub before: Option<BTreeSet<String>>,
    /// The themes it has since.
    pub after: BTreeSet<String>,
}

/// That a text coded second may still be changed by whoever coded it.
macro_rules! is_open {
    () => {
        "d.resolved IS NULL AND d.compared_at IS NULL"
    };
}

const OWN: &str = concat!(
    "SELECT d.text_item_id, d.second FROM second_coding d JOIN text_item i ON i.id = d.text_item_id
WHERE d.consultation_id = $1 AND d.second_by = $2 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND ",
    is_open!(),
    " ORDER BY d.second_at, d.text_item_id"
);
const LAST: &str = concat!(
    "SELECT s.id, s.text_item_id, c.reference, s.before, s.after FROM second_step s
  JOIN second_coding d ON d.text_item_id = s.text_item_id AND d.second_by = s.made_by
  JOIN text_item i ON i.id = s.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE s.consultation_id = $1 AND s.made_by = $2 AND s.undone_at IS NULL AND ",
    is_open!(),
    " ORDER BY s.id DESC LIMIT 1"
);
const INSERT: &str = "INSERT INTO second_step (id, consultation_id, text_item_id, before, after, made_by, made_at, undone_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
const UNDONE: &str = "UPDATE second_step SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";
const CHANGE: &str = "UPDATE second_coding SET second = $3
WHERE text_item_id = $1 AND second_by = $2 AND resolved IS NULL AND compared_at IS NULL";
const FORGET: &str = "DELETE FROM second_coding
WHERE text_item_id = $1 AND second_by = $2 AND resolved IS NULL AND compared_at IS NULL";
const COMPARE: &str = "UPDATE second_coding SET compared_at = $3
WHERE text_item_id = $1 AND second_by = $2 AND consultation_id = $4 AND compared_at IS NULL";

/// Texts that this person coded second and may still change, in the order in which they did.
///
/// # Errors
/// When the database refuses.
pub async fn own(
    db: &Db,
    consultation: ConsultationId,
    by: &str,
) -> Result<Vec<Own>, StorageError> {
    let rows: Vec<(String, String)> = on!(db, p => sqlx::query_as(OWN)
        .bind(consultation.to_string()).bind(by).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(text, themes)| {
            Ok(Own {
                text: read("second_coding.text_item_id", &text)?,
                themes: json("second_coding.second", &themes)?,
            })
        })
        .collect()
}

/// The last act of this person that they may take back.
///
/// # Errors
/// When the database refuses.
pub async fn last(
    db: &Db,
    consultation: ConsultationId,
    by: &str,
) -> Result<Option<Step>, StorageError> {
    let row: Option<(String, String, String, String, String)> = on!(db, p => sqlx::query_as(LAST)
        .bind(consultation.to_string()).bind(by).fetch_optional(p).await)?;
    row.map(|(id, text, reference, before, after)| {
        Ok(Step {
            id: read("second_step.id", &id)?,
            text: read("second_step.text_item_id", &text)?,
            reference,
            before: match before.is_empty() {
                true => None,
                false => Some(json("second_step.before", &before)?),
            },
            after: json("second_step.after", &after)?,
        })
    })
    .transpose()
}

/// Keeps an act: a text had these themes before, or was not coded, and has those since.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    text: TextItemId,
    (before, after): (Option<&BTreeSet<String>>, &BTreeSet<String>),
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    let before = before.map(|set| to_json("second_step.before", set));
    let before = before.transpose()?.unwrap_or_default();
    let after = to_json("second_step.after", after)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(ordered_id().to_string()).bind(consultation.to_string()).bind(text.to_string())
        .bind(&before).bind(&after).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
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

/// Puts other themes in the place of those this person gave; none: they have not coded it. False when they may not any
/// more.
///
/// # Errors
/// When the database refuses.
pub async fn change(
    tx: &mut Tx,
    text: TextItemId,
    by: &str,
    themes: Option<&BTreeSet<String>>,
) -> Result<bool, StorageError> {
    let themes = themes.map(|set| to_json("second_coding.second", set));
    let done = match themes.transpose()? {
        Some(themes) => {
            on!(tx, c => sqlx::query(CHANGE).bind(text.to_string()).bind(by).bind(&themes)
            .execute(&mut **c).await.map(|done| done.rows_affected()))?
        }
        None => on!(tx, c => sqlx::query(FORGET).bind(text.to_string()).bind(by)
            .execute(&mut **c).await.map(|done| done.rows_affected()))?,
    };
    Ok(done == 1)
}

/// Notes that this person, who coded it second, is shown what the first one said. False when they were already, or did
/// not code it.
///
/// # Errors
/// When the database refuses.
pub async fn compare(
    tx: &mut Tx,
    consultation: ConsultationId,
    text: TextItemId,
    by: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(COMPARE).bind(text.to_string()).bind(by).bind(stamp(at))
        .bind(consultation.to_string())
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}
