//! Running a consultation in the browser.

use crate::kit::TestApp;
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;

const PASSWORD: &str = "three random words";

/// A server with one officer of this role, signed in.
async fn signed_in(role: Role, demo: bool) -> (TestApp, String) {
    let mut app = if demo {
        TestApp::with_demo().await
    } else {
        TestApp::new().await
    };
    let new = NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role,
            consultation: None,
        },
    };
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    let csrf = app
        .get("/officer")
        .await
        .attributes("input[name=csrf]", "value")
        .remove(0);
    (app, csrf)
}

#[tokio::test]
async fn a_lead_creates_opens_and_closes_a_consultation() {
    let (mut app, csrf) = signed_in(Role::Lead, false).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("kind", "ehcp-banding"),
        ("slug", "bands"),
        ("title", "Bands"),
    ];
    let answer = app.post("/officer/consultations/new", &fields).await;
    let page = app.follow(answer).await;
    assert_eq!(page.texts("h1"), ["Bands"]);
    assert_eq!(page.texts(".checks li").len(), 7);
    let answer = app
        .post(
            "/officer/consultations/bands/open",
            &[("csrf", &csrf), ("closes", "2026-07-31T23:59")],
        )
        .await;
    let page = app.follow(answer).await;
    assert!(
        page.text("main")
            .contains("Closes at 11:59pm on 31 July 2026"),
        "{}",
        page.text("main")
    );
    let answer = app
        .post(
            "/officer/consultations/bands/close",
            &[("csrf", &csrf), ("reason", "")],
        )
        .await;
    let page = app.follow(answer).await;
    assert!(page.text(".error-summary").contains("Say why"));
    let fields = [
        ("csrf", csrf.as_str()),
        ("reason", "An error in the costs came to light."),
    ];
    let answer = app
        .post("/officer/consultations/bands/close", &fields)
        .await;
    let page = app.follow(answer).await;
    assert!(page.text("main").contains("In analysis"));
}

#[tokio::test]
async fn two_weeks_are_too_short_unless_somebody_says_why_and_the_report_prints_it() {
    let (mut app, csrf) = signed_in(Role::Lead, false).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("kind", "ehcp-banding"),
        ("slug", "bands"),
        ("title", "Bands"),
    ];
    app.post("/officer/consultations/new", &fields).await;
    let open = "/officer/consultations/bands/open";
    let closes = "2026-06-15T23:59";
    let fields = [("csrf", csrf.as_str()), ("closes", closes)];
    let answer = app.post(open, &fields).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("people have less than four weeks")
    );
    assert_eq!(page.texts(".tag-draft").len(), 1, "it did not open");
    let why = "The funding year begins on 1 September";
    let fields = [
        ("csrf", csrf.as_str()),
        ("closes", closes),
        ("despite", why),
    ];
    let answer = app.post(open, &fields).await;
    let page = app.follow(answer).await;
    assert_eq!(page.texts(".tag-open").len(), 1, "{}", page.text("main"));
    let audit = app.get("/officer/consultations/bands/audit").await;
    assert!(
        audit
            .text("main")
            .contains("Opened it although something was missing")
    );
    let report = app
        .get("/officer/consultations/bands/report/consultation/html")
        .await;
    let told = report.text("main");
    assert!(
        told.contains("It was opened although people had less than four weeks.")
            && told.contains(&format!("gave this reason: {why}.")),
        "{told}"
    );
}

#[tokio::test]
async fn a_refused_form_comes_back_with_everything_typed_and_says_what_is_wrong() {
    let (mut app, csrf) = signed_in(Role::Lead, false).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("kind", "ehcp-banding"),
        ("slug", "Not A Slug"),
        ("title", "Kept title"),
    ];
    let answer = app.post("/officer/consultations/new", &fields).await;
    let page = app.follow(answer).await;
    assert!(page.text("title").starts_with("Error: "));
    assert!(page.text(".error-summary").contains("small letters"));
    assert_eq!(page.attributes("input[name=slug]", "value"), ["Not A Slug"]);
    assert_eq!(
        page.attributes("input[name=title]", "value"),
        ["Kept title"]
    );
    let again = app.get("/officer/consultations/new").await;
    assert!(again.texts(".error-summary").is_empty(), "shown once");
}

#[tokio::test]
async fn an_officer_without_the_role_cannot_open_or_create() {
    let (mut app, csrf) = signed_in(Role::Officer, false).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("kind", "ehcp-banding"),
        ("slug", "bands"),
        ("title", ""),
    ];
    let answer = app.post("/officer/consultations/new", &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_report_can_be_had_as_word_pdf_and_web_page() {
    let (mut app, _) = signed_in(Role::Officer, true).await;
    let overview = app.get("/officer/consultations/banding-2026").await;
    assert!(overview.text("main").contains("Organisations"));
    let page = app.get("/officer/consultations/banding-2026/report").await;
    assert!(
        page.text("main")
            .contains("1 letter, email or petition is not dealt with"),
        "{}",
        page.text("main")
    );
    let starts = [
        ("docx", "PK"),
        ("pdf", "%PDF-"),
        ("html", "<!DOCTYPE html>"),
    ];
    for (format, start) in starts {
        let path = format!("/officer/consultations/banding-2026/report/schools-forum/{format}");
        assert!(page.attributes("main a", "href").contains(&path), "{path}");
        let file = app.get(&path).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(
            file.body.to_lowercase().starts_with(&start.to_lowercase()),
            "{format}"
        );
        assert!(
            file.headers["content-disposition"]
                .to_str()
                .unwrap()
                .contains("attachment")
        );
    }
    let nobody = app
        .other_browser()
        .get("/officer/consultations/banding-2026/report/cabinet/pdf")
        .await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
}
