//! "Stop for now": what is kept, how to come back, how to have it deleted, whom to talk to. Nobody is pushed.

use super::save::leaving;
use crate::api::Kept;
use crate::components::layout::{PublicPage, phone_link};
use crate::components::picture::{Idea, PicturesSwitch};
use crate::components::title::title_of;
use crate::routes;
use crate::site::site;
use crate::text::stop as text;
use leptos::prelude::*;

/// A calm page between answering and going away.
#[component]
pub fn StopPage() -> impl IntoView {
    leaving(page)
}

fn page(kept: Kept) -> AnyView {
    let slug = kept.card.slug.clone();
    let on = match &kept.resume {
        Some(page) => routes::respond_page(&slug, page),
        None => routes::respond(&slug),
    };
    view! {
        <PublicPage title=text::TITLE back=on.clone()>
            <p class="meta">{title_of(&kept.card)}</p>
            <div class="easy-read">
                <h1>{text::TITLE}</h1>
                <PicturesSwitch/>
                <Idea picture="calm"><p>{text::FINE}</p></Idea>
                <Idea picture="save"><p>{text::KEPT}</p></Idea>
                <Idea picture="send"><p>{text::NOT_SENT}</p></Idea>
                <h2>{text::COME_BACK}</h2>
                <Idea picture="key"><p>{text::CODE}</p></Idea>
                <form method="post" action=routes::save(&slug)>
                    <button class="btn" type="submit">{text::GET_CODE}</button>
                </form>
                <p><a class="btn btn-secondary" href=on>{text::GO_ON}</a></p>
                <h2>{text::DELETE}</h2>
                <Idea picture="bin"><p>{text::DELETE_SAYS}</p></Idea>
                <form method="post" action=routes::discard(&slug)>
                    <button class="btn btn-secondary" type="submit">{text::DELETE_BUTTON}</button>
                </form>
                <Talk/>
            </div>
        </PublicPage>
    }
    .into_any()
}

/// Whom a child can talk to.
#[component]
pub(super) fn Talk() -> impl IntoView {
    let advice = site().council.advice.clone();
    view! {
        <h2>{text::TALK}</h2>
        <Idea picture="talk"><p>{text::TALK_ADULT}</p></Idea>
        <Idea picture="phone">
            <p>
                {rich!(
                    "If you feel sad or worried, you can call Childline on {phone}.",
                    {phone} = phone_link(text::CHILDLINE),
                )} " "
                {text::TALK_FREE}
            </p>
        </Idea>
        <Idea picture="school">
            <p>
                {rich!(
                    "For questions about help at school, you or a grown-up can call {name} on {phone}.",
                    {name} = advice.name.clone(),
                    {phone} = phone_link(&advice.phone),
                )}
            </p>
        </Idea>
    }
}
