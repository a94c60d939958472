//! Redaction: the original is kept, every output shows the replacement.

use crate::coding::Span;
use serde::{Deserialize, Serialize};

/// A span and what stands in its place, such as "[a child’s name]".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// What is covered.
    pub span: Span,
    /// What is shown instead.
    pub replacement: String,
}

/// What may stand in the place of covered words. A fixed list, so that a replacement tells nothing by itself.
pub const REPLACEMENTS: [&str; 7] = [
    "[a child’s name]",
    "[a name]",
    "[a school]",
    "[a place]",
    "[a phone number]",
    "[an email address]",
    "[personal detail]",
];

/// The part of `text` within `window`, with redactions applied. A redaction that reaches over the edge of
/// the window still covers what lies inside, so that a quote cannot uncover half a name.
pub fn apply(text: &str, window: Span, redactions: &[Redaction]) -> String {
    let mut sorted: Vec<&Redaction> = redactions.iter().collect();
    sorted.sort_by_key(|r| (r.span.start, r.span.end));
    let mut out = String::new();
    let mut covered_to = 0;
    let mut next = sorted.into_iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while let Some(redaction) = next.next_if(|r| r.span.start <= at) {
            if redaction.span.end > at
                && redaction.span.end > window.start
                && redaction.span.start < window.end
            {
                if at >= covered_to || covered_to <= window.start {
                    if at >= window.end {
                        continue;
                    }
                    out.push_str(&redaction.replacement);
                }
                covered_to = covered_to.max(redaction.span.end);
            }
        }
        if at >= covered_to && at >= window.start && at < window.end {
            out.push(c);
        }
    }
    out
}

/// The text with every code point of these spans struck out for good. It keeps its length, so that whatever points into
/// it still points where it did.
pub fn strike(text: &str, spans: &[Span]) -> String {
    let here = |at: usize| spans.iter().any(|s| (s.start..s.end).contains(&at));
    let letters = text.chars().enumerate();
    letters
        .map(|(at, letter)| if here(at) { '█' } else { letter })
        .collect()
}

/// Whether every code point of `span` is covered.
pub fn covers(redactions: &[Redaction], span: Span) -> bool {
    (span.start..span.end).all(|at| {
        redactions
            .iter()
            .any(|r| (r.span.start..r.span.end).contains(&at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_out_keeps_its_length_in_code_points() {
        let struck = strike(
            "Zoë went to Fenside.",
            &[Span { start: 0, end: 3 }, Span { start: 12, end: 19 }],
        );
        assert_eq!(struck, "███ went to ███████.");
    }

    fn cover(start: usize, end: usize) -> Redaction {
        Redaction {
            span: Span { start, end },
            replacement: "[a name]".to_owned(),
        }
    }

    #[test]
    fn a_redacted_name_never_appears_and_the_rest_stays_as_it_was() {
        let text = "My son Tom loves Tom’s class.";
        let shown = apply(text, Span::whole(text), &[cover(17, 20), cover(7, 10)]);
        assert_eq!(shown, "My son [a name] loves [a name]’s class.");
    }

    #[test]
    fn overlapping_redactions_leave_nothing_between_them() {
        assert_eq!(
            apply(
                "abcdef",
                Span { start: 0, end: 6 },
                &[cover(1, 4), cover(2, 5)]
            ),
            "a[a name]f"
        );
    }

    #[test]
    fn a_span_is_covered_by_one_redaction_or_by_several_without_a_gap() {
        let span = Span { start: 2, end: 6 };
        assert!(covers(&[cover(0, 9)], span));
        assert!(covers(&[cover(4, 6), cover(1, 4)], span));
        assert!(!covers(&[cover(1, 4), cover(5, 9)], span));
    }

    #[test]
    fn a_quote_that_cuts_a_redaction_in_half_still_hides_its_half() {
        assert_eq!(
            apply("Tom Smith ran", Span { start: 4, end: 13 }, &[cover(0, 9)]),
            "[a name] ran"
        );
        assert_eq!(
            apply("ran Tom Smith", Span { start: 0, end: 7 }, &[cover(4, 13)]),
            "ran [a name]"
        );
    }
}
