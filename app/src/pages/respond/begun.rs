//! Comments on clauses that somebody began and did not save.

use crate::api::BegunLine;
use crate::components::title::marked;
use crate::routes;
use crate::text::comments::FORGET;
use domain::text::Slug;
use leptos::prelude::*;

/// That they will not be sent, each with the way to finish it and to drop it.
#[component]
pub(super) fn Begun(
    slug: Slug,
    lines: Vec<BegunLine>,
    /// The page that it stands on, `start` or `check`.
    from: &'static str,
) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        let address = routes::comment(&slug, &line.at.0, &line.at.1);
        let place = line.place.clone();
        view! {
            <li>
                <a href=address.clone()>{marked(line.place, &line.language)}</a>
                <form method="post" action=address>
                    <input type="hidden" name="from" value=from/>
                    <button class="btn-link" type="submit" name="forget" value="yes">
                        {FORGET}<span class="visually-hidden">{format!(": {place}")}</span>
                    </button>
                </form>
            </li>
        }
    });
    view! {
        <div class="notice notice-warning">
            <p>{phrase!("You began these comments and did not save them. They are not part of your answer. Open them to finish and save them.")}</p>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
}
