//! Files of responses from other survey tools.

mod columns;
mod files;
mod preview;
mod report;

pub use columns::ImportColumnsPage;
pub use files::ImportsPage;
pub use preview::ImportPreviewPage;
pub use report::ImportReportPage;

use crate::api::{ApiError, ImportLine};
use crate::components::officer::{OfficerPage, Tab};
use crate::platform;
use crate::routes;
use crate::text::imports as text;
use domain::text::Slug;
use leptos::prelude::*;

/// Why a file cannot be worked on now, in words; none for an error that has a page of its own.
fn in_words(error: &ApiError) -> Option<String> {
    match error {
        ApiError::Conflict { code } => text::problem("", code).map(str::to_owned),
        ApiError::Invalid { fields } => fields.first().map(crate::components::officer::sentence),
        _ => None,
    }
}

/// The page that says so.
fn not_now(slug: Slug, sentence: String) -> impl IntoView + use<> {
    platform::set_status(409);
    view! {
        <OfficerPage title="Import responses">
            <h1>"Not now"</h1>
            <p>{sentence}</p>
            <p><a href=routes::imports(&slug)>"All files"</a></p>
        </OfficerPage>
    }
}

/// Where one is, for the frame of the page.
fn within(slug: &Slug, title: &str) -> (Slug, String, Tab) {
    (slug.clone(), title.to_owned(), Tab::Responses)
}

/// What kind of file it is.
fn about(file: &ImportLine) -> String {
    format!("{}, from {}", file.name, text::kind(&file.kind))
}
