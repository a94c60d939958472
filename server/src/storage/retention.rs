//! What the privacy notice promises for 12 months after a decision: whatever could identify a person is removed.
//!
//! Covered words are struck out in the text itself, one mark for each code point, so that every passage, code and
//! quote still points where it did. What was withheld, or never checked, is struck out whole.

use super::{Db, StorageError, Tx, on, read, stamp, word};
use domain::coding::{Screening, Span};
use domain::id::ConsultationId;
use domain::redaction::strike;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

const DUE: &str = "SELECT c.id FROM consultation c JOIN decision d ON d.consultation_id = c.id
WHERE c.stage = 'decided' AND NOT EXISTS (SELECT 1 FROM retention r WHERE r.consultation_id = c.id)
GROUP BY c.id HAVING MAX(d.decided_on) <= $1 ORDER BY c.id";
const DONE: &str = "INSERT INTO retention (consultation_id, done_at) VALUES ($1, $2) ON CONFLICT (consultation_id) DO NOTHING";
const TEXTS: &str = "SELECT x.id, x.body, x.screening FROM text_item x JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND x.erased_at IS NULL ORDER BY x.id";
const COVERED: &str =
    "SELECT x.id, p.starts, p.ends FROM redaction r JOIN passage p ON p.id = r.passage_id
JOIN text_item x ON x.id = p.text_item_id JOIN contribution c ON c.id = x.contribution_id
WHERE c.consultation_id = $1 AND x.erased_at IS NULL";
const STRIKE: &str = "UPDATE text_item SET body = $2 WHERE id = $1";
// Reasons may tell of the words they covered, hashes can be tried, and flags say where a name stood.
// Scans and files of responses hold everything that was struck out elsewhere.
const FORGET: [&str; 10] = [
    "UPDATE concern SET why = '', outcome = CASE WHEN outcome = '' THEN '' ELSE 'erased' END WHERE consultation_id = $1",
    "UPDATE second_coding SET reason = '' WHERE consultation_id = $1",
    "UPDATE own_words SET reason = '' WHERE consultation_id = $1",
    "UPDATE redaction SET reason = '' WHERE passage_id IN (SELECT p.id FROM passage p
      JOIN text_item x ON x.id = p.text_item_id JOIN contribution c ON c.id = x.contribution_id WHERE c.consultation_id = $1)",
    "UPDATE contribution SET body_hash = NULL WHERE consultation_id = $1",
    "DELETE FROM personal_data_flag WHERE passage_id IN (SELECT p.id FROM passage p
      JOIN text_item x ON x.id = p.text_item_id JOIN contribution c ON c.id = x.contribution_id WHERE c.consultation_id = $1)",
    "UPDATE entry_difference SET first_typed = '', second_typed = ''
      WHERE contribution_id IN (SELECT id FROM contribution WHERE consultation_id = $1)",
    "DELETE FROM scan WHERE consultation_id = $1",
    "DELETE FROM import_file WHERE consultation_id = $1",
    "DELETE FROM import_mapping WHERE consultation_id = $1",
];

/// Consultations last decided on this day or earlier, and not done yet.
///
/// # Errors
/// When the database refuses.
pub async fn due(db: &Db, decided_by: Date) -> Result<Vec<ConsultationId>, StorageError> {
    let rows: Vec<(String,)> =
        on!(db, p => sqlx::query_as(DUE).bind(decided_by.to_string()).fetch_all(p).await)?;
    rows.iter()
        .map(|(id,)| read("consultation.id", id))
        .collect()
}

/// Removes what could identify a person, and notes that it was done. Says in how many texts; none when another server
/// has done it meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn anonymise(
    tx: &mut Tx,
    consultation: ConsultationId,
    at: Timestamp,
) -> Result<Option<u64>, StorageError> {
    let id = consultation.to_string();
    let noted = on!(tx, c => sqlx::query(DONE).bind(&id).bind(stamp(at))
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    if noted == 0 {
        return Ok(None);
    }
    let covered: Vec<(String, i64, i64)> =
        on!(tx, c => sqlx::query_as(COVERED).bind(&id).fetch_all(&mut **c).await)?;
    let mut spans: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (text, start, end) in covered {
        let place = |at: i64| usize::try_from(at).unwrap_or_default();
        let (start, end) = (place(start), place(end));
        spans.entry(text).or_default().push(Span { start, end });
    }
    let texts: Vec<(String, String, String)> =
        on!(tx, c => sqlx::query_as(TEXTS).bind(&id).fetch_all(&mut **c).await)?;
    let mut struck = 0;
    for (text, body, screening) in texts {
        let screening = word("text_item.screening", &screening, Screening::parse)?;
        let here = match screening.is_public() {
            true => spans.remove(&text).unwrap_or_default(),
            false => vec![Span::whole(&body)],
        };
        let left = strike(&body, &here);
        if left != body {
            struck += 1;
            on!(tx, c => sqlx::query(STRIKE).bind(&text).bind(&left).execute(&mut **c).await.map(drop))?;
        }
    }
    for sql in FORGET {
        on!(tx, c => sqlx::query(sql).bind(&id).execute(&mut **c).await.map(drop))?;
    }
    Ok(Some(struck))
}
