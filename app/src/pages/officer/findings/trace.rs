//! What came of a finding: the decisions that settled it and the words that changed.

use super::super::decisions::ChangeHeading;
use crate::api::{ChangeLine, DecisionLine, FindingTrace};
use crate::routes;
use crate::text::{dates, thread};
use domain::text::Slug;
use leptos::prelude::*;

/// Decisions, then changes, along the thread.
#[component]
pub(super) fn Trace(slug: Slug, trace: FindingTrace) -> impl IntoView {
    let undecided = trace.decisions.is_empty();
    let unchanged = trace.changes.is_empty();
    let nothing = match (undecided, unchanged) {
        (true, true) => Some("No decision has settled it yet."),
        (false, true) => Some("No words have changed because of it yet."),
        _ => None,
    };
    let decisions = trace.decisions.into_iter().map(decided).collect_view();
    let of = slug.clone();
    let changes = trace
        .changes
        .into_iter()
        .map(move |change| changed(&of, change));
    let changes = changes.collect_view();
    view! {
        <section aria-labelledby="trace">
            <h2 id="trace">"What came of it"</h2>
            {(!undecided || !unchanged).then(|| view! { <ol class="thread">{decisions}{changes}</ol> })}
            <p>
                {nothing}" "
                <a href=routes::officer_decisions(&slug)>"Decisions and changes"</a>
            </p>
        </section>
    }
    .into_any()
}

fn decided(decision: DecisionLine) -> impl IntoView {
    let heading = format!("{}, {}", decision.body, dates::date(decision.decided_on));
    view! {
        <li>
            <h3>{heading}</h3>
            <p><span class="tag tag-decided">{thread::outcome(decision.outcome)}</span></p>
            <p>{decision.summary}</p>
            <p class="meta">{format!("Minutes: {}", decision.minute_reference)}</p>
        </li>
    }
    .into_any()
}

fn changed(slug: &Slug, change: ChangeLine) -> impl IntoView + use<> {
    let summary = change.summary.clone();
    view! {
        <li>
            <ChangeHeading slug=slug.clone() change/>
            <p>{summary}</p>
        </li>
    }
    .into_any()
}
