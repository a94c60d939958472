//! Changes so far: those being written first, then those that are published.

use super::{finding_links, name};
use crate::api::{ChangeLine, DecisionLine, DecisionsPage};
use crate::components::markdown::Markdown;
use crate::routes;
use crate::text::thread;
use domain::content::ClauseWords;
use domain::document::ChangeKind;
use domain::text::Slug;
use leptos::prelude::*;

/// Every change.
#[component]
pub(super) fn Changes(slug: Slug, all: DecisionsPage) -> impl IntoView {
    if all.changes.is_empty() {
        return view! { <p>"No words have changed yet."</p> }.into_any();
    }
    let items = all
        .changes
        .iter()
        .map(|change| {
            let decision = all.decisions.iter().find(|d| d.id == change.decision);
            let drafted = drafted(&all, change);
            view! { <Line slug=slug.clone() change=change.clone() decision=decision.cloned() drafted/> }
        })
        .collect_view();
    view! { <ol class="decisions">{items}</ol> }.into_any()
}

/// The words that a change being written gives to its clause.
fn drafted(all: &DecisionsPage, change: &ChangeLine) -> Option<ClauseWords> {
    if change.published || change.kind == ChangeKind::Removed {
        return None;
    }
    let document = all.documents.iter().find(|d| d.slug == change.document)?;
    let clause = document
        .clauses
        .iter()
        .find(|(key, ..)| *key == change.clause)?;
    Some(clause.2.clone())
}

#[component]
fn Line(
    slug: Slug,
    change: ChangeLine,
    decision: Option<DecisionLine>,
    drafted: Option<ClauseWords>,
) -> impl IntoView {
    let decision = decision.map(|d| format!("Decided by {}.", name(&d)));
    let words = drafted.map(|words| {
        view! {
            <details class="details">
                <summary>"Read the new words"</summary>
                <div><h4>{words.heading}</h4><Markdown text=words.body top=5/></div>
            </details>
        }
    });
    let (summary, findings) = (change.summary.clone(), change.findings.clone());
    view! {
        <li class="card">
            <ChangeHeading slug=slug.clone() change/>
            <p>{summary}</p>
            {words}
            <p class="meta">{decision}" Because of "{finding_links(&slug, &findings)}"."</p>
        </li>
    }
    .into_any()
}

/// The clause that changed, how, and in which version; with links where the public can follow them.
#[component]
pub(in crate::pages::officer) fn ChangeHeading(slug: Slug, change: ChangeLine) -> impl IntoView {
    let title = change.clause_title.clone();
    let heading = match change.published {
        true => view! { <a href=routes::change(&slug, change.id)>{title}</a> }.into_any(),
        false => {
            let href = routes::for_officers(&routes::change(&slug, change.id));
            view! { <a href=href>{title}</a> }.into_any()
        }
    };
    let there = change.published && change.kind != ChangeKind::Removed;
    let clause = there.then(|| {
        let href = routes::clause(&slug, &change.document, &change.clause);
        view! { " "<a href=href>"See it in the document"</a> }
    });
    let state = match change.published {
        true => view! { <span class="tag tag-done">{format!("In version {}", change.version)}</span> }
            .into_any(),
        false => view! { <span class="tag tag-draft">{format!("Being written, version {}", change.version)}</span> }
            .into_any(),
    };
    view! {
        <h3>{heading}</h3>
        <p>
            <span class="tag tag-changed">{thread::change(change.kind)}</span>" "{state}" "
            <span class="meta">{change.document_title}</span>{clause}
        </p>
    }
    .into_any()
}
