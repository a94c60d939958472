//! Every file, and where one is sent.

use super::super::slug;
use super::within;
use crate::api::{ApiError, ImportLine, ImportState, ImportsPage as Found, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused};
use crate::routes;
use crate::text::{dates, imports as text};
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "Import responses";

/// The page.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, of) = (backend(), slug.clone());
    let retry = visit.retry_of(&routes::add_import(&slug)).cloned();
    loaded(
        async move { backend.imports(&visit.caller, &of).await },
        move |found| page(slug, found, retry),
    )
    .into_any()
}

fn page(slug: Slug, found: Found, retry: Option<Retry>) -> impl IntoView {
    let within = within(&slug, &found.card.title);
    let body = match found.files.is_empty() {
        true => ().into_any(),
        false => view! { <Files slug=slug.clone() files=found.files/> }.into_any(),
    };
    let form = match found.published {
        true => view! { <Send slug=slug.clone() retry=retry.clone()/> }.into_any(),
        false => view! { <p class="inset">"The consultation is not published yet. Open it first: rows are read as answers to its questions."</p> }.into_any(),
    };
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>{TITLE}</h1>
            <p class="lead">
                "From LimeSurvey, Citizen Space, Microsoft Forms, or any table with one response in a row. You say what each "
                "column is, look at what would be stored, and only then is anything taken in."
            </p>
            {form}
            {body}
        </OfficerPage>
    }
}

#[component]
fn Send(slug: Slug, retry: Option<Retry>) -> impl IntoView {
    let action = routes::add_import(&slug);
    let typed = Typed::of(retry.as_ref(), &action);
    let described = typed.described_by("file", true);
    let invalid = typed.wrong("file").then_some("true");
    view! {
        <form method="post" action=action enctype="multipart/form-data">
            <Csrf/>
            <div class="field">
                <label for="file">"File"</label>
                <p class="hint" id="file-hint">
                    "CSV or Excel (.xlsx), up to 20 megabytes, as the tool exports it. Do not take columns out: you can leave them out here."
                </p>
                <FieldProblem retry=typed.retry() field="file"/>
                <input type="file" id="file" name="file" accept=".csv,.xlsx,text/csv"
                    aria-describedby=described aria-invalid=invalid/>
            </div>
            <button class="btn" type="submit">"Read the file"</button>
        </form>
    }
    .into_any()
}

#[component]
fn Files(slug: Slug, files: Vec<ImportLine>) -> impl IntoView {
    let rows = files.into_iter().map(|file| {
        let href = match file.state {
            ImportState::New => routes::import_file(&slug, file.id),
            ImportState::Mapped => routes::import_preview(&slug, file.id),
            ImportState::Taking | ImportState::Taken => routes::import_report(&slug, file.id),
        };
        view! {
            <tr>
                <th scope="row"><a href=href>{file.name.clone()}</a></th>
                <td>{text::kind(&file.kind)}</td>
                <td>{text::state(file.state)}</td>
                <td>{format!("{}, {}", file.by, dates::moment(file.at))}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="files">
            <h2 id="files">"Files"</h2>
            <p>"What is in a file is deleted when it was taken in, and after seven days when nobody took it in."</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Files of responses">
                <table>
                    <caption class="visually-hidden">"Files of responses, newest first"</caption>
                    <thead><tr>
                        <th scope="col">"File"</th><th scope="col">"From"</th><th scope="col">"State"</th><th scope="col">"Sent by"</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
