//! What somebody answered, in words: to check before sending, and to keep.

use super::typing;
use crate::api::Writing;
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
        Page::SpeaksFor => vec![Said {
            field: "capacity".to_owned(),
            question: "Who you are answering for".to_owned(),
            lines: speaks_for(writing),
        }],
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
            question: "May we use your words?".to_owned(),
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
    let said = |field: &str, question: &str, answer: Option<&str>| Said {
        field: field.to_owned(),
        question: question.to_owned(),
        lines: answer.map(str::to_owned).into_iter().collect(),
    };
    let typist = of.typist.map(typing::typist);
    match page {
        Page::Typing => vec![said(
            "typing",
            typing::WHO_IS_TYPING,
            of.way.map(typing::way),
        )],
        Page::Under13 => {
            let answer = of.under_13.map(typing::under_13);
            vec![said("under-13", typing::UNDER_13, answer)]
        }
        Page::Helper => {
            let who = match of.way {
                Some(Way::TypedFor) => typing::WHO_TYPES,
                _ => typing::WHO_HELPS,
            };
            let whose = of.whose.map(|whose| typing::whose_words(of.way, whose));
            vec![
                said("typist", who, typist),
                said("whose-words", typing::WHOSE_WORDS, whose),
            ]
        }
        Page::Group => {
            let size = Some(draft.speaks_for.group_size.as_str()).filter(|size| !size.is_empty());
            let agreed = of.agreed.map(typing::agreed);
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
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "You agree with it.",
        Stance::Change => "You would change it.",
        Stance::Object => "You do not agree with it.",
    }
}

/// Before the words they would rather have in a clause.
pub const RATHER: &str = "Words you would rather have: ";

/// A comment on a clause, a line each.
pub fn comment(said: &ClauseComment) -> Vec<String> {
    let mut lines = vec![stance(said.stance).to_owned()];
    if !said.text.trim().is_empty() {
        lines.push(said.text.clone());
    }
    if !said.suggestion.trim().is_empty() {
        lines.push(format!("{RATHER}{}", said.suggestion));
    }
    lines
}

/// Somebody else's comment on a clause, a line each.
pub fn comment_of(said: &ClauseComment) -> Vec<String> {
    let stance = match said.stance {
        Stance::Agree => "Agrees with it.",
        Stance::Change => "Would change it.",
        Stance::Object => "Does not agree with it.",
    };
    let mut lines = vec![stance.to_owned()];
    if !said.text.trim().is_empty() {
        lines.push(said.text.clone());
    }
    if !said.suggestion.trim().is_empty() {
        lines.push(format!("Other words for it: {}", said.suggestion));
    }
    lines
}

fn speaks_for(writing: &Writing) -> Vec<String> {
    let who = &writing.draft.speaks_for;
    match who.capacity {
        None => Vec::new(),
        Some(Capacity::Organisation) => {
            let named = who.school().map(ToString::to_string);
            let mut lines = vec![named.unwrap_or_else(|| who.organisation.clone())];
            lines.extend(match who.authorised {
                Some(true) => Some("You are allowed to answer for it".to_owned()),
                Some(false) => Some("You are not allowed to answer for it".to_owned()),
                None => None,
            });
            lines
        }
        Some(Capacity::Group) => vec![
            who.organisation.clone(),
            format!("A group of {} people", who.group_size),
        ],
        Some(Capacity::Individual | Capacity::Campaign) => vec!["Just for yourself".to_owned()],
    }
}

fn consent(writing: &Writing) -> Vec<String> {
    let Some(consent) = writing.draft.consent else {
        return Vec::new();
    };
    let quote = match consent.quote {
        true => "Yes, without my name",
        false => "No",
    };
    let mut lines = vec![quote.to_owned()];
    if consent.publish && writing.draft.speaks_for.capacity == Some(Capacity::Organisation) {
        lines.push("You may publish our response under our name".to_owned());
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
            Ok(option) => question.label(&option, language, audience),
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
        Some(number) => question.number_in_words(number),
        None => answer.text.clone(),
    });
    match (&question.kind, answer.boxes.is_empty()) {
        (Kind::Rank(rank), false) => {
            let typed = rank.options.iter().zip(&answer.boxes);
            let typed = typed.filter(|(_, place)| !place.trim().is_empty());
            lines.extend(typed.map(|(option, place)| {
                format!("{place}: {}", question.label(option, language, audience))
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
