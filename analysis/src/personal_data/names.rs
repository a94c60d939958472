//! Names of people: by what stands before them, by being a given name, and wherever a name comes again.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Hit, Kind, pattern};

/// A title and a capitalised surname, with or without a first name or initial.
static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|mr|mrs|ms|miss|dr)\b\.?\s+((?:[A-Z]\.?\s+)?\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)",
    )
});

/// A relation or a "called", and up to two capitalised words.
static RELATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir)\s+(?:(?:\p{Ll}+|[0-9]+)(?:-\p{Ll}+)*\s+){0,3}?(?:son|daughter|child|boy|girl|lad|brother|sister|grandson|granddaughter|grandchild|nephew|niece|husband|wife|partner|mum|mother|mam|dad|father|nan|nana|nanny|gran|granny|grandma|grandmother|grandad|grandpa|grandfather|aunt|auntie|uncle|friend|twins|stepson|stepdaughter|foster son|foster daughter|cousin|little one|youngest|eldest|oldest|carer|teacher|teaching assistant|keyworker|key worker|case ?worker|social worker|SENCO|senco|Senco|SENDCO|TA|tutor|headteacher|head teacher|head|EP|therapist|case officer)\s*,?\s+(\p{Lu}[\p{L}'’-]+(?:\s+(?:and\s+)?\p{Lu}[\p{L}'’-]+)?)",
    )
});

static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:called|named|name is|name's|names are|known as|[Cc]ontact:|[Nn]ame:|[Ff]rom:|I am|I'm|I’m|[Tt]his is|signed|[Rr]egards,?|[Ss]incerely,?|[Tt]hanks,|[Tt]hank you,)\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)",
    )
});

/// "Jacob, my son", "Jacob is my son", "Ella, who is seven", "Leo (8)".
static FOLLOWED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(\p{Lu}\p{Ll}[\p{L}'’-]*(?:\s+\p{Lu}\p{Ll}[\p{L}'’-]*)?)(?:,? (?:is )?(?:my|our) (?:\p{Ll}+ ){0,2}?(?:son|daughter|child|grandson|granddaughter|brother|sister|nephew|niece|husband|wife|boy|girl)\b|,? (?:who )?is (?:(?:[0-9]{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)\b|in [Yy]ear [0-9])|,? aged [0-9]|,? \((?:aged? )?[0-9]{1,2}\))",
    )
});

/// A word with a capital, or several with hyphens between.
static CAPITAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)*\b"));

/// Given names that people in England have, in small letters. Those that are words, months or places as well are left
/// out: they need a cue.
static GIVEN: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("given_names.txt").split_whitespace().collect());

/// What makes a place or a body of the name before it.
const OF_A_PLACE: &[&str] = &[
    "academy",
    "act",
    "avenue",
    "bridge",
    "building",
    "centre",
    "church",
    "clinic",
    "close",
    "college",
    "court",
    "crescent",
    "cross",
    "drive",
    "farm",
    "foundation",
    "gardens",
    "green",
    "grove",
    "hall",
    "hill",
    "hospital",
    "house",
    "infant",
    "infants",
    "junior",
    "juniors",
    "lane",
    "library",
    "nursery",
    "park",
    "place",
    "primary",
    "report",
    "review",
    "rise",
    "road",
    "row",
    "school",
    "square",
    "street",
    "surgery",
    "terrace",
    "trust",
    "unit",
    "university",
    "view",
    "ward",
    "way",
    "wood",
];

/// Names that begin a sentence as other words.
const WORDS_TOO: &[&str] = &[
    "april", "art", "autumn", "bill", "chase", "dean", "drew", "faith", "frank", "grace", "grant",
    "hope", "joy", "june", "mark", "max", "may", "pat", "penny", "rob", "rose", "summer", "sue",
    "will",
];

/// Capitalised words that follow such cues and are no names.
const NOT_A_NAME: &[&str] = &[
    "a",
    "an",
    "the",
    "i",
    "he",
    "she",
    "it",
    "they",
    "we",
    "you",
    "who",
    "this",
    "that",
    "there",
    "these",
    "those",
    "my",
    "our",
    "his",
    "her",
    "and",
    "but",
    "or",
    "so",
    "if",
    "when",
    "what",
    "how",
    "why",
    "where",
    "not",
    "no",
    "yes",
    "is",
    "was",
    "has",
    "had",
    "in",
    "at",
    "on",
    "to",
    "for",
    "with",
    "as",
    "all",
    "every",
    "some",
    "any",
    "one",
    "also",
    "because",
    "please",
    "parent",
    "parents",
    "child",
    "children",
    "school",
    "schools",
    "council",
    "send",
    "sen",
    "senco",
    "sendco",
    "ehcp",
    "ehc",
    "ehcps",
    "autism",
    "autistic",
    "adhd",
    "asd",
    "pda",
    "ocd",
    "camhs",
    "nhs",
    "ta",
    "ep",
    "lsa",
    "hlta",
    "dsl",
    "year",
    "reception",
    "nursery",
    "primary",
    "secondary",
    "academy",
    "college",
    "england",
    "english",
    "british",
    "english",
    "maths",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "down",
    "downs",
    "tourette",
    "asperger",
    "aspergers",
    "makaton",
    "local",
    "offer",
    "band",
    "area",
    "our",
    "health",
    "support",
    "team",
    "service",
    "services",
    "education",
    "plan",
    "family",
    "key",
    "stage",
    "sir",
    "madam",
    "sadly",
    "very",
    "only",
    "just",
    "now",
    "then",
    "however",
    "currently",
    "dyslexic",
    "dyslexia",
    "deaf",
    "blind",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "everyone",
    "nobody",
    "somebody",
    "someone",
    "team",
    "regards",
    "thanks",
    "thank",
    "mum",
    "dad",
    "can",
    "could",
    "would",
    "should",
    "did",
    "does",
    "do",
    "are",
    "were",
    "have",
    "from",
    "after",
    "before",
    "since",
    "out",
    "of",
    "by",
    "being",
    "getting",
    "going",
    "ofsted",
    "dfe",
    "salt",
    "ot",
    "lsas",
    "tas",
    "home",
    "sorry",
    "pupil",
    "premium",
];

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    for cue in [&TITLED, &RELATED, &CALLED, &FOLLOWED] {
        for found in cue.captures_iter(text).filter_map(|c| c.get(1)) {
            if let Some(range) = name(text, found.range()) {
                hits.push((range, Kind::Name));
            }
        }
    }
    alone(text, hits);
    again(text, hits);
}

/// Given names that stand without a cue, with the surname behind them.
fn alone(text: &str, hits: &mut Vec<Hit>) {
    for found in CAPITAL.find_iter(text) {
        let given = |part: &str| GIVEN.contains(part.to_lowercase().as_str());
        if !found.as_str().split('-').any(given) || is_saint(&text[..found.start()]) {
            continue;
        }
        let next = |from: usize| {
            let rest = text[from..].strip_prefix(' ')?;
            let word = CAPITAL.find(rest).filter(|word| word.start() == 0)?;
            Some((from + 1 + word.end(), word.as_str()))
        };
        let of_a_place = |word: &str| OF_A_PLACE.contains(&word.to_lowercase().as_str());
        let (mut end, mut place) = (found.end(), false);
        if let Some((to, word)) = next(end) {
            let after = next(to).is_some_and(|(_, word)| of_a_place(word));
            place = of_a_place(word) || after;
            if is_name(word) {
                end = to;
            }
        }
        if !place {
            hits.push((found.start()..end, Kind::Name));
        }
    }
}

/// Whether what stands before a name makes a saint of it, and so a church or a school.
fn is_saint(before: &str) -> bool {
    let before = before.trim_end();
    ["St", "St.", "Saint"].iter().any(|s| before.ends_with(s))
}

/// A name that was found once in a text is one wherever it comes again.
fn again(text: &str, hits: &mut Vec<Hit>) {
    let words: HashSet<String> = hits
        .iter()
        .filter(|(_, kind)| *kind == Kind::Name)
        .flat_map(|(range, _)| text[range.clone()].split([' ', '\n']))
        .filter(|word| word.chars().count() > 2 && is_name(word))
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        return;
    }
    for found in CAPITAL.find_iter(text) {
        let word = found.as_str();
        if words.contains(word) && !(begins(text, found.start()) && is_word_too(word)) {
            hits.push((found.range(), Kind::Name));
        }
    }
}

fn is_word_too(word: &str) -> bool {
    WORDS_TOO.contains(&word.to_lowercase().as_str())
}

/// Whether a sentence begins here.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{201c}', '"', '(']);
    before.is_empty() || before.ends_with(['.', '!', '?', '\n', ':'])
}

/// Cuts a candidate where it stops being a name; none when nothing is left.
fn name(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut end = range.start;
    let mut at = range.start;
    for word in text[range.clone()].split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if is_name(bare) {
            end = at + bare.len();
        } else if bare != "and" || end == range.start {
            break;
        }
        at += word.len();
    }
    let without_possessive = ["'s", "’s"]
        .iter()
        .find_map(|ending| text[range.start..end].strip_suffix(ending))
        .map_or(end, |kept| range.start + kept.len());
    (without_possessive > range.start).then_some(range.start..without_possessive)
}

fn is_name(word: &str) -> bool {
    // An initial: "A." is the article in no sentence.
    if word.len() == 2 && word.ends_with('.') && word.starts_with(|c: char| c.is_ascii_uppercase())
    {
        return true;
    }
    let bare = word
        .trim_end_matches("'s")
        .trim_end_matches("’s")
        .trim_end_matches('.');
    let shouted = bare.chars().count() > 1 && bare.chars().all(char::is_uppercase);
    !bare.is_empty() && !shouted && !NOT_A_NAME.contains(&bare.to_lowercase().as_str())
}
