//! What became of each row of a file: kept when its cells are gone.

use super::super::import::Step;
use super::super::internal;
use crate::export::sheet::escape;
use crate::storage::import::Outcome;
use crate::transfer::mapping::Mapping;
use crate::transfer::reason::Reason;
use app::api::{ApiError, ImportCounts, RowFate, RowProblem};
use serde::{Deserialize, Serialize};

/// Refused rows that a page names.
pub(super) const NAMED: usize = 50;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ReportRow {
    row: u64,
    line: u64,
    /// The cell that names it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
    /// A word of [`RowFate`].
    fate: String,
    /// Of the response that holds it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reference: String,
    /// Whether its survey kept no dates.
    #[serde(default, skip_serializing_if = "is_false")]
    undated: bool,
    /// Columns and what is wrong with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    wrong: Vec<(Vec<String>, String)>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Report {
    rows: Vec<ReportRow>,
    /// Columns left out, and why.
    pub left_out: Vec<(String, String)>,
}

impl Report {
    /// Before any row was read.
    pub fn of(header: &[String], mapping: &Mapping) -> Self {
        Self {
            rows: Vec::new(),
            left_out: left_out(header, mapping),
        }
    }

    /// Reads what was kept.
    pub fn read(text: &str) -> Result<Self, ApiError> {
        serde_json::from_str(text).map_err(|error| internal(&error))
    }

    /// Notes what became of a row.
    pub fn add(&mut self, step: &Step<'_>, header: &[String]) {
        let row = match step {
            Step::Columns(_) | Step::Read(..) => return,
            Step::Kept(place, _, (outcome, reference)) => ReportRow {
                row: place.number,
                line: place.line,
                key: place.key.clone(),
                fate: fate(*outcome).as_str().to_owned(),
                reference: reference.clone(),
                undated: place.undated,
                wrong: Vec::new(),
            },
            Step::Nothing(row) => ReportRow {
                row: row.number,
                line: row.line,
                key: String::new(),
                fate: RowFate::Nothing.as_str().to_owned(),
                reference: String::new(),
                undated: false,
                wrong: Vec::new(),
            },
            Step::Rejected(row, reasons) => ReportRow {
                row: row.number,
                line: row.line,
                key: String::new(),
                fate: RowFate::Refused.as_str().to_owned(),
                reference: String::new(),
                undated: false,
                wrong: reasons
                    .iter()
                    .map(|r| (columns(r, header), r.why.clone()))
                    .collect(),
            },
        };
        self.rows.push(row);
    }

    /// How many rows became what.
    pub fn counts(&self) -> ImportCounts {
        let of = |fate: RowFate| {
            let here = self.rows.iter().filter(|row| row.fate == fate.as_str());
            here.count() as u64
        };
        let changed = of(RowFate::Changed);
        let undated = |row: &&ReportRow| row.undated && row.fate == RowFate::Added.as_str();
        ImportCounts {
            rows: self.rows.len() as u64,
            added: of(RowFate::Added),
            present: of(RowFate::Present) + changed,
            changed,
            nothing: of(RowFate::Nothing),
            refused: of(RowFate::Refused),
            undated: self.rows.iter().filter(undated).count() as u64,
        }
    }

    /// What was wrong, at most so many lines.
    pub fn problems(&self, most: usize) -> Vec<RowProblem> {
        let mut rows: Vec<&ReportRow> = self.rows.iter().collect();
        rows.sort_by_key(|row| row.row);
        let all = rows.into_iter().flat_map(|row| {
            row.wrong.iter().map(|(columns, why)| RowProblem {
                row: row.row,
                line: row.line,
                columns: columns.clone(),
                why: why.clone(),
            })
        });
        all.take(most).collect()
    }

    /// The whole report as a file for a spreadsheet.
    pub fn csv(&self) -> Result<Vec<u8>, ApiError> {
        let mut out = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
        let mut write = |record: [&str; 7]| {
            let cells = record.map(|cell| escape(cell).into_owned());
            out.write_record(cells).map_err(|error| internal(&error))
        };
        write([
            "row",
            "line",
            "id_in_file",
            "what_became_of_it",
            "reference",
            "column",
            "reason",
        ])?;
        let mut rows: Vec<&ReportRow> = self.rows.iter().collect();
        rows.sort_by_key(|row| row.row);
        for row in rows {
            let (number, line) = (row.row.to_string(), row.line.to_string());
            let start = [number.as_str(), &line, &row.key, &row.fate, &row.reference];
            let [a, b, c, d, e] = start;
            match row.wrong.is_empty() {
                true => write([a, b, c, d, e, "", ""])?,
                false => {
                    for (columns, why) in &row.wrong {
                        write([a, b, c, d, e, &columns.join("; "), why])?;
                    }
                }
            }
        }
        for (column, why) in &self.left_out {
            write(["", "", "", "column left out", "", column, why])?;
        }
        out.into_inner().map_err(|error| internal(&error))
    }
}

/// What a stored row became.
pub(super) fn fate(outcome: Outcome) -> RowFate {
    match outcome {
        Outcome::Added => RowFate::Added,
        Outcome::Present => RowFate::Present,
        Outcome::Changed => RowFate::Changed,
    }
}

/// Names of the columns that a reason is about.
pub(super) fn columns(reason: &Reason, header: &[String]) -> Vec<String> {
    let names = reason.columns.iter().filter_map(|at| header.get(*at));
    names.cloned().collect()
}

/// Columns that are left out, and why.
pub(super) fn left_out(header: &[String], mapping: &Mapping) -> Vec<(String, String)> {
    let ignored = header.iter().filter_map(|name| {
        let column = mapping.columns.get(name).filter(|column| column.ignore)?;
        (mapping.key.as_deref() != Some(name)).then(|| (name.clone(), column.why.clone()))
    });
    ignored.collect()
}
