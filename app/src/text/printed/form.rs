//! A questionnaire on paper, made of what is asked on the screen.

use super::markdown::blocks;
use super::parts::{comments, consent, send_back, speaks_for, who_wrote};
use super::{frame, note_on_english, note_on_machine};
use crate::text::labels::label;
use crate::text::respond::NO_EFFECT;
use crate::text::routing::{Telling, numbers, places};
use crate::words::Phrase;
use domain::content::Content;
use domain::council::Council;
use domain::journey::{asked, is_easy};
use domain::printed::{Fact, Item, Part, Printed, Space};
use domain::question::{self, Kind, Question};
use domain::text::{AudienceId, Language, OptionId};
use jiff::civil::DateTime;

/// What a form is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperForm {
    /// The published words, in every language there is.
    pub content: Content,
    /// Number of their version.
    pub version: u32,
    /// Whose form it is.
    pub audience: AudienceId,
    /// Where it is sent to.
    pub council: Council,
    /// Titles of what can be commented on, in every language there is.
    pub documents: Vec<domain::content::Wordings<domain::content::DocumentWords>>,
    /// Closing, London wall time.
    pub closes: Option<DateTime>,
}

/// The questionnaire of one audience in a language, to fill in with a pen. None where the consultation does not ask them.
pub fn questionnaire(of: &PaperForm, language: &Language) -> Option<Printed> {
    let (content, audience) = (&of.content, &of.audience);
    let asked_one = content.audiences.iter().find(|a| &a.id == audience)?;
    let name = asked_one.wording.pick(language, None)?.words.name.clone();
    let about = content.wording.pick(language, Some(audience))?;
    let easy = is_easy(content, audience);
    let items = numbered(&content.questions, audience, language);
    let fallen = about.language != language || items.iter().any(|item| item.language.is_some());
    let unchecked = about.unchecked
        || asked(content, audience).into_iter().any(|question| {
            let picked = question.wording.pick(language, Some(audience));
            picked.is_some_and(|picked| picked.unchecked)
        });
    let first = match (easy, asked_one.organisations) {
        (true, _) => Some(who_wrote()),
        (_, true) => Some(speaks_for()),
        _ => None,
    };
    let titles = of.documents.iter();
    let titles =
        titles.filter_map(|words| Some(words.pick(language, Some(audience))?.words.title.clone()));
    let titles: Vec<String> = titles.collect();
    let parts = first
        .into_iter()
        .chain([Part {
            heading: say!("Questions"),
            items,
            ..Part::default()
        }])
        .chain((!titles.is_empty()).then(|| comments(&titles)))
        .chain([consent(easy, asked_one.organisations)])
        .chain([send_back(&of.council, of.closes)]);
    Some(Printed {
        language: language.clone(),
        frame: frame(),
        council: of.council.name.clone(),
        about: about.words.title.clone(),
        summary: about.words.summary.clone(),
        about_language: about.language.clone(),
        title: match of.version {
            // Officers have to tell paper of an amended consultation apart.
            2.. => say!(
                "Paper form, version {number}: {audience}",
                number = of.version,
                audience = uncapital(&name)
            ),
            _ => say!("Paper form: {audience}", audience = uncapital(&name)),
        },
        easy,
        notes: before(&of.council, easy, (fallen, unchecked)),
        parts: parts.collect(),
    })
}

/// An audience's questions as they are printed. Where answers send people on, the questions have numbers.
pub(super) fn numbered(
    questions: &[Question],
    audience: &AudienceId,
    language: &Language,
) -> Vec<Item> {
    let all: Vec<&Question> = questions.iter().filter(|q| q.asks(audience)).collect();
    let routed = all.iter().any(|question| !question.when.is_empty());
    let (places, names) = (places(questions, audience), numbers(questions, audience));
    let telling = Telling {
        questions,
        language,
        audience: Some(audience),
        names: &names,
    };
    let mut items = Vec::new();
    for question in all {
        let mut here = on_paper(question, audience, language);
        // Sentences that send somebody on name questions by their numbers.
        if let Some(item) = here.first_mut().filter(|_| routed) {
            if let Some(number) = places.get(&question.id) {
                item.title = format!("{number}. {}", item.title);
            }
            let way = telling.routing(question);
            let hint = [way.as_deref().unwrap_or_default(), &item.hint];
            item.hint = hint.join(" ").trim().to_owned();
        }
        items.extend(here);
    }
    items
}

fn before(council: &Council, easy: bool, (fallen, unchecked): (bool, bool)) -> Vec<String> {
    const EASY: [Phrase; 4] = [
        phrase!("You can skip any question. You can stop when you like."),
        phrase!("There are no wrong answers. What you say will not change the help you get."),
        phrase!("Please do not write your name, or the name of another child."),
        phrase!("If you are under 13, please do this with a grown-up you trust, or in a group."),
    ];
    const ALL: [Phrase; 3] = [
        phrase!("You can leave out any question. You do not have to give your name."),
        NO_EFFECT,
        phrase!(
            "Please do not write the names of children, or anything else that would show who a child is."
        ),
    ];
    let says = if easy { &EASY[..] } else { &ALL[..] };
    let mut notes: Vec<String> = fallen.then(note_on_english).into_iter().collect();
    notes.extend(unchecked.then(note_on_machine));
    notes.extend(says.iter().map(|phrase| phrase.say()));
    notes.push(say!(
        "Would you rather say your answers? Call {phone} ({hours}). You can ask for help, large print or another language there too.",
        phone = council.phone,
        hours = council.phone_hours
    ));
    notes
}

/// A question and, where it has "Other", a line for the words.
fn on_paper(question: &Question, audience: &AudienceId, language: &Language) -> Vec<Item> {
    let picked = question.wording.pick(language, Some(audience));
    let spoken = picked
        .map(|picked| picked.language)
        .filter(|it| *it != language);
    let words = question.words(language, Some(audience));
    let said = |option: &OptionId| label(question, option, language, Some(audience));
    let options: Vec<String> = question
        .options()
        .iter()
        .map(|option| {
            let label = said(option);
            let number = option.as_str().chars().all(|c| c.is_ascii_digit());
            match number && label != option.as_str() {
                true => format!("{option} – {label}"),
                false => label,
            }
        })
        .collect();
    let how = how(&question.kind, options.is_empty());
    let other = question
        .options()
        .into_iter()
        .find(|o| o.as_str() == "other");
    let space = match (&question.kind, options.is_empty()) {
        (_, false) => Space::Ticks(options),
        (Kind::LongText(_), _) => Space::Lines(7),
        (Kind::List(list), _) => Space::Lines(u8::try_from(list.at_most.min(6)).unwrap_or(6)),
        (Kind::Statement(_), _) => Space::Lines(0),
        _ => Space::Lines(1),
    };
    let hint: Vec<&str> = [words.hint.as_str()]
        .into_iter()
        .chain(how.as_deref())
        .filter(|hint| !hint.is_empty())
        .collect();
    let mut item = Item::new(&words.title, &hint.join(" "), space);
    item.body = blocks(&words.body);
    item.facts = words.facts.iter().map(fact).collect();
    item.picture = words.picture;
    item.language = spoken.cloned();
    let say = other.map(|other| {
        let title = say!(
            "If you ticked “{other}”: please say what",
            other = said(&other)
        );
        Item::new(&title, "", Space::Lines(2))
    });
    [Some(item), say].into_iter().flatten().collect()
}

/// Folded away on the screen; paper has room for it.
fn fact(fact: &question::Fact) -> Fact {
    Fact {
        title: format!("{} {}", phrase!("Find out more:"), fact.title),
        body: blocks(&fact.body),
    }
}

/// How a question is answered with a pen.
fn how(kind: &Kind, no_options: bool) -> Option<String> {
    Some(match kind {
        Kind::Multiple(choice) => match choice.at_most {
            Some(most) => say!("Tick up to {most}.", most = most),
            None => say!("Tick all that apply."),
        },
        Kind::Rank(rank) => say!(
            "Write 1 in the box of the one that matters most to you, 2 for the next, up to {most}. You can leave some empty.",
            most = rank.places()
        ),
        Kind::Date(_) => say!("Day, month and year."),
        Kind::List(list) => say!("Up to {most}, one on each line.", most = list.at_most),
        Kind::Declaration => say!("Tick the box if this is so."),
        _ if no_options => return None,
        _ => say!("Tick one."),
    })
}

fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
