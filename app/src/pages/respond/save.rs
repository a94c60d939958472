//! How to come back later: a code, and a way to leave nothing behind on a shared computer.

use super::{Closed, query, slug};
use crate::api::{ApiError, Code, Kept, Leaving, Wrong, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::title_of;
use crate::platform;
use crate::routes;
use crate::text::dates;
use crate::text::resume::{
    ANOTHER, FORGET, FORGET_DELETED, FORGET_KEPT, KEEP_SAFE, MAIL_KEPT_NOWHERE, MAILED, SAVE,
    SAVED, WRITE_IT_DOWN, WRITE_IT_DOWN_OR_MAIL, works_until, wrong_address,
};
use crate::visit::visit;
use crate::words::Phrase;
use domain::text::Slug;
use leptos::prelude::*;

/// The code of the response, or a button to get one.
#[component]
pub fn SavePage() -> impl IntoView {
    leaving(page)
}

/// A page for somebody who goes away for now: shown where a response is kept, else where they belong.
pub(super) fn leaving(page: fn(Kept) -> AnyView) -> AnyView {
    platform::never_store();
    let (backend, caller) = (backend(), visit().caller);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let asked = slug.clone();
    let data = async move { backend.leaving(&caller, &asked).await };
    loaded(data, move |leaving| {
        let elsewhere = match leaving {
            Leaving::Nothing => format!("{}?notice=lost", routes::respond(&slug)),
            Leaving::Sent => routes::receipt(&slug),
            Leaving::Closed(card) => return view! { <Closed card=*card/> }.into_any(),
            Leaving::Kept(kept) => return page(*kept),
        };
        platform::redirect(&elsewhere);
        ().into_any()
    })
    .into_any()
}

fn page(kept: Kept) -> AnyView {
    let slug = kept.card.slug.clone();
    let on = match &kept.resume {
        Some(page) => routes::respond_page(&slug, page),
        None => routes::respond(&slug),
    };
    let until = works_until(&kept);
    let on_this_page = routes::save(&slug);
    let coded = kept.code.is_some();
    let retry = visit().retry_of(&on_this_page).cloned();
    let wrong = retry.as_ref().and_then(|retry| retry.errors.first());
    let wrong = wrong.map(|error| match &error.problem {
        Wrong::Code(code) => wrong_address(code),
        Wrong::Answer(_) => wrong_address("missing"),
    });
    if wrong.is_some() {
        platform::set_status(422);
    }
    let errors = wrong.map(|text| ("#email".to_owned(), text.say()));
    let mail = kept.mail.then(|| {
        let typed = retry.and_then(|retry| retry.value("email").map(str::to_owned));
        (typed.unwrap_or_default(), wrong)
    });
    let code = match kept.code {
        Some(code) => view! { <YourCode slug=slug.clone() code mail/> }.into_any(),
        None => view! {
            <p>{phrase!("Get a code. With it you can carry on later, here or on another phone or computer.")}</p>
            <form method="post" action=routes::save(&slug)>
                <button class="btn" type="submit">{phrase!("Get a code")}</button>
            </form>
        }
        .into_any(),
    };
    let how = coded.then(|| view! { <ComeBack slug=slug.clone() until/> });
    let carry_on = if coded { "btn" } else { "btn btn-secondary" };
    view! {
        <PublicPage title=SAVE error=wrong.is_some() back=on.clone()>
            <ErrorSummary errors=errors.into_iter().collect()/>
            <p class="meta">{title_of(&kept.card)}</p>
            <h1>{SAVE}</h1>
            {query("mailed").map(|_| view! { <div class="notice"><p>{MAILED}</p></div> })}
            <div class="notice"><p>{SAVED}</p></div>
            {code}
            {how}
            <p><a class=carry_on href=on>{phrase!("Carry on now")}</a></p>
            <h2>{phrase!("On a shared computer")}</h2>
            <p>{if coded { FORGET_KEPT } else { FORGET_DELETED }}</p>
            <form method="post" action=routes::forget(&slug)>
                <button class="btn btn-secondary" type="submit">{FORGET}</button>
            </form>
        </PublicPage>
    }
    .into_any()
}

#[component]
fn YourCode(
    slug: Slug,
    code: Code,
    /// The address as typed and what is wrong with it, where the code can be sent.
    mail: Option<(String, Option<Phrase>)>,
) -> impl IntoView {
    let stamp = code.stamp.to_string();
    let another = view! {
        <p>{ANOTHER}</p>
        <form method="post" action=routes::save(&slug)>
            <input type="hidden" name="instead-of" value=stamp/>
            <button class="btn btn-secondary" type="submit">{phrase!("Get a new code")}</button>
        </form>
    };
    match code.shown {
        Some(code) => view! {
            <h2 id="code">{phrase!("Your code")}</h2>
            <p><strong class="resume-code" data-resume-code=code.to_string()>{code.to_string()}</strong></p>
            <p>{if mail.is_some() { WRITE_IT_DOWN_OR_MAIL } else { WRITE_IT_DOWN }}</p>
            <div class="notice notice-warning"><p><strong>{KEEP_SAFE}</strong></p></div>
            {mail.map(|(typed, wrong)| view! { <ByMail slug=slug.clone() typed wrong/> })}
            <details class="details">
                <summary>{phrase!("Somebody else has seen my code")}</summary>
                {another}
            </details>
        }
        .into_any(),
        None => view! {
            <h2 id="code">{phrase!("You have a code already")}</h2>
            <p>{say!("You got it at {when}. It still works. We cannot show it to you again.", when = dates::moment(code.made))}</p>
            <h3>{phrase!("If you have lost your code")}</h3>
            {another}
        }
        .into_any(),
    }
}

/// The form that sends the code.
#[component]
fn ByMail(slug: Slug, typed: String, wrong: Option<Phrase>) -> impl IntoView {
    let described = match wrong {
        Some(_) => "email-hint email-error",
        None => "email-hint",
    };
    let message = wrong.map(|text| {
        view! { <p class="error-message" id="email-error"><span class="visually-hidden">{phrase!("Error:")}" "</span>{text}</p> }
    });
    view! {
        <form method="post" action=routes::mail_code(&slug) novalidate>
            <h3>{phrase!("Send the code to yourself")}</h3>
            <div class="field">
                <label for="email">{phrase!("Your email address")}</label>
                <span class="hint" id="email-hint">{MAIL_KEPT_NOWHERE}</span>
                {message}
                <input
                    class="input" type="email" id="email" name="email" value=typed autocomplete="email"
                    spellcheck="false" aria-describedby=described aria-invalid=wrong.map(|_| "true")
                />
            </div>
            <button class="btn btn-secondary" type="submit">{phrase!("Email me the code")}</button>
        </form>
    }
}

#[component]
fn ComeBack(slug: Slug, until: String) -> impl IntoView {
    let path = routes::come_back(&slug);
    let address = match platform::host() {
        Some(host) => format!("{host}{path}"),
        None => path.clone(),
    };
    view! {
        <h2>{phrase!("How to come back")}</h2>
        <ol>
            <li>{rich!(
                "On any phone or computer, go to {address}",
                {address} = view! { <a class="address" dir="ltr" href=path>{address}</a> },
            )}</li>
            <li>{phrase!("Type your code.")}</li>
            <li>{phrase!("Carry on where you stopped. Do not forget to send your response.")}</li>
        </ol>
        <p>{phrase!("Write down the address too. You can also find it on the first page of the form, beside “Started already?”.")}</p>
        <p>{until}</p>
    }
}
