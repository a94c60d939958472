//! The way from one text to the next, by link and by key.

use crate::islands::Keys;
use crate::pages::officer::coding::KeyCap;
use leptos::prelude::*;

/// The text before and the text after. Nothing where there is neither.
#[component]
pub(super) fn Steps(
    label: &'static str,
    before: Option<String>,
    after: Option<String>,
) -> impl IntoView {
    if before.is_none() && after.is_none() {
        return ().into_any();
    }
    let step = |href: Option<String>,
                label: &'static str,
                key: &'static str,
                sign: &'static str| {
        href.map(|href| view! { <li><a href=href data-key=key>{label}<KeyCap key=sign/></a></li> })
    };
    view! {
        <nav aria-label=label>
            <ul class="inline-list">
                {step(before, "Before", "arrowleft", "←")}
                {step(after, "Next", "arrowright", "→")}
            </ul>
        </nav>
    }
    .into_any()
}

/// Turns the keys off, or on again at `other`, the page without them or with them.
#[component]
pub(super) fn KeysOff(keys_off: bool, other: String) -> impl IntoView {
    let label = match keys_off {
        true => "Turn the keys on",
        false => "Turn the keys off",
    };
    let keys = (!keys_off).then(|| view! { <Keys/> });
    view! { <p class="keyboard"><a href=other>{label}</a></p>{keys} }
}
