//! How well people and machine agree, by a sample that two people code.

mod boxes;
mod figures;
mod second;
mod settle;
mod shares;
mod steps;

pub use second::SecondCodingPage;
pub use settle::DifferencePage;

use crate::api::{
    AgreementPage as All, ApiError, DifferenceLine, QuestionAgreement, SampleState, backend,
};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{CountedAt, Csrf, OfficerPage, Refused, Tab};
use crate::pages::officer::slug;
use crate::routes;
use crate::text::numbers::{counted, number};
use crate::visit::{Retry, visit};
use domain::agreement::Estimate;
use domain::coding::SMALLEST_SAMPLE;
use domain::text::Slug;
use figures::Figures;
use leptos::prelude::*;
use shares::Shares;

/// The sample, the figures, and what is still to be settled.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    loaded(
        async move { backend.agreement(&caller, &of).await },
        move |all| page(slug, all, retry),
    )
    .into_any()
}

fn page(slug: Slug, all: All, retry: Option<Retry>) -> impl IntoView {
    let base = routes::officer_form(&slug, "agreement");
    let retry = retry.filter(|retry| retry.form.starts_with(&base));
    let within = (slug.clone(), all.card.title.clone(), Tab::Themes);
    view! {
        <OfficerPage title="Agreement" within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_themes(&slug)>"All themes"</a></p>
            <h1>"Agreement"</h1>
            <CountedAt at=all.card.counted/>
            <p>
                "Two people code the same texts, drawn at random, without seeing what the other said. How far they agree shows "
                "what the themes are worth; how far the machine agrees with people shows what its suggestions are worth. A text "
                "without a theme counts only where somebody said so."
            </p>
            <Sample slug=slug.clone() state=all.sample/>
            <Figures heading="Two people" id="people" agreement=all.people first="First person only" second="Second person only"/>
            <Figures heading="People and the machine" id="machine" agreement=all.machine first="People only" second="Machine only"/>
            <Questions questions=all.questions/>
            <Shares shares=all.shares/>
            <Differences slug differences=all.differences/>
        </OfficerPage>
    }
    .into_any()
}

#[component]
fn Sample(slug: Slug, state: SampleState) -> impl IntoView {
    let missing = state.wanted.saturating_sub(state.drawn);
    let draw = (missing > 0).then(|| {
        let label = match state.drawn {
            0 => format!("Draw {}", counted(missing, "response", "responses")),
            _ => format!("Draw {} more", counted(missing, "response", "responses")),
        };
        view! {
            <form method="post" action=routes::officer_form(&slug, "agreement/draw")>
                <Csrf/>
                <button class="btn" type="submit">{label}</button>
            </form>
        }
    });
    if state.drawn == 0 {
        let none = match state.texts {
            0 => "Nobody has written anything yet.",
            _ => "No sample has been drawn yet.",
        };
        let whole = (state.texts > 0).then(|| view! { <p>{rule(state)}</p> });
        return view! { <h2>"The sample"</h2><p class="inset">{none}</p>{whole}{draw} }.into_any();
    }
    let held_out = (state.held_out > 0).then(|| {
        view! { <p class="hint">"The machine never learns from these texts, and its suggestions are hidden until one is read."</p> }
    });
    let all = state.drawn_texts;
    let of_all = |n: u64| format!("{} of {}", number(n), counted(all, "text", "texts"));
    let rows = [
        (
            "Drawn at random",
            format!(
                "{} of {} ({} of {})",
                number(state.drawn),
                counted(state.responses, "response", "responses"),
                number(all),
                counted(state.texts, "text", "texts")
            ),
        ),
        ("Read by one person", of_all(state.read)),
        ("Coded by a second", of_all(state.second)),
        ("Differences to settle", number(state.open)),
    ];
    let rows = rows.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    let first = (state.read < all).then(|| {
        let filter = crate::api::QueueFilter {
            show: crate::api::Show::Sample,
            ..Default::default()
        };
        let href = routes::officer_coding(&slug, &filter, None, false);
        view! { <li><a href=href>"Read the sample"</a></li> }
    });
    let second = match state.waiting {
        0 => view! { <li>"No text waits for you to be the second."</li> }.into_any(),
        n => {
            let label = format!("Code {} as the second person", counted(n, "text", "texts"));
            view! { <li><a href=routes::officer_form(&slug, "agreement/code")>{label}</a></li> }
                .into_any()
        }
    };
    view! {
        <section>
            <h2>"The sample"</h2>
            <p>{rule(state)}</p>
            <dl class="summary-list">{rows.collect_view()}</dl>
            {held_out}
            <ul>{first}{second}</ul>
            {draw}
        </section>
    }
    .into_any()
}

/// How many responses are drawn, and why so many.
fn rule(state: SampleState) -> String {
    let wanted = counted(state.wanted, "response", "responses");
    let drawn = "A response is drawn with everything written in it. A letter counts as one, and so does each thing noted at an event.";
    match state.read_all {
        true => format!(
            "With so few responses a person reads every text. To measure agreement, {wanted} drawn at random are coded by two people. {drawn}"
        ),
        false => format!(
            "To measure agreement, {wanted} drawn at random are kept from the machine and coded by two people. {drawn}"
        ),
    }
}

#[component]
fn Differences(slug: Slug, differences: Vec<DifferenceLine>) -> impl IntoView {
    let body = match differences.is_empty() {
        true => {
            view! { <p class="inset">"There is no text on which two people differ."</p> }.into_any()
        }
        false => {
            let lines = differences.into_iter().map(|line| {
                let href = routes::officer_difference(&slug, line.text, false);
                let said = |who: &str, themes: &[String]| {
                    (!themes.is_empty()).then(|| format!("{who}: {}", themes.join(", ")))
                };
                let differ = match &line.only {
                    Some([first, second]) => {
                        let parts = [said("first", first), said("second", second)];
                        let parts: Vec<String> = parts.into_iter().flatten().collect();
                        format!("Only the {}", parts.join("; only the "))
                    }
                    None => {
                        "You were the second person, and have not seen what the first one said."
                            .to_owned()
                    }
                };
                let state = match line.resolved_by {
                    Some(by) => {
                        view! { <span class="tag tag-cleared">{format!("Settled by {by}")}</span> }
                            .into_any()
                    }
                    None => {
                        view! { <span class="tag tag-unscreened">"To settle"</span> }.into_any()
                    }
                };
                view! {
                    <li>
                        <a href=href>{format!("Response {}", line.reference)}</a>" "{state}
                        <br/><span class="meta">{differ}</span>
                    </li>
                }
            });
            view! { <ul class="plain">{lines.collect_view()}</ul> }.into_any()
        }
    };
    view! { <section><h2 id="differences">"Where two people differ"</h2>{body}</section> }
        .into_any()
}

/// Agreement question by question.
#[component]
fn Questions(questions: Vec<QuestionAgreement>) -> impl IntoView {
    if questions.is_empty() {
        return ().into_any();
    }
    let enough = |line: &QuestionAgreement| {
        [line.people.0, line.machine.0]
            .iter()
            .any(|texts| *texts >= SMALLEST_SAMPLE)
    };
    if !questions.iter().any(enough) {
        return view! {
            <section aria-labelledby="questions">
                <h2 id="questions">"Question by question"</h2>
                <p class="inset">{format!("No question has {SMALLEST_SAMPLE} texts to compare so far. Nothing is said of fewer.")}</p>
            </section>
        }
        .into_any();
    }
    let figure = |(texts, estimate): (usize, Option<Estimate>)| match estimate {
        Some(e) => figures::estimate(e),
        None if texts < SMALLEST_SAMPLE => {
            format!("{}, too few", counted(texts as u64, "text", "texts"))
        }
        None => "It says nothing here.".to_owned(),
    };
    let rows = questions.into_iter().map(|line| {
        view! {
            <tr>
                <th scope="row">{line.title}</th>
                <td>{figure(line.people)}</td>
                <td>{figure(line.machine)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section aria-labelledby="questions">
            <h2 id="questions">"Question by question"</h2>
            <p class="hint">{format!("Nothing is said of fewer than {SMALLEST_SAMPLE} texts.")}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Agreement question by question">
                <table>
                    <caption class="visually-hidden">"Agreement on the answers to each question"</caption>
                    <thead><tr><th scope="col">"Question"</th><th scope="col">"Two people: alpha"</th><th scope="col">"People and machine: F1"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// Under how many texts nothing is said, as a sentence.
pub(super) fn too_few(texts: usize) -> String {
    format!(
        "{} so far. Nothing is said of fewer than {SMALLEST_SAMPLE}.",
        counted(texts as u64, "text", "texts")
    )
}
