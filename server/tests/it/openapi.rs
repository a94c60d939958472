//! The description of the interface is true.

use crate::kit::TestApp;
use serde_json::{Value, json};

async fn document(app: &mut TestApp) -> Value {
    let answer = app.get("/api/v1/openapi.json").await;
    assert_eq!(answer.headers["content-type"], "application/json");
    answer.json()
}

#[tokio::test]
async fn the_description_is_openapi_3_1_and_every_reference_in_it_leads_somewhere() {
    let mut app = TestApp::new().await;
    let document = document(&mut app).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    let text = document.to_string();
    let references: Vec<&str> = text
        .split("\"$ref\":\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(references.len() > 5);
    for reference in references {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn what_is_described_is_what_the_router_has() {
    let mut app = TestApp::new().await;
    let document = document(&mut app).await;
    let mut described = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            described.push((method.to_uppercase(), path.clone()));
        }
    }
    described.sort();
    // The description itself and the explanations of problems describe; they are not described.
    let is_meta = |path: &str| path.ends_with("/openapi.json") || path.contains("/problems/");
    let mut routed: Vec<(String, String)> = app
        .routes()
        .into_iter()
        .filter(|entry| entry.path.starts_with("/api/") && !is_meta(&entry.path))
        .map(|entry| (entry.method.to_owned(), entry.path))
        .collect();
    routed.sort();
    assert_eq!(described, routed);
}

#[tokio::test]
async fn answers_hold_the_fields_that_are_described_and_no_others() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    let document = document(&mut app).await;
    let list = app.get("/api/v1/consultations").await.json();
    let item = &list["consultations"][0];
    conforms(&document, "Item", item);
    let one = app.get("/api/v1/consultations/banding").await.json();
    for question in one["questions"].as_array().unwrap() {
        conforms(&document, "QuestionShown", question);
        conforms(&document, "QuestionLimits", &question["limits"]);
        for wording in question["wordings"].as_array().unwrap() {
            conforms(&document, "WordingShown", wording);
        }
    }
    conforms(&document, "DocumentShown", &one["documents"][0]);
    conforms(&document, "ClauseShown", &one["documents"][0]["clauses"][0]);
    conforms(&document, "AudienceShown", &one["audiences"][0]);
    conforms(&document, "Limits", &one["limits"]);
    let sent = app
        .post_json(
            "/api/v1/consultations/banding/responses",
            &[("idempotency-key", "k")],
            &json!({"colour": 1}),
        )
        .await
        .json();
    conforms(&document, "Problem", &sent);
    conforms(&document, "Fault", &sent["errors"][0]);
}

/// Every described field that is needed is there, and every field that is there is described.
fn conforms(document: &Value, name: &str, value: &Value) {
    let schema = &document["components"]["schemas"][name];
    let properties = schema["properties"]
        .as_object()
        .unwrap_or_else(|| panic!("{name} is not described"));
    for field in schema["required"].as_array().into_iter().flatten() {
        assert!(
            value.get(field.as_str().unwrap()).is_some(),
            "{name} without {field}: {value}"
        );
    }
    for field in value.as_object().unwrap().keys() {
        assert!(
            properties.contains_key(field),
            "{name}.{field} is not described"
        );
    }
}

#[tokio::test]
async fn every_field_that_is_described_for_a_response_is_taken() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    let document = document(&mut app).await;
    let schemas = &document["components"]["schemas"];
    let fields = |name: &str| -> Vec<String> {
        let properties = schemas[name]["properties"].as_object().unwrap();
        properties.keys().cloned().collect()
    };
    let mut body = json!({
        "version": 1, "audience": "voluntary", "capacity": "group", "organisation": "Harrowfen parents",
        "urn": null, "authorised": null, "typing": null, "group_size": 4, "language": "en", "consent_to_quote": true, "consent_to_publish": false,
        "answers": {"X1": "yes"},
        "comments": [{"document": "framework", "clause": "values", "stance": "change", "text": "More.", "suggestion": "£1"}],
    });
    let sorted = |value: &Value| -> Vec<String> {
        let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let mut described = (fields("ResponseBody"), fields("CommentBody"));
    described.0.sort();
    described.1.sort();
    assert_eq!((sorted(&body), sorted(&body["comments"][0])), described);
    let path = "/api/v1/consultations/banding/responses";
    let answer = app
        .post_json(path, &[("idempotency-key", "k")], &body)
        .await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.body);
    body["colour"] = json!("red");
    let answer = app
        .post_json(path, &[("idempotency-key", "l")], &body)
        .await;
    assert_eq!(answer.status.as_u16(), 422);
}
