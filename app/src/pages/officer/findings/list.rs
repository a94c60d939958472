//! All findings of a consultation.

use super::super::slug;
use super::words::{ThemeChoice, Words};
use super::{response_tag, weighty_tag};
use crate::api::{ApiError, FindingLine, FindingsPage as Findings, Heard, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::findings as text;
use crate::text::numbers::counted;
use crate::visit::{Retry, visit};
use domain::text::Slug;
use leptos::prelude::*;

/// Findings in order, and the form for a new one.
#[component]
pub fn FindingsPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, retry, at) = (backend(), visit.caller, visit.retry, slug.clone());
    loaded(
        async move { backend.findings(&caller, &at).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: Findings, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), all.card.title.clone(), Tab::Findings);
    let add = routes::officer_form(&slug, "findings/add");
    let typed = Typed::of(retry.as_ref(), &add);
    let none = all.findings.is_empty();
    let start = match (none, all.any_confirmed) {
        (false, _) => None,
        (true, false) => Some(view! { <ConfirmFirst slug=slug.clone()/> }.into_any()),
        (true, true) => Some(
            view! { <p class="inset">"No finding has been written yet. Begin with what the council most needs to answer."</p> }
                .into_any(),
        ),
    };
    let list = (!none).then(|| view! { <List slug=slug.clone() all=all.clone()/> });
    let form = all.may_write.then(|| {
        let themes: Vec<ThemeChoice> = all
            .themes
            .iter()
            .map(|(id, label, people)| ThemeChoice {
                id: *id,
                label: label.clone(),
                people: Some(*people),
                chosen: false,
            })
            .collect();
        view! {
            <section>
                <h2>"Add a finding"</h2>
                <Words action=add typed themes statement=String::new() version=None button="Add the finding"/>
            </section>
        }
        .into_any()
    });
    let reader = (!all.may_write)
        .then(|| view! { <p class="meta">"Somebody with the role of lead writes findings and positions."</p> });
    view! {
        <OfficerPage title="Findings" within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <h1>"Findings"</h1>
            <CountedAt at=all.card.counted/>
            <p>
                "What the consultation found, each finding resting on themes that a person confirmed. "
                "To every finding the council says what it will do, and why. Then a body decides: "
                <a href=routes::officer_decisions(&slug)>"Decisions and changes"</a>"."
            </p>
            <Base commented=all.commented/>
            {start}
            {list}
            {form}
            {reader}
        </OfficerPage>
    }
    .into_any()
}

/// Nothing can be found before somebody has confirmed what the comments say.
#[component]
fn ConfirmFirst(slug: Slug) -> impl IntoView {
    view! {
        <div class="notice">
            <h2>"Confirm themes first"</h2>
            <p>
                "A finding rests on comments that a person has read and put under a theme. "
                "Nobody has confirmed any yet: what the machine suggests does not count."
            </p>
            <p><a class="btn" href=routes::officer_form(&slug, "themes")>"Go to the themes"</a></p>
        </div>
    }
}

/// Who commented: the base of every count on the page.
#[component]
pub(super) fn Base(commented: Heard) -> impl IntoView {
    let people = counted(commented.individuals, "person", "people");
    let others = text::apart(&commented);
    let others =
        (!others.is_empty()).then(|| format!(" Counted apart from them: {}.", others.join(", ")));
    view! { <p class="meta">{format!("{people} commented in their own words.")}{others}</p> }
}

#[component]
fn List(slug: Slug, all: Findings) -> impl IntoView {
    let many = all.findings.len() as u64;
    let answered = all.findings.iter().filter(|f| f.position.is_some()).count() as u64;
    let settled = all
        .findings
        .iter()
        .filter(|f| f.position.as_ref().is_some_and(|p| p.settled))
        .count();
    let state = format!(
        "{}: {answered} with a position, {settled} settled by a decision.",
        counted(many, "finding", "findings")
    );
    let commented = all.commented;
    let items = all
        .findings
        .into_iter()
        .map(|finding| view! { <Line slug=slug.clone() finding commented/> });
    view! {
        <p><strong>{state}</strong></p>
        <ol class="findings">{items.collect_view()}</ol>
    }
    .into_any()
}

#[component]
fn Line(slug: Slug, finding: FindingLine, commented: Heard) -> impl IntoView {
    let weighty = finding.themes.iter().any(|(_, _, weighty)| *weighty);
    let settled = finding.position.as_ref().is_some_and(|p| p.settled);
    let response = finding.position.as_ref().map(|p| p.response);
    let apart = text::apart(&finding.heard)
        .into_iter()
        .map(|sort| view! { <li>{sort}</li> });
    let labels: Vec<String> = finding.themes.iter().map(|(_, l, _)| l.clone()).collect();
    let quotes = match finding.quotes {
        0 => "No quote chosen".to_owned(),
        n => counted(n, "quote", "quotes"),
    };
    let number = finding.number;
    view! {
        <li class="finding-line" id=format!("finding-{number}")>
            <div>
                <h2>
                    <span class="meta">{format!("Finding {number}")}<span class="visually-hidden">": "</span></span>
                    <a href=routes::officer_finding(&slug, finding.id)>{finding.statement}</a>
                </h2>
                <p class="meta">{format!("Themes: {}. {quotes}.", labels.join(", "))}</p>
            </div>
            <ul class="finding-heard">
                <li><strong>{text::people(&finding.heard, &commented)}</strong></li>
                {apart.collect_view()}
            </ul>
            <p class="finding-state">
                {response_tag(response)}
                {settled.then(|| view! { " "<span class="tag tag-decided">"Decided"</span> })}
                {weighty_tag(weighty)}
            </p>
        </li>
    }
    .into_any()
}
