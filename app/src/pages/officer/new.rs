//! Creating a consultation from a kind, or as a copy of an earlier one.

use crate::api::{ConsultationCard, KindCard, backend};
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused};
use crate::routes;
use crate::visit::{Retry, visit};
use leptos::prelude::*;

/// Kind, address and title. Everything else comes from the kind and can be read before opening.
#[component]
pub fn NewConsultationPage() -> impl IntoView {
    let visit = visit();
    let retry = visit.retry_of(&routes::new_consultation()).cloned();
    let (backend, caller) = (backend(), visit.caller);
    let data = async move {
        Ok((
            backend.kinds(&caller).await?,
            backend.managed(&caller).await?,
        ))
    };
    loaded(data, move |(kinds, earlier)| {
        view! {
            <OfficerPage title="Create a consultation" error=retry.is_some()>
                {retry.clone().map(|retry| view! { <Refused retry/> })}
                <h1>"Create a consultation"</h1>
                <p class="lead">
                    "It starts as a draft with the proposal, questions and documents of its kind. "
                    "Nobody outside can see it until you open it."
                </p>
                <Form kinds earlier retry/>
            </OfficerPage>
        }
    })
}

#[component]
fn Form(
    kinds: Vec<KindCard>,
    earlier: Vec<ConsultationCard>,
    retry: Option<Retry>,
) -> impl IntoView {
    let typed = |name: &str| {
        retry
            .as_ref()
            .and_then(|r| r.value(name))
            .unwrap_or_default()
            .to_owned()
    };
    let chosen = typed("kind");
    let radios = kinds.into_iter().enumerate().map(|(at, kind)| {
        let id = if at == 0 { "kind".to_owned() } else { format!("kind-{at}") };
        let checked = chosen == kind.kind.as_str();
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="kind" value=kind.kind.to_string() checked=checked/>
                <label for=id>{kind.name}<span class="hint">{kind.description}</span></label>
            </div>
        }
    });
    let copies = earlier.into_iter().map(|card| {
        let id = format!("copy-{}", card.slug);
        let value = format!("copy:{}", card.slug);
        let checked = chosen == value;
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="kind" value=value checked=checked/>
                <label for=id>
                    {format!("Copy of “{}”", card.title)}
                    <span class="hint">"Its newest words and questions, documents and code frame. No responses."</span>
                </label>
            </div>
        }
    });
    let copies = copies.collect_view();
    view! {
        <form method="post" action=routes::new_consultation()>
            <Csrf/>
            <fieldset class="field radios">
                <legend>"What kind is it?"</legend>
                <FieldProblem retry=retry.clone() field="kind"/>
                {radios.collect_view()}
                {copies}
            </fieldset>
            <div class="field">
                <label for="title">"Title"</label>
                <p class="hint" id="title-hint">"What the public sees. Leave it empty for the title of the kind, or of the one that is copied."</p>
                <FieldProblem retry=retry.clone() field="title"/>
                <input class="input" id="title" name="title" value=typed("title") maxlength="200" aria-describedby="title-hint"/>
            </div>
            <div class="field">
                <label for="slug">"Web address"</label>
                <p class="hint" id="slug-hint">"Small letters, numbers and hyphens, such as banding-2027. It cannot be changed later."</p>
                <FieldProblem retry=retry.clone() field="slug"/>
                <input class="input" id="slug" name="slug" value=typed("slug") maxlength="80" spellcheck="false" autocapitalize="none" aria-describedby="slug-hint"/>
            </div>
            <button class="btn" type="submit">"Create the draft"</button>
        </form>
    }
}
