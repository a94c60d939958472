//! What a consultation is called, in the reader's language.

use crate::api::ConsultationCard;
use crate::words::{marks, wanted_language};
use domain::content::{ConsultationWords, Worded};
use domain::text::Language;
use leptos::prelude::*;

/// Its title and summary, and the language that they are in.
pub fn words_of(card: &ConsultationCard) -> (ConsultationWords, Language) {
    words_in(card, &wanted_language())
}

/// The same for a reader of this language.
pub fn words_in(card: &ConsultationCard, wanted: &Language) -> (ConsultationWords, Language) {
    let english = || ConsultationWords {
        title: card.title.clone(),
        summary: card.summary.clone(),
    };
    let own = |w: &&Worded<ConsultationWords>| &w.language == wanted && w.audience.is_none();
    let own = card.wording.0.iter().find(own);
    match own.filter(|_| wanted != &Language::english()) {
        Some(worded) => (worded.words.clone(), wanted.clone()),
        None => (english(), Language::english()),
    }
}

/// Whether a machine translated its title and summary, and no speaker of the language has read them.
pub fn is_unchecked(card: &ConsultationCard) -> bool {
    let picked = card.wording.pick(&wanted_language(), None);
    picked.is_some_and(|picked| picked.unchecked)
}

/// Its title as text.
pub fn title_text(card: &ConsultationCard) -> String {
    words_of(card).0.title
}

/// Its title on a page, marked with its language where that is not the page's.
pub fn title_of(card: &ConsultationCard) -> AnyView {
    let (words, language) = words_of(card);
    marked(words.title, &language)
}

/// Its summary on a page.
pub fn summary_of(card: &ConsultationCard) -> AnyView {
    let (words, language) = words_of(card);
    marked(words.summary, &language)
}

/// What the council wrote in English and nobody translates, such as a decision; marked where the page is in another
/// language.
pub fn in_english(text: impl Into<String>) -> AnyView {
    marked(text.into(), &Language::english())
}

/// Words in this language, marked where it is not the page's.
pub fn marked(text: String, language: &Language) -> AnyView {
    match marks(language) {
        (None, _) => text.into_any(),
        (lang, dir) => view! { <span lang=lang dir=dir>{text}</span> }.into_any(),
    }
}
