//! Where an island says something: a line that everybody sees, and one that is only spoken.

use leptos::prelude::*;

/// Both lines. They are not on the page until script runs, so that nobody meets an empty one without it.
#[derive(Clone, Copy)]
pub(super) struct Regions {
    awake: RwSignal<bool>,
    shown: RwSignal<String>,
    spoken: RwSignal<String>,
}

impl Regions {
    /// Lines that are not there yet.
    pub(super) fn asleep() -> Self {
        Self {
            awake: RwSignal::new(false),
            shown: RwSignal::new(String::new()),
            spoken: RwSignal::new(String::new()),
        }
    }

    /// Puts them on the page.
    pub(super) fn wake(self) {
        self.awake.set(true);
    }

    /// Shows a sentence. The same sentence again is not read out again.
    pub(super) fn show(self, sentence: impl Into<String>) {
        self.shown.set(sentence.into());
    }

    /// Has a sentence read out that is on the page elsewhere.
    pub(super) fn speak(self, sentence: impl Into<String>) {
        self.spoken.set(sentence.into());
    }

    /// The lines themselves.
    pub(super) fn view(self) -> impl IntoView {
        move || {
            self.awake.get().then(|| {
                view! {
                    <p class="saving" role="status">{move || self.shown.get()}</p>
                    <p class="visually-hidden" role="status">{move || self.spoken.get()}</p>
                }
            })
        }
    }
}
