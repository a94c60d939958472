//! Sentences about scans of paper.

use crate::api::ScanLine;
use domain::scan::{Kind, SCAN_LIMIT, SCANS_LIMIT};

/// Under the field for files.
pub fn hint() -> String {
    format!(
        "PDF, PNG, JPEG, TIFF, Word, OpenDocument text or e-mail (.eml or .msg), up to {} megabytes each. You can choose several at once.",
        SCAN_LIMIT / (1024 * 1024)
    )
}

/// What a scan is.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Pdf => "PDF",
        Kind::Png => "PNG",
        Kind::Jpeg => "JPEG",
        Kind::Tiff => "TIFF",
        Kind::Docx => "Word",
        Kind::Odt => "OpenDocument text",
        Kind::Msg => "Outlook e-mail",
        Kind::Eml => "e-mail",
    }
}

/// `form.pdf (PDF, 1.2 MB)`.
pub fn named(scan: &ScanLine) -> String {
    format!("{} ({}, {})", scan.name, kind(scan.kind), size(scan.length))
}

/// As a link beside the form.
pub fn open(scan: &ScanLine) -> String {
    format!("Open {} as a file", named(scan))
}

/// Instead of the link, where words of the response are covered.
pub fn not_open(scan: &ScanLine) -> String {
    format!(
        "{}: words of this response are covered, so only a lead may open its paper",
        named(scan)
    )
}

/// A number of bytes as people read it: `1.2 MB`, `340 KB`.
pub fn size(bytes: u64) -> String {
    const MB: u64 = 1024 * 1024;
    match bytes {
        big if big >= MB => {
            let tenths = (big * 10 + MB / 2) / MB;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
        small => format!("{} KB", small.div_ceil(1024).max(1)),
    }
}

/// What is wrong with files that were sent; the code has the file's name after a colon.
pub fn problem(field: &str, code: &str) -> Option<String> {
    if field != "file" {
        return None;
    }
    let (code, name) = code.split_once(':').unwrap_or((code, ""));
    Some(match code {
        "too_large" => format!(
            "“{name}” is larger than {} megabytes. Scan it in grey or at 200 dots an inch, or in parts.",
            SCAN_LIMIT / (1024 * 1024)
        ),
        "not_a_scan" => format!(
            "“{name}” is no PDF, PNG, JPEG, TIFF, Word file (.docx, without macros), OpenDocument text or e-mail (.eml or .msg). Save it as one of these. Changing the end of its name does not help."
        ),
        "empty" => format!("“{name}” is empty. Choose it again."),
        "too_many" => {
            format!("A response can have up to {SCANS_LIMIT} scans. Put pages together in one PDF.")
        }
        "no_scan" => "Choose a file.".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_refusals_are_told_in_words() {
        assert_eq!(
            (size(10), size(1_300_000)),
            ("1 KB".to_owned(), "1.2 MB".to_owned())
        );
        let told = problem("file", "too_large:form 7.pdf").unwrap();
        assert!(
            told.starts_with("“form 7.pdf” is larger than 50 megabytes"),
            "{told}"
        );
        assert_eq!(problem("la", "too_large:x"), None);
        assert_eq!(problem("file", "cut_short"), None);
    }
}
