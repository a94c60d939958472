//! Columns and rows of each table.

use super::frame::{Column, Frame};
use super::view::{View, WITHHELD};
use crate::export::sheet::Value;
use crate::storage::rows::Given;
use crate::storage::theme;
use domain::coding::{Place, ThemeState, Tie};
use domain::disclosure::MARK;
use domain::question::Kind;
use domain::report::DataTable;
use domain::typing::{Agreed, Typist, Way, Whose};
use serde::Serialize;
use std::io::{self, Write};

/// The names of a table's columns.
pub(super) fn columns(table: DataTable, frame: &Frame, public: bool) -> Vec<String> {
    let names: &[&str] = match (table, public) {
        (DataTable::Responses, false) => &[
            "reference",
            "form",
            "channel",
            "capacity",
            "organisation",
            "urn",
            "authorised",
            "group_size",
            "typing",
            "typist",
            "whose_words",
            "agreed",
            "audience",
            "language",
            "received",
            "entered",
            "version",
            "late",
            "consent_to_quote",
            "consent_to_publish",
            "erased",
            "replaced_by",
            "letter",
        ],
        (DataTable::Responses, true) => &[
            "row",
            "form",
            "late",
            "capacity",
            "organisation",
            "urn",
            "audience",
            "letter",
        ],
        (DataTable::Answers, false) => &[
            "reference",
            "capacity",
            "audience",
            "question",
            "title",
            "option",
            "label",
            "number",
            "text",
            "text_state",
        ],
        (DataTable::Answers, true) => &[
            "row", "capacity", "audience", "question", "title", "option", "label", "number", "text",
        ],
        (DataTable::Comments, false) => &[
            "reference",
            "capacity",
            "audience",
            "document",
            "document_version",
            "clause",
            "clause_number",
            "stance",
            "text",
            "text_state",
            "suggestion",
            "suggestion_state",
        ],
        (DataTable::Comments, true) => &[
            "row",
            "capacity",
            "audience",
            "document",
            "document_version",
            "clause",
            "clause_number",
            "stance",
            "text",
            "suggestion",
        ],
        (DataTable::Assignments, false) => &[
            "reference",
            "place",
            "question",
            "document",
            "clause",
            "start",
            "end",
            "passage",
            "theme",
            "label",
            "tie",
            "score",
            "made_by",
            "decided_by",
            "decided_at",
        ],
        (DataTable::Assignments, true) => &[
            "row", "place", "question", "document", "clause", "passage", "theme", "label",
            "made_by",
        ],
        (DataTable::Codebook, false) => &[
            "code",
            "label",
            "definition",
            "include",
            "exclude",
            "weighty",
            "state",
            "merged_into",
            "made_by",
        ],
        (DataTable::Codebook, true) => &[
            "code",
            "label",
            "definition",
            "include",
            "exclude",
            "weighty",
            "state",
        ],
    };
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    if table == DataTable::Responses {
        for column in &frame.columns {
            names.push(column.id.to_string());
            names.extend(column.other.then(|| format!("{}__other", column.id)));
        }
    }
    names
}

/// A contribution's rows in a table.
pub(super) fn rows(table: DataTable, frame: &Frame, view: &View<'_>) -> Vec<Vec<Value>> {
    match table {
        DataTable::Responses => vec![response(frame, view)],
        DataTable::Answers => answers(frame, view),
        DataTable::Comments => comments(frame, view),
        DataTable::Assignments => assignments(frame, view),
        DataTable::Codebook => Vec::new(),
    }
}

fn response(frame: &Frame, view: &View<'_>) -> Vec<Value> {
    let whole = view.whole;
    let [form, late, capacity, audience] = &view.broad;
    let letters: Vec<String> = (whole.texts.values())
        .filter(|text| text.place == Place::Letter)
        .map(|text| view.words(text))
        .collect();
    let letter = text(&letters.join("\n\n"));
    let mut row = match view.rules {
        None => vec![
            view.name.clone(),
            text(form),
            text(whole.channel.as_str()),
            text(capacity),
            text(&view.organisation),
            text(view.urn()),
            whole.authorised.map_or(Value::Empty, yes),
            Value::from(whole.group_size),
            text(whole.typing.way.map_or("", Way::as_str)),
            text(whole.typing.typist.map_or("", Typist::as_str)),
            text(whole.typing.whose.map_or("", Whose::as_str)),
            text(whole.typing.agreed.map_or("", Agreed::as_str)),
            text(audience),
            text(&whole.language),
            text(&whole.received.to_string()),
            text(&whole.entered.to_string()),
            Value::Whole(whole.version),
            text(late),
            yes(whole.consent_quote),
            yes(whole.consent_publish),
            yes(whole.erased),
            text(whole.replaced_by.as_deref().unwrap_or_default()),
            letter,
        ],
        Some(_) => vec![
            view.name.clone(),
            text(form),
            text(late),
            text(capacity),
            text(&view.organisation),
            text(view.urn()),
            text(audience),
            letter,
        ],
    };
    for column in &frame.columns {
        let mut cell = picked(column, view);
        if cell == Value::Empty {
            cell = text(&words(column, Place::Answer, view));
        }
        row.push(cell);
        if column.other {
            row.push(text(&words(column, Place::Other, view)));
        }
    }
    row
}

/// Options joined, or a number that stays one.
fn picked(column: &Column, view: &View<'_>) -> Value {
    let values = view.picked(column);
    match (&column.question, values.as_slice()) {
        (Some(question), [one]) => match (&question.kind, one.parse()) {
            (Kind::Number(_), Ok(number)) => Value::Whole(number),
            (Kind::Date(_), Ok(day)) => text(&question.number_in_file(day)),
            _ => text(one),
        },
        _ => text(&values.join("|")),
    }
}

fn words(column: &Column, place: Place, view: &View<'_>) -> String {
    if view.hides(column, place) {
        return MARK.to_owned();
    }
    let here = (view.whole.answers.iter()).filter(|given| given.question == column.id.as_str());
    let texts = here.filter_map(|given| view.text(given.text.as_ref()));
    // A list has several, one a line.
    let words: Vec<String> = texts
        .filter(|t| t.place == place)
        .map(|t| view.words(t))
        .collect();
    words.join("\n")
}

/// One row an option, a number or a text; one for all that is hidden of a question.
fn answers(frame: &Frame, view: &View<'_>) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for column in &frame.columns {
        let id = column.id.as_str();
        let given: Vec<&Given> = (view.whole.answers.iter())
            .filter(|given| given.question == id)
            .collect();
        let shown = view.picked(column);
        let masked = view.is_masked(column);
        for given in &given {
            let value = match (&given.option, given.number) {
                (Some(option), _) => Some(option.clone()),
                (None, number) => number.map(|n| n.to_string()),
            };
            if value.as_ref().is_none_or(|value| shown.contains(value)) && !masked {
                rows.push(answer(column, view, given));
            }
        }
        if shown.iter().any(|value| value == MARK) {
            let hidden = Given {
                question: id.to_owned(),
                option: Some(MARK.to_owned()),
                number: None,
                text: None,
            };
            rows.push(answer(column, view, &hidden));
        }
    }
    rows
}

fn answer(column: &Column, view: &View<'_>, given: &Given) -> Vec<Value> {
    let option = given.option.as_deref().unwrap_or_default();
    let words = view.text(given.text.as_ref());
    let mut row = vec![
        view.name.clone(),
        text(view.capacity()),
        text(view.audience()),
        text(&given.question),
        text(&column.title()),
        text(option),
        match option {
            "" | MARK => Value::Empty,
            option => text(&column.label(option)),
        },
        Value::from(given.number),
        text(&words.map(|t| view.words(t)).unwrap_or_default()),
    ];
    if view.rules.is_none() {
        row.push(text(words.map_or("", |t| t.screening.as_str())));
    }
    row
}

fn comments(frame: &Frame, view: &View<'_>) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for comment in &view.whole.comments {
        let Some(at) = frame.clauses.get(&comment.at) else {
            continue;
        };
        let texts = [&comment.text, &comment.suggestion].map(|id| view.text(id.as_ref()));
        let stance = comment.stance.as_str();
        let may = |rules: &super::public::Rules| rules.may_show_stance(&comment.at, stance);
        let open = view.rules.is_none_or(may);
        // A comment of which nothing can be shown would only tell how few there are on the clause.
        if !open && !texts.iter().flatten().any(|t| view.shows(t)) {
            continue;
        }
        let mut row = vec![
            view.name.clone(),
            text(view.capacity()),
            text(view.audience()),
            text(&at.document),
            Value::Whole(at.version),
            text(&at.clause),
            text(&at.number),
            text(if open { stance } else { MARK }),
        ];
        for words in texts {
            row.push(text(&words.map(|t| view.words(t)).unwrap_or_default()));
            if view.rules.is_none() {
                row.push(text(words.map_or("", |t| t.screening.as_str())));
            }
        }
        rows.push(row);
    }
    rows
}

fn assignments(frame: &Frame, view: &View<'_>) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for tie in &view.whole.ties {
        let (Some(words), Some(theme)) = (view.text(Some(&tie.text)), frame.theme(&tie.theme))
        else {
            continue;
        };
        let passage = view.part(words, tie.span);
        let clause = frame.clause_of(words);
        let question = words.question.as_deref().unwrap_or_default();
        let column = frame.column(question);
        let hidden = column.is_some_and(|column| view.hides(column, words.place));
        let mut row = vec![
            view.name.clone(),
            text(if hidden { MARK } else { words.place.as_str() }),
            text(if hidden { MARK } else { question }),
            text(clause.map_or("", |at| &at.document)),
            text(clause.map_or("", |at| &at.clause)),
        ];
        match view.rules {
            None => row.extend([
                Value::from(tie.span.start as i64),
                Value::from(tie.span.end as i64),
                text(&passage),
                text(theme.code.as_str()),
                text(&theme.label),
                text(tie.tie.as_str()),
                Value::from(tie.score),
                text(&tie.made_by),
                text(tie.decided_by.as_deref().unwrap_or_default()),
                text(&tie.decided_at.map(|at| at.to_string()).unwrap_or_default()),
            ]),
            Some(rules) => {
                let shown = passage != WITHHELD && passage != MARK;
                let counts = rules.is_common(&tie.theme) || shown;
                // What no person has confirmed is nobody's finding.
                if tie.tie != Tie::Confirmed || theme.state != ThemeState::Active || !counts {
                    continue;
                }
                let engine = tie.made_by.starts_with("engine:");
                row.extend([
                    text(&passage),
                    text(theme.code.as_str()),
                    text(&theme.label),
                    text(if engine {
                        "engine, confirmed by a person"
                    } else {
                        "a person"
                    }),
                ]);
            }
        }
        rows.push(row);
    }
    rows
}

/// The themes that a table holds. In public only those of the code frame: what the engine proposed may be made of
/// words that nobody has looked at.
fn themes(frame: &Frame, public: bool) -> impl Iterator<Item = &theme::Row> {
    let open = move |row: &&theme::Row| !public || row.state == ThemeState::Active;
    frame.themes.iter().filter(open)
}

/// The rows of the codebook.
pub(super) fn codebook(frame: &Frame, public: bool) -> Vec<Vec<Value>> {
    let row = |theme: &theme::Row| {
        let into = theme
            .merged_into
            .and_then(|id| frame.theme(&id.to_string()));
        let mut row = vec![
            text(theme.code.as_str()),
            text(&theme.label),
            text(&theme.definition),
            text(&theme.include.join("|")),
            text(&theme.exclude.join("|")),
            yes(theme.weighty),
            text(theme.state.as_str()),
        ];
        if !public {
            row.push(text(into.map_or("", |into| into.code.as_str())));
            row.push(text(&theme.made_by));
        }
        row
    };
    themes(frame, public).map(row).collect()
}

#[derive(Serialize)]
struct CodeJson<'a> {
    label: &'a str,
    definition: &'a str,
    include: &'a [String],
    exclude: &'a [String],
    weighty: bool,
    state: &'a str,
}

/// The codebook as `wellheard analyse --codebook` reads it: by code, in the order of the frame. Themes that were
/// joined into others are left out, since the engine would look for them.
pub(super) fn codebook_json(frame: &Frame, public: bool, out: &mut impl Write) -> io::Result<()> {
    let kept = themes(frame, public).filter(|theme| theme.state.is_open());
    let mut start = "{\n";
    for theme in kept {
        let code = CodeJson {
            label: &theme.label,
            definition: &theme.definition,
            include: &theme.include,
            exclude: &theme.exclude,
            weighty: theme.weighty,
            state: theme.state.as_str(),
        };
        let key = serde_json::to_string(theme.code.as_str())?;
        write!(out, "{start}{key}: {}", serde_json::to_string(&code)?)?;
        start = ",\n";
    }
    out.write_all(if start == "{\n" { b"{}\n" } else { b"\n}\n" })?;
    out.flush()
}

fn text(text: &str) -> Value {
    match text {
        "" => Value::Empty,
        text => Value::from(text),
    }
}

fn yes(yes: bool) -> Value {
    Value::from(if yes { "yes" } else { "no" })
}
