//! Themes that the engine proposes, with what is needed to judge each.

use super::forms::{JudgeTheme, MergeTheme};
use super::{Keywords, Words};
use crate::api::{Heard, Proposed};
use crate::components::officer::Csrf;
use crate::routes;
use crate::text::themes as text;
use crate::visit::Retry;
use domain::coding::Grain;
use domain::id::ThemeId;
use domain::text::Slug;
use leptos::prelude::*;

/// One card a proposal: take it in, merge it, or dismiss it.
#[component]
pub(super) fn Proposals(
    slug: Slug,
    proposed: Vec<Proposed>,
    into: Vec<(ThemeId, String)>,
    commented: Heard,
    /// How many were asked for in the last run, if it was said.
    grain: Option<Grain>,
    /// Whether the engine is at work.
    busy: bool,
    retry: Option<Retry>,
) -> impl IntoView {
    (!proposed.is_empty()).then(|| {
        let now = grain.map_or(proposed.len(), Grain::themes);
        let cut = (!busy).then(|| view! { <Cut slug=slug.clone() now/> });
        let cards = proposed.into_iter().map(|one| {
            view! { <Card slug=slug.clone() one into=into.clone() commented retry=retry.clone()/> }
        });
        let cards = cards.collect_view();
        view! {
            <section>
                <h2 id="proposed">"Proposed by the engine"</h2>
                <p>"Found among texts that fit no theme of the frame, or none likely. Each waits for a person: take it in, merge it or dismiss it."</p>
                {cut}
                <ul class="cards">{cards}</ul>
            </section>
        }
        .into_any()
    })
}

/// Cuts the tree of themes higher or lower.
#[component]
fn Cut(slug: Slug, now: usize) -> impl IntoView {
    let button = |cut: Option<Grain>, says: &str| {
        let many = cut?.themes();
        let says = format!("{says}: {many}");
        Some(view! {
            <button class="btn btn-secondary btn-small" type="submit" name="grain" value=many.to_string() aria-describedby="cut-hint">{says}</button>
        })
    };
    let [fewer, more] = Grain::around(now);
    view! {
        <form method="post" action=routes::officer_form(&slug, "themes/suggest")>
            <Csrf/>
            <div class="actions">
                {button(fewer, "Fewer, wider themes")}
                {button(more, "More, narrower themes")}
            </div>
            <p class="hint" id="cut-hint">"Alike themes are joined, or wide ones divided; a few texts may move between the others. What fewer than three texts share is not proposed."</p>
        </form>
    }
    .into_any()
}

#[component]
fn Card(
    slug: Slug,
    one: Proposed,
    into: Vec<(ThemeId, String)>,
    commented: Heard,
    retry: Option<Retry>,
) -> impl IntoView {
    let line = one.line;
    let confirmed = (!line.confirmed.is_empty()).then(|| {
        let shares = text::listed(&text::shares(&line.confirmed, &commented));
        view! { <p>{format!("Confirmed: {shares}")}</p> }
    });
    let suggested = text::suggested(&line.suggested);
    let suggested = suggested.map(|told| view! { <p>{format!("Suggested: {told}")}</p> });
    let examples = one.examples.into_iter().map(|words| {
        view! { <li><div class="quote"><Words words=Some(words) limit=240/></div></li> }
    });
    let examples = examples.collect_view();
    let id = format!("theme-{}", line.id);
    let href = routes::officer_theme(&slug, line.id);
    view! {
        <li class="card" id=id>
            <h3><a href=href>{line.label.clone()}</a></h3>
            <Keywords words=line.keywords.clone()/>
            {confirmed}
            {suggested}
            <ul class="examples">{examples}</ul>
            <JudgeTheme slug=slug.clone() line=line.clone() at="frame"/>
            <MergeTheme slug line into at="frame" retry/>
        </li>
    }
    .into_any()
}
