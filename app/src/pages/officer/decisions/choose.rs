//! The first step of a change: which decision, which clause, and what happens to it.

use super::{changing, name};
use crate::api::{DecisionsPage, DocumentDraft};
use crate::routes;
use crate::text::findings::change_choice;
use domain::document::ChangeKind;
use domain::text::Slug;
use leptos::prelude::*;

/// The choice, or why there is none. The words come on the next page, filled in from the clause chosen.
#[component]
pub(super) fn Choose(slug: Slug, all: DecisionsPage) -> impl IntoView {
    if !all.may_decide {
        return ().into_any();
    }
    let decisions = changing(&all);
    let clauses: usize = all.documents.iter().map(|d| d.clauses.len()).sum();
    if decisions.is_empty() || clauses == 0 {
        let why = match clauses {
            0 => "There is no published document whose words could change.",
            _ => {
                "Words change because of a decision that agreed and that settles at least one finding. There is none yet."
            }
        };
        return view! { <p class="inset">{why}</p> }.into_any();
    }
    let options = decisions.into_iter().map(|d| {
        view! { <option value=d.id.to_string()>{format!("{} – {}", name(d), d.minute_reference)}</option> }
    });
    let options = options.collect_view();
    let documents = all
        .documents
        .iter()
        .map(|document| places(document, &all))
        .collect_view();
    let kinds = ChangeKind::ALL.iter().map(|kind| {
        let id = format!("kind-{}", kind.as_str());
        let checked = *kind == ChangeKind::Reworded;
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name="kind" value=kind.as_str() checked=checked/>
                <label for=id>{change_choice(*kind)}</label>
            </div>
        }
    });
    let kinds = kinds.collect_view();
    view! {
        <h3>"Write a change"</h3>
        <form method="get" action=routes::new_change(&slug)>
            <div class="field">
                <label for="decision">"Because of which decision"</label>
                <select class="select" id="decision" name="decision">{options}</select>
            </div>
            <div class="field">
                <label for="place">"Which clause"</label>
                <select class="select" id="place" name="place">{documents}</select>
            </div>
            <fieldset class="field radios">
                <legend>"What happens to it"</legend>
                {kinds}
            </fieldset>
            <button class="btn btn-secondary" type="submit">"Continue to the words"</button>
        </form>
    }
    .into_any()
}

/// The clauses of a document as choices; those changed already in the next version are marked.
fn places(document: &DocumentDraft, all: &DecisionsPage) -> impl IntoView + use<> {
    let options = document.clauses.iter().map(|(key, number, words)| {
        let changed = all
            .changes
            .iter()
            .any(|c| !c.published && c.document == document.slug && c.clause == *key);
        let mark = if changed {
            " (changed in the next version)"
        } else {
            ""
        };
        let value = format!("{}/{key}", document.slug);
        view! { <option value=value>{format!("{number} {}{mark}", words.heading)}</option> }
    });
    view! { <optgroup label=document.title.clone()>{options.collect_view()}</optgroup> }
}
