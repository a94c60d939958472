//! The interface for other programs.

use crate::kit::{Answer, TestApp};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

const RESPONSES: &str = "/api/v1/consultations/banding/responses";

async fn open() -> TestApp {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    app
}

/// A response with one of everything.
fn response() -> Value {
    json!({
        "version": 1,
        "audience": "parent-carer",
        "capacity": "individual",
        "language": "en",
        "consent_to_quote": true,
        "answers": {
            "P1": "disagree",
            "P3-why": "Nobody told us how the band was chosen.",
            "P4": ["fewer-hours", "other"],
            "P4__other": "Waiting longer for a place.",
        },
        "comments": [
            {"document": "framework", "clause": "values", "stance": "change", "text": "Band 3 is too low.", "suggestion": "£6,500"},
            {"document": "framework", "clause": "purpose", "stance": "agree", "text": ""},
        ],
    })
}

async fn send(app: &mut TestApp, key: &str, body: &Value) -> Answer {
    app.post_json(RESPONSES, &[("idempotency-key", key)], body)
        .await
}

/// Checks that an answer is a problem document that tells nothing of the inside.
fn problem(answer: &Answer, status: u16, kind: &str) -> Value {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    let json = answer.json();
    assert_eq!(json["status"], status);
    assert_eq!(json["type"], format!("/api/v1/problems/{kind}"));
    for text in ["title", "detail"] {
        assert!(json[text].as_str().is_some_and(|t| !t.is_empty()), "{json}");
    }
    for inside in ["sqlx", "serde", "panicked", ".rs", "SELECT"] {
        assert!(!answer.body.contains(inside), "{}", answer.body);
    }
    json
}

fn pointers(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors
        .inspect(|error| assert!(error["detail"].is_string(), "{error}"))
        .filter_map(|error| Some((error["pointer"].as_str()?, error["code"].as_str()?)))
        .collect()
}

#[tokio::test]
async fn a_program_learns_what_is_asked_of_whom_and_sends_a_response_once() {
    let mut app = open().await;
    let list = app.get("/api/v1/consultations").await.json();
    let card = &list["consultations"][0];
    assert_eq!(
        (&card["slug"], &card["status"], &card["version"]),
        (&json!("banding"), &json!("open"), &json!(1))
    );
    assert_eq!(card["closes"], "2026-07-13T13:00:00+01:00");

    let one = app.get("/api/v1/consultations/banding").await.json();
    let questions = one["questions"].as_array().unwrap();
    let question = |id: &str| questions.iter().find(|q| q["id"] == id).unwrap();
    assert_eq!(question("P3-why")["limits"]["characters"], 10_000);
    assert_eq!(question("P4")["limits"]["other_characters"], 200);
    assert_eq!(question("P4")["alone"], "nothing");
    assert_eq!(question("P4")["audiences"], json!(["parent-carer"]));
    assert_eq!(question("Y4")["limits"]["options"], 3);
    assert_eq!(question("V1")["limits"]["high"], 5000);
    let wordings = question("X2")["wordings"].as_array().unwrap();
    let parents = wordings
        .iter()
        .find(|w| w["audience"] == "parent-carer")
        .unwrap();
    assert_eq!(parents["title"], "Are bands a good idea?");
    assert_eq!(parents["labels"]["mixed"], "Good in parts");
    let clauses = one["documents"][0]["clauses"].as_array().unwrap();
    assert!(
        clauses
            .iter()
            .any(|c| c["key"] == "values" && c["number"] == "2.2")
    );
    assert_eq!(one["limits"]["text"], 10_000);

    let first = send(&mut app, "k-1", &response()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let reference = first.json()["reference"].as_str().unwrap().to_owned();
    assert_eq!(reference.len(), 8);
    assert_eq!(app.stored("banding").await, 1);

    // The same again, its keys in another order: the same receipt, and still one response.
    let mut shuffled = serde_json::Map::new();
    for (key, value) in response().as_object().unwrap().iter().rev() {
        shuffled.insert(key.clone(), value.clone());
    }
    let again = send(&mut app, "k-1", &Value::Object(shuffled)).await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.json()["reference"], reference);
    assert_eq!(app.stored("banding").await, 1);
}

#[tokio::test]
async fn a_program_says_who_typed_a_young_persons_words() {
    let mut app = open().await;
    let typed = |way: &str, audience: &str| {
        json!({"version": 1, "audience": audience, "answers": {"Y4": ["listen"]},
            "typing": {"way": way, "typist": "advocate", "whose": "theirs"}})
    };
    let question = app.get("/api/v1/consultations/banding").await.json();
    let questions = question["questions"].as_array().unwrap();
    let option = questions.iter().find(|q| q["id"] == "Y4").unwrap()["options"][0].clone();
    let mut body = typed("typed-for", "young-person");
    body["answers"]["Y4"] = json!([option]);
    let sent = send(&mut app, "typed", &body).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let kept = app
        .texts_of("SELECT typing || ' ' || typist || ' ' || whose_words FROM contribution")
        .await;
    assert_eq!(kept, ["typed-for advocate theirs"]);
    let answer = send(&mut app, "wrong", &typed("by-hand", "young-person")).await;
    let told = answer.json();
    assert!(
        pointers(&told).contains(&("#/typing/way", "wrong_type")),
        "{told}"
    );
    let mut body = typed("typed-for", "parent-carer");
    body["answers"] = json!({"P1": "agree"});
    let answer = send(&mut app, "parent", &body).await;
    assert!(pointers(&answer.json()).contains(&("#/typing", "not_this_audience")));
}

#[tokio::test]
async fn a_key_stands_for_one_body_in_one_consultation_also_after_a_restart_and_after_closing() {
    let mut app = open().await;
    app.open_consultation("co-production-charter", "charter")
        .await;
    let reference = send(&mut app, "same", &response()).await.json();
    let other = json!({"version": 1, "audience": "parent-carer", "answers": {"P1": "agree"}});
    problem(&send(&mut app, "same", &other).await, 422, "key-reused");
    let elsewhere = json!({"version": 1, "audience": "parent-carer", "comments": []});
    let there = "/api/v1/consultations/charter/responses";
    let answer = app
        .post_json(there, &[("idempotency-key", "same")], &elsewhere)
        .await;
    problem(&answer, 422, "invalid");

    app.restart();
    app.live
        .clock
        .advance(SignedDuration::from_hours(24 * 7 * 6));
    assert_eq!(send(&mut app, "same", &response()).await.json(), reference);
    problem(&send(&mut app, "fresh", &response()).await, 409, "closed");
    assert_eq!(app.stored("banding").await, 1);
}

#[tokio::test]
async fn twenty_at_once_under_one_key_are_stored_once() {
    let app = open().await;
    let tries = (0..20).map(|_| {
        let mut app = app.other_browser();
        async move { send(&mut app, "race", &response()).await }
    });
    let answers = futures::future::join_all(tries).await;
    let first = answers[0].json()["reference"].clone();
    for answer in &answers {
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        assert_eq!(answer.json()["reference"], first);
    }
    assert_eq!(app.stored("banding").await, 1);
}

#[tokio::test]
async fn every_fault_of_a_response_is_told_at_once_and_where() {
    let mut app = open().await;
    let body = json!({
        "version": 1,
        "audience": "parent-carer",
        "capacity": "organisation",
        "answers": {
            "P1": "perhaps",
            "P3-why": "x".repeat(10_001),
            "P4": ["nothing", "paperwork"],
            "P5": "letter",
            "P5__other": "words",
            "V1": 3,
            "Q99": "?",
        },
        "comments": [
            {"document": "framework", "clause": "none", "stance": "agree"},
            {"document": "framework", "clause": "values", "stance": "change"},
            {"document": "framework", "clause": "values", "stance": "agree"},
        ],
    });
    let answer = send(&mut app, "k", &body).await;
    let json = problem(&answer, 422, "invalid");
    let mut found = pointers(&json);
    found.sort_unstable();
    let expected = [
        ("#/answers/P1", "no_such_option"),
        ("#/answers/P3-why", "too_long"),
        ("#/answers/P4", "not_with_others"),
        ("#/answers/P5__other", "other_not_picked"),
        ("#/answers/Q99", "no_such_question"),
        ("#/answers/V1", "not_asked"),
        ("#/capacity", "not_this_audience"),
        ("#/comments/0/clause", "no_such_clause"),
        ("#/comments/1/text", "missing"),
        ("#/comments/2/clause", "twice"),
    ];
    assert_eq!(found, expected);
    assert_eq!(app.stored("banding").await, 0);
}

#[tokio::test]
async fn an_organisation_and_a_group_say_who_they_are_and_comments_may_come_alone() {
    let mut app = open().await;
    let school = json!({
        "version": 1, "audience": "school-staff", "capacity": "organisation",
        "answers": {"B2": "agree"},
    });
    let json = problem(&send(&mut app, "a", &school).await, 422, "invalid");
    assert_eq!(pointers(&json), [("#/organisation", "missing")]);
    let group = json!({
        "version": 1, "audience": "voluntary", "capacity": "group", "organisation": "Harrowfen parents",
        "group_size": 1, "answers": {"V1": 12},
    });
    let json = problem(&send(&mut app, "b", &group).await, 422, "invalid");
    assert_eq!(pointers(&json), [("#/group_size", "out_of_range")]);
    let mut fixed = group.clone();
    fixed["group_size"] = json!(12);
    assert_eq!(
        send(&mut app, "b", &fixed).await.status,
        StatusCode::CREATED
    );
    let alone = json!({
        "version": 1, "audience": "parent-carer",
        "comments": [{"document": "framework", "clause": "values", "stance": "object"}],
    });
    assert_eq!(
        send(&mut app, "c", &alone).await.status,
        StatusCode::CREATED
    );
    let nothing = json!({"version": 1, "audience": "parent-carer", "answers": {}, "comments": []});
    let json = problem(&send(&mut app, "d", &nothing).await, 422, "invalid");
    assert_eq!(pointers(&json), [("#/answers", "missing")]);
    assert_eq!(app.stored("banding").await, 2);
}

#[tokio::test]
async fn a_request_that_cannot_be_right_gets_its_own_status() {
    let mut app = open().await;
    let missing = app.post_json(RESPONSES, &[], &response()).await;
    problem(&missing, 400, "idempotency-key");
    problem(
        &send(&mut app, "é", &response()).await,
        400,
        "idempotency-key",
    );
    problem(
        &send(&mut app, &"k".repeat(256), &response()).await,
        400,
        "idempotency-key",
    );

    let raw = |body: Vec<u8>, kind: &str| {
        Request::post(RESPONSES)
            .header("idempotency-key", "k")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    };
    let json = "application/json";
    problem(
        &app.send(raw(b"{\"version\": 1,".to_vec(), json)).await,
        400,
        "malformed",
    );
    problem(
        &app.send(raw(b"{\"a\": \"\xff\xfe\"}".to_vec(), json)).await,
        400,
        "malformed",
    );
    problem(&app.send(raw(Vec::new(), json)).await, 400, "malformed");
    let deep = "[".repeat(100_000);
    problem(
        &app.send(raw(deep.into_bytes(), json)).await,
        400,
        "malformed",
    );
    problem(&app.send(raw(b"[]".to_vec(), json)).await, 422, "invalid");
    problem(
        &app.send(raw(b"a=b".to_vec(), "application/x-www-form-urlencoded"))
            .await,
        415,
        "media-type",
    );
    problem(
        &app.send(raw(vec![b'x'; 10 * 1024 * 1024], json)).await,
        413,
        "too-large",
    );

    let mut old = response();
    old["version"] = json!(7);
    let stale = problem(&send(&mut app, "v", &old).await, 409, "wrong-version");
    assert_eq!(stale["current_version"], 1);
    let martian = json!({"version": 1, "audience": "martian", "answers": {"P1": "agree"}});
    let json = problem(&send(&mut app, "m", &martian).await, 422, "invalid");
    assert_eq!(pointers(&json), [("#/audience", "no_such_audience")]);

    for path in [
        "/api/v1/consultations/none",
        "/api/v1/consultations/NOT",
        "/api/v1/nothing",
        "/api/v2/consultations",
    ] {
        problem(&app.get(path).await, 404, "not-found");
    }
    let nowhere = "/api/v1/consultations/none/responses";
    let answer = app
        .post_json(nowhere, &[("idempotency-key", "k")], &response())
        .await;
    problem(&answer, 404, "not-found");
    problem(&app.get(RESPONSES).await, 405, "method");
    assert_eq!(app.stored("banding").await, 0);
}

#[tokio::test]
async fn a_nul_character_in_a_text_is_dropped_and_not_a_fault() {
    let mut app = open().await;
    let body = json!({
        "version": 1, "audience": "voluntary", "capacity": "organisation", "organisation": "Har\u{0}row",
        "answers": {"X1": "yes"},
        "comments": [{"document": "framework", "clause": "values", "stance": "object", "text": "a\u{0}b"}],
    });
    let answer = send(&mut app, "nul", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
}

#[tokio::test]
async fn each_kind_of_problem_is_explained_at_its_own_address() {
    let mut app = open().await;
    let kind = problem(&app.get("/api/v1/nothing").await, 404, "not-found")["type"].clone();
    let page = app.get(kind.as_str().unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.json()["title"], "Not found");
}

#[tokio::test]
async fn a_consultation_still_being_written_is_not_told_to_programs_either() {
    let mut app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "secret").await;
    problem(
        &app.get("/api/v1/consultations/secret").await,
        404,
        "not-found",
    );
    let list = app.get("/api/v1/consultations").await.json();
    assert_eq!(list["consultations"], json!([]));
}

#[tokio::test]
async fn the_counters_tell_how_much_was_stored_and_name_routes_not_people() {
    let mut app = open().await;
    let key = "a-key-nobody-should-see";
    send(&mut app, key, &response()).await;
    send(&mut app, key, &response()).await;
    app.get("/consultations/banding?who=somebody").await;
    let metrics = app.get("/metrics").await;
    assert_eq!(metrics.status, StatusCode::OK);
    assert!(
        metrics.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/plain")
    );
    let has = |start: &str| metrics.body.lines().any(|line| line.starts_with(start));
    assert!(
        has("wellheard_submissions_stored_total{channel=\"api\"}"),
        "{}",
        metrics.body
    );
    assert!(has("wellheard_submissions_replayed_total{channel=\"api\"}"));
    assert!(
        metrics
            .body
            .contains("route=\"/api/v1/consultations/{slug}/responses\",status=\"201\"")
    );
    for private in ["banding", "somebody", key] {
        assert!(!metrics.body.contains(private), "{private}");
    }
}
