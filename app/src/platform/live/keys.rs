//! Keys that press what is on the page.

use super::{listen, on_shown_again};
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};
use std::cell::Cell;
use std::rc::Rc;

/// Where somebody writes or chooses, keys are theirs.
const WRITES: &str = "input:not([type=checkbox]), textarea, select, [contenteditable]";
/// What "Enter" presses by itself.
const PRESSES: &str = "a, button, summary, input";

/// From now on a key presses the first element whose `data-key` names it: a letter, a digit, `enter`, `arrowright`, or
/// one of them after `shift+`. One press a page, since
/// what is pressed leads to the next; but for what has `data-stays`.
pub fn press_by_key() {
    let pressed = Rc::new(Cell::new(false));
    let fresh = Rc::clone(&pressed);
    on_shown_again(move || fresh.set(false));
    // Seen by whoever has to know that the keys work now, such as a test.
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-keys", "on");
    }
    listen(&document(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let Some(name) = name_of(event) else {
            return;
        };
        let on = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let within = |selector| {
            let found = on.as_ref().map(|on| on.closest(selector));
            found.is_some_and(|found| matches!(found, Ok(Some(_))))
        };
        if pressed.get() || within(WRITES) || (name == "enter" && within(PRESSES)) {
            return;
        }
        let found = document().query_selector(&format!("[data-key=\"{name}\"]"));
        if let Some(element) = found
            .ok()
            .flatten()
            .and_then(|e| e.dyn_into::<HtmlElement>().ok())
        {
            event.prevent_default();
            pressed.set(!element.has_attribute("data-stays"));
            match element.tag_name().as_str() {
                "SUMMARY" => open_or_step(&element),
                _ => element.click(),
            }
        }
    });
}

/// Opens what is folded away and goes to its first box; once it is open, to the next one.
fn open_or_step(summary: &HtmlElement) {
    let Some(parent) = summary.parent_element() else {
        return;
    };
    if !parent.has_attribute("open") {
        summary.click();
    }
    let Ok(boxes) = parent.query_selector_all("input") else {
        return;
    };
    let all: Vec<HtmlElement> = (0..boxes.length())
        .filter_map(|at| boxes.item(at)?.dyn_into().ok())
        .collect();
    let active = document().active_element();
    let own = |e: &HtmlElement| active.as_ref().is_some_and(|a| a.is_same_node(Some(e)));
    let next = all.iter().position(own).map_or(0, |at| at + 1);
    if let Some(element) = all.get(next).or(all.first()) {
        let _ = element.focus();
    }
}

/// What `data-key` calls a key; none for one with which the browser does something of its own.
fn name_of(event: &KeyboardEvent) -> Option<String> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat() {
        return None;
    }
    // With Shift a digit is another sign on every keyboard; the key itself is the same.
    let code = event.code();
    let name = match code.strip_prefix("Digit") {
        Some(digit) => digit.to_owned(),
        None if event.key() == "," => "comma".to_owned(),
        None => event.key().to_lowercase(),
    };
    let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
    plain.then(|| match event.shift_key() {
        true => format!("shift+{name}"),
        false => name,
    })
}
