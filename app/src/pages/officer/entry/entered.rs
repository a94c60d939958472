//! What was just entered: its reference for the paper, and ways on.

use super::super::overview::channel_name;
use super::super::responses::speaks_for;
use super::super::slug;
use crate::api::{ApiError, EntryDesk, WholeResponse, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Tab};
use crate::pages::params::{param, query};
use crate::routes;
use crate::text::{dates, responses as text};
use crate::visit::visit;
use domain::contribution::{Capacity, Form};
use domain::text::{AudienceId, Slug};
use leptos::prelude::*;

/// The notice.
#[component]
pub fn EnteredPage() -> impl IntoView {
    let (Some(slug), Ok(reference)) = (slug(), param::<String>("reference")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, of) = (backend(), visit().caller, slug.clone());
    let audience = query::<AudienceId>("audience");
    let data = async move {
        let desk = backend.entry_desk(&caller, &of, None).await?;
        let response = backend.response(&caller, &of, &reference).await?;
        Ok((response, desk))
    };
    loaded(data, move |(response, desk)| {
        page(slug, response, desk, audience)
    })
    .into_any()
}

fn page(
    slug: Slug,
    response: WholeResponse,
    desk: EntryDesk,
    audience: Option<AudienceId>,
) -> impl IntoView {
    let line = response.line;
    // Most often a slip in the year.
    let early = desk
        .opens
        .filter(|opens| line.received.date() < opens.date());
    let early = early.map(|opens| {
        let opened = dates::date(opens.date());
        view! {
            <div class="notice notice-warning">
                <p>{format!("The day it was received is before the consultation opened on {opened}. Check that it is right.")}</p>
            </div>
        }
    });
    let within = (slug.clone(), response.title, Tab::Responses);
    let late = line
        .late
        .then(|| view! { " "<span class="tag">"Late"</span> });
    // The next one of a pile is most often like the last.
    let again = |page: String, joint: &str| {
        let (channel, day) = (line.channel.as_str(), line.received.date());
        let language = response.language.as_str();
        format!("{page}{joint}channel={channel}&received={day}&language={language}")
    };
    let earlier = Some(response.version).filter(|version| *version != desk.version);
    let (another, label) = match &audience {
        Some(audience) => (
            again(
                routes::enter_form_with(&slug, Some(audience), earlier, None),
                "&",
            ),
            "Enter another form",
        ),
        None => (
            again(routes::enter_letter(&slug), "?"),
            "Enter another letter",
        ),
    };
    let read = (line.form == Form::Letter).then(|| {
        view! { <p>"No report can be signed off until somebody has read it and coded it."</p> }
    });
    let who = speaks_for(line.capacity, &line.organisation);
    let school = match (line.capacity, response.school) {
        (_, Some(school)) => Some(school.to_string()),
        (Capacity::Organisation, None) => Some(text::NO_SCHOOL.to_owned()),
        _ => None,
    };
    let school = school.map(|school| view! { <div><dt>"School"</dt><dd>{school}</dd></div> });
    view! {
        <OfficerPage title=format!("Saved as {}", line.reference) within>
            <div class="notice notice-success" role="status">
                <h1>"Saved as "<span data-reference=line.reference.clone()>{line.reference.clone()}</span></h1>
                <p>"Write this reference on the original, so that it can be found again."</p>
            </div>
            {early}
            <dl class="summary-list">
                <div><dt>"What it is"</dt><dd>{text::form(line.form)}</dd></div>
                <div><dt>"Came by"</dt><dd>{channel_name(line.channel)}</dd></div>
                <div><dt>"Received"</dt><dd>{dates::date(line.received.date())}{late}</dd></div>
                <div><dt>"From"</dt><dd>{who}</dd></div>
                {school}
            </dl>
            {read}
            <p><a class="btn" href=another>{label}</a></p>
            <ul class="inline-list">
                <li><a href=routes::officer_response(&slug, &line.reference)>"Read it and check its text"</a></li>
                <li><a href=routes::officer_code(&slug, &line.reference)>"Code it by hand"</a></li>
                <li><a href=routes::officer_responses(&slug)>"All responses"</a></li>
            </ul>
        </OfficerPage>
    }
    .into_any()
}
