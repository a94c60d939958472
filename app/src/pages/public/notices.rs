//! The privacy notice and the accessibility statement.

use crate::api::{Notice, backend};
use crate::components::layout::PublicPage;
use crate::components::loaded::loaded;
use crate::components::markdown::Prose;
use crate::visit::visit;
use crate::words::Phrase;
use leptos::prelude::*;

/// What happens to what people tell the council.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! { <NoticePage notice=Notice::Privacy title=phrase!("Privacy notice")/> }
}

/// How usable the site is.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    view! { <NoticePage notice=Notice::Accessibility title=phrase!("Accessibility statement")/> }
}

#[component]
fn NoticePage(notice: Notice, title: Phrase) -> impl IntoView {
    let (backend, caller) = (backend(), visit().caller);
    loaded(
        async move { backend.notice(&caller, notice).await },
        // The text brings its own first heading.
        move |text| {
            view! { <PublicPage title><Prose text=text.markdown gaps=text.gaps top=1/></PublicPage> }
        },
    )
}
