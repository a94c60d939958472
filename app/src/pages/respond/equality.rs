//! The equality questions: a few pages, all optional, posted alone. Nothing is kept between the pages: each carries
//! what was answered on the others.

use super::{query, slug};
use crate::api::{ApiError, Equality, EqualityStep, backend};
use crate::components::form::ErrorSummary;
use crate::components::layout::{ErrorPage, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Prose;
use crate::components::picture::{self, Picture, ideas};
use crate::components::question::QuestionField;
use crate::components::title::title_of;
use crate::islands::Listen;
use crate::platform;
use crate::platform::words;
use crate::routes::{self, EASY};
use crate::text::equality as text;
use crate::text::problems;
use crate::text::respond::SKIP;
use crate::visit::visit;
use crate::words::{Phrase, page_language};
use domain::question::{Answers, Question};
use domain::text::QuestionId;
use leptos::prelude::*;

const FORM: &str = "equality";

/// The first page, or word that there is nothing more to do.
#[component]
pub fn EqualityPage() -> impl IntoView {
    platform::never_store();
    let (backend, leave) = (backend(), visit().equality_token);
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let done = query("done").is_some();
    let easy = query("words").as_deref() == Some(EASY);
    let data = async move { backend.equality(&slug, leave.as_deref(), easy).await };
    loaded(data, move |equality| match (equality.may_answer, done) {
        (true, _) => view! { <EqualityForm equality step=EqualityStep::default()/> }.into_any(),
        (false, true) => finished(
            equality,
            phrase!("Thank you"),
            text::STORED,
            text::EASY_DONE,
        ),
        (false, false) => finished(
            equality,
            phrase!("There is nothing more to do"),
            text::LAPSED,
            text::EASY_LAPSED,
        ),
    })
    .into_any()
}

fn finished(
    equality: Equality,
    title: Phrase,
    full: Phrase,
    easy: [(&'static str, Phrase); 2],
) -> AnyView {
    let consultation = routes::consultation(&equality.card.slug);
    let (name, easy_read) = (title_of(&equality.card), equality.form.easy);
    let says = match easy_read {
        true => ideas(&easy).into_any(),
        false => view! { <p class="lead">{full}</p> }.into_any(),
    };
    view! {
        <PublicPage title>
            <div class=easy_read.then_some("easy-read")>
                <h1>{title}</h1>
                {says}
                <ul>
                    <li><a href=consultation>{name}</a></li>
                    <li><a href=routes::consultations()>{phrase!("See other consultations")}</a></li>
                </ul>
            </div>
        </PublicPage>
    }
    .into_any()
}

/// A page of the form, with what was typed if it was refused.
#[component]
pub fn EqualityForm(
    /// The questions.
    equality: Equality,
    /// Where in them, and what was answered.
    step: EqualityStep,
) -> impl IntoView {
    platform::never_store();
    let slug = equality.card.slug.clone();
    let language = page_language();
    let spoken = words();
    let form = equality.form.translated(&language, |english| {
        let found = spoken.as_ref()?.one(english)?;
        Some(found.to_owned())
    });
    let pages = form.pages(&step.answers);
    let count = pages.len();
    let here: Vec<Question> = (pages
        .into_iter()
        .nth(step.at)
        .unwrap_or_default()
        .into_iter())
    .cloned()
    .collect();
    let first = here.first().map(|question| question.id.clone());
    let easy = form.easy;
    let sentence = |id: &QuestionId| {
        let (_, problem) = step.problems.iter().find(|(at, _)| at == id)?;
        let question = here.iter().find(|q| &q.id == id)?;
        Some(problems::answer(&question.kind, "", problem))
    };
    let errors: Vec<_> = step
        .problems
        .iter()
        .filter_map(|(id, _)| Some((format!("#{id}"), sentence(id)?)))
        .collect();
    let wrong = !errors.is_empty();
    if wrong {
        platform::set_status(422);
    }
    // In easy words each question is the heading of its page; the first page has its own.
    let level = if easy && step.at > 0 { 1 } else { 2 };
    let title = match (level, here.first()) {
        (1, Some(question)) => question.words(&language, Some(&form.reader)).title,
        _ => text::TITLE.say(),
    };
    let heading = (level == 2).then(|| view! { <h1>{text::TITLE}</h1> });
    let carried = carried(&form.questions, &here, &step.answers);
    let fields = here.iter().cloned().map(|question| {
        let answer = step.answers.get(&question.id).cloned().unwrap_or_default();
        let error = sentence(&question.id);
        let (id, what) = (format!("read-{}", question.id), question.words(&language, Some(&form.reader)).title);
        let field = view! { <QuestionField question language=language.clone() audience=Some(form.reader.clone()) answer error level/> };
        match easy {
            true => view! { <Listen of=id.clone() what/><div id=id>{field}</div> }.into_any(),
            false => field.into_any(),
        }
    });
    let fields = fields.collect_view();
    let introduction = (step.at == 0).then(|| match easy {
        true => view! {
            <Listen of="read-why".to_owned() what=text::TITLE.say()/>
            <div id="read-why">{ideas(&text::EASY)}</div>
        }
        .into_any(),
        false => view! { <Prose text=form.introduction.clone()/> }.into_any(),
    });
    let nothing = (step.at == 0)
        .then(|| view! { <p><a href=routes::consultation(&slug)>{text::NOTHING}</a></p> });
    let last = first.as_ref().is_some_and(|first| form.is_last(first));
    let send = match last {
        true => phrase!("Send these answers"),
        false => phrase!("Continue"),
    };
    view! {
        <PublicPage title error=wrong keeps=FORM>
            <ErrorSummary errors/>
            <p class="progress">{say!("Page {at} of {count}", at = step.at + 1, count = count)}</p>
            <div class=easy.then_some("easy-read")>
                {heading}
                {introduction}
                <form id=FORM method="post" action=routes::equality(&slug, false) novalidate>
                    <input type="hidden" name="page" value=first.map(|id| id.to_string()).unwrap_or_default()/>
                    {easy.then(|| view! { <input type="hidden" name="words" value=EASY/> })}
                    {carried}
                    {fields}
                    <button class="btn" type="submit">{send}</button>
                    <Buttons easy first=step.at == 0 last/>
                </form>
                {nothing}
            </div>
        </PublicPage>
    }
}

/// What else there is under the questions of a page.
#[component]
fn Buttons(easy: bool, first: bool, last: bool) -> impl IntoView {
    let back = (!first).then(|| {
        view! { <button class="btn btn-secondary" type="submit" name="go" value="back">{phrase!("Back")}</button> }
    });
    if !easy {
        let stop = (!first && !last).then(|| {
            view! { <button class="btn btn-secondary" type="submit" name="go" value="stop">{text::STOP}</button> }
        });
        return view! { <div class="actions">{back}{stop}</div> }.into_any();
    }
    let pictures = if picture::wanted() { "no" } else { "yes" };
    view! {
        <div class="actions">
            <button class="btn btn-secondary" type="submit" name="go" value="skip"><Picture name="skip"/>{SKIP}</button>
            <button class="btn btn-secondary" type="submit" name="go" value="stop"><Picture name="stop"/>{text::STOP_EASY}</button>
            {back}
        </div>
        <p><button class="btn-link" type="submit" name="pictures" value=pictures>{picture::switch_text()}</button></p>
    }
    .into_any()
}

/// What was answered on other pages, to be posted with this one.
fn carried(all: &[Question], here: &[Question], answers: &Answers) -> impl IntoView + use<> {
    let elsewhere = all.iter().filter(|q| !here.iter().any(|h| h.id == q.id));
    let fields = elsewhere.filter_map(|question| {
        let answer = answers.get(&question.id)?;
        let mut fields: Vec<(String, String)> = (answer.picked.iter())
            .map(|option| (question.id.to_string(), option.clone()))
            .collect();
        if !answer.other.is_empty() {
            fields.push((question.other_field(), answer.other.clone()));
        }
        Some(fields)
    });
    let fields: Vec<_> = fields.flatten().collect();
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view()
}
