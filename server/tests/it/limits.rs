//! No puzzle for people: what is odd is flagged and taken, and who sends too often waits and loses nothing.

use crate::kit::{Answer, Desk, TestApp};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use domain::access::Role;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::net::SocketAddr;

const SEND: &str = "/consultations/bands/respond/send";

async fn app() -> TestApp {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    app
}

/// A form posted from an address.
async fn from(app: &mut TestApp, address: &str, path: &str, body: &str) -> Answer {
    let peer: SocketAddr = format!("{address}:4000").parse().unwrap();
    let mut request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    app.send(request).await
}

async fn ready(app: &mut TestApp) -> Answer {
    let typed = BTreeMap::from([("X1", "yes"), ("quote", "yes")]);
    app.answer_all("bands", "parent-carer", &typed).await
}

#[tokio::test]
async fn what_is_sent_in_an_odd_way_is_taken_and_shown_to_somebody_who_looks() {
    let app = app().await;
    let mut slow = app.other_browser();
    let page = ready(&mut slow).await;
    app.live.clock.advance(SignedDuration::from_mins(4));
    slow.press(&page, SEND, &[]).await;
    let mut desk = Desk::of(app.other_browser(), "ada", Role::Officer, "bands").await;
    let none = desk.open("duplicates").await;
    assert!(none.text("#flagged").contains("None."));

    let mut quick = app.other_browser();
    let page = ready(&mut quick).await;
    assert_eq!(page.attributes(".trap", "aria-hidden"), ["true"]);
    assert_eq!(page.attributes(".trap input", "tabindex"), ["-1"]);
    assert_eq!(page.attributes(".trap input", "autocomplete"), ["off"]);
    let sent = quick
        .press(&page, SEND, &[("website", "https://spam.example")])
        .await;
    let receipt = quick.follow(sent).await;
    assert_eq!(receipt.status, StatusCode::OK);
    let reference = receipt
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    assert_eq!(app.stored("bands").await, 2, "nothing is refused");
    assert!(
        !receipt.body.contains("spam.example"),
        "a program is not told what gave it away"
    );

    let page = desk.open("duplicates").await;
    let odd = page.text("#flagged table");
    assert!(
        odd.contains("A field was filled in that people do not see"),
        "{odd}"
    );
    assert!(odd.contains("within 3 seconds"), "{odd}");
    let found = page.attributes("#flagged input[name=reference]", "value");
    assert_eq!(found, [reference]);
    let looked = [("reference", found[0].as_str())];
    let page = desk.post("duplicates/looked-at", &looked).await;
    assert!(page.text("#flagged").contains("None."));
    let again = desk.post("duplicates/looked-at", &looked).await;
    assert!(again.text(".error-summary").contains("Somebody else"));
}

#[tokio::test]
async fn two_hundred_people_behind_one_address_begin_and_send() {
    let mut app = app().await;
    for _ in 0..200 {
        for path in ["/consultations/bands/respond", SEND] {
            let mut somebody = app.other_browser();
            let answer = from(&mut somebody, "192.0.2.10", path, "audience=parent-carer").await;
            assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        }
    }
    let strict = "/consultations/bands/return";
    let mut refused = None;
    for _ in 0..300 {
        let answer = from(&mut app, "192.0.2.10", strict, "code=aaaa-bbbb").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS
            && answer.text("h1") == "Please wait a moment"
        {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("codes are limited");
    assert!(refused.headers.contains_key(header::RETRY_AFTER));
    assert!(refused.text("main").contains("Try again in"));
    // What was typed is in the form that tries again.
    assert_eq!(
        refused.form(strict),
        [("code".to_owned(), "aaaa-bbbb".to_owned())]
    );
    let mut elsewhere = app.other_browser();
    let other = from(&mut elsewhere, "192.0.2.11", strict, "code=aaaa-bbbb").await;
    assert_ne!(other.text("h1"), "Please wait a moment");
}

#[tokio::test]
async fn a_password_is_never_written_into_the_page_that_asks_to_wait() {
    let mut app = app().await;
    for _ in 0..60 {
        let typed = "email=ada%40eastmarch.example&password=three-words";
        let answer = from(&mut app, "192.0.2.12", "/officer/sign-in", typed).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(!answer.body.contains("three-words"));
            assert!(answer.text(".error-summary").contains("from your network"));
            return;
        }
    }
    panic!("sign-in is not limited");
}

#[tokio::test]
async fn no_address_is_stored_with_an_answer() {
    let mut app = app().await;
    let page = ready(&mut app).await;
    let fields = page.form(SEND);
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(&fields);
    from(&mut app, "192.0.2.77", SEND, &body.finish()).await;
    assert_eq!(app.stored("bands").await, 1);
    let stored = app
        .texts_of("SELECT content || submission_key || COALESCE(reference, '') FROM draft")
        .await;
    let rows = app.texts_of("SELECT reference || submission_key || channel || organisation || COALESCE(entered_by, '') FROM contribution").await;
    let audit = app
        .texts_of("SELECT who || what || why || ids FROM audit")
        .await;
    for text in stored.iter().chain(&rows).chain(&audit) {
        assert!(!text.contains("192.0.2.77"), "{text}");
    }
}
