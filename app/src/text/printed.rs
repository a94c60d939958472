//! The words of a print-out of somebody's answers.

use super::said;
use crate::api::Writing;
use crate::components::title::title_in;
use crate::words::Phrase;
use domain::journey::is_easy;
use domain::printed::{Item, Part, Printed};

/// The heading of the copy, on the screen and on paper.
pub const COPY: Phrase = phrase!("A copy of your answers");

/// First on both.
pub const NOT_SENT: Phrase = phrase!("Not sent yet.");

/// After it, on paper.
pub const NOT_SENT_PAPER: Phrase = phrase!(
    "These are your answers as they were when you made this copy. Go back to the website to send them. After you have sent them we cannot show them to you again, so keep this copy safe."
);

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
    Printed {
        council: council.to_owned(),
        about: title_in(&writing.card, &draft.language),
        title: COPY.say(),
        easy: draft
            .audience
            .as_ref()
            .is_some_and(|a| is_easy(&writing.content, a)),
        notes: vec![format!("{NOT_SENT} {NOT_SENT_PAPER}")],
        parts: parts.collect(),
    }
}
