//! Counts of a large consultation: shown as they were a moment ago, and true before anything is decided by them.

use crate::kit::{Desk, Voice};
use domain::access::Role;
use jiff::SignedDuration;

/// As many lines of the audit as make a consultation large.
const LARGE: &str = "INSERT INTO audit (id, at, who, what, why, consultation_id, ids)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
SELECT 'line-' || n.i, '2026-01-01T00:00:00Z', 'ada', 'coding.decide', '', c.id, '[]' FROM n CROSS JOIN consultation c";

const OLD: &str = "Some numbers on this page may be as they were at 1pm on 1 June 2026.";

/// A consultation in which one person wrote one text, and nobody has read it.
async fn desk() -> Desk {
    let app = crate::kit::TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    Voice::parent()
        .letter("It is not fair.")
        .says(&app, "bands")
        .await;
    Desk::of(app, "ada", Role::Lead, "bands").await
}

/// Says that the text has no theme.
async fn read(desk: &mut Desk) {
    let screen = desk.open("code").await;
    desk.press(&screen, "code/decide", &[("act", "none")]).await;
}

fn looked_at(page: &crate::kit::Answer) -> bool {
    page.text("main").contains("1 of 1")
}

#[tokio::test]
async fn a_large_consultation_shows_what_was_counted_last_says_how_old_it_may_be_and_counts_anew() {
    let mut desk = desk().await;
    desk.app.change(LARGE).await;
    let before = desk.open("themes").await;
    assert!(!before.text("main").contains(OLD) && !looked_at(&before));
    read(&mut desk).await;
    let page = desk.open("themes").await;
    assert!(page.text("main").contains(OLD), "{}", page.text("main"));
    assert!(!looked_at(&page), "what was counted last");
    // It is counted meanwhile, and nobody has to ask twice for that.
    for _ in 0..100 {
        desk.app
            .live
            .clock
            .advance(SignedDuration::from_millis(100));
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        let page = desk.open("themes").await;
        if !page.text("main").contains(OLD) {
            assert!(looked_at(&page), "{}", page.text("main"));
            return;
        }
    }
    panic!("it was never counted anew");
}

#[tokio::test]
async fn what_somebody_at_work_has_asked_for_is_counted_anew_before_they_ask_again() {
    let mut desk = desk().await;
    desk.app.change(LARGE).await;
    desk.open("themes").await;
    read(&mut desk).await;
    desk.app.live.keep_counts().await;
    // What was given before may be on a page for a moment.
    desk.app.live.clock.advance(SignedDuration::from_secs(3));
    let page = desk.open("themes").await;
    assert!(!page.text("main").contains(OLD) && looked_at(&page));
    // Nobody has asked for a quarter of an hour: it is forgotten, and counted when somebody asks.
    desk.app.live.clock.advance(SignedDuration::from_mins(16));
    desk.app.live.keep_counts().await;
    desk.app
        .change("DELETE FROM audit WHERE id LIKE 'line-%'")
        .await;
    let page = desk.open("themes").await;
    assert!(!page.text("main").contains(OLD) && looked_at(&page));
}

#[tokio::test]
async fn nothing_is_signed_by_numbers_that_are_no_longer_true() {
    let mut desk = desk().await;
    desk.app.change(LARGE).await;
    let seen = desk.open("coding-sign-off").await;
    // A page that was opened before the text was read: its numbers are not those of now.
    read(&mut desk).await;
    let sign = ("coding-sign-off/sign", [("reason", "It is late.")]);
    let refused = desk.press(&seen, sign.0, &sign.1).await;
    let signed = "SELECT COUNT(*) FROM coding_sign_off";
    assert!(
        refused.text("main").contains("hanged"),
        "{}",
        refused.text("main")
    );
    assert_eq!(desk.app.count(signed).await, 0);
    let seen = desk.open("coding-sign-off").await;
    desk.press(&seen, sign.0, &sign.1).await;
    assert_eq!(desk.app.count(signed).await, 1);
}
