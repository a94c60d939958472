//! Which texts say what somebody thinks, and which only who they are: the one home of the rule that the latter are not
//! coded.
//!
//! Beside "Other" under "Which of these are you?" somebody writes "grandmother". That is no view: it is not in line to be
//! read, not in the sample, not in the counts, and no theme is looked for in it. Which questions ask such a thing
//! ([`Question::is_about_writer`](domain::question::Question::is_about_writer)) is kept when words are published. A text
//! that may be coded has a row in `reading`; what counts texts past that table asks [`is_view`].

use super::{Db, StorageError, Tx, json, on};
use domain::content::Content;

/// That a text says what somebody thinks: the alias of the text, and of a row with its consultation.
macro_rules! is_view {
    ($text:literal, $consultation:literal) => {
        concat!(
            "NOT EXISTS (SELECT 1 FROM about_writer y WHERE y.consultation_id = ",
            $consultation,
            ".consultation_id AND y.question_id = ",
            $text,
            ".question_id)"
        )
    };
}
pub(crate) use is_view;

const FORGET: &str = "DELETE FROM about_writer WHERE consultation_id = $1";
const KEEP: &str = "INSERT INTO about_writer (consultation_id, question_id) VALUES ($1, $2)";
// What somebody has read by now keeps its row, so that it can be taken back.
const OUT_OF_LINE: [&str; 3] = [
    "DELETE FROM audit_sample WHERE consultation_id = $1
  AND text_item_id IN (SELECT q.text_item_id FROM reading q JOIN text_item i ON i.id = q.text_item_id
    WHERE q.consultation_id = $1 AND q.verdict = '' AND i.question_id = $2)",
    "DELETE FROM theme_assignment WHERE decided_by IS NULL AND made_by LIKE 'engine:%' AND passage_id IN
  (SELECT p.id FROM reading q JOIN text_item i ON i.id = q.text_item_id JOIN passage p ON p.text_item_id = i.id
    WHERE q.consultation_id = $1 AND q.verdict = '' AND i.question_id = $2)",
    "DELETE FROM reading WHERE consultation_id = $1 AND verdict = ''
  AND text_item_id IN (SELECT i.id FROM text_item i WHERE i.question_id = $2)",
];
const PUBLISHED: &str = "SELECT v.consultation_id, v.content FROM consultation_version v
WHERE v.published_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM consultation_version l
  WHERE l.consultation_id = v.consultation_id AND l.published_at IS NOT NULL AND l.number > v.number)";

/// Keeps which questions ask who somebody is, as these words have it.
///
/// # Errors
/// When the database refuses.
pub(super) async fn keep(
    tx: &mut Tx,
    consultation: &str,
    content: &Content,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(FORGET).bind(consultation).execute(&mut **c).await.map(drop))?;
    for question in content.questions.iter().filter(|q| q.is_about_writer()) {
        for sql in [KEEP].into_iter().chain(OUT_OF_LINE) {
            on!(tx, c => sqlx::query(sql).bind(consultation).bind(question.id.as_str())
                .execute(&mut **c).await.map(drop))?;
        }
    }
    Ok(())
}

/// Does so for words that were published before it was kept.
///
/// # Errors
/// When the database refuses.
pub(super) async fn catch_up(db: &Db) -> Result<(), StorageError> {
    let published: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(PUBLISHED).fetch_all(p).await)?;
    let mut tx = db.begin().await?;
    for (consultation, content) in published {
        let content: Content = json("consultation_version.content", &content)?;
        keep(&mut tx, &consultation, &content).await?;
    }
    tx.commit().await
}
