//! Keeps a respondent's text from becoming a formula in somebody's spreadsheet.

use std::borrow::Cow;

/// What a spreadsheet takes for the start of a formula.
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether the text, behind any apostrophes, starts like a formula.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(STARTS)
}

/// Puts an apostrophe before text that starts like a formula, or that has apostrophes before such a start:
/// so that [`unescape`] gives every text back as it was.
pub fn escape(text: &str) -> Cow<'_, str> {
    match is_formula(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// Takes away the apostrophe that [`escape`] put there, and no other.
pub fn unescape(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_as_it_was() {
        let pieces = ["'", "=", "+", "-", "@", "\t", "\r", "a", " "];
        for one in pieces {
            for two in pieces {
                for three in pieces {
                    let text = format!("{one}{two}{three}1");
                    let escaped = escape(&text);
                    assert!(!escaped.starts_with(STARTS), "{escaped:?}");
                    assert_eq!(unescape(&escaped), text);
                }
            }
        }
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in ["", "'tis", "it's", "a=b", "’quoted’", "5 - 3"] {
            assert_eq!(escape(text), text);
            assert_eq!(unescape(text), text);
        }
        assert_eq!(escape("=1+1"), "'=1+1");
        assert_eq!(escape("'=1+1"), "''=1+1");
    }
}
