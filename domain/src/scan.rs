//! Originals: pictures of paper, and files that people sent. What they are is known by what is in them and not by what
//! they are called.

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
        /// What scanners and fax machines make, of one page or of several. Browsers do not show it.
        Tiff = "tiff",
        /// A letter or dossier from Word (Office Open XML, ECMA-376), without macros.
        Docx = "docx",
        /// The same from LibreOffice (OpenDocument, ISO/IEC 26300).
        Odt = "odt",
        /// An e-mail saved by Outlook, with what was attached to it.
        Msg = "msg",
        /// An e-mail as it was sent (RFC 5322), as most other programs save it.
        Eml = "eml",
    }
}

impl Kind {
    /// What a file is by what is in it; none for anything else, whatever its name says.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins = |magic: &[u8]| bytes.starts_with(magic);
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|here| here == part);
        match () {
            () if begins(b"%PDF-") => Some(Self::Pdf),
            () if begins(b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            () if begins(b"\xFF\xD8\xFF") => Some(Self::Jpeg),
            // Numbers in it have their low byte first, or last.
            () if begins(b"II*\0") || begins(b"MM\0*") => Some(Self::Tiff),
            // The names of what is packed in a zip file stand in it as they are.
            () if begins(ZIP) && bytes.get(30..).is_some_and(|b| b.starts_with(ODT)) => {
                Some(Self::Odt)
            }
            () if begins(ZIP) && holds(b"word/document.xml") && !holds(b"vbaProject.bin") => {
                Some(Self::Docx)
            }
            () if begins(COMPOUND) && holds(&wide("__properties_version1.0")) => Some(Self::Msg),
            () if is_mail(bytes) => Some(Self::Eml),
            () => None,
        }
    }

    /// Its media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Msg => "application/vnd.ms-outlook",
            Self::Eml => "message/rfc822",
        }
    }

    /// How names of such files end, after the dot; the usual ending first.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Tiff => &["tif", "tiff"],
            Self::Docx => &["docx"],
            Self::Odt => &["odt"],
            Self::Msg => &["msg"],
            Self::Eml => &["eml"],
        }
    }

    /// Whether a page can show it.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }
}

/// How every file of a zip archive begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// What follows the first header of an OpenDocument text: the name of its first file, and what is in it.
const ODT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";
/// How a compound file begins (MS-CFB 2.2): old Office files, and e-mails of Outlook.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A name as it stands in a compound file: UTF-16, the low byte first.
fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Whether a text begins as an e-mail does: with fields and nothing else up to an empty line, and among them who wrote
/// it and when it was written or came. A web page that a browser saved whole begins like one and is none.
fn is_mail(bytes: &[u8]) -> bool {
    /// Most bytes of the fields: those of a mail that went through many hands are some ten thousand.
    const MOST: usize = 256 * 1024;
    /// How browsers begin the sender of a page that they save.
    const SAVED_BY: &[u8] = b"<Saved by";
    let (mut begun, mut from, mut dated) = (false, false, false);
    for line in bytes[..bytes.len().min(MOST)].split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.iter().any(|b| b.is_ascii_control() && *b != b'\t') {
            return false;
        }
        match line.first() {
            None => return from && dated,
            // A long field goes on in a line that begins with a space.
            Some(b' ' | b'\t') if begun => continue,
            _ => {}
        }
        let mut parts = line.splitn(2, |b| *b == b':');
        let name = parts.next().unwrap_or_default();
        let Some(value) = parts.next() else {
            return false;
        };
        let of_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if name.is_empty() || !name.iter().all(of_name) {
            return false;
        }
        let is_from = name.eq_ignore_ascii_case(b"From");
        let by = value.trim_ascii_start().get(..SAVED_BY.len());
        let saved = is_from && by.is_some_and(|by| by.eq_ignore_ascii_case(SAVED_BY));
        if saved || name.eq_ignore_ascii_case(b"Snapshot-Content-Location") {
            return false;
        }
        begun = true;
        from |= is_from;
        dated |= name.eq_ignore_ascii_case(b"Date") || name.eq_ignore_ascii_case(b"Received");
    }
    false
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

/// The name under which a file of this kind is kept: with an ending of its kind, so that nothing opens it as something
/// else.
pub fn kept_name(typed: &str, kind: Kind) -> String {
    let name = name(typed);
    let endings = kind.endings();
    let fits = name.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && endings.iter().any(|one| one.eq_ignore_ascii_case(ending))
    });
    if fits {
        return name;
    }
    let ending = endings[0];
    let stem: String = name.chars().take(NAME_LIMIT - 1 - ending.len()).collect();
    format!("{stem}.{ending}")
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
    fn a_letter_from_word_is_kept_and_one_with_macros_is_not() {
        let zip = |rest: &[u8]| [ZIP, &[0; 26], rest].concat();
        let word = zip(b"[Content_Types].xml...word/document.xml");
        assert_eq!(Kind::of(&word), Some(Kind::Docx));
        let macros = zip(b"word/document.xml...word/vbaProject.bin");
        assert_eq!(Kind::of(&macros), None);
        let open = zip(b"mimetypeapplication/vnd.oasis.opendocument.textPK");
        assert_eq!(Kind::of(&open), Some(Kind::Odt));
        let sheet = zip(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK");
        assert_eq!(Kind::of(&sheet), None);
        assert_eq!(Kind::of(&zip(b"holiday.jpg")), None);
    }

    #[test]
    fn an_e_mail_of_outlook_is_kept_and_an_old_office_file_is_not() {
        let mail = [COMPOUND, &wide("__properties_version1.0")].concat();
        assert_eq!(Kind::of(&mail), Some(Kind::Msg));
        let old = [COMPOUND, &wide("WordDocument")].concat();
        assert_eq!(Kind::of(&old), None);
    }

    #[test]
    fn a_scan_of_a_fax_is_known_in_both_orders_of_its_bytes_and_is_not_shown_in_a_page() {
        assert_eq!(Kind::of(b"II*\0\x08\0\0\0"), Some(Kind::Tiff));
        assert_eq!(Kind::of(b"MM\0*\0\0\0\x08"), Some(Kind::Tiff));
        assert_eq!(Kind::of(b"II\0*"), None);
        assert!(!Kind::Tiff.is_picture());
    }

    #[test]
    fn a_text_is_an_e_mail_only_where_it_begins_as_one() {
        let mail = "Received: from a by b;\r\n\tMon, 1 Jun 2026 09:00:00 +0100\r\n\
            From: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>\r\nSubject: Bands\r\n\
            MIME-Version: 1.0\r\n\r\nKeep the unit.\r\n";
        assert_eq!(Kind::of(mail.as_bytes()), Some(Kind::Eml));
        let unix = mail.replace('\r', "").replace("Received", "date");
        assert_eq!(Kind::of(unix.as_bytes()), Some(Kind::Eml));
        for other in [
            "From: zoe@example.org\nSubject: no day\n\nText",
            "Date: 1 Jun 2026\nSubject: from nobody\n\nText",
            "From: zoe@example.org\nDate: 1 Jun 2026\nand no end of the fields",
            "From: zoe@example.org\nDate: 1 Jun 2026\n<script>alert(1)</script>\n\nText",
            "\nFrom: zoe@example.org\nDate: 1 Jun 2026\n\nText",
            " From: zoe@example.org\nDate: 1 Jun 2026\n\nText",
            "From: zoe@example.org\nDate: \u{0}1 Jun 2026\n\nText",
            "From zoe Mon Jun 1\nFrom: zoe@example.org\nDate: 1 Jun 2026\n\nText",
            "<!-- From: a\nDate: b\n\n--><script>alert(1)</script>",
            "Dear council: I am from Marlock.\n\nKeep the unit.",
            "From: zoe@example.org\nDate: 1 Jun 2026\n<script>x: 1\n\nText",
            "<a>: b\nFrom: zoe@example.org\nDate: 1 Jun 2026\n\nText",
            "From: <Saved by Blink>\nSubject: Bands\nDate: Mon, 1 Jun 2026 09:00:00 -0000\n\nText",
            "From: zoe@example.org\nSnapshot-Content-Location: https://e.org/\nDate: 1 Jun 2026\n\nText",
        ] {
            assert_eq!(Kind::of(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_file_is_kept_under_a_name_that_ends_as_its_kind_does() {
        assert_eq!(kept_name("C:\\post\\Form 7.PDF", Kind::Pdf), "Form 7.PDF");
        assert_eq!(kept_name("photo.jpeg", Kind::Jpeg), "photo.jpeg");
        assert_eq!(kept_name("letter.html", Kind::Eml), "letter.html.eml");
        assert_eq!(kept_name("Annex no. 3", Kind::Docx), "Annex no. 3.docx");
        assert_eq!(kept_name("", Kind::Tiff), "scan.tif");
        assert_eq!(kept_name(".pdf", Kind::Pdf), ".pdf.pdf");
        let long = kept_name(&"x".repeat(300), Kind::Png);
        assert!(long.ends_with("x.png") && long.len() == 100, "{long}");
    }

    #[test]
    fn a_name_has_no_folder_no_quotation_mark_and_no_line_end() {
        assert_eq!(name("C:\\post\\form \"7\"\r\n.pdf"), "form 7.pdf");
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name(" "), "scan");
        assert_eq!(name(&"x".repeat(300)).len(), 100);
    }
}
