//! Sending twice stores once.

use super::*;
use crate::durable::cut_off;
use axum::http::StatusCode;
use futures::future::join_all;
use server::backend::Faults;

#[tokio::test]
async fn a_double_click_a_retry_and_the_back_button_give_the_same_receipt() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let mut references = Vec::new();
    for _ in 0..3 {
        let answer = app.press(&check, SEND, &[]).await;
        assert_eq!(answer.location().as_deref(), Some(RECEIPT));
        references.push(reference(&app.follow(answer).await));
    }
    references.dedup();
    assert_eq!(references.len(), 1);
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn fifty_copies_of_one_form_at_once_store_one_response_with_one_receipt() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let mut tabs: Vec<_> = (0..50).map(|_| app.same_browser()).collect();
    let answers = join_all(tabs.iter_mut().map(|tab| tab.press(&check, SEND, &[]))).await;
    assert!(
        answers
            .iter()
            .all(|a| a.location().as_deref() == Some(RECEIPT))
    );
    let mut references = Vec::new();
    for tab in &mut tabs {
        references.push(reference(&tab.get(RECEIPT).await));
    }
    references.dedup();
    assert_eq!(references.len(), 1);
    assert_eq!(responses(&app).await, 1);
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_token").await, 1);
    let mut leaves: Vec<_> = tabs.iter().map(|tab| tab.cookie("equality")).collect();
    leaves.dedup();
    assert_eq!(leaves.len(), 1, "every copy gives the same leave");
}

#[tokio::test]
async fn a_second_click_that_cuts_the_first_one_off_still_leads_to_receipt_and_equality_questions()
{
    let app = library().await;
    for steps in 0..20 {
        let mut somebody = app.other_browser();
        let check = ready(&mut somebody).await;
        // The browser hangs up on the first copy some way through, wherever that is.
        let mut first = somebody.same_browser();
        cut_off(first.press(&check, SEND, &[]), steps).await;
        let answer = somebody.press(&check, SEND, &[]).await;
        reference(&somebody.follow(answer).await);
        let page = somebody.get("/consultations/library/equality").await;
        assert_eq!(
            page.attributes("main form", "method"),
            ["post"],
            "cut off after {steps} steps"
        );
    }
    assert_eq!(responses(&app).await, 20);
}

#[tokio::test]
async fn a_copy_sent_after_a_restart_and_without_any_cookie_still_gets_the_same_receipt() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let answer = app.press(&check, SEND, &[]).await;
    let first = reference(&app.follow(answer).await);
    let mut later = app.restarted().await;
    let answer = later.press(&check, SEND, &[]).await;
    assert_eq!(reference(&later.follow(answer).await), first);
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn the_form_is_sent_even_if_the_cookie_was_lost_on_the_last_page() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    app.lose_cookie("draft");
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn a_form_of_the_previous_release_without_a_key_is_sent_once_too() {
    let mut app = library().await;
    ready(&mut app).await;
    for _ in 0..2 {
        let answer = app.post(SEND, &[]).await;
        reference(&app.follow(answer).await);
    }
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn a_key_that_nobody_has_sends_nothing() {
    let mut app = library().await;
    ready(&mut app).await;
    let answer = app.post(SEND, &[("submission-key", "guessed")]).await;
    let start = app.follow(answer).await;
    assert_eq!(start.status, StatusCode::OK);
    assert_eq!(responses(&app).await, 0);
}

/// How many responses come of one person pressing the button three times.
async fn stored_by_three_tries(app: &mut TestApp) -> i64 {
    app.open_blueprint(include_str!("library.toml"), SLUG).await;
    let check = ready(app).await;
    for _ in 0..3 {
        app.press(&check, SEND, &[]).await;
    }
    responses(app).await
}

#[tokio::test]
async fn without_the_submission_key_three_tries_would_be_three_responses() {
    assert_eq!(stored_by_three_tries(&mut TestApp::new().await).await, 1);
    let faults = Faults {
        ignore_submission_key: true,
    };
    let mut broken = TestApp::with_faults(faults).await;
    assert_eq!(stored_by_three_tries(&mut broken).await, 3);
}

#[tokio::test]
async fn after_sending_every_page_of_the_form_leads_to_the_receipt_and_shows_no_answer() {
    let mut app = library().await;
    sent(&mut app).await;
    for page in [
        "",
        "/question-role",
        "/question-sunday",
        "/your-words",
        "/check-your-answers",
    ] {
        let answer = app.get(&format!("{START}{page}")).await;
        assert_eq!(answer.location().as_deref(), Some(RECEIPT), "{page}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(!answer.body.contains("other days"));
    }
    let saved = app
        .post(
            &format!("{START}/question-role"),
            &[("role", "grandparent")],
        )
        .await;
    assert_eq!(saved.location().as_deref(), Some(RECEIPT));
    assert_eq!(app.texts_of("SELECT content FROM draft").await, [""]);
}

#[tokio::test]
async fn another_response_begins_afresh_and_the_old_form_still_shows_the_old_receipt() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let answer = app.press(&check, SEND, &[]).await;
    let receipt = app.follow(answer).await;
    let first = reference(&receipt);
    let answer = app.press(&receipt, &format!("{START}/another"), &[]).await;
    let start = app.follow(answer).await;
    assert_eq!(start.texts(".notice").len(), 0);
    let second = ready(&mut app).await;
    assert_ne!(check.form(SEND), second.form(SEND));
    let answer = app.press(&check, SEND, &[]).await;
    assert_eq!(reference(&app.follow(answer).await), first);
    let again = app.get(CHECK).await;
    assert_eq!(
        again.status,
        StatusCode::OK,
        "the second response is still being written"
    );
    let answer = app.press(&again, SEND, &[]).await;
    assert_ne!(reference(&app.follow(answer).await), first);
    assert_eq!(responses(&app).await, 2);
}
