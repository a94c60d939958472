//! Next versions of documents: publish them, or throw them away.

use crate::api::{DecisionsPage, DocumentDraft};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::numbers::counted;
use crate::visit::Retry;
use domain::text::Slug;
use leptos::prelude::*;

/// Every document with what is public of it, and what is being written.
#[component]
pub(super) fn Versions(slug: Slug, all: DecisionsPage, retry: Option<Retry>) -> impl IntoView {
    let documents = all.documents.iter().map(|document| {
        let changes = all
            .changes
            .iter()
            .filter(|c| !c.published && c.document == document.slug);
        let changes = changes.count() as u64;
        view! {
            <Document slug=slug.clone() document=document.clone() changes may_decide=all.may_decide retry=retry.clone()/>
        }
    });
    let documents = documents.collect_view();
    (!all.documents.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Versions of the documents"</h2>
                {documents}
            </section>
        }
        .into_any()
    })
}

#[component]
fn Document(
    slug: Slug,
    document: DocumentDraft,
    changes: u64,
    may_decide: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    let (number, label) = &document.published;
    let public = format!("Published: version {number}, “{label}”.");
    let next = match document.draft {
        None => view! { <p>"No next version is being written."</p> }.into_any(),
        Some(number) => {
            let what = format!(
                "Being written: version {number}, with {}. Only officers see it.",
                counted(changes, "change", "changes")
            );
            let forms = may_decide.then(|| {
                view! { <Forms slug=slug.clone() document=document.clone() number changes retry/> }
            });
            view! { <p>{what}</p>{forms} }.into_any()
        }
    };
    view! {
        <section class="card version">
            <h3><a href=routes::document(&slug, &document.slug)>{document.title.clone()}</a></h3>
            <p>{public}</p>
            {next}
        </section>
    }
    .into_any()
}

#[component]
fn Forms(
    slug: Slug,
    document: DocumentDraft,
    number: u32,
    changes: u64,
    retry: Option<Retry>,
) -> impl IntoView {
    let publish = routes::version_form(&slug, &document.slug, "publish");
    let discard = routes::version_form(&slug, &document.slug, "discard");
    let typed = Typed::of(retry.as_ref(), &publish);
    // Only a refused form carries the bare name, which the error summary leads to: a page may have several.
    let id = match typed.refused() {
        true => "label".to_owned(),
        false => format!("label-{}", document.slug),
    };
    let hint = format!("{id}-hint");
    let described = match typed.wrong("label") {
        true => format!("{hint} label-error"),
        false => hint.clone(),
    };
    let title = document.title;
    view! {
        <form method="post" action=publish>
            <Csrf/>
            <div class="field">
                <label for=id.clone()>{format!("Name of version {number}")}</label>
                <p class="hint" id=hint>"Such as Adopted. Once published, everybody sees it, and it cannot be changed or taken back."</p>
                <FieldProblem retry=typed.retry() field="label"/>
                <input class="input input-short" id=id name="label" value=typed.value("label", "") aria-describedby=described/>
            </div>
            <button class="btn" type="submit">{format!("Publish version {number}")}<span class="visually-hidden">{format!(" of {title}")}</span></button>
        </form>
        <details class="details">
            <summary>{format!("Throw version {number} away")}</summary>
            <div>
                <p>{format!("Its words and {} are lost. The published version stays.", counted(changes, "change", "changes"))}</p>
                <form method="post" action=discard>
                    <Csrf/>
                    <button class="btn btn-warning" type="submit">"Throw it away"<span class="visually-hidden">{format!(": version {number} of {title}")}</span></button>
                </form>
            </div>
        </details>
    }
    .into_any()
}
