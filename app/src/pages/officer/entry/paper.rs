//! Entering answers to the questions that came on paper or by phone: every question of one audience on one page, in
//! the order of the paper.

use super::super::slug;
use super::parts::{channel, consent, hidden, received, speaks_for};
use super::sheet::Sheet;
use crate::api::{ApiError, EntryDesk, FORM_WAYS, backend, own};
use crate::components::form::ErrorSummary;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Tab};
use crate::components::question::QuestionField;
use crate::pages::params::query;
use crate::platform;
use crate::routes;
use crate::text::entry as text;
use crate::visit::{Retry, visit};
use domain::content::Audience;
use domain::journey;
use domain::text::{AudienceId, Language, Slug};
use leptos::prelude::*;

const TITLE: &str = "Enter a paper form";

/// The form, or whose form it is to be.
#[component]
pub fn EnterFormPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, visit) = (backend(), visit());
    let action = routes::enter_form(&slug);
    let retry = visit.retry_of(&action).cloned();
    let of = slug.clone();
    let data = async move { backend.entry_desk(&visit.caller, &of).await };
    loaded(data, move |desk| {
        platform::never_store();
        if retry.is_some() {
            platform::set_status(422);
        }
        let asked = query::<AudienceId>("audience");
        let audiences = &desk.content.audiences;
        let found = audiences.iter().find(|a| Some(&a.id) == asked.as_ref());
        match found.cloned() {
            Some(audience) => form(slug, audience, desk, retry, action).into_any(),
            None => choose(slug, desk).into_any(),
        }
    })
    .into_any()
}

/// Whose questions the paper has.
fn choose(slug: Slug, desk: EntryDesk) -> impl IntoView {
    let within = (slug.clone(), desk.title.clone(), Tab::Responses);
    let link = |audience: &Audience| {
        let href = routes::enter_form_of(&slug, &audience.id);
        view! { <li><a href=href>{name(audience)}</a></li> }
    };
    let links = desk.content.audiences.iter().map(link).collect_view();
    view! {
        <OfficerPage title=TITLE within>
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>{TITLE}</h1>
            <p>"Who answered? Each group has its own questions."</p>
            <ul class="entry-choices">{links}</ul>
            <p>"For a letter or an email, "<a href=routes::enter_letter(&slug)>"enter a letter"</a>"."</p>
        </OfficerPage>
    }
}

fn name(audience: &Audience) -> String {
    let words = audience.wording.pick(&Language::english(), None);
    words.map_or_else(
        || audience.id.to_string(),
        |picked| picked.words.name.clone(),
    )
}

fn form(
    slug: Slug,
    audience: Audience,
    desk: EntryDesk,
    retry: Option<Retry>,
    action: String,
) -> impl IntoView {
    let sheet = Sheet::of(desk, Some(audience.id.clone()), retry, &action);
    let within = (slug.clone(), sheet.desk.title.clone(), Tab::Responses);
    let who = audience.organisations.then(|| speaks_for(&sheet));
    view! {
        <OfficerPage title=TITLE within error=sheet.refused()>
            <ErrorSummary errors=sheet.summary()/>
            <p><a class="back-link" href=routes::enter_form(&slug)>"Another group’s form"</a></p>
            <h1>{TITLE}</h1>
            <p class="lead">{format!("Answers from: {}", name(&audience))}</p>
            <p>
                "Leave empty what they left empty. Tab moves on; the arrow keys and the space bar choose. "
                "Enter does not save: the button at the end does."
            </p>
            <form class="entry" method="post" action=routes::enter_form_of(&slug, &audience.id) novalidate>
                {hidden(&sheet)}
                <input type="hidden" name=own("audience") value=audience.id.to_string()/>
                {channel(&sheet, &FORM_WAYS, text::form_way)}
                {received(&sheet)}
                {who}
                {questions(&sheet, &audience.id)}
                <h2>"What may be done with their words"</h2>
                {consent(&sheet, audience.organisations)}
                <button class="btn" type="submit" id="save">"Save the form"</button>
            </form>
        </OfficerPage>
    }
}

fn questions(sheet: &Sheet, audience: &AudienceId) -> impl IntoView + use<> {
    let typed = sheet.retry.as_ref().map(|retry| retry.fields.as_slice());
    let typed = typed.unwrap_or_default();
    let questions = journey::asked(&sheet.desk.content, audience);
    let fields = questions.into_iter().map(|question| {
        let answer = question.typed(typed);
        let error = sheet.error(question.id.as_str());
        view! {
            <QuestionField
                question=question.clone() language=Language::english() audience=Some(audience.clone()) answer error
            />
        }
    });
    fields.collect_view()
}
