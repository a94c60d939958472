//! Runs of the engine, and what they noticed beside themes.

use super::own_words::may_be_alike;
use super::passage::{Text, TextRow, text_columns};
use super::{Db, StorageError, Tx, moment, on, read, stamp};
use crate::clock::ordered_id;
use domain::coding::{Grain, Suggested};
use domain::id::{ConsultationId, PassageId, RunId, TextItemId};
use jiff::Timestamp;

/// The name of no model.
const NO_MODEL: &str = "none";

/// A run.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: RunId,
    /// Name and version.
    pub engine: String,
    /// Sentence-vector model, or "none".
    pub model: String,
    /// Seed of all chance.
    pub seed: i64,
    /// How many new themes were asked for.
    pub grain: Option<Grain>,
    /// Texts read.
    pub texts: u64,
    /// Suggestions written; none for an old run, of which is not known how many were likely.
    pub suggested: Option<Suggested<u64>>,
    /// From which score suggestions were right often enough among comments held back, and how often; none where too little
    /// was learnt to tell.
    pub accept: Option<(f64, f64)>,
    /// Who asked for it.
    pub run_by: String,
    /// When.
    pub run_at: Timestamp,
}

impl Row {
    /// The model's name; none where the engine ran without.
    pub fn model(&self) -> Option<String> {
        (self.model != NO_MODEL).then(|| self.model.clone())
    }
}

#[derive(sqlx::FromRow)]
struct RunRow {
    id: String,
    engine: String,
    model: String,
    seed: i64,
    grain: Option<i64>,
    texts: i64,
    suggested: i64,
    likely: Option<i64>,
    accept_from: Option<f64>,
    accept_right: Option<f64>,
    run_by: String,
    run_at: String,
}

impl TryFrom<RunRow> for Row {
    type Error = StorageError;
    fn try_from(row: RunRow) -> Result<Self, StorageError> {
        let number = |n: i64| u64::try_from(n).unwrap_or_default();
        Ok(Row {
            id: read("analysis_run.id", &row.id)?,
            engine: row.engine,
            model: row.model,
            seed: row.seed,
            grain: row
                .grain
                .and_then(|themes| Grain::parse(&themes.to_string())),
            texts: number(row.texts),
            suggested: row.likely.map(|likely| Suggested {
                likely: number(likely),
                weak: number(row.suggested - likely),
            }),
            accept: row.accept_from.zip(row.accept_right),
            run_by: row.run_by,
            run_at: moment("analysis_run.run_at", &row.run_at)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    group_id: String,
    kind: String,
    #[sqlx(flatten)]
    text: TextRow,
}

/// A member of a group of look-alikes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Names the group.
    pub group: String,
    /// `campaign` or `near-duplicate`.
    pub kind: String,
    /// The text.
    pub text: Text,
}

const INSERT: &str = "INSERT INTO analysis_run (id, consultation_id, engine, model, seed, texts, suggested, run_by, run_at, grain, likely, accept_from, accept_right)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const LAST: &str =
    "SELECT id, engine, model, seed, grain, texts, suggested, likely, accept_from, accept_right, run_by, run_at FROM analysis_run
WHERE consultation_id = $1 ORDER BY run_at DESC, id DESC LIMIT 1";
const FIRST: &str = "SELECT MIN(run_at) FROM analysis_run WHERE consultation_id = $1";
const FORGET_ALIKE: &str =
    "DELETE FROM alike WHERE run_id IN (SELECT id FROM analysis_run WHERE consultation_id = $1)";
const FORGET_FLAGS: &str = "DELETE FROM personal_data_flag
WHERE run_id IN (SELECT id FROM analysis_run WHERE consultation_id = $1)";
const ALIKE: &str =
    "INSERT INTO alike (group_id, run_id, kind, text_item_id) VALUES ($1, $2, $3, $4)";
const FLAG: &str =
    "INSERT INTO personal_data_flag (id, passage_id, kind, run_id) VALUES ($1, $2, $3, $4)";
const MEMBERS: &str = concat!(
    "SELECT g.group_id, g.kind, ",
    text_columns!(),
    " FROM alike g JOIN analysis_run r ON r.id = g.run_id JOIN text_item i ON i.id = g.text_item_id
  JOIN contribution c ON c.id = i.contribution_id
WHERE r.consultation_id = $1 AND ",
    may_be_alike!("g.text_item_id"),
    " ORDER BY g.kind, g.group_id, c.received_at, c.id, i.id"
);
const GROUPS: &str = concat!(
    "SELECT COUNT(*) FROM (SELECT g.group_id FROM alike g JOIN analysis_run r ON r.id = g.run_id
WHERE r.consultation_id = $1 AND ",
    may_be_alike!("g.text_item_id"),
    " GROUP BY g.group_id HAVING COUNT(*) > 1) x"
);

/// The last run.
///
/// # Errors
/// When the database refuses.
pub async fn last(db: &Db, consultation: ConsultationId) -> Result<Option<Row>, StorageError> {
    let row: Option<RunRow> =
        on!(db, p => sqlx::query_as(LAST).bind(consultation.to_string()).fetch_optional(p).await)?;
    row.map(TryInto::try_into).transpose()
}

/// The same within a transaction.
///
/// # Errors
/// When the database refuses.
pub async fn last_in(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Option<Row>, StorageError> {
    let row: Option<RunRow> = on!(tx, c => sqlx::query_as(LAST).bind(consultation.to_string())
        .fetch_optional(&mut **c).await)?;
    row.map(TryInto::try_into).transpose()
}

/// When the engine first ran; none when it never did.
///
/// # Errors
/// When the database refuses.
pub async fn first(
    db: &Db,
    consultation: ConsultationId,
) -> Result<Option<Timestamp>, StorageError> {
    let (at,): (Option<String>,) =
        on!(db, p => sqlx::query_as(FIRST).bind(consultation.to_string()).fetch_one(p).await)?;
    at.map(|at| moment("analysis_run.run_at", &at)).transpose()
}

/// Adds a run, and forgets the look-alikes and flags of earlier ones: the engine finds them again.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    row: &Row,
) -> Result<(), StorageError> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let suggested = row.suggested.unwrap_or_default();
    for forget in [FORGET_ALIKE, FORGET_FLAGS] {
        on!(tx, c => sqlx::query(forget).bind(consultation.to_string()).execute(&mut **c).await.map(drop))?;
    }
    on!(tx, c => sqlx::query(INSERT)
        .bind(row.id.to_string()).bind(consultation.to_string()).bind(&row.engine).bind(&row.model).bind(row.seed)
        .bind(number(row.texts)).bind(number(suggested.likely + suggested.weak)).bind(&row.run_by).bind(stamp(row.run_at))
        .bind(row.grain.map(|grain| number(grain.themes() as u64))).bind(number(suggested.likely))
        .bind(row.accept.map(|(from, _)| from)).bind(row.accept.map(|(_, right)| right))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Notes a group of look-alikes.
///
/// # Errors
/// When the database refuses.
pub async fn alike(
    tx: &mut Tx,
    run: RunId,
    kind: &'static str,
    members: &[TextItemId],
) -> Result<(), StorageError> {
    let group = ordered_id().to_string();
    for member in members {
        on!(tx, c => sqlx::query(ALIKE)
            .bind(&group).bind(run.to_string()).bind(kind).bind(member.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}

/// Notes a span that may identify a person.
///
/// # Errors
/// When the database refuses.
pub async fn flag(
    tx: &mut Tx,
    run: RunId,
    passage: PassageId,
    kind: &str,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(FLAG)
        .bind(ordered_id().to_string()).bind(passage.to_string()).bind(kind).bind(run.to_string())
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}

/// Members of every group of look-alikes, campaigns first.
///
/// # Errors
/// When the database refuses.
pub async fn members(db: &Db, consultation: ConsultationId) -> Result<Vec<Member>, StorageError> {
    let rows: Vec<MemberRow> =
        on!(db, p => sqlx::query_as(MEMBERS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            Ok(Member {
                group: row.group_id,
                kind: row.kind,
                text: row.text.try_into()?,
            })
        })
        .collect()
}

/// How many groups of look-alikes there are.
///
/// # Errors
/// When the database refuses.
pub async fn groups(db: &Db, consultation: ConsultationId) -> Result<u64, StorageError> {
    let (count,): (i64,) =
        on!(db, p => sqlx::query_as(GROUPS).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u64::try_from(count).unwrap_or_default())
}
