//! Names of people, by what stands before them.

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
    "will",
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
}

/// Cuts a candidate where it stops being a name; none when nothing is left.
fn name(text: &str, range: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
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
