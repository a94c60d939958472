//! A workbook's first filled sheet, as rows or as CSV. Dates come out as dates, whole numbers without a point.

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use std::io::Cursor;

/// Most bytes that a workbook may unfold to: a small file can hold a large one.
const UNFOLDED: u64 = 300 * 1024 * 1024;

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is no workbook, or a broken one.
    #[error("it cannot be read as an Excel workbook: {0}")]
    Broken(String),
    /// It is a workbook of before 2007.
    #[error("it is an old Excel workbook: save it as .xlsx or as “CSV UTF-8”")]
    Old,
    /// It unfolds to more than anybody's survey.
    #[error("it is too large")]
    TooLarge,
    /// No sheet has a row under its header.
    #[error("no sheet of it has a row of cells under its header")]
    Empty,
}

/// Whether a file is a workbook, by its first bytes.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// The first sheet with a header and a row under it, as CSV in UTF-8.
///
/// # Errors
/// When there is none, or the file is no workbook that can be read.
pub fn to_csv(bytes: &[u8]) -> Result<Vec<u8>, WorkbookError> {
    let broken = |error: &dyn std::fmt::Display| WorkbookError::Broken(error.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    for row in rows(bytes)? {
        out.write_record(row).map_err(|e| broken(&e))?;
    }
    out.into_inner().map_err(|e| broken(&e))
}

/// The same as rows of cells, the header first.
///
/// # Errors
/// As [`to_csv`].
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, WorkbookError> {
    if !bytes.starts_with(b"PK") {
        return Err(WorkbookError::Old);
    }
    let broken = |error: &dyn std::fmt::Display| WorkbookError::Broken(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let mut unfolded = 0;
    for at in 0..archive.len() {
        unfolded += archive.by_index_raw(at).map_err(|e| broken(&e))?.size();
    }
    if unfolded > UNFOLDED {
        return Err(WorkbookError::TooLarge);
    }
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|e| broken(&e))?;
        if range.height() < 2 {
            continue;
        }
        let rows = range.rows();
        return Ok(rows.map(|row| row.iter().map(cell).collect()).collect());
    }
    Err(WorkbookError::Empty)
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }).to_owned(),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::DateTime(length) => length.as_f64().to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    #[test]
    fn the_first_filled_sheet_comes_out_with_dates_as_dates() {
        let mut book = Workbook::new();
        book.add_worksheet();
        let sheet = book.add_worksheet();
        for (at, name) in ["ID", "Completion time", "Age", "Why?"]
            .into_iter()
            .enumerate()
        {
            sheet.write(0, u16::try_from(at).unwrap(), name).unwrap();
        }
        let moment = ExcelDateTime::parse_from_str("2026-05-20T10:11:12").unwrap();
        let format = Format::new().set_num_format("m/d/yy h:mm:ss");
        sheet.write(1, 0, 1).unwrap();
        sheet.write_with_format(1, 1, &moment, &format).unwrap();
        sheet.write(1, 2, 41.5).unwrap();
        sheet.write(1, 3, "It is late, \"very\"").unwrap();
        let csv = to_csv(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(
            String::from_utf8(csv).unwrap(),
            "ID,Completion time,Age,Why?\n1,2026-05-20 10:11:12,41.5,\"It is late, \"\"very\"\"\"\n"
        );
    }

    #[test]
    fn what_is_no_workbook_says_so() {
        assert!(matches!(
            to_csv(b"PK\x03\x04 nothing"),
            Err(WorkbookError::Broken(_))
        ));
        assert!(matches!(
            to_csv(b"\xD0\xCF\x11\xE0"),
            Err(WorkbookError::Old)
        ));
        let mut book = Workbook::new();
        book.add_worksheet();
        let empty = book.save_to_buffer().unwrap();
        assert!(matches!(to_csv(&empty), Err(WorkbookError::Empty)));
    }
}
