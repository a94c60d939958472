//! Postcodes, street addresses and schools.

use std::sync::LazyLock;

use regex::Regex;

use super::{Hit, Kind, pattern};

/// Full postcodes only: an outward code alone ("NN4") names thousands of homes.
/// Source: BS 7666 as given in "Bulk data transfer for Sponsors – XML schema" (Cabinet Office, 2012), letters narrowed.
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:GIR ?0AA|(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])\s?[0-9][ABD-HJLNP-UW-Z]{2})\b",
    )
});

/// A number, one to three capitalised words and a kind of street.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?i:flat|apartment|apt|unit)\s+[0-9A-Za-z]{1,4},?\s+)?[0-9]{1,4}[A-Za-z]?,?\s+(?:[A-Z][A-Za-z'’.-]*\s+){1,3}(?i:street|st|road|rd|avenue|ave|lane|close|drive|way|crescent|court|gardens|grove|terrace|place|hill|park|row|square|mews|walk|rise|green|parade|view|gate|croft|fields?)\b",
    )
});

/// The same in lower case, where the kind of street can hardly be anything else and somebody is said to live there.
static LIVES_AT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:live|lives|living|address is|home is|house is|moved to|we are|i am|i'm)\s+(?:at|on|in|is)?\s*([0-9]{1,4}[a-z]?,?\s+(?:[a-z'’-]+\s+){1,3}(?:street|road|avenue|lane|close|drive|crescent|terrace|grove|mews))\b",
    )
});

/// One to five capitalised words and a kind of school. "The", "Our" and such do not make a name.
static SCHOOL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:(?:[A-Z][A-Za-z'’-]*|St\.?|of|the|and|&)\s+){1,6}(?:(?:C of E|CofE|CE|RC|Catholic|Church of England)\s+)?(?:(?:Primary|Infants?|Junior|Secondary|High|Grammar|Special|Nursery|Middle|Community|Upper|Lower|Academy|Free|Prep|Preparatory|First)\s+)*(?:School|Academy|College|Primary|Infants|Juniors|Nursery|Secondary|PRU|Sixth Form|school|academy|primary|nursery|infants)\b)",
    )
});

/// Capitalised words that begin a sentence or speak of schools in general, and never the name of one.
const NOT_A_NAME: &[&str] = &[
    "a",
    "all",
    "an",
    "and",
    "any",
    "as",
    "at",
    "because",
    "being",
    "but",
    "by",
    "children",
    "each",
    "every",
    "for",
    "from",
    "her",
    "his",
    "i",
    "if",
    "in",
    "is",
    "local",
    "mainstream",
    "many",
    "more",
    "most",
    "my",
    "new",
    "no",
    "of",
    "on",
    "one",
    "or",
    "our",
    "other",
    "same",
    "send",
    "small",
    "some",
    "special",
    "state",
    "that",
    "the",
    "their",
    "these",
    "this",
    "those",
    "to",
    "two",
    "we",
    "what",
    "when",
    "which",
    "with",
    "your",
    "primary",
    "infant",
    "infants",
    "junior",
    "secondary",
    "high",
    "grammar",
    "nursery",
    "middle",
    "community",
    "upper",
    "lower",
    "academy",
    "free",
    "prep",
    "preparatory",
    "first",
    "school",
    "college",
    "catholic",
    "church",
    "england",
    "sen",
    "both",
    "another",
    "not",
    "only",
    "how",
    "why",
    "where",
    "is",
    "was",
    "&",
    "nearest",
    "current",
    "previous",
    "old",
    "big",
    "large",
    "good",
    "bad",
    "best",
    "so",
    "then",
    "while",
    "are",
    "does",
    "do",
    "attends",
    "attending",
    "go",
    "goes",
    "and",
    "please",
    "thanks",
    "thank",
    "mum",
    "dad",
    "parent",
    "ehcp",
    "sixth",
    "form",
    "boarding",
    "private",
    "independent",
    "public",
    "village",
    "rural",
    "dear",
    "council",
    "schools",
];

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    hits.extend(
        POSTCODE
            .find_iter(text)
            .map(|found| (found.range(), Kind::Postcode)),
    );
    hits.extend(
        ADDRESS
            .find_iter(text)
            .map(|found| (found.range(), Kind::Address)),
    );
    for found in LIVES_AT.captures_iter(text).filter_map(|c| c.get(1)) {
        hits.push((found.range(), Kind::Address));
    }
    for found in SCHOOL.find_iter(text) {
        if let Some(range) = school_name(text, found.range()) {
            hits.push((range, Kind::School));
        }
    }
}

/// Takes words off the front until a name begins; none when nothing of a name is left.
fn school_name(text: &str, mut range: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    while let Some(word) = text[range.clone()].split_whitespace().next() {
        let bare = word.trim_end_matches(['.', ',']).to_lowercase();
        if !NOT_A_NAME.contains(&bare.as_str()) {
            // A name and a kind of school: two words at least.
            return text[range.clone()]
                .split_whitespace()
                .nth(1)
                .map(|_| range.clone());
        }
        range.start += word.len();
        range.start += text[range.clone()].len() - text[range.clone()].trim_start().len();
    }
    None
}
