//! The words of what is printed: questionnaires to fill in with a pen, and copies of answers to keep.

mod equality;
mod form;
mod markdown;
mod parts;
pub use equality::{EqualitySheet, equality_sheet};
pub use form::{PaperForm, questionnaire};

use super::dates::date;
use super::said;
use crate::api::Writing;
use crate::components::title::words_in;
use crate::words::Phrase;
use domain::journey::is_easy;
use domain::printed::{Frame, Item, Part, Printed};

/// The heading of the copy, on the screen and on paper.
pub const COPY: Phrase = phrase!("A copy of your answers");

/// First on both: what of it we have, and what is not sent.
pub fn not_sent(writing: &Writing) -> String {
    match &writing.changes {
        Some(sent) => say!(
            "We received your response on {day}. Your number is {reference}. What you have changed since then is not sent yet.",
            day = date(sent.on),
            reference = sent.reference
        ),
        None => say!("Not sent yet."),
    }
}

/// After it, on paper.
const AS_IT_WAS: Phrase = phrase!(
    "These are your answers as they were when you made this copy. Go back to the website to send them."
);

/// The same where nobody is shown them again.
const KEEP_IT: Phrase =
    phrase!("After you have sent them we cannot show them to you again, so keep this copy safe.");

/// What the layout says itself.
fn frame() -> Frame {
    Frame {
        page: say!("Page {page} of {pages}", page = "{page}", pages = "{pages}"),
        unanswered: say!("Not answered"),
        lacking: say!(
            "In this print-out, {mark} stands for letters or symbols that its fonts lack.",
            mark = "{mark}"
        ),
    }
}

/// Where a part of it could not be translated.
fn note_on_english() -> String {
    say!("Parts of this form are in English: they have not been translated yet.")
}

/// Where a machine translated some of it, and no speaker of the language has read that.
fn note_on_machine() -> String {
    say!(
        "A computer translated some of this form. Nobody who speaks the language has checked it yet."
    )
}

/// On a form in English, to somebody who asked for it in a language whose letters cannot be printed here.
pub const ONLY_ENGLISH: Phrase = phrase!(
    "We can only print this form in English. You can answer in your language on the website, or call us and ask."
);

/// On a form whose words are not published.
pub const DRAFT: Phrase =
    phrase!("This is a draft for comment. Please do not fill it in, and do not hand it out.");

/// A copy of the answers as they are now: the same as on the screen.
pub fn copy(writing: &Writing, council: &str) -> Printed {
    let draft = &writing.draft;
    let answers = said::everything(writing)
        .into_iter()
        .map(|said| Item::answered(&said.question, said.lines));
    let comments = writing
        .comments
        .iter()
        .map(|line| Item::answered(&line.place, said::comment(&line.comment)));
    let part = |heading: Phrase, items: Vec<Item>| Part {
        heading: heading.say(),
        items,
        ..Part::default()
    };
    let comments: Vec<Item> = comments.collect();
    let commented = !comments.is_empty();
    let parts = [part(phrase!("Your answers"), answers.collect())]
        .into_iter()
        .chain(commented.then(|| part(phrase!("Your comments on the documents"), comments)));
    let mut standing = format!("{} {AS_IT_WAS}", not_sent(writing));
    if !writing.may_come_back() {
        standing = format!("{standing} {KEEP_IT}");
    }
    let (about, about_language) = words_in(&writing.card, &draft.language);
    Printed {
        language: draft.language.clone(),
        frame: frame(),
        council: council.to_owned(),
        about: about.title,
        summary: String::new(),
        about_language,
        title: COPY.say(),
        easy: draft
            .audience
            .as_ref()
            .is_some_and(|a| is_easy(&writing.content, a)),
        notes: vec![standing],
        parts: parts.collect(),
    }
}

#[cfg(test)]
mod tests;
