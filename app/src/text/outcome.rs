//! Sentences of "You said, we did". Reading age nine.

use crate::api::QuoteSource;
use crate::components::title::in_english;
use crate::text::numbers::number;
use crate::words::Phrase;
use domain::disclosure::{Shown, THRESHOLD};
use domain::plain::capital;
use leptos::prelude::*;

/// Beside a finding that must not be lost however many raise it.
pub const WEIGHTY: Phrase = phrase!(
    "This carries weight however many people say it, for example because it is about the law or about somebody’s safety."
);

/// The same, where few people did.
pub const FEW_BUT_WEIGHTY: Phrase = phrase!(
    "Few people said this, but it carries weight, for example because it is about the law or about somebody’s safety."
);

/// Stands where words were that have been erased.
pub const ERASED: Phrase = phrase!(
    "The words that stood here have been deleted for good. What the person told us still counts."
);

/// Words stand behind a finding that may not be shown.
pub const UNSHOWN: Phrase = phrase!(
    "Other people’s words stand behind this too. We do not show them: they did not agree to that, or we have not yet made sure that nobody can be recognised."
);

/// None of the words behind a finding may be shown.
pub const NONE_SHOWN: Phrase = phrase!(
    "We do not show anybody’s own words here: people did not agree to that, or we have not yet made sure that nobody can be recognised."
);

/// What the numbers on the page mean.
pub const HOW_WE_COUNT: Phrase = phrase!(
    "“People who commented” are people who answered for themselves and wrote something in their own words. Each is counted once, however often they said it. Organisations are counted apart. So are groups, standard texts sent by many people, and what was said at events: none of these is in the numbers here."
);

/// Why some numbers are words.
pub const SMALL_NUMBERS: Phrase =
    phrase!("We never give a number under five, so that nobody can be picked out.");

/// How words are shown.
pub const HOW_WE_QUOTE: Phrase = phrase!(
    "Words beside a yellow bar are people’s own, letter for letter. We show them only where the person agreed. Square brackets stand where we took something out that could show who somebody is."
);

/// A count of people or organisations, as part of a sentence.
pub fn count(shown: Shown) -> String {
    match shown.count() {
        Some(count) => number(count),
        None => say!("fewer than {limit}", limit = spelt(THRESHOLD)),
    }
}

/// What somebody's words were said to.
pub fn source(source: &QuoteSource) -> AnyView {
    match source {
        QuoteSource::Question(title) => in_english(title),
        QuoteSource::Clause(clause) => {
            rich!(
                "Comment on clause {clause}",
                { clause } = in_english(clause)
            )
        }
        QuoteSource::Suggestion(clause) => {
            rich!(
                "Suggested wording for clause {clause}",
                { clause } = in_english(clause)
            )
        }
        QuoteSource::Event => phrase!("Said at an event").into_render(),
        QuoteSource::Letter => phrase!("A letter or email").into_render(),
    }
}

/// How many raised something: people as a part of those who commented, organisations apart.
pub fn raised(people: Shown, of: Shown, organisations: Option<Shown>) -> String {
    let said = match (people, of) {
        (Shown::Count(0), _) => say!("Nobody said this just for themselves."),
        (_, Shown::Count(_)) => capital(&say!(
            "{people} of {all} people who commented said this.",
            people = count(people),
            all = count(of)
        )),
        (_, Shown::Hidden) => capital(&say!("{people} people said this.", people = count(people))),
    };
    match organisations {
        Some(shown) => {
            let organisations = capital(&say!(
                "{organisations} organisations said it.",
                organisations = count(shown)
            ));
            format!("{said} {organisations}")
        }
        None => said,
    }
}

/// The first sentence of a finding, which heads it, and the rest.
pub fn opening(statement: &str) -> (&str, &str) {
    let end = statement.char_indices().find_map(|(at, c)| {
        let rest = &statement[at + c.len_utf8()..];
        let begins = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let ends = matches!(c, '.' | '?' | '!') && begins.is_some_and(char::is_uppercase);
        ends.then_some(at + c.len_utf8())
    });
    let (first, rest) = statement.split_at(end.unwrap_or(statement.len()));
    (first.trim(), rest.trim())
}

/// The first few words of a longer text, to tell one link from another.
pub fn beginning(text: &str) -> String {
    const WORDS: usize = 8;
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() > WORDS {
        true => format!("{} …", words[..WORDS].join(" ")),
        false => words.join(" "),
    }
}

fn spelt(number: u64) -> String {
    match number {
        5 => say!("five"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_number_is_always_told_in_words() {
        let (few, many) = (Shown::Hidden, Shown::Count(1_204));
        assert_eq!(
            raised(few, many, Some(few)),
            "Fewer than five of 1,204 people who commented said this. Fewer than five organisations said it."
        );
        assert_eq!(raised(few, few, None), "Fewer than five people said this.");
        let nobody = raised(Shown::Count(0), many, Some(Shown::Count(6)));
        assert_eq!(
            nobody,
            "Nobody said this just for themselves. 6 organisations said it."
        );
    }

    #[test]
    fn a_finding_is_headed_by_its_first_sentence() {
        assert_eq!(
            opening("It costs £1.50. Who pays? Nobody knows."),
            ("It costs £1.50.", "Who pays? Nobody knows.")
        );
        assert_eq!(opening("Two needs get lost."), ("Two needs get lost.", ""));
    }
}
