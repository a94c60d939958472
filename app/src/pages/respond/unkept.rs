//! What somebody typed could not be saved: their words, and what they can do with them.

use super::Closed;
use super::start::{WhoForm, nobody};
use crate::api::{Aside, ConsultationCard, Start, Unkept};
use crate::components::form::ErrorSummary;
use crate::components::layout::PublicPage;
use crate::components::title::title_of;
use crate::platform;
use crate::routes;
use leptos::prelude::*;

/// Shown instead of the next page, with status 409. Whose response was lost begins again with these words; whose
/// response was sent meanwhile is told that they are not in it; after closing nothing can be done but to copy them.
#[component]
pub fn UnkeptPage(
    /// What was typed.
    unkept: Unkept,
    /// Whether they went on without saying who they are.
    missing: bool,
) -> impl IntoView {
    let Unkept {
        start,
        fields,
        words,
    } = unkept;
    if start.sent {
        return view! { <AfterSending card=start.card words/> }.into_any();
    }
    if !start.card.takes_responses {
        return view! { <Closed card=start.card early=start.opens_later words/> }.into_any();
    }
    view! { <Lost start fields words missing/> }.into_any()
}

/// Words of the respondent's own, to be read and copied.
#[component]
pub(super) fn Written(words: Vec<String>) -> impl IntoView {
    let words = words.into_iter();
    let words =
        words.map(|words| view! { <blockquote class="inset as-typed">{words}</blockquote> });
    view! { <h2>{phrase!("What you wrote")}</h2>{words.collect_view()} }
}

#[component]
fn AfterSending(card: ConsultationCard, words: Vec<String>) -> impl IntoView {
    platform::set_status(409);
    platform::never_store();
    let title = phrase!("These words are not in your response");
    let (receipt, come_back) = (routes::receipt(&card.slug), routes::come_back(&card.slug));
    view! {
        <PublicPage title back=routes::consultation(&card.slug)>
            <p class="meta">{title_of(&card)}</p>
            <h1>{title}</h1>
            <p class="lead">{phrase!("Your response had already been sent, perhaps from another tab. We have it, but we could not add to it.")}</p>
            <Written words/>
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
        </PublicPage>
    }
}

/// Shown instead of the next page, with status 409, where another answer leads past the page by now.
#[component]
pub fn AsidePage(
    /// What was typed.
    aside: Aside,
) -> impl IntoView {
    platform::set_status(409);
    platform::never_store();
    let title = phrase!("You are no longer asked this question");
    let slug = aside.card.slug.clone();
    let on = routes::respond_page(&slug, &aside.on);
    let kept = (!aside.kept.is_empty()).then(|| {
        view! {
            <Written words=aside.kept.clone()/>
            <p>{phrase!("We have saved these words with your answers, but we will not send them. If you change your other answers so that we ask you this again, they will be in their place.")}</p>
        }
    });
    let unkept = (!aside.unkept.is_empty()).then(|| {
        view! {
            <Written words=aside.unkept.clone()/>
            <p>{phrase!("We could not save these words. If you want to tell us this, copy them and put them into another answer.")}</p>
        }
    });
    view! {
        <PublicPage title back=routes::consultation(&slug)>
            <p class="meta">{title_of(&aside.card)}</p>
            <h1>{title}</h1>
            <p class="lead">{phrase!("You changed another answer, perhaps in another tab. We now ask you other questions.")}</p>
            {kept}
            {unkept}
            <p><a class="btn" href=on>{phrase!("Go on")}</a></p>
        </PublicPage>
    }
}

#[component]
fn Lost(
    start: Start,
    fields: Vec<(String, String)>,
    words: Vec<String>,
    missing: bool,
) -> impl IntoView {
    platform::set_status(409);
    platform::never_store();
    let title = phrase!("We have not saved this yet");
    let slug = start.card.slug.clone();
    let come_back = routes::come_back(&slug);
    view! {
        <PublicPage title error=missing back=routes::consultation(&slug)>
            <ErrorSummary errors=nobody(missing)/>
            <p class="meta">{title_of(&start.card)}</p>
            <h1>{title}</h1>
            <p class="lead">{phrase!("We could not find the response you began. This can happen when you were away for long, or when your browser does not keep cookies.")}</p>
            <Written words/>
            <p>{rich!(
                "If you have a code, copy the words and <a>use your code</a>.",
                <a> = |text| view! { <a href=come_back>{text}</a> },
            )}</p>
            <p>{phrase!("Say who you are and go on. We will put these words in their place. What you answered on other pages you will need to answer again.")}</p>
            <WhoForm slug audiences=start.audiences known=None missing carried=fields/>
        </PublicPage>
    }
}
