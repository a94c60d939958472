//! Where a page is only written, nobody types into it: no form is ever found, so nothing here ever runs.

use crate::words::Catalogue;
use leptos::prelude::use_context;
use std::cell::RefCell;
use std::convert::Infallible;
use std::sync::Arc;

/// A form on the page. There is none.
#[derive(Clone, Debug)]
pub struct Form(Infallible);

impl Form {
    /// Finds none.
    pub fn find(_id: &str) -> Option<Self> {
        None
    }

    /// Names and values, as they would be posted.
    pub fn fields(&self) -> Vec<(String, String)> {
        match self.0 {}
    }

    /// Whether anything differs from what the server sent.
    pub fn is_changed(&self) -> bool {
        match self.0 {}
    }

    /// Whether the keyboard's focus is in this field.
    pub fn is_in(&self, _field: &str) -> bool {
        match self.0 {}
    }

    /// Calls `act` with the field's name whenever something is typed or picked.
    pub fn on_change(&self, _act: impl Fn(&str) + 'static) {
        match self.0 {}
    }

    /// Calls `act` with the field's name when somebody has left it.
    pub fn on_left(&self, _act: impl Fn(&str) + 'static) {
        match self.0 {}
    }

    /// Calls `act` when the form is about to be sent; false keeps it here.
    pub fn on_submit(&self, _act: impl Fn() -> bool + 'static) {
        match self.0 {}
    }

    /// Marks the button as pressed, or as free again.
    pub fn set_pressed(&self, _pressed: bool) {
        match self.0 {}
    }

    /// Whether a message stands beside the field.
    pub fn has_message(&self, _field: &str) -> bool {
        match self.0 {}
    }

    /// Puts a message beside the field, changes it, or takes it away.
    pub fn set_message(&self, _field: &str, _sentence: Option<&str>) {
        match self.0 {}
    }

    /// Says how much room is left in the field.
    pub fn set_count(&self, _field: &str, _sentence: &str, _over: bool) {
        match self.0 {}
    }

    /// Posts these fields to the form's address, marked as an autosave.
    pub fn post(
        &self,
        _fields: &[(String, String)],
        _again: bool,
        _done: impl FnOnce(Option<u16>) + 'static,
    ) -> Option<Post> {
        match self.0 {}
    }
}

/// A post under way. There is none.
#[derive(Debug)]
pub struct Post(Infallible);

impl Post {
    /// Stops it.
    pub fn stop(&self) {
        match self.0 {}
    }
}

/// Does nothing here.
pub fn later(_milliseconds: u32, _act: impl FnOnce() + 'static) {}

/// Does nothing here.
pub fn on_hidden(_act: impl Fn() + 'static) {}

/// Does nothing here.
pub fn on_shown_again(_act: impl Fn() + 'static) {}

/// Does nothing here.
pub fn on_online(_act: impl Fn() + 'static) {}

/// Does nothing here.
pub fn before_leaving(_warn: impl Fn() -> bool + 'static) {}

/// Whether there is a connection, as far as is known.
pub fn is_online() -> bool {
    true
}

/// No time of day here: on the server time is an argument.
pub fn clock() -> (i8, i8) {
    (0, 0)
}

/// Nobody listens here.
pub fn can_speak() -> bool {
    false
}

/// Does nothing here.
pub fn speak(_element: &str, _ended: impl Fn() + 'static) {}

/// Does nothing here.
pub fn stop_speaking() {}

/// Presses nothing.
pub fn press_by_key() {}

/// Nobody marks anything here.
pub fn offer_what_is_marked() {}

thread_local! {
    static SPOKEN: RefCell<Option<Arc<Catalogue>>> = const { RefCell::new(None) };
}

/// The sentences of the page's language; none for English.
pub fn words() -> Option<Arc<Catalogue>> {
    let here = SPOKEN.with_borrow(Clone::clone);
    here.or_else(use_context::<Arc<Catalogue>>)
}

/// Writes something that is no page, such as a paper copy, in a language.
pub fn in_words<T>(words: Option<Arc<Catalogue>>, write: impl FnOnce() -> T) -> T {
    let before = SPOKEN.replace(words);
    let written = write();
    SPOKEN.set(before);
    written
}
