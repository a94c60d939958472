//! Said before the first box that takes somebody's own words, and folded away beside the others.

use crate::components::layout::phone_link;
use crate::components::picture::Idea;
use crate::site::site;
use crate::text::respond::{HELP, HELP_EASY, IN_DANGER, NO_NAMES, NO_NAMES_EASY, NOT_SAFE};
use crate::text::stop::CHILDLINE;
use leptos::prelude::*;

/// Do not name children; whom to call about one child's case, and when a child may be at risk.
#[component]
pub fn WordsWarning(
    /// In easy words, and for a child who may not be safe.
    easy: bool,
) -> impl IntoView {
    match easy {
        true => view! { <Easy/> }.into_any(),
        false => view! { <div class="inset"><Plain/></div> }.into_any(),
    }
}

/// The same once it was said in whole: a line, which unfolds.
#[component]
pub fn WordsWarningAgain(
    /// In easy words.
    easy: bool,
) -> impl IntoView {
    let (line, whole) = match easy {
        true => (HELP_EASY, view! { <Easy/> }.into_any()),
        false => (HELP, view! { <Plain/> }.into_any()),
    };
    view! {
        <details class="details">
            <summary>{line}</summary>
            {whole}
        </details>
    }
}

#[component]
fn Easy() -> impl IntoView {
    view! {
        <Idea picture="safe"><p>{NO_NAMES_EASY}</p></Idea>
        <Idea picture="phone">
            <p>{NOT_SAFE} " " {rich!("Or call Childline on {phone}.", {phone} = phone_link(CHILDLINE))} " " {IN_DANGER}</p>
        </Idea>
    }
}

#[component]
fn Plain() -> impl IntoView {
    let council = site().council;
    view! {
        <p>{NO_NAMES}</p>
        <p>
            {rich!(
                "We cannot help one child from here. For advice about your own child, call {advice} on {advice_phone}. If you think a child is at risk, call {team} on {team_phone}, or 999 if it is urgent.",
                {advice} = council.advice.name.clone(),
                {advice_phone} = phone_link(&council.advice.phone),
                {team} = council.safeguarding.name.clone(),
                {team_phone} = phone_link(&council.safeguarding.phone),
            )}
        </p>
    }
}
