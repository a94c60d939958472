//! Which question a column's heading stands for, as survey tools write it: `B18`, `[B18]`, `B18. What training…?`,
//! `1: What training…?`, `B18[costing]`, or its words alone.

use super::kinds::split;
use super::mapping::Column;
use super::words::fold;
use domain::question::{Kind, Question};
use domain::text::{Language, OptionId};
use std::collections::BTreeSet;

/// How alike two headings must be that are not the same, in hundredths.
const ALIKE: usize = 80;
/// Fewest words that a heading must have to be compared by likeness.
const WORDS: usize = 4;
/// Fewest characters of a heading that was cut short.
const START: usize = 20;

/// What a heading is taken apart into.
struct Heading<'a> {
    /// What may be a code: `B18`, or a number.
    code: Option<&'a str>,
    /// The words behind it.
    words: &'a str,
    /// The whole of it, but for the part in brackets.
    whole: &'a str,
    /// The option or the row that it is about.
    part: Option<&'a str>,
}

impl<'a> Heading<'a> {
    fn of(name: &'a str) -> Self {
        let (head, part) = split(name);
        let whole = head.trim();
        // `[B18] What training…?`, which says nothing of an option.
        if whole.is_empty()
            && let Some(code) = part
        {
            let rest = name.split_once(']').map_or("", |(_, rest)| rest);
            return Self {
                code: Some(code.trim()),
                words: bare(rest),
                whole: bare(rest),
                part: None,
            };
        }
        let (code, words) = coded(whole);
        Self {
            code,
            words,
            whole,
            part,
        }
    }
}

/// A code and the words behind it. A word is only a code where a mark or a digit tells it from the words.
fn coded(head: &str) -> (Option<&str>, &str) {
    if let Some((code, words)) = head.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (Some(code.trim()), bare(words));
    }
    let numbered = head
        .get(..9)
        .filter(|start| start.eq_ignore_ascii_case("question "));
    let head = numbered.map_or(head, |start| head[start.len()..].trim_start());
    let mark = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | ')' | '[');
    let Some(end) = head.find(mark).filter(|end| *end > 0) else {
        return (Some(head), "");
    };
    let (code, rest) = head.split_at(end);
    let marked = !rest.starts_with(char::is_whitespace)
        || rest.trim_start().starts_with(['-', '–', '—', ':'])
        || code.contains(|c: char| c.is_ascii_digit());
    match marked {
        true => (Some(code), bare(rest)),
        false => (None, head),
    }
}

fn bare(words: &str) -> &str {
    words.trim_start_matches([':', '.', ')', '-', '–', '—', ' ', '\u{a0}'])
}

/// What a column's heading stands for: a question, the words beside "Other", or one option.
pub(super) fn question(name: &str, questions: &[Question]) -> Option<Column> {
    let heading = Heading::of(name);
    let other_words = |text: &str| text.strip_suffix("__other").map(str::to_owned);
    let named = other_words(heading.whole).or_else(|| heading.code.and_then(other_words));
    let found = by_id(heading.whole, questions)
        .or_else(|| by_id(heading.code?, questions))
        .or_else(|| by_id(named.as_deref()?, questions))
        .or_else(|| by_words(heading.whole, questions))
        .or_else(|| by_words(heading.words, questions))
        .or_else(|| by_number(&heading, questions))
        .or_else(|| by_likeness(heading.words, questions))?;
    let own = |id: String| Column {
        question: Some(id),
        ..Column::default()
    };
    let other = || own(format!("{}__other", found.id));
    if named.is_some() {
        return Some(other());
    }
    let Some(part) = heading.part.map(fold) else {
        return Some(own(found.id.to_string()));
    };
    if let Kind::Rank(rank) = &found.kind {
        return Some(Column {
            place: Some(place(&part).filter(|place| *place <= rank.places())?),
            ..own(found.id.to_string())
        });
    }
    if part == "other" && !matches!(found.kind, Kind::List(_)) {
        return Some(other());
    }
    let same = |option: &OptionId| {
        let label = found.label(option, &Language::english(), None);
        fold(option.as_str()) == part || fold(&label) == part
    };
    let option = found.options().into_iter().find(same)?;
    Some(Column {
        tick: Some(option),
        ..own(found.id.to_string())
    })
}

/// The place of `1`, `Rank 1` or `Place 1`.
fn place(part: &str) -> Option<usize> {
    let number = part.trim_start_matches(|c: char| c.is_alphabetic());
    let word = &part[..part.len() - number.len()];
    let known = matches!(word, "" | "rank" | "ranking" | "place");
    let place: usize = number.trim().parse().ok()?;
    (known && place > 0).then_some(place)
}

fn by_id<'q>(text: &str, questions: &'q [Question]) -> Option<&'q Question> {
    let same = |q: &&Question| q.id.as_str().eq_ignore_ascii_case(text);
    questions.iter().find(same)
}

fn titles(question: &Question) -> impl Iterator<Item = String> + '_ {
    let titles = question.wording.0.iter().map(|w| fold(&w.words.title));
    titles.filter(|title| !title.is_empty())
}

/// The same words, or the start of them where the tool cut them short.
fn by_words<'q>(words: &str, questions: &'q [Question]) -> Option<&'q Question> {
    let words = fold(words);
    if words.is_empty() {
        return None;
    }
    let same = |q: &&Question| titles(q).any(|title| title == words);
    let cut = words.trim_end_matches(['.', '…']);
    let cut = (cut.len() < words.len() && cut.chars().count() >= START).then_some(cut);
    questions.iter().find(same).or_else(|| {
        let cut = cut?;
        let mut begun = questions
            .iter()
            .filter(|q| titles(q).any(|title| title.starts_with(cut)));
        begun.next().filter(|_| begun.next().is_none())
    })
}

/// `Question 3`, without a word: the third that is asked.
fn by_number<'q>(heading: &Heading<'_>, questions: &'q [Question]) -> Option<&'q Question> {
    let number = heading.code?.trim_start_matches(['Q', 'q']);
    let number: usize = number.parse().ok().filter(|_| heading.words.is_empty())?;
    let mut asked = questions.iter().filter(|q| q.takes_answer());
    asked.nth(number.checked_sub(1)?)
}

/// The question whose words are nearly these, where none other is as near.
fn by_likeness<'q>(words: &str, questions: &'q [Question]) -> Option<&'q Question> {
    let words = set(words);
    if words.len() < WORDS {
        return None;
    }
    let likeness = |q: &Question| {
        let likeness = titles(q).map(|title| {
            let title = set(&title);
            let both = words.intersection(&title).count();
            200 * both / (words.len() + title.len())
        });
        likeness.max().unwrap_or_default()
    };
    let scored: Vec<(usize, &Question)> = questions.iter().map(|q| (likeness(q), q)).collect();
    let best = scored.iter().map(|(score, _)| *score).max()?;
    let mut nearest = scored.iter().filter(|(score, _)| *score == best);
    let (score, question) = nearest.next()?;
    (*score >= ALIKE && nearest.next().is_none()).then_some(*question)
}

fn set(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::kinds::tests::asking;
    use super::*;
    use domain::content::Content;

    fn content() -> Content {
        let text = r#"
            [[questions]]
            id = "P1"
            kind = "agreement"
            [[questions.wording]]
            title = "Do you agree that the new bands are clear?"
            [[questions]]
            id = "why"
            kind = "long-text"
            [[questions.wording]]
            title = "Why do you say so?"
            [[questions]]
            id = "P2"
            kind = "multiple"
            options = ["cost", "time"]
            other = true
            [[questions.wording]]
            title = "What worries you most about the change?"
            labels = { cost = "What it costs", time = "How long it takes" }
            [[questions]]
            id = "P3"
            kind = "rank"
            options = ["cost", "time"]
            [[questions.wording]]
            title = "Put these in order"
            labels = { cost = "What it costs", time = "How long it takes" }
        "#;
        asking(text)
    }

    fn of(name: &str) -> String {
        let Some(column) = question(name, &content().questions) else {
            return String::new();
        };
        let tick = column.tick.map(|tick| format!(":{tick}"));
        format!("{}{}", column.question.unwrap(), tick.unwrap_or_default())
    }

    #[test]
    fn a_heading_is_known_by_its_code_however_the_tool_writes_it() {
        for heading in [
            "P1",
            "p1",
            "[P1]",
            "[P1] Do you agree?",
            "P1. Do you think the bands are clear?",
            "P1: Do you agree?",
            "P1 – Do you agree?",
            "P1) Do you agree?",
            "P1 Do you agree?",
        ] {
            assert_eq!(of(heading), "P1", "{heading}");
        }
        for heading in [
            "P2[cost]",
            "[P2][cost]",
            "[P2] What worries you? [What it costs]",
            "P2[SQ001]. What worries you? [What it costs]",
        ] {
            assert_eq!(of(heading), "P2:cost", "{heading}");
        }
        assert_eq!(of("P2__other"), "P2__other");
        assert_eq!(of("P2[other]"), "P2__other");
    }

    #[test]
    fn a_heading_is_known_by_its_words_or_by_nearly_its_words() {
        for heading in [
            "Do you agree that the new bands are clear?",
            "1: Do you agree that the new bands are clear?",
            "Question 7: Do you agree that the new bands are clear?",
            "4. Do you agree that our new bands are clear",
            "Do you agree that the new ban…",
        ] {
            assert_eq!(of(heading), "P1", "{heading}");
        }
        assert_eq!(of("Why do you say so?"), "why");
        assert_eq!(of("Why did you come today?"), "", "a word is no code");
        assert_eq!(of("Do you agree?"), "");
        assert_eq!(of("Anything else that worries you about travel?"), "");
    }

    #[test]
    fn a_number_without_words_is_the_question_at_that_place() {
        assert_eq!(of("Question 3"), "P2");
        assert_eq!(of("Q1"), "P1");
        assert_eq!(of("9"), "");
        assert_eq!(of("3: How old are you?"), "", "its words say otherwise");
    }

    #[test]
    fn the_part_of_a_ranking_is_a_place() {
        for heading in [
            "P3[2]",
            "P3[2]. Put these in order [Rank 2]",
            "Put these in order [Ranking 2]",
            "Put these in order [2]",
        ] {
            let column = question(heading, &content().questions).unwrap();
            assert_eq!(
                (column.question.as_deref(), column.place, column.tick),
                (Some("P3"), Some(2), None),
                "{heading}"
            );
        }
        let whole = question("P3", &content().questions).unwrap();
        assert_eq!(whole.place, None);
        for heading in ["P3[3]", "P3[0]", "P3[What it costs]", "P3[Grade 2]"] {
            assert_eq!(question(heading, &content().questions), None, "{heading}");
        }
    }
}
