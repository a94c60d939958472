//! Joining a team with its code.

use super::super::{Closed, query, slug};
use crate::api::{ApiError, ConsultationCard, FieldError, Start, Wrong, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::title_of;
use crate::platform;
use crate::routes;
use crate::text::resume::LOOKS_LIKE;
use crate::text::team::{A_ROLE, NOT_COUNTED, OTHER_HERE, WHAT, WHAT_BECOMES, wrong};
use crate::visit::{Retry, visit};
use crate::words::Phrase;
use domain::team::Part;
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: Phrase = phrase!("Join a team");

/// The form for a team code; or what there is to say when its lead has sent.
#[component]
pub fn JoinTeamPage() -> impl IntoView {
    platform::never_store();
    let (backend, visit) = (backend(), visit());
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let sent = query("sent").is_some();
    let retry = visit.retry_of(&routes::join_team(&slug)).cloned();
    let data = async move { backend.start(&visit.caller, &slug).await };
    loaded(data, move |start| {
        if sent {
            view! { <Sent card=start.card/> }.into_any()
        } else if !start.card.takes_responses {
            view! { <Closed card=start.card early=start.opens_later/> }.into_any()
        } else {
            form(start, retry)
        }
    })
    .into_any()
}

/// What is wrong with a field.
fn fault(retry: Option<&Retry>, field: &str) -> Option<(String, String)> {
    let errors = retry
        .map(|retry| retry.errors.as_slice())
        .unwrap_or_default();
    let error: &FieldError = errors.iter().find(|error| error.field == field)?;
    let code = match &error.problem {
        Wrong::Code(code) => code.clone(),
        Wrong::Answer(_) => "missing".to_owned(),
    };
    let sentence = wrong(field, &code).say();
    Some((code, sentence))
}

fn form(start: Start, retry: Option<Retry>) -> AnyView {
    let slug = start.card.slug.clone();
    let (of_code, of_called) = (
        fault(retry.as_ref(), "code"),
        fault(retry.as_ref(), "called"),
    );
    if of_code.is_some() || of_called.is_some() {
        platform::set_status(422);
    }
    let line = |field: &str, fault: &Option<(String, String)>| {
        let (_, sentence) = fault.clone()?;
        Some((format!("#{field}"), sentence))
    };
    let errors: Vec<_> = line("code", &of_code)
        .into_iter()
        .chain(line("called", &of_called))
        .collect();
    let failed = !errors.is_empty();
    let typed = |name: &str| {
        let value = retry.as_ref().and_then(|retry| retry.value(name));
        value.map(str::to_owned)
    };
    let (code, called) = (typed("code"), typed("called"));
    let running = start.running.as_ref();
    let other = running.map(|running| match running.team {
        Some(Part::Lead | Part::Colleague { .. }) => view! {
            <div class="notice">
                <p>{phrase!("You are in a team on this computer already.")}" " <a href=routes::team(&slug)>{phrase!("Go to your team")}</a></p>
            </div>
        }
        .into_any(),
        _ => view! {
            <div class="notice notice-warning">
                <p>{OTHER_HERE}</p>
                <p><a href=routes::save(&slug)>{phrase!("Get a code for that other response first")}</a></p>
            </div>
        }
        .into_any(),
    });
    view! {
        <PublicPage title=TITLE error=failed back=routes::respond(&slug)>
            <ErrorSummary errors/>
            <p class="meta">{title_of(&start.card)}</p>
            <h1>{TITLE}</h1>
            <p class="lead">{WHAT}</p>
            {other}
            <form method="post" action=routes::join_team(&slug) novalidate>
                <Field name="code" label=phrase!("Team code") hint=LOOKS_LIKE value=code fault=of_code/>
                <Field name="called" label=phrase!("What should the lead call you?") hint=A_ROLE value=called fault=of_called/>
                <ul>
                    <li>{phrase!("You get questions of your own to answer. Your lead sees your answers when you share them, and not before.")}</li>
                    <li>{WHAT_BECOMES}</li>
                    <li>{NOT_COUNTED}</li>
                </ul>
                <button class="btn" type="submit">{phrase!("Join the team")}</button>
            </form>
            <Begin slug=slug.clone()/>
        </PublicPage>
    }
    .into_any()
}

#[component]
fn Field(
    name: &'static str,
    label: Phrase,
    hint: Phrase,
    value: Option<String>,
    fault: Option<(String, String)>,
) -> impl IntoView {
    let described = match fault {
        Some(_) => format!("{name}-hint {name}-error"),
        None => format!("{name}-hint"),
    };
    let invalid = fault.is_some().then_some("true");
    let message = fault.map(|(_, sentence)| {
        let id = format!("{name}-error");
        view! { <p class="error-message" id=id><span class="visually-hidden">{phrase!("Error:")}" "</span>{sentence}</p> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <span class="hint" id=format!("{name}-hint")>{hint}</span>
            {message}
            <input
                class="input" type="text" id=name name=name value=value autocomplete="off" spellcheck="false"
                aria-describedby=described aria-invalid=invalid
            />
        </div>
    }
}

#[component]
fn Begin(slug: Slug) -> impl IntoView {
    let start = routes::respond(&slug);
    view! {
        <h2>{phrase!("If you have no code")}</h2>
        <p>
            {rich!(
                "Do you want to lead a team? <a>Start the response</a>, say that you answer for your school or organisation, and choose “Answer as a team”.",
                <a> = |text| view! { <a href=start>{text}</a> },
            )}
        </p>
        <p>
            {phrase!("Have you joined a team before, and want to carry on?")}" "
            <a href=routes::come_back(&slug)>{phrase!("Use your own code")}</a>
        </p>
    }
}

/// Nobody writes any more.
#[component]
fn Sent(card: ConsultationCard) -> impl IntoView {
    view! {
        <PublicPage title=phrase!("This team has sent its answer") back=routes::consultation(&card.slug)>
            <p class="meta">{title_of(&card)}</p>
            <h1>{phrase!("This team has sent its answer")}</h1>
            <p class="lead">{phrase!("The lead has sent it. Nothing can be added to it any more.")}</p>
            <ul>
                <li><a href=routes::respond(&card.slug)>{phrase!("Answer for yourself")}</a></li>
                <li><a href=routes::consultation(&card.slug)>{phrase!("Read about this consultation")}</a></li>
            </ul>
        </PublicPage>
    }
}
