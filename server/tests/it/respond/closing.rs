//! Opening and closing, the half hour after, and what is deleted a month later.

use super::*;
use app::api::Manage as _;
use axum::http::StatusCode;
use jiff::SignedDuration;

const SIX_WEEKS: SignedDuration = SignedDuration::from_hours(6 * 7 * 24);

#[tokio::test]
async fn a_draft_begun_before_closing_is_taken_for_half_an_hour_and_marked_late() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_mins(29));
    let page = app.get(CHECK).await;
    assert!(
        page.text(".notice")
            .contains("still send your response until")
    );
    let answer = app.press(&check, SEND, &[]).await;
    let receipt = app.follow(answer).await;
    reference(&receipt);
    assert!(receipt.text("main").contains("marked as late"));
    assert_eq!(
        app.count("SELECT COUNT(*) FROM contribution WHERE late")
            .await,
        1
    );
}

#[tokio::test]
async fn after_the_half_hour_a_draft_is_refused_with_a_clear_page() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_mins(30));
    let answers = [
        app.press(&check, SEND, &[]).await,
        app.get(CHECK).await,
        app.post(&format!("{START}/question-role"), &[("role", "parent")])
            .await,
    ];
    for answer in answers {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(answer.texts("h1"), ["This consultation is closed"]);
        let ways = answer.attributes("main a", "href");
        assert!(ways.contains(&"/consultations/library/return".to_owned()));
        assert!(
            answer
                .attributes("main a", "href")
                .contains(&"/consultations/library".to_owned())
        );
    }
    assert_eq!(responses(&app).await, 0);
}

#[tokio::test]
async fn words_typed_too_late_are_shown_back() {
    let mut app = library().await;
    ready(&mut app).await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_mins(30));
    let late = [("sunday", "agree"), ("why", "I was late.")];
    let page = app.post(&format!("{START}/question-sunday"), &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.texts("h1"), ["This consultation is closed"]);
    assert_eq!(page.text("main .as-typed"), "I was late.");
    assert!(page.text("main").contains("not saved"));
}

#[tokio::test]
async fn a_response_sent_in_time_has_its_receipt_after_closing() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let answer = app.press(&check, SEND, &[]).await;
    let first = reference(&app.follow(answer).await);
    app.live.clock.advance(SIX_WEEKS + SIX_WEEKS);
    let answer = app.press(&check, SEND, &[]).await;
    assert_eq!(reference(&app.follow(answer).await), first);
}

#[tokio::test]
async fn nobody_begins_a_response_after_closing_or_before_opening() {
    let mut app = library().await;
    app.live.clock.advance(SIX_WEEKS);
    for answer in [
        app.get(START).await,
        app.post(START, &[("audience", "parent-carer")]).await,
    ] {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(answer.texts("h1"), ["This consultation is closed"]);
    }
    let page = app.get("/consultations/unknown/respond").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn closing_early_leaves_half_an_hour_too() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    app.live.clock.advance(SignedDuration::from_mins(1));
    app.live
        .close(&TestApp::operator(), &SLUG.parse().unwrap(), "Withdrawn")
        .await
        .unwrap();
    app.live.clock.advance(SignedDuration::from_mins(10));
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM contribution WHERE late")
            .await,
        1
    );
}

#[tokio::test]
async fn drafts_never_sent_are_deleted_thirty_days_after_closing() {
    let mut app = library().await;
    sent(&mut app).await;
    ready(&mut app.other_browser()).await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_hours(30 * 24 - 1));
    assert_eq!(server::jobs::sweep(&app.live).await.unwrap(), 0);
    app.live.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(server::jobs::sweep(&app.live).await.unwrap(), 1);
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_token").await, 0);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM audit WHERE what = 'draft.sweep' AND who = 'system'")
            .await,
        1
    );
}

#[tokio::test]
async fn the_server_does_so_by_itself_at_once_and_again_and_again() {
    let mut app = library().await;
    let every = std::time::Duration::from_millis(20);
    ready(&mut app).await;
    server::jobs::start_every(app.live.clone(), every);
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_hours(30 * 24));
    gone(&app).await;
    // Its first round is over: a later one takes this one.
    app.open_blueprint(include_str!("library.toml"), "second")
        .await;
    app.other_browser()
        .answer_all("second", "parent-carer", &parent())
        .await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_hours(30 * 24));
    gone(&app).await;
}

/// Waits until no draft is left.
async fn gone(app: &TestApp) {
    for _ in 0..500 {
        if app.count("SELECT COUNT(*) FROM draft").await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("drafts are still there");
}
