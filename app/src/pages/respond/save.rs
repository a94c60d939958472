//! How to come back later: a code, and a way to leave nothing behind on a shared computer.

use super::{Closed, query, slug};
use crate::api::{ApiError, Code, Kept, Leaving, Wrong, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::picture::{Idea, Picture, PicturesSwitch, Told, ideas};
use crate::components::title::title_of;
use crate::islands::Listen;
use crate::platform;
use crate::routes;
use crate::text::easy as text;
use crate::text::resume::{
    ANOTHER, FORGET, FORGET_DELETED, FORGET_KEPT, KEEP_SAFE, MAIL_KEPT_NOWHERE, MAILED, SAVE,
    SAVED, WHY_CODE, WRITE_IT_DOWN, WRITE_IT_DOWN_OR_MAIL, works_until, wrong_address,
};
use crate::text::{dates, stop};
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
    let easy = kept.easy;
    let until = match easy {
        true => text::works_until(&kept).unwrap_or_default(),
        false => works_until(&kept),
    };
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
        Some(code) => view! { <YourCode slug=slug.clone() code mail easy/> }.into_any(),
        None => view! {
            <Told easy picture="key" simply=text::WHY_CODE full=WHY_CODE/>
            <form method="post" action=routes::save(&slug)>
                <button class="btn" type="submit">{phrase!("Get a code")}</button>
            </form>
        }
        .into_any(),
    };
    let how = coded.then(|| match easy {
        true => view! { <EasyComeBack slug=slug.clone() until/> }.into_any(),
        false => view! { <ComeBack slug=slug.clone() until/> }.into_any(),
    });
    let (simply, full) = match coded {
        true => (text::FORGET_KEPT, FORGET_KEPT),
        false => (text::FORGET_DELETED, FORGET_DELETED),
    };
    let saved = match easy {
        true => view! { <Idea picture="save"><p>{text::SAVED}</p></Idea> }.into_any(),
        false => view! { <div class="notice"><p>{SAVED}</p></div> }.into_any(),
    };
    let stop = easy.then(|| {
        view! { <p><a class="btn btn-secondary" href=routes::stop(&slug)><Picture name="stop"/>{stop::TITLE}</a></p> }
    });
    let carry_on = if coded { "btn" } else { "btn btn-secondary" };
    view! {
        <PublicPage title=SAVE error=wrong.is_some() back=on.clone()>
            <ErrorSummary errors=errors.into_iter().collect()/>
            <p class="meta">{title_of(&kept.card)}</p>
            <div class=easy.then_some("easy-read")>
                {easy.then(|| view! { <Listen of="read-save".to_owned() what=SAVE.say()/> })}
                <div id="read-save">
                    <h1>{SAVE}</h1>
                    {easy.then(|| view! { <PicturesSwitch/> })}
                    {query("mailed").map(|_| view! { <div class="notice"><p>{MAILED}</p></div> })}
                    {saved}
                    {code}
                    {how}
                    <p><a class=carry_on href=on>{phrase!("Carry on now")}</a></p>
                    {stop}
                    <h2>{phrase!("On a shared computer")}</h2>
                    <Told easy picture="computer" simply full/>
                    <form method="post" action=routes::forget(&slug)>
                        <button class="btn btn-secondary" type="submit">{FORGET}</button>
                    </form>
                </div>
            </div>
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
    /// Whether its writer is asked in easy words.
    easy: bool,
) -> impl IntoView {
    let stamp = code.stamp.to_string();
    let another = view! {
        <Told easy picture="key" simply=text::ANOTHER full=ANOTHER/>
        <form method="post" action=routes::save(&slug)>
            <input type="hidden" name="instead-of" value=stamp/>
            <button class="btn btn-secondary" type="submit">{phrase!("Get a new code")}</button>
        </form>
    };
    let keep_safe = match easy {
        true => view! { <Idea picture="safe"><p>{text::KEEP_SAFE}</p></Idea> }.into_any(),
        false => {
            view! { <div class="notice notice-warning"><p><strong>{KEEP_SAFE}</strong></p></div> }
                .into_any()
        }
    };
    let got = match easy {
        true => view! { <Idea picture="key"><p>{text::HAVE_CODE}</p></Idea> }.into_any(),
        false => {
            let when = dates::moment(code.made);
            view! { <p>{say!("You got it at {when}. It still works. We cannot show it to you again.", when = when)}</p> }
                .into_any()
        }
    };
    match code.shown {
        Some(code) => view! {
            <h2 id="code">{phrase!("Your code")}</h2>
            <p><strong class="resume-code" data-resume-code=code.to_string()>{code.to_string()}</strong></p>
            <Told
                easy picture="write" simply=text::WRITE_IT_DOWN
                full=if mail.is_some() { WRITE_IT_DOWN_OR_MAIL } else { WRITE_IT_DOWN }
            />
            {keep_safe}
            {mail.map(|(typed, wrong)| view! { <ByMail slug=slug.clone() typed wrong/> })}
            <details class="details">
                <summary>{phrase!("Somebody else has seen my code")}</summary>
                {another}
            </details>
        }
        .into_any(),
        None => view! {
            <h2 id="code">{phrase!("You have a code already")}</h2>
            {got}
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

/// Where a code is typed, as a link.
fn on_any_computer(slug: &Slug) -> impl IntoView + use<> {
    let path = routes::come_back(slug);
    let address = match platform::host() {
        Some(host) => format!("{host}{path}"),
        None => path.clone(),
    };
    rich!(
        "On any phone or computer, go to {address}",
        { address } = view! { <a class="address" dir="ltr" href=path>{address}</a> },
    )
}

#[component]
fn EasyComeBack(slug: Slug, until: String) -> impl IntoView {
    view! {
        <h2>{phrase!("How to come back")}</h2>
        <Idea picture="computer"><p>{on_any_computer(&slug)}" "{text::ADDRESS_TOO}</p></Idea>
        {ideas(&text::COME_BACK)}
        <Idea picture="time"><p>{until}</p></Idea>
    }
}

#[component]
fn ComeBack(slug: Slug, until: String) -> impl IntoView {
    view! {
        <h2>{phrase!("How to come back")}</h2>
        <ol>
            <li>{on_any_computer(&slug)}</li>
            <li>{phrase!("Type your code.")}</li>
            <li>{phrase!("Carry on where you stopped. Do not forget to send your response.")}</li>
        </ol>
        <p>{phrase!("Write down the address too. You can also find it on the first page of the form, beside “Started already?”.")}</p>
        <p>{until}</p>
    }
}
