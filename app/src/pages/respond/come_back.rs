//! Coming back with a code.

use super::{query, slug};
use crate::api::{ApiError, ConsultationCard, Start, Wrong, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::title_of;
use crate::platform;
use crate::routes;
use crate::site::site;
use crate::text::resume::{LOOKS_LIKE, OTHER_HERE, SAVE, wrong_code};
use crate::visit::{Retry, visit};
use leptos::prelude::*;

/// The form for a code; or what there is to say when its response was sent.
#[component]
pub fn ComeBackPage() -> impl IntoView {
    platform::never_store();
    let (backend, visit) = (backend(), visit());
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let sent = query("sent").is_some();
    let action = routes::come_back(&slug);
    let retry = visit.retry_of(&action).cloned();
    let data = async move { backend.start(&visit.caller, &slug).await };
    loaded(data, move |start| {
        if sent {
            view! { <Sent card=start.card/> }.into_any()
        } else {
            form(start, retry)
        }
    })
    .into_any()
}

fn form(start: Start, retry: Option<Retry>) -> AnyView {
    let slug = start.card.slug.clone();
    let error = retry.as_ref().and_then(|retry| retry.errors.first());
    let error = error.map(|error| match &error.problem {
        Wrong::Code(code) => code.clone(),
        Wrong::Answer(_) => "missing".to_owned(),
    });
    if error.is_some() {
        platform::set_status(422);
    }
    let sentence = error.as_deref().map(wrong_code);
    let summary = sentence.map(|text| ("#code".to_owned(), text.say()));
    let typed = retry.and_then(|retry| retry.value("code").map(str::to_owned));
    let described = match sentence {
        Some(_) => "code-hint code-error",
        None => "code-hint",
    };
    let other = start.running.is_some().then(|| {
        view! {
            <div class="notice notice-warning">
                <p>{OTHER_HERE}</p>
                <p><a href=routes::save(&slug)>{phrase!("Get a code for that other response first")}</a></p>
            </div>
        }
    });
    let message = sentence.map(|text| {
        view! { <p class="error-message" id="code-error"><span class="visually-hidden">{phrase!("Error:")}" "</span>{text}</p> }
    });
    let council = site().council;
    let afresh = routes::respond(&slug);
    view! {
        <PublicPage title=phrase!("Carry on with your code") error=sentence.is_some() back=routes::respond(&slug)>
            <ErrorSummary errors=summary.into_iter().collect()/>
            <p class="meta">{title_of(&start.card)}</p>
            <h1>{phrase!("Carry on with your code")}</h1>
            {other}
            <p>{say!("You got a code when you chose “{SAVE}”. Type it here and go on where you stopped.", SAVE = SAVE)}</p>
            <form method="post" action=routes::come_back(&slug) novalidate>
                <div class="field">
                    <label for="code">{phrase!("Your code")}</label>
                    <span class="hint" id="code-hint">{LOOKS_LIKE}</span>
                    {message}
                    <input
                        class="input" type="text" id="code" name="code" value=typed
                        autocomplete="off" autocapitalize="characters" spellcheck="false"
                        aria-describedby=described aria-invalid=sentence.map(|_| "true")
                    />
                </div>
                <button class="btn" type="submit">{phrase!("Carry on")}</button>
            </form>
            <h2>{phrase!("If you have lost your code")}</h2>
            <p>
                {rich!(
                    "We cannot find your response without it, because we do not know who you are. You can <a>start again</a>, or call us on {phone} and answer by phone.",
                    <a> = |text| view! { <a href=afresh>{text}</a> },
                    {phone} = council.phone.clone(),
                )}
            </p>
        </PublicPage>
    }
    .into_any()
}

/// Its answers are not shown again.
#[component]
fn Sent(card: ConsultationCard) -> impl IntoView {
    let council = site().council;
    view! {
        <PublicPage title=phrase!("This response was sent") back=routes::consultation(&card.slug)>
            <p class="meta">{title_of(&card)}</p>
            <h1>{phrase!("This response was sent")}</h1>
            <p class="lead">{phrase!("We have it. There is nothing more to do.")}</p>
            <p>{phrase!("Its code does not work any more. Nobody can use it to read or change the answers.")}</p>
            <p>
                {say!("If you did not send it yourself, or want to change or add something, call {phone}.", phone = council.phone)}
            </p>
            <ul>
                <li><a href=routes::consultation(&card.slug)>{phrase!("Read about this consultation")}</a></li>
                <li><a href=routes::consultations()>{phrase!("See other consultations")}</a></li>
            </ul>
        </PublicPage>
    }
}
