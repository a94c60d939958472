//! The form for the words of a finding and the themes it rests on.

use crate::components::form::{TextArea, Typed};
use crate::components::officer::{Csrf, FieldProblem};
use crate::text::numbers::counted;
use domain::id::ThemeId;
use leptos::prelude::*;

/// A theme to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ThemeChoice {
    /// Its id.
    pub id: ThemeId,
    /// Its label.
    pub label: String,
    /// People confirmed to have raised it, where that is known.
    pub people: Option<u64>,
    /// Whether the finding rests on it now.
    pub chosen: bool,
}

/// Statement and themes.
#[component]
pub(super) fn Words(
    action: String,
    typed: Typed,
    statement: String,
    themes: Vec<ThemeChoice>,
    /// The version that was read, where there is one.
    version: Option<i64>,
    button: &'static str,
) -> impl IntoView {
    let version = version.map(|v| view! { <input type="hidden" name="version" value=v/> });
    let (problem, theme_problem) = (typed.retry(), typed.retry());
    let none = themes.is_empty();
    let with_numbers = themes.iter().any(|theme| theme.people.is_some());
    let numbers =
        with_numbers.then_some("The numbers are people confirmed to have raised a theme. ");
    let boxes = themes.into_iter().enumerate().map(|(at, theme)| {
        let value = theme.id.to_string();
        // The first box is where the error summary leads.
        let id = if at == 0 {
            "themes".to_owned()
        } else {
            format!("themes-{at}")
        };
        let checked = typed.has("themes", &value, theme.chosen);
        let people = theme
            .people
            .map(|n| format!(" – {}", counted(n, "person", "people")));
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="themes" value=value checked=checked/>
                <label for=id>{theme.label}<span class="meta">{people}</span></label>
            </div>
        }
    });
    view! {
        <form method="post" action=action>
            <Csrf/>
            {version}
            <div class="field">
                <label for="statement">"What was found"</label>
                <p class="hint" id="statement-hint">
                    "In a sentence or two, in plain words, as the public will read it. Name nobody."
                </p>
                <FieldProblem retry=problem field="statement"/>
                <TextArea name="statement" text=typed.value("statement", &statement) rows=3
                    described_by=typed.described_by("statement", true) invalid=typed.wrong("statement")/>
            </div>
            <fieldset class="field checkboxes" aria-describedby=typed.described_by("themes", true)>
                <legend>"Themes it rests on"</legend>
                <p class="hint" id="themes-hint">
                    {numbers}"Frequency is not weight: one sound point of law may need a finding of its own."
                </p>
                <FieldProblem retry=theme_problem field="themes"/>
                {none.then(|| view! { <p>"There is no theme yet."</p> })}
                {boxes.collect_view()}
            </fieldset>
            <button class="btn" type="submit">{button}</button>
        </form>
    }
    .into_any()
}
