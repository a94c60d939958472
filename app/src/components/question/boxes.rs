//! Questions with several boxes: a date, a ranking, a list. Every box of a question has the question's name; the
//! first carries its id, so that the error summary leads there.

use super::Head;
use crate::text::labels::label;
use domain::question::{Answer, DATE_BOXES, List, Question, Rank};
use domain::text::{AudienceId, Language};
use leptos::prelude::*;

/// One box.
struct Shown {
    /// Ends its id; empty for the first.
    end: String,
    label: String,
    class: &'static str,
    numeric: bool,
    typed: String,
}

fn typed(answer: &Answer, at: usize) -> String {
    answer.boxes.get(at).cloned().unwrap_or_default()
}

/// Day, month and year.
pub(super) fn date(head: &Head, answer: &Answer) -> impl IntoView + use<> {
    let boxes = DATE_BOXES.iter().enumerate().map(|(at, part)| {
        let shown = Shown {
            end: ending(at, part),
            label: match *part {
                "day" => phrase!("Day"),
                "month" => phrase!("Month"),
                _ => phrase!("Year"),
            }
            .say(),
            class: match *part {
                "year" => "input input-year",
                _ => "input input-place",
            },
            numeric: true,
            typed: typed(answer, at),
        };
        one(head, shown)
    });
    let boxes = boxes.collect_view();
    group(head, None, view! { <div class="date-boxes">{boxes}</div> })
}

/// A number beside each option.
pub(super) fn rank(
    head: &Head,
    (question, rank): (&Question, &Rank),
    (language, audience): (&Language, Option<&AudienceId>),
    answer: &Answer,
) -> impl IntoView + use<> {
    let places = rank.places();
    let tip = match places == rank.options.len() {
        true => say!(
            "Write 1 beside the one that matters most to you, 2 beside the next, and so on. You can leave some empty."
        ),
        false => say!(
            "Choose up to {places}. Write 1 beside the one that matters most to you, 2 beside the next. Leave the others empty.",
            places = places
        ),
    };
    let boxes = rank.options.iter().enumerate().map(|(at, option)| {
        let shown = Shown {
            end: ending(at, option.as_str()),
            label: label(question, option, language, audience),
            class: "input input-place",
            numeric: true,
            typed: typed(answer, at),
        };
        view! { <li>{one(head, shown)}</li> }
    });
    let boxes = boxes.collect_view();
    group(
        head,
        Some(tip),
        view! { <ul class="rank-boxes">{boxes}</ul> },
    )
}

/// One line an entry. `adds`: with a button for one more line; else all lines there may be.
pub(super) fn list(head: &Head, list: &List, answer: &Answer, adds: bool) -> impl IntoView + use<> {
    let filled: Vec<&String> = answer
        .boxes
        .iter()
        .filter(|b| !b.trim().is_empty())
        .collect();
    let lines = match adds {
        true => (filled.len() + 1).clamp(2, list.at_most.max(filled.len())),
        false => list.at_most.max(filled.len()),
    };
    let boxes = (0..lines).map(|at| {
        let number = at + 1;
        let shown = Shown {
            end: ending(at, &number.to_string()),
            label: say!("Number {number}", number = number),
            class: "input",
            numeric: false,
            typed: filled.get(at).map(|b| (*b).clone()).unwrap_or_default(),
        };
        view! { <li>{one(head, shown)}</li> }
    });
    let boxes = boxes.collect_view();
    let more = (adds && lines < list.at_most).then(|| {
        view! {
            <button class="btn btn-secondary" type="submit" name="more" value=head.id.clone()>
                {phrase!("Add another")}
            </button>
        }
    });
    let tip = say!(
        "Up to {at_most}. To take one out, empty its line.",
        at_most = list.at_most
    );
    let inside = view! { <ul class="list-boxes">{boxes}</ul> {more} };
    group(head, Some(tip), inside)
}

fn ending(at: usize, name: &str) -> String {
    match at {
        0 => String::new(),
        _ => format!("-{name}"),
    }
}

fn one(head: &Head, shown: Shown) -> impl IntoView + use<> {
    let id = format!("{}{}", head.id, shown.end);
    view! {
        <div class="box">
            <label for=id.clone()>{shown.label}</label>
            <input
                class=shown.class type="text" inputmode=shown.numeric.then_some("numeric") id=id
                name=head.id.clone() value=shown.typed autocomplete="off" aria-invalid=head.invalid()
            />
        </div>
    }
}

fn group<V: IntoView + 'static>(
    head: &Head,
    tip: Option<String>,
    inside: V,
) -> impl IntoView + use<V> {
    let described = head.described_by(if tip.is_some() { &["tip"] } else { &[] });
    let tip = tip.map(|tip| view! { <p class="hint" id=format!("{}-tip", head.id)>{tip}</p> });
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend>{head.heading(head.title.clone())}</legend>
            {head.hint()}
            {tip}
            {head.error()}
            {inside}
        </fieldset>
    }
}
