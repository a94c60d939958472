//! What may be done with somebody's words.

use super::about::message;
use super::form::{FormFrame, View, easy_read, error_of, faults};
use super::young::{Choice, Radios};
use crate::api::Writing;
use crate::text::respond::{CONSENT, CONSENT_EASY};
use crate::words::Phrase;
use domain::contribution::Capacity;
use domain::journey::Page;
use leptos::prelude::*;

const TITLE: Phrase = phrase!("May we use your words?");

/// Quoting without a name; and, for organisations, publishing under their name.
#[component]
pub(super) fn ConsentPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Consent;
    let faults = faults(&writing, &page, view);
    let error = error_of(&writing, &faults, "quote");
    let consent = writing.draft.consent;
    let said = consent.map(|consent| consent.quote);
    let asked = match easy_read(&writing) {
        Some(_) => asked_in_easy_words(said, writing.draft.unsure, error).into_any(),
        None => view! { <Asked said error/> }.into_any(),
    };
    let organisation = writing.draft.speaks_for.capacity == Some(Capacity::Organisation);
    let published = view.publish || consent.is_some_and(|c| c.publish);
    let publish = organisation.then(|| {
        view! {
            <fieldset class="field" aria-describedby="publish-hint">
                <legend><h2>{phrase!("Your organisation’s response")}</h2></legend>
                <p class="hint" id="publish-hint">
                    {phrase!("Organisations often want others to see what they said. If you tick this, we may publish the whole response with the organisation’s name. We check it for personal details first.")}
                </p>
                <div class="checkboxes">
                    <div class="checkbox">
                        <input type="checkbox" id="publish" name="publish" value="yes" checked=published/>
                        <label for="publish">{phrase!("You may publish our response under our name")}</label>
                    </div>
                </div>
            </fieldset>
        }
    });
    view! {
        <FormFrame writing page title=TITLE.say() faults view>
            {asked}
            {publish}
        </FormFrame>
    }
}

#[component]
fn Asked(said: Option<bool>, error: Option<String>) -> impl IntoView {
    let described = match error {
        Some(_) => "quote-hint quote-error",
        None => "quote-hint",
    };
    let radio = move |id: &'static str, value: &'static str, yes: bool, label: Phrase| {
        view! {
            <div class="radio">
                <input type="radio" id=id name="quote" value=value checked=said == Some(yes)/>
                <label for=id>{label}</label>
            </div>
        }
    };
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend><h1>{TITLE}</h1></legend>
            <p class="hint" id="quote-hint">{CONSENT}</p>
            {message("quote", error)}
            <div class="radios">
                {radio("quote", "yes", true, phrase!("Yes, you may quote what I write, without my name"))}
                {radio("quote-no", "no", false, phrase!("No, read it but do not quote it"))}
            </div>
        </fieldset>
    }
}

/// With pictures, and with a way for whoever is not sure: they are not quoted.
fn asked_in_easy_words(
    said: Option<bool>,
    unsure: bool,
    error: Option<String>,
) -> impl IntoView + use<> {
    let choice = |value, picture, label, ticked| Choice {
        value,
        label,
        picture,
        ticked,
    };
    let radios = Radios {
        name: "quote",
        legend: TITLE,
        first: true,
        hint: Some(CONSENT_EASY),
        error,
        choices: vec![
            choice(
                "yes",
                "yes",
                phrase!("Yes, you may show my words"),
                said == Some(true),
            ),
            choice(
                "no",
                "no",
                phrase!("No, only read my words"),
                said == Some(false) && !unsure,
            ),
            choice(
                "not-sure",
                "maybe",
                phrase!("I am not sure. Then we only read them"),
                unsure,
            ),
        ],
    };
    radios.show()
}
