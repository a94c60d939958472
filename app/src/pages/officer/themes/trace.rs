//! What came of a response's words: finding, position, decision, changed clause.

use crate::api::{ChangeLine, DecisionLine, FindingTrace};
use crate::routes;
use crate::text::{dates, thread as text};
use domain::text::Slug;
use leptos::prelude::*;

/// One knot a finding, with what followed from it.
#[component]
pub(super) fn Trace(slug: Slug, traces: Vec<FindingTrace>) -> impl IntoView {
    let body = match traces.is_empty() {
        true => view! { <p class="inset">"No finding rests on these words yet."</p> }.into_any(),
        false => {
            let knots = traces
                .into_iter()
                .map(|trace| view! { <Knot slug=slug.clone() trace/> });
            view! { <ol class="thread">{knots.collect_view()}</ol> }.into_any()
        }
    };
    view! { <section><h2>"What came of it"</h2>{body}</section> }.into_any()
}

#[component]
fn Knot(slug: Slug, trace: FindingTrace) -> impl IntoView {
    let href = routes::officer_form(&slug, &format!("findings/{}", trace.id));
    let said = match trace.response {
        Some(response) => {
            let class = format!("tag tag-{}", response.as_str());
            view! { <p><span class=class>{text::response(response)}</span></p> }.into_any()
        }
        None => view! { <p class="meta">"The council has not taken a position on it yet."</p> }
            .into_any(),
    };
    let decisions = trace
        .decisions
        .into_iter()
        .map(|decision| view! { <li>{decided(&decision)}</li> });
    let decisions = decisions.collect_view();
    let changes = trace
        .changes
        .into_iter()
        .map(|change| view! { <Changed slug=slug.clone() change/> });
    let changes = changes.collect_view();
    view! {
        <li>
            <h3><a href=href>{format!("Finding {}", trace.number)}</a></h3>
            <p>{trace.statement}</p>
            {said}
            <ul class="plain">{decisions}{changes}</ul>
        </li>
    }
    .into_any()
}

fn decided(decision: &DecisionLine) -> String {
    let minute = match decision.minute_reference.as_str() {
        "" => String::new(),
        minute => format!(" ({minute})"),
    };
    format!(
        "{}, {}{minute}: {}",
        decision.body,
        dates::date(decision.decided_on),
        text::outcome(decision.outcome)
    )
}

#[component]
fn Changed(slug: Slug, change: ChangeLine) -> impl IntoView {
    let title = format!("{} in {}", change.clause_title, change.document_title);
    let what = text::change(change.kind);
    let clause = match change.published {
        true => {
            let href = routes::clause(&slug, &change.document, &change.clause);
            view! { <a href=href>{title}</a> }.into_any()
        }
        false => view! { {title}" (not published yet)" }.into_any(),
    };
    view! { <li>{what}": "{clause}</li> }.into_any()
}
