//! Watches the bytes of a CSV file go by, for two things its reader does not tell: the line where each row starts,
//! and a quotation mark that is never closed.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

/// What has been seen.
#[derive(Debug, Default)]
pub struct Seen {
    /// Lines where rows start that have not been asked for yet.
    starts: VecDeque<u64>,
    /// Line of the quotation mark that is open.
    open: Option<u64>,
}

/// What has been seen, while the reader goes on.
#[derive(Clone, Debug, Default)]
pub struct Report(Arc<Mutex<Seen>>);

impl Report {
    /// The line where the next row starts.
    pub fn next_start(&self) -> Option<u64> {
        self.with(|seen| seen.starts.pop_front())
    }

    /// Where a quotation mark stands open though its row has been read: the file ended before it was closed.
    pub fn open(&self) -> Option<u64> {
        self.with(|seen| seen.open.filter(|_| seen.starts.is_empty()))
    }

    fn with<T>(&self, look: impl FnOnce(&mut Seen) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    RowStart,
    CellStart,
    Plain,
    Quoted,
    /// After a quotation mark within quotes: its end, or the first of two.
    QuoteEnd,
}

/// Passes bytes on and watches them.
pub struct Watch<R> {
    inner: R,
    separator: u8,
    at: At,
    line: u64,
    returned: bool,
    report: Report,
}

impl<R: Read> Watch<R> {
    /// Watches a file whose cells this byte separates.
    pub fn new(inner: R, separator: u8) -> (Self, Report) {
        let report = Report::default();
        let watch = Self {
            inner,
            separator,
            at: At::RowStart,
            line: 1,
            returned: false,
            report: report.clone(),
        };
        (watch, report)
    }

    fn see(&mut self, byte: u8, seen: &mut Seen) {
        let ends = matches!(byte, b'\r' | b'\n');
        if self.at == At::RowStart && !ends {
            seen.starts.push_back(self.line);
            self.at = At::CellStart;
        }
        self.at = match self.at {
            At::RowStart => At::RowStart,
            At::Quoted if byte == b'"' => At::QuoteEnd,
            At::Quoted => At::Quoted,
            At::CellStart | At::QuoteEnd if byte == b'"' => At::Quoted,
            _ if ends => At::RowStart,
            _ if byte == self.separator => At::CellStart,
            _ => At::Plain,
        };
        match self.at {
            At::Quoted if seen.open.is_none() => seen.open = Some(self.line),
            At::Quoted => {}
            _ => seen.open = None,
        }
        // A line ends at \n, \r\n or \r.
        if byte == b'\r' || (byte == b'\n' && !self.returned) {
            self.line += 1;
        }
        self.returned = byte == b'\r';
    }
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        let report = self.report.clone();
        report.with(|seen| {
            for byte in &out[..read] {
                self.see(*byte, seen);
            }
        });
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> (Vec<u64>, Option<u64>) {
        let (mut watch, report) = Watch::new(text.as_bytes(), b',');
        io::copy(&mut watch, &mut io::sink()).unwrap();
        let starts = std::iter::from_fn(|| report.next_start()).collect();
        let open = report.open();
        (starts, open)
    }

    #[test]
    fn rows_start_where_an_editor_says_they_do() {
        assert_eq!(seen("a,b\n1,2\n"), (vec![1, 2], None));
        assert_eq!(
            seen("a\r\n\r\n\"x\r\ny\",\"\"\r\nz\r\n"),
            (vec![1, 3, 5], None)
        );
        assert_eq!(seen("a\rb\rc"), (vec![1, 2, 3], None));
        assert_eq!(
            seen("\"he said \"\"no\"\"\"\n5\" pipe\nlast"),
            (vec![1, 2, 3], None)
        );
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_found_where_it_stands() {
        assert_eq!(seen("a,b\n1,\"two\n3,4\n5,6\n"), (vec![1, 2], Some(2)));
        assert_eq!(seen("a\n\"x\"\"\n"), (vec![1, 2], Some(2)));
    }
}
