//! The frame of a page: header, main, help and footer; and the page shown when something is wrong.

use crate::api::ApiError;
use crate::components::form::DefaultButton;
use crate::platform;
use crate::routes;
use crate::site::site;
use crate::visit::maybe_visit;
use crate::words::{Spoken, is_fallback};
use domain::language::{direction, own_name};
use domain::text::Language;
use leptos::prelude::*;
use leptos_meta::Title;

/// A public page. `title` is the `h1`'s text, put before the council's name in the browser's title.
#[component]
pub fn PublicPage(
    /// The page's own title.
    #[prop(into)]
    title: String,
    /// Whether the page shows errors: the title then says so first.
    #[prop(default = false)]
    error: bool,
    /// Where "Back" leads, if anywhere.
    #[prop(optional, into)]
    back: Option<String>,
    /// Id of the form that a change of language posts first, so that nothing typed on the page is lost.
    #[prop(optional)]
    keeps: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let site = site();
    let council = site.council.clone();
    let full_title = match error {
        true => say!(
            "Error: {title} – {site}",
            title = title,
            site = council.name
        ),
        false => format!("{title} – {}", council.name),
    };
    view! {
        <Title text=full_title/>
        <a class="skip-link" href="#main">{phrase!("Skip to main content")}</a>
        {site.demo.then(|| view! {
            <aside class="demo-banner" aria-label=phrase!("Demonstration")>{phrase!("This is a demonstration with an invented council. Nothing here is real.")}</aside>
        })}
        <header class="site-header">
            <div class="width">
                <a class="site-name" href="/">{council.name.clone()}</a>
                <span class="service-name">{phrase!("Have your say on special educational needs and disabilities")}</span>
            </div>
        </header>
        <Languages keeps/>
        <div class="width">
            {back.map(|href| view! { <nav aria-label=phrase!("Back")><a class="back-link" href=href>{phrase!("Back")}</a></nav> })}
            <main id="main" tabindex="-1">{children()}</main>
        </div>
        <footer class="site-footer">
            <div class="width">
                <h2>{phrase!("Help, or another format")}</h2>
                <p>
                    {rich!(
                        "Call {phone} ({hours}) or email {email}. You can answer by phone, or ask for paper, large print, easy read or another language.",
                        {phone} = phone_link(&council.phone),
                        {hours} = council.phone_hours.clone(),
                        {email} = email_link(&council.email),
                    )}
                </p>
                <ul class="footer-links">
                    <li><a href=routes::consultations()>{phrase!("Have your say")}</a></li>
                    <li><a href=routes::privacy()>{phrase!("Privacy notice")}</a></li>
                    <li><a href=routes::accessibility()>{phrase!("Accessibility statement")}</a></li>
                    <li><a href=routes::officer()>{phrase!("For council officers")}</a></li>
                </ul>
            </div>
        </footer>
    }
}

/// The languages that this page can be read in, each by its own name; and a word where not all of it is translated.
#[component]
fn Languages(keeps: Option<&'static str>) -> impl IntoView {
    let Some(visit) = maybe_visit().filter(|visit| visit.languages.len() > 1) else {
        return ().into_any();
    };
    let note = match (
        visit.language == Language::english(),
        use_context::<Spoken>(),
    ) {
        (true, _) => None,
        (false, None) => Some(phrase!(
            "The buttons and the help on this website are in English: they have not been translated yet."
        )),
        (false, Some(spoken)) => (!spoken.complete).then_some(phrase!(
            "Some words of this website are in English: they have not been translated yet."
        )),
    };
    let note =
        note.map(|note| view! { <p class="in-english" lang="en" dir="ltr">{note.english()}</p> });
    let items = visit.languages.iter().map(|language| {
        let (lang, dir, name) = (
            language.to_string(),
            direction(language),
            own_name(language),
        );
        match language == &visit.language {
            true => view! { <li><span lang=lang dir=dir aria-current="true">{name}</span></li> }
                .into_any(),
            false if keeps.is_some() => view! {
                <li>
                    <button class="btn-link" type="submit" form=keeps name="lang" value=lang.clone() lang=lang dir=dir>{name}</button>
                </li>
            }
            .into_any(),
            false => {
                let href = routes::in_language(&visit.path, language);
                view! { <li><a href=href lang=lang.clone() hreflang=lang dir=dir>{name}</a></li> }
                    .into_any()
            }
        }
    });
    let items = items.collect_view();
    let first = keeps.map(|form| view! { <DefaultButton form=Some(form)/> });
    view! {
        <div class="width languages">
            {first}
            <nav aria-label=phrase!("Languages")><ul>{items}</ul></nav>
            {note}
        </div>
    }
    .into_any()
}

/// Beside words that are in English because nobody has translated them yet.
#[component]
pub fn InEnglish(
    /// The language that the words are in.
    language: Language,
    /// Whether that is only a part of the page.
    #[prop(default = true)]
    part: bool,
) -> impl IntoView {
    let says = match part {
        true => phrase!("This part is in English: it has not been translated yet."),
        false => phrase!("Parts of this page are in English: they have not been translated yet."),
    };
    is_fallback(&language).then(|| view! { <p class="in-english">{says}</p> })
}

/// Above what the council found and decided, where the page is not in English: those words are nobody's to translate.
#[component]
pub fn WrittenInEnglish() -> impl IntoView {
    let says = phrase!(
        "The council’s own words on this page are in English. Call us if you need them in another language."
    );
    is_fallback(&Language::english()).then(|| view! { <p class="in-english">{says}</p> })
}

/// Above words that a machine translated and no speaker of the language has read.
#[component]
pub fn MachineMade(
    /// Whether these are only a part of the page.
    #[prop(default = true)]
    part: bool,
) -> impl IntoView {
    let path = maybe_visit().map(|visit| visit.path).unwrap_or_default();
    let english = routes::in_language(&path, &Language::english());
    let link = move |text| view! { <a href=english hreflang="en">{text}</a> };
    let says = match part {
        true => rich!(
            "A computer translated this part. Nobody who speaks the language has checked it yet. <a>Read it in English</a>.",
            <a> = link,
        ),
        false => rich!(
            "A computer translated some of this page. Nobody who speaks the language has checked it yet. <a>Read it in English</a>.",
            <a> = link,
        ),
    };
    view! { <p class="in-english machine-made">{says}</p> }
}

/// A phone number to call.
pub fn phone_link(phone: &str) -> impl IntoView + use<> {
    view! { <a href=format!("tel:{}", phone.replace(' ', "")) dir="ltr">{phone.to_owned()}</a> }
}

/// An address to write to.
pub fn email_link(email: &str) -> impl IntoView + use<> {
    view! { <a href=format!("mailto:{email}") dir="ltr">{email.to_owned()}</a> }
}

/// What a person sees when a page cannot be shown: what happened, what to do, and a way out.
#[component]
pub fn ErrorPage(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    platform::set_status(error.status());
    let council = site().council;
    let (title, what_to_do) = match &error {
        ApiError::NotFound => (
            phrase!("Page not found"),
            phrase!(
                "If you typed the address, check it is right. If you followed a link, it may be out of date."
            ),
        ),
        ApiError::Forbidden => (
            phrase!("You cannot see this page"),
            phrase!("You may need to sign in, or ask for access."),
        ),
        ApiError::Closed => (
            phrase!("This consultation is closed"),
            phrase!("It no longer takes responses. You can still read about it."),
        ),
        ApiError::TooMany { .. } => (
            phrase!("Please wait a moment"),
            phrase!("There were many tries in a short time. Wait a minute, then try again."),
        ),
        ApiError::Invalid { .. } | ApiError::Conflict { .. } => (
            phrase!("That could not be done"),
            phrase!("Go back, look at the page again, and try once more."),
        ),
        ApiError::Internal { .. } => (
            phrase!("Sorry, something went wrong"),
            phrase!("It is our fault, not yours. Try again in a few minutes."),
        ),
    };
    let incident = match &error {
        ApiError::Internal { incident } => Some(say!(
            "If you call us, give this number: {incident}",
            incident = incident
        )),
        _ => None,
    };
    view! {
        <PublicPage title>
            <h1>{title}</h1>
            <p>{what_to_do}</p>
            {incident.map(|text| view! { <p>{text}</p> })}
            <p>
                {rich!(
                    "You can <a>see all consultations</a> or call us on {phone}.",
                    <a> = |text| view! { <a href=routes::consultations()>{text}</a> },
                    {phone} = council.phone.clone(),
                )}
            </p>
        </PublicPage>
    }
}
