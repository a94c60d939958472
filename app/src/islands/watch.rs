//! Messages beside fields and counts under them, while somebody writes.

use super::regions::Regions;
use super::{Fields, Rules};
use crate::platform::{self, Form};
use crate::text::saving::room;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A pause in typing, in milliseconds, after which a count is read out.
const PAUSE: u32 = 1_500;

/// Looks at what was typed, never before somebody has left the field.
pub(super) struct Watch {
    form: Form,
    rules: Rules,
    regions: Regions,
    /// Fields that somebody changed. Passing through an empty one is no mistake.
    changed: RefCell<BTreeSet<String>>,
    keystrokes: Cell<u32>,
}

impl Watch {
    /// Over this form.
    pub(super) fn new(form: Form, rules: Rules, regions: Regions) -> Rc<Self> {
        let watch = Rc::new(Self {
            form,
            rules,
            regions,
            changed: RefCell::default(),
            keystrokes: Cell::new(0),
        });
        let now = watch.form.fields();
        for field in watch.rules.fields() {
            watch.count(field, &now, false);
        }
        watch
    }

    /// Something was typed or picked. A message keeps up with it, and goes as soon as it is no longer true.
    pub(super) fn changed(self: &Rc<Self>, field: &str, now: &Fields) {
        self.changed.borrow_mut().insert(field.to_owned());
        let faults = self.rules.faults(now);
        // On every field: which of them is needed depends on who is answered for.
        for field in self.rules.fields() {
            if self.form.has_message(field) {
                self.form.set_message(field, sentence(&faults, field));
            }
        }
        self.count(field, now, true);
    }

    /// Somebody left a field that they had changed.
    pub(super) fn left(&self, field: &str) {
        if self.form.is_in(field) || !self.changed.borrow().contains(field) {
            return;
        }
        let faults = self.rules.faults(&self.form.fields());
        let sentence = sentence(&faults, field);
        if let Some(sentence) = sentence {
            self.regions.speak(sentence);
        }
        self.form.set_message(field, sentence);
    }

    /// How much room is left: seen at once; heard, if at all, in a pause and when it gets tight.
    fn count(self: &Rc<Self>, field: &str, now: &Fields, heard: bool) {
        let Some((length, limit)) = self.rules.length(field, now) else {
            return;
        };
        let sentence = room(length, limit);
        self.form.set_count(field, &sentence, length > limit);
        let stroke = self.keystrokes.get().wrapping_add(1);
        self.keystrokes.set(stroke);
        if !heard || length + limit / 10 < limit {
            return;
        }
        let watch = Rc::clone(self);
        platform::later(PAUSE, move || {
            if watch.keystrokes.get() == stroke {
                watch.regions.speak(sentence);
            }
        });
    }
}

/// What is wrong with a field.
fn sentence<'a>(faults: &'a [(String, String)], field: &str) -> Option<&'a str> {
    let fault = faults.iter().find(|(wrong, _)| wrong == field);
    fault.map(|(_, sentence)| sentence.as_str())
}
