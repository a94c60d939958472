//! Questions that the council keeps for the next time.

use super::super::slug;
use super::frame::WrongForm;
use crate::api::{ApiError, SavedQuestion, Working, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Tab};
use crate::routes;
use crate::text::{build as text, dates};
use crate::visit::{Retry, visit};
use domain::content::kind_name;
use domain::text::{Language, Slug};
use leptos::prelude::*;

/// The library, to add from.
#[component]
pub fn LibraryPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, of, retry) = (backend(), visit.caller, slug.clone(), visit.retry);
    let data = async move {
        let working = backend.working(&caller, &of).await?;
        Ok((working, backend.library(&caller, &of).await?))
    };
    loaded(data, move |(working, all)| page(slug, working, all, retry)).into_any()
}

fn page(
    slug: Slug,
    working: Working,
    all: Vec<SavedQuestion>,
    retry: Option<Retry>,
) -> impl IntoView {
    let within = (slug.clone(), working.card.title.clone(), Tab::Build);
    let wrong = retry.as_ref().is_some_and(|r| !r.errors.is_empty());
    let empty = all.is_empty().then(|| {
        view! { <p>"The library is empty. Open a question and choose “Save it to the library”."</p> }
    });
    let mine = working.may_edit;
    let cards = all
        .into_iter()
        .map(|saved| view! { <Saved slug=slug.clone() saved mine/> });
    let cards = cards.collect_view();
    view! {
        <OfficerPage title="Library of questions" within error=wrong>
            <WrongForm retry/>
            <p><a class="back-link" href=routes::build(&slug)>"Words and questions"</a></p>
            <h1>"Library of questions"</h1>
            <p class="lead">"Questions with their wordings, kept from any consultation. What you add goes to the end of the form; it keeps no conditions."</p>
            {empty}
            <ul class="cards">{cards}</ul>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Saved(slug: Slug, saved: SavedQuestion, mine: bool) -> impl IntoView {
    let title = saved.question.words(&Language::english(), None).title;
    let own = saved
        .question
        .wording
        .0
        .iter()
        .filter(|w| w.audience.is_some())
        .count();
    let own = match own {
        0 => String::new(),
        1 => ", with words of their own for one more group of readers".to_owned(),
        own => format!(", with words of their own for {own} more groups of readers"),
    };
    let what = match saved.rows {
        0 => text::kind(kind_name(&saved.question.kind)).to_owned(),
        rows => text::grid(rows),
    };
    let about = format!("{what}{own}");
    let from = format!(
        "From {}, saved by {} at {}",
        saved.source,
        saved.by,
        dates::moment(saved.at)
    );
    let buttons = mine.then(|| {
        let form = |action: &str, class: &'static str, label: &'static str| {
            let hidden = format!(": {title}");
            view! {
                <form method="post" action=routes::build_form(&slug, action)>
                    <Csrf/>
                    <input type="hidden" name="saved" value=saved.id.to_string()/>
                    <button class=class type="submit">{label}<span class="visually-hidden">{hidden}</span></button>
                </form>
            }
        };
        view! {
            {form("library/add", "btn btn-secondary", "Add it to this consultation")}
            {form("library/remove", "btn-link", "Take it out of the library")}
        }
    });
    view! {
        <li class="card">
            <h2>{title.clone()}</h2>
            <p>{about}</p>
            <p class="meta">{from}</p>
            {buttons}
        </li>
    }
    .into_any()
}
