//! The code frame: what people raised, what the engine proposes, and what there is to do.

use super::forms::AddTheme;
use super::proposed::Proposals;
use super::shape::Starters;
use super::table::Table;
use super::work::{AtWork, LastRun, LookedAt, Suggest};
use crate::api::{ApiError, Frame, Work, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, OfficerPage, Refused, Tab};
use crate::pages::officer::slug;
use crate::routes;
use crate::text::numbers::counted;
use crate::visit::{Retry, visit};
use domain::id::ThemeId;
use domain::text::Slug;
use leptos::prelude::*;

/// Themes with who raised them, and the engine's proposals.
#[component]
pub fn ThemesPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.frame(&caller, &of).await },
        move |frame| page(slug, frame, retry),
    )
    .into_any()
}

fn page(slug: Slug, frame: Frame, retry: Option<Retry>) -> impl IntoView {
    let retry = retry.filter(|retry| retry.form.starts_with(&routes::officer_themes(&slug)));
    let within = (slug.clone(), frame.card.title.clone(), Tab::Themes);
    let silent = frame.commented.is_empty();
    let busy = matches!(frame.work, Work::Running { .. });
    let into: Vec<_> = frame
        .themes
        .iter()
        .map(|t| (t.id, t.label.clone()))
        .collect();
    let none = silent.then(|| {
        view! { <p class="inset">"Nobody has written anything yet. Themes can be prepared all the same."</p> }
    });
    let suggest = (!silent && !busy)
        .then(|| view! { <Suggest slug=slug.clone() last=frame.run.clone() retry=retry.clone()/> });
    let grain = frame.run.as_ref().and_then(|run| run.grain);
    let alike = (frame.alike > 0).then(|| {
        let found = counted(frame.alike, "group of look-alikes", "groups of look-alikes");
        view! { <li><a href=routes::officer_alike(&slug)>{found}</a></li> }
    });
    let accept = frame.run.is_some().then(|| {
        view! { <li><a href=routes::officer_acceptances(&slug)>"Accept suggestions together"</a></li> }
    });
    let proposed = (!frame.proposed.is_empty()).then(|| {
        let many = counted(
            frame.proposed.len() as u64,
            "proposed theme",
            "proposed themes",
        );
        view! { <li><a href="#proposed">{many}</a></li> }
    });
    let aside_of = slug.clone();
    view! {
        <OfficerPage title="Themes" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <h1>"Themes"</h1>
            <CountedAt at=frame.card.counted/>
            {none}
            <p><a class="btn" href=routes::officer_form(&slug, "code")>"Read and code"</a></p>
            <ul class="inline-list">
                <li><a href=routes::officer_form(&slug, "search")>"Search the texts"</a></li>
                <li><a href=routes::officer_form(&slug, "theme-views")>"Themes by group"</a></li>
                <li><a href=routes::officer_form(&slug, "agreement")>"Agreement"</a></li>
                <li><a href=routes::officer_form(&slug, "coding-sign-off")>"Sign off the coding"</a></li>
            </ul>
            <AtWork slug=slug.clone() work=frame.work.clone()/>
            <div class="panes">
                <LookedAt texts=frame.texts looked_at=frame.looked_at/>
                <div class="pane">
                    <h2>"Suggestions"</h2>
                    <LastRun run=frame.run.clone()/>
                    <ul class="inline-list">{proposed}{alike}{accept}</ul>
                    {suggest}
                </div>
            </div>
            <Table slug=slug.clone() themes=frame.themes commented=frame.commented/>
            <AddTheme slug=slug.clone() retry=retry.clone()/>
            <Starters slug=slug.clone() frames=frame.starters/>
            <Proposals slug proposed=frame.proposed into commented=frame.commented grain busy retry/>
            <Dismissed slug=aside_of dismissed=frame.dismissed/>
            <Merged merged=frame.merged/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Dismissed(slug: Slug, dismissed: Vec<(ThemeId, String)>) -> impl IntoView {
    (!dismissed.is_empty()).then(|| {
        let lines = dismissed.into_iter().map(|(id, label)| {
            view! { <li><a href=routes::officer_theme(&slug, id)>{label}</a></li> }
        });
        view! {
            <section>
                <h2>"Dismissed"</h2>
                <p>"What is much like these is not proposed again. Open one to see what it was made of, or to bring it back."</p>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Merged(merged: Vec<(String, String)>) -> impl IntoView {
    (!merged.is_empty()).then(|| {
        let lines = merged
            .into_iter()
            .map(|(from, into)| view! { <li>{format!("“{from}” is now part of “{into}”")}</li> });
        view! {
            <section>
                <h2>"Merged"</h2>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
