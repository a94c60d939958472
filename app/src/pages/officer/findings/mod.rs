//! What the consultation found: all findings, and one finding with everything behind it.

mod candidates;
mod list;
mod one;
mod position;
mod quotes;
mod trace;
mod words;

pub use list::FindingsPage;
pub use one::FindingPage;

use crate::text::thread;
use domain::decision::Response;
use leptos::prelude::*;

/// The tag that says what the council says, or that it has said nothing yet.
pub(super) fn response_tag(response: Option<Response>) -> impl IntoView {
    match response {
        Some(response) => {
            let class = format!("tag tag-{}", response.as_str());
            view! { <span class=class>{thread::response(response).english()}</span> }
        }
        None => {
            let class = "tag tag-unscreened".to_owned();
            view! { <span class=class>"No position yet"</span> }
        }
    }
}

/// The tag of what has its place in sight however few raised it.
fn weighty_tag(weighty: bool) -> impl IntoView {
    weighty.then(|| view! { " "<span class="tag tag-weighty">"Weighty"</span> })
}
