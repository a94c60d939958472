//! Comma-separated text.

use super::{Value, escape};
use crate::export::ExportError;
use std::io::Write;

pub(super) struct Writer<W: Write> {
    out: ::csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    pub fn new(out: W) -> Self {
        Self {
            out: ::csv::Writer::from_writer(out),
        }
    }

    pub fn sheet(&mut self, columns: &[String]) -> Result<(), ExportError> {
        Ok(self.out.write_record(columns)?)
    }

    pub fn row(&mut self, cells: &[Value]) -> Result<(), ExportError> {
        for cell in cells {
            match cell {
                Value::Empty => self.out.write_field("")?,
                Value::Text(text) => self.out.write_field(escape(text).as_bytes())?,
                Value::Whole(number) => self.out.write_field(number.to_string())?,
                Value::Real(number) => self.out.write_field(number.to_string())?,
            }
        }
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    pub fn finish(self) -> Result<W, ExportError> {
        let out = self.out.into_inner();
        out.map_err(|error| ExportError::Io(error.into_error()))
    }
}
