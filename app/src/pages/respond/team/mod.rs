//! Answering as a team: the lead's page, the colleagues' pages, and what stands beside a question.

mod alone;
mod beside;
mod both;
mod colleague;
mod differs;
mod join;
mod lead;

pub(super) use beside::Beside;
pub use both::BothPage;
pub use join::JoinTeamPage;

use super::{Closed, query, slug};
use crate::api::{ApiError, Teaming, backend};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::platform;
use crate::routes;
use crate::visit::visit;
use alone::alone;
use colleague::colleague;
use domain::text::Slug;
use lead::lead;
use leptos::prelude::*;

/// The team of the response that this browser writes; or a way to make one.
#[component]
pub fn TeamPage() -> impl IntoView {
    platform::never_store();
    let (backend, caller) = (backend(), visit().caller);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let audience = query("notice").as_deref() == Some("audience");
    let asked = slug.clone();
    let data = async move { backend.team(&caller, &asked).await };
    loaded(data, move |teaming| {
        let elsewhere = match teaming {
            Teaming::Nothing => format!("{}?notice=lost", routes::respond(&slug)),
            Teaming::Sent => routes::receipt(&slug),
            Teaming::Closed(card) => return view! { <Closed card=*card/> }.into_any(),
            Teaming::Alone(at) => return alone(*at),
            Teaming::Lead(at) => return lead(*at, audience),
            Teaming::Colleague(at) => return colleague(*at),
        };
        platform::redirect(&elsewhere);
        ().into_any()
    })
    .into_any()
}

/// The address of the page where colleagues join, as they type it.
fn address(slug: &Slug) -> String {
    let path = routes::join_team(slug);
    match platform::host() {
        Some(host) => format!("{host}{path}"),
        None => path,
    }
}
