//! Frozen reports.

use super::{Db, StorageError, Tx, json, moment, on, stamp, to_json, word};
use crate::clock::ordered_id;
use domain::id::ConsultationId;
use domain::report::{Report, Template};
use jiff::Timestamp;

/// A frozen report, without its text.
#[derive(Clone, Debug)]
pub struct Row {
    /// From 1.
    pub number: u32,
    /// For whom.
    pub template: Template,
    /// Who signed.
    pub signed_by: String,
    /// When.
    pub signed_at: Timestamp,
}

const ALL: &str = "SELECT number, template, signed_by, signed_at FROM report_snapshot WHERE consultation_id = $1 ORDER BY number DESC";
const ONE: &str = "SELECT report FROM report_snapshot WHERE consultation_id = $1 AND number = $2";
const LAST: &str = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM report_snapshot WHERE consultation_id = $1";
const INSERT: &str = "INSERT INTO report_snapshot (id, consultation_id, number, template, report, signed_by, signed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Every frozen report, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn all(db: &Db, consultation: ConsultationId) -> Result<Vec<Row>, StorageError> {
    let rows: Vec<(i64, String, String, String)> =
        on!(db, p => sqlx::query_as(ALL).bind(consultation.to_string()).fetch_all(p).await)?;
    rows.into_iter()
        .map(|(number, template, signed_by, at)| {
            Ok(Row {
                number: u32::try_from(number).unwrap_or_default(),
                template: word("report_snapshot.template", &template, Template::parse)?,
                signed_by,
                signed_at: moment("report_snapshot.signed_at", &at)?,
            })
        })
        .collect()
}

/// A frozen report as it was signed.
///
/// # Errors
/// When the database refuses.
pub async fn one(
    db: &Db,
    consultation: ConsultationId,
    number: u32,
) -> Result<Option<Report>, StorageError> {
    let row: Option<(String,)> = on!(db, p => sqlx::query_as(ONE)
        .bind(consultation.to_string()).bind(i64::from(number)).fetch_optional(p).await)?;
    row.map(|(report,)| json("report_snapshot.report", &report))
        .transpose()
}

/// The number the next one gets.
///
/// # Errors
/// When the database refuses.
pub async fn next_number(db: &Db, consultation: ConsultationId) -> Result<u32, StorageError> {
    let (last,): (i64,) =
        on!(db, p => sqlx::query_as(LAST).bind(consultation.to_string()).fetch_one(p).await)?;
    Ok(u32::try_from(last).unwrap_or_default() + 1)
}

/// Freezes a report.
///
/// # Errors
/// [`StorageError::is_duplicate`] when somebody took the number meanwhile.
pub async fn insert(
    tx: &mut Tx,
    consultation: ConsultationId,
    row: &Row,
    report: &Report,
) -> Result<(), StorageError> {
    let report = to_json("report_snapshot.report", report)?;
    on!(tx, c => sqlx::query(INSERT)
        .bind(ordered_id().to_string()).bind(consultation.to_string()).bind(i64::from(row.number))
        .bind(row.template.as_str()).bind(&report).bind(&row.signed_by).bind(stamp(row.signed_at))
        .execute(&mut **c).await.map(drop))?;
    Ok(())
}
