//! Decisions and changes of a consultation.

use super::super::slug;
use super::changes::Changes;
use super::choose::Choose;
use super::decided::Decided;
use super::record::Record;
use super::versions::Versions;
use crate::api::{ApiError, DecisionsPage as All, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{OfficerPage, Refused, Tab};
use crate::routes;
use crate::text::dates;
use crate::visit::{Retry, visit};
use domain::consultation::Stage;
use domain::text::Slug;
use leptos::prelude::*;

/// What was decided, what it changed, and the forms for both.
#[component]
pub fn DecisionsPage() -> impl IntoView {
    let visit = visit();
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, caller, retry, at) = (backend(), visit.caller, visit.retry, slug.clone());
    loaded(
        async move { backend.decisions(&caller, &at).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: All, retry: Option<Retry>) -> impl IntoView {
    let within = (slug.clone(), all.card.title.clone(), Tab::Decisions);
    let body = match all.card.stage {
        Stage::Draft | Stage::Open => view! { <TooEarly all/> }.into_any(),
        Stage::Analysis | Stage::Decided => {
            let public = (all.card.stage == Stage::Decided).then(|| {
                view! { <p><a href=routes::outcome(&slug)>"See “You said, we did”"</a>", the public page that is made of this."</p> }
            });
            view! {
                {public}
                <section>
                    <h2>"What was decided"</h2>
                    <Decided slug=slug.clone() all=all.clone()/>
                    <Record slug=slug.clone() all=all.clone() retry=retry.clone()/>
                </section>
                <section>
                    <h2>"What changed because of it"</h2>
                    <Changes slug=slug.clone() all=all.clone()/>
                    <Choose slug=slug.clone() all=all.clone()/>
                </section>
                <Versions slug all retry=retry.clone()/>
            }
            .into_any()
        }
    };
    view! {
        <OfficerPage title="Decisions and changes" within error=retry.is_some()>
            {retry.map(|retry| view! { <Refused retry/> })}
            <h1>"Decisions and changes"</h1>
            {body}
        </OfficerPage>
    }
    .into_any()
}

/// Nothing is decided while people may still speak.
#[component]
fn TooEarly(all: All) -> impl IntoView {
    let until = match (all.card.stage, all.card.closes) {
        (Stage::Open, Some(at)) => {
            format!(
                "This consultation is open. It closes at {}.",
                dates::moment(at)
            )
        }
        (Stage::Open, None) => "This consultation is open.".to_owned(),
        _ => "This consultation has not opened yet.".to_owned(),
    };
    view! {
        <div class="notice">
            <h2>"Nothing can be decided yet"</h2>
            <p>{until}</p>
            <p>
                "What people say must be taken into account before anybody decides (the fourth Gunning principle). "
                "Once it has closed, decisions are recorded here, and the changes that follow are written here."
            </p>
        </div>
    }
}
