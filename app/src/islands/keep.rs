//! Saving a draft while somebody writes.

use super::regions::Regions;
use super::saving::{Outcome, Saving};
use super::send::Sending;
use super::{Fields, Rules};
use crate::platform::{self, Form, Post};
use crate::text::saving::{NO_CONNECTION, TOO_LARGE, TROUBLE};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A pause in typing, in milliseconds, after which it is saved.
const PAUSE: u32 = 1_000;
/// Somebody who types without a pause is saved after this many changes all the same.
const MANY: u32 = 50;
/// A try that is not answered for so long, in milliseconds, has failed.
const UNANSWERED: u32 = 20_000;

/// Saves, says so, and tries again.
pub(super) struct Keep {
    form: Form,
    rules: Rules,
    regions: Regions,
    sending: Rc<Sending>,
    saving: RefCell<Saving>,
    post: RefCell<Option<Post>>,
    /// Counts appointments to save, so that only the last one made is kept.
    appointment: Cell<u32>,
    put_off: Cell<u32>,
    /// Whether a draft was begun for this page, so that its cookie must come along from now on.
    begun: Cell<bool>,
    /// Whether it was said that more has changed than is saved by itself.
    waits: Cell<bool>,
    /// What the form held when script came.
    first: Fields,
}

impl Keep {
    /// For this form. What was typed before the script came is saved too.
    pub(super) fn new(
        form: Form,
        rules: Rules,
        regions: Regions,
        sending: Rc<Sending>,
    ) -> Rc<Self> {
        let first = form.fields();
        let stored = (rules.stored() && !form.is_changed()).then(|| first.clone());
        let saving = Saving::new(stored, rules.asks_again());
        let keep = Rc::new(Self {
            form,
            rules,
            regions,
            sending,
            saving: RefCell::new(saving),
            post: RefCell::default(),
            appointment: Cell::new(0),
            put_off: Cell::new(0),
            begun: Cell::new(false),
            waits: Cell::new(false),
            first,
        });
        if keep.is_unsaved() {
            keep.soon(PAUSE);
        }
        keep
    }

    /// Something was typed or picked.
    pub(super) fn changed(self: &Rc<Self>) {
        self.sending.passed();
        let changes = self.put_off.get() + 1;
        self.put_off.set(changes);
        if changes < MANY {
            self.soon(PAUSE);
        }
    }

    /// Whether leaving now would lose something.
    pub(super) fn is_unsaved(&self) -> bool {
        !self.sending.is_pressed() && self.saving.borrow().is_unsaved(&self.form.fields())
    }

    /// The form is being sent, with everything in it.
    pub(super) fn sent(&self) {
        self.appointment.set(self.appointment.get().wrapping_add(1));
        self.stop();
    }

    /// Saves what is there, unless it is saved or on its way. `leaving`: without waiting for an older try.
    pub(super) fn save(self: &Rc<Self>, leaving: bool) {
        self.put_off.set(0);
        let now = self.form.fields();
        if self.sending.is_pressed() {
            return;
        }
        if !self.rules.keeps(&now, &self.first) {
            if let Some(why) = self.rules.waits() {
                self.waits.set(true);
                self.show(why);
            }
            return;
        }
        if self.waits.replace(false) {
            self.show(String::new());
        }
        if leaving && self.saving.borrow_mut().give_up_older(&now) {
            self.stop();
        }
        let Some(number) = self.saving.borrow_mut().begin(&now) else {
            return;
        };
        let keep = Rc::clone(self);
        let post = self.form.post(&now, self.begun.get(), move |status| {
            keep.ended(number, Outcome::of(status));
        });
        if post.is_none() {
            self.ended(number, Outcome::Trouble);
            return;
        }
        *self.post.borrow_mut() = post;
        let keep = Rc::clone(self);
        platform::later(UNANSWERED, move || {
            if keep.saving.borrow().is_under_way(number) {
                keep.stop();
            }
        });
    }

    /// Saves in a while, and not before.
    fn soon(self: &Rc<Self>, milliseconds: u32) {
        let appointment = self.appointment.get().wrapping_add(1);
        self.appointment.set(appointment);
        let keep = Rc::clone(self);
        platform::later(milliseconds, move || {
            if keep.appointment.get() == appointment {
                keep.save(false);
            }
        });
    }

    /// Shows what became of saving, unless what became of sending matters more.
    fn show(&self, sentence: impl Into<String>) {
        if !self.sending.outweighs() {
            self.regions.show(sentence);
        }
    }

    fn stop(&self) {
        if let Some(post) = self.post.take() {
            post.stop();
        }
    }

    fn ended(self: &Rc<Self>, number: u32, outcome: Outcome) {
        // When the form itself is on its way, that is what matters.
        if !self.saving.borrow_mut().end(number, outcome) || self.sending.is_pressed() {
            return;
        }
        if outcome != Outcome::NoConnection && platform::is_online() {
            // "No connection" is over.
            self.sending.passed();
        }
        match outcome {
            Outcome::Begun => {
                self.begun.set(true);
                self.save(false);
            }
            Outcome::Saved => {
                self.show(self.rules.kept(&self.form.fields(), platform::clock()));
                if self.is_unsaved() {
                    self.soon(PAUSE);
                }
            }
            Outcome::NoConnection | Outcome::Trouble => {
                self.show(match outcome {
                    Outcome::NoConnection => NO_CONNECTION,
                    _ => TROUBLE,
                });
                let wait = self.saving.borrow().wait();
                self.soon(wait);
            }
            Outcome::TooLarge => self.show(TOO_LARGE),
            Outcome::Refused => self.show(self.rules.refused()),
        }
    }
}
