//! The forms of a letter's page: what it is, acknowledging it, reading and coding it, closing it.

use crate::api::LetterPage as Found;
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::{dates, letters as text};
use crate::visit::Retry;
use domain::coding::Span;
use domain::letter::{Acknowledged, Kind, REASON_LIMIT, ToDo};
use domain::text::Slug;
use leptos::prelude::*;

fn action(slug: &Slug, found: &Found, act: &str) -> String {
    routes::officer_letter_form(slug, &found.line.reference, act)
}

/// What it is, and how many signed.
#[component]
pub(super) fn Describe(slug: Slug, found: Found, retry: Option<Retry>) -> impl IntoView {
    let action = action(&slug, &found, "describe");
    let typed = Typed::of(retry.as_ref(), &action);
    let kinds = Kind::ALL.iter().enumerate().map(|(at, kind)| {
        let id = if at == 0 {
            "kind".to_owned()
        } else {
            format!("kind-{}", kind.as_str())
        };
        let ticked = typed.has("kind", kind.as_str(), found.line.kind == *kind);
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="kind" value=kind.as_str() checked=ticked/>
                <label for=id>{text::kind(*kind)}</label>
            </div>
        }
    });
    let kinds = kinds.collect_view();
    let signed = found.line.signatures.map(|n| n.to_string());
    let signed = typed.value("signatures", &signed.unwrap_or_default());
    view! {
        <details class="details" open=typed.refused()>
            <summary>"Change what it is"</summary>
            <form method="post" action=action>
                <Csrf/>
                <fieldset class="field">
                    <legend>"What is it?"</legend>
                    <FieldProblem retry=typed.retry() field="kind"/>
                    <div class="radios radios-inline">{kinds}</div>
                </fieldset>
                <div class="field">
                    <label for="signatures">"How many people signed, for a petition"</label>
                    <p class="hint" id="signatures-hint">"Told apart from the people who answered. Empty for anything else."</p>
                    <FieldProblem retry=typed.retry() field="signatures"/>
                    <input class="input input-short" id="signatures" name="signatures" inputmode="numeric" value=signed
                        autocomplete="off" aria-describedby=typed.described_by("signatures", true)/>
                </div>
                <button class="btn btn-secondary" type="submit">"Save what it is"</button>
            </form>
        </details>
    }
    .into_any()
}

/// When and how its sender was told that it came.
#[component]
pub(super) fn Acknowledge(slug: Slug, found: Found, retry: Option<Retry>) -> impl IntoView {
    let action = action(&slug, &found, "acknowledge");
    let typed = Typed::of(retry.as_ref(), &action);
    let known = found.line.handling.acknowledged;
    let day = known.map_or(found.today, |(on, _)| on);
    let boxes = [
        ("on", "Day", day.day().to_string()),
        ("on-month", "Month", day.month().to_string()),
        ("on-year", "Year", day.year().to_string()),
    ];
    let invalid = typed.wrong("on").then_some("true");
    let boxes = boxes.map(|(name, label, value)| {
        let value = typed.value(name, &value);
        view! {
            <div>
                <label for=name>{label}</label>
                <input class="input" type="text" inputmode="numeric" id=name name=name value=value autocomplete="off" aria-invalid=invalid/>
            </div>
        }
    });
    let boxes = boxes.into_iter().collect_view();
    let ways = Acknowledged::ALL.iter().map(|how| {
        let begin = known.is_some_and(|(_, known)| known == *how);
        let chosen = typed.has("how", how.as_str(), begin);
        view! { <option value=how.as_str() selected=chosen>{text::acknowledged(*how)}</option> }
    });
    let ways = ways.collect_view();
    let described = typed.described_by("on", true);
    let form = view! {
        <form method="post" action=action>
            <Csrf/>
            <fieldset class="field" aria-describedby=described>
                <legend>"When did you tell the sender that it came?"</legend>
                <p class="hint" id="on-hint">"Such as 30 4 2026. Where nobody can be told, today."</p>
                <FieldProblem retry=typed.retry() field="on"/>
                <div class="date-parts">{boxes}</div>
            </fieldset>
            <div class="field">
                <label for="how">"How?"</label>
                <FieldProblem retry=typed.retry() field="how"/>
                <select class="select" id="how" name="how">
                    <option value="">"Choose"</option>
                    {ways}
                </select>
            </div>
            <button class="btn btn-secondary" type="submit">"Save the acknowledgement"</button>
        </form>
    };
    let body = match known {
        None => form.into_any(),
        Some((on, how)) => {
            let by = found.acknowledged_by.clone().unwrap_or_default();
            view! {
                <p>{format!("{}, {}. Noted by {by}.", text::acknowledged(how), dates::date(on))}</p>
                <details class="details" open=typed.refused()><summary>"Change it"</summary>{form}</details>
            }
            .into_any()
        }
    };
    view! { <section id="acknowledge"><h2>"1. Acknowledge"</h2>{body}</section> }.into_any()
}

/// Its words, the questions they answer, and the reason where there is nothing to code.
#[component]
pub(super) fn Split(slug: Slug, found: Found, retry: Option<Retry>) -> impl IntoView {
    let themes = match found.themes.as_slice() {
        [] => view! { <p>"No theme is tied to its words yet."</p> }.into_any(),
        themes => {
            let themes = themes.iter().cloned().map(|t| view! { <li>{t}</li> });
            view! { <p>"Themes tied to its words:"</p><ul>{themes.collect_view()}</ul> }.into_any()
        }
    };
    let code = routes::officer_code(&slug, &found.line.reference);
    let words = match found.passages.clone() {
        None => view! { <p class="inset">"Its words were erased, or wait for those named for safeguarding."</p> }.into_any(),
        Some(passages) => view! {
            <Mark slug=slug.clone() found=found.clone() passages retry=retry.clone()/>
        }
        .into_any(),
    };
    view! {
        <section id="split">
            <h2>"2. Read and code"</h2>
            {themes}
            <p><a href=code>"Tie its words to themes"</a></p>
            {words}
            <Nothing slug found retry/>
        </section>
    }
    .into_any()
}

#[component]
fn Mark(
    slug: Slug,
    found: Found,
    passages: Vec<(Span, String)>,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = action(&slug, &found, "mark");
    let typed = Typed::of(retry.as_ref(), &action);
    let boxes = passages.into_iter().enumerate().map(|(at, (span, words))| {
        let id = if at == 0 {
            "span".to_owned()
        } else {
            format!("span-{at}")
        };
        let value = format!("{}-{}", span.start, span.end);
        let ticked = typed.has("span", &value, false);
        view! {
            <div class="checkbox">
                <input type="checkbox" id=id.clone() name="span" value=value checked=ticked/>
                <label class="as-typed" for=id>{words}</label>
            </div>
        }
    });
    let boxes = boxes.collect_view();
    let before = typed.value("question", "");
    let groups = found.targets.iter().map(|group| {
        let options = group.targets.iter().map(|(target, name)| {
            let value = target.to_string();
            let chosen = before == value;
            view! { <option value=value selected=chosen>{name.clone()}</option> }
        });
        view! { <optgroup label=group.title.clone()>{options.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    view! {
        <form method="post" action=action>
            <Csrf/>
            <fieldset>
                <legend>"Which words answer a question, or are about a clause?"</legend>
                <FieldProblem retry=typed.retry() field="span"/>
                <div class="checkboxes passages">{boxes}</div>
            </fieldset>
            <FieldProblem retry=typed.retry() field="question"/>
            <div class="field">
                <label for="question">"Question or clause"</label>
                <select class="select" id="question" name="question">
                    <option value="">"Choose"</option>
                    {groups}
                </select>
            </div>
            <button class="btn btn-secondary" type="submit">"Read them with it"</button>
        </form>
    }
    .into_any()
}

#[component]
fn Nothing(slug: Slug, found: Found, retry: Option<Retry>) -> impl IntoView {
    let handling = &found.line.handling;
    if !handling.nothing_to_code.is_empty() {
        let by = found.nothing_by.clone().unwrap_or_default();
        let reason = handling.nothing_to_code.clone();
        return view! {
            <p>{format!("There is nothing to code, because: {reason} Said by {by}.")}</p>
            <form method="post" action=action(&slug, &found, "something-to-code")>
                <Csrf/>
                <button class="btn btn-secondary" type="submit">"There is something to code after all"</button>
            </form>
        }
        .into_any();
    }
    if handling.coded {
        return ().into_any();
    }
    let action = action(&slug, &found, "nothing-to-code");
    let typed = Typed::of(retry.as_ref(), &action);
    view! {
        <details class="details" open=typed.refused()>
            <summary>"There is nothing to code"</summary>
            <form method="post" action=action>
                <Csrf/>
                <div class="field">
                    <label for="why">"Why?"</label>
                    <p class="hint" id="why-hint">"This is in the report. Name nobody. Such as: It asks for a paper form, which was sent."</p>
                    <FieldProblem retry=typed.retry() field="why"/>
                    <input class="input" id="why" name="why" value=typed.value("why", "") maxlength=REASON_LIMIT
                        aria-describedby=typed.described_by("why", true)/>
                </div>
                <button class="btn btn-secondary" type="submit">"Save the reason"</button>
            </form>
        </details>
    }
    .into_any()
}

/// Saying that it is dealt with, and taking that back.
#[component]
pub(super) fn Close(slug: Slug, found: Found) -> impl IntoView {
    let handling = &found.line.handling;
    let waits: Vec<&str> = (handling.to_do().into_iter())
        .filter(|step| *step != ToDo::Reconcile)
        .map(text::to_do)
        .collect();
    let body = match &found.reconciled {
        Some((by, at)) => view! {
            <p>{format!("Closed by {by}, {}.", dates::moment(*at))}</p>
            <form method="post" action=action(&slug, &found, "reopen")>
                <Csrf/>
                <button class="btn btn-secondary" type="submit">"Open it again"</button>
            </form>
        }
        .into_any(),
        None if waits.is_empty() => view! {
            <p>"Everything is done. Close it when you have read all of it."</p>
            <form method="post" action=action(&slug, &found, "reconcile")>
                <Csrf/>
                <button class="btn" type="submit">"This letter is dealt with"</button>
            </form>
        }
        .into_any(),
        None => {
            view! { <p>{format!("Before you can close it: {}.", lower(&waits))}</p> }.into_any()
        }
    };
    view! { <section id="close"><h2>"3. Close"</h2>{body}</section> }.into_any()
}

fn lower(steps: &[&str]) -> String {
    let lower = |step: &&str| {
        let mut letters = step.chars();
        let first = letters.next().map(|c| c.to_lowercase().to_string());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    };
    let steps: Vec<String> = steps.iter().map(lower).collect();
    steps.join("; ")
}
