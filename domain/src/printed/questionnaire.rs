//! A questionnaire on paper, made of what is asked on the screen.

use super::{Item, Part, Printed, Space};
use crate::content::Content;
use crate::council::Council;
use crate::journey::{asked, is_easy};
use crate::plain;
use crate::question::{Kind, Question};
use crate::routing::{self, Telling};
use crate::text::{AudienceId, Language};
use jiff::civil::DateTime;

/// A questionnaire of one audience, to fill in with a pen. None where the consultation does not ask them. `documents`
/// are the titles of what can be commented on; `closes` is London wall time.
pub fn questionnaire(
    content: &Content,
    audience: &AudienceId,
    council: &Council,
    documents: &[String],
    closes: Option<DateTime>,
) -> Option<Printed> {
    let english = Language::english();
    let of = content.audiences.iter().find(|a| &a.id == audience)?;
    let name = of.wording.pick(&english, None)?.words.name.clone();
    let about = content.wording.pick(&english, Some(audience))?.words;
    let easy = is_easy(content, audience);
    let all = asked(content, audience);
    let routed = all.iter().any(|question| !question.when.is_empty());
    let names = routing::numbers(&content.questions, audience);
    let telling = Telling {
        questions: &content.questions,
        language: &english,
        audience: Some(audience),
        names: &names,
    };
    let mut items = Vec::new();
    for question in all {
        let mut here = on_paper(question, audience);
        // Sentences that send somebody on name questions by their numbers.
        if let Some(item) = here.first_mut().filter(|_| routed) {
            let number = names.get(&question.id);
            if let Some(number) = number.and_then(|name| name.split(' ').next_back()) {
                item.title = format!("{number}. {}", item.title);
            }
            let way = telling.routing(question);
            let hint = [way.as_deref().unwrap_or_default(), &item.hint];
            item.hint = hint.join(" ").trim().to_owned();
        }
        items.extend(here);
    }
    let first = match (easy, of.organisations) {
        (true, _) => Some(who_wrote()),
        (_, true) => Some(speaks_for()),
        _ => None,
    };
    let parts = first
        .into_iter()
        .chain([Part {
            heading: "Questions".to_owned(),
            items,
            ..Part::default()
        }])
        .chain((!documents.is_empty()).then(|| comments(documents)))
        .chain([consent(easy, of.organisations)])
        .chain([send_back(council, closes)]);
    Some(Printed {
        council: council.name.clone(),
        about: about.title.clone(),
        title: format!("Paper form: {}", uncapital(&name)),
        easy,
        notes: before(council, easy, &about.summary),
        parts: parts.collect(),
    })
}

fn before(council: &Council, easy: bool, summary: &str) -> Vec<String> {
    let mut notes = vec![summary.to_owned()];
    notes.extend(match easy {
        true => [
            "You can skip any question. You can stop when you like.",
            "There are no wrong answers. What you say will not change the help you get.",
            "Please do not write your name, or the name of another child.",
            "If you are under 13, please do this with a grown-up you trust, or in a group.",
        ]
        .map(str::to_owned)
        .to_vec(),
        false => vec![
            "You can leave out any question. You do not have to give your name.".to_owned(),
            "Your answers do not affect a child’s plan, their place at school or the help they get.".to_owned(),
            "Please do not write the names of children, or anything else that would show who a child is.".to_owned(),
        ],
    });
    notes.push(format!(
        "Would you rather say your answers? Call {} ({}). You can ask for help, large print or another language there too.",
        council.phone, council.phone_hours
    ));
    notes
}

/// A question and, where it has "Other", a line for the words.
fn on_paper(question: &Question, audience: &AudienceId) -> Vec<Item> {
    let english = Language::english();
    let words = question.words(&english, Some(audience));
    let options: Vec<String> = question
        .options()
        .iter()
        .map(|option| {
            let label = question.label(option, &english, Some(audience));
            let number = option.as_str().chars().all(|c| c.is_ascii_digit());
            match number && label != option.as_str() {
                true => format!("{option} – {label}"),
                false => label,
            }
        })
        .collect();
    let several = match &question.kind {
        Kind::Multiple(choice) => Some(match choice.at_most {
            Some(most) => format!("Tick up to {most}."),
            None => "Tick all that apply.".to_owned(),
        }),
        Kind::Rank(rank) => Some(format!(
            "Write 1 in the box of the one that matters most to you, 2 for the next, up to {}. You can leave some empty.",
            rank.places()
        )),
        Kind::Date(_) => Some("Day, month and year.".to_owned()),
        Kind::List(list) => Some(format!("Up to {}, one on each line.", list.at_most)),
        Kind::Declaration => Some("Tick the box if this is so.".to_owned()),
        _ if options.is_empty() => None,
        _ => Some("Tick one.".to_owned()),
    };
    let other = question.options().iter().any(|o| o.as_str() == "other");
    let space = match (&question.kind, options.is_empty()) {
        (_, false) => Space::Ticks(options),
        (Kind::LongText(_), _) => Space::Lines(7),
        (Kind::List(list), _) => Space::Lines(u8::try_from(list.at_most.min(6)).unwrap_or(6)),
        (Kind::Statement(_), _) => Space::Lines(0),
        _ => Space::Lines(1),
    };
    let hint: Vec<&str> = [words.hint.as_str(), words.body.as_str()]
        .into_iter()
        .chain(several.as_deref())
        .filter(|hint| !hint.is_empty())
        .collect();
    let mut item = Item::new(&words.title, &hint.join(" "), space);
    item.picture = words.picture;
    let say = other.then(|| {
        let label = question
            .options()
            .into_iter()
            .find(|o| o.as_str() == "other");
        let label = label.map(|o| question.label(&o, &english, Some(audience)));
        let title = format!(
            "If you ticked “{}”: please say what",
            label.unwrap_or_default()
        );
        Item::new(&title, "", Space::Lines(2))
    });
    [Some(item), say].into_iter().flatten().collect()
}

fn ticks(labels: &[&str]) -> Space {
    Space::Ticks(labels.iter().map(|label| (*label).to_owned()).collect())
}

fn who_wrote() -> Part {
    let helpers = [
        "A parent or carer",
        "A teacher, or someone else at school or college",
        "A youth worker",
        "An advocate",
        "Somebody else",
    ];
    let group = "Only if you are a group.";
    let mut who = Item::new(
        "Who is writing?",
        "Tick one.",
        ticks(&[
            "I am answering by myself",
            "Somebody is helping me",
            "I am a grown-up. I write what a young person said",
            "We are a group",
        ]),
    );
    who.picture = "write".to_owned();
    Part {
        heading: "About you".to_owned(),
        items: vec![
            who,
            Item::new(
                "If somebody helps or writes: who is it?",
                "Tick one. We do not need a name.",
                ticks(&helpers),
            ),
            Item::new(
                "If somebody helps or writes: whose words are they?",
                "Tick one.",
                ticks(&[
                    "The young person’s own words",
                    "What the helper understood",
                    "Some of each",
                ]),
            ),
            Item::new(
                "How many young people are in your group?",
                group,
                Space::Lines(1),
            ),
            Item::new(
                "How did you agree on your answers?",
                group,
                ticks(&[
                    "Everybody agreed",
                    "Most of us agreed",
                    "We did not all agree. We write down the different views",
                ]),
            ),
        ],
        ..Part::default()
    }
}

fn speaks_for() -> Part {
    Part {
        heading: "About you".to_owned(),
        items: vec![
            Item::new(
                "Who are you answering for?",
                "Tick one.",
                ticks(&[
                    "Just for myself",
                    "For my school, setting or organisation",
                    "For a group of people who answered together",
                ]),
            ),
            Item::new(
                "Name of the school, setting, organisation or group",
                "Leave this empty if you answer just for yourself.",
                Space::Lines(1),
            ),
            Item::new(
                "How many people answered together?",
                "Only for a group.",
                Space::Lines(1),
            ),
        ],
        ..Part::default()
    }
}

/// Three times the same room for one comment.
fn comments(documents: &[String]) -> Part {
    let several = documents.len() > 1;
    let one = || {
        let which = match several {
            true => "Which document, and which numbered part of it?",
            false => "Which numbered part?",
        };
        [
            Item::new(which, "", Space::Lines(1)),
            Item::new(
                "What do you think of it?",
                "Tick one.",
                ticks(&[
                    "I agree with it",
                    "I would change it",
                    "I do not agree with it",
                ]),
            ),
            Item::new(
                "What would you like to say about it, or how should it read?",
                "",
                Space::Lines(4),
            ),
        ]
    };
    let titles: Vec<String> = documents.iter().map(|title| format!("“{title}”")).collect();
    Part {
        heading: "Comments on single parts".to_owned(),
        new_page: true,
        notes: vec![format!(
            "You can comment on numbered parts of {}. You do not have to. Ask us if you need it on paper. If you have more to say, add a sheet.",
            plain::list(&titles)
        )],
        items: std::iter::repeat_with(one).take(3).flatten().collect(),
    }
}

fn consent(easy: bool, organisations: bool) -> Part {
    let hint = match easy {
        true => {
            "We read all answers. We may show some words to other people. We never say who wrote them. Tick one."
        }
        false => {
            "We read everything you send. In our reports we would like to show some of it in people’s own words, without a name. Tick one."
        }
    };
    let quote = Item::new(
        "May we use your words?",
        hint,
        ticks(&[
            "Yes, you may quote what I write, without my name",
            "No, read it but do not quote it",
        ]),
    );
    let publish = organisations.then(|| {
        Item::new(
            "Only for organisations: may we publish your whole response?",
            "",
            ticks(&["You may publish our response under our name"]),
        )
    });
    Part {
        heading: "Your words".to_owned(),
        items: [Some(quote), publish].into_iter().flatten().collect(),
        ..Part::default()
    }
}

fn send_back(council: &Council, closes: Option<DateTime>) -> Part {
    let address = council.address.join(", ");
    let mut notes = vec![format!("Please send this form to: {address}.")];
    let by = closes.map(|at| format!("It must reach us by {}.", plain::date(at.date())));
    notes.extend(by);
    notes.push(format!(
        "Do you have a question? Call {} or write to {}.",
        council.phone, council.email
    ));
    Part {
        heading: "How to send it back".to_owned(),
        notes,
        ..Part::default()
    }
}

fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
