//! One change: the clause before and after, and why.

use super::compare::Compare;
use super::decided::{DecisionBody, heading};
use super::finding::{Raised, WeSay};
use super::links::{Links, OfficersView, reader};
use super::quote::Quotes;
use crate::api::{ChangeLine, ChangePage as Change, PublicFinding, WentTo, backend};
use crate::components::layout::{PublicPage, WrittenInEnglish};
use crate::components::loaded::loaded;
use crate::components::title::{in_english, title_of};
use crate::pages::params::param;
use crate::pages::public::document_changes;
use crate::routes;
use crate::text::{outcome as text, thread};
use domain::document::ChangeKind;
use domain::id::ChangeId;
use domain::text::Slug;
use leptos::prelude::*;

/// What was done to one clause, the words behind it, and who decided.
#[component]
pub fn ChangePage() -> impl IntoView {
    let (backend, caller) = (backend(), reader());
    let place = param::<Slug>("slug").and_then(|slug| Ok((slug, param::<ChangeId>("change")?)));
    let data = async move {
        let (slug, change) = place?;
        backend.change(&caller, &slug, change).await
    };
    loaded(data, shown)
}

fn shown(page: Change) -> impl IntoView {
    let slug = page.card.slug.clone();
    let links = Links::to(&slug);
    let change = page.change.clone();
    let at = routes::clause_at(&slug, &change.document, change.version, &change.clause);
    let back = match change.published {
        true => at,
        false => links.outcome(),
    };
    let title = change.clause_title.clone();
    let findings = page.findings.clone().into_iter().map(|finding| {
        view! { <Behind links=links.clone() finding/> }
    });
    let findings = findings.collect_view();
    let decision = page.decision.clone().map(|decision| {
        view! {
            <section aria-labelledby="decided">
                <h2 id="decided">{phrase!("Who decided it")}</h2>
                <h3>{heading(&decision)}</h3>
                <DecisionBody decision/>
            </section>
        }
    });
    let went_to = page.went_to.clone();
    view! {
        <PublicPage title=say!("What changed and why: {title}", title = title) back>
            <p class="caption">{title_of(&page.card)} ": " {in_english(change.document_title.clone())}</p>
            <h1>{in_english(change.clause_title.clone())}</h1>
            <p><strong class="tag tag-changed">{thread::change(change.kind)}</strong></p>
            <OfficersView links=links.clone() public=change.published.then(|| routes::change(&slug, change.id))/>
            {(!change.published).then(|| view! {
                <p class="notice notice-warning">"This change is not published yet. Only officers can see this page."</p>
            })}
            <WrittenInEnglish/>
            <p class="lead">{in_english(change.summary.clone())}</p>
            <Where slug=slug.clone() change=change.clone() before_version=page.before_version went_to/>
            <Compare page/>
            <section aria-labelledby="why">
                <h2 id="why">{phrase!("What people said")}</h2>
                {findings}
            </section>
            {decision}
            <p><a href=links.outcome()>{phrase!("See everything people said, and what we did")}</a></p>
        </PublicPage>
    }
}

/// Where the clause can be read, before and after; of a removed one, where its content went.
#[component]
fn Where(
    slug: Slug,
    change: ChangeLine,
    before_version: Option<u32>,
    went_to: Vec<WentTo>,
) -> impl IntoView {
    let place =
        |version, clause: &Slug| routes::clause_at(&slug, &change.document, version, clause);
    let after = (change.published && change.kind != ChangeKind::Removed).then(|| {
        let href = place(change.version, &change.clause);
        view! { <li><a href=href>{phrase!("Read this clause in the document as it is now")}</a></li> }
    });
    let before = before_version
        .filter(|_| change.kind != ChangeKind::Added)
        .map(|version| {
            let href = place(version, &change.clause);
            view! { <li><a href=href>{phrase!("Read it in the document that people commented on")}</a></li> }
        });
    let went = went_to.into_iter().map(|to| {
        let href = place(change.version, &to.clause);
        view! { <li>{document_changes::went_to(to, href)}</li> }
    });
    view! { <ul>{went.collect_view()}{after}{before}</ul> }
}

/// A finding behind the change.
#[component]
fn Behind(links: Links, finding: PublicFinding) -> impl IntoView {
    let href = links.finding(finding.number);
    let (first, rest) = text::opening(&finding.statement);
    let title = format!("{}. {first}", finding.number);
    let rest = (!rest.is_empty()).then(|| view! { <p>{in_english(rest)}</p> });
    let PublicFinding {
        quotes,
        unshown,
        position,
        ..
    } = finding.clone();
    view! {
        <section class="finding">
            <h3><a href=href>{in_english(title)}</a></h3>
            {rest}
            <Raised finding/>
            <Quotes links quotes unshown/>
            {position.map(|position| view! { <WeSay position level=4/> })}
        </section>
    }
}
