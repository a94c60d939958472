//! Words for letters, e-mails, petitions and dossiers, and what was done with them.

use super::dates;
use super::numbers::counted;
use crate::api::LetterLine;
use domain::letter::{Acknowledged, Kind, ToDo};

/// What came.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Letter => "Letter or email",
        Kind::Petition => "Petition",
        Kind::Dossier => "Report or bundle of papers",
    }
}

/// The same, with how many signed.
pub fn what(line: &LetterLine) -> String {
    let kind = kind(line.kind);
    match line.signatures {
        Some(n) => format!("{kind}, {}", counted(n, "signature", "signatures")),
        None => kind.to_owned(),
    }
}

/// How its sender was told, as a choice and in the list.
pub fn acknowledged(how: Acknowledged) -> &'static str {
    match how {
        Acknowledged::Email => "By email",
        Acknowledged::Post => "By post",
        Acknowledged::Phone => "By phone",
        Acknowledged::InPerson => "In person, when it was handed in",
        Acknowledged::NotPossible => "Not possible: no address is known",
    }
}

/// What is still to do, as a line of a list.
pub fn to_do(step: ToDo) -> &'static str {
    match step {
        ToDo::Acknowledge => "Acknowledge it",
        ToDo::Split => "Code it, or say why there is nothing to code",
        ToDo::Reconcile => "Say that it is dealt with",
    }
}

/// How far a letter has come, in a few words.
pub fn state(line: &LetterLine) -> &'static str {
    match line.handling.to_do().as_slice() {
        [] => "Dealt with",
        [ToDo::Acknowledge, ..] => "To acknowledge",
        [ToDo::Split, ..] => "To read and code",
        [ToDo::Reconcile, ..] => "To close",
    }
}

/// When and how its sender was told.
pub fn told(line: &LetterLine) -> String {
    match line.handling.acknowledged {
        Some((on, how)) => format!("{}, {}", acknowledged(how), dates::date(on)),
        None => "Not yet".to_owned(),
    }
}

/// What is wrong with a field of a form about a letter; none when it is no such field.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("signatures", "out_of_range") => "Enter a number from 1 to 1,000,000.",
        ("signatures", _) => "Enter how many people signed, as a number such as 5,214.",
        ("on", "missing") => "Enter the day you told the sender.",
        ("on", "in_the_future") => "The day must be today or earlier.",
        ("on", "before_it_came") => "The day must not be before the letter came.",
        ("on", _) => "Enter a real date with the year in full, such as 30 4 2026.",
        ("how", _) => "Choose how you told the sender.",
        ("why", "missing") => "Say why there is nothing to code.",
        ("why", _) => "Give the reason in 500 characters or fewer.",
        ("span", "missing") => "Tick the words that answer the question.",
        ("question", _) => "Choose the question that the words answer.",
        (_, "not_ready") => {
            "This cannot be closed yet. First acknowledge it, and code it or say why there is nothing to code."
        }
        _ => return None,
    })
}
