//! Words of letters that answer a question or are about a clause.

use super::super::response::tag;
use crate::api::MarkedWords;
use crate::components::officer::Csrf;
use crate::pages::officer::themes::Words;
use crate::routes;
use crate::text::responses as said;
use domain::text::Slug;
use leptos::prelude::*;

/// A list of them: under each question where they are of many letters, with the way to take each away where they are
/// of one.
#[component]
pub(super) fn Marked(slug: Slug, marked: Vec<MarkedWords>, by_question: bool) -> impl IntoView {
    if marked.is_empty() {
        return view! { <p>"No words are marked yet."</p> }.into_any();
    }
    let mut groups: Vec<(String, Vec<MarkedWords>)> = Vec::new();
    for one in marked {
        match groups.last_mut() {
            Some((_, list)) if list[0].target == one.target => list.push(one),
            _ => groups.push((one.title.clone(), vec![one])),
        }
    }
    let groups = groups.into_iter().map(|(title, list)| {
        let list = list
            .into_iter()
            .map(|one| view! { <One slug=slug.clone() one takes_away=!by_question/> });
        let list = list.collect_view();
        view! { <section class="answer"><h3>{title}</h3><ul class="members">{list}</ul></section> }
    });
    groups.collect_view().into_any()
}

#[component]
fn One(slug: Slug, one: MarkedWords, takes_away: bool) -> impl IntoView {
    let words = (!one.words.is_empty()).then(|| one.words.clone());
    let href = routes::officer_letter(&slug, &one.reference);
    let opening: String = one.words.chars().take(40).collect();
    let form = takes_away.then(|| {
        let action = routes::officer_letter_form(&slug, &one.reference, "unmark");
        view! {
            <form method="post" action=action>
                <Csrf/>
                <input type="hidden" name="passage" value=one.passage.to_string()/>
                <input type="hidden" name="question" value=one.target.clone()/>
                <button class="btn btn-secondary btn-small" type="submit">
                    "Take the mark away"<span class="visually-hidden">{format!(": {opening}")}</span>
                </button>
            </form>
        }
    });
    view! {
        <li>
            <div class="quote"><Words words/></div>
            <p class="meta">
                <a href=href>{format!("Letter {}", one.reference)}</a>
                {format!(" · {} · marked by {} · ", said::capacity(one.capacity), one.by)}
                {tag(one.screening)}
            </p>
            {form}
        </li>
    }
    .into_any()
}
