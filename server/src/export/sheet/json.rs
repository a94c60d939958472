//! An array of objects, a line a row. Keys stand in the order of the columns.

use super::Value;
use crate::export::ExportError;
use std::io::Write;

pub(super) struct Writer<W: Write> {
    out: W,
    keys: Vec<String>,
    rows: u64,
}

impl<W: Write> Writer<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            keys: Vec::new(),
            rows: 0,
        }
    }

    pub fn sheet(&mut self, columns: &[String]) -> Result<(), ExportError> {
        for column in columns {
            self.keys.push(serde_json::to_string(column)?);
        }
        Ok(())
    }

    pub fn row(&mut self, cells: &[Value]) -> Result<(), ExportError> {
        let start: &[u8] = if self.rows == 0 { b"[\n{" } else { b",\n{" };
        self.out.write_all(start)?;
        self.rows += 1;
        for (at, (key, cell)) in self.keys.iter().zip(cells).enumerate() {
            if at > 0 {
                self.out.write_all(b",")?;
            }
            write!(self.out, "{key}:")?;
            match cell {
                Value::Empty => self.out.write_all(b"null")?,
                Value::Text(text) => serde_json::to_writer(&mut self.out, text)?,
                Value::Whole(number) => serde_json::to_writer(&mut self.out, number)?,
                Value::Real(number) => serde_json::to_writer(&mut self.out, number)?,
            }
        }
        Ok(self.out.write_all(b"}")?)
    }

    pub fn finish(mut self) -> Result<W, ExportError> {
        let end: &[u8] = if self.rows == 0 { b"[]\n" } else { b"\n]\n" };
        self.out.write_all(end)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
