//! Changes that followed, as a list of links.

use super::links::Links;
use crate::api::ChangeLine;
use crate::components::title::in_english;
use crate::text::thread;
use leptos::prelude::*;

/// Each changed clause with its reason and the way to before and after; or that nothing changed.
#[component]
pub(super) fn Changes(links: Links, changes: Vec<ChangeLine>) -> impl IntoView {
    if changes.is_empty() {
        return view! { <p>{phrase!("The documents did not change because of this.")}</p> }
            .into_any();
    }
    let item = |change: ChangeLine| {
        let href = links.change(change.id);
        let unpublished = (!change.published).then(|| {
            view! { " " <strong class="tag tag-draft">{phrase!("Not published yet")}</strong> }
        });
        view! {
            <li>
                <p>
                    <a href=href>{in_english(change.clause_title.clone())}</a> " "
                    <span class="meta">{thread::change(change.kind)}</span>
                    {unpublished}
                </p>
                <p>{in_english(change.summary)}</p>
            </li>
        }
    };
    view! { <ul class="plain">{changes.into_iter().map(item).collect_view()}</ul> }.into_any()
}
