//! Confirmed passages that could be quoted for a finding.

use super::one::Desk;
use super::quotes::From;
use crate::api::{Candidate, FindingPage, Quotable};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::routes;
use crate::text::findings as text;
use crate::text::numbers::counted;
use crate::text::themes::NO_WORDS;
use leptos::prelude::*;

/// The passages to tick. Those that the public may read come first, as the server orders them.
#[component]
pub(super) fn Candidates(desk: Desk, whole: FindingPage) -> impl IntoView {
    if !desk.may_write {
        return ().into_any();
    }
    if whole.candidates.is_empty() {
        let themes = routes::officer_form(&desk.slug, "themes");
        return view! {
            <p class="inset">
                "There is no other passage to choose: "
                <a href=themes>"confirm more comments"</a>
                " for the themes of this finding, and they are offered here."
            </p>
        }
        .into_any();
    }
    let (action, typed) = desk.form("quotes");
    let open = typed.refused() || whole.quotes.is_empty();
    let many = whole.candidates.len();
    let title = match whole.more {
        0 => format!(
            "Choose from {}",
            counted(many as u64, "passage", "passages")
        ),
        _ => format!("Choose from the first {many} passages"),
    };
    let more = (whole.more > 0).then(|| {
        let links = whole.finding.themes.iter().map(|(id, label, _)| {
            view! { <li><a href=routes::officer_theme(&desk.slug, *id)>{label.clone()}</a></li> }
        });
        let links = links.collect_view();
        view! {
            <p>"There are more. Read them all on the pages of the themes:"</p>
            <ul>{links}</ul>
        }
    });
    let problem = typed.retry();
    let boxes = whole
        .candidates
        .into_iter()
        .enumerate()
        .map(|(at, candidate)| {
            view! { <Choice desk=desk.clone() typed=typed.clone() at candidate/> }
        });
    let boxes = boxes.collect_view();
    view! {
        <details class="details" open=open>
            <summary>{title}</summary>
            <div>
                <form method="post" action=action>
                    <Csrf/>
                    <p class="hint">"They take turns: by audience, and by whether their writers are for what they wrote about, against it or of two minds, as they answered themselves."</p>
                    <fieldset class="field checkboxes passages">
                        <legend>"Passages to quote"</legend>
                        <FieldProblem retry=problem field="passages"/>
                        {boxes}
                    </fieldset>
                    <button class="btn" type="submit">"Quote the ticked passages"</button>
                </form>
                {more}
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Choice(desk: Desk, typed: Typed, at: usize, candidate: Candidate) -> impl IntoView {
    let id = if at == 0 {
        "passages".to_owned()
    } else {
        format!("passages-{at}")
    };
    let Candidate {
        line,
        quotable,
        side,
    } = candidate;
    let side = side.map(|side| format!("{} · ", text::side(Some(side))));
    let value = line.passage.to_string();
    let checked = typed.has("passages", &value, false);
    let words = line.words.unwrap_or_else(|| NO_WORDS.to_owned());
    let erased = quotable == Quotable::Erased;
    let (class, word, _) = text::quotable(quotable);
    let why = match quotable {
        Quotable::Yes | Quotable::Erased => "",
        Quotable::NotScreened => ": nobody has checked the text",
        Quotable::Withheld => ": withheld",
        Quotable::NoConsent => ": no consent to quote",
    };
    view! {
        <div class="checkbox">
            <input type="checkbox" id=id.clone() name="passages" value=value checked=checked disabled=erased/>
            <label for=id>{words}</label>
            <p class="meta"><span class=class>{word}</span>{why}" · "{side}<From slug=desk.slug origin=line.origin/></p>
        </div>
    }
    .into_any()
}
