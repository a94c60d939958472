//! One letter: its words, what was done with it, and what is still to do.

use super::super::responses::speaks_for;
use super::super::scans::KeptScans;
use super::super::slug;
use super::marked::Marked;
use super::steps::{Acknowledge, Close, Describe, Split};
use crate::api::{ApiError, LetterPage as Found, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Refused, Tab};
use crate::pages::officer::themes::Done;
use crate::pages::params::{param, query};
use crate::routes;
use crate::text::entry::way;
use crate::text::{dates, letters as text};
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

/// The letter.
#[component]
pub fn LetterPage() -> impl IntoView {
    let (Some(slug), Ok(reference)) = (slug(), param::<String>("reference")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let done: Option<String> = query("done");
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.letter(&caller, &of, &reference).await },
        move |found| page(slug, found, done, retry),
    )
    .into_any()
}

fn page(slug: Slug, found: Found, done: Option<String>, retry: Option<Retry>) -> impl IntoView {
    let reference = found.line.reference.clone();
    let here = routes::officer_letter(&slug, &reference);
    let retry = retry.filter(|r| r.form.starts_with(&here));
    let title = format!("Letter {reference}");
    let within = (slug.clone(), found.card.title.clone(), Tab::Responses);
    let done = done.map(|_| view! { <Done what="Saved."/> });
    let next = found.next.clone().map(|next| {
        view! { <p><a class="btn btn-secondary" href=routes::officer_letter(&slug, &next)>"Next letter with something to do"</a></p> }
    });
    let late = if found.line.late {
        " (after closing)"
    } else {
        ""
    };
    let rows = [
        ("What", text::what(&found.line)),
        (
            "From",
            speaks_for(found.line.capacity, &found.line.organisation),
        ),
        ("Came by", way(found.line.channel).to_owned()),
        (
            "Received",
            format!("{}{late}", dates::date(found.line.received)),
        ),
    ];
    let rows = rows.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    let state = match found.line.handling.is_reconciled() {
        true => view! { <p><span class="tag tag-done">"Dealt with"</span></p> }.into_any(),
        false => {
            let steps = found.line.handling.to_do();
            let steps = steps
                .into_iter()
                .map(|s| view! { <li>{text::to_do(s)}</li> });
            view! {
                <div class="notice">
                    <p><strong>"Still to do, before any report is signed off"</strong></p>
                    <ol>{steps.collect_view()}</ol>
                </div>
            }
            .into_any()
        }
    };
    let marked = found.marked.clone();
    let scans = view! {
        <KeptScans slug=slug.clone() reference=reference.clone() scans=found.scans.clone() may_add=false retry=None/>
    };
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_letters(&slug)>"All letters"</a></p>
            <h1>{title}</h1>
            {done}
            {state}
            <dl class="summary-list">{rows.into_iter().collect_view()}</dl>
            {scans}
            <p><a href=routes::officer_response(&slug, &reference)>"Add scans or files, and check its text"</a></p>
            <Describe slug=slug.clone() found=found.clone() retry=retry.clone()/>
            <Acknowledge slug=slug.clone() found=found.clone() retry=retry.clone()/>
            <Split slug=slug.clone() found=found.clone() retry=retry.clone()/>
            <section>
                <h3>"Words that answer a question or are about a clause"</h3>
                <Marked slug=slug.clone() marked by_question=false/>
            </section>
            <Close slug=slug.clone() found/>
            {next}
        </OfficerPage>
    }
    .into_any()
}
