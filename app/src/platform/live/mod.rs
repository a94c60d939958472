//! The page in somebody's browser: listening to it and changing small things on it.

mod form;
mod keys;
mod marks;
mod message;
mod post;
mod speech;
mod window;
mod words;

pub use form::Form;
pub use keys::press_by_key;
pub use marks::offer_what_is_marked;
pub use post::Post;
pub use speech::{can_speak, speak, stop_speaking};
pub use window::{before_leaving, clock, is_online, later, on_hidden, on_online, on_shown_again};
pub use words::words;

use leptos::wasm_bindgen::JsCast as _;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Event, EventTarget};

/// Calls `act` at every such event, for as long as the page lives.
fn listen(target: &EventTarget, event: &str, act: impl Fn(&Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    let callback = closure.as_ref().unchecked_ref();
    if target
        .add_event_listener_with_callback(event, callback)
        .is_ok()
    {
        closure.forget();
    }
}
