//! The first look at a file: its size, its hash and how its bytes are to be read. Streams; nothing is kept.

use super::encoding::{Encoding, Tally};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// What the first look found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// How its bytes become text.
    pub encoding: Encoding,
    /// Its length in bytes.
    pub length: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
}

/// Why a file is not a table of text.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// It cannot be read.
    #[error("cannot read {path}: {error}")]
    Io {
        /// Which file.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// There is nothing in it.
    #[error("{0} is empty")]
    Empty(String),
    /// A spreadsheet program's own format.
    #[error(
        "{0} is a workbook or an archive, not CSV: open it in a spreadsheet program and save it as “CSV UTF-8”"
    )]
    Workbook(String),
    /// No text at all.
    #[error("{0} is not a text file: save the table as CSV in UTF-8")]
    NotText(String),
}

/// Reads a file once, through.
///
/// # Errors
/// When it cannot be read, or holds no text.
pub fn survey(path: &Path) -> Result<Survey, SurveyError> {
    let name = || path.display().to_string();
    let io = |error| SurveyError::Io {
        path: name(),
        error,
    };
    let mut file = File::open(path).map_err(io)?;
    let mut hash = Sha256::new();
    let mut tally = Tally::default();
    let mut start = Vec::new();
    let mut length = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer).map_err(io)?;
        let bytes = &buffer[..read];
        if read == 0 {
            break;
        }
        if start.len() < 4 {
            start.extend(bytes.iter().take(4 - start.len()));
        }
        length += read as u64;
        hash.update(bytes);
        tally.add(bytes);
    }
    if length == 0 {
        return Err(SurveyError::Empty(name()));
    }
    if start == b"PK\x03\x04" || start == b"\xD0\xCF\x11\xE0" {
        return Err(SurveyError::Workbook(name()));
    }
    let encoding = tally.encoding(&start);
    let encoding = encoding.ok_or_else(|| SurveyError::NotText(name()))?;
    let digest = hash.finalize();
    Ok(Survey {
        encoding,
        length,
        hash: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}
