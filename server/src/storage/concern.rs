//! Texts that may tell of harm, and who looks at them.

use super::{Db, StorageError, Tx, moment, on, read, stamp};
use crate::clock::ordered_id;
use app::api::After;
use domain::id::{ConcernId, ConsultationId, TextItemId};
use jiff::Timestamp;

/// A text that may tell of harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: ConcernId,
    /// The text.
    pub text: TextItemId,
    /// Why it was marked.
    pub why: String,
    /// Staff e-mail or `engine:VERSION`.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
    /// Who dealt with it, when, and what they did.
    pub handled: Option<(String, Timestamp, String)>,
}

#[derive(sqlx::FromRow)]
struct ConcernRow {
    id: String,
    text_item_id: String,
    why: String,
    made_by: String,
    made_at: String,
    handled_by: Option<String>,
    handled_at: Option<String>,
    outcome: String,
}

/// A concern between two texts.
#[derive(Debug, sqlx::FromRow)]
pub struct Taken {
    id: String,
    consultation_id: String,
    why: String,
    made_by: String,
    made_at: String,
    handled_by: Option<String>,
    handled_at: Option<String>,
    outcome: String,
    before_held: String,
    screening: String,
}

impl TryFrom<ConcernRow> for Row {
    type Error = StorageError;
    fn try_from(row: ConcernRow) -> Result<Self, StorageError> {
        let handled = match (row.handled_by, row.handled_at) {
            (Some(by), Some(at)) => Some((by, moment("concern.handled_at", &at)?, row.outcome)),
            _ => None,
        };
        Ok(Self {
            id: read("concern.id", &row.id)?,
            text: read("concern.text_item_id", &row.text_item_id)?,
            why: row.why,
            made_by: row.made_by,
            made_at: moment("concern.made_at", &row.made_at)?,
            handled,
        })
    }
}

const ALL: &str =
    "SELECT id, text_item_id, why, made_by, made_at, handled_by, handled_at, outcome FROM concern
WHERE consultation_id = $1 ORDER BY handled_at IS NOT NULL, made_at, id";
const OPEN: &str = "SELECT COUNT(*) FROM concern WHERE consultation_id = $1 AND handled_at IS NULL";
const OF_TEXT: &str = "SELECT COUNT(*) FROM concern
WHERE text_item_id = $1 AND (handled_at IS NULL OR NOT moved)";
const RAISE: &str = "INSERT INTO concern (id, consultation_id, text_item_id, why, made_by, made_at, handled_by, handled_at, outcome, before_held)
VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, '', COALESCE((SELECT x.screening FROM text_item x WHERE x.id = $3 AND x.screening <> 'held'), ''))";
const TOUCH: &str = "UPDATE text_item SET screening = screening WHERE id = $1";
const HOLD: &str = "UPDATE text_item SET screening = 'held' WHERE id = $1 AND erased_at IS NULL";
const HELD_BY_OTHERS: &str =
    "SELECT COUNT(*) FROM concern WHERE text_item_id = $1 AND handled_at IS NULL";
const BEFORE: &str = "SELECT before_held FROM concern WHERE text_item_id = $1 AND before_held <> ''
ORDER BY made_at DESC, id DESC LIMIT 1";
const STAYS_WITHHELD: &str =
    "UPDATE text_item SET screening = 'withheld' WHERE id = $1 AND screening = 'unscreened'";
const LET_GO: &str = "UPDATE text_item SET screening = $2 WHERE id = $1 AND screening = 'held'";
const WITHHOLD: &str =
    "UPDATE text_item SET screening = 'withheld', screened_by = $2, screened_at = $3
WHERE id = $1 AND screening = 'held'";
// Whatever is said of another concern of the text: it is not let go any more.
const STAYS: &str = "UPDATE concern SET before_held = 'withheld' WHERE text_item_id = $1";
const TEXT: &str = "SELECT text_item_id FROM concern WHERE id = $1";
const OF: &str = "SELECT id, consultation_id, why, made_by, made_at, handled_by, handled_at, outcome, before_held,
  (SELECT x.screening FROM text_item x WHERE x.id = concern.text_item_id) AS screening FROM concern
WHERE text_item_id = $1 ORDER BY id";
const FORGET: &str = "DELETE FROM concern WHERE text_item_id = $1";
const KEEP: &str = "INSERT INTO concern (id, consultation_id, text_item_id, why, made_by, made_at, handled_by, handled_at, outcome, before_held, moved)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, TRUE)";
const HANDLE: &str = "UPDATE concern SET handled_by = $3, handled_at = $4, outcome = $5
WHERE consultation_id = $1 AND id = $2 AND handled_at IS NULL";
const LEADS: &str = "SELECT email FROM safeguarding_lead WHERE consultation_id = $1 ORDER BY email";
const NAME: &str =
    "INSERT INTO safeguarding_lead (consultation_id, email, named_by, named_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (consultation_id, email) DO NOTHING";
const UNNAME: &str = "DELETE FROM safeguarding_lead WHERE consultation_id = $1 AND email = $2";

/// Every marked text, open ones first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<ConcernRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// How many nobody has dealt with.
///
/// # Errors
/// When the database refuses.
pub async fn open(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(OPEN).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// Whether a text was ever marked. What was said of words that were put right since does not count once it is dealt with:
/// nobody has read the new ones.
///
/// # Errors
/// When the database refuses.
pub async fn is_marked(tx: &mut Tx, text: TextItemId) -> Result<bool, StorageError> {
    let (count,): (i64,) =
        on!(tx, c => sqlx::query_as(OF_TEXT).bind(text.to_string()).fetch_one(&mut **c).await)?;
    Ok(count > 0)
}

/// Marks a text, and holds it back until somebody has dealt with it.
///
/// # Errors
/// When the database refuses.
pub async fn raise(
    tx: &mut Tx,
    consultation: ConsultationId,
    text: TextItemId,
    why: &str,
    (by, at): (&str, Timestamp),
) -> Result<String, StorageError> {
    let id = ordered_id().to_string();
    // Whoever screens the text at this moment is done before it is read what the text was.
    on!(tx, c => sqlx::query(TOUCH).bind(text.to_string()).execute(&mut **c).await.map(drop))?;
    on!(tx, c => sqlx::query(RAISE)
        .bind(&id).bind(consultation.to_string()).bind(text.to_string()).bind(why).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    hold(tx, &text.to_string()).await?;
    Ok(id)
}

/// Holds a text back from everybody but those who are named.
async fn hold(tx: &mut Tx, text: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(HOLD).bind(text).execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes a concern off its text, which is about to be replaced. Gives what is needed to [`keep`] it.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, text: &str) -> Result<Vec<Taken>, StorageError> {
    let taken: Vec<Taken> = on!(tx, c => sqlx::query_as(OF).bind(text).fetch_all(&mut **c).await)?;
    on!(tx, c => sqlx::query(FORGET).bind(text).execute(&mut **c).await.map(drop))?;
    Ok(taken)
}

/// Puts a concern on the text that took the place of the one it was about.
///
/// # Errors
/// When the database refuses.
pub async fn keep(tx: &mut Tx, taken: &Taken, text: &str) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(KEEP)
        .bind(&taken.id).bind(&taken.consultation_id).bind(text).bind(&taken.why).bind(&taken.made_by)
        .bind(&taken.made_at).bind(&taken.handled_by).bind(&taken.handled_at).bind(&taken.outcome)
        .bind(&taken.before_held)
        .execute(&mut **c).await.map(drop))?;
    if taken.handled_at.is_none() {
        return hold(tx, text).await;
    }
    // What a person withheld stays so, whatever was typed wrongly in it.
    if taken.screening == "withheld" {
        on!(tx, c => sqlx::query(STAYS_WITHHELD).bind(text).execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Notes what was done. The text goes back to where it stood, or is withheld, unless it waits for another concern too.
/// False when somebody did so already.
///
/// # Errors
/// When the database refuses.
pub async fn handle(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: ConcernId,
    (outcome, after): (&str, After),
    (by, at): (&str, Timestamp),
) -> Result<bool, StorageError> {
    let done = on!(tx, c => sqlx::query(HANDLE)
        .bind(consultation.to_string()).bind(id.to_string()).bind(by).bind(stamp(at)).bind(outcome)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if done == 0 {
        return Ok(false);
    }
    let (text,): (String,) = on!(tx, c => sqlx::query_as(TEXT).bind(id.to_string())
        .fetch_one(&mut **c).await)?;
    let (others,): (i64,) = on!(tx, c => sqlx::query_as(HELD_BY_OTHERS).bind(&text)
        .fetch_one(&mut **c).await)?;
    if after == After::Withheld {
        on!(tx, c => sqlx::query(STAYS).bind(&text).execute(&mut **c).await.map(drop))?;
    }
    match after {
        After::Withheld if others == 0 => {
            on!(tx, c => sqlx::query(WITHHOLD).bind(&text).bind(by).bind(stamp(at))
                .execute(&mut **c).await.map(drop))?;
        }
        After::AsBefore if others == 0 => {
            let before: Option<(String,)> = on!(tx, c => sqlx::query_as(BEFORE).bind(&text)
                .fetch_optional(&mut **c).await)?;
            let before = before.map_or_else(|| "unscreened".to_owned(), |(before,)| before);
            on!(tx, c => sqlx::query(LET_GO).bind(&text).bind(before)
                .execute(&mut **c).await.map(drop))?;
        }
        // It waits for another concern, and stays held back until that one is dealt with too.
        After::AsBefore | After::Withheld => {}
    }
    Ok(true)
}

/// Who looks at marked texts, by e-mail.
///
/// # Errors
/// When the database refuses.
pub async fn leads(db: &Db, consultation: ConsultationId) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> =
        on!(db, p => sqlx::query_as(LEADS).bind(consultation.to_string()).fetch_all(p).await)?;
    Ok(rows.into_iter().map(|(email,)| email).collect())
}

/// Names somebody.
///
/// # Errors
/// When the database refuses.
pub async fn name(
    tx: &mut Tx,
    consultation: ConsultationId,
    email: &str,
    (by, at): (&str, Timestamp),
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(NAME)
        .bind(consultation.to_string()).bind(email).bind(by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Takes a name off.
///
/// # Errors
/// When the database refuses.
pub async fn unname(
    tx: &mut Tx,
    consultation: ConsultationId,
    email: &str,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(UNNAME).bind(consultation.to_string()).bind(email).execute(&mut **c).await.map(drop))?;
    Ok(())
}
