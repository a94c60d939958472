//! "You said, we did": what people told the council, what it said and decided, and what changed.

mod change;
mod compare;
mod decided;
mod finding;
mod followed;
mod links;
mod not_yet;
mod numbers;
mod quote;
mod words;

pub use change::ChangePage;
pub use words::WordsPage;

use super::reading::Reading;
use crate::api::{
    ApiError, ChangeLine, OutcomePage as Outcome, OutcomeView, Proposal, PublicFinding, backend,
};
use crate::components::layout::{PublicPage, WrittenInEnglish};
use crate::components::loaded::loaded;
use crate::components::title::{in_english, title_of, title_text};
use crate::pages::params::param;
use crate::routes;
use crate::text::{outcome as text, thread};
use decided::Decisions;
use domain::text::Slug;
use finding::FindingSection;
use followed::Changes;
use leptos::prelude::*;
use links::{Links, OfficersView, reader};
use not_yet::not_yet;
use numbers::Numbers;
use std::collections::BTreeMap;

/// The outcome of a consultation; before there is one, what happens next.
#[component]
pub fn OutcomePage() -> impl IntoView {
    let (backend, caller, reading) = (backend(), reader(), Reading::of_page());
    let slug = param::<Slug>("slug");
    let data = async move {
        let slug = slug?;
        let outcome = match backend.outcome(&caller, &slug).await? {
            OutcomeView::Ready(outcome) => Ok(outcome),
            OutcomeView::NotYet(_) => Err(backend.proposal(&caller, &slug).await?),
        };
        Ok::<Result<Box<Outcome>, Proposal>, ApiError>(outcome)
    };
    loaded(data, move |outcome| match outcome {
        Ok(outcome) => ready(*outcome).into_any(),
        Err(proposal) => not_yet(proposal, &reading).into_any(),
    })
}

fn ready(outcome: Outcome) -> impl IntoView {
    let Outcome {
        card,
        commented,
        decisions,
        findings,
        other_changes,
    } = outcome;
    let slug = card.slug.clone();
    let links = Links::to(&slug);
    let contents = contents(&findings, !decisions.is_empty(), !other_changes.is_empty());
    let documents = documents(&slug, &findings, &other_changes);
    let sections = findings.into_iter().map(|finding| {
        view! { <FindingSection links=links.clone() finding/> }
    });
    let sections = sections.collect_view();
    let others = (!other_changes.is_empty()).then(|| {
        view! {
            <section aria-labelledby="other-changes">
                <h2 id="other-changes">{phrase!("Other changes")}</h2>
                <p>{phrase!("These parts changed too, for reasons of their own.")}</p>
                <Changes links=links.clone() changes=other_changes.clone()/>
            </section>
        }
    });
    view! {
        <PublicPage title=say!("You said, we did: {title}", title = title_text(&card)) back=routes::consultation(&card.slug)>
            <p class="caption">{title_of(&card)}</p>
            <h1>{phrase!("You said, we did")}</h1>
            <p class="lead">
                {phrase!("What people told us, what we say to it, what was decided, and what changed. What we did not accept is here too, and why.")}
            </p>
            <WrittenInEnglish/>
            <OfficersView links=links.clone() public=Some(routes::outcome(&slug))/>
            <Numbers commented/>
            {contents}
            <Decisions decisions/>
            {sections}
            {others}
            {documents}
        </PublicPage>
    }
}

/// Links to the headings of the page, with the council's word to each finding.
fn contents(findings: &[PublicFinding], decisions: bool, others: bool) -> impl IntoView + use<> {
    let decided = decisions
        .then(|| view! { <li><a href="#decisions">{phrase!("What was decided")}</a></li> });
    let items = findings.iter().map(|finding| {
        let (first, _) = text::opening(&finding.statement);
        let label = format!("{}. {first}", finding.number);
        let word = finding.position.as_ref().map(
            |(response, _)| view! { " " <span class="meta">{thread::response(*response)}</span> },
        );
        view! { <li><a href=format!("#finding-{}", finding.number)>{in_english(label)}</a>{word}</li> }
    });
    let items = items.collect_view();
    view! {
        <nav class="contents" aria-labelledby="contents">
            <h2 id="contents">{phrase!("On this page")}</h2>
            <ul>
                <li><a href="#numbers">{phrase!("Who told us")}</a></li>
                {decided}
                {items}
                {others.then(|| view! { <li><a href="#other-changes">{phrase!("Other changes")}</a></li> })}
            </ul>
        </nav>
    }
}

/// Where the changed documents can be read whole, as they now are.
fn documents(
    slug: &Slug,
    findings: &[PublicFinding],
    others: &[ChangeLine],
) -> impl IntoView + use<> {
    let changes = findings.iter().flat_map(|f| &f.changes).chain(others);
    let documents: BTreeMap<&Slug, &String> = changes
        .filter(|change| change.published)
        .map(|change| (&change.document, &change.document_title))
        .collect();
    let item = |(document, title): (&Slug, &String)| {
        view! { <li><a href=routes::document(slug, document)>{in_english(title)}</a></li> }
    };
    let items: Vec<_> = documents.into_iter().map(item).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="whole">
                <h2 id="whole">{phrase!("Read it as it is now")}</h2>
                <p>{phrase!("Every clause that changed is marked, with a link to why.")}</p>
                <ul>{items}</ul>
            </section>
        }
    })
}
