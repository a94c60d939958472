//! Comments on clauses that somebody wrote on a paper form.

use crate::kit::{Answer, Desk, TestApp};
use axum::http::StatusCode;
use domain::access::Role;

const FORM: &str = "/officer/consultations/banding/enter?audience=parent-carer";

async fn open() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    Desk::of(app, "ada", Role::Officer, "banding").await
}

async fn press(desk: &mut Desk, page: &Answer, more: &[(&str, &str)]) -> Answer {
    let mut typed = vec![
        ("entry__channel", "paper"),
        ("entry__received-day", "20"),
        ("entry__received-month", "5"),
        ("entry__received-year", "2026"),
    ];
    typed.extend_from_slice(more);
    desk.app.press(page, FORM, &typed).await
}

#[tokio::test]
async fn a_paper_form_may_hold_nothing_but_comments_on_clauses() {
    let mut ada = open().await;
    let page = ada.app.get(FORM).await;
    assert_eq!(page.texts("fieldset.entry-comment").len(), 2);
    let places = page.attributes("#entry__clause-1 option", "value");
    assert!(
        places.contains(&"framework/values".to_owned()),
        "{places:?}"
    );
    let comment = [
        ("entry__clause-2", "framework/values"),
        ("entry__stance-2", "change"),
        ("entry__comment-2", "Band 3 is too low."),
        ("entry__suggestion-2", "Band 3: £6,500"),
    ];
    let saved = press(&mut ada, &page, &comment).await;
    assert_eq!(
        saved.status,
        StatusCode::SEE_OTHER,
        "{}",
        saved.text("main")
    );
    let saved = ada.app.follow(saved).await;
    let reference = saved
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let text = ada
        .open(&format!("responses/{reference}"))
        .await
        .text("main");
    for words in [
        "2.2",
        "Wants it changed",
        "Band 3 is too low.",
        "Band 3: £6,500",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[tokio::test]
async fn a_row_that_is_not_right_is_told_by_its_own_fields_and_more_rows_lose_nothing() {
    let mut ada = open().await;
    let page = ada.app.get(FORM).await;
    let rows = [
        ("entry__comment-1", "Too low."),
        ("entry__clause-2", "framework/values"),
        ("entry__stance-2", "change"),
    ];
    let more = [rows[0], rows[1], rows[2], ("entry__more-comments", "yes")];
    let page = press(&mut ada, &page, &more).await;
    assert_eq!(page.status, StatusCode::OK, "nothing is refused");
    assert_eq!(page.texts(".error-summary").len(), 0);
    assert_eq!(page.texts("fieldset.entry-comment").len(), 4);
    assert_eq!(page.text("#entry__comment-1"), "Too low.");
    let same = [
        ("entry__clause-3", "framework/values"),
        ("entry__stance-3", "agree"),
    ];
    let refused = press(&mut ada, &page, &same).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.texts(".error-summary li"),
        [
            "Choose the clause that the comment is on",
            "Choose what they think of the clause",
            "Enter what they would change, or the wording they suggest",
            "There is another comment on this clause. Put the two into one, or choose another clause"
        ]
    );
    assert_eq!(refused.texts("fieldset.entry-comment").len(), 4);
    assert_eq!(ada.app.stored("banding").await, 0);
}
