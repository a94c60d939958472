//! What was taken in of a file, and what not.

use super::super::slug;
use super::preview::left_out;
use super::{about, within};
use crate::api::{ApiError, ImportReport as Found, ImportState, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Refused};
use crate::pages::params::param;
use crate::routes;
use crate::text::{dates, imports as text};
use crate::visit::{Retry, visit};
use domain::id::ImportFileId;
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "What was taken in";

/// The page.
#[component]
pub fn ImportReportPage() -> impl IntoView {
    let (Some(slug), Ok(id)) = (slug(), param::<ImportFileId>("file")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let retry = visit.retry.clone();
    let (backend, of) = (backend(), slug.clone());
    loaded(
        async move { backend.import_report(&visit.caller, &of, id).await },
        move |found| page(slug, id, found, retry),
    )
    .into_any()
}

fn page(slug: Slug, id: ImportFileId, found: Found, retry: Option<Retry>) -> impl IntoView {
    let within = within(&slug, &found.card.title);
    let retry = retry.filter(|retry| retry.form.starts_with(&routes::import_file(&slug, id)));
    let by = found.taken.clone();
    let by = by.map(|(by, at)| view! { <p>{format!("{by}, {}.", dates::moment(at))}</p> });
    let body = match found.file.state {
        ImportState::Taken => taken(&slug, id, &found).into_any(),
        ImportState::Taking => view! {
            <p class="inset">"It is being taken in. "<a href=routes::import_report(&slug, id)>"Look again"</a>" in a minute."</p>
            <p>"If the server was stopped meanwhile, begin again after ten minutes. Nothing is stored twice."</p>
            <form method="post" action=routes::take_import(&slug, id)>
                <Csrf/>
                <button class="btn btn-secondary" type="submit">"Begin again"</button>
            </form>
        }
        .into_any(),
        ImportState::New | ImportState::Mapped => view! {
            <p class="inset">"It was not taken in yet. "<a href=routes::import_file(&slug, id)>"Say what its columns are"</a></p>
        }
        .into_any(),
    };
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::imports(&slug)>"All files"</a></p>
            <h1>{TITLE}</h1>
            <p>{about(&found.file)}</p>
            {by}
            {body}
        </OfficerPage>
    }
    .into_any()
}

fn taken(slug: &Slug, id: ImportFileId, found: &Found) -> impl IntoView + use<> {
    let counts = text::counts(&found.counts, true);
    let counts = counts.into_iter().map(|line| view! { <li>{line}</li> });
    let counts = counts.collect_view();
    let problems = (!found.problems.is_empty()).then(|| {
        let lines = found.problems.iter().map(|p| view! { <li>{text::wrong(p)}</li> });
        let lines = lines.collect_view();
        view! {
            <section aria-labelledby="problems">
                <h2 id="problems">"What was not taken in"</h2>
                <p>"Put these rows right in the survey tool’s file and send it again: rows that are here already are not added twice."</p>
                <ul class="import-problems">{lines}</ul>
            </section>
        }
    });
    let left = left_out(&found.left_out);
    view! {
        <ul>{counts}</ul>
        <p><a class="btn btn-secondary" href=routes::import_report_file(slug, id)>"Download the report (CSV)"</a></p>
        {problems}
        {left}
        <p><a href=routes::officer_responses(slug)>"All responses"</a></p>
    }
}
