//! Answering, through the front door and without script.

mod about;
mod change;
mod closing;
mod equality;
mod journey;
mod lost;
mod mail;
mod monkey;
mod resume;
mod twice;
mod types;
mod wrong;
mod young;

use crate::kit::{Answer, TestApp};
use std::collections::BTreeMap;

const SLUG: &str = "library";
const START: &str = "/consultations/library/respond";
const CHECK: &str = "/consultations/library/respond/check-your-answers";
const SEND: &str = "/consultations/library/respond/send";
const RECEIPT: &str = "/consultations/library/respond/receipt";

/// A server with a small open consultation.
async fn library() -> TestApp {
    let app = TestApp::new().await;
    app.open_blueprint(include_str!("library.toml"), SLUG).await;
    app
}

/// What a parent types.
fn parent() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("role", "parent"),
        ("sunday", "agree"),
        ("why", "We work on the other days."),
        ("days", "friday"),
        ("quote", "yes"),
    ])
}

/// Answers as a parent as far as the last page before sending.
async fn ready(app: &mut TestApp) -> Answer {
    app.answer_all(SLUG, "parent-carer", &parent()).await
}

/// Sends, and gives the receipt's page.
async fn sent(app: &mut TestApp) -> Answer {
    let page = ready(app).await;
    let answer = app.press(&page, SEND, &[]).await;
    app.follow(answer).await
}

/// The reference on a receipt.
fn reference(page: &Answer) -> String {
    let found = page.attributes("[data-reference]", "data-reference");
    assert_eq!(found.len(), 1, "one reference on\n{}", page.body);
    found[0].clone()
}

async fn responses(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) FROM contribution").await
}
