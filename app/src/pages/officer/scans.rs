//! Scans of paper: those that wait to be typed, and those kept with a response.

use super::slug;
use crate::api::{ApiError, Bundle, ScanLine, ScansPage as Found, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::platform;
use crate::routes;
use crate::text::{dates, scans as text};
use crate::visit::{Retry, visit};
use domain::text::{AudienceId, Slug};
use leptos::prelude::*;

const TITLE: &str = "Scans to type";

/// Scans that nobody has typed from yet.
#[component]
pub fn ScansPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.scans(&caller, &of).await },
        move |found| page(slug, found, retry),
    )
    .into_any()
}

fn page(slug: Slug, found: Found, retry: Option<Retry>) -> impl IntoView {
    platform::never_store();
    let within = (slug.clone(), found.card.title.clone(), Tab::Responses);
    let action = routes::add_scans(&slug);
    let retry = retry.filter(|retry| retry.form == action);
    let (of, audiences) = (slug.clone(), found.audiences);
    let body = match found.bundles.is_empty() {
        true => view! { <p class="inset">"No scan waits to be typed."</p> }.into_any(),
        false => {
            let bundles = (found.bundles.into_iter()).map(move |bundle| {
                view! { <Waiting slug=of.clone() bundle audiences=audiences.clone()/> }
            });
            view! { <ol class="scans">{bundles.collect_view()}</ol> }.into_any()
        }
    };
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>{TITLE}</h1>
            <p class="lead">
                "Put in the scans of the post. Then type each with the paper beside the form. The scan is kept with the "
                "response, and only officers can see it."
            </p>
            {body}
            <h2>"Put in scans"</h2>
            <Upload action retry together=true/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Waiting(slug: Slug, bundle: Bundle, audiences: Vec<(AudienceId, String)>) -> impl IntoView {
    let id = bundle.id;
    let first = bundle.scans.first().map(|scan| scan.name.clone());
    let first = first.unwrap_or_default();
    let named = first.clone();
    let forms = audiences.into_iter().map(|(audience, name)| {
        let href = routes::enter_form_with(&slug, Some(&audience), None, Some(id));
        view! { <li><a href=href>{name}<span class="visually-hidden">{format!(": type {named}")}</span></a></li> }
    });
    let forms = forms.collect_view();
    let letter = routes::enter_letter_from(&slug, id);
    let scans = bundle.scans.into_iter().map(|scan| {
        let href = routes::scan(&slug, scan.id);
        let remove = routes::remove_scan(&slug, scan.id);
        let added = format!(" – {}, {}", scan.by, dates::moment(scan.at));
        view! {
            <li>
                <a href=href target="_blank">{text::named(&scan)}</a>
                <span class="meta">{added}</span>
                <form class="scan-remove" method="post" action=remove>
                    <Csrf/>
                    <button class="btn-link" type="submit">"Delete"<span class="visually-hidden">{format!(" {}", scan.name)}</span></button>
                </form>
            </li>
        }
    });
    let scans = scans.collect_view();
    view! {
        <li class="card">
            <h2>{first}</h2>
            <ul>{scans}</ul>
            <p>"Type it as the form of:"</p>
            <ul class="inline-list">
                {forms}
                <li><a href=letter>"No form: a letter or a petition"</a></li>
            </ul>
        </li>
    }
    .into_any()
}

/// The form that sends files.
#[component]
fn Upload(
    action: String,
    retry: Option<Retry>,
    /// Whether it is asked if they are the pages of one form.
    together: bool,
) -> impl IntoView {
    let typed = Typed::of(retry.as_ref(), &action);
    let described = typed.described_by("file", true);
    let invalid = typed.wrong("file").then_some("true");
    let ask = together.then(|| {
        view! {
            <div class="checkbox">
                <input type="checkbox" id="together" name="together" value="yes"/>
                <label for="together">"These files are the pages of one form"</label>
            </div>
        }
    });
    view! {
        <form method="post" action=action enctype="multipart/form-data">
            <Csrf/>
            <div class="field">
                <label for="file">"Files"</label>
                <p class="hint" id="file-hint">{text::hint()}</p>
                <FieldProblem retry=typed.retry() field="file"/>
                <input type="file" id="file" name="file" accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,.docx,.odt,.eml,.msg"
                    multiple aria-describedby=described aria-invalid=invalid/>
            </div>
            {ask}
            <button class="btn btn-secondary" type="submit">"Add the files"</button>
        </form>
    }
    .into_any()
}

/// The paper itself, to type from: pictures shown, every file to be opened.
#[component]
pub(super) fn Paper(slug: Slug, scans: Vec<ScanLine>) -> impl IntoView {
    let all = scans.into_iter().map(|scan| {
        if !scan.may_open {
            return view! { <p class="inset">{text::not_open(&scan)}</p> }.into_any();
        }
        let href = routes::scan(&slug, scan.id);
        let picture = scan.kind.is_picture().then(|| {
            view! { <img src=href.clone() alt=format!("Scan: {}", scan.name)/> }
        });
        view! {
            <figure class="scan">
                {picture}
                <figcaption><a href=href target="_blank">{text::open(&scan)}</a></figcaption>
            </figure>
        }
        .into_any()
    });
    all.collect_view()
}

/// The scans kept with a response, and the form to add some.
#[component]
pub(super) fn KeptScans(
    slug: Slug,
    reference: String,
    scans: Vec<ScanLine>,
    may_add: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    if scans.is_empty() && !may_add {
        return ().into_any();
    }
    let list = scans.into_iter().map(|scan| {
        let remove = may_add.then(|| {
            let action = routes::remove_scan(&slug, scan.id);
            view! {
                <form class="scan-remove" method="post" action=action>
                    <Csrf/>
                    <button class="btn-link" type="submit">"Delete"<span class="visually-hidden">{format!(" {}", scan.name)}</span></button>
                </form>
            }
        });
        let name = match scan.may_open {
            true => view! { <a href=routes::scan(&slug, scan.id) target="_blank">{text::named(&scan)}</a> }.into_any(),
            false => text::not_open(&scan).into_any(),
        };
        view! {
            <li>
                {name}
                <span class="meta">{format!(" – {}, {}", scan.by, dates::moment(scan.at))}</span>
                {remove}
            </li>
        }
    });
    let list = list.collect_view();
    let action = routes::add_scans_to(&slug, &reference);
    let retry = retry.filter(|retry| retry.form == action);
    let open = retry.is_some();
    let add = may_add.then(|| {
        view! {
            <details class="details" open=open>
                <summary>"Add scans, or files as they were sent"</summary>
                <Upload action retry together=false/>
            </details>
        }
    });
    view! {
        <section aria-labelledby="scans">
            <h2 id="scans">"Originals: scans and files"</h2>
            <ul>{list}</ul>
            {add}
        </section>
    }
    .into_any()
}
