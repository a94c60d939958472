//! The privacy notice and the accessibility statement.

use crate::api::{Notice, backend};
use crate::components::layout::{InEnglish, PublicPage};
use crate::components::loaded::loaded;
use crate::components::markdown::Markdown;
use crate::visit::visit;
use crate::words::{Phrase, marks};
use domain::text::Language;
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
            let english = Language::english();
            let (lang, dir) = marks(&english);
            view! {
                <PublicPage title>
                    <InEnglish language=english part=false/>
                    <div lang=lang dir=dir><Markdown text top=1/></div>
                </PublicPage>
            }
        },
    )
}
