//! Said before every box that takes somebody's own words.

use crate::site::site;
use crate::text::respond::NO_NAMES;
use leptos::prelude::*;

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
