//! Texts that may tell of harm go to named people only; and the pass over what the machine marked as personal.

use crate::kit::{Desk, TestApp, Voice};
use axum::http::StatusCode;
use domain::access::Role;

const BANDS: &str = "bands";

async fn desk(name: &str, role: Role, letters: &[&str]) -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in letters {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    Desk::of(app, name, role, BANDS).await
}

#[tokio::test]
async fn a_marked_text_is_seen_by_named_people_only_and_they_are_told() {
    let mut ada = desk(
        "ada",
        Role::Officer,
        &["He comes to school hungry and hurt."],
    )
    .await;
    let mut lea = Desk::of(ada.app.other_browser(), "lea", Role::Lead, BANDS).await;
    let page = ada.open("code").await;
    let text = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let page = ada
        .post("safeguarding/raise", &[("text", &text), ("why", "")])
        .await;
    assert!(
        page.text(".error-summary")
            .contains("what makes you think so")
    );
    let page = ada
        .post(
            "safeguarding/raise",
            &[("text", &text), ("why", "Hunger and injury.")],
        )
        .await;
    assert!(page.text(".notice-success").contains("The text is marked"));
    let path = ada.path("safeguarding");
    assert_eq!(ada.app.get(&path).await.status, StatusCode::FORBIDDEN);
    assert!(!ada.app.get("/officer").await.body.contains("tell of harm"));

    // Nobody is named: whoever runs the consultation is told, and still sees no words.
    let home = lea.app.get("/officer").await;
    assert!(home.text(".notice-warning").contains("nobody is named"));
    let page = lea.open("safeguarding").await;
    assert!(!page.body.contains("hungry") && !page.body.contains("Hunger"));
    let page = lea
        .post(
            "safeguarding/name",
            &[("email", "nobody@example.org"), ("act", "add")],
        )
        .await;
    assert!(
        page.text(".error-summary")
            .contains("Nobody who signs in here")
    );
    let page = lea
        .post(
            "safeguarding/name",
            &[("email", "ada@eastmarch.example"), ("act", "add")],
        )
        .await;
    assert!(!page.body.contains("hungry"), "naming is not seeing");

    let home = ada.app.get("/officer").await;
    assert!(
        home.text(".notice-warning")
            .contains("1 text that may tell of harm waits for you")
    );
    let overview = ada.open("").await;
    assert!(overview.text(".notice-warning").contains("waits for you"));
    let page = ada.open("safeguarding").await;
    assert!(
        page.text(".card").contains("hungry") && page.text(".card").contains("Hunger and injury.")
    );
    let handle = ada.path("safeguarding/handle");
    let fields = [("outcome", "Told the school’s safeguarding lead.")];
    let answer = ada.app.press(&page, &handle, &fields).await;
    let page = ada.app.follow(answer).await;
    assert!(page.text(".card").contains("Dealt with"));
    assert!(!ada.app.get("/officer").await.body.contains("tell of harm"));
}

#[tokio::test]
async fn what_the_machine_marked_is_covered_or_left_in_one_pass() {
    let letters = [
        "Call me on 07700 900123 or write to tom@example.org.",
        "My son Tom Harris is at Ashmere Primary School.",
    ];
    let mut desk = desk("ada", Role::Officer, &letters).await;
    let page = desk.open("redaction").await;
    assert!(page.text(".inset").contains("has not read these texts yet"));
    let operator = TestApp::operator();
    let slug = BANDS.parse().unwrap();
    desk.app
        .live
        .analyse_consultation(&operator, &slug, 1)
        .await
        .unwrap();
    let page = desk.open("redaction").await;
    let marks = page.texts("mark.flag");
    assert!(
        marks.iter().any(|m| m.contains("07700 900123")),
        "{marks:?}"
    );
    let fields: Vec<(String, String)> = page.form(&desk.path("redaction/decide"));
    let mail = marks
        .iter()
        .position(|m| m.contains("tom@example.org"))
        .unwrap();
    let said: Vec<(String, String)> = fields
        .into_iter()
        .filter(|(n, _)| n.starts_with("said-"))
        .collect();
    assert_eq!(said.len(), marks.len());
    assert_eq!(said[mail].1, "[an email address]", "what suits is chosen");
    let mut posted: Vec<(&str, &str)> =
        said.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    posted[mail].1 = "not-personal";
    let page = desk.post("redaction/decide", &posted).await;
    assert!(
        page.text(".notice-success").contains("decided"),
        "{}",
        page.text("main")
    );
    assert!(
        page.text(".inset")
            .contains("Nothing that is marked is left")
    );
    // The original is kept for those who may read it, and what is covered is covered for everybody else.
    let list = desk.open("responses").await;
    let mut covered = String::new();
    for reference in list.texts("tbody th a") {
        let page = desk.open(&format!("responses/{reference}")).await;
        covered += &page.texts("[data-public]").join(" ");
    }
    assert!(covered.contains("[a phone number]"), "{covered}");
    assert!(
        covered.contains("tom@example.org"),
        "left as it is: {covered}"
    );
    assert!(!covered.contains("07700"), "{covered}");
    // The next run does not ask again about what somebody decided.
    desk.app
        .live
        .analyse_consultation(&operator, &slug, 1)
        .await
        .unwrap();
    let page = desk.open("redaction").await;
    assert!(
        page.text(".inset")
            .contains("Nothing that is marked is left")
    );
}

#[tokio::test]
async fn what_the_engine_finds_that_may_tell_of_harm_waits_for_the_named_once() {
    let letters = ["He is beaten and has bruises.", "The band is too low."];
    let mut lea = desk("lea", Role::Lead, &letters).await;
    let named = [("email", "lea@eastmarch.example"), ("act", "add")];
    lea.post("safeguarding/name", &named).await;
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    for _ in 0..2 {
        let run = lea.app.live.analyse_consultation(&operator, &slug, 1);
        run.await.unwrap();
    }
    let page = lea.open("safeguarding").await;
    assert_eq!(page.texts(".card").len(), 1, "once, however often it runs");
    assert!(page.text(".card").contains("bruises"));
    assert!(page.text(".card").contains("by the engine, wellheard"));
}
