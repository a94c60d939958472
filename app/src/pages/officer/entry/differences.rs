//! What two people typed in two ways, side by side: somebody with the paper says which is right.

use super::super::scans::Paper;
use super::super::slug;
use crate::api::{ApiError, DifferencesPage as Found, TypedDifference, backend};
use crate::components::form::Typed;
use crate::components::layout::ErrorPage;
use crate::components::loaded::loaded;
use crate::components::officer::{Csrf, OfficerPage, Refused, Tab};
use crate::pages::officer::themes::Done;
use crate::pages::params::{param, query};
use crate::platform;
use crate::routes;
use crate::text::numbers::counted;
use crate::text::{dates, second_entry as text};
use crate::visit::{Retry, visit};
use domain::second_entry::Side;
use domain::text::Slug;
use leptos::prelude::*;

/// The page.
#[component]
pub fn DifferencesPage() -> impl IntoView {
    let (Some(slug), Ok(reference)) = (slug(), param::<String>("reference")) else {
        return view! { <ErrorPage error=ApiError::NotFound/> }.into_any();
    };
    let done = query::<String>("done").is_some();
    let action = routes::second_differences(&slug, &reference);
    let visit = visit();
    let retry = visit.retry_of(&action).cloned();
    let (backend, of) = (backend(), slug.clone());
    loaded(
        async move { backend.differences(&visit.caller, &of, &reference).await },
        move |found| page(slug, found, (action, retry), done),
    )
    .into_any()
}

fn page(
    slug: Slug,
    found: Found,
    (action, retry): (String, Option<Retry>),
    done: bool,
) -> impl IntoView {
    platform::never_store();
    let within = (slug.clone(), found.card.title.clone(), Tab::Responses);
    let title = format!("{}: what differs", found.reference);
    let typed = Typed::of(retry.as_ref(), &action);
    let unsettled = || found.lines.iter().filter(|line| line.chosen.is_none());
    let (open, hidden) = (
        unsettled().count(),
        unsettled().filter(|l| l.hidden).count(),
    );
    let differ = counted(found.lines.len() as u64, "field differs", "fields differ");
    let told = format!(
        "{} typed it first, {} the second time. {differ} of {}.",
        found.by.0, found.by.1, found.compared
    );
    let cards = |settled: bool| {
        let lines = found
            .lines
            .iter()
            .filter(move |line| line.chosen.is_some() == settled);
        let cards: Vec<_> = lines.map(|line| card(&found, line, &typed)).collect();
        cards
    };
    let form = match (found.erased, open) {
        (true, _) => {
            view! { <p class="inset">"The words of this response were erased."</p> }.into_any()
        }
        (false, 0) => view! { <p class="inset">"Everything is settled."</p> }.into_any(),
        (false, _) if open == hidden => cards(false).into_any(),
        (false, _) => {
            let cards = cards(false);
            view! {
                <form method="post" action=action>
                    <Csrf/>
                    <div id="differences">{cards}</div>
                    <button class="btn" type="submit">"Save what is on the paper"</button>
                </form>
            }
            .into_any()
        }
    };
    let settled = (open < found.lines.len() && !found.erased).then(|| {
        let cards = cards(true);
        view! { <section aria-labelledby="settled"><h2 id="settled">"Settled"</h2>{cards}</section> }
    });
    let paper = (!found.scans.is_empty()).then(|| {
        view! {
            <section class="beside-paper" aria-labelledby="paper">
                <h2 id="paper">"The paper"</h2>
                <Paper slug=slug.clone() scans=found.scans.clone()/>
            </section>
        }
    });
    let class = if paper.is_some() { "beside" } else { "" };
    view! {
        <OfficerPage title=title.clone() within error=retry.is_some()>
            {retry.clone().map(|retry| view! { <Refused retry/> })}
            <p><a class="back-link" href=routes::second_entries(&slug)>"Paper forms typed twice"</a></p>
            <h1>{title}</h1>
            {done.then(|| view! { <Done what="Saved."/> })}
            <p>{told}</p>
            <p>
                "Look at the paper, and choose what stands there. Both typings are kept in the record, and so is your choice. "
                <a href=routes::officer_response(&slug, &found.reference)>"See the response"</a>
            </p>
            <div class=class>
                {paper}
                <div>{form}{settled}</div>
            </div>
        </OfficerPage>
    }
    .into_any()
}

fn card(found: &Found, line: &TypedDifference, typed: &Typed) -> AnyView {
    let title = text::field(
        &line.field,
        &found.questions,
        Some(&found.audience),
        &found.clauses,
    );
    if line.hidden {
        let by = settled_by(line);
        return view! {
            <section class="difference">
                <h3>{title}</h3>
                <p class="inset">
                    "Words of this response are covered, so only a lead may compare what was typed."
                </p>
                {by}
            </section>
        }
        .into_any();
    }
    let name = format!("settle-{}", line.id);
    let sides = [
        (Side::First, "Typed first", &line.first),
        (Side::Second, "Typed the second time", &line.second),
    ];
    let chosen = line.chosen.as_ref();
    let sides = sides.map(|(side, label, value)| {
        let words = text::lines(&line.field, value, &found.questions, Some(&found.audience));
        let words = words.into_iter().map(|line| view! { <p class="as-typed">{line}</p> });
        let words = words.collect_view();
        match chosen {
            Some((right, ..)) => {
                let mark = (*right == side).then(|| view! { " "<span class="tag tag-done">"On the paper"</span> });
                view! { <div class="pane"><p class="meta">{label}{mark}</p>{words}</div> }.into_any()
            }
            None => {
                let id = format!("{name}-{}", side.as_str());
                let ticked = typed.has(&name, side.as_str(), false);
                view! {
                    <div class="pane">
                        <div class="radio">
                            <input type="radio" id=id.clone() name=name.clone() value=side.as_str() checked=ticked/>
                            <label for=id>{label}</label>
                        </div>
                        {words}
                    </div>
                }
                .into_any()
            }
        }
    });
    let sides = sides.into_iter().collect_view();
    let neither = match chosen {
        Some((Side::Neither, ..)) => {
            view! { <p><span class="tag tag-unscreened">"Neither: typed again"</span></p> }
                .into_any()
        }
        Some(_) => ().into_any(),
        None => {
            let id = format!("{name}-neither");
            let ticked = typed.has(&name, Side::Neither.as_str(), false);
            view! {
                <div class="radio">
                    <input type="radio" id=id.clone() name=name.clone() value=Side::Neither.as_str() checked=ticked aria-describedby=format!("{id}-hint")/>
                    <label for=id.clone()>"Neither of the two"</label>
                    <p class="hint" id=format!("{id}-hint")>"The whole form is then typed a second time again."</p>
                </div>
            }
            .into_any()
        }
    };
    let by = settled_by(line);
    view! {
        <fieldset class="difference">
            <legend>{title}</legend>
            <div class="panes">{sides}</div>
            {neither}
            {by}
        </fieldset>
    }
    .into_any()
}

fn settled_by(line: &TypedDifference) -> Option<impl IntoView + use<>> {
    let (_, by, at) = line.chosen.as_ref()?;
    let sentence = format!("Settled by {by}, {}.", dates::moment(*at));
    Some(view! { <p class="meta">{sentence}</p> })
}
