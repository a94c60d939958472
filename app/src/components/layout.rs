//! The frame of a page: header, main, help and footer; and the page shown when something is wrong.

use crate::api::ApiError;
use crate::platform;
use crate::routes;
use crate::site::site;
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
    children: Children,
) -> impl IntoView {
    let site = site();
    let council = site.council.clone();
    let full_title = format!(
        "{}{title} – {}",
        if error { "Error: " } else { "" },
        council.name
    );
    view! {
        <Title text=full_title/>
        <a class="skip-link" href="#main">"Skip to main content"</a>
        {site.demo.then(|| view! {
            <aside class="demo-banner" aria-label="Demonstration">"This is a demonstration with an invented council. Nothing here is real."</aside>
        })}
        <header class="site-header">
            <div class="width">
                <a class="site-name" href="/">{council.name.clone()}</a>
                <span class="service-name">"Have your say on special educational needs and disabilities"</span>
            </div>
        </header>
        <div class="width">
            {back.map(|href| view! { <nav aria-label="Back"><a class="back-link" href=href>"Back"</a></nav> })}
            <main id="main" tabindex="-1">{children()}</main>
        </div>
        <footer class="site-footer">
            <div class="width">
                <h2>"Help, or another format"</h2>
                <p>
                    "Call " <a href=format!("tel:{}", council.phone.replace(' ', ""))>{council.phone.clone()}</a>
                    " (" {council.phone_hours.clone()} ") or email "
                    <a href=format!("mailto:{}", council.email)>{council.email.clone()}</a>
                    ". You can answer by phone, or ask for paper, large print, easy read or another language."
                </p>
                <ul class="footer-links">
                    <li><a href=routes::consultations()>"Have your say"</a></li>
                    <li><a href=routes::privacy()>"Privacy notice"</a></li>
                    <li><a href=routes::accessibility()>"Accessibility statement"</a></li>
                    <li><a href=routes::officer()>"For council officers"</a></li>
                </ul>
            </div>
        </footer>
    }
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
            "Page not found",
            "If you typed the address, check it is right. If you followed a link, it may be out of date.",
        ),
        ApiError::Forbidden => (
            "You cannot see this page",
            "You may need to sign in, or ask for access.",
        ),
        ApiError::Closed => (
            "This consultation is closed",
            "It no longer takes responses. You can still read about it.",
        ),
        ApiError::TooMany { .. } => (
            "Please wait a moment",
            "There were many tries in a short time. Wait a minute, then try again.",
        ),
        ApiError::Invalid { .. } | ApiError::Conflict { .. } => (
            "That could not be done",
            "Go back, look at the page again, and try once more.",
        ),
        ApiError::Internal { .. } => (
            "Sorry, something went wrong",
            "It is our fault, not yours. Try again in a few minutes.",
        ),
    };
    let incident = match &error {
        ApiError::Internal { incident } => {
            Some(format!("If you call us, give this number: {incident}"))
        }
        _ => None,
    };
    view! {
        <PublicPage title>
            <h1>{title}</h1>
            <p>{what_to_do}</p>
            {incident.map(|text| view! { <p>{text}</p> })}
            <p>
                "You can "<a href=routes::consultations()>"see all consultations"</a>
                " or call us on " {council.phone.clone()} "."
            </p>
        </PublicPage>
    }
}
