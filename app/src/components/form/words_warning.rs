//! Said before every box that takes somebody's own words.

use crate::components::layout::phone_link;
use crate::components::picture::Idea;
use crate::site::site;
use crate::text::respond::{IN_DANGER, NO_NAMES, NO_NAMES_EASY, NOT_SAFE};
use crate::text::stop::CHILDLINE;
use leptos::prelude::*;

/// The same in easy words, for a child who may not be safe.
#[component]
pub fn EasyWordsWarning() -> impl IntoView {
    view! {
        <Idea picture="safe"><p>{NO_NAMES_EASY}</p></Idea>
        <Idea picture="phone">
            <p>{NOT_SAFE} " " {rich!("Or call Childline on {phone}.", {phone} = phone_link(CHILDLINE))} " " {IN_DANGER}</p>
        </Idea>
    }
}

/// Do not name children; whom to call about one child's case, and when a child may be at risk.
#[component]
pub fn WordsWarning() -> impl IntoView {
    let council = site().council;
    view! {
        <div class="inset">
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
        </div>
    }
}
