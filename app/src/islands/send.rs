//! Pressing the button once, and what is said meanwhile.

use super::regions::Regions;
use crate::platform::{self, Form};
use crate::text::saving::{NOT_SENT, SENDING, SLOW};
use crate::words::Phrase;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// After this many milliseconds on the same page the button may be pressed again.
const PATIENCE: u32 = 10_000;

/// Keeps a form from being sent twice by one person's double click. Sending it twice would be harmless: the server
/// stores once. But it would be slower, and "Sending…" says that the press was noticed.
pub(super) struct Sending {
    form: Form,
    regions: Regions,
    sentence: Phrase,
    pressed: Cell<bool>,
    /// Whether it was said that it is not sent, and its writer has done nothing since.
    told: Cell<bool>,
}

impl Sending {
    /// For this form; `sentence` is shown while it is on its way.
    pub(super) fn new(form: Form, regions: Regions, sentence: Phrase) -> Rc<Self> {
        let sending = Rc::new(Self {
            form,
            regions,
            sentence,
            pressed: Cell::new(false),
            told: Cell::new(false),
        });
        let again = Rc::clone(&sending);
        // The back button can bring back a page as it was left: with its button pressed.
        platform::on_shown_again(move || again.release(None));
        sending
    }

    /// Whether it is on its way.
    pub(super) fn is_pressed(&self) -> bool {
        self.pressed.get()
    }

    /// The button was pressed. False when the form must stay: it is on its way already, or there is no connection
    /// and the browser would put a page of its own in place of somebody's words.
    pub(super) fn press(self: &Rc<Self>) -> bool {
        if self.pressed.get() {
            return false;
        }
        if !platform::is_online() {
            self.told.set(true);
            self.regions.show(NOT_SENT);
            return false;
        }
        self.passed();
        self.pressed.set(true);
        self.form.set_pressed(true);
        self.regions.show(self.sentence);
        let slow = Rc::clone(self);
        platform::later(PATIENCE, move || slow.release(Some(SLOW)));
        true
    }

    /// Whether what was said of sending stands, whatever becomes of saving meanwhile.
    pub(super) fn outweighs(&self) -> bool {
        self.told.get()
    }

    /// From now on other things may be said.
    pub(super) fn passed(&self) {
        self.told.set(false);
    }

    fn release(&self, sentence: Option<Phrase>) {
        if self.pressed.replace(false) {
            self.form.set_pressed(false);
            self.regions
                .show(sentence.map(Phrase::say).unwrap_or_default());
        }
    }
}

/// Beside the button that sends a response.
#[island]
pub fn SendHelper() -> impl IntoView {
    let regions = Regions::asleep();
    Effect::new(move |_| {
        if let Some(form) = Form::find("send") {
            regions.wake();
            let sending = Sending::new(form.clone(), regions, SENDING);
            form.on_submit(move || sending.press());
        }
    });
    regions.view()
}
