//! The officers' side.

mod agreement;
mod audit;
pub mod build;
mod coding;
mod coding_sign_off;
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
mod redaction;
mod report;
mod response;
mod response_text;
mod responses;
mod safeguarding;
mod scans;
mod schools;
mod schools_heard;
mod search;
mod sign_in;
pub mod themes;
mod views;

pub use agreement::{AgreementPage, DifferencePage, SecondCodingPage};
pub use audit::AuditPage;
pub use coding::CodingPage;
pub use coding_sign_off::CodingSignOffPage;
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
pub use redaction::RedactionPassPage;
pub use report::ReportPage;
pub use response::ResponsePage;
pub use responses::ResponsesPage;
pub use safeguarding::SafeguardingPage;
pub use scans::ScansPage;
pub use schools::SchoolsPage;
pub use search::SearchPage;
pub use sign_in::SignInPage;
pub use views::ThemeViewPage;

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
