//! Coding one response by hand, and what came of its words.

use super::code_text::TextToCodeCard;
use super::trace::Trace;
use crate::api::{ApiError, CodePage, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Refused, Tab};
use crate::pages::officer::slug;
use crate::routes;
use crate::text::themes as text;
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Each text of a response with the themes tied to it, and a form to tie more.
#[component]
pub fn CodeResponsePage() -> impl IntoView {
    let reference = use_params_map().read_untracked().get("reference");
    let (Some(slug), Some(reference)) = (slug(), reference) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.code_page(&caller, &of, &reference).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: CodePage, retry: Option<Retry>) -> impl IntoView {
    let reference = all.origin.reference.clone();
    let here = routes::officer_response(&slug, &reference);
    let retry = retry.filter(|retry| retry.form.starts_with(&here));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    let title = format!("Code response {reference}");
    let none = all.texts.is_empty().then(|| {
        view! { <p class="inset">"Nothing was written in this response: there is no text to code."</p> }
    });
    let frameless = all.themes.is_empty().then(|| {
        view! {
            <p class="inset">
                "There is no theme in the frame yet. "<a href=routes::officer_themes(&slug)>"Add one first"</a>"."
            </p>
        }
    });
    let texts = all.texts.into_iter().map(|text| {
        view! {
            <TextToCodeCard slug=slug.clone() reference=reference.clone() text themes=all.themes.clone() retry=retry.clone()/>
        }
    });
    let texts = texts.collect_view();
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=here>"The response"</a></p>
            <h1>{title}</h1>
            <p>{format!("{}.", text::whose(&all.origin))}</p>
            {none}
            {frameless}
            {texts}
            <Trace slug traces=all.trace/>
        </OfficerPage>
    }
    .into_any()
}
