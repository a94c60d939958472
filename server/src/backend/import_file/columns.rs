//! What a column may be, as a word in a form and as a part of a mapping.

use crate::transfer::mapping::{Column, Field, Mapping};
use crate::transfer::plan::OTHER;
use app::api::{FieldError, ImportChoices, TypedMapping, WHY_LIMIT};
use domain::content::Content;
use domain::question::{Kind, Question};
use domain::text::{AudienceId, Language, OptionId};

/// Facts that a column may hold, in the order they are offered.
const FIELDS: [Field; 11] = [
    Field::Audience,
    Field::Received,
    Field::ConsentToQuote,
    Field::ConsentToPublish,
    Field::Organisation,
    Field::Capacity,
    Field::GroupSize,
    Field::Urn,
    Field::Authorised,
    Field::Language,
    Field::Letter,
];

/// What a column is in this mapping; empty where nobody has said.
pub(super) fn word(mapping: &Mapping, name: &str) -> String {
    if mapping.key.as_deref() == Some(name) {
        return "key".to_owned();
    }
    let Some(column) = mapping.columns.get(name) else {
        return String::new();
    };
    match (&column.question, column.field, &column.tick) {
        (Some(question), _, Some(option)) => format!("tick:{question}:{option}"),
        (Some(question), ..) => match (question.strip_suffix(OTHER), column.place) {
            (Some(id), _) => format!("other:{id}"),
            (None, Some(place)) => format!("place:{question}:{place}"),
            (None, None) => format!("question:{question}"),
        },
        (None, Some(field), _) => format!("field:{}", field.as_str()),
        (None, None, _) if column.ignore => "ignore".to_owned(),
        _ => String::new(),
    }
}

/// The column that a word stands for; none for no word, or one that stands for nothing here. What its cells mean is
/// kept where it stays what it was.
fn column(word: &str, why: &str, before: Option<&Column>, content: &Content) -> Option<Column> {
    let question = |id: &str| content.questions.iter().find(|q| q.id.as_str() == id);
    let (kind, rest) = word.split_once(':').unwrap_or((word, ""));
    let new = match kind {
        "question" => Column {
            question: Some(question(rest)?.id.to_string()),
            ..Column::default()
        },
        "other" => Column {
            question: Some(format!("{}{OTHER}", question(rest)?.id)),
            ..Column::default()
        },
        "tick" => {
            let (id, option) = rest.split_once(':')?;
            let option = OptionId::parse(option).ok()?;
            let question = question(id).filter(|q| q.options().contains(&option))?;
            Column {
                question: Some(question.id.to_string()),
                tick: Some(option),
                ..Column::default()
            }
        }
        "place" => {
            let (id, place) = rest.split_once(':')?;
            let question = question(id).filter(|q| matches!(q.kind, Kind::Rank(_)))?;
            Column {
                question: Some(question.id.to_string()),
                place: Some(place.parse().ok()?),
                ..Column::default()
            }
        }
        "field" => Column {
            field: Some(
                Field::ALL
                    .into_iter()
                    .find(|field| field.as_str() == rest)?,
            ),
            ..Column::default()
        },
        "key" => Column {
            ignore: true,
            ..Column::default()
        },
        "ignore" => Column {
            ignore: true,
            why: why.trim().to_owned(),
            ..Column::default()
        },
        _ => return None,
    };
    let same = before.filter(|old| {
        let what = |column: &Column| {
            let Column { question, tick, .. } = column.clone();
            (question, column.field, tick, column.place)
        };
        what(old) == what(&new)
    });
    Some(Column {
        values: same.map(|old| old.values.clone()).unwrap_or_default(),
        unknown_is_other: same.is_some_and(|old| old.unknown_is_other),
        ..new
    })
}

/// Reads the form. What can be read of it is in the mapping, right or wrong; the fields are what is wrong.
pub(super) fn read(
    typed: &TypedMapping,
    header: &[String],
    before: &Mapping,
    content: &Content,
) -> (Mapping, Vec<FieldError>) {
    let mut fields = Vec::new();
    let mut mapping = Mapping {
        source: typed.source.trim().chars().take(WHY_LIMIT).collect(),
        only_sent: typed.only_sent,
        key: None,
        columns: Default::default(),
        ..before.clone()
    };
    mapping.defaults.audience = AudienceId::parse(&typed.audience)
        .ok()
        .filter(|id| content.audiences.iter().any(|a| a.id == *id));
    let mut seen: Vec<&str> = Vec::new();
    for (at, name) in header.iter().enumerate() {
        let (word, why) = typed
            .columns
            .get(at)
            .map_or(("", ""), |(w, y)| (w.as_str(), y.as_str()));
        let Some(column) = column(word, why, before.columns.get(name), content) else {
            let told = app::text::imports::undecided(name);
            fields.push(FieldError::code(format!("what-{at}"), told));
            continue;
        };
        // Several columns may each add a choice to one question.
        let joins = word == "ignore" || word.starts_with("tick:") || is_multiple(word, content);
        if !joins && seen.contains(&word) {
            let told = app::text::imports::twice(name);
            fields.push(FieldError::code(format!("what-{at}"), told));
        }
        seen.push(word);
        if word == "key" {
            mapping.key = Some(name.clone());
        }
        if word == "ignore" && column.why.is_empty() {
            let told = app::text::imports::why(name);
            fields.push(FieldError::code(format!("why-{at}"), told));
        } else if column.why.chars().count() > WHY_LIMIT {
            fields.push(FieldError::code(format!("why-{at}"), "too_long"));
        }
        mapping.columns.insert(name.clone(), column);
    }
    let says = |column: &Column| column.field == Some(Field::Audience);
    if mapping.defaults.audience.is_none() && !mapping.columns.values().any(says) {
        fields.push(FieldError::code("who-answered", "missing"));
    }
    if mapping.key.is_some() && mapping.source.is_empty() {
        fields.push(FieldError::code("survey", "missing"));
    }
    let answers = |c: &Column| c.question.is_some() || c.field == Some(Field::Letter);
    if !mapping.columns.values().any(answers) {
        fields.push(FieldError::code("what-0", "no_answers"));
    }
    (mapping, fields)
}

fn is_multiple(word: &str, content: &Content) -> bool {
    let id = word.strip_prefix("question:");
    let found = content.questions.iter().find(|q| Some(q.id.as_str()) == id);
    found.is_some_and(|q| matches!(q.kind, Kind::Multiple(_)))
}

/// What a column may be, in groups.
pub(super) fn choices(content: &Content) -> Vec<ImportChoices> {
    let title = |question: &Question| {
        let title = question.words(&Language::english(), None).title;
        format!("{} {}", question.id, short(&title))
    };
    let asked = || content.questions.iter().filter(|q| q.takes_answer());
    let mut answers = Vec::new();
    let mut parts = Vec::new();
    for question in asked() {
        answers.push((format!("question:{}", question.id), title(question)));
        let (several, other) = match &question.kind {
            Kind::Multiple(choice) => (true, choice.other),
            Kind::Single(choice) => (false, choice.other),
            _ => (false, false),
        };
        for option in question.options().iter().filter(|_| several) {
            let label = question.label(option, &Language::english(), None);
            let name = format!("{}: whether “{}” was ticked", question.id, short(&label));
            parts.push((format!("tick:{}:{option}", question.id), name));
        }
        if let Kind::Rank(rank) = &question.kind {
            parts.extend((1..=rank.places()).map(|place| {
                let name = format!("{}: what was put in place {place}", question.id);
                (format!("place:{}:{place}", question.id), name)
            }));
        }
        if other {
            let name = format!("{}: the words beside “Other”", question.id);
            parts.push((format!("other:{}", question.id), name));
        }
    }
    let facts = FIELDS.iter().map(|field| {
        let name = app::text::imports::field(field.as_str()).to_owned();
        (format!("field:{}", field.as_str()), name)
    });
    let facts =
        std::iter::once(("key".to_owned(), app::text::imports::KEY.to_owned())).chain(facts);
    let group = |label: &str, options: Vec<(String, String)>| ImportChoices {
        label: label.to_owned(),
        options,
    };
    let mut groups = vec![
        group("About the response", facts.collect()),
        group("Answers", answers),
    ];
    if !parts.is_empty() {
        groups.push(group("Parts of an answer", parts));
    }
    groups
}

/// The start of a long title: a list must be scanned.
fn short(text: &str) -> String {
    const MOST: usize = 70;
    match text.chars().count() > MOST {
        true => text.chars().take(MOST).chain(['…']).collect(),
        false => text.to_owned(),
    }
}
