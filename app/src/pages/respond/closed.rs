//! The consultation takes no response now: when it did, and what there is instead.

use super::unkept::Written;
use crate::api::ConsultationCard;
use crate::components::layout::PublicPage;
use crate::components::title::title_of;
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
    /// What they had just written, which could not be saved.
    #[prop(optional)]
    words: Vec<String>,
) -> impl IntoView {
    platform::set_status(409);
    platform::never_store();
    let title = if early {
        phrase!("This consultation has not opened yet")
    } else {
        phrase!("This consultation is closed")
    };
    let when = match (early, card.opens, card.closes) {
        (true, Some(at), _) => say!("You can answer from {when}.", when = dates::moment(at)),
        (false, _, Some(at)) => {
            say!(
                "It closed at {when}. It takes no more responses.",
                when = dates::moment(at)
            )
        }
        _ => say!("It takes no responses now."),
    };
    let outcome = match card.stage {
        Stage::Decided => phrase!("What was decided and why"),
        _ => phrase!("What happens next"),
    };
    let outcome =
        (!early).then(|| view! { <li><a href=routes::outcome(&card.slug)>{outcome}</a></li> });
    let unsaved = (!words.is_empty()).then(|| {
        view! {
            <p><strong>{phrase!("What you have just written is not saved. To send it late, copy it and write to us, or call us.")}</strong></p>
            <Written words/>
        }
    });
    let come_back = routes::come_back(&card.slug);
    let code = (!early).then(|| {
        view! {
            <li>
                {rich!(
                    "<a>Use your code</a>, if you saved an answer and have not sent it. You can still send it in the first 30 minutes after closing.",
                    <a> = |text| view! { <a href=come_back>{text}</a> },
                )}
            </li>
        }
    });
    view! {
        <PublicPage title back=routes::consultation(&card.slug)>
            <p class="meta">{title_of(&card)}</p>
            <h1>{title}</h1>
            <p class="lead">{when}</p>
            {unsaved}
            <p>{phrase!("If you sent a response before it closed, we have it. You do not need to do anything.")}</p>
            <p>{phrase!("You can:")}</p>
            <ul>
                <li><a href=routes::consultation(&card.slug)>{phrase!("Read about this consultation")}</a></li>
                {outcome}
                {code}
                <li><a href=routes::consultations()>{phrase!("See other consultations")}</a></li>
            </ul>
        </PublicPage>
    }
}
