//! A workbook, a sheet a table. Rows go to a temporary file at once.

use super::{Value, escape};
use crate::export::ExportError;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::Write;

/// Most characters that a cell may hold.
const CELL_LIMIT: usize = 32_767;
/// Ends a text that is longer.
const CUT: &str = "… [cut here: the CSV export holds the whole text]";
/// Most characters in a sheet's name.
const NAME_LIMIT: usize = 31;

pub(super) struct Writer<W: Write + Send> {
    out: W,
    workbook: Workbook,
    /// The row to be written next.
    row: u32,
}

impl<W: Write + Send> Writer<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            workbook: Workbook::new(),
            row: 0,
        }
    }

    pub fn sheet(&mut self, name: &str, columns: &[String]) -> Result<(), ExportError> {
        let bold = Format::new().set_bold();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(name))?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in columns.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| ExportError::Misfit)?;
            sheet.set_column_width(at, 18)?;
            sheet.write_string_with_format(0, at, column, &bold)?;
        }
        self.row = 1;
        Ok(())
    }

    pub fn row(&mut self, cells: &[Value]) -> Result<(), ExportError> {
        let row = self.row;
        let Some(sheet) = self.workbook.worksheets_mut().last_mut() else {
            return Err(ExportError::Misfit);
        };
        for (at, cell) in cells.iter().enumerate() {
            let at = u16::try_from(at).map_err(|_| ExportError::Misfit)?;
            write(sheet, row, at, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, ExportError> {
        self.workbook.save_to_writer(&mut self.out)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Value) -> Result<(), ExportError> {
    match cell {
        Value::Empty => {}
        Value::Text(text) => {
            sheet.write_string(row, column, fitting(&escape(text)))?;
        }
        Value::Whole(number) => {
            sheet.write(row, column, *number)?;
        }
        Value::Real(number) => {
            sheet.write_number(row, column, *number)?;
        }
    }
    Ok(())
}

/// The text, cut to what a cell may hold. The limit counts as spreadsheets do, in UTF-16 units.
fn fitting(text: &str) -> String {
    let room = CELL_LIMIT - CUT.encode_utf16().count();
    if text.encode_utf16().count() <= CELL_LIMIT {
        return text.to_owned();
    }
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= room
    });
    kept.chain(CUT.chars()).collect()
}

/// A name that spreadsheets accept.
fn sheet_name(name: &str) -> String {
    let plain = name.chars().map(|c| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
        c => c,
    });
    let name: String = plain.take(NAME_LIMIT).collect();
    match name.trim() {
        "" => "Table".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_long_texts_are_cut_to_what_spreadsheets_take() {
        assert_eq!(
            sheet_name("answers: [all]/B4 and quite a lot more of it"),
            "answers   all  B4 and quite a l"
        );
        assert_eq!(sheet_name("?"), "Table");
        let long = fitting(&"🙂".repeat(20_000));
        assert!(long.ends_with(CUT) && long.encode_utf16().count() <= CELL_LIMIT);
        assert_eq!(fitting("short"), "short");
    }
}
