//! Said before every box that takes somebody's own words.

use crate::components::picture::Idea;
use crate::site::site;
use crate::text::respond::{IN_DANGER, NO_NAMES, NO_NAMES_EASY, NOT_SAFE, NOT_SAFE_CALL};
use crate::text::stop::CHILDLINE;
use leptos::prelude::*;

/// The same in easy words, for a child who may not be safe.
#[component]
pub fn EasyWordsWarning() -> impl IntoView {
    let tel = format!("tel:{}", CHILDLINE.replace(' ', ""));
    view! {
        <Idea picture="safe"><p>{NO_NAMES_EASY}</p></Idea>
        <Idea picture="phone">
            <p>{NOT_SAFE} " " {NOT_SAFE_CALL} " " <a href=tel>{CHILDLINE}</a> ". " {IN_DANGER}</p>
        </Idea>
    }
}

/// Do not name children; whom to call about one child's case, and when a child may be at risk.
#[component]
pub fn WordsWarning() -> impl IntoView {
    let council = site().council;
    let call = |phone: &str| format!("tel:{}", phone.replace(' ', ""));
    view! {
        <div class="inset">
            <p>{NO_NAMES}</p>
            <p>
                "We cannot help one child from here. For advice about your own child, call "
                {council.advice.name.clone()} " on "
                <a href=call(&council.advice.phone)>{council.advice.phone.clone()}</a>
                ". If you think a child is at risk, call "
                {council.safeguarding.name.clone()} " on "
                <a href=call(&council.safeguarding.phone)>{council.safeguarding.phone.clone()}</a>
                ", or 999 if it is urgent."
            </p>
        </div>
    }
}
