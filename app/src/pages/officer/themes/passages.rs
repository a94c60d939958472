//! Passages of a theme, a page of them, to confirm or reject many at a time.

use super::forms::ChooseTheme;
use super::{Done, Words};
use crate::api::{PassageLine, ThemePage, TieLine};
use crate::components::form::Typed;
use crate::components::officer::{Csrf, FieldProblem};
use crate::components::pager::Pager;
use crate::pages::officer::response::tag;
use crate::routes;
use crate::text::numbers::number;
use crate::text::{dates, themes as text};
use crate::visit::Retry;
use domain::coding::{Tie, is_likely};
use domain::id::{AssignmentId, ThemeId};
use domain::plain::{capital, list};
use domain::text::Slug;
use leptos::prelude::*;

/// A decision on many passages that can be taken back: where they stand, where they stood, and which.
pub(super) struct Undo {
    pub now: Tie,
    pub before: Tie,
    pub ties: Vec<AssignmentId>,
}

/// Tabs by how passages are tied, and the passages of one of them. `open` is false for a merged theme, whose ties
/// are history. `done` is what the form before this page did: said here, where the work goes on.
#[component]
pub(super) fn Passages(
    slug: Slug,
    all: ThemePage,
    open: bool,
    done: Option<String>,
    undo: Option<Undo>,
    retry: Option<Retry>,
) -> impl IntoView {
    let (theme, tie, at, pages) = (all.theme.id, all.tie, all.page, all.pages);
    let totals = all.totals;
    let tabs = Tie::ALL.iter().map(|which| {
        let many = match which {
            Tie::Suggested => text::open(&totals),
            which => number(totals.listed(*which)),
        };
        let label = format!("{} ({many})", text::tie(*which));
        let current = (*which == tie).then_some("page");
        let href = format!(
            "{}#passages",
            routes::officer_theme_at(&slug, theme, *which)
        );
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    });
    let tabs = tabs.collect_view();
    let base = routes::officer_theme(&slug, theme);
    let pairs = vec![("tie", tie.as_str().to_owned())];
    let undo = undo.map(|undo| {
        let ties = undo.ties.into_iter();
        let ties = ties.map(|id| view! { <input type="hidden" name="tie" value=id.to_string()/> });
        view! {
            <form method="post" action=routes::officer_theme_form(&slug, theme, "ties/undo")>
                <Csrf/>
                <input type="hidden" name="from" value=undo.now.as_str()/>
                <input type="hidden" name="to" value=undo.before.as_str()/>
                {ties.collect_view()}
                <button class="btn btn-secondary" type="submit">"Take this back"</button>
            </form>
        }
    });
    let body = match all.passages.is_empty() {
        true => view! { <p class="inset">{nothing(tie)}</p> }.into_any(),
        false => view! { <Form slug all open retry/> }.into_any(),
    };
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    view! {
        <h2 id="passages">"Passages"</h2>
        <nav aria-label="Passages by where they stand"><ul class="inline-list">{tabs}</ul></nav>
        {done.map(|what| view! { <Done what/> })}
        {undo}
        {body}
        <Pager base pairs at=number(at) pages=number(pages)/>
    }
    .into_any()
}

fn nothing(tie: Tie) -> &'static str {
    match tie {
        Tie::Suggested => "There is no suggestion left to look at.",
        Tie::Confirmed => "No passage has been confirmed yet.",
        Tie::Rejected => "No passage has been rejected.",
    }
}

/// What can be done with passages that stand at a tie: value, label, and class of the button. The first is the usual.
fn buttons(tie: Tie) -> &'static [(&'static str, &'static str, &'static str)] {
    match tie {
        Tie::Suggested => &[
            ("confirmed", "Confirm ticked", "btn"),
            ("rejected", "Reject ticked", "btn btn-secondary"),
            (
                "all-confirmed",
                "Confirm all likely on this page",
                "btn btn-secondary apart",
            ),
        ],
        Tie::Confirmed => &[
            ("rejected", "Reject ticked", "btn"),
            ("suggested", "Put ticked back", "btn btn-secondary"),
        ],
        Tie::Rejected => &[
            ("confirmed", "Confirm ticked", "btn"),
            ("suggested", "Put ticked back", "btn btn-secondary"),
        ],
    }
}

#[component]
fn Form(slug: Slug, all: ThemePage, open: bool, retry: Option<Retry>) -> impl IntoView {
    let action = routes::officer_theme_form(&slug, all.theme.id, "ties");
    let typed = Typed::one_of(retry.as_ref(), &action, "ties");
    let legend = format!("{} passages", text::tie(all.tie));
    let others = all.others;
    let any_likely = all
        .passages
        .iter()
        .any(|passage| is_likely(passage.tie.score));
    let passages = all.passages.into_iter().enumerate().map(|(at, passage)| {
        // The error summary leads to the first box.
        let id = match at {
            0 => "tie".to_owned(),
            at => format!("tie-{at}"),
        };
        let ticked = typed.has("tie", &passage.tie.id.to_string(), false);
        view! { <Passage slug=slug.clone() passage id ticked open/> }
    });
    let passages = passages.collect_view();
    let buttons = open.then(|| {
        // What is weak has to be chosen by itself.
        let offered = |(to, ..): &&(&str, _, _)| any_likely || !to.starts_with("all-");
        let buttons = buttons(all.tie).iter().filter(offered).map(|(to, label, class)| {
            view! { <button class=*class type="submit" name="to" value=*to>{*label}</button> }
        });
        let buttons = buttons.collect_view();
        view! { <div class="actions decide">{buttons}</div><MoveTicked typed=typed.clone() others/> }
    });
    view! {
        <form method="post" action=action>
            <Csrf/>
            <input type="hidden" name="from" value=all.tie.as_str()/>
            <input type="hidden" name="page" value=all.page.to_string()/>
            <fieldset>
                <legend class="visually-hidden">{legend}</legend>
                <FieldProblem retry=typed.retry() field="tie"/>
                <div class="checkboxes passages">{passages}</div>
            </fieldset>
            {buttons}
        </form>
    }
    .into_any()
}

/// Ticked passages belong to another theme instead: so they may be many, from page to page, as when a theme is split.
#[component]
fn MoveTicked(typed: Typed, others: Vec<(ThemeId, String)>) -> impl IntoView {
    (!others.is_empty()).then(|| {
        let open = typed.wrong("other");
        view! {
            <details class="details" open=open>
                <summary>"Ticked passages belong to another theme"</summary>
                <div>
                    <ChooseTheme typed name="other" label="Which theme?" none="Choose" themes=others/>
                    <button class="btn btn-secondary" type="submit" name="to" value="moved">"Move ticked"</button>
                </div>
            </details>
        }
        .into_any()
    })
}

#[component]
fn Passage(
    slug: Slug,
    passage: PassageLine,
    id: String,
    ticked: bool,
    open: bool,
) -> impl IntoView {
    let PassageLine { tie, origin, .. } = passage;
    let erased = passage.words.is_none();
    let likely = is_likely(tie.score);
    let value = tie.id.to_string();
    let words = passage.words.clone();
    let long = words.as_deref().and_then(|w| text::opening(w, LONG));
    let cut = long.is_some();
    let rest = words.clone().filter(|_| cut).map(|all| {
        view! { <details><summary>"Show all of it"</summary><p class="as-typed">{all}</p></details> }
    });
    let label = long.or(words);
    let choice = match (label, open && !erased) {
        (Some(label), true) => view! {
            <input type="checkbox" id=id.clone() name="tie" value=value.clone() checked=ticked/>
            <label class="as-typed" for=id>{label}</label>
            {likely.then(|| view! { <input type="hidden" name="shown" value=value/> })}
            {rest}
        }
        .into_any(),
        (_, _) => view! { <div><Words words=passage.words limit=LONG/></div> }.into_any(),
    };
    let part = (!passage.whole).then_some("Part of a text · ");
    let quote = match passage.may_quote {
        true => "",
        false => " Not to be quoted.",
    };
    let by_hand = cut.then(|| {
        let href = routes::officer_code(&slug, &origin.reference);
        view! { " · "<a href=href>"Code its sentences by hand"</a> }
    });
    let href = routes::officer_response(&slug, &origin.reference);
    view! {
            <div class="checkbox">
                {choice}
                <p class="meta">
    {part}{text::whose(&origin)}" · "{origin.source.clone()}" · "
                    <a href=href>{format!("Response {}", origin.reference)}</a>{by_hand}
                </p>
                <p class="meta">{tag(passage.screening)}" "{provenance(&tie)}{quote}</p>
            </div>
        }
    .into_any()
}

/// The most of a text that a list shows at once, in characters.
const LONG: usize = 600;

/// How sure the engine is, who or what made a tie, and who decided on it and when.
pub(super) fn provenance(tie: &TieLine) -> String {
    let mut said = Vec::new();
    said.extend(tie.score.map(text::strength));
    said.push(format!("by {}", text::maker(&tie.made_by)));
    let mut line = said.join(" ") + ".";
    if !tie.because.is_empty() {
        let words: Vec<String> = tie.because.iter().map(|w| format!("“{w}”")).collect();
        line = format!("{line} For {}.", list(&words));
    }
    if tie.accepted {
        line += " Accepted together with others, and not read.";
    }
    if let (Some(by), Some(at)) = (&tie.decided_by, tie.decided_at) {
        let did = match tie.tie {
            Tie::Suggested => "Put back",
            decided => text::tie(decided),
        };
        let (by, at) = (text::maker(by), dates::moment(at));
        line = format!("{line} {did} by {by}, {at}.");
    }
    capital(&line)
}
