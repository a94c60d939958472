//! The officers' side.

mod audit;
pub mod build;
mod decisions;
mod downloads;
mod duplicates;
mod entry;
mod findings;
mod home;
mod import;
mod letters;
mod new;
mod overview;
mod report;
mod response;
mod response_text;
mod responses;
mod scans;
mod schools;
mod sign_in;
pub mod themes;

pub use audit::AuditPage;
pub use decisions::{DecisionsPage, NewChangePage};
pub use duplicates::DuplicatesPage;
pub use entry::{
    DifferencesPage, EnterFormPage, EnterLetterPage, EnteredPage, SecondEntriesPage, SecondFormPage,
};
pub use findings::{FindingPage, FindingsPage};
pub use home::{OfficerHomePage, stage_name};
pub use import::{ImportColumnsPage, ImportPreviewPage, ImportReportPage, ImportsPage};
pub use letters::{LetterPage, LettersPage};
pub use new::NewConsultationPage;
pub use overview::OverviewPage;
pub use report::ReportPage;
pub use response::ResponsePage;
pub use responses::ResponsesPage;
pub use scans::ScansPage;
pub use schools::SchoolsPage;
pub use sign_in::SignInPage;

use domain::text::Slug;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The consultation the address names; none when it is no slug.
pub(super) fn slug() -> Option<Slug> {
    use_params_map()
        .read_untracked()
        .get("slug")
        .and_then(|text| Slug::parse(&text).ok())
}
