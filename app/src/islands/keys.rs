//! Keys that press what is on the page.

use crate::platform;
use leptos::prelude::*;

/// Presses the button or link whose `data-key` names the key. It draws nothing, and a page without it has the same
/// buttons.
#[island]
pub fn Keys() -> impl IntoView {
    Effect::new(|_| platform::press_by_key());
}
