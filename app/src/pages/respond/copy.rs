//! A copy of the answers, to print or keep. Only before they are sent: afterwards nobody is shown them again.

use super::form::easy_read;
use super::{Closed, slug};
use crate::api::{Answering, ApiError, CommentLine, Writing, backend};
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::title::{marked, title_of};
use crate::platform;
use crate::routes;
use crate::site::site;
use crate::text::printed::{COPY, not_sent};
use crate::text::said::{self, Said};
use crate::visit::visit;
use domain::journey::Page;
use leptos::prelude::*;

/// Questions and answers as given, and nothing to press.
#[component]
pub fn CopyPage() -> impl IntoView {
    platform::never_store();
    let (backend, caller) = (backend(), visit().caller);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let asked = slug.clone();
    let data = async move { backend.answering(&caller, &asked).await };
    loaded(data, move |answering| {
        let elsewhere = match answering {
            Answering::Nothing => format!("{}?notice=lost", routes::respond(&slug)),
            Answering::Sent => routes::receipt(&slug),
            Answering::Closed(card) => return view! { <Closed card=*card/> }.into_any(),
            Answering::Writing(writing) if writing.draft.audience.is_none() => {
                routes::respond(&slug)
            }
            Answering::Writing(writing) => return page(*writing),
        };
        platform::redirect(&elsewhere);
        ().into_any()
    })
    .into_any()
}

fn page(writing: Writing) -> AnyView {
    let check = routes::respond_page(&writing.card.slug, &Page::Check);
    let answers = said::everything(&writing)
        .into_iter()
        .map(answer)
        .collect_view();
    let comments = (!writing.comments.is_empty()).then(|| {
        let rows = writing.comments.iter().map(comment).collect_view();
        view! {
            <h2>{phrase!("Your comments on the documents")}</h2>
            <dl class="summary-list">{rows}</dl>
        }
    });
    let back = writing.may_come_back();
    let pdf = routes::copy_pdf(&writing.card.slug);
    view! {
        <PublicPage title=COPY back=check.clone()>
            <p class="meta">{site().council.name.clone()} ": " {title_of(&writing.card)}</p>
            <div class=easy_read(&writing)>
                <h1>{COPY}</h1>
                <div class="notice notice-warning"><p>
                    <strong>{not_sent(&writing)}</strong>
                    " "{phrase!("These are your answers as they are now. You can print this page or save it.")}
                </p></div>
                <p>
                    {(!back).then(|| view! { {phrase!("After you have sent them we cannot show them to you again.")}" " })}
                    <a href=pdf>{phrase!("Open this copy as a PDF (a file to print or keep)")}</a>
                </p>
                <dl class="summary-list">{answers}</dl>
                {comments}
                <p><a class="btn" href=check>{phrase!("Back to check and send")}</a></p>
            </div>
        </PublicPage>
    }
    .into_any()
}

fn answer(said: Said) -> impl IntoView {
    let lines = match said.lines.is_empty() {
        true => view! { <p class="meta">{phrase!("Not answered")}</p> }.into_any(),
        false => typed(said.lines),
    };
    view! { <div><dt>{said.question}</dt><dd>{lines}</dd></div> }
}

fn comment(line: &CommentLine) -> impl IntoView + use<> {
    let (place, lines) = (line.place.clone(), said::comment(&line.comment));
    view! { <div><dt>{marked(place, &line.language)}</dt><dd>{typed(lines)}</dd></div> }
}

fn typed(lines: Vec<String>) -> AnyView {
    lines
        .into_iter()
        .map(|line| view! { <p class="as-typed">{line}</p> })
        .collect_view()
        .into_any()
}
