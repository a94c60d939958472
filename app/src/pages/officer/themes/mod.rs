//! The code frame, its themes, and the words behind them.

mod alike;
mod code;
mod code_text;
mod forms;
mod frame;
mod passages;
mod proposed;
mod shape;
mod split;
mod table;
mod theme;
mod together;
mod trace;
mod work;

pub use alike::LookAlikesPage;
pub use code::CodeResponsePage;
pub use frame::ThemesPage;
pub use theme::OneThemePage;
pub use together::AcceptancesPage;

use crate::api::MadeWith;
use crate::text::themes as text;
use leptos::prelude::*;

/// A sentence that something was done, where the address says so.
#[component]
pub(crate) fn Done(
    /// What was done.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    view! { <div class="notice notice-success" role="status"><p>{what}</p></div> }
}

/// Says so where suggestions were made without the sentence-vector model, and what can be done.
#[component]
pub(crate) fn WithoutModel(
    /// What made them.
    with: MadeWith,
) -> impl IntoView {
    with.model.is_none().then(|| {
        view! { <p class="hint" data-no-model="">{text::NO_MODEL}" "<code>{text::INSTALL_MODEL}</code>"."</p> }
    })
}

/// The mark of a theme that stays in sight however few raise it.
#[component]
fn Weighty(
    /// Whether it is one.
    weighty: bool,
) -> impl IntoView {
    weighty.then(|| view! { " "<span class="tag tag-changed">"Weighty"<span class="visually-hidden">" even if few"</span></span> })
}

/// Words that set a theme's comments apart.
#[component]
fn Keywords(
    /// Most telling first.
    words: Vec<String>,
) -> impl IntoView {
    (!words.is_empty()).then(|| {
        let words = words
            .into_iter()
            .map(|word| view! { <li class="tag">{word}</li> });
        view! { <ul class="tags" aria-label="Words that stand out">{words.collect_view()}</ul> }
    })
}

/// Somebody's words; the rest of long ones is a press away.
#[component]
pub(crate) fn Words(
    /// Verbatim; none when erased.
    words: Option<String>,
    /// The most that is shown at once.
    #[prop(default = 600)]
    limit: usize,
) -> impl IntoView {
    let Some(words) = words else {
        return view! { <p class="meta">{text::NO_WORDS}</p> }.into_any();
    };
    match text::opening(&words, limit) {
        None => view! { <p class="as-typed">{words}</p> }.into_any(),
        Some(opening) => view! {
            <p class="as-typed">{opening}</p>
            <details><summary>"Show all of it"</summary><p class="as-typed">{words}</p></details>
        }
        .into_any(),
    }
}
