//! Reading the form of a question.

use super::settings;
use super::words::{Reader, readers, wordings};
use crate::http::form::Fields;
use app::api::{FieldError, MOST_CONDITIONS, MOST_FACTS, Working};
use app::components::picture;
use domain::content::{Content, Edit, Piece};
use domain::question::{Fact, Kind, Question, QuestionWords};
use domain::routing::{Condition, Test};
use domain::text::{AudienceId, Language, OptionId, QuestionId, Slug};

/// The question as the form has it, or with its words alone: while somebody writes, nothing is done that must not be
/// done twice. What the form does not show, such as other languages, stays.
pub(super) fn read(
    fields: &Fields,
    working: &Working,
    id: &str,
    only_words: bool,
) -> Result<Edit, Vec<FieldError>> {
    let content = &working.content;
    let found = content.questions.iter().find(|q| q.id.as_str() == id);
    let Some(old) = found else {
        return Err(Vec::new());
    };
    let piece = Piece::Question(old.id.clone());
    let locked = working.published.as_ref().is_some_and(|p| piece.is_in(p));
    let mut wrong = Vec::new();
    if only_words {
        let settings = settings::Settings::of(old);
        return worded(fields, content, old, old.clone(), &settings, wrong);
    }
    let settings = settings::read(fields, old, locked, &mut wrong);
    let question = Question {
        kind: settings.kind.clone(),
        audiences: asked(fields, content),
        required: fields.text("required") == "yes",
        follows: fields.text("follows").parse().ok(),
        when: conditions(fields, content, old, &mut wrong),
        cut: cut(fields, &mut wrong),
        ..old.clone()
    };
    worded(fields, content, old, question, &settings, wrong)
}

/// The question with the words of the form.
fn worded(
    fields: &Fields,
    content: &Content,
    old: &Question,
    mut question: Question,
    settings: &settings::Settings,
    mut wrong: Vec<FieldError>,
) -> Result<Edit, Vec<FieldError>> {
    let mut reader = Reader::of(fields);
    let offered = question.options();
    let before = everybody(&old.wording.0).cloned().unwrap_or_default();
    let mut ours = QuestionWords::default();
    // An audience that is not asked has no column: what it was once asked in stays, for when it is asked again.
    let shown = readers(content);
    let shown = shown
        .into_iter()
        .filter(|a| a.as_ref().is_none_or(|a| old.asks(a)));
    question.wording = wordings(&old.wording, shown, |of, stored| {
        let none = QuestionWords::default();
        let there = stored.is_some();
        let stored = stored.unwrap_or(&none);
        let mut words = QuestionWords {
            title: reader.lines("title", of, &stored.title),
            hint: reader.lines("hint", of, &stored.hint),
            body: reader.lines("body", of, &stored.body),
            facts: facts(&mut reader, of, stored),
            picture: drawn(fields, "picture", of, &stored.picture),
            ..QuestionWords::default()
        };
        if !matches!(old.kind, Kind::Statement(_)) {
            words.body.clone_from(&stored.body);
        }
        for option in &offered {
            let old_label = stored.labels.get(option).cloned().unwrap_or_default();
            let label = reader.line(&format!("label--{option}"), of, &old_label);
            let label = match settings.labels.get(option) {
                // Two fields of the form may reword it: the one that was changed counts.
                Some(new) if of.is_none() && (label.is_empty() || label == old_label) => {
                    new.clone()
                }
                _ => label,
            };
            if !label.is_empty() {
                words.labels.insert(option.clone(), label);
            }
        }
        for option in &offered {
            let old = stored.symbols.get(option).cloned().unwrap_or_default();
            let symbol = drawn(fields, &format!("symbol--{option}"), of, &old);
            if !symbol.is_empty() {
                words.symbols.insert(option.clone(), symbol);
            }
        }
        match of {
            None if !there && is_empty(&words, stored) && words.labels.is_empty() => return None,
            None => ours = words.clone(),
            Some(_) if is_empty(&words, stored) => return None,
            Some(_) => follow(&mut words, &ours, &before, &offered, fields, of),
        }
        Some(words)
    });
    wrong.append(&mut reader.wrong);
    match wrong.is_empty() {
        true => Ok(Edit::PutQuestion(Box::new(question))),
        false => Err(wrong),
    }
}

/// The picture chosen in a list. A column without the list, or anything that is not in it, leaves it as it is.
fn drawn(fields: &Fields, part: &str, of: Option<&AudienceId>, stored: &str) -> String {
    let name = app::api::field_of(part, of);
    let typed = fields.0.iter().find(|(field, _)| field == &name);
    let known = |chosen: &&str| chosen.is_empty() || picture::NAMES.contains(chosen);
    let chosen = typed.map(|(_, chosen)| chosen.as_str()).filter(known);
    chosen.unwrap_or(stored).to_owned()
}

fn everybody(all: &[domain::content::Worded<QuestionWords>]) -> Option<&QuestionWords> {
    let english = Language::english();
    let mut all = all.iter();
    let found = all.find(|w| w.language == english && w.audience.is_none());
    found.map(|w| &w.words)
}

/// Whether an audience's column was left empty: labels and symbols alone are no words of their own.
fn is_empty(words: &QuestionWords, stored: &QuestionWords) -> bool {
    let body = words.body.is_empty() || words.body == stored.body;
    words.title.is_empty() && words.hint.is_empty() && body && words.facts.is_empty()
}

/// Labels that an audience's column leaves empty are everybody's.
fn follow(
    words: &mut QuestionWords,
    ours: &QuestionWords,
    before: &QuestionWords,
    offered: &[OptionId],
    fields: &Fields,
    of: Option<&AudienceId>,
) {
    for option in offered {
        let name = app::api::field_of(&format!("label--{option}"), of);
        let typed = !fields.text(&name).trim().is_empty();
        let own = words
            .labels
            .get(option)
            .filter(|label| typed || before.labels.get(option) != Some(label));
        if own.is_none()
            && let Some(label) = ours.labels.get(option)
        {
            words.labels.insert(option.clone(), label.clone());
        }
    }
}

fn facts(reader: &mut Reader<'_>, of: Option<&AudienceId>, stored: &QuestionWords) -> Vec<Fact> {
    let fact = |number: usize| {
        let old = stored.facts.get(number - 1);
        let (title, body) = (old.map_or("", |f| &f.title), old.map_or("", |f| &f.body));
        Fact {
            title: reader.line(&format!("fact_title-{number}"), of, title),
            body: reader.lines(&format!("fact_body-{number}"), of, body),
        }
    };
    let all = (1..=MOST_FACTS).map(fact);
    all.filter(|f| !f.title.is_empty() || !f.body.is_empty())
        .collect()
}

/// Whom it asks. Nobody ticked, or everybody: everybody, those added later too.
fn asked(fields: &Fields, content: &Content) -> Vec<AudienceId> {
    let ticked: Vec<&str> = fields.all("asked").collect();
    let audiences = content.audiences.iter().map(|a| a.id.clone());
    let asked: Vec<AudienceId> = audiences.filter(|a| ticked.contains(&a.as_str())).collect();
    match asked.len() == content.audiences.len() {
        true => Vec::new(),
        false => asked,
    }
}

fn cut(fields: &Fields, wrong: &mut Vec<FieldError>) -> Option<Slug> {
    match fields.text("cut").trim() {
        "" => None,
        text => {
            let cut = Slug::parse(text).ok();
            if cut.is_none() {
                wrong.push(FieldError::code("cut", "malformed"));
            }
            cut
        }
    }
}

fn conditions(
    fields: &Fields,
    content: &Content,
    old: &Question,
    wrong: &mut Vec<FieldError>,
) -> Vec<Condition> {
    let earlier: Vec<&Question> = content
        .questions
        .iter()
        .take_while(|q| q.id != old.id)
        .collect();
    let mut all = Vec::new();
    for number in 1..=MOST_CONDITIONS {
        let name = format!("when_question-{number}");
        let Ok(id) = fields.text(&name).parse::<QuestionId>() else {
            continue;
        };
        let Some(on) = earlier.iter().find(|q| q.id == id && q.takes_answer()) else {
            wrong.push(FieldError::code(name, "no_such_question"));
            continue;
        };
        let which = format!("when_option-{number}");
        let ticked: Vec<&str> = fields.all(&which).collect();
        let options = on.options();
        let options: Vec<OptionId> = options
            .into_iter()
            .filter(|o| ticked.contains(&o.as_str()))
            .collect();
        let none = options.is_empty();
        let test = match fields.text(&format!("when_test-{number}")) {
            "answered" => Test::Answered(true),
            "not-answered" => Test::Answered(false),
            _ if none => {
                wrong.push(FieldError::code(name, "pick_options"));
                continue;
            }
            "is-not" => Test::IsNot(options),
            _ => Test::Is(options),
        };
        all.push(Condition { question: id, test });
    }
    all
}
