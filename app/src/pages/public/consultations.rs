//! "Have your say": the public list.

use super::other_ways::OtherWays;
use crate::api::{ConsultationCard, backend};
use crate::components::layout::{MachineMade, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::{is_unchecked, summary_of, title_of};
use crate::routes;
use crate::text::public;
use crate::visit::visit;
use crate::words::Phrase;
use domain::consultation::Stage;
use leptos::prelude::*;

/// Every public consultation, open ones first.
#[component]
pub fn ConsultationsPage() -> impl IntoView {
    let (backend, caller) = (backend(), visit().caller);
    loaded(async move { backend.consultations(&caller).await }, |all| {
        let unchecked = all.iter().any(is_unchecked);
        let (open, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| c.takes_responses);
        let (later, past): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.opens_later);
        view! {
            <PublicPage title=phrase!("Have your say")>
                <h1>{phrase!("Have your say")}</h1>
                <p class="lead">
                    {phrase!("Tell us what you think about help for children and young people with special educational needs and disabilities (SEND). You do not need an account.")}
                </p>
                {unchecked.then(|| view! { <MachineMade part=false/> })}
                <Cards heading=phrase!("Open now") empty=Some(phrase!("Nothing is open at the moment.")) cards=open/>
                <Cards heading=phrase!("Opening soon") empty=None cards=later/>
                <Cards heading=phrase!("Closed") empty=None cards=past/>
                <OtherWays/>
            </PublicPage>
        }
    })
}

#[component]
fn Cards(heading: Phrase, empty: Option<Phrase>, cards: Vec<ConsultationCard>) -> impl IntoView {
    if cards.is_empty() && empty.is_none() {
        return ().into_any();
    }
    let body = if cards.is_empty() {
        view! { <p>{empty.map(Phrase::say)}</p> }.into_any()
    } else {
        let cards = cards.into_iter().map(|card| view! { <Card card/> });
        view! { <ul class="cards">{cards.collect_view()}</ul> }.into_any()
    };
    view! {
        <section>
            <h2>{heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Card(card: ConsultationCard) -> impl IntoView {
    let (word, class) = public::status(&card);
    let when = public::when(&card);
    let outcome = (card.stage == Stage::Decided).then(|| {
        // Several such links may stand on one page: each says what it is about.
        view! {
            <p>
                <a href=routes::outcome(&card.slug)>
                    {phrase!("You said, we did")} <span class="visually-hidden">": " {title_of(&card)}</span>
                </a>
            </p>
        }
    });
    view! {
        <li class="card">
            <h3><a href=routes::consultation(&card.slug)>{title_of(&card)}</a></h3>
            <p>{summary_of(&card)}</p>
            <p class="meta"><strong class=format!("tag tag-{class}")>{word}</strong> " " {when}</p>
            {outcome}
        </li>
    }
}
