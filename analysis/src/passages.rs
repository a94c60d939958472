//! Sentences and clauses of a text, as spans.

use crate::span::Span;

/// Passages longer than this, in code points, are cut again where a clause begins.
pub const LONG: usize = 220;

/// Shortest clause that is cut off a long passage, in code points.
const SHORTEST_CLAUSE: usize = 40;

/// Words before a full stop that seldom end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "rev", "e.g", "eg", "i.e", "ie", "etc", "no", "approx",
    "vs", "cllr", "hon",
];

/// Words that begin a clause worth reading alone, after a comma or dash.
const CLAUSE_WORDS: &[&str] = &[
    "but", "and", "so", "because", "although", "though", "however", "yet", "while", "whereas",
    "which", "also", "or", "unless", "if", "as",
];

/// Splits a text into passages: sentences, list items and lines, and clauses of long sentences.
///
/// Spans are in order, do not overlap, are never blank, and have no white space at their edges, so each is a verbatim
/// quote. Every character that is not white space lies in exactly one of them.
#[must_use]
pub fn passages(text: &str) -> Vec<Span> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..letters.len() {
        if ends_sentence(&letters, start, at) {
            push_clauses(&letters, start, at + 1, &mut found);
            start = at + 1;
        }
    }
    push_clauses(&letters, start, letters.len(), &mut found);
    found
}

fn ends_sentence(letters: &[char], start: usize, at: usize) -> bool {
    let next = letters.get(at + 1).copied();
    match letters[at] {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => true,
        letter if is_stop(letter) || (is_closing(letter) && stops_before(letters, start, at)) => {
            if next.is_some_and(|n| !n.is_whitespace()) {
                return false;
            }
            letter != '.' || !is_abbreviation(&letters[start..at])
        }
        _ => false,
    }
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | ';')
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | ')' | ']')
}

fn stops_before(letters: &[char], start: usize, at: usize) -> bool {
    letters[start..at]
        .iter()
        .rev()
        .find(|l| !is_closing(**l))
        .is_some_and(|l| is_stop(*l))
}

/// Whether a full stop after these letters is more likely part of an abbreviation, an initial or a list number.
fn is_abbreviation(before: &[char]) -> bool {
    let word: String = {
        let from = before
            .iter()
            .rposition(|l| l.is_whitespace() || *l == '(')
            .map_or(0, |p| p + 1);
        before[from..]
            .iter()
            .flat_map(|l| l.to_lowercase())
            .collect()
    };
    let is_first = before.iter().all(|l| !l.is_whitespace());
    let is_initial =
        word.chars().count() == 1 && before.last().is_some_and(|l| l.is_uppercase() && *l != 'I');
    let is_list_number =
        is_first && !word.is_empty() && word.len() <= 3 && word.chars().all(|l| l.is_ascii_digit());
    is_initial || is_list_number || ABBREVIATIONS.contains(&word.as_str())
}

fn push_clauses(letters: &[char], start: usize, end: usize, found: &mut Vec<Span>) {
    let mut from = start;
    if end - start > LONG {
        for at in start..end {
            let long_enough = at - from >= SHORTEST_CLAUSE && end - at >= SHORTEST_CLAUSE;
            if long_enough && starts_clause(letters, at, end) {
                push(letters, from, at, found);
                from = at;
            }
        }
    }
    push(letters, from, end, found);
}

/// Whether a clause starts here: after a colon or dash, or at a joining word after a comma.
fn starts_clause(letters: &[char], at: usize, end: usize) -> bool {
    if at < 2 || !letters[at - 1].is_whitespace() || letters[at].is_whitespace() {
        return false;
    }
    match letters[at - 2] {
        ':' | '–' | '—' => true,
        ',' => {
            let word: String = letters[at..end]
                .iter()
                .take_while(|l| l.is_alphabetic())
                .collect();
            CLAUSE_WORDS.contains(&word.to_lowercase().as_str())
        }
        _ => false,
    }
}

fn push(letters: &[char], mut start: usize, mut end: usize, found: &mut Vec<Span>) {
    while start < end && letters[start].is_whitespace() {
        start += 1;
    }
    while end > start && letters[end - 1].is_whitespace() {
        end -= 1;
    }
    if start < end {
        found.push(Span { start, end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        passages(text)
            .into_iter()
            .map(|span| span.slice(text))
            .collect()
    }

    #[test]
    fn sentences_and_lines_are_passages() {
        assert_eq!(
            split("We wait too long! Why? Nobody answers…\n\n- more staff\n- better buses"),
            [
                "We wait too long!",
                "Why?",
                "Nobody answers…",
                "- more staff",
                "- better buses"
            ],
        );
        assert_eq!(
            split("She said \"no.\" Then left."),
            ["She said \"no.\"", "Then left."]
        );
    }

    #[test]
    fn abbreviations_numbers_and_addresses_do_not_end_a_sentence() {
        assert_eq!(
            split("Mrs. A. Penn said, e.g. in band 2.5, no."),
            ["Mrs. A. Penn said, e.g. in band 2.5, no."]
        );
        assert_eq!(
            split("1. Keep it. See www.example.org now"),
            ["1. Keep it.", "See www.example.org now"]
        );
        assert_eq!(split("So do I. We stay."), ["So do I.", "We stay."]);
    }

    #[test]
    fn a_long_sentence_is_cut_where_clauses_begin() {
        let text = format!(
            "{} hopes, but {} fears",
            "many ".repeat(30),
            "some ".repeat(30)
        );
        let parts = split(&text);
        assert_eq!(parts.len(), 2);
        assert!(parts[1].starts_with("but some"));
        assert_eq!(split("Short, but whole."), ["Short, but whole."]);
    }

    #[test]
    fn every_letter_is_in_exactly_one_passage_and_verbatim() {
        for text in [
            "",
            " \n ",
            "🙂. né à, é! 👍🏽",
            "...",
            "a;b; c",
            &"x, and y ".repeat(90),
        ] {
            let mut covered = vec![0; text.chars().count()];
            for span in passages(text) {
                covered[span.start..span.end]
                    .iter_mut()
                    .for_each(|c| *c += 1);
            }
            for (letter, count) in text.chars().zip(covered) {
                assert!(
                    count == 1 || (count == 0 && letter.is_whitespace()),
                    "{text:?} {letter:?} {count}"
                );
            }
        }
    }
}
