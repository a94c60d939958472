//! Dates of birth.

use std::sync::LazyLock;

use regex::Regex;

use super::{Hit, Kind, pattern};

/// 3/4/2015, 03-04-15, 2015-04-03, 3rd of April 2015, April 3 2015, 3 Apr.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    pattern(&format!(
        r"(?i)\b(?:[0-3]?[0-9][/.-][01]?[0-9][/.-](?:[0-9]{{4}}|[0-9]{{2}})|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|[0-3]?[0-9](?:st|nd|rd|th)?\s+(?:of\s+)?{month}(?:,?\s+(?:19|20)[0-9]{{2}}|\s+'?[0-9]{{2}}\b)?|{month}\s+[0-3]?[0-9](?:st|nd|rd|th)?,?(?:\s+(?:19|20)[0-9]{{2}})?)\b"
    ))
});

/// Words that make a date a birthday when they stand shortly before it.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:born|dob|d\.o\.b\.?|date of birth|birth ?date|birthday)\b[^!?\n]{0,25}$")
});

/// And shortly after it.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\s,(]{0,3}(?:is |was |are )?(?:his |her |their |my |our |when (?:he|she) was )?(?:date of birth|dob|birthday|born)\b",
    )
});

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    for found in DATE.find_iter(text) {
        if BEFORE.is_match(&text[..found.start()]) || AFTER.is_match(&text[found.end()..]) {
            hits.push((found.range(), Kind::DateOfBirth));
        }
    }
}
