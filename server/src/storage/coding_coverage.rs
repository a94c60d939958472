//! How far each question is coded.

use super::about_writer::is_view;
use super::acceptance::accepted_texts;
use super::{Db, StorageError, on};
use domain::id::ConsultationId;
use std::collections::BTreeMap;

/// How far the texts of one source are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// A question's id, `comments` or `letters`.
    pub source: String,
    /// Texts in time.
    pub texts: u64,
    /// Of these, read.
    pub read: u64,
    /// Of these, not read, and with a theme accepted together with others.
    pub accepted: u64,
    /// Late texts.
    pub late: u64,
    /// Of these, read.
    pub late_read: u64,
    /// Not read, and perhaps with a point of law or equality, in time or late.
    pub weighty_unread: u64,
    /// To be read again.
    pub again: u64,
    /// Texts with each theme, confirmed, by the theme's id.
    pub themes: BTreeMap<String, u64>,
}

#[derive(sqlx::FromRow)]
struct CoverageRow {
    source: String,
    texts: i64,
    done: i64,
    accepted: i64,
    late: i64,
    late_done: i64,
    weighty: i64,
    again: i64,
}

/// What `text_item i` is counted under.
macro_rules! source {
    () => {
        "CASE WHEN i.question_id IS NOT NULL THEN i.question_id WHEN i.place = 'letter' THEN 'letters' ELSE 'comments' END"
    };
}

// Lists, not joins: which texts were accepted is worked out once, and looked up; SQLite may join them row by row.
const COVERAGE: &str = concat!(
    "SELECT ",
    source!(),
    " AS source,
  COUNT(CASE WHEN NOT c.late THEN 1 END) AS texts, COUNT(CASE WHEN NOT c.late AND q.verdict <> '' THEN 1 END) AS done,
  COUNT(CASE WHEN NOT c.late AND q.verdict = '' AND q.text_item_id IN (",
    accepted_texts!("$1"),
    ") THEN 1 END) AS accepted,
  COUNT(CASE WHEN c.late THEN 1 END) AS late, COUNT(CASE WHEN c.late AND q.verdict <> '' THEN 1 END) AS late_done,
  COUNT(CASE WHEN q.verdict = '' AND q.points <> '' AND (q.points LIKE '%legal%' OR q.points LIKE '%equality%') THEN 1 END) AS weighty,
  COUNT(CASE WHEN q.text_item_id IN (SELECT r.text_item_id FROM reread r JOIN theme t ON t.id = r.theme_id
    WHERE t.consultation_id = $1 AND r.done_at IS NULL AND t.state = 'active') THEN 1 END) AS again
FROM reading q JOIN text_item i ON i.id = q.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE q.consultation_id = $1 AND i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') AND i.body <> '' AND ",
    is_view!("i", "q"),
    " GROUP BY 1 ORDER BY 1"
);

const THEMES: &str = concat!(
    "SELECT ",
    source!(),
    " AS source, t.id, COUNT(DISTINCT i.id)
FROM theme t JOIN theme_assignment a ON a.theme_id = t.id JOIN passage p ON p.id = a.passage_id
  JOIN text_item i ON i.id = p.text_item_id
WHERE t.consultation_id = $1 AND t.state = 'active' AND a.tie = 'confirmed' AND i.erased_at IS NULL
  AND i.screening NOT IN ('withheld', 'held') GROUP BY 1, 2"
);

/// How far the texts of each source are.
///
/// # Errors
/// When the database refuses.
pub async fn of(db: &Db, consultation: ConsultationId) -> Result<Vec<Coverage>, StorageError> {
    let rows: Vec<CoverageRow> =
        on!(db, p => sqlx::query_as(COVERAGE).bind(consultation.to_string()).fetch_all(p).await)?;
    let number = |n: i64| u64::try_from(n).unwrap_or_default();
    let ties: Vec<(String, String, i64)> =
        on!(db, p => sqlx::query_as(THEMES).bind(consultation.to_string()).fetch_all(p).await)?;
    let mut themes: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (source, theme, texts) in ties {
        themes
            .entry(source)
            .or_default()
            .insert(theme, number(texts));
    }
    let rows = rows.into_iter();
    Ok(rows
        .map(|row| Coverage {
            themes: themes.remove(&row.source).unwrap_or_default(),
            source: row.source,
            texts: number(row.texts),
            read: number(row.done),
            accepted: number(row.accepted),
            late: number(row.late),
            late_read: number(row.late_done),
            weighty_unread: number(row.weighty),
            again: number(row.again),
        })
        .collect())
}
