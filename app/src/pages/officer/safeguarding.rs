//! Texts that may tell of harm, for those who are named to look at them.

use super::slug;
use super::themes::Words;
use crate::api::{Alert, ApiError, ConcernLine, SafeguardingPage as All, backend};
use crate::components::form::{TextArea, Typed};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{dates, themes as text};
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

/// The queue, and who is named.
#[component]
pub fn SafeguardingPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.safeguarding(&caller, &of).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: All, retry: Option<Retry>) -> impl IntoView {
    let base = routes::officer_form(&slug, "safeguarding");
    let retry = retry.filter(|retry| retry.form.starts_with(&base));
    let within = (slug.clone(), all.card.title.clone(), Tab::Responses);
    let queue = match all.concerns {
        Some(concerns) if concerns.is_empty() => {
            view! { <p class="inset">"No text is marked."</p> }.into_any()
        }
        Some(concerns) => {
            let lines = concerns
                .into_iter()
                .map(|line| view! { <Concern slug=slug.clone() line retry=retry.clone()/> });
            lines.collect_view().into_any()
        }
        None => {
            let said = match all.open {
                0 => "No text waits.".to_owned(),
                n => format!(
                    "{} for those who are named. You are not one of them, so you do not see them here.",
                    counted(n, "text waits", "texts wait")
                ),
            };
            view! { <p class="inset">{said}</p> }.into_any()
        }
    };
    view! {
        <OfficerPage title="Safeguarding" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <h1>"Safeguarding"</h1>
            <p>"Texts that may tell of harm to a child or an adult. The machine looks at every text within a minute of its coming; officers mark what it missed. Until you have dealt with a text nobody else reads it, and the themes cannot be signed off. Follow the council’s own procedure, and note here what was done."</p>
            {queue}
            <Leads slug leads=all.leads may=all.may_name retry/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Concern(slug: Slug, line: ConcernLine, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_form(&slug, "safeguarding/handle");
    let id = line.id.to_string();
    let retry = retry.filter(|r| r.value("id") == Some(id.as_str()));
    let typed = Typed::one_of(retry.as_ref(), &action, id.clone());
    let choices = [
        ("as-before", "Officers may read and code it"),
        (
            "withheld",
            "It is withheld: it is not coded, quoted or shown to the public",
        ),
    ];
    let choices = choices.iter().enumerate().map(|(at, (value, label))| {
        let field = if at == 0 {
            "after".to_owned()
        } else {
            format!("after-{value}")
        };
        let id = typed.id(&field);
        let ticked = typed.has("after", value, false);
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="after" value=*value checked=ticked/>
                <label for=id>{*label}</label>
            </div>
        }
    });
    let choices = choices.collect_view();
    let end = match line.handled {
        Some((by, at, outcome)) => {
            let said = format!("{by}, {}: {outcome}", dates::moment(at));
            view! { <p><span class="tag tag-cleared">"Dealt with"</span>" "<span class="meta">{said}</span></p> }.into_any()
        }
        None => view! {
            <form method="post" action=action>
                <Csrf/>
                <input type="hidden" name="id" value=id/>
                <div class="field">
                    <label for=typed.id("outcome")>"What was done?"</label>
                    <FieldProblem retry=typed.retry() field="outcome"/>
                    <TextArea name="outcome" id=typed.id("outcome") text=typed.value("outcome", "") rows=2 described_by=None invalid=typed.wrong("outcome")/>
                </div>
                <fieldset class="field">
                    <legend>"What becomes of this text?"</legend>
                    <FieldProblem retry=typed.retry() field="after"/>
                    <div class="radios">{choices}</div>
                </fieldset>
                <button class="btn" type="submit">"Dealt with"</button>
            </form>
        }
        .into_any(),
    };
    let href = routes::officer_response(&slug, &line.origin.reference);
    let marked = format!(
        "Marked by {}, {}: {}",
        text::maker(&line.made_by),
        dates::moment(line.made_at),
        line.why
    );
    view! {
        <article class="card">
            <Words words=line.words limit=2000/>
            <p class="meta">{text::whose(&line.origin)}" · "<a href=href>{format!("Response {}", line.origin.reference)}</a></p>
            <p>{marked}</p>
            {end}
        </article>
    }
    .into_any()
}

#[component]
fn Leads(slug: Slug, leads: Vec<String>, may: bool, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_form(&slug, "safeguarding/name");
    let typed = Typed::of(retry.as_ref(), &action);
    let none = leads
        .is_empty()
        .then(|| view! { <p class="inset">"Nobody is named yet. What is marked waits unseen until somebody is."</p> });
    let lines = leads.into_iter().map(|email| {
        let remove = may.then(|| {
            view! {
                <form method="post" action=action.clone()>
                    <Csrf/>
                    <input type="hidden" name="email" value=email.clone()/>
                    <button class="btn-link" type="submit" name="act" value="remove">"Take off"<span class="visually-hidden">{format!(": {email}")}</span></button>
                </form>
            }
        });
        view! { <li>{email.clone()}{remove}</li> }
    });
    let lines = lines.collect_view();
    let add = may.then(|| {
        view! {
            <form method="post" action=action.clone()>
                <Csrf/>
                <div class="field">
                    <label for="email">"Email of somebody who signs in here"</label>
                    <FieldProblem retry=typed.retry() field="email"/>
                    <input class="input" type="email" id="email" name="email" value=typed.value("email", "") autocomplete="off"/>
                </div>
                <button class="btn btn-secondary" type="submit" name="act" value="add">"Name them"</button>
            </form>
        }
    });
    view! { <section><h2>"Who looks at these texts"</h2>{none}<ul>{lines}</ul>{add}</section> }
        .into_any()
}

/// A line on other pages for somebody who has to know.
#[component]
pub fn SafeguardingAlert(slug: Slug, alert: Option<Alert>) -> impl IntoView {
    alert.map(|alert| {
        let href = routes::officer_form(&slug, "safeguarding");
        let (said, link) = match alert {
            Alert::Waiting(n) => (
                counted(n, "text that may tell of harm waits for you", "texts that may tell of harm wait for you"),
                "Look at them now",
            ),
            Alert::NobodyNamed(n) => (
                format!("{}, and nobody is named to look", counted(n, "text may tell of harm", "texts may tell of harm")),
                "Name somebody",
            ),
        };
        view! { <div class="notice notice-warning"><p><strong>{said}"."</strong>" "<a href=href>{link}</a></p></div> }.into_any()
    })
}
