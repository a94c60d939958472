//! The sentences that this page's script may say, in the page's language.

use crate::words::{Catalogue, ON_PAGE};
use leptos::prelude::document;
use std::cell::OnceCell;
use std::sync::Arc;

thread_local! {
    static WORDS: OnceCell<Option<Arc<Catalogue>>> = const { OnceCell::new() };
}

/// As the server put them on the page; none for English.
pub fn words() -> Option<Arc<Catalogue>> {
    WORDS.with(|words| words.get_or_init(read).clone())
}

fn read() -> Option<Arc<Catalogue>> {
    let text = document().get_element_by_id(ON_PAGE)?.text_content()?;
    serde_json::from_str(&text).ok().map(Arc::new)
}
