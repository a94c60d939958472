//! Runs of the engine, and what they noticed beside themes.

use super::{Db, StorageError, Tx, moment, on, read, stamp};
use domain::coding::{Grain, Suggested};
use domain::id::{ConsultationId, RunId};
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
    /// When it began: what people did since is not in it.
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

const INSERT: &str = "INSERT INTO analysis_run (id, consultation_id, engine, model, seed, texts, suggested, run_by, run_at, grain, likely, accept_from, accept_right)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const LAST: &str =
    "SELECT id, engine, model, seed, grain, texts, suggested, likely, accept_from, accept_right, run_by, run_at FROM analysis_run
WHERE consultation_id = $1 ORDER BY run_at DESC, id DESC LIMIT 1";
const FIRST: &str = "SELECT MIN(run_at) FROM analysis_run WHERE consultation_id = $1";
const FORGET_ALIKE: &str =
    "DELETE FROM alike WHERE run_id IN (SELECT id FROM analysis_run WHERE consultation_id = $1)";
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

/// Adds a run, and forgets the look-alikes of earlier ones: the engine finds them again.
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
    on!(tx, c => sqlx::query(FORGET_ALIKE).bind(consultation.to_string()).execute(&mut **c).await.map(drop))?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(row.id.to_string()).bind(consultation.to_string()).bind(&row.engine).bind(&row.model).bind(row.seed)
        .bind(number(row.texts)).bind(number(suggested.likely + suggested.weak)).bind(&row.run_by).bind(stamp(row.run_at))
        .bind(row.grain.map(|grain| number(grain.themes() as u64))).bind(number(suggested.likely))
        .bind(row.accept.map(|(from, _)| from)).bind(row.accept.map(|(_, right)| right))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
