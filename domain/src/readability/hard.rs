//! Words that make a text hard: this field's jargon, with plain words for it, and long words.

use super::syllables::syllables;

/// A hard word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hard {
    /// As it stands in the text first, in small letters unless it is a name or an acronym.
    pub word: String,
    /// What to write instead, where there is a plain way to say it.
    pub instead: Option<&'static str>,
}

/// Words of special educational needs, of money for schools and of councils that families do not use, each with
/// plain ones. In small letters; a word also stands for its plural with s.
pub const JARGON: [(&str, &str); 62] = [
    ("adjudicate", "decide"),
    ("allocation", "share of money"),
    ("alternative provision", "lessons outside school"),
    ("assessment framework", "way to check needs"),
    ("awpu", "basic money for each pupil"),
    ("baseline", "where things stand now"),
    ("best fit", "the one that matches most"),
    ("bespoke", "made for one child"),
    ("camhs", "mental health service for children"),
    ("cessation", "end"),
    ("cohort", "group of children"),
    ("commission", "arrange and pay for"),
    ("commissioning", "arranging and paying for"),
    ("co-production", "deciding and designing together"),
    ("cyp", "children and young people"),
    (
        "de-delegation",
        "schools handing money back for a shared service",
    ),
    ("descriptor", "description of need"),
    ("disapplication", "leave not to follow a rule"),
    ("dsg", "the government’s grant for schools"),
    ("ehcna", "assessment of education, health and care needs"),
    ("ehcp", "education, health and care plan"),
    ("ehc", "education, health and care"),
    ("element 3", "top-up money"),
    ("engagement", "asking and listening"),
    ("envisage", "expect"),
    ("equitable", "fair"),
    ("facilitate", "help"),
    ("framework", "set of rules"),
    ("funding formula", "way to work out money"),
    ("going forward", "from now on"),
    (
        "graduated approach",
        "assess, plan, do and review, again and again",
    ),
    ("hnb", "high needs money"),
    (
        "high needs block",
        "money for pupils who need a lot of help",
    ),
    ("holistic", "whole"),
    ("implement", "start"),
    ("implementation", "start"),
    ("inclusion", "being part of school with everybody else"),
    ("mainstream", "ordinary school"),
    ("mfg", "least money for each pupil"),
    ("methodology", "way"),
    ("mitigate", "make less bad"),
    ("moderation", "checking that cases are treated alike"),
    ("multidisciplinary", "of several professions"),
    ("notional", "set aside on paper"),
    ("ordinarily available", "that every school should give"),
    ("outreach", "help that comes to the school"),
    ("pathway", "way"),
    ("pmld", "profound and multiple learning difficulties"),
    ("provision", "help"),
    ("pursuant to", "under"),
    (
        "resourced provision",
        "special places in an ordinary school",
    ),
    ("s251", "the yearly statement of spending"),
    ("semh", "social, emotional and mental health"),
    ("senco", "teacher in charge of special needs"),
    ("send", "special educational needs and disabilities"),
    ("sendiass", "free independent advice for families"),
    ("stakeholder", "people it matters to"),
    ("statutory", "by law"),
    ("tariff", "price list"),
    ("threshold", "level from which it counts"),
    ("transition", "move"),
    ("utilise", "use"),
];

/// Longer words that everybody knows.
const KNOWN: [&str; 22] = [
    "anybody",
    "area",
    "anyone",
    "disability",
    "disabilities",
    "education",
    "educational",
    "emergency",
    "everybody",
    "everyone",
    "family",
    "families",
    "information",
    "january",
    "february",
    "january",
    "organisation",
    "secondary",
    "university",
    "usually",
    "actually",
    "everything",
];

/// Jargon in the order of the list above where it stands in the text, then long words; each once.
pub(super) fn hard_words(sentences: &[Vec<String>]) -> Vec<Hard> {
    let mut jargon: Vec<(usize, Hard)> = Vec::new();
    let mut long: Vec<Hard> = Vec::new();
    let mut at = 0;
    for sentence in sentences {
        let small: Vec<String> = sentence.iter().map(|word| singular(word)).collect();
        for start in 0..small.len() {
            at += 1;
            if let Some((term, instead, count)) = term_at(sentence, &small, start) {
                if !jargon.iter().any(|(_, h)| h.instead == Some(instead)) {
                    let written = sentence[start..start + count].join(" ");
                    let acronym = written.chars().filter(|c| c.is_uppercase()).count() > 1;
                    let word = if acronym { written } else { term.to_owned() };
                    let instead = Some(instead);
                    jargon.push((at, Hard { word, instead }));
                }
            } else if is_long(&sentence[start], start == 0) {
                let word = sentence[start].to_lowercase();
                let instead = None;
                if !long.iter().any(|h| h.word == word) {
                    long.push(Hard { word, instead });
                }
            }
        }
    }
    jargon.sort_by_key(|(at, _)| *at);
    jargon
        .into_iter()
        .map(|(_, hard)| hard)
        .chain(long)
        .collect()
}

fn singular(word: &str) -> String {
    let small = word.to_lowercase();
    let owner = small.trim_end_matches("’s").trim_end_matches("'s");
    match owner.strip_suffix('s') {
        Some(one) if JARGON.iter().any(|(term, _)| *term == one) => one.to_owned(),
        _ => owner.to_owned(),
    }
}

/// The longest term that begins at a word. Sentences are split at hyphens, so terms are too.
fn term_at(
    sentence: &[String],
    small: &[String],
    start: usize,
) -> Option<(&'static str, &'static str, usize)> {
    let found = JARGON.iter().filter_map(|(term, instead)| {
        let parts: Vec<&str> = term.split([' ', '-']).collect();
        let there = small.get(start..start + parts.len())?;
        let same = there.iter().zip(&parts).all(|(word, part)| word == part);
        // The acronym is written in capitals; "send" is a plain word.
        let meant = *term != "send" || sentence[start] == "SEND";
        (same && meant).then_some((*term, *instead, parts.len()))
    });
    found.max_by_key(|(_, _, count)| *count)
}

/// Four beats or more, or very many letters. A capital in the middle of a sentence makes a name.
fn is_long(word: &str, first: bool) -> bool {
    let name = !first && word.starts_with(char::is_uppercase);
    let small = word.to_lowercase();
    let known = KNOWN.contains(&small.as_str());
    !name && !known && (syllables(&small) >= 4 || small.chars().count() >= 13)
}

#[cfg(test)]
mod tests {
    use super::super::plain_text::sentences;
    use super::*;

    fn named(text: &str) -> Vec<(String, Option<&'static str>)> {
        let hard = hard_words(&sentences(text));
        hard.into_iter().map(|h| (h.word, h.instead)).collect()
    }

    #[test]
    fn jargon_is_named_with_plain_words_and_once() {
        let found =
            named("Descriptors, and the EHCP. Each descriptor matters. Co-production helps.");
        assert_eq!(
            found,
            [
                ("descriptor".to_owned(), Some("description of need")),
                ("EHCP".to_owned(), Some("education, health and care plan")),
                (
                    "co-production".to_owned(),
                    Some("deciding and designing together")
                ),
            ]
        );
    }

    #[test]
    fn to_send_something_is_no_jargon_and_a_longer_term_wins() {
        assert_eq!(named("Please send it."), []);
        assert_eq!(named("For SEND.")[0].0, "SEND");
        assert_eq!(
            named("A resourced provision.")[0].1,
            Some("special places in an ordinary school")
        );
    }

    #[test]
    fn long_words_are_named_but_not_those_that_everybody_knows_or_names() {
        let found = named("Information on deliberation went to Buckinghamshire.");
        assert_eq!(found, [("deliberation".to_owned(), None)]);
    }

    #[test]
    fn the_list_has_no_term_twice() {
        let mut terms: Vec<&str> = JARGON.iter().map(|(term, _)| *term).collect();
        terms.sort_unstable();
        assert!(terms.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
