//! The words of a piece, side by side: everybody's, and those of each audience.

use crate::api::{PieceForm, field_of};
use crate::components::form::{TextArea, Typed};
use crate::components::officer::FieldProblem;
use crate::components::picture::NAMES;
use crate::text::{build as text, dates};
use domain::content::{Content, Wordings};
use domain::readability::Reading;
use domain::text::{AudienceId, Language};
use leptos::prelude::*;

/// The words of one audience.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub audience: Option<AudienceId>,
    pub name: String,
    pub boxes: Vec<TextBox>,
    pub reading: Option<Reading>,
    /// Whether its readers get easy words.
    pub easy: bool,
}

/// One text.
#[derive(Clone, Debug)]
pub(super) struct TextBox {
    /// The field's name, without the audience.
    pub part: String,
    pub label: String,
    pub hint: Option<&'static str>,
    pub stored: String,
    /// Lines; 0 for a field of one line.
    pub rows: u8,
    /// What can be chosen, value and name, where nothing is written; else empty.
    pub choices: Vec<(String, String)>,
}

impl TextBox {
    pub(super) fn line(part: &str, label: impl Into<String>, stored: &str) -> Self {
        Self::of(part, label, stored, 0)
    }

    pub(super) fn of(part: &str, label: impl Into<String>, stored: &str, rows: u8) -> Self {
        Self {
            part: part.to_owned(),
            label: label.into(),
            hint: None,
            stored: stored.to_owned(),
            rows,
            choices: Vec::new(),
        }
    }

    /// One of our drawings, or none. What stands there and is no drawing, such as a sign, can stay.
    pub(super) fn picture(part: &str, label: impl Into<String>, stored: &str) -> Self {
        let mut choices = vec![(String::new(), "No picture".to_owned())];
        let drawn = NAMES.contains(&stored) || stored.is_empty();
        choices.extend((!drawn).then(|| (stored.to_owned(), format!("“{stored}”, as it is"))));
        choices.extend(
            NAMES
                .iter()
                .map(|name| ((*name).to_owned(), text::picture(name))),
        );
        Self {
            choices,
            ..Self::line(part, label, stored)
        }
    }

    pub(super) fn with_hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// The English words for exactly these readers.
pub(super) fn own<'a, T>(all: &'a Wordings<T>, audience: Option<&AudienceId>) -> Option<&'a T> {
    let english = Language::english();
    let mut all = all.0.iter();
    let found = all.find(|w| w.language == english && w.audience.as_ref() == audience);
    found.map(|w| &w.words)
}

/// Everybody, then each audience that `of` lets through.
pub(super) fn readers(
    content: &Content,
    of: impl Fn(&AudienceId) -> bool,
) -> Vec<Option<AudienceId>> {
    let audiences = content
        .audiences
        .iter()
        .map(|a| a.id.clone())
        .filter(|a| of(a));
    std::iter::once(None).chain(audiences.map(Some)).collect()
}

/// Everybody, whoever reads easy words, and whoever has words of their own: documents are seldom told to others in
/// other words.
pub(super) fn of_documents<T>(content: &Content, all: &Wordings<T>) -> Vec<Option<AudienceId>> {
    readers(content, |id| {
        let easy = content.audiences.iter().any(|a| &a.id == id && a.easy_read);
        easy || own(all, Some(id)).is_some()
    })
}

/// A column for each reader, with the texts that `boxes` gives and how hard they are to read together.
pub(super) fn columns<'a>(
    content: &Content,
    readers: Vec<Option<AudienceId>>,
    boxes: impl Fn(Option<&AudienceId>) -> (Vec<TextBox>, Vec<&'a str>),
) -> Vec<Column> {
    let column = |audience: Option<AudienceId>| {
        let (boxes, read) = boxes(audience.as_ref());
        Column {
            name: match &audience {
                None => "For everybody".to_owned(),
                Some(id) => format!("For “{}”", text::audience(id, content)),
            },
            reading: Reading::of(&read),
            easy: text::is_easy(audience.as_ref(), content),
            audience,
            boxes,
        }
    };
    readers.into_iter().map(column).collect()
}

/// What a form of a piece carries, and what was typed in it.
#[derive(Clone)]
pub(super) struct Asked {
    pub typed: Typed,
    /// Somebody else changed the piece meanwhile: their words stand beside.
    pub conflict: Option<String>,
    pub mark: String,
}

impl Asked {
    pub(super) fn of(form: &PieceForm, typed: Typed) -> Self {
        let retry = typed.retry();
        let overtaken = retry.as_ref().is_some_and(|retry| {
            let code = crate::api::Wrong::Code("changed_meanwhile".to_owned());
            retry.errors.iter().any(|e| e.problem == code)
        });
        let conflict = overtaken.then(|| match &form.last {
            Some(last) => format!("Saved by {} at {}:", last.by, dates::moment(last.at)),
            None => "Saved:".to_owned(),
        });
        // Saving again decides only what somebody has seen. After any other refusal the form is as old as it was.
        let mark = match overtaken {
            true => form.mark.clone(),
            false => typed.value("mark", &form.mark),
        };
        Self {
            typed,
            conflict,
            mark,
        }
    }
}

/// The columns, and the hidden field that names the state they show.
#[component]
pub(super) fn Columns(columns: Vec<Column>, asked: Asked) -> impl IntoView {
    let mark = asked.mark.clone();
    let columns = columns.into_iter().map(|column| {
        let (audience, asked) = (column.audience.clone(), asked.clone());
        let fields = column.boxes.into_iter().map(|field| {
            view! { <Field field audience=audience.clone() asked=asked.clone()/> }
        });
        let note = (audience.is_some()).then(|| {
            view! { <p class="hint">"Leave all of it empty, and these readers get everybody’s words."</p> }
        });
        let reading = column.reading.map(|reading| {
            view! { <p class="reading">{text::reading(&reading, column.easy)}</p> }
        });
        view! {
            <fieldset class="pane">
                <legend>{column.name}</legend>
                {note}
                {fields.collect_view()}
                {reading}
            </fieldset>
        }
    });
    view! {
        <input type="hidden" name="mark" value=mark/>
        <div class="panes columns">{columns.collect_view()}</div>
    }
    .into_any()
}

#[component]
fn Field(field: TextBox, audience: Option<AudienceId>, asked: Asked) -> impl IntoView {
    let name = field_of(&field.part, audience.as_ref());
    let typed = asked.typed.value(&name, &field.stored);
    let same = typed.replace("\r\n", "\n").trim() == field.stored.trim();
    let theirs = asked.conflict.clone().filter(|_| !same).map(|who| {
        let stored = field.stored.clone();
        let shown = if stored.is_empty() { "(empty)".to_owned() } else { stored };
        view! { <div class="theirs" id=format!("{name}-theirs")><p class="hint">{who}</p><p class="as-typed">{shown}</p></div> }
    });
    let described = asked.typed.described_by(&name, field.hint.is_some());
    let described = match theirs.is_some() {
        true => Some(
            [described.unwrap_or_default(), format!("{name}-theirs")]
                .join(" ")
                .trim()
                .to_owned(),
        ),
        false => described,
    };
    let invalid = asked.typed.wrong(&name);
    let hint = field
        .hint
        .map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> });
    let chosen = field.choices.into_iter().map(|(value, says)| {
        let selected = value == typed;
        view! { <option value=value selected=selected>{says}</option> }
    });
    let chosen = chosen.collect_view();
    let control = match field.rows {
        0 if !chosen.is_empty() => view! {
            <select class="input" id=name.clone() name=name.clone() aria-describedby=described>{chosen}</select>
        }
        .into_any(),
        0 => view! {
            <input class="input" id=name.clone() name=name.clone() value=typed aria-describedby=described aria-invalid=invalid.then_some("true")/>
        }
        .into_any(),
        rows => view! {
            <TextArea name=name.clone() text=typed rows described_by=described invalid/>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=name.clone()>{field.label}</label>
            {hint}
            <FieldProblem retry=asked.typed.retry() field=name.clone()/>
            {control}
            {theirs}
        </div>
    }
    .into_any()
}
