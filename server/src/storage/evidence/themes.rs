//! Who commented, and who raised which theme. A text's subject is its question, or the document it comments on.

use super::answers::with_locality;
use super::{Of, capacity, people};
use crate::storage::about_writer::is_view;
use crate::storage::counting::{writer, writers_id};
use crate::storage::standing::{self, standing};
use crate::storage::{Db, StorageError, on};
use domain::coding::LIKELY;
use domain::report::{Commented, Coverage, Mention};

const COMMENTED: &str = with_locality!(concat!(
    ", texts AS (SELECT ",
    writers_id!(),
    " AS contribution_id, COALESCE(x.question_id, d.slug) AS subject
       FROM text_item x JOIN contribution o ON o.id = x.contribution_id LEFT JOIN clause k ON k.id = x.clause_id LEFT JOIN document d ON d.id = k.document_id
       WHERE o.consultation_id = $1 AND NOT o.late AND x.place <> 'letter' AND ",
    is_view!("x", "o"),
    ")
     SELECT t.subject, c.capacity, c.audience, p.locality, COUNT(DISTINCT c.id)
     FROM texts t JOIN contribution c ON c.id = t.contribution_id
       LEFT JOIN place p ON p.contribution_id = c.id
     WHERE c.consultation_id = $1 AND NOT c.late
     GROUP BY t.subject, c.capacity, c.audience, p.locality
     ORDER BY t.subject, c.capacity, c.audience, p.locality"
));
const MENTIONS: &str = with_locality!(concat!(
    ", ties AS (SELECT COALESCE(x.question_id, d.slug) AS subject, ",
    writers_id!(),
    " AS contribution_id, h.code, MAX(",
    standing!("$3"),
    ") AS standing
       FROM theme h JOIN theme_family m ON m.theme_id = h.id JOIN theme_assignment a ON a.theme_id = m.member_id
         JOIN passage s ON s.id = a.passage_id JOIN text_item x ON x.id = s.text_item_id
         JOIN contribution o ON o.id = x.contribution_id LEFT JOIN clause k ON k.id = x.clause_id LEFT JOIN document d ON d.id = k.document_id
       WHERE h.consultation_id = $1 AND h.state = 'active' AND a.tie <> 'rejected' AND x.place <> 'letter' AND NOT o.late AND ",
    is_view!("x", "o"),
    "
       GROUP BY COALESCE(x.question_id, d.slug), ",
    writers_id!(),
    ", h.code)
     SELECT t.subject, t.code, CAST(t.standing AS BIGINT), c.capacity, c.audience, p.locality, COUNT(*)
     FROM ties t JOIN contribution c ON c.id = t.contribution_id
       LEFT JOIN place p ON p.contribution_id = c.id
     WHERE NOT c.late
     GROUP BY t.subject, t.code, t.standing, c.capacity, c.audience, p.locality
     ORDER BY t.subject, t.code, t.standing, c.capacity, c.audience, p.locality"
));
// Texts, not people: also those of a contribution that was replaced, for somebody reads them all.
// A text counts once somebody has read it and said what it has: one suggestion rejected elsewhere says nothing of the rest.
const COVERAGE: &str = concat!(
    "SELECT COALESCE(x.question_id, d.slug) AS subject, COUNT(*),
  COUNT(CASE WHEN q.verdict <> '' THEN 1 END), COUNT(CASE WHEN q.verdict = 'none' THEN 1 END),
  COUNT(CASE WHEN q.verdict = 'off-topic' THEN 1 END)
FROM text_item x JOIN contribution c ON c.id = x.contribution_id
  LEFT JOIN clause k ON k.id = x.clause_id LEFT JOIN document d ON d.id = k.document_id
  LEFT JOIN reading q ON q.text_item_id = x.id
WHERE c.consultation_id = $1 AND NOT c.late AND c.capacity = 'individual' AND x.place <> 'letter' AND ",
    is_view!("x", "c"),
    " GROUP BY COALESCE(x.question_id, d.slug) ORDER BY COALESCE(x.question_id, d.slug)"
);

const PEOPLE: &str = concat!(
    "SELECT COUNT(DISTINCT c.id) FROM text_item x",
    writer!("x"),
    "WHERE o.consultation_id = $1 AND c.capacity = 'individual' AND c.form <> 'event-point' AND NOT o.late AND NOT c.late AND ",
    is_view!("x", "o")
);

/// Individuals who wrote anything at all in time, events apart: the base of findings.
///
/// # Errors
/// When the database refuses.
pub async fn people_who_commented(db: &Db, of: &Of) -> Result<u64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(PEOPLE).bind(&of.consultation).fetch_one(p).await)?;
    Ok(people(count))
}

type CommentedRow = (String, String, Option<String>, Option<String>, i64);

/// How many people wrote something on each subject.
///
/// # Errors
/// When the database refuses.
pub async fn commented(db: &Db, of: &Of) -> Result<Vec<(String, Commented)>, StorageError> {
    let rows: Vec<CommentedRow> = on!(db, p => sqlx::query_as(COMMENTED)
        .bind(&of.consultation).bind(&of.locality_question).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(subject, for_whom, audience, locality, count)| {
            let capacity = capacity(&for_whom)?;
            Ok((
                subject,
                Commented {
                    capacity,
                    audience,
                    locality,
                    people: people(count),
                },
            ))
        })
        .collect()
}

type MentionRow = (
    String,
    String,
    i64,
    String,
    Option<String>,
    Option<String>,
    i64,
);

/// How many people raised each theme on each subject: each person once, as sure as the surest of their passages.
///
/// # Errors
/// When the database refuses.
pub async fn mentions(db: &Db, of: &Of) -> Result<Vec<(String, Mention)>, StorageError> {
    let rows: Vec<MentionRow> = on!(db, p => sqlx::query_as(MENTIONS)
        .bind(&of.consultation).bind(&of.locality_question).bind(LIKELY).fetch_all(p).await)?;
    rows.into_iter()
        .map(
            |(subject, theme, place, for_whom, audience, locality, count)| {
                let capacity = capacity(&for_whom)?;
                Ok((
                    subject,
                    Mention {
                        theme,
                        standing: standing::at(place)?,
                        capacity,
                        audience,
                        locality,
                        people: people(count),
                    },
                ))
            },
        )
        .collect()
}

/// How far coding got on each subject.
///
/// # Errors
/// When the database refuses.
pub async fn coverage(db: &Db, of: &Of) -> Result<Vec<(String, Coverage)>, StorageError> {
    let rows: Vec<(String, i64, i64, i64, i64)> =
        on!(db, p => sqlx::query_as(COVERAGE).bind(&of.consultation).fetch_all(p).await)?;
    let row = |(subject, texts, coded, none, irrelevant): (String, i64, i64, i64, i64)| {
        let coverage = Coverage {
            texts: people(texts),
            coded: people(coded),
            no_theme: people(none),
            irrelevant: people(irrelevant),
        };
        (subject, coverage)
    };
    Ok(rows.into_iter().map(row).collect())
}
