//! Officers signing in and out.

use crate::kit::{Answer, TestApp};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::access::{Grant, Role};
use jiff::SignedDuration;
use server::backend::accounts::NewAccount;

const PASSWORD: &str = "three random words";

async fn app() -> TestApp {
    let app = TestApp::new().await;
    let new = NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role: Role::Lead,
            consultation: None,
        },
    };
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    app
}

#[tokio::test]
async fn an_officer_signs_in_is_greeted_by_name_and_signs_out() {
    let mut app = app().await;
    let refused = app.get("/officer").await;
    assert_eq!(
        refused.location().as_deref(),
        Some("/officer/sign-in?next=%2Fofficer")
    );
    let answer = app.sign_in("ada@eastmarch.example", PASSWORD).await;
    assert_eq!(answer.location().as_deref(), Some("/officer"));
    let home = app.get("/officer").await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(home.text("header").contains("Ada Holt"));
    let csrf = home.attributes("input[name=csrf]", "value").remove(0);
    let out = app.post("/officer/sign-out", &[("csrf", &csrf)]).await;
    assert_eq!(out.location().as_deref(), Some("/officer/sign-in"));
    assert_eq!(app.get("/officer").await.status, StatusCode::SEE_OTHER);
}

/// A form that comes from this page of a browser.
fn posted(from: Option<&str>, body: &str) -> Request<Body> {
    let post = Request::post("/officer/consultations/new")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let post = match from {
        Some(page) => post.header(header::REFERER, page),
        None => post,
    };
    post.body(Body::from(body.to_owned())).unwrap()
}

/// The fields of the only form on the page, with a password.
fn filled(page: &Answer, password: &str) -> Vec<(String, String)> {
    let names = page.attributes("main input[type=hidden]", "name");
    let values = page.attributes("main input[type=hidden]", "value");
    let mut fields: Vec<_> = names.into_iter().zip(values).collect();
    fields.push(("email".to_owned(), "ada@eastmarch.example".to_owned()));
    fields.push(("password".to_owned(), password.to_owned()));
    fields
}

async fn enter(app: &mut TestApp, page: &Answer, password: &str) -> Answer {
    let fields = filled(page, password);
    let fields: Vec<_> = fields
        .iter()
        .map(|(k, v)| (k.as_str(), v.as_str()))
        .collect();
    app.post("/officer/sign-in", &fields).await
}

const NEW: &str = "http://here/officer/consultations/new";
const TYPED: &str = "title=Bands+%22for%22+2027%0D%0A%C3%A9&slug=bands&csrf=old";

#[tokio::test]
async fn a_form_posted_after_the_session_ended_is_found_again_after_signing_in() {
    let mut app = app().await;
    let ask = app.send(posted(Some(NEW), TYPED)).await;
    assert_eq!(ask.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ask.text("h1"), "You were signed out");
    assert!(
        !ask.body.contains("old"),
        "the token of the session is not carried"
    );
    let wrong = enter(&mut app, &ask, "not the right one").await;
    assert!(wrong.text(".error-summary").contains("not right"));
    let page = enter(&mut app, &wrong, PASSWORD).await;
    assert_eq!(page.status, StatusCode::OK);
    let title = page.attributes("input[name=title]", "value").remove(0);
    assert_eq!(title.replace('\r', ""), "Bands \"for\" 2027\né");
    assert!(page.text(".error-summary").contains("signed out"));
    let csrf = page.attributes("main input[name=csrf]", "value").remove(0);
    let fields = [
        ("csrf", csrf.as_str()),
        ("title", "Bands"),
        ("slug", "bands-2027"),
    ];
    let made = app.post("/officer/consultations/new", &fields).await;
    assert!(
        made.location().is_some(),
        "the new session's token is on the page"
    );
}

#[tokio::test]
async fn signing_in_elsewhere_leaves_an_older_form_as_it_was_typed() {
    let mut app = app().await;
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    let page = app.send(posted(Some(NEW), TYPED)).await;
    assert!(page.text(".error-summary").contains("signed out"));
    let slug = page.attributes("input[name=slug]", "value").remove(0);
    assert_eq!(slug, "bands");
    let csrf = page.attributes("main input[name=csrf]", "value").remove(0);
    assert!(csrf.len() > 20, "the session's own token: {csrf}");
}

#[tokio::test]
async fn a_form_shown_again_at_another_address_finds_its_page_once_more() {
    let mut app = app().await;
    let ask = app.send(posted(Some(NEW), TYPED)).await;
    let page = enter(&mut app, &ask, PASSWORD).await;
    let from = page.attributes("main input[name=from-page]", "value");
    assert_eq!(from, ["/officer/consultations/new"]);
    // The browser still stands at the address of signing in, and the session ends again.
    let body = format!("{TYPED}&from-page=%2Fofficer%2Fconsultations%2Fnew");
    let mut other = app.other_browser();
    let ask = other
        .send(posted(Some("http://here/officer/sign-in"), &body))
        .await;
    let next = ask.attributes("input[name=next]", "value").remove(0);
    assert_eq!(next, "/officer/consultations/new");
    let nowhere = other
        .send(posted(Some("http://here/officer/sign-in"), TYPED))
        .await;
    let next = nowhere.attributes("input[name=next]", "value").remove(0);
    assert_eq!(next, "/officer");
}

#[tokio::test]
async fn a_form_without_a_page_of_ours_leads_to_the_first_page() {
    let mut app = app().await;
    for elsewhere in [
        None,
        Some("http://elsewhere/shop"),
        Some("nonsense"),
        Some("http://here/officer//evil.example"),
    ] {
        let ask = app.send(posted(elsewhere, TYPED)).await;
        let next = ask.attributes("input[name=next]", "value").remove(0);
        assert_eq!(next, "/officer");
    }
}

#[tokio::test]
async fn script_that_saves_and_a_file_are_told_that_nobody_is_signed_in() {
    let mut app = app().await;
    let mut saves = posted(Some(NEW), TYPED);
    saves
        .headers_mut()
        .insert("x-autosave", "1".parse().unwrap());
    assert_eq!(app.send(saves).await.status, StatusCode::UNAUTHORIZED);
    let mut file = posted(Some(NEW), "--x--");
    let kind = "multipart/form-data; boundary=x".parse().unwrap();
    file.headers_mut().insert(header::CONTENT_TYPE, kind);
    let ask = app.send(file).await;
    assert!(ask.text("main").contains("choose it again"));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_alike() {
    let mut app = app().await;
    let wrong = app
        .sign_in("ada@eastmarch.example", "not the right one")
        .await;
    let unknown = app
        .sign_in("nobody@eastmarch.example", "not the right one")
        .await;
    assert_eq!(wrong.status, unknown.status);
    assert_eq!(wrong.text("main"), unknown.text("main"));
    assert!(wrong.text(".error-summary").contains("not right"));
}

#[tokio::test]
async fn five_wrong_tries_lock_the_account_for_a_quarter_of_an_hour() {
    let mut app = app().await;
    for _ in 0..5 {
        app.sign_in("ada@eastmarch.example", "not the right one")
            .await;
    }
    let locked = app.sign_in("ada@eastmarch.example", PASSWORD).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    app.live.clock.advance(SignedDuration::from_mins(16));
    let right = app.sign_in("ada@eastmarch.example", PASSWORD).await;
    assert_eq!(right.location().as_deref(), Some("/officer"));
}

#[tokio::test]
async fn a_form_without_the_sessions_token_is_refused() {
    let mut app = app().await;
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    for csrf in ["", "guess"] {
        let answer = app.post("/officer/sign-out", &[("csrf", csrf)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.get("/officer").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_survives_a_restart_and_ends_after_a_working_day() {
    let mut app = app().await;
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    app.restart();
    assert_eq!(app.get("/officer").await.status, StatusCode::OK);
    app.live.clock.advance(SignedDuration::from_hours(9));
    assert_eq!(app.get("/officer").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_ended_account_is_out_at_once() {
    let mut app = app().await;
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    let email = "ada@eastmarch.example".parse().unwrap();
    app.live
        .disable_account(&TestApp::operator(), &email)
        .await
        .unwrap();
    assert_eq!(app.get("/officer").await.status, StatusCode::SEE_OTHER);
    let again = app.sign_in("ada@eastmarch.example", PASSWORD).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn sign_in_leads_to_no_other_site() {
    let mut app = app().await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "/officer//evil.example",
        "/officer\\@evil.example",
    ] {
        let fields = [
            ("email", "ada@eastmarch.example"),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = app.post("/officer/sign-in", &fields).await;
        assert_eq!(answer.location().as_deref(), Some("/officer"), "{next}");
    }
}
