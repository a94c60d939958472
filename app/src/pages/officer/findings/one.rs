//! One finding: whose words stand behind it, what the council says, and what came of it.

use super::super::slug;
use super::candidates::Candidates;
use super::position::{Overtaken, Position};
use super::quotes::Quotes;
use super::trace::Trace;
use super::words::{ThemeChoice, Words};
use super::{response_tag, weighty_tag};
use crate::api::{ApiError, FindingPage as Finding, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, OfficerPage, Refused, Tab};
use crate::pages::params::param;
use crate::routes;
use crate::text::findings as text;
use crate::visit::{Retry, visit};
use domain::consultation::Stage;
use domain::id::FindingId;
use domain::text::Slug;
use leptos::prelude::*;

/// What the parts of the page share.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    /// The consultation.
    pub slug: Slug,
    /// The finding.
    pub finding: FindingId,
    /// Whether the caller may write.
    pub may_write: bool,
    /// Whether a body has decided, so that the public sees what came of the words.
    pub decided: bool,
    /// The form that was refused, if one was.
    pub retry: Option<Retry>,
}

impl Desk {
    /// The address of a form of the page, and what was typed in it.
    pub fn form(&self, form: &str) -> (String, Typed) {
        let action = routes::finding_form(&self.slug, self.finding, form);
        let typed = Typed::of(self.retry.as_ref(), &action);
        (action, typed)
    }
}

/// The finding, along its thread: people, words, position, decision, change.
#[component]
pub fn FindingPage() -> impl IntoView {
    let visit = visit();
    let (Some(slug), Ok(finding)) = (slug(), param::<FindingId>("finding")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, retry, at) = (backend(), visit.caller, visit.retry, slug.clone());
    loaded(
        async move { backend.finding(&caller, &at, finding).await },
        move |whole| page(slug, whole, retry),
    )
    .into_any()
}

fn page(slug: Slug, whole: Finding, retry: Option<Retry>) -> impl IntoView {
    let finding = whole.finding.clone();
    let desk = Desk {
        slug: slug.clone(),
        finding: finding.id,
        may_write: whole.may_write,
        decided: whole.card.stage == Stage::Decided,
        retry: retry.clone(),
    };
    let title = format!("Finding {}", finding.number);
    let within = (slug.clone(), whole.card.title.clone(), Tab::Findings);
    let weighty = finding.themes.iter().any(|(_, _, weighty)| *weighty);
    let response = finding.position.as_ref().map(|p| p.response);
    let edit = desk
        .may_write
        .then(|| view! { <Edit desk=desk.clone() whole=whole.clone()/> });
    let settled = finding.position.as_ref().is_some_and(|p| p.settled);
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_findings(&slug)>"All findings"</a></p>
            <h1>{title}</h1>
            <CountedAt at=whole.card.counted/>
            <p class="lead">{finding.statement}</p>
            <p>
                {response_tag(response)}
                {settled.then(|| view! { " "<span class="tag tag-decided">"Decided"</span> })}
                {weighty_tag(weighty)}
            </p>
            <Facts desk=desk.clone() whole=whole.clone()/>
            {edit}
            <Quotes desk=desk.clone() quotes=whole.quotes.clone() balance=whole.balance.clone() sides=whole.sides.clone()/>
            <Candidates desk=desk.clone() whole=whole.clone()/>
            <Position desk finding=whole.finding/>
            <Trace slug trace=whole.trace/>
        </OfficerPage>
    }
    .into_any()
}

/// How many raised it, each sort of voice by itself, and the themes.
#[component]
fn Facts(desk: Desk, whole: Finding) -> impl IntoView {
    let (heard, commented) = (whole.finding.heard, whole.commented);
    let others = [
        (
            "Organisations",
            heard.organisations,
            commented.organisations,
        ),
        ("Groups", heard.groups, commented.groups),
        (
            "Copies of a standard text",
            heard.campaigns,
            commented.campaigns,
        ),
        ("Points made at events", heard.events, commented.events),
    ];
    let others = others
        .into_iter()
        .filter(|(_, _, all)| *all > 0)
        .map(|(name, n, all)| {
            view! { <div><dt>{name}</dt><dd>{format!("{n} of {all}")}</dd></div> }
        });
    let themes = whole.finding.themes.iter().map(|(id, label, weighty)| {
        view! {
            <li>
                <a href=routes::officer_theme(&desk.slug, *id)>{label.clone()}</a>
                {weighty_tag(*weighty)}
            </li>
        }
    });
    let themes = themes.collect_view();
    let dropped = whole.finding.themes.is_empty();
    view! {
        <dl class="summary-list">
            <div><dt>"People"</dt><dd><strong>{text::people(&heard, &commented)}</strong></dd></div>
            {others.collect_view()}
            <div>
                <dt>"Themes"</dt>
                <dd>
                    <ul class="plain-list">{themes}</ul>
                    {dropped.then_some("None left: the themes it rested on were taken out of the frame.")}
                </dd>
            </div>
        </dl>
        <p class="meta">"Each of these is counted by itself. They are never added up."</p>
    }
    .into_any()
}

#[component]
fn Edit(desk: Desk, whole: Finding) -> impl IntoView {
    let (action, typed) = desk.form("edit");
    if whole.finding.position.as_ref().is_some_and(|p| p.settled) {
        return view! {
            <p class="hint">"A decision rests on this finding, so its words and its themes stay as they were decided on."</p>
            <Overtaken typed field="statement"/>
        }
        .into_any();
    }
    let chosen = |id| whole.finding.themes.iter().any(|(theme, ..)| *theme == id);
    let themes: Vec<ThemeChoice> = whole
        .themes
        .iter()
        .map(|(id, label)| ThemeChoice {
            id: *id,
            label: label.clone(),
            people: None,
            chosen: chosen(*id),
        })
        .collect();
    let open = typed.refused();
    let finding = whole.finding;
    view! {
        <details class="details" open=open>
            <summary>"Change the words or the themes"</summary>
            <div>
                <Words action typed themes statement=finding.statement version=Some(finding.version) button="Save the finding"/>
            </div>
        </details>
    }
    .into_any()
}
