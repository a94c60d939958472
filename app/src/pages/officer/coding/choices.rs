//! The themes of the frame, each a button with a key; and what ends the reading of a text.

use super::KeyCap;
use crate::api::{CodingText, ThemeChoice};
use crate::text::coding as text;
use crate::text::themes;
use domain::coding::{Tie, is_likely};
use leptos::prelude::*;

/// A button a theme, and the buttons that go on.
#[component]
pub(super) fn Choices(item: CodingText, themes: Vec<ThemeChoice>) -> impl IntoView {
    if item.body.is_none() {
        return ().into_any();
    }
    let confirmed = themes.iter().any(|t| t.tie == Some(Tie::Confirmed));
    let shown_likely = |t: &&ThemeChoice| t.tie == Some(Tie::Suggested) && is_likely(t.score);
    let likely = themes.iter().filter(shown_likely).count();
    let suggested = themes.iter().any(|t| t.tie == Some(Tie::Suggested));
    let weak_only = (suggested && likely == 0 && !confirmed).then(|| {
        view! { <p class="hint">"The engine is not sure of any of these. Press a theme if it is right."</p> }
    });
    let frameless = themes.is_empty().then(|| {
        view! { <p class="inset">"There is no theme in the frame yet."</p> }
    });
    let keys = text::KEYS
        .iter()
        .map(|key| Some(*key))
        .chain(std::iter::repeat(None));
    // What this text may have stands first, where it is seen; each theme keeps its key on every text.
    let on_it = |choice: &ThemeChoice| matches!(choice.tie, Some(Tie::Confirmed | Tie::Suggested));
    let (own, others): (Vec<_>, Vec<_>) =
        (themes.into_iter().zip(keys)).partition(|(choice, _)| on_it(choice));
    let list = |lines: Vec<(ThemeChoice, Option<&'static str>)>| {
        let lines = lines.into_iter();
        let lines = lines.map(|(choice, key)| view! { <Choice choice key/> });
        view! { <ul class="plain">{lines.collect_view()}</ul> }
    };
    let rest = (!own.is_empty()).then(|| view! { <h3>"All others"</h3> });
    let own = (!own.is_empty()).then(|| list(own));
    view! {
        <section class="choices" aria-labelledby="choices">
            <h2 id="choices">"Themes"</h2>
            <Finish confirmed likely/>
            {weak_only}
            {frameless}
            {own}
            {rest}
            {list(others)}
        </section>
    }
    .into_any()
}

/// What ends the reading: it says that nothing is missing, or that there is nothing.
#[component]
fn Finish(confirmed: bool, likely: usize) -> impl IntoView {
    let go_on = (confirmed || likely > 0).then(|| {
        let label = match likely {
            0 => "Done, go on".to_owned(),
            many => format!("Confirm {many} and go on"),
        };
        view! {
            <button class="btn" type="submit" name="act" value="done" data-key="enter">{label}<KeyCap key="Enter"/></button>
        }
    });
    let none = (!confirmed).then(|| {
        view! {
            <button class="btn btn-secondary" type="submit" name="act" value="none" data-key="n">"Read, no theme"<KeyCap key="n"/></button>
            <button class="btn btn-secondary" type="submit" name="act" value="off-topic" data-key="shift+n">"Not about this consultation"<KeyCap key="Shift+n"/></button>
        }
    });
    view! { <div class="actions finish">{go_on}{none}</div> }
}

#[component]
fn Choice(choice: ThemeChoice, key: Option<&'static str>) -> impl IntoView {
    let class = match choice.tie {
        Some(Tie::Confirmed) => "choice choice-confirmed",
        Some(Tie::Suggested) => "choice choice-suggested",
        Some(Tie::Rejected) => "choice choice-rejected",
        None => "choice",
    };
    let state = choice.tie.map(|tie| match (tie, choice.score) {
        (Tie::Suggested, Some(score)) => {
            let strength = themes::strength(score).to_lowercase();
            match (choice.accepted, is_likely(Some(score))) {
                (true, _) => format!("Suggested: {strength}, accepted together"),
                (false, true) => format!("Suggested: {strength}"),
                (false, false) => format!("Suggested: {strength}, press if right"),
            }
        }
        (tie, _) => themes::tie(tie).to_owned(),
    });
    let state = state.map(|state| view! { <span class="meta">{state}</span> });
    let id = choice.id.to_string();
    let pressed = match choice.tie {
        Some(Tie::Confirmed) => "true",
        _ => "false",
    };
    let not = (choice.tie == Some(Tie::Suggested)).then(|| {
        let label = choice.label.clone();
        view! {
            <button class="btn btn-secondary btn-small" type="submit" name="act" value=format!("reject:{id}") data-key=key.map(|key| format!("shift+{key}"))>
                "Not this"<span class="visually-hidden">{format!(": {label}")}</span>
            </button>
        }
    });
    let cap = key.map(|key| view! { <KeyCap key/> });
    let definition = (!choice.definition.is_empty()).then_some(choice.definition);
    view! {
        <li class=class class:child=choice.child>
            <button class="choice-button" type="submit" name="act" value=format!("tie:{id}") aria-pressed=pressed data-key=key title=definition>
                {cap}<span>{choice.label}</span>{state}
            </button>
            {not}
        </li>
    }
    .into_any()
}
