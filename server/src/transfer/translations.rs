//! Reading translations that come back from a translator, as CSV or XLSX.

use super::table::Table;
use super::workbook::{self, WorkbookError, is_workbook};
use crate::export::sheet::unescape;
use std::io::Write as _;

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Line of the file, or row of the sheet, the header being 1.
    pub line: u64,
    /// Which text.
    pub key: String,
    /// What it translates, where the file says so.
    pub english: Option<String>,
    /// The translation.
    pub words: String,
}

/// Why a file is no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It is neither.
    Unreadable,
    /// It has no column of keys.
    NoKey,
    /// It has no column of translations.
    NoTranslation,
}

/// Reads a file.
///
/// # Errors
/// When it is neither CSV nor XLSX, or lacks a column.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, FileProblem> {
    let mut rows = match is_workbook(bytes) {
        true => sheet(bytes)?,
        false => csv(bytes)?,
    }
    .into_iter();
    let (_, header) = rows.next().ok_or(FileProblem::NoKey)?;
    let column = |name: &str| {
        let is = |cell: &String| {
            cell.trim()
                .trim_start_matches('\u{feff}')
                .eq_ignore_ascii_case(name)
        };
        header.iter().position(is)
    };
    let key = column("key").ok_or(FileProblem::NoKey)?;
    let words = column("translation").ok_or(FileProblem::NoTranslation)?;
    let english = column("english");
    let cell = |cells: &[String], at: usize| {
        cells
            .get(at)
            .map(|cell| unescape(cell).to_owned())
            .unwrap_or_default()
    };
    let rows = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
    let read = rows.map(|(line, cells)| Row {
        line,
        key: cell(&cells, key),
        english: english
            .map(|at| cell(&cells, at))
            .filter(|text| !text.trim().is_empty()),
        words: cell(&cells, words),
    });
    Ok(read.collect())
}

type Line = (u64, Vec<String>);

fn csv(bytes: &[u8]) -> Result<Vec<Line>, FileProblem> {
    let unreadable = |_| FileProblem::Unreadable;
    let mut file = tempfile::NamedTempFile::new().map_err(unreadable)?;
    file.write_all(bytes).map_err(unreadable)?;
    let mut table = Table::open(file.path()).map_err(|_| FileProblem::Unreadable)?;
    let mut rows = vec![(1, table.header.clone())];
    while let Some(row) = table.next_row().map_err(|_| FileProblem::Unreadable)? {
        rows.push((row.line, row.cells));
    }
    Ok(rows)
}

fn sheet(bytes: &[u8]) -> Result<Vec<Line>, FileProblem> {
    match workbook::rows(bytes) {
        Ok(rows) => Ok((1..).zip(rows).collect()),
        // A header alone: there is nothing to read.
        Err(WorkbookError::Empty) => Ok(Vec::new()),
        Err(_) => Err(FileProblem::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sheet::{Tables, Value};
    use domain::report::TableFormat;

    #[test]
    fn a_file_that_was_taken_out_is_read_in_again_whatever_its_format() {
        for format in [TableFormat::Csv, TableFormat::Xlsx] {
            let mut tables = Tables::new(format, Vec::new());
            let columns = ["key", "text", "english", "translation"].map(str::to_owned);
            tables.sheet("pl", &columns).unwrap();
            let cells = [
                "title:title",
                "Title",
                "=Banding",
                "Zażółć\ngęślą, \"jaźń\"",
            ];
            tables
                .row(&cells.map(|cell| Value::Text(cell.to_owned())))
                .unwrap();
            let rows = read(&tables.finish().unwrap()).unwrap();
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].key, "title:title");
            assert_eq!(rows[0].english.as_deref(), Some("=Banding"));
            assert_eq!(rows[0].words, "Zażółć\ngęślą, \"jaźń\"");
        }
    }

    #[test]
    fn a_file_without_its_columns_says_which_is_missing() {
        assert_eq!(read(b"text,translation\na,b\n"), Err(FileProblem::NoKey));
        assert_eq!(read(b"key,text\na,b\n"), Err(FileProblem::NoTranslation));
        assert_eq!(read(&[0, 159, 146, 150]), Err(FileProblem::Unreadable));
    }
}
