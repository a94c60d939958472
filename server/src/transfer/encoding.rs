//! How bytes become text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252, which English
//! spreadsheets still write.

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// How a file's bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; `mark` when a byte order mark stands before it.
    Utf8 {
        /// Three bytes to leave out.
        mark: bool,
    },
    /// UTF-8 for the most part, with some bytes that are not: rows with such bytes are damaged.
    Mostly8 {
        /// Three bytes to leave out.
        mark: bool,
    },
    /// The old Western European code page.
    Windows1252,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// What to tell the person whose file it is; nothing when all is well.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self::Utf8 { .. } | Self::Utf16Le | Self::Utf16Be => None,
            Self::Windows1252 => Some(
                "the file is not UTF-8 and was read as Windows-1252; if letters such as £ or é look wrong, save it as “CSV UTF-8”",
            ),
            Self::Mostly8 { .. } => {
                Some("the file is UTF-8, but some bytes in it are not; the rows are named below")
            }
        }
    }

    /// The same text as bytes that a CSV reader can cut at commas and quotes. Cells are decoded one by one.
    pub fn reader<R: Read + Send + 'static>(self, mut file: R) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Utf8 { mark } | Self::Mostly8 { mark } => {
                if mark {
                    file.read_exact(&mut [0; 3])?;
                }
                Box::new(file)
            }
            Self::Windows1252 => Box::new(file),
            Self::Utf16Le => Box::new(Transcoder::new(file, UTF_16LE.new_decoder())),
            Self::Utf16Be => Box::new(Transcoder::new(file, UTF_16BE.new_decoder())),
        })
    }

    /// A row's cells as text, and whether they held bytes that do not belong in this encoding.
    pub fn cells<'a>(self, cells: impl Iterator<Item = &'a [u8]> + Clone) -> (Vec<String>, bool) {
        let western = |bytes: &[u8]| -> String {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            match text {
                Cow::Borrowed(text) => text.to_owned(),
                Cow::Owned(text) => text,
            }
        };
        if self == Self::Windows1252 {
            return (cells.map(western).collect(), false);
        }
        let read: Result<Vec<String>, _> = cells
            .clone()
            .map(|bytes| std::str::from_utf8(bytes).map(str::to_owned))
            .collect();
        match read {
            Ok(texts) => (texts, false),
            Err(_) => (cells.map(western).collect(), true),
        }
    }
}

/// Counts what tells UTF-8 from Windows-1252, in any number of pieces.
#[derive(Default)]
pub struct Tally {
    /// The start of a character whose end has not come yet.
    carried: Vec<u8>,
    characters: u64,
    misfits: u64,
    zeros: u64,
}

impl Tally {
    /// Counts the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.zeros += bytes.iter().filter(|byte| **byte == 0).count() as u64;
        let mut joined = std::mem::take(&mut self.carried);
        joined.extend_from_slice(bytes);
        let length = joined.len();
        let mut at = 0;
        for chunk in joined.utf8_chunks() {
            at += chunk.valid().len() + chunk.invalid().len();
            self.characters += chunk.valid().bytes().filter(|b| *b >= 0xC0).count() as u64;
            match chunk.invalid() {
                [] => {}
                // At the very end it may be the start of a character.
                tail if at == length && tail.len() < 4 => self.carried = tail.to_vec(),
                _ => self.misfits += 1,
            }
        }
    }

    /// The encoding of a file that starts with these bytes; none when it is not text.
    pub fn encoding(&self, start: &[u8]) -> Option<Encoding> {
        if start.starts_with(b"\xFF\xFE") {
            return Some(Encoding::Utf16Le);
        }
        if start.starts_with(b"\xFE\xFF") {
            return Some(Encoding::Utf16Be);
        }
        if self.zeros > 0 {
            return None;
        }
        let mark = start.starts_with(b"\xEF\xBB\xBF");
        let misfits = self.misfits + u64::from(!self.carried.is_empty());
        Some(match misfits {
            0 => Encoding::Utf8 { mark },
            _ if mark || self.characters > misfits => Encoding::Mostly8 { mark },
            _ => Encoding::Windows1252,
        })
    }
}

/// UTF-16 as UTF-8, as it is read.
struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    text: String,
    at: usize,
    ended: bool,
}

impl<R: Read> Transcoder<R> {
    fn new(inner: R, decoder: Decoder) -> Self {
        Self {
            inner,
            decoder,
            text: String::new(),
            at: 0,
            ended: false,
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.ended {
            let mut raw = [0; 16 * 1024];
            let read = self.inner.read(&mut raw)?;
            self.ended = read == 0;
            self.text.clear();
            self.at = 0;
            let room = self
                .decoder
                .max_utf8_buffer_length(read)
                .unwrap_or(64 * 1024);
            self.text.reserve(room);
            let _ = self
                .decoder
                .decode_to_string(&raw[..read], &mut self.text, self.ended);
        }
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.len().min(out.len());
        out[..length].copy_from_slice(&rest[..length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pieces: &[&[u8]]) -> Option<Encoding> {
        let mut tally = Tally::default();
        for piece in pieces {
            tally.add(piece);
        }
        tally.encoding(pieces[0])
    }

    #[test]
    fn a_character_cut_between_two_pieces_is_still_a_character() {
        let euro = "€".as_bytes();
        assert_eq!(
            of(&[&euro[..1], &euro[1..]]),
            Some(Encoding::Utf8 { mark: false })
        );
        assert_eq!(of(&[&euro[..2], b"x"]), Some(Encoding::Windows1252));
        assert_eq!(of(&[b"x", &euro[..2]]), Some(Encoding::Windows1252));
    }

    #[test]
    fn one_bad_byte_among_good_characters_does_not_turn_the_file_into_windows_1252() {
        assert_eq!(
            of(&["é £ ’ é".as_bytes(), b"\x93"]),
            Some(Encoding::Mostly8 { mark: false })
        );
        assert_eq!(
            of(&[b"caf\xE9 \x93quoted\x94"]),
            Some(Encoding::Windows1252)
        );
        assert_eq!(
            of(&[b"\xEF\xBB\xBFid"]),
            Some(Encoding::Utf8 { mark: true })
        );
        assert_eq!(of(&[b"a\0b"]), None);
    }

    #[test]
    fn windows_1252_has_curly_quotes_and_pounds() {
        let cells: [&[u8]; 1] = [b"\x93\xA35 caf\xE9\x94"];
        let (texts, damaged) = Encoding::Windows1252.cells(cells.into_iter());
        assert_eq!((texts[0].as_str(), damaged), ("“£5 café”", false));
    }

    #[test]
    fn utf_16_is_read_as_it_streams() {
        let bytes: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("né🙂".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let mut text = String::new();
        let file = io::Cursor::new(bytes);
        let mut reader = Encoding::Utf16Le.reader(file).unwrap();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "né🙂");
    }
}
