//! Words a person should look at soon: a child who may be in danger, abuse, and points of equality or law that weigh much
//! however few make them.
//!
//! Phrases are compared by stem, so that "hits him" is found by "hit him". Everything here is a flag to a person: nothing is
//! removed, nothing is decided, and a text without a flag is not thereby safe.

mod pattern;
mod phrases;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::span::Span;
use crate::text::words;
use pattern::{Pattern, stemmed};

/// What a passage should be looked at for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// Somebody may be harmed or in danger: for the named safeguarding lead, at once.
    Safeguarding,
    /// Insults, threats and hate.
    Abuse,
    /// What a proposal does to people with protected characteristics (Equality Act 2010, section 149).
    Equality,
    /// Duties, appeals and challenges in law.
    Legal,
}

impl Concern {
    /// The name used in outputs; stays the same between versions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Safeguarding => "safeguarding",
            Self::Abuse => "abuse",
            Self::Equality => "equality",
            Self::Legal => "legal",
        }
    }

    /// Whether few who say it weigh as much as many: the guard of minority views.
    #[must_use]
    pub fn weighs_by_itself(self) -> bool {
        matches!(self, Self::Equality | Self::Legal)
    }
}

/// One finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    pub span: Span,
    pub concern: Concern,
}

/// What is looked for, with its concern.
static PATTERNS: LazyLock<Vec<(Pattern, Concern)>> = LazyLock::new(|| {
    let lists = [
        (phrases::harm::PHRASES, Concern::Safeguarding),
        (phrases::abuse::PHRASES, Concern::Abuse),
        (phrases::equality::PHRASES, Concern::Equality),
        (phrases::legal::PHRASES, Concern::Legal),
    ];
    let one = |(list, concern): (&'static [&str], Concern)| {
        list.iter().map(move |line| (Pattern::read(line), concern))
    };
    lists.into_iter().flat_map(one).collect()
});

/// Which patterns a word may begin, so that it is compared with few of them.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (pattern, _)) in PATTERNS.iter().enumerate() {
        for word in pattern.first() {
            by_first.entry(word).or_default().push(at);
        }
    }
    by_first
});

/// What a person should look at, in order of the text; of phrases of one concern that overlap, the longest.
#[must_use]
pub fn screen(text: &str) -> Vec<Raised> {
    let words = words(text);
    let stemmed = stemmed(words.iter().map(|word| word.folded.as_str()));
    let mut raised: Vec<Raised> = Vec::new();
    for (at, first) in stemmed.iter().enumerate() {
        for &pattern in BY_FIRST.get(first.stem.as_str()).into_iter().flatten() {
            let (pattern, concern) = &PATTERNS[pattern];
            if let Some(last) = pattern.ends(&stemmed, at) {
                let (start, end) = (words[at].span.start, words[last].span.end);
                let (span, concern) = (Span { start, end }, *concern);
                raised.push(Raised { span, concern });
            }
        }
    }
    raised.sort_by_key(|found| {
        (
            found.concern,
            std::cmp::Reverse(found.span.len()),
            found.span.start,
        )
    });
    let mut kept: Vec<Raised> = Vec::new();
    for found in raised {
        let covered = kept
            .iter()
            .any(|k| k.concern == found.concern && k.span.overlaps(found.span));
        if !covered {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| (found.span.start, found.concern));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        screen(text)
            .into_iter()
            .map(|r| (r.concern.name(), r.span.slice(text)))
            .collect()
    }

    #[test]
    fn a_gap_in_a_phrase_is_a_number() {
        use super::phrases::{abuse, equality, harm, legal};
        let lists = [
            harm::PHRASES,
            abuse::PHRASES,
            equality::PHRASES,
            legal::PHRASES,
        ];
        let tokens = lists
            .iter()
            .copied()
            .flatten()
            .flat_map(|line| line.split_whitespace());
        for gap in tokens.filter_map(|token| token.strip_prefix("..")) {
            assert!(gap.parse::<usize>().is_ok_and(|most| most > 0), "..{gap}");
        }
    }

    #[test]
    fn a_child_in_danger_is_flagged_in_whatever_form_it_is_told() {
        for (text, quote) in [
            ("His stepdad hits him when he is late.", "stepdad hits him"),
            ("She has been self-harming since May", "self-harming"),
            ("I want to die", "want to die"),
            ("they restrained our daughter again", "restrained"),
            ("🙂 there is no food at home", "no food at home"),
        ] {
            assert_eq!(found(text), [("safeguarding", quote)], "{text}");
        }
    }

    #[test]
    fn equality_and_legal_points_weigh_by_themselves() {
        let text =
            "This is discrimination under the Equality Act and we will ask for judicial review.";
        let all = found(text);
        assert_eq!(
            all,
            [
                ("equality", "discrimination"),
                ("equality", "Equality Act"),
                ("legal", "judicial review")
            ]
        );
        assert!(
            screen(text)
                .iter()
                .all(|raised| raised.concern.weighs_by_itself())
        );
        assert!(!Concern::Safeguarding.weighs_by_itself());
    }

    #[test]
    fn insults_are_flagged_and_plain_anger_is_not() {
        assert_eq!(found("You are idiots, all of you"), [("abuse", "idiots")]);
        assert!(found("I am furious and this is a terrible, stupid plan").is_empty());
    }

    #[test]
    fn everyday_words_of_schools_are_not_flagged() {
        for text in [
            "The budget hit small schools hard and the cuts hurt.",
            "Kick off the review in May and beat the deadline.",
            "He was touched by the kindness of his teacher.",
            "Children need a safe place and good food at school.",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
