//! Everything that is proposed and asked, in order, and what is to be put right.

use super::frame::{LookOnly, WrongForm, working_page};
use super::lists::{Audiences, Documents, Questions, Sections};
use crate::api::Working;
use crate::components::officer::{Csrf, OfficerPage, Tab};
use crate::routes;
use crate::text::build as text;
use crate::text::faults::{advice, fault as told};
use crate::visit::Retry;
use domain::consultation::Stage;
use domain::content::Piece;
use domain::plain;
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// The working copy at a glance.
#[component]
pub fn BuildPage() -> impl IntoView {
    working_page(page)
}

fn page(slug: Slug, working: Working, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let content = working.content.clone();
    let mine = working.may_edit;
    let words = content.wording.pick(&Language::english(), None);
    let (title, summary) = words.map_or((String::new(), String::new()), |picked| {
        (picked.words.title.clone(), picked.words.summary.clone())
    });
    let closed = working.card.stage > Stage::Open;
    let look_only = (!mine).then(|| view! { <LookOnly closed/> });
    view! {
        <OfficerPage title="Words and questions" within error=wrong>
            <WrongForm retry/>
            <h1>"Words and questions"</h1>
            {look_only}
            <ul class="ways-on">
                <li><a href=routes::build_preview(&slug, None, false)>"Preview, and links for reviewers"</a></li>
                <li><a href=routes::build_form(&slug, "history")>"History"</a></li>
                <li><a href=routes::build_form(&slug, "languages")>"Languages"</a></li>
                <li><a href=routes::build_form(&slug, "library")>"Library of questions"</a></li>
            </ul>
            <Pending slug=slug.clone() working=working.clone()/>
            <ToPutRight slug=slug.clone() working=working.clone()/>
            {advice(&content).map(|said| view! { <p class="notice">{said}</p> })}
            {mine.then(|| view! { <Undo slug=slug.clone() working=working.clone()/> })}
            <section id="title">
                <h2>"Title and summary"</h2>
                <p><a href=routes::build_piece(&slug, &Piece::Title)>{if title.is_empty() { "Write a title".to_owned() } else { title }}</a></p>
                <p>{summary}</p>
            </section>
            <Audiences slug=slug.clone() content=content.clone() mine/>
            <Sections slug=slug.clone() content=content.clone() mine/>
            <Documents slug=slug.clone() working/>
            <Questions slug content mine/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Pending(slug: Slug, working: Working) -> impl IntoView {
    working.published.is_some().then(|| {
        let link = routes::build_form(&slug, "changes");
        match working.changes.is_empty() {
            true if !working.may_edit => ().into_any(),
            true => view! { <p class="notice">"The public sees these words. What you change waits until you publish it as an amendment."</p> }.into_any(),
            false => {
                let count = u64::try_from(working.changes.len()).unwrap_or_default();
                let text = plain::counted(count, "change waits", "changes wait");
                view! {
                    <div class="notice notice-warning">
                        <p>{format!("{text} to be published. The public still sees the words as they were.")}</p>
                        <p><a href=link>"Look at what changed, publish it or throw it away"</a></p>
                    </div>
                }
                .into_any()
            }
        }
    })
    .into_any()
}

/// Every fault, each with a link to its piece.
#[component]
pub(super) fn ToPutRight(slug: Slug, working: Working) -> impl IntoView {
    (!working.faults.is_empty())
        .then(|| {
            let lines = working.faults.iter().map(|fault| {
                let sentence = told(fault, &working.content);
                match fault.piece() {
                    Some(piece) => {
                        view! { <li><a href=routes::build_piece(&slug, &piece)>{sentence}</a></li> }
                            .into_any()
                    }
                    None => view! { <li>{sentence}</li> }.into_any(),
                }
            });
            let lines = lines.collect_view();
            view! {
                <section class="notice notice-warning" aria-labelledby="to-put-right">
                    <h2 id="to-put-right">"To be put right before it is published"</h2>
                    <ul>{lines}</ul>
                </section>
            }
        })
        .into_any()
}

#[component]
fn Undo(slug: Slug, working: Working) -> impl IntoView {
    let last = working
        .steps
        .first()
        .filter(|step| step.number > 0)
        .cloned();
    last.map(|step| {
        let what = text::step(&step, &working.content);
        let before = (step.number - 1).to_string();
        view! {
            <form class="undo" method="post" action=routes::build_form(&slug, "back")>
                <Csrf/>
                <input type="hidden" name="newest" value=working.newest.to_string()/>
                <input type="hidden" name="number" value=before/>
                <button class="btn btn-secondary" type="submit">"Undo the last step"</button>
                <span class="meta">{format!(" {what}, by {}", step.by)}</span>
            </form>
        }
    })
    .into_any()
}
