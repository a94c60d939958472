//! Where something stands in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points in a decoded, unnormalised text.
///
/// Code points, not bytes or UTF-16 units, so that a span means the same in a database, a script and a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The verbatim words under the span; shorter or empty when the span reaches past the end of `text`.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        let from = byte_of(text, self.start);
        let to = byte_of(text, self.end).max(from);
        &text[from..to]
    }

    /// Whether two spans share a code point.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in code points.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

fn byte_of(text: &str, code_point: usize) -> usize {
    text.char_indices()
        .nth(code_point)
        .map_or(text.len(), |(byte, _)| byte)
}

/// Turns byte offsets of one text into code-point offsets, in time that grows with the text and not its square.
pub(crate) struct CodePoints {
    starts: Vec<usize>,
}

impl CodePoints {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            starts: text.char_indices().map(|(byte, _)| byte).collect(),
        }
    }

    pub(crate) fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span {
            start: self.starts.partition_point(|&b| b < bytes.start),
            end: self.starts.partition_point(|&b| b < bytes.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_code_points_and_not_bytes() {
        let text = "👍🏽 né à Paris";
        let byte = text.find("Paris").unwrap();
        let span = CodePoints::new(text).span(byte..byte + 5);
        assert_eq!(span, Span { start: 8, end: 13 });
        assert_eq!(span.slice(text), "Paris");
    }

    #[test]
    fn a_span_past_the_end_is_cut_and_never_panics() {
        assert_eq!(Span { start: 2, end: 90 }.slice("abc"), "c");
        assert_eq!(Span { start: 9, end: 3 }.slice("abc"), "");
    }
}
