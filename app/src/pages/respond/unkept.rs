//! What somebody typed could not be saved: their words, and what they can do with them.

use super::start::{WhoForm, nobody};
use crate::api::Unkept;
use crate::components::form::ErrorSummary;
use crate::components::layout::PublicPage;
use crate::components::title::title_of;
use crate::platform;
use crate::routes;
use leptos::prelude::*;

/// Shown instead of the next page, with status 409. Whose response was lost begins again with these words; whose
/// response was sent meanwhile is told that they are not in it.
#[component]
pub fn UnkeptPage(
    /// What was typed.
    unkept: Unkept,
    /// Whether they went on without saying who they are.
    missing: bool,
) -> impl IntoView {
    platform::set_status(409);
    platform::never_store();
    let card = unkept.start.card;
    let slug = card.slug.clone();
    let words = unkept
        .words
        .into_iter()
        .map(|words| view! { <blockquote class="inset as-typed">{words}</blockquote> });
    let words = view! { <h2>{phrase!("What you wrote")}</h2>{words.collect_view()} };
    let on = if unkept.start.sent {
        let receipt = routes::receipt(&slug);
        let come_back = routes::come_back(&slug);
        view! {
            <h1>{phrase!("These words are not in your response")}</h1>
            <p class="lead">{phrase!("Your response had already been sent, perhaps from another tab. We have it, but we could not add to it.")}</p>
            {words}
            <p>{phrase!("To tell us this too, copy the words. Then you can:")}</p>
            <ul>
                <li>{rich!(
                    "<a>use your code</a> to change your response, if you have one",
                    <a> = |text| view! { <a href=come_back>{text}</a> },
                )}</li>
                <li>{rich!(
                    "<a>see your receipt</a>, and send another response from there",
                    <a> = |text| view! { <a href=receipt>{text}</a> },
                )}</li>
            </ul>
        }
        .into_any()
    } else {
        let come_back = routes::come_back(&slug);
        let carried = unkept.fields;
        let form = card.takes_responses.then(|| {
            view! {
                <p>{phrase!("Say who you are and go on. We will put these words in their place. What you answered on other pages you will need to answer again.")}</p>
                <WhoForm slug audiences=unkept.start.audiences known=None missing carried/>
            }
        });
        view! {
            <h1>{phrase!("We have not saved this yet")}</h1>
            <p class="lead">{phrase!("We could not find the response you began. This can happen when you were away for long, or when your browser does not keep cookies.")}</p>
            {words}
            <p>{rich!(
                "If you have a code, copy the words and <a>use your code</a>.",
                <a> = |text| view! { <a href=come_back>{text}</a> },
            )}</p>
            {form}
        }
        .into_any()
    };
    view! {
        <PublicPage title=phrase!("Not saved yet") error=missing back=routes::consultation(&card.slug)>
            <ErrorSummary errors=nobody(missing)/>
            <p class="meta">{title_of(&card)}</p>
            {on}
        </PublicPage>
    }
}
