//! Decisions of the council's bodies.

use super::{Db, StorageError, Tx, day, on, read, stamp, word};
use domain::decision::Outcome;
use domain::id::{ConsultationId, DecisionId, PositionId};
use domain::text::Slug;
use jiff::Timestamp;
use jiff::civil::Date;

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: DecisionId,
    /// Id of a body.
    pub body: Slug,
    /// Day.
    pub decided_on: Date,
    /// Such as "CAB/2026/41".
    pub minute_reference: String,
    /// What came of it.
    pub outcome: Outcome,
    /// In a sentence or two.
    pub summary: String,
    /// Positions it settles.
    pub positions: Vec<PositionId>,
    /// Who recorded it.
    pub made_by: String,
}

impl Row {
    /// Whether it settles a position. Putting off settles nothing: the council may still think again.
    pub fn settles(&self, position: PositionId) -> bool {
        self.outcome != Outcome::Deferred && self.positions.contains(&position)
    }
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    id: String,
    body: String,
    decided_on: String,
    minute_reference: String,
    outcome: String,
    summary: String,
    made_by: String,
}

const ALL: &str =
    "SELECT id, body, decided_on, minute_reference, outcome, summary, made_by FROM decision
WHERE consultation_id = $1 ORDER BY decided_on, made_at, id";
const POSITIONS: &str = "SELECT x.decision_id, x.position_id FROM decision_position x JOIN decision d ON d.id = x.decision_id
WHERE d.consultation_id = $1 ORDER BY x.decision_id, x.position_id";
const INSERT: &str = "INSERT INTO decision (id, consultation_id, body, decided_on, minute_reference, outcome, summary, made_by, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
// Only positions of this consultation.
const SETTLE: &str = "INSERT INTO decision_position (decision_id, position_id)
SELECT $1, p.id FROM finding_position p JOIN finding f ON f.id = p.finding_id WHERE p.id = $2 AND f.consultation_id = $3
ON CONFLICT (decision_id, position_id) DO NOTHING";

/// Every decision on a consultation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<DecisionRow> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    let settled: Vec<(String, String)> =
        on!(db, p => sqlx::query_as(POSITIONS).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|row| {
            let positions = settled
                .iter()
                .filter(|(decision, _)| *decision == row.id)
                .map(|(_, position)| read("finding_position.id", position))
                .collect::<Result<_, _>>()?;
            Ok(Row {
                id: read("decision.id", &row.id)?,
                body: read("decision.body", &row.body)?,
                decided_on: day("decision.decided_on", &row.decided_on)?,
                minute_reference: row.minute_reference,
                outcome: word("decision.outcome", &row.outcome, Outcome::parse)?,
                summary: row.summary,
                positions,
                made_by: row.made_by,
            })
        })
        .collect()
}

/// Adds a decision with the positions it settles.
///
/// # Errors
/// When the database refuses.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    row: &Row,
    at: Timestamp,
) -> Result<(), StorageError> {
    on!(tx, c => sqlx::query(INSERT)
        .bind(row.id.to_string()).bind(consultation.to_string()).bind(row.body.as_str())
        .bind(row.decided_on.to_string()).bind(&row.minute_reference).bind(row.outcome.as_str())
        .bind(&row.summary).bind(&row.made_by).bind(stamp(at))
        .execute(&mut **c).await.map(drop))?;
    for position in &row.positions {
        on!(tx, c => sqlx::query(SETTLE)
            .bind(row.id.to_string()).bind(position.to_string()).bind(consultation.to_string())
            .execute(&mut **c).await.map(drop))?;
    }
    Ok(())
}
