//! The helper of a page with questions.

use super::Rules;
use super::keep::Keep;
use super::regions::Regions;
use super::send::Sending;
use super::watch::Watch;
use crate::platform::{self, Form};
use crate::text::saving::SAVING;
use leptos::prelude::*;
use std::rc::Rc;

/// Checks each answer when its field is left, counts characters, saves what is typed, and warns before unsaved
/// words are left behind. It listens to the form around it and draws only its own two lines.
#[island]
pub fn AnswerHelper(
    /// The rules of this page.
    rules: Rules,
) -> impl IntoView {
    let regions = Regions::asleep();
    Effect::new(move |_| {
        if let Some(form) = Form::find(rules.form()) {
            regions.wake();
            help(form, rules.clone(), regions);
        }
    });
    regions.view()
}

fn help(form: Form, rules: Rules, regions: Regions) {
    let sending = Sending::new(form.clone(), regions, SAVING);
    let watch = Watch::new(form.clone(), rules.clone(), regions);
    let keep = Keep::new(form.clone(), rules, regions, Rc::clone(&sending));

    let (typed, watching, keeping) = (form.clone(), Rc::clone(&watch), Rc::clone(&keep));
    form.on_change(move |field| {
        watching.changed(field, &typed.fields());
        keeping.changed();
    });
    let pressed = Rc::clone(&sending);
    form.on_left(move |field| {
        if !pressed.is_pressed() {
            watch.left(field);
        }
    });
    let keeping = Rc::clone(&keep);
    form.on_submit(move || {
        let goes = sending.press();
        if goes {
            keeping.sent();
        }
        goes
    });

    let keeping = Rc::clone(&keep);
    platform::on_online(move || keeping.save(false));
    let keeping = Rc::clone(&keep);
    platform::on_hidden(move || keeping.save(true));
    platform::before_leaving(move || {
        let unsaved = keep.is_unsaved();
        // While the browser asks, the words may already be on their way.
        keep.save(true);
        unsaved
    });
}
