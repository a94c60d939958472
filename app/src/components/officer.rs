//! The frame of an officer's page, and what its forms share.

use crate::api::{FieldError, Wrong};
use crate::routes;
use crate::site::site;
use crate::text::dates;
use crate::text::officer::problem;
use crate::text::thread_problems;
use crate::visit::{Retry, visit};
use domain::access::Caller;
use domain::text::Slug;
use jiff::civil::DateTime;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where one is within a consultation's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Stage, dates and counts.
    Overview,
    /// What is proposed and asked.
    Build,
    /// What people sent.
    Responses,
    /// The code frame.
    Themes,
    /// Findings and positions.
    Findings,
    /// Decisions and the changes that follow.
    Decisions,
    /// Decision reports.
    Report,
}

/// Says how old the numbers on a page may be, where more has happened since and counting takes a while.
#[component]
pub fn CountedAt(
    /// [`crate::api::ConsultationCard::counted`]
    at: Option<DateTime>,
) -> impl IntoView {
    at.map(|at| {
        let at = dates::moment(at);
        view! {
            <p class="hint">
                "Some numbers on this page may be as they were at " {at}
                ". More has been done since, and it is being counted. Open this page again in a few seconds to see it."
            </p>
        }
    })
}

/// A page of the officers' side.
#[component]
pub fn OfficerPage(
    /// The page's own title.
    #[prop(into)]
    title: String,
    /// The consultation whose pages these are, its title, and which of them this is.
    #[prop(optional)]
    within: Option<(Slug, String, Tab)>,
    /// Whether the page shows errors: the title then says so first.
    #[prop(default = false)]
    error: bool,
    children: Children,
) -> impl IntoView {
    let (site, visit) = (site(), visit());
    let full_title = format!(
        "{}{title} – {}",
        if error { "Error: " } else { "" },
        site.council.name
    );
    let signed_in = match visit.caller {
        Caller::Staff(staff) => Some(view! { <SignedIn name=staff.name/> }),
        _ => None,
    };
    view! {
        <Title text=full_title/>
        <a class="skip-link" href="#main">"Skip to main content"</a>
        {site.demo.then(|| view! {
            <aside class="demo-banner" aria-label="Demonstration">"This is a demonstration with an invented council. Nothing here is real."</aside>
        })}
        <header class="site-header officer-header">
            <div class="width">
                <a class="site-name" href=routes::officer()>{site.council.name.clone()}</a>
                <span class="service-name">"Consultations: officers"</span>
                {signed_in}
            </div>
        </header>
        {within.map(|(slug, name, tab)| view! { <Tabs slug name tab/> })}
        <div class="width officer">
            <main id="main" tabindex="-1">{children()}</main>
        </div>
        <footer class="site-footer">
            <div class="width">
                <ul class="footer-links">
                    <li><a href=routes::consultations()>"Public pages"</a></li>
                    <li><a href="/privacy">"Privacy notice"</a></li>
                    <li><a href="/accessibility">"Accessibility statement"</a></li>
                </ul>
                <p>{format!("Help: {} or {}", site.council.phone, site.council.email)}</p>
            </div>
        </footer>
    }
}

#[component]
fn SignedIn(name: String) -> impl IntoView {
    view! {
        <form class="sign-out" method="post" action="/officer/sign-out">
            <Csrf/>
            <span>{name}</span>
            <button class="btn-link" type="submit">"Sign out"</button>
        </form>
    }
}

#[component]
fn Tabs(slug: Slug, name: String, tab: Tab) -> impl IntoView {
    let base = routes::officer_consultation(&slug);
    let tabs = [
        (Tab::Overview, "Overview", String::new()),
        (Tab::Build, "Words and questions", "/build".to_owned()),
        (Tab::Responses, "Responses", "/responses".to_owned()),
        (Tab::Themes, "Themes", "/themes".to_owned()),
        (Tab::Findings, "Findings", "/findings".to_owned()),
        (Tab::Decisions, "Decisions", "/decisions".to_owned()),
        (Tab::Report, "Report", "/report".to_owned()),
    ];
    let links = tabs.map(|(which, label, path)| {
        let current = (which == tab).then_some("page");
        view! { <li><a href=format!("{base}{path}") aria-current=current>{label}</a></li> }
    });
    view! {
        <nav class="officer-nav" aria-label="Consultation">
            <div class="width">
                <p class="officer-nav-title">{name}</p>
                <ul>{links.collect_view()}</ul>
            </div>
        </nav>
    }
}

/// The hidden field that every officer's form carries.
#[component]
pub fn Csrf() -> impl IntoView {
    let visit = visit();
    // A form that is shown again may stand at the address it was posted to, and not at its page's own.
    let page = visit.retry.is_some().then(|| {
        view! { <input type="hidden" name="from-page" value=visit.path/> }
    });
    view! { <input type="hidden" name="csrf" value=visit.csrf/>{page} }
}

/// What is wrong with a refused form, at the top of the page, each line leading to its field.
#[component]
pub fn Refused(
    /// The form as it was refused.
    retry: Retry,
) -> impl IntoView {
    let form = retry.form;
    let lines = retry.errors.into_iter().map(|error| {
        let text = sentence_in(&form, &error);
        match error.field.as_str() {
            "" => view! { <li>{text}</li> }.into_any(),
            field => view! { <li><a href=format!("#{field}")>{text}</a></li> }.into_any(),
        }
    });
    view! {
        <div class="error-summary" role="alert" tabindex="-1">
            <h2>"There is a problem"</h2>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
}

/// The sentence for what is wrong with a field.
pub fn sentence(error: &FieldError) -> String {
    match &error.problem {
        Wrong::Answer(wrong) => wrong.to_string(),
        Wrong::Code(code) => problem(&error.field, code),
    }
}

/// The same, in the words of the form with this address where it has its own.
fn sentence_in(form: &str, error: &FieldError) -> String {
    let own = match &error.problem {
        Wrong::Answer(_) => None,
        Wrong::Code(code) => thread_problems::problem(form, &error.field, code),
    };
    own.map_or_else(|| sentence(error), str::to_owned)
}

/// What is wrong with one field of a refused form, beside the field.
#[component]
pub fn FieldProblem(
    /// The form, if it was refused.
    retry: Option<Retry>,
    /// The field's name.
    #[prop(into)]
    field: String,
) -> impl IntoView {
    let found = retry.and_then(|r| {
        let error = r.errors.iter().find(|e| e.field == field)?;
        Some(sentence_in(&r.form, error))
    });
    found.map(|text| view! { <p class="error-message" id=format!("{field}-error")>{format!("Error: {text}")}</p> })
}
