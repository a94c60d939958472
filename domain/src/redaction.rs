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

/// What may stand in the place of covered words, the commonest kinds of words that tell who somebody is. Anything else is
/// said in own words: see [`replacement`].
pub const REPLACEMENTS: [&str; 15] = [
    "[a child’s name]",
    "[a parent’s name]",
    "[a member of staff’s name]",
    "[a name]",
    "[a school]",
    "[a place]",
    "[an address]",
    "[a postcode]",
    "[a phone number]",
    "[an email address]",
    "[a social media name]",
    "[a date of birth]",
    "[an NHS number]",
    "[a unique pupil number]",
    "[personal detail]",
];

/// Stands for a text that waits for those named for safeguarding.
pub const HELD: &str = "[held back for safeguarding]";

/// Most characters of a replacement in own words.
const OWN_LIMIT: usize = 60;

/// What is to stand in the place of covered words: one of [`REPLACEMENTS`], or own words, which get their brackets. None
/// where they could tell what they cover: they have small letters only, for a name has a capital, and a few words at most.
pub fn replacement(said: &str) -> Option<String> {
    if REPLACEMENTS.contains(&said) {
        return Some(said.to_owned());
    }
    let words = said
        .trim()
        .trim_start_matches('[')
        .trim_end_matches(']')
        .trim();
    let is_plain =
        |c: char| (c.is_alphabetic() && !c.is_uppercase()) || matches!(c, ' ' | '-' | '’' | '\'');
    let fits =
        !words.is_empty() && words.chars().count() <= OWN_LIMIT && words.chars().all(is_plain);
    fits.then(|| format!("[{words}]"))
}

/// Whether own words that are to stand there have a word of what is covered, of three letters or more.
pub fn tells(replacement: &str, covered: &str) -> bool {
    if REPLACEMENTS.contains(&replacement) {
        return false;
    }
    let words = |text: &str| -> Vec<String> {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 2);
        words.map(str::to_lowercase).collect()
    };
    let covered = words(covered);
    words(replacement).iter().any(|word| covered.contains(word))
}

/// Why words are covered, as whoever covers many of them at once chooses.
pub const REASONS: [(&str, &str); 6] = [
    ("child", "They tell who a child is"),
    ("person", "They tell who another person is"),
    ("reach", "They tell how or where somebody can be reached"),
    (
        "number",
        "They are a number or a date that belongs to one person",
    ),
    (
        "together",
        "Together with the rest they tell who somebody is",
    ),
    ("other", "For another reason"),
];

/// The reason by its key, with what was added in own words. None for a key that is not there, or for another reason that is
/// not said.
pub fn reason(key: &str, more: &str) -> Option<String> {
    let more = more.trim();
    let (_, said) = REASONS.iter().find(|(known, _)| *known == key)?;
    match (key, more.is_empty()) {
        ("other", true) => None,
        ("other", false) => Some(more.to_owned()),
        (_, true) => Some((*said).to_owned()),
        (_, false) => Some(format!("{said}: {more}")),
    }
}

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

/// Stands for each code point that is struck out.
pub const STRUCK: char = '█';

/// The text with every code point of these spans struck out for good. It keeps its length, so that whatever points into
/// it still points where it did.
pub fn strike(text: &str, spans: &[Span]) -> String {
    let here = |at: usize| spans.iter().any(|s| (s.start..s.end).contains(&at));
    let letters = text.chars().enumerate();
    letters
        .map(|(at, letter)| if here(at) { STRUCK } else { letter })
        .collect()
}

/// The text with what is covered struck out.
pub fn struck(text: &str, covers: &[Redaction]) -> String {
    let spans: Vec<Span> = covers.iter().map(|cover| cover.span).collect();
    strike(text, &spans)
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

    #[test]
    fn a_replacement_in_own_words_gets_its_brackets_and_can_tell_nothing() {
        assert_eq!(replacement("[a school]").as_deref(), Some("[a school]"));
        assert_eq!(
            replacement(" a sister’s name ").as_deref(),
            Some("[a sister’s name]")
        );
        assert_eq!(replacement("[a hobby]").as_deref(), Some("[a hobby]"));
        for bad in [
            "",
            "[]",
            "[Thomas]",
            "12 may",
            "tom@example.org",
            &"long ".repeat(20),
        ] {
            assert_eq!(replacement(bad), None, "{bad}");
        }
        assert!(tells("[Tom Harris]", "tom"));
        assert!(
            !tells("[a school]", "Ashmere School"),
            "one of the list says nothing of its own"
        );
    }

    #[test]
    fn another_reason_has_to_be_said() {
        assert_eq!(
            reason("child", "").as_deref(),
            Some("They tell who a child is")
        );
        assert_eq!(
            reason("child", " by her hobby ").as_deref(),
            Some("They tell who a child is: by her hobby")
        );
        assert_eq!(
            reason("other", "A court order").as_deref(),
            Some("A court order")
        );
        assert_eq!(reason("other", " "), None);
        assert_eq!(reason("", "Because"), None);
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
