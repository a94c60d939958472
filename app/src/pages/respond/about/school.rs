//! Which school or organisation somebody answers for; or which school they work in, if they like to say.

use super::super::form::{FormFrame, View, error_of, faults};
use super::{described_by, message};
use crate::api::Writing;
use crate::components::form::{DefaultButton, SchoolChoice};
use crate::text::respond::{
    KEPT_APART, NOT_LISTED, NOT_LISTED_OWN, ONE_SCHOOL, SCHOOL_FOUND, SCHOOLS_FOUND,
};
use crate::words::Phrase;
use domain::contribution::Capacity;
use domain::journey::Page;
use leptos::prelude::*;

/// What differs between one who answers for a school and one who works there.
struct Asks {
    title: Phrase,
    label: Phrase,
    hint: Phrase,
    /// Beside the choice of none of the schools found: where there is one, and where there are several.
    none: [Phrase; 2],
    /// Where the register has nothing like it.
    not_listed: Phrase,
}

const OF_ORGANISATION: Asks = Asks {
    title: phrase!("Which school or organisation are you answering for?"),
    label: phrase!("Name of the school, setting or organisation"),
    hint: phrase!(
        "For a school, you can write a part of its name, or its number (URN), and find it in our list."
    ),
    none: [
        phrase!("No: use the name I wrote"),
        phrase!("None of these: use the name I wrote"),
    ],
    not_listed: NOT_LISTED,
};
const OF_ONESELF: Asks = Asks {
    title: phrase!("Which school or setting do you work in?"),
    label: phrase!("Name of the school or setting"),
    hint: phrase!(
        "You do not have to say. Leave this empty if you would rather not, or do not work in one. You can write a part of the name, or its number (URN), and find it in our list."
    ),
    none: [
        phrase!("No: leave my school out"),
        phrase!("None of these: leave my school out"),
    ],
    not_listed: NOT_LISTED_OWN,
};

/// A name is typed, or a part of it, and the register says which school it may be.
#[component]
pub(in super::super) fn SchoolPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::School;
    let faults = faults(&writing, &page, view);
    let typed = writing.draft.speaks_for.clone();
    let own = typed.capacity == Some(Capacity::Individual);
    let asks = if own { OF_ONESELF } else { OF_ORGANISATION };
    let error = |field: &str| error_of(&writing, &faults, field);
    // A number that the register does not have is a fault of its own, told beside the same field.
    let unknown = error("urn");
    let name_error = error("organisation").or_else(|| unknown.clone());
    let found = typed.school().is_some() && faults.is_empty();
    let found =
        found.then(|| view! { <div class="notice" role="status"><p>{SCHOOL_FOUND}</p></div> });
    let unlisted = typed.schools.is_empty() && !typed.organisation.trim().is_empty();
    let unlisted = (unlisted && faults.is_empty())
        .then(|| view! { <div class="notice" role="status"><p>{asks.not_listed}</p></div> });
    let schools = (!typed.schools.is_empty()).then(|| {
        let [none_of_one, none_of_several] = asks.none;
        let (legend, hint, none) = match typed.schools.len() {
            1 => (phrase!("Is this your school?"), ONE_SCHOOL, none_of_one),
            _ => (
                phrase!("Which of these is your school?"),
                SCHOOLS_FOUND,
                none_of_several,
            ),
        };
        let chosen = match (typed.school(), typed.unlisted) {
            (Some(school), _) => school.urn.to_string(),
            (None, true) => "none".to_owned(),
            (None, false) => String::new(),
        };
        let error = error("school");
        view! {
            <SchoolChoice
                name="school" heading=true legend=legend.say() hint=hint.say() none=none.say()
                schools=typed.schools.clone() chosen wrong=error.is_some()
            >
                {message("school", error)}
            </SchoolChoice>
        }
    });
    let apart = own.then(|| view! { <p>{KEPT_APART}</p> });
    view! {
        <FormFrame writing=writing.clone() page title=asks.title.say() faults=faults.clone() view>
            <DefaultButton/>
            {found}
            {unlisted}
            <h1>{asks.title}</h1>
            {apart}
            <div class="field" id=unknown.is_some().then_some("urn")>
                <label for="organisation">{asks.label}</label>
                <p class="hint" id="organisation-hint">{asks.hint}</p>
                {message("organisation", name_error.clone())}
                <input
                    class="input" type="text" id="organisation" name="organisation" autocomplete="organization"
                    value=typed.organisation.clone() aria-invalid=name_error.is_some().then_some("true")
                    aria-describedby=described_by("organisation", name_error.is_some())
                />
            </div>
            <p>
                <button class="btn btn-secondary" type="submit" name="find" value="yes">{phrase!("Find it in our list of schools")}</button>
            </p>
            {schools}
        </FormFrame>
    }
}
