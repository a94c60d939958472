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
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The document with the page that the address names.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    document(options, || view! { <App/> })
}

/// A tab that has shown a hundred pages may have no room for the memory of one more WebAssembly instance, until the
/// browser has cleared away what the pages before had (seen in Chromium: “Cannot allocate Wasm memory for new instance”).
/// The browser is asked again then, for some seconds: else the page would stay asleep.
const WAKE: &str = include_str!("wake.js");

/// The document around every page.
pub fn document<V: IntoView>(
    options: LeptosOptions,
    page: impl FnOnce() -> V + 'static,
) -> impl IntoView {
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
}

/// Every page. Each is complete in the first answer: nothing waits for script.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=|| view! { <ErrorPage error=ApiError::NotFound/> }>
                <Route path=path!("/") view=|| view! { <Redirect path="/consultations"/> } ssr=SsrMode::Async/>
                <Route path=path!("/consultations") view=ConsultationsPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/new") view=NewConsultationPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/schools") view=SchoolsPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug") view=OverviewPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/responses") view=ResponsesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/responses/:reference") view=ResponsePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/responses/:reference/code") view=CodeResponsePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/duplicates") view=DuplicatesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/letters/new") view=EnterLetterPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/letters") view=LettersPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/letters/:reference") view=LetterPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/enter") view=EnterFormPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/entered/:reference") view=EnteredPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/import") view=ImportsPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/import/:file") view=ImportColumnsPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/import/:file/preview") view=ImportPreviewPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/import/:file/report") view=ImportReportPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/scans") view=ScansPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/second-entry") view=SecondEntriesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/second-entry/:reference") view=SecondFormPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/second-entry/:reference/differences") view=DifferencesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/themes") view=ThemesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/themes/alike") view=LookAlikesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/themes/acceptances") view=AcceptancesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/themes/:theme") view=OneThemePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/code") view=CodingPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/agreement") view=AgreementPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/agreement/code") view=SecondCodingPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/agreement/:text") view=DifferencePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/coding-sign-off") view=CodingSignOffPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/redaction") view=RedactionPassPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/safeguarding") view=SafeguardingPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/theme-views") view=ThemeViewPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/search") view=SearchPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build") view=BuildPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/title") view=TitlePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/audiences/:audience") view=AudiencePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/sections/:section") view=SectionPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/questions/:question") view=EditQuestionPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/documents/:document") view=EditDocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/documents/:document/clauses/:clause") view=EditClausePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/add") view=AddPiecePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/history") view=HistoryPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/changes") view=ChangesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/languages") view=LanguagesPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/languages/:language") view=LanguagePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/library") view=LibraryPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/build/preview") view=PreviewPage ssr=SsrMode::Async/>
                <Route path=path!("/preview/:token") view=ReviewPage ssr=SsrMode::Async/>
                <Route path=path!("/walk/:key") view=WalkEndPage ssr=SsrMode::Async/>
                <Route path=path!("/walk/:key/:page") view=WalkFormPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/audit") view=AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/findings") view=FindingsPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/findings/:finding") view=FindingPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/decisions") view=DecisionsPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/changes/new") view=NewChangePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/report") view=ReportPage ssr=SsrMode::Async/>
                <Route path=path!("/officer") view=OfficerHomePage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug") view=ProposalPage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/outcome") view=OutcomePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/changes/:change") view=ChangePage ssr=SsrMode::Async/>
                <Route path=path!("/officer/consultations/:slug/words/:quote") view=WordsPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/outcome") view=OutcomePage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/changes/:change") view=ChangePage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/words/:quote") view=WordsPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/documents/:document") view=DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/documents/:document/clauses/:clause/comment") view=CommentPage ssr=SsrMode::Async/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("/accessibility") view=AccessibilityPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond") view=StartPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/receipt") view=ReceiptPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/save") view=SavePage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/stop") view=StopPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/copy") view=CopyPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/team") view=JoinTeamPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/team") view=TeamPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/team/both") view=BothPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/return") view=ComeBackPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/respond/:page") view=FormPage ssr=SsrMode::Async/>
                <Route path=path!("/consultations/:slug/equality") view=EqualityPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
