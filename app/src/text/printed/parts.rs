//! Parts of a paper form that are the same in every consultation.

use crate::text::dates::date;
use crate::text::respond::{ALLOWED, HOW_MANY_TOGETHER};
use crate::text::typing::{HOW_AGREED, HOW_MANY, agreed, whose};
use crate::words::Phrase;
use domain::council::Council;
use domain::printed::{Item, Part, Space};
use domain::typing::{Agreed, Whose};
use jiff::civil::DateTime;

const TICK_ONE: Phrase = phrase!("Tick one.");
const ABOUT_YOU: Phrase = phrase!("About you");

fn ticks(labels: &[Phrase]) -> Space {
    Space::Ticks(labels.iter().map(|label| label.say()).collect())
}

fn item(title: Phrase, hint: Option<Phrase>, space: Space) -> Item {
    let hint = hint.map(Phrase::say);
    Item::new(&title.say(), hint.as_deref().unwrap_or_default(), space)
}

pub(super) fn who_wrote() -> Part {
    let group = Some(phrase!("Only if you are a group."));
    let mut who = item(
        phrase!("Who is writing?"),
        Some(TICK_ONE),
        ticks(&[
            phrase!("I am answering by myself"),
            phrase!("Somebody is helping me"),
            phrase!("I am a grown-up. I write what a young person said"),
            phrase!("We are a group"),
        ]),
    );
    who.picture = "write".to_owned();
    Part {
        heading: ABOUT_YOU.say(),
        items: vec![
            who,
            item(
                phrase!("If somebody helps or writes: who is it?"),
                Some(phrase!("Tick one. We do not need a name.")),
                ticks(&[
                    phrase!("A parent or carer"),
                    phrase!("A teacher, or someone else at school or college"),
                    phrase!("A youth worker"),
                    phrase!("An advocate"),
                    phrase!("Somebody else"),
                ]),
            ),
            item(
                phrase!("If somebody helps or writes: whose words are they?"),
                Some(TICK_ONE),
                ticks(&[Whose::Theirs, Whose::Understood, Whose::Both].map(whose)),
            ),
            item(HOW_MANY, group, Space::Lines(1)),
            item(
                HOW_AGREED,
                group,
                ticks(&[Agreed::Everybody, Agreed::Most, Agreed::Differences].map(agreed)),
            ),
        ],
        ..Part::default()
    }
}

pub(super) fn speaks_for() -> Part {
    Part {
        heading: ABOUT_YOU.say(),
        items: vec![
            item(
                phrase!("Who are you answering for?"),
                Some(TICK_ONE),
                ticks(&[
                    phrase!("Just for myself"),
                    phrase!("For my school, setting or organisation"),
                    phrase!("For a group of people who answered together"),
                ]),
            ),
            item(
                phrase!("Name of the school, setting, organisation or group"),
                Some(phrase!(
                    "If you answer just for yourself, you can write where you work, or leave this empty. We keep that apart from your answers."
                )),
                Space::Lines(1),
            ),
            item(
                phrase!("For a school: its number (URN)"),
                Some(phrase!("If you know it.")),
                Space::Lines(1),
            ),
            item(
                ALLOWED,
                Some(phrase!(
                    "Only if you answer for a school, setting or organisation. Tick one."
                )),
                ticks(&[phrase!("Yes, I am allowed to answer for it"), phrase!("No")]),
            ),
            item(
                HOW_MANY_TOGETHER,
                Some(phrase!("Only for a group.")),
                Space::Lines(1),
            ),
        ],
        ..Part::default()
    }
}

/// Three times the same room for one comment.
pub(super) fn comments(documents: &[String]) -> Part {
    let which = match documents {
        [_] => phrase!("Which numbered part?"),
        _ => phrase!("Which document, and which numbered part of it?"),
    };
    let one = || {
        [
            item(which, None, Space::Lines(1)),
            item(
                phrase!("What do you think of it?"),
                Some(TICK_ONE),
                ticks(&[
                    phrase!("I agree with it"),
                    phrase!("I would change it"),
                    phrase!("I do not agree with it"),
                ]),
            ),
            item(
                phrase!("What would you like to say about it, or how should it read?"),
                None,
                Space::Lines(4),
            ),
        ]
    };
    let titles: Vec<String> = documents.iter().map(|title| format!("“{title}”")).collect();
    let titles = match titles.as_slice() {
        [most @ .., last] if !most.is_empty() => {
            say!("{most} and {last}", most = most.join(", "), last = last)
        }
        _ => titles.concat(),
    };
    Part {
        heading: say!("Comments on single parts"),
        new_page: true,
        notes: vec![say!(
            "You can comment on numbered parts of {documents}. You do not have to. Ask us if you need it on paper. If you have more to say, add a sheet.",
            documents = titles
        )],
        items: std::iter::repeat_with(one).take(3).flatten().collect(),
    }
}

pub(super) fn consent(easy: bool, organisations: bool) -> Part {
    let hint = match easy {
        true => phrase!(
            "We read all answers. We may show some words to other people. We never say who wrote them. Tick one."
        ),
        false => phrase!(
            "We read everything you send. In our reports we would like to show some of it in people’s own words, without a name. Tick one."
        ),
    };
    let quote = item(
        phrase!("May we use your words?"),
        Some(hint),
        ticks(&[
            phrase!("Yes, you may quote what I write, without my name"),
            phrase!("No, read it but do not quote it"),
        ]),
    );
    let publish = organisations.then(|| {
        item(
            phrase!("Only for organisations: may we publish your whole response?"),
            None,
            ticks(&[phrase!("You may publish our response under our name")]),
        )
    });
    Part {
        heading: say!("Your words"),
        items: [Some(quote), publish].into_iter().flatten().collect(),
        ..Part::default()
    }
}

pub(super) fn send_back(council: &Council, closes: Option<DateTime>) -> Part {
    let address = council.address.join(", ");
    let mut notes = vec![say!(
        "Please send this form to: {address}.",
        address = address
    )];
    let by = closes.map(|at| say!("It must reach us by {day}.", day = date(at.date())));
    notes.extend(by);
    notes.push(say!(
        "Do you have a question? Call {phone} or write to {email}.",
        phone = council.phone,
        email = council.email
    ));
    Part {
        heading: say!("How to send it back"),
        notes,
        ..Part::default()
    }
}
