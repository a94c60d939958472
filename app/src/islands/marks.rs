//! Words to cover, marked instead of typed.

use crate::platform;
use leptos::prelude::*;

/// Offers to cover the words marked in a text whose `data-marks` names a box, and says so. The button is on the page, hidden
/// until something is marked; whoever has no script types the words.
#[island]
pub fn Marks() -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| {
        platform::offer_what_is_marked();
        awake.set(true);
    });
    move || {
        awake.get().then(|| {
            view! { <p class="hint">"To cover words, mark them in the text."</p> }
        })
    }
}
