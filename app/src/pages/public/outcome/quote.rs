//! Somebody's own words, as anybody may read them.

use super::links::Links;
use crate::api::PublicQuote;
use crate::components::title::{in_english, marked};
use crate::routes;
use crate::text::outcome as text;
use crate::words::marks;
use leptos::prelude::*;

/// The words, who said them in general terms, and where they lead.
#[component]
pub(super) fn Quote(
    links: Links,
    quote: PublicQuote,
    /// Whether to link to the page about these words.
    #[prop(default = true)]
    link: bool,
) -> impl IntoView {
    let reference = quote.reference.clone().map(|reference| {
        let href = routes::officer_response(&links.slug, &reference);
        view! { <p class="meta">"For officers only:"" " <a href=href>{format!("response {reference}")}</a></p> }
    });
    let href = links.words(quote.id);
    let Some(words) = quote.words.clone() else {
        return view! {
            <div class="quote gap">
                <p>{text::ERASED}</p>
                {link.then(|| view! { <p><a href=href>{phrase!("What came of it")}</a></p> })}
                {reference}
            </div>
        }
        .into_any();
    };
    let beginning = text::beginning(&words);
    let beginning = marked(beginning, &quote.language);
    let (lang, dir) = marks(&quote.language);
    let link = link.then(|| {
        view! {
            <p>
                <a href=href>
                    {phrase!("What came of these words")}
                    <span class="visually-hidden">": " {beginning}</span>
                </a>
            </p>
        }
    });
    view! {
        <figure class="quote">
            <blockquote lang=lang dir=dir><p class="as-typed">{words}</p></blockquote>
            <figcaption>
                <p>{who_shown(&quote)} ". " {text::source(&quote.source)}</p>
                {link}
                {reference}
            </figcaption>
        </figure>
    }
    .into_any()
}

/// Quotes and gaps, and a word about those that may not be shown.
#[component]
pub(super) fn Quotes(
    links: Links,
    quotes: Vec<PublicQuote>,
    /// Whether there are words that may not be shown.
    unshown: bool,
) -> impl IntoView {
    let note = match (unshown, quotes.is_empty()) {
        (false, _) => None,
        (true, false) => Some(text::UNSHOWN),
        (true, true) => Some(text::NONE_SHOWN),
    };
    let quotes = quotes
        .into_iter()
        .map(|quote| view! { <Quote links=links.clone() quote/> });
    view! {
        {quotes.collect_view()}
        {note.map(|note| view! { <p class="meta">{note}</p> })}
    }
}

/// Who said it, with the council's word for them marked as English.
fn who_shown(quote: &PublicQuote) -> AnyView {
    match quote.who.is_empty() {
        true => who(quote).into_any(),
        false => in_english(&quote.who),
    }
}

/// A broad role, or the organisation that agreed to be named.
pub(super) fn who(quote: &PublicQuote) -> String {
    match quote.who.is_empty() {
        true => say!("Somebody who told us what they think"),
        false => quote.who.clone(),
    }
}
