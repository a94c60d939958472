//! Changing a response after it was sent, where the consultation lets people do so until it closes.

use super::*;
use app::api::{Answering, Erasure, Manage as _, Respond as _, Responses as _};
use app::text::printed::copy;
use axum::http::StatusCode;
use domain::access::Caller;
use jiff::SignedDuration;
use server::jobs;
use server::storage::consultation;

const SAVE: &str = "/consultations/library/respond/save";
const RETURN: &str = "/consultations/library/return";
const SUNDAY: &str = "/consultations/library/respond/question-sunday";
const COUNTED: &str = "SELECT COUNT(*) FROM contribution WHERE replaced_by IS NULL";

async fn changeable() -> TestApp {
    let app = library().await;
    let row = app.live.public_row(&SLUG.parse().unwrap()).await.unwrap();
    let mut tx = app.live.db.begin().await.unwrap();
    consultation::let_change(&mut tx, row.id).await.unwrap();
    tx.commit().await.unwrap();
    app
}

/// Answers, asks for a code, sends; gives the receipt and the code.
async fn sent_with_code(app: &mut TestApp) -> (Answer, String) {
    ready(app).await;
    let answer = app.post(SAVE, &[]).await;
    let page = app.follow(answer).await;
    let code = page
        .attributes("[data-resume-code]", "data-resume-code")
        .remove(0);
    let page = app.get(CHECK).await;
    assert!(
        page.text("main")
            .contains("you can still change it with your code"),
        "{}",
        page.text("main")
    );
    let answer = app.press(&page, SEND, &[]).await;
    (app.follow(answer).await, code)
}

async fn back(app: &mut TestApp, code: &str) -> Answer {
    let page = app.get(RETURN).await;
    let answer = app.press(&page, RETURN, &[("code", code)]).await;
    app.follow(answer).await
}

async fn send_again(app: &mut TestApp, why: &str) -> Answer {
    app.live.clock.advance(SignedDuration::from_mins(1));
    app.post(SUNDAY, &[("sunday", "disagree"), ("why", why)])
        .await;
    let page = app.get(CHECK).await;
    let answer = app.press(&page, SEND, &[]).await;
    app.follow(answer).await
}

#[tokio::test]
async fn what_was_sent_is_changed_with_its_code_and_the_last_one_counts() {
    let mut app = changeable().await;
    let (receipt, code) = sent_with_code(&mut app).await;
    let first = reference(&receipt);
    assert!(
        receipt
            .text("main")
            .contains("You can change your answers until 1pm on 13 July 2026. Use your code."),
        "{}",
        receipt.text("main")
    );
    let mut phone = app.other_browser();
    let page = back(&mut phone, &code).await;
    assert_eq!(page.status, StatusCode::OK);
    let said = page.text("main");
    assert!(
        said.contains("We work on the other days.")
            && said.contains("What you sent counts until you send it again"),
        "{said}"
    );
    assert_eq!((responses(&app).await, app.count(COUNTED).await), (1, 1));
    let again = send_again(&mut phone, "Sunday is for rest.").await;
    assert_ne!(reference(&again), first);
    assert_eq!((responses(&app).await, app.count(COUNTED).await), (2, 1));
    // Both texts are in the log.
    let texts = app
        .texts_of("SELECT body FROM text_item ORDER BY body")
        .await;
    assert_eq!(texts, ["Sunday is for rest.", "We work on the other days."]);
    // Once more, with the same code: one person all the same.
    let mut library = app.other_browser();
    back(&mut library, &code).await;
    send_again(&mut library, "Rest, and books.").await;
    assert_eq!((responses(&app).await, app.count(COUNTED).await), (3, 1));
    let counts = "SELECT x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id WHERE c.replaced_by IS NULL";
    assert_eq!(app.texts_of(counts).await, ["Rest, and books."]);
    // Whoever asks for the last one to be erased means every one of them.
    let last = contributed(&app).await;
    let erasure = Erasure {
        confirm: last.clone(),
        reason: "They asked.".to_owned(),
    };
    let operator = TestApp::operator();
    let erased = app
        .live
        .erase(&operator, &SLUG.parse().unwrap(), &last, &erasure)
        .await;
    assert_eq!(erased, Ok(()));
    let left = "SELECT body FROM text_item WHERE body <> ''";
    assert_eq!(app.texts_of(left).await, Vec::<String>::new());
    let equality = "SELECT COUNT(*) FROM equality_token";
    assert_eq!(app.count(equality).await, 1, "asked once");
}

#[tokio::test]
async fn a_copy_of_a_response_that_is_changed_says_what_was_received_and_what_is_not_sent() {
    let mut app = changeable().await;
    let (receipt, code) = sent_with_code(&mut app).await;
    let mut phone = app.other_browser();
    back(&mut phone, &code).await;
    let copied = phone.get("/consultations/library/respond/copy").await;
    let told = format!(
        "We received your response on 1 June 2026. Your number is {}. What you have changed since then is not sent yet.",
        reference(&receipt)
    );
    let said = copied.text("main");
    assert!(said.contains(&told), "{said}");
    assert!(!said.contains("Not sent yet"), "{said}");
    assert!(!said.contains("cannot show them to you again"), "{said}");
    // The same on paper.
    let draft = app.texts_of("SELECT id FROM draft").await.remove(0);
    let caller = Caller::Respondent(draft.parse().unwrap());
    let slug = SLUG.parse().unwrap();
    let Ok(Answering::Writing(writing)) = app.live.answering(&caller, &slug).await else {
        panic!("it is being written");
    };
    let paper = copy(&writing, "Eastmarch Council").notes.join(" ");
    assert!(paper.starts_with(&told), "{paper}");
    assert!(!paper.contains("cannot show them to you again"), "{paper}");
}

#[tokio::test]
async fn without_a_code_nothing_is_kept_to_be_changed() {
    let mut app = changeable().await;
    let page = ready(&mut app).await;
    assert!(page.text("main").contains("Then get a code first."));
    let answer = app.press(&page, SEND, &[]).await;
    let receipt = app.follow(answer).await;
    assert!(!receipt.text("main").contains("You can change your answers"));
    let kept = "SELECT COUNT(*) FROM draft WHERE content <> ''";
    assert_eq!(app.count(kept).await, 0);
}

#[tokio::test]
async fn where_it_is_not_allowed_a_code_opens_nothing_after_sending() {
    let mut app = library().await;
    ready(&mut app).await;
    let answer = app.post(SAVE, &[]).await;
    let page = app.follow(answer).await;
    let code = page
        .attributes("[data-resume-code]", "data-resume-code")
        .remove(0);
    let page = app.get(CHECK).await;
    app.press(&page, SEND, &[]).await;
    let page = back(&mut app.other_browser(), &code).await;
    assert_eq!(page.texts("h1"), ["This response was sent"]);
}

#[tokio::test]
async fn a_change_that_is_begun_and_left_changes_nothing() {
    let mut app = changeable().await;
    let (_, code) = sent_with_code(&mut app).await;
    let mut phone = app.other_browser();
    back(&mut phone, &code).await;
    phone
        .post(SUNDAY, &[("sunday", "disagree"), ("why", "No.")])
        .await;
    app.live
        .clock
        .advance(SignedDuration::from_hours(24 * 7 * 6 + 31 * 24));
    jobs::sweep(&app.live).await.unwrap();
    assert_eq!((responses(&app).await, app.count(COUNTED).await), (1, 1));
    let texts = app.texts_of("SELECT body FROM text_item").await;
    assert_eq!(texts, ["We work on the other days."]);
}

#[tokio::test]
async fn after_closing_the_code_opens_nothing_and_the_kept_words_are_gone() {
    let mut app = changeable().await;
    let (_, code) = sent_with_code(&mut app).await;
    let slug = SLUG.parse().unwrap();
    app.live
        .close(&TestApp::operator(), &slug, "An error in the costs.")
        .await
        .unwrap();
    let page = back(&mut app.other_browser(), &code).await;
    assert_eq!(page.texts("h1"), ["This response was sent"]);
    jobs::sweep(&app.live).await.unwrap();
    let kept = "SELECT COUNT(*) FROM draft WHERE content <> ''";
    assert_eq!(app.count(kept).await, 0);
}

#[tokio::test]
async fn sending_the_changed_form_twice_makes_one_response_of_it() {
    let mut app = changeable().await;
    let (_, code) = sent_with_code(&mut app).await;
    let mut phone = app.other_browser();
    let page = back(&mut phone, &code).await;
    let form = page.form(SEND);
    let fields: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let (one, two) = (
        phone.post(SEND, &fields).await,
        phone.post(SEND, &fields).await,
    );
    let (one, two) = (phone.follow(one).await, phone.follow(two).await);
    assert_eq!(reference(&one), reference(&two));
    assert_eq!((responses(&app).await, app.count(COUNTED).await), (2, 1));
}

#[tokio::test]
async fn an_erased_response_cannot_be_opened_with_its_code() {
    use app::api::{Erasure, Responses as _};
    let mut app = changeable().await;
    let (receipt, code) = sent_with_code(&mut app).await;
    let slug = SLUG.parse().unwrap();
    let erasure = Erasure {
        confirm: reference(&receipt),
        reason: "They asked.".to_owned(),
    };
    app.live
        .erase(&TestApp::operator(), &slug, &reference(&receipt), &erasure)
        .await
        .unwrap();
    let page = back(&mut app.other_browser(), &code).await;
    assert_eq!(page.texts("h1"), ["This response was sent"]);
}

/// The reference of the response that counts.
async fn contributed(app: &TestApp) -> String {
    let counts = "SELECT reference FROM contribution WHERE replaced_by IS NULL";
    app.texts_of(counts).await.remove(0)
}
