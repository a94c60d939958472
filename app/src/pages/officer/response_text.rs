//! One text of a response: as it was written, as the public would read it, and the forms to screen it.

use super::response::{Desk, tag};
use crate::api::{Cover, Flagged, TextView};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::responses as text;
use domain::coding::{Screening, Span};
use domain::redaction::{REPLACEMENTS, STRUCK};
use leptos::prelude::*;

/// The text and everything about it.
#[component]
pub(super) fn TextCard(desk: Desk, text: TextView) -> impl IntoView {
    let name = text::place(text.place).map(|name| view! { <strong>{name}</strong>" " });
    let by = text
        .screened_by
        .clone()
        .map(|by| view! { " "<span class="meta">{format!("by {by}")}</span> });
    let held = text.screening == Screening::Held;
    let waits = held.then(|| {
        let href = routes::officer_form(&desk.slug, "safeguarding");
        view! { <p class="inset">"This text may tell of harm. Those who are "<a href=href>"named for safeguarding"</a>" deal with it before anybody works with it."</p> }
    });
    let body = match (text.erased, text.body.is_empty()) {
        (true, _) => view! { <p class="meta">"The words were erased."</p> }.into_any(),
        (false, true) => ().into_any(),
        (false, false) => view! { <Reading desk=desk.clone() text=text.clone()/> }.into_any(),
    };
    let forms = (desk.may_screen && !text.erased && !held)
        .then(|| view! { <Forms desk=desk.clone() text=text.clone()/> });
    let id = format!("text-{}", text.id);
    view! {
        <article class="card" id=id>
            <p>{name}{tag(text.screening)}{by}</p>
            {waits}
            {body}
            {(!held).then(|| view! { <Marked desk=desk.clone() text=text.clone()/> })}
            <Covers desk text/>
            {forms}
        </article>
    }
    .into_any()
}

/// The original with what is marked, and the public reading where that differs.
#[component]
fn Reading(desk: Desk, text: TextView) -> impl IntoView {
    let marked = marked(&text.body, &text.flags);
    let to_cover = (desk.may_screen && text.screening != Screening::Held)
        .then(|| typed(&desk, &text, "cover").id("words"));
    let cover = to_cover.clone().map(|id| {
        view! { <button type="button" class="btn btn-secondary" data-covers=id hidden>"Cover what you marked"</button> }
    });
    let hidden = !text.covers.is_empty() && text.body.contains(STRUCK);
    let hidden = hidden.then_some(". A lead can read what is covered.");
    let public = (!text.covers.is_empty()).then(|| {
        view! {
            <div class="pane">
                <p class="meta">"As the public would read it"</p>
                <p class="as-typed" data-public="">{text.public}</p>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="panes">
            <div class="pane">
                <p class="meta">"As it was written"{hidden}</p>
                <p class="as-typed" data-marks=to_cover>{marked}</p>
                {cover}
            </div>
            {public}
        </div>
    }
    .into_any()
}

/// The text in pieces, with the flagged ones marked.
fn marked(body: &str, flags: &[Flagged]) -> impl IntoView + use<> {
    let end = body.chars().count();
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut piece = |start: usize, to: usize, kind: Option<String>| {
        let words = Span { start, end: to }.of(body).unwrap_or_default();
        let words = words.to_owned();
        pieces.push(match kind {
            Some(kind) => view! { <mark class="flag" title=kind>{words}</mark> }.into_any(),
            None => words.into_any(),
        });
    };
    for flag in flags.iter().filter(|f| !f.covered) {
        let start = flag.span.start.max(at);
        if flag.span.end <= start || flag.span.end > end {
            continue;
        }
        piece(at, start, None);
        piece(
            start,
            flag.span.end,
            Some(format!("Perhaps {}", text::flag(&flag.kind))),
        );
        at = flag.span.end;
    }
    piece(at, end, None);
    pieces
}

/// What may be personal data, each with a button that covers it.
#[component]
fn Marked(desk: Desk, text: TextView) -> impl IntoView {
    let open: Vec<Flagged> = text.flags.iter().filter(|f| !f.covered).cloned().collect();
    let action = action(&desk, &text, "cover-flag");
    let may = desk.may_screen;
    (!open.is_empty()).then(|| {
        let lines = open.into_iter().map(|flag| {
            let suits = text::suits(&flag.kind);
            let form = may.then(|| {
                view! {
                    <form method="post" action=action.clone()>
                        <Csrf/>
                        <input type="hidden" name="seen" value=text.seen.clone()/>
                        <input type="hidden" name="passage" value=flag.passage.to_string()/>
                        <input type="hidden" name="replacement" value=suits/>
                        <button class="btn-link" type="submit">
                            "Cover this with "{suits}<span class="visually-hidden">": "{flag.words.clone()}</span>
                        </button>
                    </form>
                }
            });
            view! {
                <li><mark class="flag">{flag.words}</mark>{format!(" – perhaps {}", text::flag(&flag.kind))}{form}</li>
            }
        });
        view! {
            <div class="inset">
                <p>"Marked as perhaps personal:"</p>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
        .into_any()
    })
}

/// What is covered, each with a button that takes the cover away.
#[component]
fn Covers(desk: Desk, text: TextView) -> impl IntoView {
    let action = action(&desk, &text, "uncover");
    let may = desk.may_screen && !text.erased;
    let covers: Vec<Cover> = match text.erased {
        true => Vec::new(),
        false => text.covers,
    };
    (!covers.is_empty()).then(|| {
        let lines = covers.into_iter().map(|cover| {
            let words = match &cover.words {
                Some(words) => format!("“{words}” is {}", cover.replacement),
                None => format!("Shown as {}", cover.replacement),
            };
            let form = (may && cover.may_undo).then(|| {
                view! {
                    <form method="post" action=action.clone()>
                        <Csrf/>
                        <input type="hidden" name="seen" value=text.seen.clone()/>
                        <input type="hidden" name="redaction" value=cover.id.to_string()/>
                        <button class="btn-link" type="submit">
                            "Undo"<span class="visually-hidden">": "{words.clone()}</span>
                        </button>
                    </form>
                }
            });
            view! {
                <li>
                    {words}
                    " "<span class="meta">{format!("{}, {}", cover.reason.trim_end_matches('.'), cover.by)}</span>
                    {form}
                </li>
            }
        });
        view! {
            <details class="details">
                <summary>"What is covered"</summary>
                <ul class="covers">{lines.collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

fn action(desk: &Desk, text: &TextView, act: &str) -> String {
    routes::officer_text(&desk.slug, &desk.reference, &text.id.to_string(), act)
}

/// Clear, cover, withhold.
#[component]
fn Forms(desk: Desk, text: TextView) -> impl IntoView {
    let state = text.screening;
    let fit = matches!(state, Screening::Unscreened | Screening::Withheld);
    let clear = fit.then(|| {
        let label = match text.covers.is_empty() {
            true => "Clear",
            false => "Clear as covered",
        };
        view! {
            <form method="post" action=action(&desk, &text, "clear")>
                <Csrf/>
                <input type="hidden" name="seen" value=text.seen.clone()/>
                <button class="btn btn-secondary" type="submit">{label}</button>
            </form>
        }
        .into_any()
    });
    // A refused form is shown again even where somebody else withheld the text meanwhile.
    let refused = desk.retry_of(&action(&desk, &text, "withhold")).is_some();
    let withhold = (refused || state != Screening::Withheld)
        .then(|| view! { <Withhold desk=desk.clone() text=text.clone()/> });
    view! {
        <div class="actions">{clear}</div>
        <CoverForm desk=desk.clone() text=text.clone()/>
        {withhold}
    }
    .into_any()
}

fn typed(desk: &Desk, text: &TextView, act: &str) -> Typed {
    let own = format!("{act}-{}", text.id);
    Typed::one_of(desk.retry.as_ref(), &action(desk, text, act), own)
}

#[component]
fn CoverForm(desk: Desk, text: TextView) -> impl IntoView {
    let typed = typed(&desk, &text, "cover");
    let retry = typed.retry();
    let chosen = typed.value("replacement", "");
    let options = REPLACEMENTS.map(|replacement| {
        view! { <option selected=replacement == chosen>{replacement}</option> }
    });
    view! {
        <details class="details" open=retry.is_some()>
            <summary>"Cover words"</summary>
            <form method="post" action=action(&desk, &text, "cover")>
                <Csrf/>
                <input type="hidden" name="seen" value=text.seen.clone()/>
                <div class="field">
                    <label for=typed.id("words")>"Words to cover"</label>
                    <p class="hint" id=format!("{}-hint", typed.id("words"))>"Exactly as they stand in the text. They are covered wherever they stand in it as words of their own."</p>
                    <FieldProblem retry=retry.clone() field="words"/>
                    <input class="input" id=typed.id("words") name="words" value=typed.value("words", "") autocomplete="off" spellcheck="false" aria-describedby=format!("{}-hint", typed.id("words"))/>
                </div>
                <div class="field">
                    <label for=typed.id("replacement")>"What stands in their place"</label>
                    <FieldProblem retry=retry.clone() field="replacement"/>
                    <select class="select" id=typed.id("replacement") name="replacement">
                        <option value="">"Choose"</option>
                        {options.collect_view()}
                        <option value="own" selected=chosen == "own">"Words of my own"</option>
                    </select>
                </div>
                <div class="field">
                    <label for=typed.id("own")>"Words of my own, such as “a sister’s name”"</label>
                    <input class="input" id=typed.id("own") name="own" value=typed.value("own", "") maxlength="60" autocomplete="off"/>
                </div>
                <div class="field">
                    <label for=typed.id("reason")>"Why"</label>
                    <p class="hint" id=format!("{}-hint", typed.id("reason"))>"Kept in the record. Leave the covered words out of it."</p>
                    <FieldProblem retry=retry.clone() field="reason"/>
                    <input class="input" id=typed.id("reason") name="reason" value=typed.value("reason", "") maxlength="500" aria-describedby=format!("{}-hint", typed.id("reason"))/>
                </div>
                <button class="btn btn-secondary" type="submit">"Cover"</button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Withhold(desk: Desk, text: TextView) -> impl IntoView {
    let typed = typed(&desk, &text, "withhold");
    let retry = typed.retry();
    view! {
        <details class="details" open=retry.is_some()>
            <summary>"Withhold"</summary>
            <form method="post" action=action(&desk, &text, "withhold")>
                <Csrf/>
                <input type="hidden" name="seen" value=text.seen.clone()/>
                <div class="field">
                    <label for=typed.id("reason")>"Why must nobody outside read it?"</label>
                    <p class="hint" id=format!("{}-hint", typed.id("reason"))>"Kept in the record. Name nobody."</p>
                    <FieldProblem retry=retry.clone() field="reason"/>
                    <input class="input" id=typed.id("reason") name="reason" value=typed.value("reason", "") maxlength="500" aria-describedby=format!("{}-hint", typed.id("reason"))/>
                </div>
                <button class="btn btn-warning" type="submit">"Withhold this text"</button>
            </form>
        </details>
    }
    .into_any()
}
