//! Messages beside fields, exactly as the server draws them.

use super::Form;
use leptos::prelude::document;
use leptos::web_sys::Element;

impl Form {
    /// Whether a message stands beside the field.
    pub fn has_message(&self, field: &str) -> bool {
        message_of(field).is_some()
    }

    /// Puts a message beside the field, changes it, or takes it away.
    pub fn set_message(&self, field: &str, sentence: Option<&str>) {
        let Some(control) = document().get_element_by_id(field) else {
            return;
        };
        match (sentence, message_of(field)) {
            (None, None) => return,
            (None, Some(message)) => message.remove(),
            (Some(sentence), Some(message)) => fill(&message, sentence),
            (Some(sentence), None) => put(&control, field, sentence),
        }
        tell(&control, field, sentence.is_some());
    }

    /// Says how much room is left in the field.
    pub fn set_count(&self, field: &str, sentence: &str, over: bool) {
        let Some(count) = document().get_element_by_id(&format!("{field}-count")) else {
            return;
        };
        count.set_text_content(Some(sentence));
        let _ = count.class_list().toggle_with_force("count-over", over);
    }
}

fn id_of(field: &str) -> String {
    format!("{field}-error")
}

fn message_of(field: &str) -> Option<Element> {
    document().get_element_by_id(&id_of(field))
}

/// A new message, before the control or before the list of choices that the control begins.
fn put(control: &Element, field: &str, sentence: &str) {
    let list = control.closest(".radios, .checkboxes").ok().flatten();
    let before = list.as_ref().unwrap_or(control);
    let (Some(parent), Ok(message)) = (before.parent_node(), document().create_element("p")) else {
        return;
    };
    message.set_class_name("error-message");
    message.set_id(&id_of(field));
    fill(&message, sentence);
    let _ = parent.insert_before(&message, Some(before));
}

/// "Error: " for those who do not see the colour, then the sentence.
fn fill(message: &Element, sentence: &str) {
    message.set_text_content(None);
    if let Ok(word) = document().create_element("span") {
        word.set_class_name("visually-hidden");
        word.set_text_content(Some(&format!("{} ", phrase!("Error:"))));
        let _ = message.append_child(&word);
    }
    let _ = message.append_child(&document().create_text_node(sentence));
}

/// Ties the message to its control, or to the group of controls; or unties it.
fn tell(control: &Element, field: &str, wrong: bool) {
    let group = control.closest("fieldset").ok().flatten();
    let described = group.as_ref().unwrap_or(control);
    let id = id_of(field);
    let ids = described
        .get_attribute("aria-describedby")
        .unwrap_or_default();
    let mut ids: Vec<&str> = ids
        .split_whitespace()
        .filter(|known| *known != id)
        .collect();
    if wrong {
        ids.push(&id);
    }
    let _ = match ids.is_empty() {
        true => described.remove_attribute("aria-describedby"),
        false => described.set_attribute("aria-describedby", &ids.join(" ")),
    };
    // "Invalid" is not for groups: their message says it.
    if group.is_none() {
        let _ = match wrong {
            true => control.set_attribute("aria-invalid", "true"),
            false => control.remove_attribute("aria-invalid"),
        };
    }
}
