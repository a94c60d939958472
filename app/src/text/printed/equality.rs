//! The equality questions on paper: a sheet of its own, with nothing on it that leads to a form.

use super::form::numbered;
use super::parts::send_back;
use super::{frame, note_on_english};
use crate::platform::words;
use crate::words::Phrase;
use domain::content::{ConsultationWords, Wordings};
use domain::council::Council;
use domain::equality::Asked;
use domain::printed::{Part, Printed};
use domain::text::Language;
use jiff::civil::DateTime;

/// What a sheet is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct EqualitySheet {
    /// What is asked.
    pub form: Asked,
    /// The consultation's title, in every language there is.
    pub about: Wordings<ConsultationWords>,
    /// Where it is sent to.
    pub council: Council,
    /// Closing, London wall time.
    pub closes: Option<DateTime>,
}

const FULL: [Phrase; 5] = [
    phrase!(
        "You do not have to fill in this sheet. You can leave out any question. What you say here makes no difference to how we read your answers."
    ),
    phrase!(
        "The law says we must think about how our plans affect different groups of people. This sheet shows us who we have heard from, and who we have missed."
    ),
    phrase!(
        "Please do not write a name or a number on it. Nobody, including us, can join it to the paper form you filled in. So we cannot find it again to change or destroy it for you."
    ),
    phrase!(
        "Put it in an envelope of its own, apart from the paper form. We only publish totals, and we hide small numbers."
    ),
    phrase!(
        "Please answer about yourself. If you are helping somebody else to answer, please answer about them."
    ),
];

const EASY: [Phrase; 6] = [
    phrase!("This sheet is about you. You do not have to fill it in."),
    phrase!("It shows us who we have heard from. It shows us who we have missed."),
    phrase!("You can skip any question. You can stop when you like."),
    phrase!("Please do not write your name on it."),
    phrase!("Put it in an envelope of its own. Do not put your other answers in with it."),
    phrase!("Then nobody can find out that it is yours. So we cannot change it later."),
];

/// The sheet in a language, to fill in with a pen.
pub fn equality_sheet(of: &EqualitySheet, language: &Language) -> Printed {
    let spoken = words();
    let form = of.form.clone().translated(language, |english| {
        let found = spoken.as_ref()?.one(english)?;
        Some(found.to_owned())
    });
    let about = of.about.pick(language, Some(&form.reader));
    let (title, about_language) = about.map_or_else(
        || (String::new(), language.clone()),
        |picked| (picked.words.title.clone(), picked.language.clone()),
    );
    let items = numbered(&form.questions, &form.reader, language);
    let fallen = &about_language != language || items.iter().any(|item| item.language.is_some());
    let says = if form.easy { &EASY[..] } else { &FULL[..] };
    let notes =
        (fallen.then(note_on_english).into_iter()).chain(says.iter().map(|phrase| phrase.say()));
    Printed {
        language: language.clone(),
        frame: frame(),
        council: of.council.name.clone(),
        about: title,
        summary: String::new(),
        about_language,
        title: say!("A few questions about you"),
        easy: form.easy,
        notes: notes.collect(),
        parts: vec![
            Part {
                heading: say!("Questions"),
                items,
                ..Part::default()
            },
            send_back(&of.council, of.closes),
        ],
    }
}
