//! More was sent than a form can take.

use crate::components::layout::PublicPage;
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
        <PublicPage title="That is too much at once">
            <h1>"That is too much at once"</h1>
            <p>"What you sent is larger than this page can take. It was not saved."</p>
            <p>"Go back in your browser: what you wrote should still be there. Then make it shorter and try again."</p>
            <p>
                "If you have a long document, send it to "
                <a href=format!("mailto:{}", council.email)>{council.email.clone()}</a>
                " or call " {council.phone.clone()} "."
            </p>
        </PublicPage>
    }
}
