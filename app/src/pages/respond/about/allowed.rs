//! Whether somebody may answer for their school or organisation, and what they can do who may not.

use super::super::form::{FormFrame, View, error_of, faults};
use super::{Radios, described_by, message};
use crate::api::Writing;
use crate::components::form::DefaultButton;
use crate::text::respond::{ALLOWED, MAY_NOT_ANSWER};
use crate::text::team::{AS_TEAM, WHAT};
use domain::journey::{self, Page};
use leptos::prelude::*;

/// Asked of one who answers for an organisation.
#[component]
pub(in super::super) fn AllowedPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Allowed;
    let faults = faults(&writing, &page, view);
    let error = error_of(&writing, &faults, "authorised");
    let who = &writing.draft.speaks_for;
    let name = match who.school() {
        Some(school) => school.name.clone(),
        None => who.organisation.trim().to_owned(),
    };
    let title = match name.as_str() {
        "" => ALLOWED.say(),
        name => say!("Are you allowed to answer for {name}?", name = name),
    };
    let options = vec![("yes", say!("Yes")), ("no", say!("No"))];
    let picked = who.authorised.map(|yes| if yes { "yes" } else { "no" });
    let may_not =
        (who.authorised == Some(false)).then(|| view! { <MayNot writing=writing.clone()/> });
    let team = (!writing.draft.leads()).then(|| view! { <InTeam/> });
    view! {
        <FormFrame writing=writing.clone() page title=title.clone() faults=faults.clone() view>
            <DefaultButton/>
            <fieldset class="field" aria-describedby=described_by("authorised", error.is_some())>
                <legend><h1>{title}</h1></legend>
                <p class="hint" id="authorised-hint">
                    {phrase!("A headteacher or chair is allowed, and anybody they asked to answer.")}
                </p>
                {message("authorised", error.clone())}
                <Radios name="authorised" options picked=picked.map(str::to_owned)/>
            </fieldset>
            {may_not}
            {team}
        </FormFrame>
    }
}

/// What somebody can do who may not answer for their school or organisation.
#[component]
fn MayNot(writing: Writing) -> impl IntoView {
    let next = journey::next(&writing.content, &writing.draft, &Page::Allowed);
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
fn InTeam() -> impl IntoView {
    view! {
        <details class="details">
            <summary>{phrase!("Do several of you write the answer?")}</summary>
            <p>{WHAT}</p>
            <p><button class="btn btn-secondary" type="submit" name="team" value="yes">{AS_TEAM}</button></p>
        </details>
    }
}
