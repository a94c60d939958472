//! The consultation takes no response now: when it did, and what there is instead.

use crate::api::ConsultationCard;
use crate::components::layout::PublicPage;
use crate::platform;
use crate::routes;
use crate::text::dates;
use domain::consultation::Stage;
use leptos::prelude::*;

/// Shown instead of the form, with status 409.
#[component]
pub fn Closed(
    /// The consultation.
    card: ConsultationCard,
    /// Whether its opening is still to come.
    #[prop(default = false)]
    early: bool,
) -> impl IntoView {
    platform::set_status(409);
    platform::never_store();
    let title = if early {
        "This consultation has not opened yet"
    } else {
        "This consultation is closed"
    };
    let when = match (early, card.opens, card.closes) {
        (true, Some(at), _) => format!("You can answer from {}.", dates::moment(at)),
        (false, _, Some(at)) => {
            format!(
                "It closed at {}. It takes no more responses.",
                dates::moment(at)
            )
        }
        _ => "It takes no responses now.".to_owned(),
    };
    let outcome = match card.stage {
        Stage::Decided => "What was decided and why",
        _ => "What happens next",
    };
    let outcome =
        (!early).then(|| view! { <li><a href=routes::outcome(&card.slug)>{outcome}</a></li> });
    view! {
        <PublicPage title back=routes::consultation(&card.slug)>
            <p class="meta">{card.title.clone()}</p>
            <h1>{title}</h1>
            <p class="lead">{when}</p>
            <p>"If you sent a response before it closed, we have it. You do not need to do anything."</p>
            <p>"You can:"</p>
            <ul>
                <li><a href=routes::consultation(&card.slug)>"Read about this consultation"</a></li>
                {outcome}
                <li><a href=routes::consultations()>"See other consultations"</a></li>
            </ul>
        </PublicPage>
    }
}
