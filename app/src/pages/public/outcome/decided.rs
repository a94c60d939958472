//! What was decided, by whom and when.

use crate::api::DecisionLine;
use crate::components::title::in_english;
use crate::text::{dates, thread};
use leptos::prelude::*;

/// All decisions, oldest first.
#[component]
pub(super) fn Decisions(decisions: Vec<DecisionLine>) -> impl IntoView {
    (!decisions.is_empty()).then(|| {
        let item = |decision: DecisionLine| {
            let id = anchor(&decision);
            view! {
                <li class="card" id=id>
                    <h3>{heading(&decision)}</h3>
                    <DecisionBody decision/>
                </li>
            }
        };
        view! {
            <section aria-labelledby="decisions">
                <h2 id="decisions">{phrase!("What was decided")}</h2>
                <ul class="cards">{decisions.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    })
}

/// Outcome, summary and where it is minuted.
#[component]
pub(super) fn DecisionBody(decision: DecisionLine) -> impl IntoView {
    view! {
        <p><strong class="tag tag-decided">{thread::outcome(decision.outcome)}</strong></p>
        <p>{in_english(decision.summary)}</p>
        <p class="meta">{say!("Number in the minutes: {minute_reference}", minute_reference = decision.minute_reference)}</p>
    }
}

/// "Cabinet, 3 March 2026".
pub(super) fn heading(decision: &DecisionLine) -> AnyView {
    let (body, day) = (in_english(&decision.body), dates::date(decision.decided_on));
    view! { {body} ", " {day} }.into_any()
}

/// The decision's anchor on the outcome page.
pub(super) fn anchor(decision: &DecisionLine) -> String {
    format!("decision-{}", decision.id)
}
