//! Decisions so far.

use super::{finding_links, name};
use crate::api::{DecisionLine, DecisionsPage};
use crate::text::thread;
use domain::decision::Outcome;
use domain::text::Slug;
use leptos::prelude::*;

/// Oldest first.
#[component]
pub(super) fn Decided(slug: Slug, all: DecisionsPage) -> impl IntoView {
    if all.decisions.is_empty() {
        return view! { <p>"No decision has been recorded yet."</p> }.into_any();
    }
    let items = all.decisions.into_iter().map(|d| line(&slug, d));
    view! { <ol class="decisions">{items.collect_view()}</ol> }.into_any()
}

fn line(slug: &Slug, decision: DecisionLine) -> impl IntoView + use<> {
    let settles = match decision.findings.as_slice() {
        [] => view! { <p>"It settles no finding."</p> }.into_any(),
        numbers => {
            let links = finding_links(slug, numbers);
            let verb = match decision.outcome {
                Outcome::Deferred => "It puts off ",
                _ => "It settles ",
            };
            view! { <p>{verb}{links}"."</p> }.into_any()
        }
    };
    view! {
        <li class="card">
            <h3>{name(&decision)}</h3>
            <p><span class="tag tag-decided">{thread::outcome(decision.outcome)}</span></p>
            <p>{decision.summary}</p>
            {settles}
            <p class="meta">{format!("Minutes: {}. Recorded by {}.", decision.minute_reference, decision.made_by)}</p>
        </li>
    }
    .into_any()
}
