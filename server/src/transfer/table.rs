//! A CSV file, row by row.

use super::encoding::Encoding;
use super::separator::sniff;
use super::survey::{Survey, SurveyError, survey};
use super::watch::{Report, Watch};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Bytes in which the separator is looked for.
const SAMPLE: u64 = 64 * 1024;

/// A table of text in a file. Holds one row at a time.
pub struct Table {
    /// What the first look found.
    pub survey: Survey,
    /// Names of the columns, trimmed.
    pub header: Vec<String>,
    path: PathBuf,
    reader: csv::Reader<Watch<Box<dyn Read + Send>>>,
    row: csv::ByteRecord,
    report: Report,
    number: u64,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// From 1, the header not counted.
    pub number: u64,
    /// Line of the file where it starts, the header being line 1.
    pub line: u64,
    /// As written, decoded.
    pub cells: Vec<String>,
    /// Whether some bytes did not belong in the file's encoding and were guessed at.
    pub damaged: bool,
    /// The line of a quotation mark in it that is never closed, so that it took in the rest of the file.
    pub open: Option<u64>,
}

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It is not a table of text.
    #[error(transparent)]
    Survey(#[from] SurveyError),
    /// Reading failed on the way.
    #[error("cannot read {path}: {error}")]
    Csv {
        /// Which file.
        path: String,
        /// What went wrong.
        error: csv::Error,
    },
    /// No such column.
    #[error("{path} has no column “{name}”. Its columns are: {there}")]
    NoColumn {
        /// Which file.
        path: String,
        /// The one asked for.
        name: String,
        /// Those there are.
        there: String,
    },
    /// Two columns of one name.
    #[error("{path} has two columns called “{name}”; rename one")]
    TwoColumns {
        /// Which file.
        path: String,
        /// The name.
        name: String,
    },
}

impl Table {
    /// Opens a file: reads it through once, finds how to read it, and reads the names of the columns.
    ///
    /// # Errors
    /// When there is no such file, or it is not a table of text.
    pub fn open(path: &Path) -> Result<Self, TableError> {
        let survey = survey(path)?;
        let io = |error| SurveyError::Io {
            path: path.display().to_string(),
            error,
        };
        let mut sample = Vec::new();
        decoded(path, survey.encoding)
            .and_then(|file| file.take(SAMPLE).read_to_end(&mut sample))
            .map_err(io)?;
        let whole = (sample.len() as u64) < SAMPLE;
        let separator = sniff(&sample, whole);
        let (watch, report) = Watch::new(decoded(path, survey.encoding).map_err(io)?, separator);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(watch);
        let mut table = Self {
            survey,
            header: Vec::new(),
            path: path.to_owned(),
            reader,
            row: csv::ByteRecord::new(),
            report,
            number: 0,
        };
        let header = table.next_row()?.map(|row| row.cells).unwrap_or_default();
        table.header = header.iter().map(|name| name.trim().to_owned()).collect();
        table.number = 0;
        if table.header.iter().all(String::is_empty) {
            return Err(SurveyError::Empty(table.name()).into());
        }
        Ok(table)
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// When the file cannot be read further.
    pub fn next_row(&mut self) -> Result<Option<Row>, TableError> {
        let read = self.reader.read_byte_record(&mut self.row);
        let more = read.map_err(|error| TableError::Csv {
            path: self.path.display().to_string(),
            error,
        })?;
        if !more {
            return Ok(None);
        }
        self.number += 1;
        let (cells, damaged) = self.survey.encoding.cells(self.row.iter());
        Ok(Some(Row {
            number: self.number,
            line: self.report.next_start().unwrap_or_default(),
            open: self.report.open(),
            cells,
            damaged,
        }))
    }

    /// Bytes read so far, of [`Survey::length`]. An estimate for UTF-16.
    pub fn position(&self) -> u64 {
        self.reader.position().byte().min(self.survey.length)
    }

    /// The file's path, for messages.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Where a column stands. Its name must match, else match but for its case.
    ///
    /// # Errors
    /// Names the columns there are; or says that the name is not the only one.
    pub fn column(&self, name: &str) -> Result<usize, TableError> {
        let name = name.trim();
        let matching = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..self.header.len())
                .filter(|at| same(&self.header[*at]))
                .collect()
        };
        let mut found = matching(&|column| column == name);
        if found.is_empty() {
            found = matching(&|column| column.to_lowercase() == name.to_lowercase());
        }
        match found[..] {
            [one] => Ok(one),
            [] => Err(TableError::NoColumn {
                path: self.name(),
                name: name.to_owned(),
                there: self.header.join(", "),
            }),
            _ => Err(TableError::TwoColumns {
                path: self.name(),
                name: name.to_owned(),
            }),
        }
    }

    /// Why a row does not fit under the header; none when it does. Empty cells beyond the last column do no harm.
    pub fn misfit(&self, row: &Row) -> Option<String> {
        if let Some(line) = row.open {
            return Some(format!(
                "a quotation mark on line {line} is never closed, so that the rest of the file was taken for one cell"
            ));
        }
        let (cells, columns) = (row.cells.len(), self.header.len());
        let beyond = row.cells.iter().skip(columns);
        if cells < columns || !beyond.clone().all(String::is_empty) {
            return Some(format!(
                "it has {cells} cells where the header has {columns}; is a quotation mark or a comma missing or too many?"
            ));
        }
        None
    }
}

fn decoded(path: &Path, encoding: Encoding) -> io::Result<Box<dyn Read + Send>> {
    encoding.reader(File::open(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> (Table, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, bytes).unwrap();
        (Table::open(&path).unwrap(), folder)
    }

    fn rows(table: &mut Table) -> Vec<(u64, u64, Vec<String>)> {
        let mut rows = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            rows.push((row.number, row.line, row.cells));
        }
        rows
    }

    #[test]
    fn a_quoted_cell_may_hold_line_ends_and_lines_are_counted_as_an_editor_counts_them() {
        let (mut table, _folder) = table(b"\xEF\xBB\xBF id ,text\r\n1,\"two\r\nlines\"\r\n2,x\r\n");
        assert_eq!(table.header, ["id", "text"]);
        assert_eq!(
            rows(&mut table),
            [
                (1, 2, vec!["1".to_owned(), "two\r\nlines".to_owned()]),
                (2, 4, vec!["2".to_owned(), "x".to_owned()])
            ]
        );
    }

    #[test]
    fn a_missing_column_is_answered_with_those_there_are() {
        let (table, _folder) = table(b"Ref;Comment\n1;x\n");
        assert_eq!(table.column("comment").unwrap(), 1);
        let error = table.column("text").unwrap_err().to_string();
        assert!(
            error.ends_with("has no column “text”. Its columns are: Ref, Comment"),
            "{error}"
        );
    }

    #[test]
    fn a_row_of_the_wrong_width_says_so_unless_the_extra_cells_are_empty() {
        let (mut table, _folder) = table(b"a,b\n1,2,,\n1,2,3\n1\n");
        let mut misfits = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            misfits.push(table.misfit(&row).is_some());
        }
        assert_eq!(misfits, [false, true, true]);
    }

    #[test]
    fn a_quotation_mark_left_open_is_told_with_its_line() {
        let (mut table, _folder) = table(b"a,b\n1,2\n3,\"four\n5,6\n");
        let first = table.next_row().unwrap().unwrap();
        assert_eq!(table.misfit(&first), None);
        let second = table.next_row().unwrap().unwrap();
        let why = table.misfit(&second).unwrap();
        assert!(why.starts_with("a quotation mark on line 3"), "{why}");
    }

    #[test]
    fn a_workbook_an_empty_file_and_a_missing_one_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let open = |bytes: Option<&[u8]>| {
            let path = folder.path().join("f");
            let _ = std::fs::remove_file(&path);
            if let Some(bytes) = bytes {
                std::fs::write(&path, bytes).unwrap();
            }
            Table::open(&path).err().unwrap().to_string()
        };
        assert!(open(Some(b"PK\x03\x04....")).contains("workbook"));
        assert!(open(Some(b"")).ends_with("is empty"));
        assert!(open(Some(b"\n\n")).ends_with("is empty"));
        assert!(open(Some(b"a\0\x01")).contains("not a text file"));
        assert!(open(None).starts_with("cannot read"));
    }
}
