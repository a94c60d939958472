//! Who it is from, by the rules of the web form: which school of the register, and whether they may answer for it.

use super::parts::{Choice, line, radios};
use super::sheet::{Sheet, message};
use crate::api::own;
use crate::components::form::SchoolChoice;
use domain::contribution::Capacity;
use leptos::prelude::*;

const NAME_HINT: &str = "Never the name of a person. For a school, a part of its name or its number (URN) is enough. \
    For one person: the school or setting where they work, if they say; it is kept apart from their answers. For a \
    petition, what it is called.";

/// Who it is from: never a person's name. `action` is where the form is posted to.
pub(super) fn speaks_for(sheet: &Sheet, action: &str) -> impl IntoView + use<> {
    let choice = |capacity: Capacity, label| Choice {
        value: capacity.as_str(),
        label,
        ticked: sheet.has("capacity", capacity.as_str(), false),
    };
    let choices = vec![
        choice(Capacity::Individual, "One person"),
        choice(Capacity::Organisation, "An organisation"),
        choice(Capacity::Group, "A group"),
    ];
    let legend = "Who is it from?";
    let hint = match sheet.audience {
        Some(_) => "A school’s own answer is an organisation’s.",
        None => {
            "A school’s own answer is an organisation’s. For a petition this makes no difference."
        }
    };
    let said = |value, label, otherwise| Choice {
        value,
        label,
        ticked: sheet.has("authorised", value, otherwise),
    };
    let allowed = vec![
        said("yes", "Yes", false),
        said("no", "No", false),
        said("not-said", "They do not say", true),
    ];
    let asked = "Do they say that they are allowed to answer for it?";
    view! {
        {radios(sheet, "capacity", legend, Some(hint), choices)}
        {line(sheet, "organisation", "Name of the organisation or group", NAME_HINT, "input")}
        {schools(sheet, action)}
        {radios(sheet, "authorised", asked, Some("Only for an organisation."), allowed)}
        {line(sheet, "group-size", "How many people, for a group", "Everybody who signed or answered together.", "input input-short")}
    }
}

/// The schools of the register that the name may mean, once they were looked for.
fn schools(sheet: &Sheet, action: &str) -> impl IntoView + use<> {
    let who = &sheet.from;
    let looked = !sheet.value("find-school", "").is_empty();
    let nothing = (looked && who.schools.is_empty()).then(|| {
        let told = match who.sought().trim() {
            "" => "Choose one person or an organisation, and enter a name or number to look for.",
            _ => "The register has no school like this. The name of an organisation is kept as it is typed.",
        };
        view! { <p class="inset" role="status">{told}</p> }
    });
    let unknown = sheet.error(&own("urn"));
    let unknown = unknown
        .map(|sentence| view! { <div id=own("urn") tabindex="-1">{message(&own("urn"), Some(sentence))}</div> });
    let choice = (!who.schools.is_empty()).then(|| {
        let name = own("school");
        let wrong = sheet.error(&name);
        let chosen = match (who.school(), who.unlisted) {
            (Some(school), _) => school.urn.to_string(),
            (None, true) => "none".to_owned(),
            (None, false) => String::new(),
        };
        let none = match who.capacity {
            Some(Capacity::Organisation) => "None of these: keep the name as it is typed",
            _ => "None of these: leave the school out",
        };
        view! {
            <input type="hidden" name=own("schools-of") value=who.organisation.clone()/>
            <SchoolChoice
                name=name.clone() legend="Which school of the register is it?".to_owned()
                hint="Is it not here? Enter more of its name, or its number, and look again.".to_owned()
                none=none.to_owned() schools=who.schools.clone() chosen wrong=wrong.is_some()
            >
                {message(&name, wrong)}
            </SchoolChoice>
        }
    });
    let again = format!("{action}#{}", own("organisation"));
    view! {
        {unknown}
        <p>
            <button class="btn btn-secondary" type="submit" name=own("find-school") value="yes" formaction=again>
                "Find it in the register of schools"
            </button>
        </p>
        {nothing}
        {choice}
    }
}
