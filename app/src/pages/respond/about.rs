//! Whether somebody speaks for themselves, for an organisation or for a group.

use super::form::{FormFrame, View, error_of, faults};
use crate::api::Writing;
use domain::contribution::Capacity;
use domain::journey::Page;
use leptos::prelude::*;

const TITLE: &str = "Who are you answering for?";

/// Asked of audiences that may answer for an organisation.
#[component]
pub(super) fn About(writing: Writing, view: View) -> impl IntoView {
    let page = Page::SpeaksFor;
    let faults = faults(&writing, &page, view);
    let typed = writing.draft.speaks_for.clone();
    let error = |field: &str| error_of(&writing, &faults, field);
    let name_error = error("organisation");
    let size_error = error("group-size");
    let picked = typed.capacity;
    let radio = move |id: &'static str, capacity: Capacity, label: &'static str| {
        let ticked = picked == Some(capacity);
        view! {
            <div class="radio">
                <input type="radio" id=id name="capacity" value=capacity.as_str() checked=ticked/>
                <label for=id>{label}</label>
            </div>
        }
    };
    let capacity_error = error("capacity");
    let described = capacity_error.is_some().then_some("capacity-error");
    view! {
        <FormFrame writing=writing.clone() page title=TITLE.to_owned() faults=faults.clone() view>
            <fieldset class="field" aria-describedby=described>
                <legend><h1>{TITLE}</h1></legend>
                {message("capacity", capacity_error.clone())}
                <div class="radios">
                    {radio("capacity", Capacity::Individual, "Just for myself")}
                    {radio("capacity-organisation", Capacity::Organisation, "For my school, setting or organisation")}
                    {radio("capacity-group", Capacity::Group, "For a group of people who answered together")}
                </div>
            </fieldset>
            <div class="field">
                <label for="organisation">"Name of the school, setting, organisation or group"</label>
                <p class="hint" id="organisation-hint">"Leave this empty if you answer just for yourself."</p>
                {message("organisation", name_error.clone())}
                <input
                    class="input" type="text" id="organisation" name="organisation" autocomplete="organization"
                    value=typed.organisation.clone() aria-invalid=name_error.is_some().then_some("true")
                    aria-describedby=described_by("organisation", name_error.is_some())
                />
            </div>
            <div class="field">
                <label for="group-size">"How many people answered together?"</label>
                <p class="hint" id="group-size-hint">"Only for a group. Count everybody who helped to write the answers."</p>
                {message("group-size", size_error.clone())}
                <input
                    class="input input-short" type="text" inputmode="numeric" id="group-size" name="group-size"
                    value=typed.group_size.clone() autocomplete="off" aria-invalid=size_error.is_some().then_some("true")
                    aria-describedby=described_by("group-size", size_error.is_some())
                />
            </div>
        </FormFrame>
    }
}

fn described_by(field: &str, wrong: bool) -> String {
    if wrong {
        format!("{field}-hint {field}-error")
    } else {
        format!("{field}-hint")
    }
}

/// The message beside a field.
pub(super) fn message(field: &str, sentence: Option<String>) -> impl IntoView + use<> {
    let id = format!("{field}-error");
    sentence.map(|sentence| {
        view! {
            <p class="error-message" id=id><span class="visually-hidden">"Error: "</span>{sentence}</p>
        }
    })
}
