//! A form was sent too often from one address.

use crate::components::layout::{PublicPage, email_link};
use crate::platform;
use crate::site::site;
use leptos::prelude::*;

/// Status 429: how long to wait, and the same form again with everything that was typed.
#[component]
pub fn TooMany(
    /// Seconds to wait.
    wait: u32,
    /// Where the form was posted.
    action: String,
    /// Names and values as they were posted.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    platform::set_status(429);
    platform::never_store();
    let council = site().council;
    let fields = fields.into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value/> }
    });
    let fields = fields.collect_view();
    let wait = counted!(
        u64::from(wait),
        "This form has been sent many times from your network in a short time. Try again in {n} second.",
        "This form has been sent many times from your network in a short time. Try again in {n} seconds."
    );
    view! {
        <PublicPage title=phrase!("Please wait a moment")>
            <h1>{phrase!("Please wait a moment")}</h1>
            <p>{wait}</p>
            <p>{phrase!("Nothing you wrote is lost. Wait, then press the button.")}</p>
            <form method="post" action=action>
                {fields}
                <button class="btn" type="submit">{phrase!("Try again")}</button>
            </form>
            <p>
                {rich!(
                    "If it does not work, send an email to {email} or call {phone}.",
                    {email} = email_link(&council.email),
                    {phone} = council.phone.clone(),
                )}
            </p>
        </PublicPage>
    }
}
