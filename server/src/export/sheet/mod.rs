//! Tables of data as CSV, XLSX and JSON, written row by row.
//!
//! Text that a spreadsheet would take for a formula gets an apostrophe in front, in CSV and XLSX; importing takes
//! it away again ([`escape`], [`unescape`]). JSON is for programs and holds the text as it is.
//!
//! CSV is UTF-8 without a byte order mark, so that the first column's name is its name to every program; who
//! opens files in a spreadsheet takes XLSX.

mod csv;
mod formula;
mod json;
#[cfg(test)]
mod tests;
mod xlsx;

pub use formula::{escape, unescape};

use super::ExportError;
use domain::report::TableFormat;
use std::io::Write;

/// One cell of data.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing was given: an empty cell, `null` in JSON.
    Empty,
    /// Text as stored.
    Text(String),
    /// A whole number, which stays a number.
    Whole(i64),
    /// Any other number, which stays a number.
    Real(f64),
}

/// Writes tables to a file.
///
/// Call [`sheet`](Self::sheet), then [`row`](Self::row) for each row, then the next sheet; at last
/// [`finish`](Self::finish). A row costs memory only while it is written; workbooks wait in a temporary file.
pub struct Tables<W: Write + Send> {
    writer: Writer<W>,
    columns: Option<usize>,
}

enum Writer<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    Xlsx(Box<xlsx::Writer<W>>),
    Json(json::Writer<W>),
}

impl<W: Write + Send> Tables<W> {
    /// Begins a file.
    pub fn new(format: TableFormat, out: W) -> Self {
        let writer = match format {
            TableFormat::Csv => Writer::Csv(Box::new(csv::Writer::new(out))),
            TableFormat::Xlsx => Writer::Xlsx(Box::new(xlsx::Writer::new(out))),
            TableFormat::Json => Writer::Json(json::Writer::new(out)),
        };
        Self {
            writer,
            columns: None,
        }
    }

    /// Begins a table. CSV and JSON files hold one.
    ///
    /// # Errors
    /// Fails on a second table in a file that holds one, and when the file cannot be written.
    pub fn sheet(&mut self, name: &str, columns: &[String]) -> Result<(), ExportError> {
        if self.columns.is_some() && !matches!(self.writer, Writer::Xlsx(_)) {
            return Err(ExportError::OneTable);
        }
        self.columns = Some(columns.len());
        match &mut self.writer {
            Writer::Csv(writer) => writer.sheet(columns),
            Writer::Xlsx(writer) => writer.sheet(name, columns),
            Writer::Json(writer) => writer.sheet(columns),
        }
    }

    /// Writes a row, a cell a column.
    ///
    /// # Errors
    /// Fails when the row does not fit its table, and when the file cannot be written.
    pub fn row(&mut self, cells: &[Value]) -> Result<(), ExportError> {
        if self.columns != Some(cells.len()) {
            return Err(ExportError::Misfit);
        }
        match &mut self.writer {
            Writer::Csv(writer) => writer.row(cells),
            Writer::Xlsx(writer) => writer.row(cells),
            Writer::Json(writer) => writer.row(cells),
        }
    }

    /// Ends the file and gives the destination back.
    ///
    /// # Errors
    /// Fails when the file cannot be written.
    pub fn finish(self) -> Result<W, ExportError> {
        match self.writer {
            Writer::Csv(writer) => writer.finish(),
            Writer::Xlsx(writer) => writer.finish(),
            Writer::Json(writer) => writer.finish(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}
