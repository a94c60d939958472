//! What changed since the words were published, old and new side by side; publishing it, or throwing it away.

use super::frame::working_page;
use super::overview::ToPutRight;
use crate::api::Working;
use crate::components::form::{TextArea, Typed};
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::routing::{Telling, in_order};
use crate::text::{build as text, dates};
use crate::visit::Retry;
use domain::content::{Change, Content, Reworded, What};
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// The pending changes of an open consultation.
#[component]
pub fn ChangesPage() -> impl IntoView {
    working_page(page)
}

fn page(slug: Slug, working: Working, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let body = match (&working.published, working.changes.is_empty()) {
        (None, _) => {
            view! { <p>"Nothing is published yet. Until it opens, edits need no announcement."</p> }
                .into_any()
        }
        (_, true) => {
            view! { <p>"Nothing has changed since the words were published."</p> }.into_any()
        }
        (Some(published), false) => {
            let items = working.changes.iter().map(|change| {
                let change = change.clone();
                let (old, new) = (published.clone(), working.content.clone());
                view! { <OneChange slug=slug.clone() change old new/> }
            });
            view! {
                <ul class="changes">{items.collect_view()}</ul>
                <ToPutRight slug=slug.clone() working=working.clone()/>
                {working.may_amend.then(|| view! { <Publish slug=slug.clone() working=working.clone() retry=retry.clone()/> })}
                {working.may_edit.then(|| view! { <Discard slug=slug.clone() newest=working.newest/> })}
            }
            .into_any()
        }
    };
    view! {
        <OfficerPage title="Changes that wait" within error=wrong>
            {retry.filter(|_| wrong).map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
            <h1>"Changes that wait to be published"</h1>
            {body}
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn OneChange(slug: Slug, change: Change, old: Content, new: Content) -> impl IntoView {
    let gone = matches!(change.what, What::Removed);
    let name = text::piece(&change.piece, if gone { &old } else { &new });
    let heading = match gone {
        true => view! { <strong>{name}</strong> }.into_any(),
        false => view! { <a href=routes::build_piece(&slug, &change.piece)>{name}</a> }.into_any(),
    };
    let more = match &change.what {
        What::Reworded(texts) => {
            let rows = texts.iter().map(|one| {
                let whom = text::whom(one.audience.as_ref(), &new).to_lowercase();
                let words = if one.new.is_empty() { &old } else { &new };
                let part = text::part(&one.part, Some(&change.piece), words);
                view! { <Side one=one.clone() heading=format!("{part}, {whom}")/> }
            });
            rows.collect_view().into_any()
        }
        What::Rerouted => rerouted(&change, &old, &new).into_any(),
        _ => ().into_any(),
    };
    view! { <li>{heading}": "{text::what(&change, &old, &new)}{more}</li> }.into_any()
}

fn rerouted(change: &Change, old: &Content, new: &Content) -> impl IntoView + use<> {
    let english = Language::english();
    let told = |content: &Content| {
        let question = content
            .questions
            .iter()
            .find(|q| change.piece.to_string() == format!("question/{}", q.id));
        let names = in_order(&content.questions);
        let telling = Telling {
            questions: &content.questions,
            language: &english,
            audience: None,
            names: &names,
        };
        let when = question.and_then(|q| telling.conditions(q));
        when.map_or_else(
            || "Asked of all of them".to_owned(),
            |when| format!("Only if {when}"),
        )
    };
    sides(told(old), told(new))
}

#[component]
fn Side(one: Reworded, heading: String) -> impl IntoView {
    view! { <p class="meta">{heading}</p> {sides(one.old, one.new)} }.into_any()
}

fn sides(old: String, new: String) -> impl IntoView {
    let shown = |text: String| {
        if text.is_empty() {
            "(nothing)".to_owned()
        } else {
            text
        }
    };
    view! {
        <div class="panes columns">
            <div class="pane"><p class="meta">"Before"</p><p class="as-typed">{shown(old)}</p></div>
            <div class="pane"><p class="meta">"Now"</p><p class="as-typed">{shown(new)}</p></div>
        </div>
    }
    .into_any()
}

#[component]
fn Publish(slug: Slug, working: Working, retry: Option<Retry>) -> impl IntoView {
    let action = routes::build_form(&slug, "amend");
    let typed = Typed::of(retry.as_ref(), &action);
    let now = working.card.closes.map(dates::moment).unwrap_or_default();
    view! {
        <form method="post" action=action>
            <Csrf/>
            <h2>"Publish them as an amendment"</h2>
            <p>"Whoever is answering now goes on with the words they began with. Answers already sent stay with the words they were given to."</p>
            <input type="hidden" name="newest" value=working.newest.to_string()/>
            <div class="field">
                <label for="reason">"What changed and why"</label>
                <p class="hint" id="reason-hint">"It stands on the public page of the consultation."</p>
                <FieldProblem retry=typed.retry() field="reason"/>
                <TextArea name="reason" text=typed.value("reason", "") rows=3
                    described_by=typed.described_by("reason", true) invalid=typed.wrong("reason")/>
            </div>
            <div class="field">
                <label for="closes">"A later closing time (London time)"</label>
                <p class="hint" id="closes-hint">{format!("It closes at {now}. Leave this empty to keep that. After a change that matters people need time.")}</p>
                <FieldProblem retry=typed.retry() field="closes"/>
                <input class="input" id="closes" name="closes" type="datetime-local" value=typed.value("closes", "")
                    aria-describedby=typed.described_by("closes", true)/>
            </div>
            <button class="btn" type="submit">"Publish the amendment"</button>
        </form>
    }
    .into_any()
}

#[component]
fn Discard(slug: Slug, newest: u32) -> impl IntoView {
    view! {
        <details class="details">
            <summary>"Throw these changes away"</summary>
            <p>"The words go back to what the public sees. You can undo this."</p>
            <form method="post" action=routes::build_form(&slug, "discard")>
                <Csrf/>
                <input type="hidden" name="newest" value=newest.to_string()/>
                <button class="btn btn-warning" type="submit">"Throw them away"</button>
            </form>
        </details>
    }
    .into_any()
}
