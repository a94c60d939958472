//! Before there is an outcome: where the consultation stands, and what happens next.

use crate::api::{ConsultationCard, Proposal};
use crate::components::layout::{MachineMade, PublicPage};
use crate::components::markdown::Markdown;
use crate::components::title::{title_of, title_text};
use crate::pages::public::reading::{Reading, dir};
use crate::routes;
use crate::text::public;
use domain::content::Section;
use leptos::prelude::*;

/// Nothing has been decided yet.
pub(super) fn not_yet(proposal: Proposal, reading: &Reading) -> impl IntoView + use<> {
    let Proposal { card, content, .. } = proposal;
    let deciding = content
        .sections
        .iter()
        .find(|s| s.tells_how_it_is_decided());
    let deciding = deciding.map(|section| next_steps(section, reading));
    let (word, class) = public::status(&card);
    let when = public::when(&card).map(|when| format!("{when}."));
    view! {
        <PublicPage title=say!("Not decided yet: {title}", title = title_text(&card)) back=routes::consultation(&card.slug)>
            <p class="caption">{title_of(&card)}</p>
            <h1>{phrase!("Nothing has been decided yet")}</h1>
            <p class="lead">
                {phrase!("When it has, this page will say what people told us, what was decided, and what changed because of it. What did not change will be here too, and why.")}
            </p>
            <p><strong class=format!("tag tag-{class}")>{word}</strong> " " {when}</p>
            <Now card=card.clone()/>
            {deciding}
            <p><a href=routes::consultation(&card.slug)>{phrase!("Read about this consultation")}</a></p>
        </PublicPage>
    }
}

/// What can be done now.
#[component]
fn Now(card: ConsultationCard) -> impl IntoView {
    match (card.takes_responses, card.opens_later) {
        (true, _) => view! {
            <p>{phrase!("You can still tell us what you think.")}" " {public::NO_EFFECT}</p>
            <p><a class="btn btn-start" href=routes::respond(&card.slug)>{phrase!("Answer the questions")}</a></p>
        }
        .into_any(),
        (false, true) => view! { <p>{phrase!("You can read the plans now, and answer once it is open.")}</p> }.into_any(),
        (false, false) => view! {
            <p>{phrase!("If you told us something, we have it. We are reading every answer. You do not need to do anything.")}</p>
        }
        .into_any(),
    }
}

/// The consultation's own words on who decides and when.
fn next_steps(section: &Section, reading: &Reading) -> impl IntoView + use<> {
    reading.words(&section.wording).map(|(words, lang)| {
        let unchecked = reading.unchecked(&section.wording);
        view! {
            {unchecked.then(|| view! { <MachineMade/> })}
            <section class="section" lang=lang.clone() dir=dir(lang.as_ref()) aria-labelledby="next">
                <h2 id="next">{words.heading}</h2>
                <Markdown text=words.body/>
            </section>
        }
    })
}
