//! A walk through a form that is not published: the same pages, and what would come after them.

use super::form::{View, lead, shown};
use super::query;
use crate::api::{ApiError, Writing, backend};
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::pages::params::param;
use crate::platform;
use crate::routes::{self, WalkEnd};
use crate::words::Phrase;
use domain::journey::Page;
use leptos::prelude::*;

/// A page of the form.
#[component]
pub fn WalkFormPage() -> impl IntoView {
    platform::never_store();
    let (Ok(key), Ok(page)) = (param::<String>("key"), param::<Page>("page")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let (backend, view, asked) = (backend(), View::asked(), key.clone());
    loaded(
        async move { Ok(backend.walk(&asked).await) },
        move |walk| match walk {
            Ok(writing) => shown(writing, page, view),
            Err(_) => lead(&routes::walk_end(&key, WalkEnd::Over)),
        },
    )
    .into_any()
}

/// On every page of a walk: that nothing counts.
#[component]
pub(super) fn WalkNote(writing: Writing) -> impl IntoView {
    let preview = writing.walk.map(|walk| walk.preview);
    preview.map(|preview| {
        view! {
            <div class="notice notice-warning walk-note">
                <p><strong>{NOTHING_COUNTS}</strong>" "<a href=preview>{phrase!("Leave the try-out")}</a></p>
            </div>
        }
    })
}

const NOTHING_COUNTS: Phrase =
    phrase!("You are trying this out. Nothing you write here is stored or sent.");

/// In the place of "Send your response".
#[component]
pub(super) fn Walked(key: String) -> impl IntoView {
    view! {
        <h2>{phrase!("Send your response")}</h2>
        <p>{phrase!("Somebody who answers sends their response here, and may keep a copy first.")}</p>
        <form method="post" action=routes::walk(&key)>
            <button class="btn" type="submit">{phrase!("Send my response")}</button>
        </form>
    }
}

/// What would come after the form.
#[component]
pub fn WalkEndPage() -> impl IntoView {
    platform::never_store();
    let Ok(key) = param::<String>("key") else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let end = query("at").and_then(|at| WalkEnd::parse(&at));
    let (backend, asked) = (backend(), key);
    loaded(
        async move { Ok(backend.walk(&asked).await) },
        move |walk| match walk {
            Ok(writing) => view! { <End writing end=end.unwrap_or(WalkEnd::Sent)/> }.into_any(),
            Err(_) => view! { <Over/> }.into_any(),
        },
    )
    .into_any()
}

#[component]
fn End(writing: Writing, end: WalkEnd) -> impl IntoView {
    let (title, says) = match end {
        WalkEnd::Saved => (
            phrase!("Here they would save and come back later"),
            &SAVED[..],
        ),
        WalkEnd::Stopped => (phrase!("Here they would stop for now"), &STOPPED[..]),
        WalkEnd::Team => (phrase!("Here they would gather a team"), &TEAM[..]),
        WalkEnd::Sent | WalkEnd::Over => (phrase!("Here the response would be sent"), &SENT[..]),
    };
    let says = says
        .iter()
        .map(|says| view! { <li>{*says}</li> })
        .collect_view();
    let preview = writing.start();
    view! {
        <PublicPage title back=writing.page(&Page::Check)>
            <WalkNote writing/>
            <h1>{title}</h1>
            <p>{phrase!("For somebody who really answers:")}</p>
            <ul>{says}</ul>
            <p><a class="btn" href=preview>{phrase!("Back to the preview")}</a></p>
        </PublicPage>
    }
}

const SENT: [Phrase; 3] = [
    phrase!("They get a reference number, and read what happens next."),
    phrase!(
        "They are asked the equality questions, apart from their answers. They can leave them out."
    ),
    phrase!("They can get a code to change their response, if this consultation allows that."),
];
const SAVED: [Phrase; 2] = [
    phrase!("They get a code on the screen, and by e-mail if they like."),
    phrase!("With the code they carry on later, on any phone or computer."),
];
const STOPPED: [Phrase; 2] = [
    phrase!("They read that it is fine to stop, and how to come back or delete what they wrote."),
    phrase!("They read whom they can talk to."),
];
const TEAM: [Phrase; 2] = [
    phrase!("They get a code for their colleagues, who each write their own part."),
    phrase!("They see what colleagues shared, and send one response for all."),
];

/// The walk is not kept any more, or whoever began it may not see the words now.
#[component]
fn Over() -> impl IntoView {
    const TITLE: Phrase = phrase!("This try-out has ended");
    platform::set_status(404);
    view! {
        <PublicPage title=TITLE>
            <h1>{TITLE}</h1>
            <p>{phrase!("A try-out is kept for 2 hours after its last page, and not after a restart. Nothing of it was sent.")}</p>
            <p>{phrase!("Open the preview again to begin a new one.")}</p>
        </PublicPage>
    }
}
