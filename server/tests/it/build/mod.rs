//! Writing a consultation in the browser, without script.

mod amend;
mod documents;
mod edit;
mod share;
mod walk;

use crate::kit::{Answer, TestApp};
use app::api::{Manage as _, NewConsultation};
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;

const PASSWORD: &str = "three random words";
const BUILD: &str = "/officer/consultations/library/build";

/// A server with the small consultation of the tests as a draft, and one lead signed in.
async fn drafted() -> TestApp {
    let mut app = TestApp::new().await;
    draft(&app, "library").await;
    account(&app, "ada", Role::Lead).await;
    signed_in(&mut app, "ada").await;
    app
}

async fn draft(app: &TestApp, slug: &str) {
    let new = NewConsultation {
        kind: String::new(),
        slug: slug.parse().unwrap(),
        title: None,
        blueprint: Some(include_str!("../respond/library.toml").to_owned()),
    };
    app.live.create(&TestApp::operator(), new).await.unwrap();
}

async fn account(app: &TestApp, name: &str, role: Role) {
    let new = NewAccount {
        email: format!("{name}@eastmarch.example").parse().unwrap(),
        name: name.to_owned(),
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
}

async fn signed_in(app: &mut TestApp, name: &str) {
    app.sign_in(&format!("{name}@eastmarch.example"), PASSWORD)
        .await;
}

/// Another lead in a browser of their own.
async fn another_lead(app: &TestApp, name: &str) -> TestApp {
    account(app, name, Role::Lead).await;
    let mut other = app.other_browser();
    signed_in(&mut other, name).await;
    other
}

/// Opens a form of the build pages, types into it, presses its button and follows.
async fn fill(app: &mut TestApp, form: &str, typed: &[(&str, &str)]) -> Answer {
    let path = format!("{BUILD}/{form}");
    let page = app.get(&path).await;
    let answer = app.press(&page, &path, typed).await;
    app.follow(answer).await
}

/// Presses the button of a small form that another page holds.
async fn press_on(app: &mut TestApp, page: &str, form: &str, typed: &[(&str, &str)]) -> Answer {
    let page = app.get(page).await;
    let answer = app.press(&page, &format!("{BUILD}/{form}"), typed).await;
    app.follow(answer).await
}

/// Opens the draft for a month.
async fn open(app: &TestApp) -> Result<(), app::api::ApiError> {
    let closes = "2026-07-01T23:59".parse().unwrap();
    let (operator, slug) = (TestApp::operator(), "library".parse().unwrap());
    let opening = app::api::Opening {
        opens: None,
        closes,
        changeable: false,
        left_out: Vec::new(),
        despite: "A small one, for tests.".to_owned(),
    };
    app.live.open(&operator, &slug, opening).await
}
