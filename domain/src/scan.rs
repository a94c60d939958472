//! Pictures of paper: what they may be, known by how they begin and not by what they are called.

use crate::contribution::words;
use serde::{Deserialize, Serialize};

/// Most bytes of one scan. A page scanned in grey is up to about one megabyte; a dossier of 50 pages fits.
pub const SCAN_LIMIT: usize = 50 * 1024 * 1024;

/// Most scans of one response.
pub const SCANS_LIMIT: usize = 20;

/// Most characters of a file's name that are kept.
const NAME_LIMIT: usize = 100;

words! {
    /// What a scan may be.
    Kind {
        /// Several pages in one file, as most scanners make it.
        Pdf = "pdf",
        /// A picture.
        Png = "png",
        /// A photograph.
        Jpeg = "jpeg",
    }
}

impl Kind {
    /// What a file is by its first bytes; none for anything else, whatever its name says.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        match () {
            () if begins(b"%PDF-") => Some(Self::Pdf),
            () if begins(b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            () if begins(b"\xFF\xD8\xFF") => Some(Self::Jpeg),
            () => None,
        }
    }

    /// Its media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// Whether a page can show it.
    pub fn is_picture(self) -> bool {
        self != Self::Pdf
    }
}

/// The name of a file without its folders and without what would break a header or a page; never empty.
pub fn name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|c| !c.is_control() && *c != '"');
    let plain: String = plain.take(NAME_LIMIT).collect();
    match plain.trim() {
        "" => "scan".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say_whatever_it_is_called() {
        assert_eq!(Kind::of(b"%PDF-1.7\n..."), Some(Kind::Pdf));
        assert_eq!(Kind::of(b"\x89PNG\r\n\x1a\n\0\0"), Some(Kind::Png));
        assert_eq!(Kind::of(b"\xFF\xD8\xFF\xE0\0"), Some(Kind::Jpeg));
        for other in [
            &b"<svg onload=alert(1)>"[..],
            b"<!DOCTYPE html>",
            b" %PDF-1.7",
            b"",
            b"GIF89a",
        ] {
            assert_eq!(Kind::of(other), None);
        }
    }

    #[test]
    fn a_name_has_no_folder_no_quotation_mark_and_no_line_end() {
        assert_eq!(name("C:\\post\\form \"7\"\r\n.pdf"), "form 7.pdf");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name(" "), "scan");
        assert_eq!(name(&"x".repeat(300)).len(), 100);
    }
}
