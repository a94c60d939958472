//! For whom somebody answers: themselves, an organisation or a group; then what only those are asked.

mod allowed;
mod school;
mod together;

pub(super) use allowed::AllowedPage;
pub(super) use school::SchoolPage;
pub(super) use together::TogetherPage;

use super::form::{FormFrame, View, error_of, faults};
use crate::api::Writing;
use crate::components::form::DefaultButton;
use crate::routes;
use crate::words::Phrase;
use domain::contribution::Capacity;
use domain::journey::Page;
use leptos::prelude::*;

const TITLE: Phrase = phrase!("Who are you answering for?");

/// Asked of audiences that may answer for an organisation.
#[component]
pub(super) fn About(writing: Writing, view: View) -> impl IntoView {
    let page = Page::SpeaksFor;
    let faults = faults(&writing, &page, view);
    let error = error_of(&writing, &faults, "capacity");
    let capacities = [
        (Capacity::Individual.as_str(), say!("Just for myself")),
        (
            Capacity::Organisation.as_str(),
            say!("For my school, setting or organisation"),
        ),
        (
            Capacity::Group.as_str(),
            say!("For a group of people who answered together"),
        ),
    ];
    let picked = writing.draft.speaks_for.capacity.map(Capacity::as_str);
    let slug = writing.card.slug.clone();
    let leads = writing.draft.leads().then(|| {
        view! { <p>{phrase!("You lead a team.")}" "<a href=routes::team(&slug)>{phrase!("Go to your team")}</a></p> }
    });
    view! {
        <FormFrame writing=writing.clone() page title=TITLE.say() faults=faults.clone() view>
            <DefaultButton/>
            <fieldset class="field" aria-describedby=error.is_some().then_some("capacity-error")>
                <legend><h1>{TITLE}</h1></legend>
                {message("capacity", error.clone())}
                <Radios name="capacity" options=capacities.to_vec() picked=picked.map(str::to_owned)/>
            </fieldset>
            {leads}
        </FormFrame>
    }
}

/// One of several; the first carries the field's own id, to which an error leads.
#[component]
fn Radios(
    name: &'static str,
    options: Vec<(&'static str, String)>,
    picked: Option<String>,
) -> impl IntoView {
    let rows = options.into_iter().enumerate().map(|(at, (value, label))| {
        let id = match at {
            0 => name.to_owned(),
            _ => format!("{name}-{value}"),
        };
        view! {
            <div class="radio">
                <input type="radio" id=id.clone() name=name value=value checked=picked.as_deref() == Some(value)/>
                <label for=id>{label}</label>
            </div>
        }
    });
    view! { <div class="radios">{rows.collect_view()}</div> }
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
            <p class="error-message" id=id><span class="visually-hidden">{phrase!("Error:")}" "</span>{sentence}</p>
        }
    })
}
