//! Reading aloud, where the browser can.

use crate::platform;
use crate::text::listen::{LISTEN, STOP};
use leptos::prelude::*;

/// A button that reads the words of an element aloud, and stops again. It is not on the page where the browser has no
/// voice, and nothing is read before it is pressed.
#[island]
pub fn Listen(
    /// The id of the element.
    of: String,
    /// What it is, for somebody who hears the buttons of a page listed.
    what: String,
) -> impl IntoView {
    let can = RwSignal::new(false);
    let reading = RwSignal::new(false);
    Effect::new(move |_| can.set(platform::can_speak()));
    let press = move |of: &str| match reading.get_untracked() {
        true => platform::stop_speaking(),
        false => {
            // First, since it ends what another button began.
            platform::speak(of, move || reading.set(false));
            reading.set(true);
        }
    };
    move || {
        let (of, what) = (of.clone(), what.clone());
        can.get().then(|| {
            view! {
                <button type="button" class="btn btn-secondary btn-small listen" on:click=move |_| press(&of)>
                    {move || if reading.get() { STOP.say() } else { LISTEN.say() }}
                    <span class="visually-hidden">{format!(": {what}")}</span>
                </button>
            }
        })
    }
}
