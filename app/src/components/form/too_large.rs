//! More was sent than a form can take.

use crate::components::layout::{PublicPage, email_link};
use crate::platform;
use crate::site::site;
use leptos::prelude::*;

/// Status 413, and a way on.
#[component]
pub fn TooLarge() -> impl IntoView {
    platform::set_status(413);
    platform::never_store();
    let council = site().council;
    view! {
        <PublicPage title=phrase!("That is too much at once")>
            <h1>{phrase!("That is too much at once")}</h1>
            <p>{phrase!("What you sent is larger than this page can take. It was not saved.")}</p>
            <p>{phrase!("Go back in your browser: what you wrote should still be there. Then make it shorter and try again.")}</p>
            <p>
                {rich!(
                    "If you have a long document, send it to {email} or call {phone}.",
                    {email} = email_link(&council.email),
                    {phone} = council.phone.clone(),
                )}
            </p>
        </PublicPage>
    }
}
