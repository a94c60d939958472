//! Somebody who writes alone, and may make a team.

use crate::api::Alone;
use crate::components::layout::PublicPage;
use crate::components::title::title_of;
use crate::routes;
use crate::text::team::{AS_TEAM, HOW_LEAD, WHAT, WHAT_BECOMES};
use leptos::prelude::*;

pub(super) fn alone(at: Alone) -> AnyView {
    let slug = at.card.slug.clone();
    let on = match &at.resume {
        Some(page) => routes::respond_page(&slug, page),
        None => routes::respond(&slug),
    };
    let make = match at.may_lead {
        true => view! {
            <h2>{phrase!("If you are the lead")}</h2>
            <ul>{HOW_LEAD.map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p>{WHAT_BECOMES}</p>
            <form method="post" action=routes::team(&slug)>
                <button class="btn" type="submit">{phrase!("Make a team")}</button>
            </form>
        }
        .into_any(),
        false => view! {
            <div class="inset">
                <p>
                    {phrase!("A team answers for a school or an organisation. You chose to answer as somebody who answers just for themselves.")}" " <a href=routes::respond(&slug)>{phrase!("Choose who you are again")}</a>
                </p>
            </div>
        }
        .into_any(),
    };
    view! {
        <PublicPage title=AS_TEAM back=on>
            <p class="meta">{title_of(&at.card)}</p>
            <h1>{AS_TEAM}</h1>
            <p class="lead">{WHAT}</p>
            {make}
            <h2>{phrase!("If somebody gave you a team code")}</h2>
            <p><a href=routes::join_team(&slug)>{phrase!("Join their team")}</a></p>
        </PublicPage>
    }
    .into_any()
}
