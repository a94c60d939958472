//! Time, connection, and coming and going.

use super::listen;
use leptos::prelude::{document, set_timeout, window};
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::BeforeUnloadEvent;
use leptos::web_sys::js_sys::Date;
use std::time::Duration;

/// Calls `act` after a while.
pub fn later(milliseconds: u32, act: impl FnOnce() + 'static) {
    set_timeout(act, Duration::from_millis(milliseconds.into()));
}

/// Calls `act` whenever the page goes out of sight: another tab, a locked phone, a closed window.
pub fn on_hidden(act: impl Fn() + 'static) {
    listen(&document(), "visibilitychange", move |_| {
        if document().hidden() {
            act();
        }
    });
}

/// Calls `act` whenever the page is shown again, the back button having kept it as it was.
pub fn on_shown_again(act: impl Fn() + 'static) {
    listen(&window(), "pageshow", move |_| act());
}

/// Calls `act` whenever the connection comes back.
pub fn on_online(act: impl Fn() + 'static) {
    listen(&window(), "online", move |_| act());
}

/// Asks `warn` before the page is left. If it says yes, the browser asks the person.
pub fn before_leaving(warn: impl Fn() -> bool + 'static) {
    listen(&window(), "beforeunload", move |event| {
        if warn() {
            event.prevent_default();
            // Older browsers only ask when this is set.
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("unsaved");
            }
        }
    });
}

/// Whether there is a connection. "No" is certain, "yes" is not.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Hour and minute where the person is.
pub fn clock() -> (i8, i8) {
    let now = Date::new_0();
    let small = |number: u32| i8::try_from(number).unwrap_or_default();
    (small(now.get_hours()), small(now.get_minutes()))
}
