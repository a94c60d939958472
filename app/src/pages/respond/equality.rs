//! The equality questions: on one page, all optional, posted alone.

use super::{query, slug};
use crate::api::{ApiError, Equality, EqualityRetry, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Prose;
use crate::components::question::QuestionField;
use crate::components::title::title_of;
use crate::platform;
use crate::platform::words;
use crate::routes;
use crate::text::problems;
use crate::text::respond::EQUALITY_LAPSED;
use crate::visit::visit;
use crate::words::{Phrase, page_language};
use leptos::prelude::*;

const TITLE: Phrase = phrase!("A few questions about you");

/// The questions, or word that there is nothing more to do.
#[component]
pub fn EqualityPage() -> impl IntoView {
    platform::never_store();
    let (backend, leave) = (backend(), visit().equality_token);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let done = query("done").is_some();
    let data = async move { backend.equality(&slug, leave.as_deref()).await };
    loaded(data, move |equality| match (equality.may_answer, done) {
        (true, _) => view! { <EqualityForm equality retry=EqualityRetry::default()/> }.into_any(),
        (false, true) => finished(
            &equality,
            phrase!("Thank you"),
            phrase!("Your answers are stored. Nobody can join them to your response."),
        ),
        (false, false) => finished(
            &equality,
            phrase!("There is nothing more to do"),
            EQUALITY_LAPSED,
        ),
    })
    .into_any()
}

fn finished(equality: &Equality, title: Phrase, text: Phrase) -> AnyView {
    let consultation = routes::consultation(&equality.card.slug);
    let name = title_of(&equality.card);
    view! {
        <PublicPage title>
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            <ul>
                <li><a href=consultation>{name}</a></li>
                <li><a href=routes::consultations()>{phrase!("See other consultations")}</a></li>
            </ul>
        </PublicPage>
    }
    .into_any()
}

/// The form, with what was typed if it was refused.
#[component]
pub fn EqualityForm(
    /// The questions.
    equality: Equality,
    /// A refused form, as it was typed.
    retry: EqualityRetry,
) -> impl IntoView {
    platform::never_store();
    let slug = equality.card.slug.clone();
    let sentence = |id: &domain::text::QuestionId| {
        let (_, problem) = retry.problems.iter().find(|(at, _)| at == id)?;
        let question = equality.form.questions.iter().find(|q| &q.id == id)?;
        Some(problems::answer(&question.kind, "", problem))
    };
    let errors: Vec<_> = retry
        .problems
        .iter()
        .filter_map(|(id, _)| Some((format!("#{id}"), sentence(id)?)))
        .collect();
    if !errors.is_empty() {
        platform::set_status(422);
    }
    let language = page_language();
    let spoken = words();
    let form = equality.form.clone().translated(&language, |english| {
        let found = spoken.as_ref()?.one(english)?;
        Some(found.to_owned())
    });
    let fields = form
        .questions
        .into_iter()
        .map(|question| {
            let answer = retry.answers.get(&question.id).cloned().unwrap_or_default();
            let error = sentence(&question.id);
            view! { <QuestionField question language=language.clone() audience=None answer error/> }
        })
        .collect_view();
    view! {
        <PublicPage title=TITLE error=!errors.is_empty()>
            <ErrorSummary errors/>
            <h1>{TITLE}</h1>
            <Prose text=equality.form.introduction.clone()/>
            <form method="post" action=routes::equality(&slug) novalidate>
                {fields}
                <div class="actions">
                    <button class="btn" type="submit">{phrase!("Send these answers")}</button>
                    <a href=routes::consultation(&slug)>{phrase!("Stop here, without answering")}</a>
                </div>
            </form>
        </PublicPage>
    }
}
