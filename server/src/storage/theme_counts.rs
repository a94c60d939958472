//! Who raised what: contributions, each counted once for a theme, whatever number of its passages carry it.
//!
//! A theme also counts whoever raised one of those under it, once. The surest tie outweighs the others; rejected counts for
//! nothing. Counts are raw: hiding small ones is the reader's duty
//! (`domain::disclosure`). Erased contributions still count; what was replaced speaks with the voice of the one that
//! counts (see `counting`). Merged themes have no ties of their own to count.

use super::about_writer::is_view;
use super::counting::{writer, writers_id};
use super::standing::{self, standing};
use super::{Db, StorageError, on, read, stamp, word};
use domain::coding::{LIKELY, Standing};
use domain::contribution::Capacity;
use domain::id::{ConsultationId, FindingId, ThemeId};
use jiff::Timestamp;

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    /// Where.
    pub consultation: ConsultationId,
    /// The question by whose answers counts are cut, such as the one with `cut = "locality"`.
    pub cut: Option<&'a str>,
    /// Only what was received before this moment; none for everything.
    pub before: Option<Timestamp>,
}

/// People who wrote something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commented {
    /// A question's id, a document's slug, or `letter`; none in counts of whole contributions.
    pub source: Option<String>,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Said at an event: never in a percentage.
    pub event: bool,
    /// Id of the audience.
    pub audience: Option<String>,
    /// The option they picked in the cut's question.
    pub cut: Option<String>,
    /// How many.
    pub people: u64,
}

/// People who raised a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The theme.
    pub theme: ThemeId,
    /// How sure that is.
    pub standing: Standing,
    /// Who.
    pub who: Commented,
}

#[derive(sqlx::FromRow)]
struct WhoRow {
    source: Option<String>,
    capacity: String,
    event: bool,
    audience: Option<String>,
    cut: Option<String>,
    people: i64,
}

#[derive(sqlx::FromRow)]
struct MentionRow {
    theme_id: String,
    standing: i64,
    #[sqlx(flatten)]
    who: WhoRow,
}

impl TryFrom<WhoRow> for Commented {
    type Error = StorageError;
    fn try_from(row: WhoRow) -> Result<Self, StorageError> {
        Ok(Self {
            source: row.source,
            capacity: word("contribution.capacity", &row.capacity, Capacity::parse)?,
            event: row.event,
            audience: row.audience,
            cut: row.cut,
            people: u64::try_from(row.people).unwrap_or_default(),
        })
    }
}

impl TryFrom<MentionRow> for Mention {
    type Error = StorageError;
    fn try_from(row: MentionRow) -> Result<Self, StorageError> {
        Ok(Self {
            theme: read("theme.id", &row.theme_id)?,
            standing: standing::at(row.standing)?,
            who: row.who.try_into()?,
        })
    }
}

// SQLite joins in the order written where it says CROSS JOIN: with 20,000 responses another order takes minutes.

/// Where a text belongs: its question, its document, or a letter of its own.
macro_rules! source {
    () => {
        "COALESCE(i.question_id, (SELECT d.slug FROM clause k JOIN document d ON d.id = k.document_id WHERE k.id = i.clause_id), 'letter')"
    };
}

/// Contributions with a text, one row each (and source): `said`.
macro_rules! said {
    ($source:expr) => {
        concat!(
            "said AS (SELECT DISTINCT ",
            writers_id!(),
            " AS contribution_id, ",
            $source,
            " AS source FROM contribution o CROSS JOIN text_item i
  WHERE i.contribution_id = o.id AND o.consultation_id = $1 AND o.received_at < $3 AND ",
            is_view!("i", "o"),
            ")"
        )
    };
}

/// The surest tie of each contribution to each theme (and source): `tied`.
macro_rules! tied {
    ($source:expr) => {
        concat!(
            "tied AS (SELECT t.id AS theme_id, ",
            writers_id!(),
            " AS contribution_id, ",
            $source,
            " AS source,
    MAX(",
            standing!("$4"),
            ") AS standing
  FROM theme t CROSS JOIN theme_family m CROSS JOIN theme_assignment a CROSS JOIN passage p CROSS JOIN text_item i CROSS JOIN contribution o
  WHERE m.theme_id = t.id AND a.theme_id = m.member_id AND p.id = a.passage_id AND i.id = p.text_item_id AND o.id = i.contribution_id
    AND t.consultation_id = $1 AND t.state IN ('suggested', 'active') AND a.tie <> 'rejected' AND o.received_at < $3 AND ",
            is_view!("i", "o"),
            " GROUP BY t.id, 2, 3)"
        )
    };
}

/// Contributions of one consultation, in time, with the answer that cuts them.
macro_rules! who {
    ($from:literal) => {
        concat!(
            " FROM ",
            $from,
            " x CROSS JOIN contribution c
  LEFT JOIN answer l ON l.contribution_id = c.id AND l.question_id = $2 AND l.option_id IS NOT NULL
WHERE c.id = x.contribution_id AND c.consultation_id = $1 AND c.received_at < $3 "
        )
    };
}

/// The same, with the day of arrival as the cut.
macro_rules! who_by_day {
    ($from:literal) => {
        concat!(
            " FROM (SELECT z.*, CAST($2 AS TEXT) AS unused FROM ",
            $from,
            " z) x CROSS JOIN contribution c
WHERE c.id = x.contribution_id AND c.consultation_id = $1 AND c.received_at < $3 "
        )
    };
}

macro_rules! commented {
    ($source:expr) => {
        concat!(
            "WITH ", said!($source),
            "SELECT x.source, c.capacity, (c.form = 'event-point') AS event, c.audience, l.option_id AS cut,
  COUNT(DISTINCT c.id) AS people",
            who!("said"),
            "GROUP BY x.source, c.capacity, (c.form = 'event-point'), c.audience, l.option_id
ORDER BY x.source, c.capacity, (c.form = 'event-point'), c.audience, l.option_id"
        )
    };
}

macro_rules! mentions {
    ($source:expr) => {
        concat!(
            "WITH ", tied!($source),
            "SELECT x.theme_id, CAST(x.standing AS BIGINT) AS standing, x.source, c.capacity,
  (c.form = 'event-point') AS event, c.audience, l.option_id AS cut, COUNT(DISTINCT c.id) AS people",
            who!("tied"),
            "GROUP BY x.theme_id, x.standing, x.source, c.capacity, (c.form = 'event-point'), c.audience, l.option_id
ORDER BY x.theme_id, x.standing DESC, x.source, c.capacity, (c.form = 'event-point'), c.audience, l.option_id"
        )
    };
}

macro_rules! commented_by_day {
    ($source:expr) => {
        concat!(
            "WITH ", said!($source),
            "SELECT x.source, c.capacity, (c.form = 'event-point') AS event, c.audience, SUBSTR(c.received_at, 1, CASE SUBSTR(c.received_at, 12, 2) WHEN '23' THEN 13 ELSE 10 END) AS cut,
  COUNT(DISTINCT c.id) AS people",
            who_by_day!("said"),
            "GROUP BY x.source, c.capacity, (c.form = 'event-point'), c.audience, SUBSTR(c.received_at, 1, CASE SUBSTR(c.received_at, 12, 2) WHEN '23' THEN 13 ELSE 10 END)
ORDER BY x.source, c.capacity, (c.form = 'event-point'), c.audience, SUBSTR(c.received_at, 1, CASE SUBSTR(c.received_at, 12, 2) WHEN '23' THEN 13 ELSE 10 END)"
        )
    };
}

macro_rules! mentions_by_day {
    ($source:expr) => {
        concat!(
            "WITH ", tied!($source),
            "SELECT x.theme_id, CAST(x.standing AS BIGINT) AS standing, x.source, c.capacity,
  (c.form = 'event-point') AS event, c.audience, SUBSTR(c.received_at, 1, CASE SUBSTR(c.received_at, 12, 2) WHEN '23' THEN 13 ELSE 10 END) AS cut, COUNT(DISTINCT c.id) AS people",
            who_by_day!("tied"),
            "GROUP BY x.theme_id, x.standing, x.source, c.capacity, (c.form = 'event-point'), c.audience, SUBSTR(c.received_at, 1, CASE SUBSTR(c.received_at, 12, 2) WHEN '23' THEN 13 ELSE 10 END)
ORDER BY x.theme_id, x.standing DESC, x.source, c.capacity, (c.form = 'event-point'), c.audience, SUBSTR(c.received_at, 1, CASE SUBSTR(c.received_at, 12, 2) WHEN '23' THEN 13 ELSE 10 END)"
        )
    };
}

const COMMENTED_BY_DAY: &str = commented_by_day!("CAST(NULL AS TEXT)");
const COMMENTED_BY_SOURCE_AND_DAY: &str = commented_by_day!(source!());
const MENTIONS_BY_DAY: &str = mentions_by_day!("CAST(NULL AS TEXT)");
const MENTIONS_BY_SOURCE_AND_DAY: &str = mentions_by_day!(source!());
const COMMENTED: &str = commented!("CAST(NULL AS TEXT)");
const COMMENTED_BY_SOURCE: &str = commented!(source!());
const MENTIONS: &str = mentions!("CAST(NULL AS TEXT)");
const MENTIONS_BY_SOURCE: &str = mentions!(source!());
const BEHIND_FINDINGS: &str = concat!(
    "SELECT f.finding_id, c.capacity, (c.form = 'event-point') AS event, COUNT(DISTINCT c.id) AS people
FROM finding_theme f JOIN finding n ON n.id = f.finding_id JOIN theme_family m ON m.theme_id = f.theme_id
  JOIN theme_assignment a ON a.theme_id = m.member_id
  JOIN passage p ON p.id = a.passage_id JOIN text_item i ON i.id = p.text_item_id",
    writer!("i"),
    "WHERE n.consultation_id = $1 AND a.tie = 'confirmed' AND o.received_at < $2 AND c.received_at < $2 AND ",
    is_view!("i", "o"),
    " GROUP BY f.finding_id, c.capacity, (c.form = 'event-point')
ORDER BY f.finding_id, c.capacity, (c.form = 'event-point')"
);

const BEHIND_BY_AUDIENCE: &str = concat!(
    "SELECT c.audience, COUNT(DISTINCT c.id) AS people
FROM finding_theme f JOIN theme_family m ON m.theme_id = f.theme_id JOIN theme_assignment a ON a.theme_id = m.member_id
  JOIN passage p ON p.id = a.passage_id JOIN text_item i ON i.id = p.text_item_id",
    writer!("i"),
    "WHERE f.finding_id = $1 AND a.tie = 'confirmed' AND o.received_at < $2 AND c.received_at < $2
  AND c.capacity = 'individual' AND c.form <> 'event-point' AND ",
    is_view!("i", "o"),
    " GROUP BY c.audience ORDER BY COUNT(DISTINCT c.id) DESC, c.audience"
);

/// Later than every stored moment, as text.
fn limit(before: Option<Timestamp>) -> String {
    before.map_or_else(|| "9999".to_owned(), stamp)
}

/// Who wrote something: whole contributions, or by source.
///
/// # Errors
/// When the database refuses.
pub async fn commented(
    db: &Db,
    of: Of<'_>,
    by_source: bool,
) -> Result<Vec<Commented>, StorageError> {
    let sql = if by_source {
        COMMENTED_BY_SOURCE
    } else {
        COMMENTED
    };
    commented_as(db, sql, of).await
}

/// The same, with the day on which it came as the cut.
///
/// # Errors
/// When the database refuses.
pub async fn commented_by_day(
    db: &Db,
    of: Of<'_>,
    by_source: bool,
) -> Result<Vec<Commented>, StorageError> {
    let sql = if by_source {
        COMMENTED_BY_SOURCE_AND_DAY
    } else {
        COMMENTED_BY_DAY
    };
    commented_as(db, sql, of).await
}

async fn commented_as(
    db: &Db,
    sql: &'static str,
    of: Of<'_>,
) -> Result<Vec<Commented>, StorageError> {
    let rows: Vec<WhoRow> = on!(db, p => sqlx::query_as(sql)
        .bind(of.consultation.to_string()).bind(of.cut.unwrap_or_default()).bind(limit(of.before))
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Who raised each theme: whole contributions, or by source. Suggested themes of the engine are counted too.
///
/// # Errors
/// When the database refuses.
pub async fn mentions(db: &Db, of: Of<'_>, by_source: bool) -> Result<Vec<Mention>, StorageError> {
    let sql = if by_source {
        MENTIONS_BY_SOURCE
    } else {
        MENTIONS
    };
    mentions_as(db, sql, of).await
}

/// The same, with the day on which it came as the cut.
///
/// # Errors
/// When the database refuses.
pub async fn mentions_by_day(
    db: &Db,
    of: Of<'_>,
    by_source: bool,
) -> Result<Vec<Mention>, StorageError> {
    let sql = if by_source {
        MENTIONS_BY_SOURCE_AND_DAY
    } else {
        MENTIONS_BY_DAY
    };
    mentions_as(db, sql, of).await
}

async fn mentions_as(db: &Db, sql: &'static str, of: Of<'_>) -> Result<Vec<Mention>, StorageError> {
    let rows: Vec<MentionRow> = on!(db, p => sqlx::query_as(sql)
        .bind(of.consultation.to_string()).bind(of.cut.unwrap_or_default()).bind(limit(of.before)).bind(LIKELY)
        .fetch_all(p).await)?;
    rows.into_iter().map(TryInto::try_into).collect()
}

/// Who raised any theme of each finding, confirmed: finding, capacity, at an event, how many.
///
/// # Errors
/// When the database refuses.
pub async fn behind_findings(
    db: &Db,
    consultation: ConsultationId,
    before: Option<Timestamp>,
) -> Result<Vec<(FindingId, Capacity, bool, u64)>, StorageError> {
    let rows: Vec<(String, String, bool, i64)> = on!(db, p => sqlx::query_as(BEHIND_FINDINGS)
        .bind(consultation.to_string()).bind(limit(before)).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(finding, capacity, event, people)| {
            Ok((
                read("finding.id", &finding)?,
                word("contribution.capacity", &capacity, Capacity::parse)?,
                event,
                u64::try_from(people).unwrap_or_default(),
            ))
        })
        .collect()
}

/// Individuals who raised any theme of a finding, confirmed, by audience, most first.
///
/// # Errors
/// When the database refuses.
pub async fn behind_by_audience(
    db: &Db,
    finding: FindingId,
    before: Option<Timestamp>,
) -> Result<Vec<(Option<String>, u64)>, StorageError> {
    let rows: Vec<(Option<String>, i64)> = on!(db, p => sqlx::query_as(BEHIND_BY_AUDIENCE)
        .bind(finding.to_string()).bind(limit(before)).fetch_all(p).await)?;
    let line = |(audience, people): (Option<String>, i64)| {
        (audience, u64::try_from(people).unwrap_or_default())
    };
    Ok(rows.into_iter().map(line).collect())
}
