//! A field for programs that fill in every field they find. There is no puzzle for people to solve.

use leptos::prelude::*;

/// The field's name.
pub const TRAP: &str = "website";

/// Hidden from eyes, screen readers and the keyboard, and filled in by no browser. What is written in it flags the
/// response for a person to look at; it is never a reason to refuse it.
#[component]
pub fn Trap() -> impl IntoView {
    view! {
        <div class="trap" aria-hidden="true">
            <label for=TRAP>{phrase!("Leave this empty")}</label>
            <input type="text" id=TRAP name=TRAP value="" tabindex="-1" autocomplete="off"/>
        </div>
    }
}
