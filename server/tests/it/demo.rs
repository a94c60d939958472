//! The demo council loads whole, and its people are invented one by one.

use crate::kit::TestApp;
use app::api::{CodingSignOffs as _, Doubling as _};
use domain::content::{SHARED_CORE, shared_core};
use server::storage::consultation;
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test]
async fn the_demo_has_three_consultations_at_three_stages() {
    let mut app = TestApp::with_demo().await;
    let page = app.get("/consultations").await;
    assert_eq!(page.texts(".card").len(), 3);
    assert!(page.text("main").contains("Open now"));
}

#[tokio::test]
async fn every_consultation_of_the_demo_asks_three_to_five_questions_of_everybody() {
    let app = TestApp::with_demo().await;
    let slugs = app.texts_of("SELECT slug FROM consultation").await;
    assert_eq!(slugs.len(), 3);
    for slug in slugs {
        let row = app.live.public_row(&slug.parse().unwrap()).await.unwrap();
        let version = consultation::published(&app.live.db, row.id).await.unwrap();
        let core = shared_core(&version.unwrap().content).len();
        assert!(SHARED_CORE.contains(&core), "{slug}: {core}");
    }
}

#[tokio::test]
async fn the_decided_consultation_was_coded_twice_settled_and_signed_off_before_anything_was_decided()
 {
    let app = TestApp::with_demo().await;
    let operator = TestApp::operator();
    let slug = "co-production-charter".parse().unwrap();
    let agreement = app.live.agreement(&operator, &slug).await.unwrap();
    let sample = agreement.sample;
    assert_eq!((sample.drawn, sample.open), (30, 0));
    assert_eq!(sample.second, sample.drawn_texts);
    let alpha = agreement.people.alpha.expect("enough texts").value;
    assert!(
        (0.7..0.99).contains(&alpha),
        "people are no machines: {alpha}"
    );
    assert!(agreement.differences.len() > 3);
    let gates = app.live.coding_gates(&operator, &slug).await.unwrap().gates;
    assert!(gates.len() > 3);
    let decided = app
        .texts_of("SELECT MIN(made_at) FROM decision WHERE minute_reference <> ''")
        .await;
    for gate in gates {
        assert!(
            gate.obstacles.is_empty(),
            "{}: {:?}",
            gate.title,
            gate.obstacles
        );
        let signed = gate.signed.expect("signed off");
        assert!(signed.overrides.is_empty() && signed.by.starts_with("lead@"));
        assert!(signed.at.date().to_string() < decided[0], "{decided:?}");
    }
}

#[tokio::test]
async fn the_demo_loads_once_into_an_empty_database_and_into_no_other() {
    let app = TestApp::bare().await;
    server::demo::load(&app.live).await.unwrap();
    let people = app.live.accounts(&TestApp::operator()).await.unwrap().len();
    assert_eq!(people, 4);
    server::demo::load(&app.live).await.unwrap();
    assert_eq!(
        app.live.accounts(&TestApp::operator()).await.unwrap().len(),
        people
    );

    let other = TestApp::bare().await;
    let mut tx = other.live.db.begin().await.unwrap();
    let details = server::demo::council().unwrap();
    server::storage::council::write(&mut tx, &details, false)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let refused = server::demo::load(&other.live).await.unwrap_err();
    assert!(refused.to_string().contains("another council"), "{refused}");
}

/// Runs of eight words that two people share.
#[test]
fn no_two_people_share_a_run_of_eight_words_except_the_planted_copies() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/content/demo/");
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for file in [
        "banding-2026",
        "extra-help-criteria",
        "co-production-charter",
    ] {
        let text = std::fs::read_to_string(format!("{folder}{file}.toml")).unwrap();
        let demo: toml::Value = toml::from_str(&text).unwrap();
        for person in demo["contributions"].as_array().unwrap() {
            let planted: Vec<&str> = person
                .get("planted")
                .and_then(toml::Value::as_array)
                .map(|all| all.iter().filter_map(toml::Value::as_str).collect())
                .unwrap_or_default();
            if planted.contains(&"campaign") || planted.contains(&"near-duplicate") {
                continue;
            }
            let key = format!("{file}/{}", person["key"].as_str().unwrap());
            for run in runs(person) {
                if let Some(other) = seen.insert(run.clone(), key.clone())
                    && other != key
                {
                    shared.insert(format!("{other} and {key}: {run}"));
                }
            }
        }
    }
    assert!(seen.len() > 2_000, "the demo has words: {}", seen.len());
    assert!(shared.is_empty(), "{shared:#?}");
}

fn runs(person: &toml::Value) -> Vec<String> {
    let mut texts = Vec::new();
    collect(person, &mut texts);
    texts
        .iter()
        .flat_map(|text| {
            let lower = text.to_lowercase();
            let words: Vec<String> = lower
                .split_whitespace()
                .map(|w| {
                    w.chars()
                        .filter(|c| c.is_alphanumeric())
                        .collect::<String>()
                })
                .filter(|w| !w.is_empty())
                .collect();
            words
                .windows(8)
                .map(|run| run.join(" "))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn collect(value: &toml::Value, texts: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => texts.push(text.clone()),
        toml::Value::Array(items) => items.iter().for_each(|v| collect(v, texts)),
        toml::Value::Table(table) => table.values().for_each(|v| collect(v, texts)),
        _ => {}
    }
}
