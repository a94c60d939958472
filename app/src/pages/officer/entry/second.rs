//! Paper forms typed a second time: what waits, how often typing goes wrong, and the blank form.

use super::super::slug;
use super::beside::Beside;
use super::desk::{about, refused};
use super::paper::{HOW, fields, name};
use super::parts::hidden;
use super::sheet::Sheet;
use crate::api::{ApiError, SecondDesk, SecondLine, SecondPage as Found, TwiceLine, backend};
use crate::components::form::{ErrorSummary, Typed};
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, FieldProblem, OfficerPage, Refused, Tab};
use crate::pages::officer::themes::Done;
use crate::pages::params::{param, query};
use crate::platform;
use crate::routes;
use crate::text::{dates, second_entry as text};
use crate::visit::{Retry, visit};
use domain::contribution::SpeaksFor;
use domain::second_entry::{Rule, percent};
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: &str = "Paper forms typed twice";

/// What waits, what was typed twice, and the error rate.
#[component]
pub fn SecondEntriesPage() -> impl IntoView {
    let Some(slug) = slug() else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let visit = visit();
    let (backend, caller, retry) = (backend(), visit.caller, visit.retry);
    let of = slug.clone();
    let done = match (query::<String>("same"), query::<String>("again")) {
        (Some(_), _) => Some("Both typings are the same. Nothing is left to do with this form."),
        (None, Some(_)) => Some("Saved. The form waits to be typed a second time again."),
        (None, None) => None,
    };
    loaded(
        async move { backend.second_entries(&caller, &of).await },
        move |found| page(slug, found, retry, done),
    )
    .into_any()
}

fn page(
    slug: Slug,
    found: Found,
    retry: Option<Retry>,
    done: Option<&'static str>,
) -> impl IntoView {
    let within = (slug.clone(), found.card.title.clone(), Tab::Responses);
    let retry = retry.filter(|retry| retry.form.starts_with(&routes::second_entries(&slug)));
    let high = text::too_high(&found.progress, &found.rule).map(|sentence| {
        view! { <div class="notice notice-warning"><p>{sentence}</p></div> }
    });
    let done = done.map(|what| view! { <Done what/> });
    let body = match found.progress.papers {
        0 => view! { <p class="inset">"No form has come on paper yet."</p> }.into_any(),
        _ => view! {
            <p>{text::waiting(&found.progress)}</p>
            <p>{text::rate(&found.progress)}</p>
            {high}
            <Waiting slug=slug.clone() lines=found.waiting/>
            <Twice slug=slug.clone() lines=found.twice/>
        }
        .into_any(),
    };
    let rule = found.rule;
    let change = match found.may_change {
        true => view! { <Change slug=slug.clone() rule retry=retry.clone()/> }.into_any(),
        false => ().into_any(),
    };
    view! {
        <OfficerPage title=TITLE within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::officer_responses(&slug)>"Responses"</a></p>
            <h1>{TITLE}</h1>
            {done}
            <p class="lead">
                "A share of the paper forms is typed a second time by somebody else, who does not see what was typed first. "
                "What differs shows how often typing goes wrong."
            </p>
            <p>{drawn(&rule)}</p>
            {body}
            {change}
        </OfficerPage>
    }
    .into_any()
}

fn drawn(rule: &Rule) -> String {
    match rule.is_all() {
        true => "Every paper form is typed twice.".to_owned(),
        false => format!(
            "{} % of the paper forms are drawn by lot, and at least {}. Nobody can choose or foresee which.",
            rule.share, rule.least
        ),
    }
}

#[component]
fn Waiting(slug: Slug, lines: Vec<SecondLine>) -> impl IntoView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines.into_iter().map(|line| {
        let href = routes::second_entry(&slug, &line.reference);
        let act = match line.own {
            true => "You typed it first: somebody else must type it now".into_any(),
            false => view! {
                <a href=href>"Type it again"<span class="visually-hidden">{format!(": {}", line.reference)}</span></a>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{line.reference.clone()}</th>
                <td>{line.audience}</td>
                <td>{dates::date(line.received)}</td>
                <td>{dates::date(line.entered.date())}</td>
                <td>{act}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="waiting">
            <h2 id="waiting">"Waiting"</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Forms that wait for the second typing">
                <table>
                    <caption class="visually-hidden">"Forms that wait for the second typing"</caption>
                    <thead><tr>
                        <th scope="col">"On the paper"</th><th scope="col">"Form of"</th><th scope="col">"Received"</th>
                        <th scope="col">"Typed first"</th><th scope="col">"Second typing"</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Twice(slug: Slug, lines: Vec<TwiceLine>) -> impl IntoView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines.into_iter().map(|line| {
        let href = routes::second_differences(&slug, &line.reference);
        let of = format!(" of {}", line.reference);
        let state = match (line.differed, line.open) {
            (0, _) => "Both the same".into_any(),
            (_, 0) => view! { <a href=href>"Settled"<span class="visually-hidden">{of}</span></a> }.into_any(),
            (_, open) => view! {
                <a href=href>{format!("{open} to settle")}<span class="visually-hidden">{of}</span></a>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row"><a href=routes::officer_response(&slug, &line.reference)>{line.reference.clone()}</a></th>
                <td>{line.by.0}</td>
                <td>{format!("{}, {}", line.by.1, dates::date(line.at.date()))}</td>
                <td class="number">{line.compared}</td>
                <td class="number">{line.differed}</td>
                <td>{state}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="twice">
            <h2 id="twice">"Typed twice"</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Forms that were typed twice">
                <table>
                    <caption class="visually-hidden">"Forms that were typed twice"</caption>
                    <thead><tr>
                        <th scope="col">"Reference"</th><th scope="col">"Typed first by"</th><th scope="col">"Then by"</th>
                        <th scope="col" class="number">"Fields compared"</th><th scope="col" class="number">"Differed"</th>
                        <th scope="col">"State"</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// How much is typed twice: the council's choice.
#[component]
fn Change(slug: Slug, rule: Rule, retry: Option<Retry>) -> impl IntoView {
    let action = routes::second_rule(&slug);
    let typed = Typed::of(retry.as_ref(), &action);
    let allowed = percent(u64::from(rule.allowed));
    let boxes = [
        (
            "share",
            "Percentage of paper forms",
            "100 means all of them.",
            rule.share.to_string(),
        ),
        (
            "least",
            "At least how many forms",
            "However few there are.",
            rule.least.to_string(),
        ),
        (
            "allowed",
            "Allowed error rate in percent",
            "Above it you are told to type all forms twice. Such as 2, or 0.5.",
            allowed,
        ),
    ];
    let boxes = boxes.map(|(name, label, hint, value)| {
        let invalid = typed.wrong(name).then_some("true");
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <p class="hint" id=format!("{name}-hint")>{hint}</p>
                <FieldProblem retry=typed.retry() field=name/>
                <input class="input input-short" type="text" inputmode="decimal" id=name name=name autocomplete="off"
                    value=typed.value(name, &value) aria-describedby=typed.described_by(name, true) aria-invalid=invalid/>
            </div>
        }
    });
    let boxes = boxes.into_iter().collect_view();
    view! {
        <details class="details" open=typed.refused()>
            <summary>"Change how much is typed twice"</summary>
            <p>"The change is kept in the record."</p>
            <form method="post" action=action>
                <Csrf/>
                {boxes}
                <button class="btn btn-secondary" type="submit">"Save the change"</button>
            </form>
        </details>
    }
    .into_any()
}

/// The blank form.
#[component]
pub fn SecondFormPage() -> impl IntoView {
    let (Some(slug), Ok(reference)) = (slug(), param::<String>("reference")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let action = routes::second_entry(&slug, &reference);
    let visit = visit();
    let retry = visit.retry_of(&action).cloned();
    let (backend, of, at) = (backend(), slug.clone(), reference.clone());
    let typed = retry.as_ref().map(about).unwrap_or_default();
    let data = async move {
        match backend.second_desk(&visit.caller, &of, &at).await {
            Ok(desk) => {
                let from = backend.who_it_is_from(&visit.caller, &of, &typed).await?;
                Ok(Ok((desk, at, from)))
            }
            // Somebody else was quicker, or may not do this: not a page that does not exist.
            Err(ApiError::Conflict { code }) => Ok(Err(code)),
            Err(other) => Err(other),
        }
    };
    loaded(data, move |found| {
        platform::never_store();
        match found {
            Ok((desk, reference, from)) => form(slug, reference, desk, (retry, from)).into_any(),
            Err(code) => not_now(slug, &code).into_any(),
        }
    })
    .into_any()
}

/// Why this form is not to be typed by this officer now.
fn not_now(slug: Slug, code: &str) -> impl IntoView + use<> {
    platform::set_status(409);
    let sentence = text::problem("", code).unwrap_or("This form cannot be typed a second time.");
    view! {
        <OfficerPage title=TITLE>
            <h1>"Not this form"</h1>
            <p>{sentence}</p>
            <p><a href=routes::second_entries(&slug)>"Paper forms typed twice"</a></p>
        </OfficerPage>
    }
}

fn form(
    slug: Slug,
    reference: String,
    found: SecondDesk,
    (retry, from): (Option<Retry>, SpeaksFor),
) -> impl IntoView {
    refused(retry.as_ref());
    let action = routes::second_entry(&slug, &reference);
    let SecondDesk {
        desk,
        audience,
        scans,
    } = found;
    let asked = desk.content.audiences.iter().find(|a| a.id == audience);
    let asked = asked.cloned();
    let sheet = Sheet::of(desk, Some(audience), (retry, from), &action);
    let within = (slug.clone(), sheet.desk.title.clone(), Tab::Responses);
    let title = format!("Type {reference} again");
    let who = asked.as_ref().map(name).unwrap_or_default();
    let inner = asked.map(|audience| fields(&sheet, &audience, &action));
    view! {
        <OfficerPage title=title.clone() within error=sheet.refused()>
            <ErrorSummary errors=sheet.summary()/>
            <p><a class="back-link" href=routes::second_entries(&slug)>{TITLE}</a></p>
            <h1>{title}</h1>
            <p class="lead">{format!("Find the paper with {reference} on it. Answers from: {who}")}</p>
            <p>"Type what is on the paper. Do not look at what was typed the first time."</p>
            <p>{HOW}</p>
            <Beside slug=slug.clone() scans>
            <form class="entry" method="post" action=action.clone() novalidate>
                {hidden(&sheet)}
                {inner}
                <button class="btn" type="submit" id="save">"Compare the two"</button>
            </form>
            </Beside>
        </OfficerPage>
    }
}
