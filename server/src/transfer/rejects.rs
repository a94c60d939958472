//! The rejects file: what was not imported, why, and the row as it was, to be mended and imported again.

use super::table::Row;
use crate::export::sheet::escape;
use std::fs::File;
use std::io;
use std::path::Path;

/// Writes rejected rows.
pub struct Rejects {
    out: csv::Writer<File>,
}

impl Rejects {
    /// Begins the file, so that it is there, if only with a header, when nothing is wrong.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(path: &Path, header: &[String]) -> io::Result<Self> {
        let out = File::create(path)?;
        let mut rejects = Self {
            out: csv::WriterBuilder::new().flexible(true).from_writer(out),
        };
        let columns = ["line", "reason"].into_iter().map(str::to_owned);
        let columns = columns.chain(header.iter().cloned());
        rejects.out.write_record(columns)?;
        Ok(rejects)
    }

    /// Adds a row. Cells that a spreadsheet would take for formulas get an apostrophe, which importing takes away.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, row: &Row, reason: &str) -> io::Result<()> {
        let line = row.line.to_string();
        let cells = row.cells.iter().map(|cell| escape(cell).into_owned());
        let record = [line, reason.to_owned()].into_iter().chain(cells);
        Ok(self.out.write_record(record)?)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the last bytes cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}
