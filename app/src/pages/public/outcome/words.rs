//! Somebody's words, and everything that came of them.

use super::finding::{Decided, Raised, WeSay};
use super::links::{Links, OfficersView, reader};
use super::quote::{Quote, who};
use crate::api::{ChangeLine, PublicFinding, WordsPage as Words, backend};
use crate::components::layout::{PublicPage, WrittenInEnglish};
use crate::components::loaded::loaded;
use crate::components::title::{in_english, title_of};
use crate::pages::params::param;
use crate::routes;
use crate::text::thread;
use domain::document::ChangeKind;
use domain::id::QuoteId;
use domain::text::Slug;
use leptos::prelude::*;

/// One quote: its findings, the council's answer, the decision, the changed clauses.
#[component]
pub fn WordsPage() -> impl IntoView {
    let (backend, caller) = (backend(), reader());
    let place = param::<Slug>("slug").and_then(|slug| Ok((slug, param::<QuoteId>("quote")?)));
    let data = async move {
        let (slug, quote) = place?;
        backend.words(&caller, &slug, quote).await
    };
    loaded(data, shown)
}

fn shown(page: Words) -> impl IntoView {
    let Words {
        card,
        quote,
        findings,
    } = page;
    let links = Links::to(&card.slug);
    let public = routes::words(&card.slug, quote.id);
    let title = say!("What came of somebody’s words: {who}", who = who(&quote));
    let several = findings.len() > 1;
    let count = counted!(
        findings.len() as u64,
        "These words stand behind {n} thing that we found.",
        "These words stand behind {n} things that we found."
    );
    let came = findings
        .into_iter()
        .map(|finding| view! { <Came links=links.clone() finding/> });
    let came = came.collect_view();
    view! {
        <PublicPage title back=links.outcome()>
            <p class="caption">{title_of(&card)}</p>
            <h1>{phrase!("What came of somebody’s words")}</h1>
            <WrittenInEnglish/>
            <OfficersView links=links.clone() public=Some(public)/>
            <Quote links=links.clone() quote link=false/>
            {several.then(|| view! { <p>{count}</p> })}
            {came}
            <p><a href=links.outcome()>{phrase!("See everything people said, and what we did")}</a></p>
        </PublicPage>
    }
}

/// From one finding on.
#[component]
fn Came(links: Links, finding: PublicFinding) -> impl IntoView {
    let heading_id = format!("finding-{}", finding.number);
    let href = links.finding(finding.number);
    let PublicFinding {
        number,
        statement,
        position,
        decisions,
        changes,
        ..
    } = finding.clone();
    view! {
        <section class="finding" aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone()>{say!("What we found: number {number}", number = number)}</h2>
            <ol class="thread">
                <li>
                    <h3>{phrase!("You said")}</h3>
                    <p>{in_english(statement)}</p>
                    <Raised finding/>
                    <p><a href=href>{say!("See finding {number} with everybody’s words", number = number)}</a></p>
                </li>
                {position.map(|position| view! { <li><WeSay position/></li> })}
                <Decided links=links.clone() decisions/>
                <li>
                    <h3>{phrase!("What changed")}</h3>
                    <Clauses links changes/>
                </li>
            </ol>
        </section>
    }
}

/// The changed clauses, each with its place in the document and the way to before and after.
#[component]
fn Clauses(links: Links, changes: Vec<ChangeLine>) -> impl IntoView {
    if changes.is_empty() {
        return view! { <p>{phrase!("The documents did not change because of this.")}</p> }
            .into_any();
    }
    let item = |change: ChangeLine| {
        let title = change.clause_title.clone();
        let here = routes::clause_at(
            &links.slug,
            &change.document,
            change.version,
            &change.clause,
        );
        // A removed clause has its note in the version it is gone from.
        let read = match change.kind {
            ChangeKind::Removed => phrase!("See where it was taken out of the document"),
            ChangeKind::Added | ChangeKind::Reworded => phrase!("Read it in the document"),
        };
        view! {
            <li>
                <p>
                    <a href=links.change(change.id)>{in_english(&title)}</a> " "
                    <span class="meta">{thread::change(change.kind)}</span>
                </p>
                <p>{in_english(change.summary)}</p>
                {change.published.then(|| view! {
                    <p><a href=here>{read}<span class="visually-hidden">": " {in_english(title)}</span></a></p>
                })}
            </li>
        }
    };
    view! { <ul class="plain">{changes.into_iter().map(item).collect_view()}</ul> }.into_any()
}
