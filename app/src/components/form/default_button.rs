//! What the enter key presses.

use leptos::prelude::*;

/// The form's main button once more, first and unseen: in a form with several buttons the enter key presses the first,
/// and that must not be one that does something else.
#[component]
pub fn DefaultButton(
    /// Id of the form, where the button does not stand in it.
    #[prop(optional_no_strip)]
    form: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button class="visually-hidden" type="submit" form=form tabindex="-1" aria-hidden="true">{phrase!("Save and continue")}</button>
    }
}
