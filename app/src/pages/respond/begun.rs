//! Comments on clauses that somebody began and did not save.

use crate::api::BegunLine;
use crate::components::title::marked;
use crate::routes;
use domain::text::Slug;
use leptos::prelude::*;

/// That they will not be sent, each with the way to finish it.
#[component]
pub(super) fn Begun(slug: Slug, lines: Vec<BegunLine>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        let href = routes::comment(&slug, &line.at.0, &line.at.1);
        view! { <li><a href=href>{marked(line.place, &line.language)}</a></li> }
    });
    view! {
        <div class="notice notice-warning">
            <p>{phrase!("You began these comments and did not save them. They are not part of your answer. Open them to finish and save them.")}</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
}
