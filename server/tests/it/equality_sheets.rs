//! Equality answers that came on paper go where everybody's go, and nothing joins them to a response or to an officer.

use crate::kit::{Desk, TestApp};
use app::api::Respond as _;
use axum::http::StatusCode;
use domain::access::Role;
use domain::equality::Characteristic;
use server::storage::{council, equality};

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
    let second = desk.app.press(&page, EQUALITY, &[("age", "35-44")]).await;
    let typed = [
        ("ethnic-group", "asian"),
        ("marriage", "married"),
        ("parent", "yes"),
    ];
    let third = desk.app.press(&second, EQUALITY, &typed).await;
    let typed = [
        ("ethnic-asian", "other"),
        ("ethnic-asian__other", "Nepali"),
        ("child-age", "0-4"),
    ];
    let done = desk.app.press(&third, EQUALITY, &typed).await;
    let thanks = desk.app.follow(done).await;
    assert!(
        thanks.text("h1").contains("Thank you"),
        "{}",
        thanks.text("main")
    );
    let mut stored = desk
        .app
        .texts_of("SELECT characteristic || '=' || value || '/' || own_words FROM equality_answer")
        .await;
    stored.sort();
    assert_eq!(
        stored,
        [
            "age=35-44/",
            "child-age=0-4/",
            "ethnic-asian=other/Nepali",
            "marriage=married/",
            "parent=yes/"
        ]
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
async fn the_sheet_is_printed_in_full_and_in_easy_words_and_linked_where_paper_forms_are() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let proposal = app.get("/consultations/bands").await;
    let mut desk = Desk::of(app.same_browser(), "ada", Role::Officer, "bands").await;
    let responses = desk.open("responses").await;
    let choose = desk.open("enter").await;
    for words in ["full", "easy"] {
        let path = format!("{EQUALITY}/paper/{words}");
        for page in [&proposal, &responses, &choose] {
            assert!(page.attributes("main a", "href").contains(&path), "{path}");
        }
        let sheet = app.get(&path).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert_eq!(sheet.headers["content-type"], "application/pdf");
        for mark in ["/StructTreeRoot", "/MarkInfo", "/Lang"] {
            assert!(sheet.body.contains(mark), "a tagged PDF has {mark}");
        }
    }
    for nothing in [
        "/consultations/nowhere/equality/paper/full",
        "/consultations/bands/equality/paper/red",
    ] {
        assert_eq!(app.get(nothing).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_council_leaves_questions_out_and_nobody_is_asked_what_the_consultation_asked() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let slug = "bands".parse().unwrap();
    let ids = async |app: &TestApp| -> Vec<String> {
        let page = app.live.equality(&slug, None, false).await.unwrap();
        page.form
            .questions
            .iter()
            .map(|q| q.id.to_string())
            .collect()
    };
    let all = ids(&app).await;
    let has = |all: &[String], id: &str| all.iter().any(|known| known == id);
    assert!(has(&all, "gender") && has(&all, "child-age"));
    for asked in ["child-need", "child-support", "child-setting"] {
        assert!(!has(&all, asked), "{asked} stands in the consultation");
    }
    let (mut council, demo) = council::read(&app.live.db).await.unwrap().unwrap();
    council.equality_left_out = vec!["gender".parse().unwrap()];
    let mut tx = app.live.db.begin().await.unwrap();
    council::write(&mut tx, &council, demo).await.unwrap();
    tx.commit().await.unwrap();
    let fewer = ids(&app).await;
    assert_eq!(fewer.len(), all.len() - 1);
    assert!(!has(&fewer, "gender"));
}

#[tokio::test]
async fn a_consultation_is_opened_without_the_question_that_is_under_review_and_only_that() {
    let app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "bands").await;
    let mut desk = Desk::of(app, "ada", Role::Lead, "bands").await;
    let page = desk.open("").await;
    let asked = page.attributes("fieldset input[name=ask][checked]", "value");
    assert_eq!(asked, ["gender"], "it is asked unless somebody says no");
    let closes = ("closes", "2026-09-01T23:59");
    let slug = "bands".parse().unwrap();
    let refused = desk.post("open", &[closes, ("switchable", "age")]).await;
    let told = refused.text(".error-summary");
    assert!(told.contains("can be opened without"), "{told}");
    let stage = desk.app.live.public_row(&slug).await;
    assert!(stage.is_err(), "still a draft: age is always asked");
    // The box is emptied: the browser posts what was offered, and no answer to it.
    let fields = page.form(&desk.path("open"));
    let mut fields: Vec<(&str, &str)> = (fields.iter())
        .filter(|(name, _)| name == "csrf" || name == "switchable")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert!(fields.contains(&("switchable", "gender")));
    fields.push(closes);
    desk.app.post(&desk.path("open"), &fields).await;
    desk.app.live.public_row(&slug).await.expect("it is open");
    let asked = desk.app.live.equality(&slug, None, false).await.unwrap();
    let ids: Vec<String> = (asked.form.questions.iter())
        .map(|q| q.id.to_string())
        .collect();
    assert!(!ids.contains(&"gender".to_owned()));
    assert!(ids.contains(&"orientation".to_owned()));
    // Another consultation of the council asks it all the same.
    let charter = "co-production-charter";
    desk.app.open_consultation(charter, charter).await;
    let slug = charter.parse().unwrap();
    let other = desk.app.live.equality(&slug, None, false).await.unwrap();
    let other = other.form.questions;
    assert!(other.iter().any(|q| q.id.as_str() == "gender"));
}

#[tokio::test]
async fn what_was_answered_before_ethnic_groups_had_two_steps_still_counts() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let row = app
        .live
        .public_row(&"bands".parse().unwrap())
        .await
        .unwrap();
    let old = [
        "white-british",
        "white-other",
        "other",
        "arab",
        "prefer-not",
    ];
    let one = |option: &str| Characteristic {
        question: "ethnic-group".parse().unwrap(),
        option: option.parse().unwrap(),
        own_words: String::new(),
    };
    equality::give_leave(&app.live.db, "leave", row.id)
        .await
        .unwrap();
    let rows = old.into_iter().map(one).collect();
    assert!(
        equality::store(&app.live.db, "leave", row.id, rows)
            .await
            .unwrap()
    );
    for _ in 0..2 {
        app.live.db.migrate().await.unwrap();
        let told = equality::tally(&app.live.db, row.id).await.unwrap();
        let told: Vec<_> = told.iter().map(|(q, o, _)| format!("{q}={o}")).collect();
        let now = [
            "ethnic-another=arab",
            "ethnic-another=other",
            "ethnic-group=prefer-not",
            "ethnic-white=other",
            "ethnic-white=white-british",
        ];
        assert_eq!(told, now);
    }
}

#[tokio::test]
async fn nobody_else_gets_leave_to_put_in_sheets() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let form = "/officer/consultations/bands/equality";
    let stranger = app.post(form, &[]).await;
    assert_eq!(stranger.status, axum::http::StatusCode::UNAUTHORIZED);
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_token").await, 0);
}
