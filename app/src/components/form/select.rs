//! A list to choose from, where nothing need be chosen.

use leptos::prelude::*;

/// A list of which one may be chosen, or any.
#[component]
pub fn Select(
    /// The field's name, which is its id too.
    name: &'static str,
    /// What stands above it.
    label: &'static str,
    /// Value and name of each.
    options: Vec<(String, String)>,
    /// The value chosen.
    chosen: Option<String>,
) -> impl IntoView {
    let options = options.into_iter().map(|(value, name)| {
        let selected = chosen.as_ref() == Some(&value);
        view! { <option value=value selected=selected>{name}</option> }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select class="select" id=name name=name>
                <option value="">"Any"</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
