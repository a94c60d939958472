//! Whether somebody speaks for themselves, for an organisation or for a group.

use super::form::{FormFrame, View, error_of, faults};
use crate::api::Writing;
use crate::components::form::DefaultButton;
use crate::routes;
use crate::text::respond::{MAY_NOT_ANSWER, ONE_SCHOOL, SCHOOL_FOUND, SCHOOLS_FOUND};
use crate::text::team::{AS_TEAM, WHAT};
use crate::words::Phrase;
use domain::contribution::{Capacity, SpeaksFor};
use domain::journey::{self, Page};
use domain::text::Slug;
use leptos::prelude::*;

const TITLE: Phrase = phrase!("Who are you answering for?");

/// Asked of audiences that may answer for an organisation.
#[component]
pub(super) fn About(writing: Writing, view: View) -> impl IntoView {
    let page = Page::SpeaksFor;
    let faults = faults(&writing, &page, view);
    let typed = writing.draft.speaks_for.clone();
    let error = |field: &str| error_of(&writing, &faults, field);
    // A number that the register does not have is a fault of its own, told beside the same field.
    let unknown = error("urn");
    let name_error = error("organisation").or_else(|| unknown.clone());
    let size_error = error("group-size");
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
    let picked = typed.capacity.map(Capacity::as_str);
    let may_not = (typed.capacity == Some(Capacity::Organisation)
        && typed.authorised == Some(false))
    .then(|| view! { <MayNot writing=writing.clone()/> });
    let schools = (typed.capacity == Some(Capacity::Organisation) && !typed.schools.is_empty())
        .then(|| view! { <Schools typed=typed.clone() error=error("school")/> });
    let capacity_error = error("capacity");
    let authorised_error = error("authorised");
    let (slug, leads) = (writing.card.slug.clone(), writing.draft.leads());
    let found = typed.school().is_some() && faults.is_empty();
    let found =
        found.then(|| view! { <div class="notice" role="status"><p>{SCHOOL_FOUND}</p></div> });
    view! {
        <FormFrame writing=writing.clone() page title=TITLE.say() faults=faults.clone() view>
            <DefaultButton/>
            {found}
            <fieldset class="field" aria-describedby=capacity_error.is_some().then_some("capacity-error")>
                <legend><h1>{TITLE}</h1></legend>
                {message("capacity", capacity_error.clone())}
                <Radios name="capacity" options=capacities.to_vec() picked=picked.map(str::to_owned)/>
            </fieldset>
            <div class="field" id=unknown.is_some().then_some("urn")>
                <label for="organisation">{phrase!("Name of the school, setting, organisation or group")}</label>
                <p class="hint" id="organisation-hint">
                    {phrase!("For a school you can write its number (URN) instead. Leave this empty if you answer just for yourself.")}
                </p>
                {message("organisation", name_error.clone())}
                <input
                    class="input" type="text" id="organisation" name="organisation" autocomplete="organization"
                    value=typed.organisation.clone() aria-invalid=name_error.is_some().then_some("true")
                    aria-describedby=described_by("organisation", name_error.is_some())
                />
            </div>
            {schools}
            <Allowed typed=typed.clone() error=authorised_error/>
            {may_not}
            <div class="field">
                <label for="group-size">{phrase!("How many people answered together?")}</label>
                <p class="hint" id="group-size-hint">{phrase!("Only for a group. Count everybody who helped to write the answers.")}</p>
                {message("group-size", size_error.clone())}
                <input
                    class="input input-short" type="text" inputmode="numeric" id="group-size" name="group-size"
                    value=typed.group_size.clone() autocomplete="off" aria-invalid=size_error.is_some().then_some("true")
                    aria-describedby=described_by("group-size", size_error.is_some())
                />
            </div>
            <InTeam slug leads/>
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

/// Schools of the register that the name may mean. Shown also when there is one: its name may be another's too.
#[component]
fn Schools(typed: SpeaksFor, error: Option<String>) -> impl IntoView {
    let one = typed.schools.len() == 1;
    let (legend, hint, none) = match one {
        true => (
            phrase!("Is this your school?"),
            ONE_SCHOOL,
            phrase!("No: use the name I wrote"),
        ),
        false => (
            phrase!("Which of these is your school?"),
            SCHOOLS_FOUND,
            phrase!("None of these: use the name I wrote"),
        ),
    };
    let chosen = typed.school().map(|school| school.urn);
    let rows = typed.schools.iter().enumerate().map(|(at, school)| {
        let id = match at {
            0 => "school".to_owned(),
            _ => format!("school-{}", school.urn),
        };
        let hint = match school.town.as_str() {
            "" => say!("URN {urn}", urn = school.urn),
            town => say!("{town}, URN {urn}", town = town, urn = school.urn),
        };
        let hint_id = format!("{id}-hint");
        view! {
            <div class="radio">
                <input
                    type="radio" id=id.clone() name="school" value=school.urn.to_string()
                    checked=chosen == Some(school.urn) aria-describedby=hint_id.clone()
                />
                <label for=id>{school.name.clone()}</label>
                <span class="hint" id=hint_id>{hint}</span>
            </div>
        }
    });
    let rows = rows.collect_view();
    let described = match error {
        Some(_) => "school-list-hint school-error",
        None => "school-list-hint",
    };
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend><h2>{legend}</h2></legend>
            <p class="hint" id="school-list-hint">{hint}</p>
            {message("school", error)}
            <div class="radios">
                {rows}
                <p class="radio-divider">{phrase!("or")}</p>
                <div class="radio">
                    <input type="radio" id="school-none" name="school" value="none" checked=typed.unlisted/>
                    <label for="school-none">{none}</label>
                </div>
            </div>
        </fieldset>
    }
}

#[component]
fn Allowed(typed: SpeaksFor, error: Option<String>) -> impl IntoView {
    let described = match error {
        Some(_) => "authorised-hint authorised-error",
        None => "authorised-hint",
    };
    let options = vec![("yes", say!("Yes")), ("no", say!("No"))];
    let picked = typed.authorised.map(|yes| if yes { "yes" } else { "no" });
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend><h2>{phrase!("Are you allowed to answer for it?")}</h2></legend>
            <p class="hint" id="authorised-hint">
                {phrase!("Only for a school, setting or organisation. A headteacher or chair is allowed, and anybody they asked to answer.")}
            </p>
            {message("authorised", error)}
            <Radios name="authorised" options picked=picked.map(str::to_owned)/>
        </fieldset>
    }
}

/// What somebody can do who may not answer for their school or organisation.
#[component]
fn MayNot(writing: Writing) -> impl IntoView {
    let next = journey::next(&writing.content, &writing.draft, &Page::SpeaksFor);
    let [title, myself, team, go_on] = MAY_NOT_ANSWER;
    let leads = writing.draft.leads();
    let team = (!leads).then(|| {
        view! {
            <p>{team}</p>
            <p><button class="btn btn-secondary" type="submit" name="team" value="yes">{AS_TEAM}</button></p>
        }
    });
    let myself = (!leads).then(|| {
        view! {
            <p>{myself}</p>
            <p><button class="btn btn-secondary" type="submit" name="instead" value="individual">{phrase!("Answer just for myself")}</button></p>
        }
    });
    view! {
        <div class="notice notice-warning" id="not-authorised" tabindex="-1">
            <p><strong>{title}</strong></p>
            {myself}
            {team}
            <p>
                {go_on}" "
                <a href=writing.page(&next)>{phrase!("Go on writing")}</a>
            </p>
        </div>
    }
}

/// A way to write with others.
#[component]
fn InTeam(slug: Slug, leads: bool) -> impl IntoView {
    if leads {
        return view! { <p>{phrase!("You lead a team.")}" "<a href=routes::team(&slug)>{phrase!("Go to your team")}</a></p> }
            .into_any();
    }
    view! {
        <details class="details">
            <summary>{phrase!("Do several of you write the answer?")}</summary>
            <p>{WHAT}</p>
            <p><button class="btn btn-secondary" type="submit" name="team" value="yes">{AS_TEAM}</button></p>
        </details>
    }
    .into_any()
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
