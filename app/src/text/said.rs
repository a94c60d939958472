//! What somebody answered, in words: to check before sending, and to keep.

use super::labels::{label, number_in_words};
use super::respond::{ALLOWED, GROUP_NAME, HOW_MANY_TOGETHER};
use super::typing;
use crate::api::Writing;
use crate::words::Phrase;
use domain::contribution::{Capacity, ClauseComment};
use domain::document::Stance;
use domain::journey::{self, Page};
use domain::question::{Answer, Kind, Question};
use domain::text::OptionId;
use domain::typing::Way;

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The form field that it was answered in.
    pub field: String,
    /// The question, as they were asked it.
    pub question: String,
    /// The answer, a line each; none when it was left out.
    pub lines: Vec<String>,
}

/// What was said on one page of the form.
pub fn on_page(writing: &Writing, page: &Page) -> Vec<Said> {
    let draft = &writing.draft;
    match page {
        Page::SpeaksFor | Page::School | Page::Allowed | Page::Together => {
            speaks_for(writing, page)
        }
        Page::Question(first) => journey::questions_on(&writing.content, draft, first)
            .into_iter()
            .filter(|question| question.takes_answer())
            .map(|question| {
                let words = question.words(&draft.language, draft.audience.as_ref());
                let answer = draft.answers.get(&question.id);
                Said {
                    field: question.id.to_string(),
                    question: words.title,
                    lines: answer.map_or_else(Vec::new, |a| lines(writing, question, a)),
                }
            })
            .collect(),
        Page::Consent => vec![Said {
            field: "quote".to_owned(),
            question: say!("May we use your words?"),
            lines: consent(writing),
        }],
        Page::Check | Page::AskAnAdult => Vec::new(),
        Page::Typing | Page::Under13 | Page::Helper | Page::Group => typed(writing, page),
    }
}

/// Who is typing.
fn typed(writing: &Writing, page: &Page) -> Vec<Said> {
    let draft = &writing.draft;
    let of = draft.typing;
    let said = |field: &str, question: Phrase, answer: Option<String>| Said {
        field: field.to_owned(),
        question: question.say(),
        lines: answer.into_iter().collect(),
    };
    let typist = of.typist.map(|typist| typing::typist(typist).say());
    match page {
        Page::Typing => vec![said(
            "typing",
            typing::WHO_IS_TYPING,
            of.way.map(|way| typing::way(way).say()),
        )],
        Page::Under13 => {
            let answer = of.under_13.map(|said| typing::under_13(said).say());
            vec![said("under-13", typing::UNDER_13, answer)]
        }
        Page::Helper => {
            let who = match of.way {
                Some(Way::TypedFor) => typing::WHO_TYPES,
                _ => typing::WHO_HELPS,
            };
            let whose = of
                .whose
                .map(|whose| typing::whose_words(of.way, whose).say());
            vec![
                said("typist", who, typist.clone()),
                said("whose-words", typing::WHOSE_WORDS, whose),
            ]
        }
        Page::Group => {
            let size = Some(draft.speaks_for.group_size.clone()).filter(|size| !size.is_empty());
            let agreed = of.agreed.map(|agreed| typing::agreed(agreed).say());
            vec![
                said("group-size", typing::HOW_MANY, size),
                said("agreed", typing::HOW_AGREED, agreed),
                said("typist", typing::WHO_LEADS, typist),
            ]
        }
        _ => Vec::new(),
    }
}

/// Everything that was said, in order.
pub fn everything(writing: &Writing) -> Vec<Said> {
    let pages = journey::pages(&writing.content, &writing.draft);
    let said = |page: &Page| on_page(writing, page);
    pages.iter().flat_map(said).collect()
}

/// What they think of a clause.
pub fn stance(stance: Stance) -> Phrase {
    match stance {
        Stance::Agree => phrase!("You agree with it."),
        Stance::Change => phrase!("You would change it."),
        Stance::Object => phrase!("You do not agree with it."),
    }
}

/// The words they would rather have in a clause.
pub fn rather(words: &str) -> String {
    say!("Words you would rather have: {words}", words = words)
}

/// A comment on a clause, a line each.
pub fn comment(said: &ClauseComment) -> Vec<String> {
    let mut lines = vec![stance(said.stance).say()];
    if !said.text.trim().is_empty() {
        lines.push(said.text.clone());
    }
    if !said.suggestion.trim().is_empty() {
        lines.push(rather(&said.suggestion));
    }
    lines
}

/// Somebody else's comment on a clause, a line each.
pub fn comment_of(said: &ClauseComment) -> Vec<String> {
    let stance = match said.stance {
        Stance::Agree => phrase!("Agrees with it."),
        Stance::Change => phrase!("Would change it."),
        Stance::Object => phrase!("Does not agree with it."),
    };
    let mut lines = vec![stance.say()];
    if !said.text.trim().is_empty() {
        lines.push(said.text.clone());
    }
    if !said.suggestion.trim().is_empty() {
        lines.push(say!("Other words for it: {words}", words = said.suggestion));
    }
    lines
}

/// For whom they answer.
fn speaks_for(writing: &Writing, page: &Page) -> Vec<Said> {
    let who = &writing.draft.speaks_for;
    let said = |field: &str, question: Phrase, lines: Vec<String>| Said {
        field: field.to_owned(),
        question: question.say(),
        lines,
    };
    let typed = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    let name = who.school().map(ToString::to_string);
    let name: Vec<String> = name
        .or_else(|| typed(&who.organisation))
        .into_iter()
        .collect();
    let own = who.capacity == Some(Capacity::Individual);
    match page {
        Page::SpeaksFor => {
            let capacity = match who.capacity {
                None => None,
                Some(Capacity::Organisation) => {
                    Some(phrase!("For your school, setting or organisation"))
                }
                Some(Capacity::Group) => Some(phrase!("For a group of people")),
                Some(Capacity::Individual | Capacity::Campaign) => {
                    Some(phrase!("Just for yourself"))
                }
            };
            let lines = capacity.map(Phrase::say).into_iter().collect();
            vec![said(
                "capacity",
                phrase!("Who you are answering for"),
                lines,
            )]
        }
        Page::School if own => {
            let left_out = !name.is_empty() && who.school().is_none();
            let left_out =
                left_out.then(|| say!("This name is not in our list, so we will not keep it."));
            let lines = name.into_iter().chain(left_out).collect();
            vec![said(
                "organisation",
                phrase!("The school or setting where you work"),
                lines,
            )]
        }
        Page::School => vec![said(
            "organisation",
            phrase!("Your school, setting or organisation"),
            name,
        )],
        Page::Allowed => {
            let lines = who.authorised.map(|yes| match yes {
                true => say!("You are allowed to answer for it"),
                false => say!("You are not allowed to answer for it"),
            });
            let lines = lines.into_iter().collect();
            vec![said("authorised", ALLOWED, lines)]
        }
        Page::Together => vec![
            said("organisation", GROUP_NAME, name),
            said(
                "group-size",
                HOW_MANY_TOGETHER,
                typed(&who.group_size).into_iter().collect(),
            ),
        ],
        _ => Vec::new(),
    }
}

fn consent(writing: &Writing) -> Vec<String> {
    let Some(consent) = writing.draft.consent else {
        return Vec::new();
    };
    let quote = match consent.quote {
        true => phrase!("Yes, without my name"),
        false if writing.draft.unsure => phrase!("Not sure. Then we only read them"),
        false => phrase!("No"),
    };
    let mut lines = vec![quote.say()];
    if consent.publish && writing.draft.speaks_for.capacity == Some(Capacity::Organisation) {
        lines.push(say!("You may publish our response under our name"));
    }
    lines
}

/// An answer in words, a line each.
pub fn lines(writing: &Writing, question: &Question, answer: &Answer) -> Vec<String> {
    // As it will be sent; where that cannot be done yet, as it was typed.
    let answer = &question
        .read(answer.clone())
        .unwrap_or_else(|_| answer.clone());
    let (language, audience) = (&writing.draft.language, writing.draft.audience.as_ref());
    let mut lines: Vec<String> = answer
        .picked
        .iter()
        .map(|picked| match OptionId::parse(picked) {
            Ok(option) => label(question, &option, language, audience),
            Err(_) => picked.clone(),
        })
        .collect();
    if matches!(question.kind, Kind::Rank(_)) {
        lines = places(lines);
    }
    if answer.picked.iter().any(|p| p == "other") {
        lines.push(answer.other.clone());
    }
    lines.push(match question.number(answer) {
        Some(number) => number_in_words(question, number),
        None => answer.text.clone(),
    });
    match (&question.kind, answer.boxes.is_empty()) {
        (Kind::Rank(rank), false) => {
            let typed = rank.options.iter().zip(&answer.boxes);
            let typed = typed.filter(|(_, place)| !place.trim().is_empty());
            lines.extend(typed.map(|(option, place)| {
                format!("{place}: {}", label(question, option, language, audience))
            }));
        }
        (Kind::Date(_), false) => lines.push(answer.boxes.join(" ")),
        _ => lines.extend(answer.boxes.iter().cloned()),
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// A ranking, most wanted first.
fn places(labels: Vec<String>) -> Vec<String> {
    let numbered = labels.into_iter().enumerate();
    numbered
        .map(|(at, label)| format!("{}. {label}", at + 1))
        .collect()
}
