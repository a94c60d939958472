//! Turns reports and tables of data into files.
//!
//! Reports: [`render`]. Tables: [`sheet::Tables`]. Nothing here knows more than `domain`.

mod clean;
mod docx;
mod escape;
mod html;
mod pdf;
pub mod sheet;
#[cfg(test)]
mod tests;
mod widths;

pub use pdf::{can_print, has_fonts, render_printed};

use domain::report::{Format, Report, Section};

/// Why a file could not be made. None of these is the reader's fault.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The Word package could not be put together.
    #[error("the Word document could not be written: {0}")]
    Docx(String),
    /// The typesetter refused the report.
    #[error("the PDF could not be set: {0}")]
    Pdf(String),
    /// The fonts are missing from the program, so that the PDF would show no text.
    #[error("the PDF would have no text: the program was built without fonts")]
    NoFonts,
    /// The model could not be written as JSON.
    #[error("the report could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The rows could not be written as CSV.
    #[error("the rows could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// The destination could not be written to.
    #[error("the file could not be written: {0}")]
    Io(#[from] std::io::Error),
    /// CSV and JSON files hold one table.
    #[error("this format holds one table")]
    OneTable,
    /// A row came before its table, or with another number of cells.
    #[error("a row does not fit its table")]
    Misfit,
}

/// The report as a file of a format.
///
/// # Errors
/// Fails when the file cannot be put together, which no content of a report should bring about.
pub fn render(format: Format, report: &Report) -> Result<Vec<u8>, ExportError> {
    let report = clean::clean(report)?;
    match format {
        Format::Docx => docx::render(&report),
        Format::Pdf => pdf::render(&report),
        Format::Html => Ok(html::render(&report).into_bytes()),
    }
}

/// Number and heading of a section; an appendix says its letter in the heading.
fn heading(section: &Section) -> String {
    match section.heading.starts_with("Appendix") {
        true => section.heading.clone(),
        false => format!("{} {}", section.number, section.heading),
    }
}
