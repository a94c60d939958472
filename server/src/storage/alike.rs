//! Groups of texts so alike that they may be copies, as a run of the engine found them.

use super::own_words::may_be_alike;
use super::passage::{Text, TextRow, text_columns};
use super::{Db, StorageError, Tx, on, read};
use domain::id::{ConsultationId, RunId, TextItemId};

/// A group of look-alikes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Names the group.
    pub id: String,
    /// Whether it may be a campaign; else its texts are nearly the same.
    pub campaign: bool,
    /// How many texts.
    pub size: u64,
    /// How many of them count as people who speak for themselves.
    pub people: u64,
}

/// Which of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many at most.
    pub most: u64,
    /// How many before them are left out.
    pub skip: u64,
}

const ADD: &str =
    "INSERT INTO alike (group_id, run_id, kind, text_item_id) VALUES ($1, $2, $3, $4)";
const KNOWN: &str =
    "SELECT g.text_item_id, g.group_id FROM alike g JOIN analysis_run r ON r.id = g.run_id
WHERE r.consultation_id = $1 ORDER BY g.text_item_id";
// What is left of a group of two when one of them is taken out is no group. $2 is one group, or empty for all.
macro_rules! groups {
    ($what:literal, $more:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM alike g JOIN analysis_run r ON r.id = g.run_id JOIN text_item i ON i.id = g.text_item_id
  JOIN contribution c ON c.id = i.contribution_id
WHERE r.consultation_id = $1 AND ($2 = '' OR g.group_id = $2) AND ",
            may_be_alike!("g.text_item_id"),
            " GROUP BY g.group_id, g.kind HAVING COUNT(*) > 1 ",
            $more
        )
    };
}
const GROUPS: &str = groups!(
    "g.group_id, g.kind, COUNT(*), COUNT(CASE WHEN c.capacity = 'individual' THEN 1 END)",
    "ORDER BY g.kind, COUNT(*) DESC, g.group_id LIMIT $3 OFFSET $4"
);
const COUNT: &str = concat!("SELECT COUNT(*) FROM (", groups!("g.group_id", ""), ") x");
// Each way of writing it once, the commonest first; then whoever else wrote the same. What nobody may read comes last:
// with it nothing can be compared.
const MEMBERS: &str = concat!(
    "SELECT ",
    text_columns!(),
    " FROM alike g JOIN text_item i ON i.id = g.text_item_id JOIN contribution c ON c.id = i.contribution_id
WHERE g.group_id = $1 AND ",
    may_be_alike!("g.text_item_id"),
    " ORDER BY CASE WHEN i.erased_at IS NULL AND i.screening NOT IN ('withheld', 'held') THEN 0 ELSE 1 END,
  ROW_NUMBER() OVER (PARTITION BY i.body, CASE WHEN i.screening IN ('withheld', 'held') THEN 1 ELSE 0 END ORDER BY c.received_at, c.id, i.id),
  COUNT(*) OVER (PARTITION BY i.body) DESC, c.received_at, c.id, i.id LIMIT $2 OFFSET $3"
);

/// Texts of the groups that are known, each with its group.
///
/// # Errors
/// When the database refuses.
pub async fn known(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<(TextItemId, String)>, StorageError> {
    let rows: Vec<(String, String)> = on!(tx, c => sqlx::query_as(KNOWN)
        .bind(consultation.to_string()).fetch_all(&mut **c).await)?;
    let text = |(text, group): (String, String)| Ok((read("alike.text_item_id", &text)?, group));
    rows.into_iter().map(text).collect()
}

/// Notes a group of look-alikes.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    run: RunId,
    (group, kind): (&str, &'static str),
    members: &[TextItemId],
) -> Result<(), StorageError> {
    for member in members {
        on!(tx, c => sqlx::query(ADD)
            .bind(group).bind(run.to_string()).bind(kind).bind(member.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn counted(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

/// Some groups, campaigns first and the largest of each kind; or the one that is named.
///
/// # Errors
/// When the database refuses.
pub async fn groups(
    db: &Db,
    consultation: ConsultationId,
    one: &str,
    which: Part,
) -> Result<Vec<Group>, StorageError> {
    let rows: Vec<(String, String, i64, i64)> = on!(db, p => sqlx::query_as(GROUPS)
        .bind(consultation.to_string()).bind(one).bind(number(which.most)).bind(number(which.skip))
        .fetch_all(p).await)?;
    let group = |(id, kind, size, people): (String, String, i64, i64)| Group {
        id,
        campaign: kind == "campaign",
        size: counted(size),
        people: counted(people),
    };
    Ok(rows.into_iter().map(group).collect())
}

/// How many groups there are.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (count,): (i64,) = on!(db, p => sqlx::query_as(COUNT)
        .bind(consultation.to_string()).bind("").fetch_one(p).await)?;
    Ok(counted(count))
}

/// Some texts of a group: each way of writing it once, the commonest first, then whoever else wrote the same.
///
/// # Errors
/// When the database refuses.
pub async fn members(db: &Db, group: &str, which: Part) -> Result<Vec<Text>, StorageError> {
    let rows: Vec<TextRow> = on!(db, p => sqlx::query_as(MEMBERS)
        .bind(group).bind(number(which.most)).bind(number(which.skip)).fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}
