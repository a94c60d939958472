//! Words that somebody marks with the mouse, the finger or the keyboard, put into the form that covers them.

use super::listen;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, Node};
use std::cell::RefCell;
use std::rc::Rc;

/// Most characters of the marked words that the button repeats.
const NAMED: usize = 40;

/// From now on words marked in an element with `data-marks` are offered to the box whose id it names, by the button whose
/// `data-covers` is the same. The button keeps the last words marked: pressing it can end the marking.
pub fn offer_what_is_marked() {
    let marked = Rc::new(RefCell::new(String::new()));
    let last = Rc::clone(&marked);
    listen(&document(), "selectionchange", move |_| {
        if let Some((id, words)) = selected() {
            offer(&id, &words);
            last.replace(words);
        }
    });
    listen(&document(), "click", move |event| {
        let on = event.target().and_then(|on| on.dyn_into::<Element>().ok());
        let button = on.and_then(|on| on.closest("[data-covers]").ok().flatten());
        if let Some(id) = button.and_then(|button| button.get_attribute("data-covers")) {
            fill(&id, &marked.borrow());
        }
    });
}

/// The box for which words are marked, and the words: none where nothing is, or where they begin and end in different texts.
fn selected() -> Option<(String, String)> {
    let selection = document().get_selection().ok().flatten()?;
    let of = |node: Option<Node>| {
        let node = node?;
        let on = node.dyn_ref::<Element>().cloned();
        let text = on
            .or_else(|| node.parent_element())?
            .closest("[data-marks]");
        text.ok()??.get_attribute("data-marks")
    };
    let id = of(selection.anchor_node())?;
    // A whole paragraph, pressed three times, ends before the first letter of what follows it.
    let ends_before = selection.focus_offset() == 0;
    if of(selection.focus_node()).as_ref() != Some(&id) && !ends_before {
        return None;
    }
    // A box of one line has no ends of lines.
    let words = String::from(selection.to_string()).replace(['\n', '\r'], " ");
    let words = words.trim();
    (!words.is_empty()).then(|| (id, words.to_owned()))
}

fn offer(id: &str, words: &str) {
    for button in all("[data-covers]") {
        if button.get_attribute("data-covers").as_deref() == Some(id) {
            let named: String = words.chars().take(NAMED).collect();
            let more = if named.len() < words.len() { "…" } else { "" };
            button.set_text_content(Some(&format!("Cover “{named}{more}”")));
            let _ = button.remove_attribute("hidden");
        } else {
            let _ = button.set_attribute("hidden", "");
        }
    }
}

/// Puts the words into the box, opens what it is folded away in, and goes to what is to be said next.
fn fill(id: &str, words: &str) {
    let found = document().get_element_by_id(id);
    let Some(input) = found.and_then(|e| e.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    input.set_value(words);
    if let Ok(Some(folded)) = input.closest("details") {
        let _ = folded.set_attribute("open", "");
    }
    let next = input.closest("form").ok().flatten();
    let next = next.and_then(|form| form.query_selector("select").ok().flatten());
    if let Some(next) = next.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
    }
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    let one = |at| found.item(at)?.dyn_into().ok();
    (0..found.length()).filter_map(one).collect()
}
