//! One text to be coded: its ties so far, its passages to tick, and the theme they belong to.

use super::passages::provenance;
use crate::api::{TextToCode, TieLine};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::pages::officer::response::tag;
use crate::routes;
use crate::text::themes as text;
use crate::visit::Retry;
use domain::coding::{Span, Tie};
use domain::id::ThemeId;
use domain::text::Slug;
use leptos::prelude::*;

/// The text and everything tied to it.
#[component]
pub(super) fn TextToCodeCard(
    slug: Slug,
    reference: String,
    text: TextToCode,
    themes: Vec<(ThemeId, String)>,
    retry: Option<Retry>,
) -> impl IntoView {
    let id = format!("text-{}", text.id);
    let body = match &text.body {
        None => view! { <p class="meta">"The words were erased. What was decided on them still counts."</p> }.into_any(),
        Some(_) if themes.is_empty() => {
            view! { <p class="as-typed">{text.body.clone()}</p> }.into_any()
        }
        Some(_) => view! {
            <Assign slug=slug.clone() reference=reference.clone() text=text.clone() themes retry/>
        }
        .into_any(),
    };
    view! {
        <article class="card" id=id>
            <h2>{text.source.clone()}</h2>
            <p>{tag(text.screening)}</p>
            <div class="panes">
                <div>{body}</div>
                <Ties slug reference text/>
            </div>
        </article>
    }
    .into_any()
}

/// The form that ties ticked passages, or the whole text, to a theme.
#[component]
fn Assign(
    slug: Slug,
    reference: String,
    text: TextToCode,
    themes: Vec<(ThemeId, String)>,
    retry: Option<Retry>,
) -> impl IntoView {
    let action = routes::officer_code_form(&slug, &reference, "assign");
    let own = text.id.to_string();
    // Every text of the page posts to the same address: the refused form is the one that names this text.
    let retry = retry.filter(|r| r.value("text") == Some(own.as_str()));
    let typed = Typed::one_of(retry.as_ref(), &action, own.clone());
    let several = text.passages.len() > 1;
    let words = match several {
        true => view! { <Choice typed=typed.clone() passages=text.passages/> }.into_any(),
        false => view! { <p class="as-typed">{text.body}</p> }.into_any(),
    };
    let options = themes.into_iter().map(|(id, label)| {
        let chosen = typed.value("theme", "") == id.to_string();
        view! { <option value=id.to_string() selected=chosen>{label}</option> }
    });
    let options = options.collect_view();
    view! {
        <form method="post" action=action>
            <Csrf/>
            <input type="hidden" name="text" value=own/>
            {words}
            <FieldProblem retry=typed.retry() field="theme"/>
            <div class="actions decide">
                <label for=typed.id("theme")>"Theme"</label>
                <select class="select" id=typed.id("theme") name="theme">
                    <option value="">"Choose"</option>
                    {options}
                </select>
                <button class="btn" type="submit">"Tie to the theme"</button>
            </div>
        </form>
    }
    .into_any()
}

/// The passages to tick.
#[component]
fn Choice(typed: Typed, passages: Vec<(Span, String)>) -> impl IntoView {
    let boxes = passages.into_iter().enumerate().map(|(at, (span, words))| {
        let id = match at {
            0 => typed.id("span"),
            at => format!("{}-{at}", typed.id("span")),
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
    view! {
        <fieldset>
            <legend>"Which words?"</legend>
            <p class="hint">"Tick none for the whole text."</p>
            <FieldProblem retry=typed.retry() field="span"/>
            <div class="checkboxes passages">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

/// What is tied to the text so far, each with its buttons.
#[component]
fn Ties(slug: Slug, reference: String, text: TextToCode) -> impl IntoView {
    (!text.ties.is_empty()).then(|| {
        let whole = text.body.as_deref().map(Span::whole);
        let erased = text.body.is_none();
        let lines = text.ties.into_iter().map(|(tie, span, words)| {
            let words = (!erased && Some(span) != whole).then_some(words);
            view! { <OneTie slug=slug.clone() reference=reference.clone() text=text.id.to_string() tie words/> }
        });
        let lines = lines.collect_view();
        view! { <div><h3>"Themes so far"</h3><ul class="ties">{lines}</ul></div> }.into_any()
    })
}

#[component]
fn OneTie(
    slug: Slug,
    reference: String,
    text: String,
    tie: TieLine,
    words: Option<String>,
) -> impl IntoView {
    let choices: &[(Tie, &str)] = match tie.tie {
        Tie::Suggested => &[(Tie::Confirmed, "Confirm"), (Tie::Rejected, "Reject")],
        Tie::Confirmed => &[(Tie::Rejected, "Reject")],
        Tie::Rejected => &[(Tie::Confirmed, "Confirm")],
    };
    let buttons = choices.iter().map(|(to, label)| {
        view! {
            <button class="btn btn-secondary btn-small" type="submit" name="to" value=to.as_str()>
                {*label}<span class="visually-hidden">{format!(": {}", tie.label)}</span>
            </button>
            " "
        }
    });
    let buttons = buttons.collect_view();
    let class = format!("tag tag-{}", tie.tie.as_str());
    let href = routes::officer_theme_at(&slug, tie.theme, tie.tie);
    let of = words.map(|words| view! { <p class="quote">{words}</p> });
    view! {
        <li>
            <span class=class>{text::tie(tie.tie)}</span>
            <a href=href>{tie.label.clone()}</a>
            " "<span class="meta">{provenance(&tie)}</span>
            {of}
            <form method="post" action=routes::officer_code_form(&slug, &reference, "ties")>
                <Csrf/>
                <input type="hidden" name="text" value=text/>
                <input type="hidden" name="tie" value=tie.id.to_string()/>
                <input type="hidden" name="from" value=tie.tie.as_str()/>
                <div class="actions">{buttons}</div>
            </form>
        </li>
    }
    .into_any()
}
