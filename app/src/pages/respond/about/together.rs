//! A group that answered together: what it is called, and how many they are.

use super::super::form::{FormFrame, View, error_of, faults};
use super::{described_by, message};
use crate::api::Writing;
use crate::components::form::DefaultButton;
use crate::text::respond::{GROUP_NAME, HOW_MANY_TOGETHER};
use crate::words::Phrase;
use domain::journey::Page;
use leptos::prelude::*;

const TITLE: Phrase = phrase!("Your group");

/// Asked of one who answers for a group.
#[component]
pub(in super::super) fn TogetherPage(writing: Writing, view: View) -> impl IntoView {
    let page = Page::Together;
    let faults = faults(&writing, &page, view);
    let typed = writing.draft.speaks_for.clone();
    let error = |field: &str| error_of(&writing, &faults, field);
    let (name_error, size_error) = (error("organisation"), error("group-size"));
    view! {
        <FormFrame writing=writing.clone() page title=TITLE.say() faults=faults.clone() view>
            <DefaultButton/>
            <h1>{TITLE}</h1>
            <div class="field">
                <label for="organisation">{GROUP_NAME}</label>
                <p class="hint" id="organisation-hint">{phrase!("You can leave this empty. Do not write the name of a person.")}</p>
                {message("organisation", name_error.clone())}
                <input
                    class="input" type="text" id="organisation" name="organisation" autocomplete="off"
                    value=typed.organisation.clone() aria-invalid=name_error.is_some().then_some("true")
                    aria-describedby=described_by("organisation", name_error.is_some())
                />
            </div>
            <div class="field">
                <label for="group-size">{HOW_MANY_TOGETHER}</label>
                <p class="hint" id="group-size-hint">{phrase!("Count everybody who helped to write the answers.")}</p>
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
