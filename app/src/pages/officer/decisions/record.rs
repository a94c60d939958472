//! The form that records a decision.

use crate::api::{DecisionsPage, PositionChoice};
use crate::components::form::{TextArea, Typed};
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{dates, thread};
use crate::visit::Retry;
use domain::decision::Outcome;
use domain::text::Slug;
use leptos::prelude::*;

/// Who decided, when, where it is written down, what came of it, and what it settles.
#[component]
pub(super) fn Record(slug: Slug, all: DecisionsPage, retry: Option<Retry>) -> impl IntoView {
    if !all.may_decide {
        return view! { <p class="meta">"Somebody with the role of approver records decisions and writes the changes."</p> }
            .into_any();
    }
    let action = routes::officer_form(&slug, "decisions/add");
    let typed = Typed::of(retry.as_ref(), &action);
    let form = view! { <Form slug action typed=typed.clone() all=all.clone()/> };
    match all.decisions.is_empty() {
        true => view! { <h3>"Record the decision"</h3>{form} }.into_any(),
        false => view! {
            <details class="details" open=typed.refused()>
                <summary>"Record another decision"</summary>
                <div>{form}</div>
            </details>
        }
        .into_any(),
    }
}

#[component]
fn Form(slug: Slug, action: String, typed: Typed, all: DecisionsPage) -> impl IntoView {
    let retry = || typed.retry();
    let body = typed.value("body", "");
    let bodies = all.bodies.iter().map(|(id, name, part)| {
        let selected = id.as_str() == body;
        view! { <option value=id.to_string() selected=selected>{format!("{name} ({part})")}</option> }
    });
    let bodies = bodies.collect_view();
    let outcomes = Outcome::ALL.iter().enumerate().map(|(at, outcome)| {
        let id = if at == 0 { "outcome".to_owned() } else { format!("outcome-{at}") };
        let checked = typed.has("outcome", outcome.as_str(), false);
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="outcome" value=outcome.as_str() checked=checked/>
                <label for=id>{thread::outcome(*outcome)}</label>
            </div>
        }
    });
    let outcomes = outcomes.collect_view();
    let earliest = all.closed_on.map(|day| {
        format!(
            "Not before {}, the day it closed, and not later than today.",
            dates::date(day)
        )
    });
    view! {
        <form method="post" action=action>
            <Csrf/>
            <div class="field">
                <label for="body">"Who decided"</label>
                <p class="hint" id="body-hint">"Only a body whose part is to decide ends the consultation. The view of any other body is kept beside it."</p>
                <FieldProblem retry=retry() field="body"/>
                <select class="select" id="body" name="body" aria-describedby=typed.described_by("body", true)>
                    <option value="">"Choose"</option>
                    {bodies}
                </select>
            </div>
            <fieldset class="field" aria-describedby=typed.described_by("decided_on", true)>
                <legend>"Day of the decision"</legend>
                <p class="hint" id="decided_on-hint">{earliest}" For example, 14 5 2026."</p>
                <FieldProblem retry=retry() field="decided_on"/>
                <div class="date-input">
                    <Part typed=typed.clone() id="decided_on" name="decided_on_day" label="Day" size="2"/>
                    <Part typed=typed.clone() id="decided_on_month" name="decided_on_month" label="Month" size="2"/>
                    <Part typed=typed.clone() id="decided_on_year" name="decided_on_year" label="Year" size="4"/>
                </div>
            </fieldset>
            <div class="field">
                <label for="minute_reference">"Reference of the minutes"</label>
                <p class="hint" id="minute_reference-hint">"Such as CAB/2026/41. Anybody should be able to look it up."</p>
                <FieldProblem retry=retry() field="minute_reference"/>
                <input class="input input-short" id="minute_reference" name="minute_reference" value=typed.value("minute_reference", "")
                    spellcheck="false" aria-describedby=typed.described_by("minute_reference", true)/>
            </div>
            <fieldset class="field radios" aria-describedby=typed.described_by("outcome", false)>
                <legend>"What came of it"</legend>
                <FieldProblem retry=retry() field="outcome"/>
                {outcomes}
            </fieldset>
            <div class="field">
                <label for="summary">"What was decided"</label>
                <p class="hint" id="summary-hint">"In a sentence or two, in plain words. The public reads it."</p>
                <FieldProblem retry=retry() field="summary"/>
                <TextArea name="summary" text=typed.value("summary", "") rows=4
                    described_by=typed.described_by("summary", true) invalid=typed.wrong("summary")/>
            </div>
            <Positions slug typed=typed.clone() positions=all.positions without=all.without_position/>
            <button class="btn" type="submit">"Record the decision"</button>
        </form>
    }
    .into_any()
}

/// Day, month or year.
#[component]
fn Part(
    typed: Typed,
    id: &'static str,
    name: &'static str,
    label: &'static str,
    size: &'static str,
) -> impl IntoView {
    let invalid = typed.wrong("decided_on").then_some("true");
    view! {
        <div>
            <label for=id>{label}</label>
            <input class=format!("input input-{size}") id=id name=name value=typed.value(name, "")
                inputmode="numeric" maxlength=size autocomplete="off" aria-invalid=invalid/>
        </div>
    }
}

#[component]
fn Positions(
    slug: Slug,
    typed: Typed,
    positions: Vec<PositionChoice>,
    without: u64,
) -> impl IntoView {
    let missing = (without > 0).then(|| {
        let what = counted(without, "finding has", "findings have");
        view! {
            <p>{format!("{what} no position yet and cannot be settled. ")}<a href=routes::officer_findings(&slug)>"Write positions"</a></p>
        }
    });
    let none = positions.is_empty();
    let boxes = positions.into_iter().map(|position| {
        let value = position.id.to_string();
        let id = format!("position-{}", position.number);
        let checked = typed.has("positions", &value, false);
        let class = format!("tag tag-{}", position.response.as_str());
        let settled = position
            .settled
            .then_some(" Settled already by an earlier decision.");
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="positions" value=value checked=checked/>
                <label for=id>
                    {format!("{}. {} ", position.number, position.statement)}
                    <span class=class>{thread::response(position.response)}</span>
                    <span class="meta">{settled}</span>
                </label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <fieldset class="field checkboxes passages" aria-describedby="positions-hint">
            <legend>"Positions it settles"</legend>
            <p class="hint" id="positions-hint">"A position that a decision has settled cannot be changed any more. A decision that is put off settles nothing."</p>
            {none.then(|| view! { <p>"No finding has a position yet."</p> })}
            {boxes}
            {missing}
        </fieldset>
    }
    .into_any()
}
