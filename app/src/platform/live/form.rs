//! A form: what it holds, and what happens to it.

use super::{later, listen};
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::js_sys::Array;
use leptos::web_sys::{
    Element, Event, FocusEvent, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement,
    Node,
};
use std::cell::Cell;
use std::rc::Rc;

/// How long after the focus has gone a field counts as left, in milliseconds. A message that moved the page sooner
/// would move the button away from under a finger that is just pressing it.
const LEFT: u32 = 200;

/// A form on the page.
#[derive(Clone, Debug)]
pub struct Form(pub(super) HtmlFormElement);

impl Form {
    /// The form of this id.
    pub fn find(id: &str) -> Option<Self> {
        let found = document().get_element_by_id(id)?;
        found.dyn_into().ok().map(Self)
    }

    /// Names and values, as they would be posted.
    pub fn fields(&self) -> Vec<(String, String)> {
        let Ok(data) = FormData::new_with_form(&self.0) else {
            return Vec::new();
        };
        let pair = |entry| {
            let entry: Array = Array::from(&entry);
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        };
        Array::from(&data).iter().filter_map(pair).collect()
    }

    /// Whether anything differs from what the server sent.
    pub fn is_changed(&self) -> bool {
        let Ok(controls) = self.0.query_selector_all("input, textarea") else {
            return false;
        };
        (0..controls.length())
            .filter_map(|at| controls.get(at))
            .any(|control| is_changed(&control))
    }

    /// Whether the keyboard's focus is in this field.
    pub fn is_in(&self, field: &str) -> bool {
        document()
            .active_element()
            .is_some_and(|element| field_of(&element).as_deref() == Some(field))
    }

    /// Calls `act` with the field's name whenever something is typed or picked.
    pub fn on_change(&self, act: impl Fn(&str) + 'static) {
        listen(&self.0, "input", move |event| {
            if let Some(field) = target(event).as_ref().and_then(field_of) {
                act(&field);
            }
        });
    }

    /// Calls `act` with the field's name when somebody has left it.
    pub fn on_left(&self, act: impl Fn(&str) + 'static) {
        let pressing = Rc::new(Cell::new(false));
        for (event, down) in [
            ("pointerdown", true),
            ("pointerup", false),
            ("pointercancel", false),
        ] {
            let pressing = Rc::clone(&pressing);
            listen(&window(), event, move |_| pressing.set(down));
        }
        let act: Rc<dyn Fn(&str)> = Rc::new(act);
        listen(&self.0, "focusout", move |event| {
            let Some(field) = target(event).as_ref().and_then(field_of) else {
                return;
            };
            let to = event
                .dyn_ref::<FocusEvent>()
                .and_then(|event| event.related_target()?.dyn_into::<Element>().ok());
            if to.as_ref().and_then(field_of).as_ref() != Some(&field) {
                at_rest(Rc::clone(&pressing), field, Rc::clone(&act));
            }
        });
    }

    /// Calls `act` when the form is about to be sent; false keeps it here.
    pub fn on_submit(&self, act: impl Fn() -> bool + 'static) {
        listen(&self.0, "submit", move |event| {
            if !act() {
                event.prevent_default();
            }
        });
    }

    /// Marks the main button as pressed, or as free again. It keeps the focus either way.
    pub fn set_pressed(&self, pressed: bool) {
        // A form may have others before it, that do something else.
        let Ok(Some(button)) = self.0.query_selector("button.btn:not(.btn-secondary)") else {
            return;
        };
        let _ = match pressed {
            true => button.set_attribute("aria-disabled", "true"),
            false => button.remove_attribute("aria-disabled"),
        };
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The field that a control belongs to: the words beside "Other" belong to their question.
fn field_of(control: &Element) -> Option<String> {
    let name = control.get_attribute("name")?;
    let field = name.strip_suffix("__other").unwrap_or(&name);
    Some(field.to_owned())
}

fn is_changed(control: &Node) -> bool {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.checked() != input.default_checked() || input.value() != input.default_value()
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.default_value().is_ok_and(|sent| sent != area.value())
    } else {
        false
    }
}

/// Calls `act` in a moment, but not while a button or finger is held down.
fn at_rest(pressing: Rc<Cell<bool>>, field: String, act: Rc<dyn Fn(&str)>) {
    later(LEFT, move || match pressing.get() {
        true => at_rest(pressing, field, act),
        false => act(&field),
    });
}
