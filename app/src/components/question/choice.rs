//! Radio buttons and checkboxes, with "Other" in one's own words.

use super::Head;
use crate::components::picture::{self, Picture};
use crate::text::labels;
use domain::question::{Answer, Question};
use domain::text::{AudienceId, Language, OptionId};
use leptos::prelude::*;

/// One option as shown.
pub(super) struct Shown {
    id: OptionId,
    label: String,
    symbol: Option<String>,
    ticked: bool,
}

/// How the list behaves.
pub(super) struct Manner {
    /// Checkboxes instead of radio buttons.
    pub several: bool,
    /// The most that may be ticked.
    pub at_most: Option<usize>,
    /// The option that stands alone, after an "or".
    pub lone: Option<OptionId>,
    /// Short options may stand side by side.
    pub in_a_row: bool,
    /// What was typed beside "Other", where there is one.
    pub other: Option<String>,
}

/// Every option in its order and in the reader's words. For a rating, the ends carry their labels.
pub(super) fn options(
    question: &Question,
    language: &Language,
    audience: Option<&AudienceId>,
    answer: &Answer,
) -> Vec<Shown> {
    let words = question.words(language, audience);
    let shown = |id: OptionId| Shown {
        label: label(question, &id, language, audience),
        symbol: words.symbols.get(&id).cloned(),
        ticked: answer.picked.iter().any(|picked| picked == id.as_str()),
        id,
    };
    question.options().into_iter().map(shown).collect()
}

fn label(
    question: &Question,
    id: &OptionId,
    language: &Language,
    audience: Option<&AudienceId>,
) -> String {
    let label = labels::label(question, id, language, audience);
    let is_number = id.as_str().chars().all(|c| c.is_ascii_digit());
    if is_number && label != id.as_str() {
        format!("{id} – {label}")
    } else {
        label
    }
}

/// The whole question: legend, hint, error, options.
pub(super) fn list(head: Head, options: Vec<Shown>, manner: Manner) -> impl IntoView {
    let row = match (manner.several, manner.in_a_row) {
        (true, _) => "checkboxes",
        (false, true) => "radios radios-inline",
        (false, false) => "radios",
    };
    let tips = manner.several && options.len() > 1;
    let tip = tips.then(|| {
        let tip = match manner.at_most {
            Some(most) => say!("Tick up to {most}.", most = most),
            None => say!("Tick all that apply."),
        };
        view! { <p class="hint" id=format!("{}-tip", head.id)>{tip}</p> }
    });
    let described = head.described_by(if tips { &["tip"] } else { &[] });
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(at, shown)| option(&head, &manner, at, shown))
        .collect_view();
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{head.heading(head.title.clone())}</legend>
            {head.hint()}
            {tip}
            {head.error()}
            <div class=row>{rows}</div>
        </fieldset>
    }
}

fn option(head: &Head, manner: &Manner, at: usize, shown: Shown) -> impl IntoView + use<> {
    let (class, kind) = if manner.several {
        ("checkbox", "checkbox")
    } else {
        ("radio", "radio")
    };
    // The error summary leads to the first control, which carries the question's own id.
    let id = match at {
        0 => head.id.clone(),
        _ => format!("{}-{}", head.id, shown.id),
    };
    let or = (manner.several && manner.lone.as_ref() == Some(&shown.id))
        .then(|| view! { <p class="radio-divider">{phrase!("or")}</p> });
    let other = manner
        .other
        .clone()
        .filter(|_| shown.id.as_str() == "other")
        .map(|typed| own_words(head, typed));
    let symbol = shown.symbol.map(symbol);
    view! {
        {or}
        <div class=class>
            <input type=kind id=id.clone() name=head.id.clone() value=shown.id.to_string() checked=shown.ticked/>
            <label for=id>{symbol}{shown.label}</label>
        </div>
        {other}
    }
}

/// A drawing of this name; else the sign as it stands.
fn symbol(symbol: String) -> AnyView {
    match picture::svg(&symbol) {
        Some(_) => view! { <Picture name=symbol/> }.into_any(),
        None => view! { <span aria-hidden="true">{symbol}" "</span> }.into_any(),
    }
}

fn own_words(head: &Head, typed: String) -> impl IntoView + use<> {
    let name = format!("{}__other", head.id);
    view! {
        <div class="conditional">
            <label for=name.clone()>{phrase!("Please say in your own words")}</label>
            <input class="input" type="text" id=name.clone() name=name value=typed autocomplete="off"/>
        </div>
    }
}
