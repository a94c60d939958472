//! What is next to be read.

use super::{Desk, KeyCap};
use crate::api::{CodingScreen, QueueLine};
use crate::text::coding as text;
use leptos::prelude::*;

/// This text and those after it, each a link; before them, the way back.
#[component]
pub(super) fn Queue(desk: Desk, screen: CodingScreen) -> impl IntoView {
    let current = screen.text.as_ref().map(|item| item.id);
    let step = |to: Option<_>, label: &'static str, key: &'static str, sign: &'static str| {
        to.map(|id: domain::id::TextItemId| {
            let href = desk.at(&id.to_string());
            view! { <li><a href=href data-key=key>{label}<KeyCap key=sign/></a></li> }
        })
    };
    let before = step(screen.before, "Before", "arrowleft", "←");
    let after = step(screen.after, "Next", "arrowright", "→");
    let lines = screen.queue.into_iter().map(|line| {
        let here = Some(line.text) == current;
        view! { <Line desk=desk.clone() line here/> }
    });
    let lines = lines.collect_view();
    view! {
        <nav class="queue" aria-label="Texts to read">
            <ul class="inline-list">{before}{after}</ul>
            <ol>{lines}</ol>
        </nav>
    }
    .into_any()
}

#[component]
fn Line(desk: Desk, line: QueueLine, here: bool) -> impl IntoView {
    let state = match (line.verdict, line.why) {
        (Some(verdict), _) => Some(text::verdict(verdict)),
        (None, Some(why)) => Some(text::why(why)),
        (None, None) => None,
    };
    let state = state.map(|state| view! { <span class="meta">{state}</span> });
    let href = desk.at(&line.text.to_string());
    view! {
        <li>
            <a href=href aria-current=here.then_some("true")>{line.opening}<span class="visually-hidden">{format!(", response {}", line.reference)}</span></a>
            {state}
        </li>
    }
    .into_any()
}
