//! What a version of a document changed, told where it changed; and the way to other versions.

use super::reading::with_query;
use crate::api::{ClauseTrace, ConsultationCard, WentTo};
use crate::components::title::in_english;
use crate::routes;
use domain::document::{ChangeKind, Fate};
use domain::text::Slug;
use leptos::prelude::*;

/// Over a clause that is not as it was.
#[component]
pub(super) fn ChangeMark(
    /// The consultation.
    slug: Slug,
    trace: ClauseTrace,
    /// The clause's number.
    number: String,
) -> impl IntoView {
    let href = routes::change(&slug, trace.change);
    let word = match trace.kind {
        ChangeKind::Added => phrase!("New"),
        ChangeKind::Reworded | ChangeKind::Removed => phrase!("Changed"),
    };
    view! {
        <div class="inset">
            <p>
                <strong class="tag tag-changed">{word}</strong>
                " "{phrase!("Because of what people said:")}" " {in_english(trace.summary)}
            </p>
            <p>
                <a href=href>
                    {phrase!("See what changed and what people said")}
                    <span class="visually-hidden">{say!(" about clause {number}", number = number)}</span>
                </a>
            </p>
        </div>
    }
}

/// Clauses that are no longer there, with where their content went.
#[component]
pub(super) fn Removed(
    card: ConsultationCard,
    /// The document, and the version that is read.
    document: (Slug, u32),
    removed: Vec<ClauseTrace>,
) -> impl IntoView {
    let (slug, (document, version)) = (card.slug, document);
    let item = move |trace: ClauseTrace| {
        let href = routes::change(&slug, trace.change);
        let title = trace.title.clone();
        let went = trace.went_to.into_iter().map(|to| {
            let href = routes::clause_at(&slug, &document, version, &to.clause);
            view! { <p>{went_to(to, href)}</p> }
        });
        let went = went.collect_view();
        view! {
            <section class="clause clause-removed" id=format!("clause-{}", trace.clause)>
                <h3>{in_english(trace.title)}</h3>
                <p><strong class="tag tag-changed">{phrase!("Taken out")}</strong> " "{phrase!("Because of what people said:")}" " {in_english(trace.summary)}</p>
                {went}
                <p>
                    <a href=href>
                        {phrase!("See what it said and what people said about it")}
                        <span class="visually-hidden">": " {in_english(title)}</span>
                    </a>
                </p>
            </section>
        }
    };
    view! {
        <section aria-labelledby="removed">
            <h2 id="removed">{phrase!("Taken out of this version")}</h2>
            {removed.into_iter().map(item).collect_view()}
        </section>
    }
}

/// Where the content of a clause went.
pub(super) fn went_to(to: WentTo, href: String) -> AnyView {
    let clause = view! { <a href=href>{in_english(to.title)}</a> };
    match to.fate {
        Fate::Split => rich!("Part of it is now in clause {clause}", { clause } = clause),
        Fate::Merged | Fate::Removed => rich!(
            "What it said is now in clause {clause}",
            { clause } = clause
        ),
    }
}

/// Every published version, where there is more than one.
#[component]
pub(super) fn Versions(
    /// The document, without a query.
    path: String,
    versions: Vec<(u32, String)>,
    /// The version that is read.
    current: u32,
) -> impl IntoView {
    (versions.len() > 1).then(|| {
        let item = move |(number, label): (u32, String)| {
            let name = rich!(
                "{label} (version {number})",
                { label } = in_english(label),
                { number } = number.to_string(),
            );
            let href = with_query(path.clone(), &format!("version={number}"));
            if number == current {
                view! { <li><a href=href aria-current="page">{name}</a></li> }.into_any()
            } else {
                view! { <li><a href=href>{name}</a></li> }.into_any()
            }
        };
        view! {
            <nav class="versions" aria-labelledby="versions">
                <h2 id="versions">{phrase!("Versions of this document")}</h2>
                <ul>{versions.into_iter().map(item).collect_view()}</ul>
            </nav>
        }
    })
}
