//! Texts that look like others, and that a person found to be somebody's own words all the same: they are in no group of
//! look-alikes, and whoever wrote them counts as a person.

use super::{Db, StorageError, Tx, moment, on, read, stamp};
use crate::clock::ordered_id;
use domain::id::{ConsultationId, OwnWordsId, TextItemId};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// That a text, given its id, is nobody's own words by what anybody said.
macro_rules! may_be_alike {
    ($text:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM own_words_text y JOIN own_words z ON z.id = y.own_words_id
    WHERE z.undone_at IS NULL AND y.text_item_id = ",
            $text,
            ")"
        )
    };
}
pub(crate) use may_be_alike;

/// What somebody said of texts that look like others, and nobody has undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: OwnWordsId,
    /// How many texts.
    pub texts: u64,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

const OF_GROUP: &str = concat!(
    "SELECT g.text_item_id FROM alike g JOIN analysis_run r ON r.id = g.run_id
WHERE r.consultation_id = $1 AND g.group_id = $2 AND ",
    may_be_alike!("g.text_item_id"),
    " ORDER BY g.text_item_id"
);
const INSERT: &str =
    "INSERT INTO own_words (id, consultation_id, reason, made_by, made_at, undone_by, undone_at)
VALUES ($1, $2, $3, $4, $5, NULL, NULL)";
const TEXT: &str = "INSERT INTO own_words_text (own_words_id, text_item_id) VALUES ($1, $2)";
// Whatever else they were a copy of, they are a person's words.
const PEOPLE: &str = "UPDATE contribution SET capacity = 'individual' WHERE capacity = 'campaign'
  AND id IN (SELECT i.contribution_id FROM own_words_text w JOIN text_item i ON i.id = w.text_item_id WHERE w.own_words_id = $1)";
const STAND_ALONE: &str = "UPDATE reading SET copy_of = NULL
WHERE text_item_id IN (SELECT w.text_item_id FROM own_words_text w WHERE w.own_words_id = $1)";
const ALL: &str = "SELECT o.id, (SELECT COUNT(*) FROM own_words_text w WHERE w.own_words_id = o.id), o.reason, o.made_by, o.made_at
FROM own_words o WHERE o.consultation_id = $1 AND o.undone_at IS NULL ORDER BY o.made_at DESC, o.id";
const TEXTS: &str =
    "SELECT w.text_item_id FROM own_words_text w JOIN own_words o ON o.id = w.own_words_id
WHERE o.consultation_id = $1 AND o.undone_at IS NULL";
const UNDO: &str = "UPDATE own_words SET undone_by = $3, undone_at = $4
WHERE id = $1 AND consultation_id = $2 AND undone_at IS NULL";
// What somebody counted as a campaign before is one again.
const COPIES: &str = "UPDATE contribution SET capacity = 'campaign' WHERE capacity = 'individual'
  AND id IN (SELECT i.contribution_id FROM own_words_text w JOIN text_item i ON i.id = w.text_item_id WHERE w.own_words_id = $1)
  AND id IN (SELECT m.contribution_id FROM campaign_member m JOIN campaign g ON g.id = m.campaign_id WHERE g.undone_at IS NULL)";
const UNDONE: &str =
    "SELECT text_item_id FROM own_words_text WHERE own_words_id = $1 ORDER BY text_item_id";

/// Takes these texts of a group of look-alikes for their writers' own words; none: all of the group. Gives them; none where
/// the group does not have them any more.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    consultation: ConsultationId,
    (group, chosen): (&str, &[TextItemId]),
    reason: &str,
    (by, at): (&str, Timestamp),
) -> Result<Option<Vec<String>>, StorageError> {
    let rows: Vec<(String,)> = on!(tx, c => sqlx::query_as(OF_GROUP)
        .bind(consultation.to_string()).bind(group).fetch_all(&mut **c).await)?;
    let of_group: Vec<String> = rows.into_iter().map(|(id,)| id).collect();
    let chosen: Vec<String> = chosen.iter().map(ToString::to_string).collect();
    if of_group.is_empty() || !chosen.iter().all(|id| of_group.contains(id)) {
        return Ok(None);
    }
    let texts = if chosen.is_empty() { of_group } else { chosen };
    let id = ordered_id().to_string();
    on!(tx, c => sqlx::query(INSERT)
        .bind(&id).bind(consultation.to_string()).bind(reason).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    for text in &texts {
        on!(tx, c => sqlx::query(TEXT).bind(&id).bind(text).execute(&mut **c).await.map(drop))?;
    }
    for sql in [PEOPLE, STAND_ALONE] {
        on!(tx, c => sqlx::query(sql).bind(&id).execute(&mut **c).await.map(drop))?;
    }
    Ok(Some(texts))
}

/// Everything that stands, the last one first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<(String, i64, String, String, String)> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id, texts, reason, by, at)| {
            Ok(Row {
                id: read("own_words.id", &id)?,
                texts: u64::try_from(texts).unwrap_or_default(),
                reason,
                by,
                at: moment("own_words.made_at", &at)?,
            })
        })
        .collect()
}

/// Every text that is somebody's own words.
///
/// # Errors
/// When the database refuses.
pub async fn texts(
    db: &Db,
    consultation: ConsultationId,
) -> Result<BTreeSet<TextItemId>, StorageError> {
    let rows: Vec<(String,)> =
        on!(db, p => sqlx::query_as(TEXTS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(id,)| read("own_words_text.text_item_id", &id))
        .collect()
}

/// Takes it back: they are look-alikes again. Gives the texts; none when it was taken back already.
///
/// # Errors
/// When the database refuses.
pub async fn undo(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: OwnWordsId,
    (by, at): (&str, Timestamp),
) -> Result<Vec<String>, StorageError> {
    let id = id.to_string();
    let done = on!(tx, c => sqlx::query(UNDO)
        .bind(&id).bind(consultation.to_string()).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if done == 0 {
        return Ok(Vec::new());
    }
    on!(tx, c => sqlx::query(COPIES).bind(&id).execute(&mut **c).await.map(drop))?;
    let rows: Vec<(String,)> =
        on!(tx, c => sqlx::query_as(UNDONE).bind(&id).fetch_all(&mut **c).await)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
