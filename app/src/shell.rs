//! The HTML document and the table of pages.

use crate::api::ApiError;
use crate::components::layout::ErrorPage;
use crate::pages::officer::build::{
    AddPiecePage, AudiencePage, BuildPage, ChangesPage, EditClausePage, EditDocumentPage,
    EditQuestionPage, HistoryPage, LanguagePage, LanguagesPage, LibraryPage, PreviewPage,
    ReviewPage, SectionPage, TitlePage,
};
use crate::pages::officer::themes::{
    AcceptancesPage, CodeResponsePage, LookAlikesPage, OneThemePage, ThemesPage,
};
use crate::pages::officer::{
    AgreementPage, AuditPage, CodingPage, CodingSignOffPage, DecisionsPage, DifferencePage,
    DifferencesPage, DuplicatesPage, EnterFormPage, EnterLetterPage, EnteredPage, FindingPage,
    FindingsPage, ImportColumnsPage, ImportPreviewPage, ImportReportPage, ImportsPage, LetterPage,
    LettersPage, NewChangePage, NewConsultationPage, OfficerHomePage, OverviewPage,
    RedactionPassPage, ReportPage, ResponsePage, ResponsesPage, SafeguardingPage, ScansPage,
    SchoolsPage, SearchPage, SecondCodingPage, SecondEntriesPage, SecondFormPage, SignInPage,
    ThemeViewPage,
};
use crate::pages::public::{
    AccessibilityPage, ChangePage, CommentPage, ConsultationsPage, DocumentPage, OutcomePage,
    PrivacyPage, ProposalPage, WordsPage,
};
use crate::pages::respond::{
    BothPage, ComeBackPage, CopyPage, EqualityPage, FormPage, JoinTeamPage, ReceiptPage, SavePage,
    StartPage, StopPage, TeamPage, WalkEndPage, WalkFormPage,
};
use crate::platform;
use crate::routes;
use crate::site::site;
use crate::visit::maybe_visit;
use crate::words::{ON_PAGE, Spoken, page_language};
use domain::language::direction;
use domain::text::Language;
use leptos::children::ToChildren;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos::tachys::view::iterators::StaticVec;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Redirect, Router, Routes, RoutesProps};
use leptos_router::{MatchNestedRoutes, NestedRoute, PossibleRouteMatch, SsrMode, path};
use std::sync::Arc;

/// The document with the page that the address names.
pub fn shell(options: LeptosOptions) -> AnyView {
    document(options, || view! { <App/> }.into_any())
}

/// A tab that has shown a hundred pages may have no room for the memory of one more WebAssembly instance, until the
/// browser has cleared away what the pages before had (seen in Chromium: “Cannot allocate Wasm memory for new instance”).
/// The browser is asked again then, for some seconds: else the page would stay asleep.
const WAKE: &str = include_str!("wake.js");

/// The document around every page.
pub fn document(options: LeptosOptions, page: impl FnOnce() -> AnyView + 'static) -> AnyView {
    provide_meta_context();
    let css = format!("/pkg/{}", site().css);
    let script = maybe_visit().is_some_and(|visit| routes::wants_script(&visit.path));
    if script {
        platform::allow_islands();
    }
    let language = page_language();
    let (lang, dir) = match language == Language::english() {
        true => ("en-GB".to_owned(), None),
        false => (language.to_string(), Some(direction(&language))),
    };
    let words = use_context::<Spoken>().filter(|_| script).map(|spoken| {
        let json = spoken.in_browser.to_string();
        view! { <script type="application/json" id=ON_PAGE inner_html=json></script> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=lang dir=dir>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light"/>
                <link rel="stylesheet" href=css/>
                <link rel="icon" href="/pkg/icon.svg" type="image/svg+xml"/>
                {script.then(|| view! {
                    <script nonce=use_nonce() inner_html=WAKE></script>
                    <HydrationScripts options islands=true/>
                })}
                <MetaTags/>
            </head>
            <body>{words}{page()}</body>
        </html>
    }
    .into_any()
}

/// Where a page is, whatever its shape.
type Address = Arc<dyn PossibleRouteMatch + Send + Sync>;

/// A page at its address. Each is complete in the first answer: nothing waits for script. All pages have one type: with a
/// type for each, the type of the whole table is so large that the compiler needs minutes for it.
fn page(
    address: Address,
    view: fn() -> AnyView,
) -> impl MatchNestedRoutes + Clone + Send + 'static {
    NestedRoute::new(address, view).ssr_mode(SsrMode::Async)
}

macro_rules! pages {
    ($($address:tt => $page:ident,)*) => {
        StaticVec::from(vec![$(page(Arc::new(path!($address)), || $page().into_any())),*])
    };
}

/// The first page.
#[component]
fn Front() -> impl IntoView {
    view! { <Redirect path="/consultations"/> }
}

/// Every page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let pages = || {
        pages! {
            "/" => Front,
            "/consultations" => ConsultationsPage,
            "/officer/sign-in" => SignInPage,
            "/officer/consultations/new" => NewConsultationPage,
            "/officer/schools" => SchoolsPage,
            "/officer/consultations/:slug" => OverviewPage,
            "/officer/consultations/:slug/responses" => ResponsesPage,
            "/officer/consultations/:slug/responses/:reference" => ResponsePage,
            "/officer/consultations/:slug/responses/:reference/code" => CodeResponsePage,
            "/officer/consultations/:slug/duplicates" => DuplicatesPage,
            "/officer/consultations/:slug/letters/new" => EnterLetterPage,
            "/officer/consultations/:slug/letters" => LettersPage,
            "/officer/consultations/:slug/letters/:reference" => LetterPage,
            "/officer/consultations/:slug/enter" => EnterFormPage,
            "/officer/consultations/:slug/entered/:reference" => EnteredPage,
            "/officer/consultations/:slug/import" => ImportsPage,
            "/officer/consultations/:slug/import/:file" => ImportColumnsPage,
            "/officer/consultations/:slug/import/:file/preview" => ImportPreviewPage,
            "/officer/consultations/:slug/import/:file/report" => ImportReportPage,
            "/officer/consultations/:slug/scans" => ScansPage,
            "/officer/consultations/:slug/second-entry" => SecondEntriesPage,
            "/officer/consultations/:slug/second-entry/:reference" => SecondFormPage,
            "/officer/consultations/:slug/second-entry/:reference/differences" => DifferencesPage,
            "/officer/consultations/:slug/themes" => ThemesPage,
            "/officer/consultations/:slug/themes/alike" => LookAlikesPage,
            "/officer/consultations/:slug/themes/acceptances" => AcceptancesPage,
            "/officer/consultations/:slug/themes/:theme" => OneThemePage,
            "/officer/consultations/:slug/code" => CodingPage,
            "/officer/consultations/:slug/agreement" => AgreementPage,
            "/officer/consultations/:slug/agreement/code" => SecondCodingPage,
            "/officer/consultations/:slug/agreement/:text" => DifferencePage,
            "/officer/consultations/:slug/coding-sign-off" => CodingSignOffPage,
            "/officer/consultations/:slug/redaction" => RedactionPassPage,
            "/officer/consultations/:slug/safeguarding" => SafeguardingPage,
            "/officer/consultations/:slug/theme-views" => ThemeViewPage,
            "/officer/consultations/:slug/search" => SearchPage,
            "/officer/consultations/:slug/build" => BuildPage,
            "/officer/consultations/:slug/build/title" => TitlePage,
            "/officer/consultations/:slug/build/audiences/:audience" => AudiencePage,
            "/officer/consultations/:slug/build/sections/:section" => SectionPage,
            "/officer/consultations/:slug/build/questions/:question" => EditQuestionPage,
            "/officer/consultations/:slug/build/documents/:document" => EditDocumentPage,
            "/officer/consultations/:slug/build/documents/:document/clauses/:clause" => EditClausePage,
            "/officer/consultations/:slug/build/add" => AddPiecePage,
            "/officer/consultations/:slug/build/history" => HistoryPage,
            "/officer/consultations/:slug/build/changes" => ChangesPage,
            "/officer/consultations/:slug/build/languages" => LanguagesPage,
            "/officer/consultations/:slug/build/languages/:language" => LanguagePage,
            "/officer/consultations/:slug/build/library" => LibraryPage,
            "/officer/consultations/:slug/build/preview" => PreviewPage,
            "/preview/:token" => ReviewPage,
            "/walk/:key" => WalkEndPage,
            "/walk/:key/:page" => WalkFormPage,
            "/officer/consultations/:slug/audit" => AuditPage,
            "/officer/consultations/:slug/findings" => FindingsPage,
            "/officer/consultations/:slug/findings/:finding" => FindingPage,
            "/officer/consultations/:slug/decisions" => DecisionsPage,
            "/officer/consultations/:slug/changes/new" => NewChangePage,
            "/officer/consultations/:slug/report" => ReportPage,
            "/officer" => OfficerHomePage,
            "/consultations/:slug" => ProposalPage,
            "/officer/consultations/:slug/outcome" => OutcomePage,
            "/officer/consultations/:slug/changes/:change" => ChangePage,
            "/officer/consultations/:slug/words/:quote" => WordsPage,
            "/consultations/:slug/outcome" => OutcomePage,
            "/consultations/:slug/changes/:change" => ChangePage,
            "/consultations/:slug/words/:quote" => WordsPage,
            "/consultations/:slug/documents/:document" => DocumentPage,
            "/consultations/:slug/documents/:document/clauses/:clause/comment" => CommentPage,
            "/privacy" => PrivacyPage,
            "/accessibility" => AccessibilityPage,
            "/consultations/:slug/respond" => StartPage,
            "/consultations/:slug/respond/receipt" => ReceiptPage,
            "/consultations/:slug/respond/save" => SavePage,
            "/consultations/:slug/respond/stop" => StopPage,
            "/consultations/:slug/respond/copy" => CopyPage,
            "/consultations/:slug/team" => JoinTeamPage,
            "/consultations/:slug/respond/team" => TeamPage,
            "/consultations/:slug/respond/team/both" => BothPage,
            "/consultations/:slug/return" => ComeBackPage,
            "/consultations/:slug/respond/:page" => FormPage,
            "/consultations/:slug/equality" => EqualityPage,
        }
    };
    let routes = RoutesProps::builder()
        .fallback(|| view! { <ErrorPage error=ApiError::NotFound/> })
        .children(ToChildren::to_children(pages))
        .build();
    view! { <Router>{Routes(routes)}</Router> }.into_any()
}
