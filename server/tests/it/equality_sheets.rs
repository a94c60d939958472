//! Equality answers that came on paper go where everybody's go, and nothing joins them to a response or to an officer.

use crate::kit::{Desk, TestApp};
use axum::http::StatusCode;
use domain::access::Role;

const EQUALITY: &str = "/consultations/bands/equality";

#[tokio::test]
async fn an_officer_puts_in_one_sheet_at_a_time_and_leaves_no_trace_of_it() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let mut desk = Desk::of(app, "ada", Role::Officer, "bands").await;
    let list = desk.open("responses").await;
    let audited = "SELECT COUNT(*) FROM audit";
    let before = desk.app.count(audited).await;
    let form = desk.path("equality");
    let answer = desk.app.press(&list, &form, &[]).await;
    assert_eq!(answer.location().as_deref(), Some(EQUALITY));
    let page = desk.app.follow(answer).await;
    assert_eq!(page.status, StatusCode::OK);
    let options = page.attributes("input[type=radio]", "value");
    let names = page.attributes("input[type=radio]", "name");
    let typed = [(names[0].as_str(), options[0].as_str())];
    let done = desk.app.press(&page, EQUALITY, &typed).await;
    let thanks = desk.app.follow(done).await;
    assert!(
        thanks.text("h1").contains("Thank you"),
        "{}",
        thanks.text("main")
    );
    assert_eq!(
        desk.app.count("SELECT COUNT(*) FROM equality_answer").await,
        1
    );
    assert_eq!(
        desk.app.count("SELECT COUNT(*) FROM equality_token").await,
        0
    );
    assert_eq!(desk.app.count(audited).await, before);
    assert_eq!(desk.app.stored("bands").await, 0);
    // One sheet, one leave: the page takes no second one.
    let spent = desk.app.get(EQUALITY).await;
    assert!(spent.text("h1").contains("nothing more to do"));
}

#[tokio::test]
async fn nobody_else_gets_leave_to_put_in_sheets() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let form = "/officer/consultations/bands/equality";
    let stranger = app.post(form, &[]).await;
    assert!(stranger.location().unwrap().starts_with("/officer/sign-in"));
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_token").await, 0);
}
