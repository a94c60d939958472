//! Blanking somebody's words for good. Rows, counts and links stay; nothing can bring the words back.

use super::{StorageError, Tx, on, stamp};
use domain::id::ContributionId;
use jiff::Timestamp;

const TEXTS: &str = "UPDATE text_item SET body = '', screening = 'withheld', screened_by = $2, screened_at = $3, erased_at = $3
WHERE contribution_id = $1 AND erased_at IS NULL";
// What somebody wrote of it in words of their own may tell of its words.
const TOLD: [&str; 3] = [
    "UPDATE concern SET why = '', outcome = CASE WHEN outcome = '' THEN '' ELSE 'erased' END
WHERE text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1)",
    "UPDATE second_coding SET reason = '' WHERE text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1)",
    "UPDATE own_words SET reason = '' WHERE id IN (SELECT w.own_words_id FROM own_words_text w
  JOIN text_item x ON x.id = w.text_item_id WHERE x.contribution_id = $1)",
];
const CONTRIBUTION: &str =
    "UPDATE contribution SET organisation = '', urn = NULL, body_hash = NULL, erased_at = $2
WHERE id = $1 AND erased_at IS NULL";
const FLAGS: &str = "DELETE FROM personal_data_flag WHERE passage_id IN
  (SELECT p.id FROM passage p JOIN text_item x ON x.id = p.text_item_id WHERE x.contribution_id = $1)";
const ALIKE: &str =
    "DELETE FROM alike WHERE text_item_id IN (SELECT id FROM text_item WHERE contribution_id = $1)";
// A reason may tell of the words it covered.
const REASONS: &str = "UPDATE redaction SET reason = '' WHERE passage_id IN
  (SELECT p.id FROM passage p JOIN text_item x ON x.id = p.text_item_id WHERE x.contribution_id = $1)";
// What two people typed of it, and what it looked like on paper.
const TYPED: &str =
    "UPDATE entry_difference SET first_typed = '', second_typed = '' WHERE contribution_id = $1";
const SCANS: &str = "DELETE FROM scan WHERE contribution_id = $1";

// What was kept to be changed, or is being changed.
const KEPT: &str = "UPDATE draft SET content = '' WHERE reference IS NOT NULL
  AND submission_key = (SELECT submission_key FROM contribution WHERE id = $1)";
const CHANGING: &str = "DELETE FROM draft WHERE replaces = $1";

/// Blanks a contribution's words and its organisation's name and number, and destroys what was worked out from them and the
/// scans of its paper. False when it was erased already.
///
/// # Errors
/// When the database refuses.
pub async fn erase(
    tx: &mut Tx,
    id: ContributionId,
    who: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let (id, at) = (id.to_string(), stamp(at));
    let done = on!(tx, c => sqlx::query(CONTRIBUTION).bind(&id).bind(&at)
        .execute(&mut **c).await.map(|done| done.rows_affected()))?;
    on!(tx, c => sqlx::query(TEXTS).bind(&id).bind(who).bind(&at).execute(&mut **c).await.map(drop))?;
    let all = [FLAGS, ALIKE, REASONS, KEPT, CHANGING, TYPED, SCANS];
    for sql in all.into_iter().chain(TOLD) {
        on!(tx, c => sqlx::query(sql).bind(&id).execute(&mut **c).await.map(drop))?;
    }
    Ok(done == 1)
}
