//! Who answered, and what they picked.

use super::{Of, capacity, people};
use crate::storage::counting::counts;
use crate::storage::typing::TypingRow;
use crate::storage::{Db, StorageError, on, word};
use domain::contribution::{Channel, Form};
use domain::document::Stance;
use domain::report::{Answered, Picked, Received, Typed, View};

/// The option each contribution picked as its locality. Parameter $2 is the question.
macro_rules! with_locality {
    ($rest:expr) => {
        concat!(
            "WITH place AS (SELECT contribution_id, MIN(option_id) AS locality FROM answer
              WHERE question_id = $2 AND option_id IS NOT NULL GROUP BY contribution_id) ",
            $rest
        )
    };
}
pub(super) use with_locality;

const RECEIVED: &str = with_locality!(concat!(
    "SELECT c.form, c.channel, c.capacity, c.audience, p.locality, c.late, COUNT(*)
     FROM contribution c LEFT JOIN place p ON p.contribution_id = c.id
     WHERE c.consultation_id = $1 AND ",
    counts!(),
    " GROUP BY c.form, c.channel, c.capacity, c.audience, p.locality, c.late
     ORDER BY c.form, c.channel, c.capacity, c.audience, p.locality, c.late"
));
const TYPED: &str = concat!(
    "SELECT c.audience, c.capacity, c.typing, c.typist, c.whose_words, c.agreed, COUNT(*) AS count
FROM contribution c WHERE c.consultation_id = $1 AND NOT c.late AND c.audience IS NOT NULL
  AND c.form IN ('response', 'comments-only') AND c.capacity IN ('individual', 'group') AND ",
    counts!(),
    " GROUP BY c.audience, c.capacity, c.typing, c.typist, c.whose_words, c.agreed
ORDER BY c.audience, c.capacity, c.typing, c.typist, c.whose_words, c.agreed"
);
const ANSWERED: &str = concat!(
    "SELECT a.question_id, c.capacity, c.audience, COUNT(DISTINCT c.id)
FROM answer a JOIN contribution c ON c.id = a.contribution_id
WHERE c.consultation_id = $1 AND NOT c.late AND a.option_id IS NOT NULL AND ",
    counts!(),
    " GROUP BY a.question_id, c.capacity, c.audience ORDER BY a.question_id, c.capacity, c.audience"
);
const PICKED: &str = concat!(
    "SELECT a.question_id, a.option_id, c.capacity, c.audience, COUNT(DISTINCT c.id)
FROM answer a JOIN contribution c ON c.id = a.contribution_id
WHERE c.consultation_id = $1 AND NOT c.late AND a.option_id IS NOT NULL AND ",
    counts!(),
    " GROUP BY a.question_id, a.option_id, c.capacity, c.audience
ORDER BY a.question_id, a.option_id, c.capacity, c.audience"
);
/// What each put first: of a question whose options are ranked.
const FIRST: &str = concat!(
    "SELECT a.question_id, a.option_id, c.capacity, c.audience, COUNT(DISTINCT c.id)
FROM answer a JOIN contribution c ON c.id = a.contribution_id
WHERE c.consultation_id = $1 AND NOT c.late AND a.option_id IS NOT NULL AND a.position = 0 AND ",
    counts!(),
    " GROUP BY a.question_id, a.option_id, c.capacity, c.audience
ORDER BY a.question_id, a.option_id, c.capacity, c.audience"
);
const NUMBERS: &str = concat!(
    "SELECT a.question_id, a.number
FROM answer a JOIN contribution c ON c.id = a.contribution_id
WHERE c.consultation_id = $1 AND NOT c.late AND c.capacity = 'individual' AND a.number IS NOT NULL AND ",
    counts!(),
    " ORDER BY a.question_id, a.number"
);
const CLAUSES: &str = concat!(
    "SELECT m.clause_id, c.capacity, m.stance, COUNT(DISTINCT c.id)
FROM clause_comment m JOIN contribution c ON c.id = m.contribution_id
WHERE c.consultation_id = $1 AND NOT c.late AND ",
    counts!(),
    " GROUP BY m.clause_id, c.capacity, m.stance ORDER BY m.clause_id, c.capacity, m.stance"
);

type ReceivedRow = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    bool,
    i64,
);

/// Every contribution, counted.
///
/// # Errors
/// When the database refuses.
pub async fn received(db: &Db, of: &Of) -> Result<Vec<Received>, StorageError> {
    let rows: Vec<ReceivedRow> = on!(db, p => sqlx::query_as(RECEIVED)
        .bind(&of.consultation).bind(&of.locality_question).fetch_all(p).await)?;
    rows.into_iter()
        .map(
            |(form, channel, for_whom, audience, locality, late, count)| {
                Ok(Received {
                    form: word("contribution.form", &form, Form::parse)?,
                    channel: word("contribution.channel", &channel, Channel::parse)?,
                    capacity: capacity(&for_whom)?,
                    audience,
                    locality,
                    late,
                    count: people(count),
                })
            },
        )
        .collect()
}

#[derive(sqlx::FromRow)]
struct TypedRow {
    audience: String,
    capacity: String,
    #[sqlx(flatten)]
    typing: TypingRow,
    count: i64,
}

/// Who typed what individuals and groups sent, of every audience.
///
/// # Errors
/// When the database refuses.
pub async fn typed(db: &Db, of: &Of) -> Result<Vec<Typed>, StorageError> {
    let rows: Vec<TypedRow> =
        on!(db, p => sqlx::query_as(TYPED).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Typed {
                audience: row.audience,
                capacity: capacity(&row.capacity)?,
                typing: row.typing.try_into()?,
                count: people(row.count),
            })
        })
        .collect()
}

/// How many answered each question that has options.
///
/// # Errors
/// When the database refuses.
pub async fn answered(db: &Db, of: &Of) -> Result<Vec<(String, Answered)>, StorageError> {
    let rows: Vec<(String, String, Option<String>, i64)> =
        on!(db, p => sqlx::query_as(ANSWERED).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(question, for_whom, audience, count)| {
            let capacity = capacity(&for_whom)?;
            Ok((
                question,
                Answered {
                    capacity,
                    audience,
                    people: people(count),
                },
            ))
        })
        .collect()
}

/// How many picked each option of each question.
///
/// # Errors
/// When the database refuses.
pub async fn picked(db: &Db, of: &Of) -> Result<Vec<(String, Picked)>, StorageError> {
    options(db, of, PICKED).await
}

/// How many put each option of each question first.
///
/// # Errors
/// When the database refuses.
pub async fn put_first(db: &Db, of: &Of) -> Result<Vec<(String, Picked)>, StorageError> {
    options(db, of, FIRST).await
}

/// What each individual gave as a number, by question, least first.
///
/// # Errors
/// When the database refuses.
pub async fn numbers(db: &Db, of: &Of) -> Result<Vec<(String, i64)>, StorageError> {
    Ok(on!(db, p => sqlx::query_as(NUMBERS).bind(&of.consultation).fetch_all(p).await)?)
}

async fn options(
    db: &Db,
    of: &Of,
    sql: &'static str,
) -> Result<Vec<(String, Picked)>, StorageError> {
    let rows: Vec<(String, String, String, Option<String>, i64)> =
        on!(db, p => sqlx::query_as(sql).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(question, option, for_whom, audience, count)| {
            let capacity = capacity(&for_whom)?;
            Ok((
                question,
                Picked {
                    capacity,
                    audience,
                    option,
                    people: people(count),
                },
            ))
        })
        .collect()
}

/// What people thought of each clause, by clause id.
///
/// # Errors
/// When the database refuses.
pub async fn clause_views(db: &Db, of: &Of) -> Result<Vec<(String, View)>, StorageError> {
    let rows: Vec<(String, String, String, i64)> =
        on!(db, p => sqlx::query_as(CLAUSES).bind(&of.consultation).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(clause, for_whom, stance, count)| {
            let stance = word("clause_comment.stance", &stance, Stance::parse)?;
            Ok((
                clause,
                View {
                    capacity: capacity(&for_whom)?,
                    stance,
                    people: people(count),
                },
            ))
        })
        .collect()
}
