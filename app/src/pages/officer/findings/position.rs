//! What the council says to a finding.

use super::one::Desk;
use super::response_tag;
use crate::api::{FindingLine, PositionLine};
use crate::components::form::{TextArea, Typed};
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::{findings as text, thread};
use domain::decision::Response;
use leptos::prelude::*;

/// The position, locked once a decision rests on it; otherwise the form for it.
#[component]
pub(super) fn Position(desk: Desk, finding: FindingLine) -> impl IntoView {
    let position = finding.position.clone();
    let settled = position.as_ref().is_some_and(|p| p.settled);
    let (action, typed) = desk.form("position");
    let body = match (settled, desk.may_write) {
        (true, _) => view! {
            <Standing position=position.clone()/>
            <p class="inset">
                "A decision has settled this position, so it stays as it is. "
                "If the council thinks again, that is a new decision: "
                <a href=routes::officer_decisions(&desk.slug)>"Decisions and changes"</a>"."
            </p>
            <Overtaken typed=typed.clone() field="reason"/>
        }
        .into_any(),
        (false, true) => view! { <Form action typed position version=finding.version/> }.into_any(),
        (false, false) => view! {
            <Standing position/>
            <p class="meta">"Somebody with the role of lead writes positions."</p>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="position">
            <h2 id="position">"What the council says"</h2>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Standing(position: Option<PositionLine>) -> impl IntoView {
    let response = position.as_ref().map(|p| p.response);
    let words = position.map(|p| {
        view! {
            <p class="as-typed">{p.reason}</p>
            <p class="meta">{format!("Written by {}.", p.made_by)}</p>
        }
    });
    view! { <p>{response_tag(response)}</p>{words} }.into_any()
}

/// What was typed while somebody else recorded the decision is not lost.
#[component]
pub(super) fn Overtaken(typed: Typed, field: &'static str) -> impl IntoView {
    typed.refused().then(|| {
        view! {
            <p>"What you typed, which was not saved:"</p>
            <p class="as-typed inset">{typed.value(field, "")}</p>
        }
    })
}

#[component]
fn Form(
    action: String,
    typed: Typed,
    position: Option<PositionLine>,
    version: i64,
) -> impl IntoView {
    let (problem, reason_problem) = (typed.retry(), typed.retry());
    let now = position.as_ref().map(|p| p.response);
    let radios = Response::ALL.iter().enumerate().map(|(at, response)| {
        // The first choice is where the error summary leads.
        let id = if at == 0 { "response".to_owned() } else { format!("response-{at}") };
        let hint = format!("{id}-about");
        let checked = typed.has("response", response.as_str(), now == Some(*response));
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="response" value=response.as_str() checked=checked aria-describedby=hint.clone()/>
                <label for=id>{thread::response(*response)}</label>
                <span class="hint" id=hint>{text::response_hint(*response)}</span>
            </div>
        }
    });
    let by = position.as_ref().map(|p| {
        view! { <p class="meta">{format!("The position now was written by {}.", p.made_by)}</p> }
    });
    let reason = position.map(|p| p.reason).unwrap_or_default();
    view! {
        {by}
        <form method="post" action=action>
            <Csrf/>
            <input type="hidden" name="version" value=version/>
            <fieldset class="field radios" aria-describedby=typed.described_by("response", false)>
                <legend>"What does the council say to this?"</legend>
                <FieldProblem retry=problem field="response"/>
                {radios.collect_view()}
            </fieldset>
            <div class="field">
                <label for="reason">"Why"</label>
                <p class="hint" id="reason-hint">"The public reads this beside the finding. Answer the point itself, not only the number of people."</p>
                <FieldProblem retry=reason_problem field="reason"/>
                <TextArea name="reason" text=typed.value("reason", &reason) rows=6
                    described_by=typed.described_by("reason", true) invalid=typed.wrong("reason")/>
            </div>
            <button class="btn" type="submit">"Save the position"</button>
        </form>
    }
    .into_any()
}
