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

#[tokio::test]
async fn a_form_posted_after_the_session_ended_leads_back_to_the_page_it_was_on() {
    let mut app = app().await;
    let form = |referer: Option<&str>| {
        let post = Request::post("/officer/consultations/banding/close");
        let post = match referer {
            Some(referer) => post.header(header::REFERER, referer),
            None => post,
        };
        post.body(Body::empty()).unwrap()
    };
    let next = |answer: Answer| answer.location().unwrap();
    let back = app
        .send(form(Some("http://here/officer/consultations/banding")))
        .await;
    assert_eq!(
        next(back),
        "/officer/sign-in?next=%2Fofficer%2Fconsultations%2Fbanding"
    );
    for elsewhere in [None, Some("http://elsewhere/shop"), Some("nonsense")] {
        let home = app.send(form(elsewhere)).await;
        assert_eq!(next(home), "/officer/sign-in?next=%2Fofficer");
    }
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
    assert_eq!(wrong.location(), unknown.location());
    let wrong = app.follow(wrong).await;
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
    assert!(locked.location().unwrap().contains("problem=locked"));
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
    assert!(again.location().unwrap().contains("problem=wrong"));
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
