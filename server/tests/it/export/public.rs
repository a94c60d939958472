//! What may be published.

use super::*;
use app::api::{Act, Responses as _, TextSeen, Themes as _};
use domain::coding::Span;
use std::collections::BTreeSet;

const WITHHELD: &str = "[withheld]";
const MARK: &str = "[c]";

async fn clear(app: &TestApp, reference: &str) {
    let (slug, operator) = ("travel".parse().unwrap(), TestApp::operator());
    app.live
        .clear_all(&operator, &slug, reference)
        .await
        .unwrap();
}

async fn cover(app: &TestApp, reference: &str, words: &str) {
    let (slug, operator) = ("travel".parse().unwrap(), TestApp::operator());
    let whole = app
        .live
        .response(&operator, &slug, reference)
        .await
        .unwrap();
    let text = whole
        .questions
        .iter()
        .flat_map(|q| &q.texts)
        .next()
        .unwrap();
    let seen = TextSeen {
        slug,
        reference: reference.to_owned(),
        text: text.id,
        seen: text.seen.clone(),
    };
    let act = Act::Cover {
        words: words.to_owned(),
        replacement: "[a child’s name]".to_owned(),
        reason: "It names a child.".to_owned(),
    };
    app.live.screen(&operator, &seen, act).await.unwrap();
}

fn set<'a>(rows: &'a [Row], name: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[name].as_str()).collect()
}

#[tokio::test]
async fn words_are_there_when_they_are_cleared_or_redacted_and_may_be_quoted() {
    let app = open().await;
    let open_words = hear(&app, Voice::parent().answering("T3", "Buses are warm.")).await;
    clear(&app, &open_words).await;
    let covered = hear(
        &app,
        Voice::parent().answering("T3", "Our son Tom loves it."),
    )
    .await;
    cover(&app, &covered, "Tom").await;
    hear(&app, Voice::parent().answering("T3", "Nobody read this.")).await;
    let unasked = Voice::parent()
        .answering("T3", "Do not quote me.")
        .without_consent();
    let unasked = hear(&app, unasked).await;
    clear(&app, &unasked).await;
    hear(&app, Voice::parent().picking("T1", "agree")).await;
    let rows = table(&app, DataTable::Responses, true).await;
    let expected = BTreeSet::from([
        "",
        "Buses are warm.",
        "Our son [a child’s name] loves it.",
        WITHHELD,
    ]);
    assert_eq!(set(&rows, "T3"), expected);
    assert_eq!(rows.iter().filter(|r| r["T3"] == WITHHELD).count(), 2);
    let answers = table(&app, DataTable::Answers, true).await;
    let said: BTreeSet<&str> = set(&answers, "text");
    assert_eq!(said, expected);
}

#[tokio::test]
async fn rows_tell_neither_who_nor_when_and_their_order_is_the_same_every_time() {
    let app = open().await;
    let mut references = Vec::new();
    for n in 0..30 {
        let voice = Voice::parent().answering("T3", &format!("Words {n:02}."));
        let reference = hear(&app, voice).await;
        clear(&app, &reference).await;
        references.push(reference);
    }
    let file = csv(&app, "travel", DataTable::Responses, true).await;
    assert!(references.iter().all(|reference| !file.contains(reference)));
    assert!(!file.contains("2026-"), "{file}");
    let rows = rows(&file);
    let numbers: Vec<String> = (1..=30).map(|n| n.to_string()).collect();
    assert_eq!(
        rows.iter().map(|r| r["row"].clone()).collect::<Vec<_>>(),
        numbers
    );
    let said: Vec<&str> = rows.iter().map(|r| r["T3"].as_str()).collect();
    assert!(!said.is_sorted(), "in the order of arrival");
    assert_eq!(csv(&app, "travel", DataTable::Responses, true).await, file);
    // The same person has the same number in every table.
    let answers = table(&app, DataTable::Answers, true).await;
    let pairs = |rows: &[Row], name: &str| -> BTreeSet<(String, String)> {
        rows.iter()
            .map(|r| (r["row"].clone(), r[name].clone()))
            .collect()
    };
    assert_eq!(pairs(&answers, "text"), pairs(&rows, "T3"));
}

#[tokio::test]
async fn an_organisation_is_named_when_it_agreed_to_that() {
    let app = open().await;
    let mut tx = app.live.db.begin().await.unwrap();
    for urn in ["900001", "900002"] {
        let school = domain::school::School {
            urn: urn.parse().unwrap(),
            name: format!("School {urn}"),
            phase: String::new(),
            kind: String::new(),
            status: "Open".to_owned(),
            town: String::new(),
            postcode: String::new(),
            authority: "999".to_owned(),
        };
        server::storage::school::put(&mut tx, &school)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let named = Voice::parent()
        .organisation("Fenside Drivers")
        .urn("900001")
        .picking("T1", "agree");
    hear(&app, named.named()).await;
    hear(
        &app,
        Voice::parent()
            .organisation("Quiet School")
            .urn("900002")
            .picking("T1", "agree"),
    )
    .await;
    let rows = table(&app, DataTable::Responses, true).await;
    assert_eq!(
        set(&rows, "organisation"),
        BTreeSet::from(["", "Fenside Drivers"])
    );
    // A number tells who it is as well as a name does.
    assert_eq!(set(&rows, "urn"), BTreeSet::from(["", "900001"]));
    let open_row = rows.iter().find(|r| !r["organisation"].is_empty()).unwrap();
    assert_eq!(
        (open_row["capacity"].as_str(), open_row["T1"].as_str()),
        ("organisation", "agree")
    );
    // The other is one of a kind, so that nothing is told of it.
    let other = rows.iter().find(|r| r["organisation"].is_empty()).unwrap();
    assert_eq!(
        (other["capacity"].as_str(), other["T1"].as_str()),
        (MARK, MARK)
    );
}

#[tokio::test]
async fn few_people_in_one_place_or_of_one_mind_are_not_told_apart() {
    let app = open().await;
    for (place, option, people) in [
        ("marlock", "agree", 12),
        ("harrowfen", "agree", 7),
        ("saltmere", "disagree", 3),
        ("tollbridge", "strongly-agree", 6),
    ] {
        for _ in 0..people {
            let voice = Voice::parent()
                .picking("locality", place)
                .picking("T1", option);
            hear(&app, voice).await;
        }
    }
    // Three young people: the question only parents are asked would tell who is none of them.
    for _ in 0..3 {
        hear(
            &app,
            Voice::parent().of("young-person").picking("T1", "agree"),
        )
        .await;
    }
    let rows = table(&app, DataTable::Responses, true).await;
    let count = |name: &str, value: &str| rows.iter().filter(|r| r[name] == value).count();
    assert_eq!(count("locality", "saltmere"), 0);
    assert_eq!(count("locality", "marlock"), 12);
    assert_eq!(count("T1", "disagree"), 0);
    assert_eq!(count("audience", "young-person"), 0);
    assert_eq!(count("audience", MARK), rows.len());
    assert_eq!(count("T1-why", MARK), rows.len());
}

#[tokio::test]
async fn a_stance_of_few_on_a_clause_shows_only_beside_words_that_may() {
    let app = open().await;
    for n in 0..6 {
        let voice = Voice::parent().on_clause("policy", "training", &format!("Unread {n}."));
        hear(&app, voice).await;
    }
    let read = Voice::parent().on_clause("policy", "review", "Say who sits on it.");
    let read = hear(&app, read).await;
    clear(&app, &read).await;
    hear(
        &app,
        Voice::parent().on_clause("policy", "review", "Unread."),
    )
    .await;
    let rows = table(&app, DataTable::Comments, true).await;
    let at = |clause: &str| {
        rows.iter()
            .filter(|r| r["clause"] == clause)
            .collect::<Vec<_>>()
    };
    let (many, few) = (at("training"), at("review"));
    assert_eq!(many.len(), 6);
    assert!(
        many.iter()
            .all(|r| r["stance"] == "change" && r["text"] == WITHHELD)
    );
    assert_eq!(few.len(), 1);
    assert_eq!(
        (few[0]["stance"].as_str(), few[0]["text"].as_str()),
        (MARK, "Say who sits on it.")
    );
}

#[tokio::test]
async fn only_what_a_person_confirmed_is_told_of_themes_and_no_officer_is_named() {
    let app = open().await;
    let (slug, operator) = ("travel".parse().unwrap(), TestApp::operator());
    let frame = app.live.frame(&operator, &slug).await.unwrap();
    let id = |code: &str| {
        frame
            .themes
            .iter()
            .find(|t| t.code.as_str() == code)
            .unwrap()
            .id
    };
    for n in 0..6 {
        let reference = hear(
            &app,
            Voice::parent().answering("T3", "The bus is not safe."),
        )
        .await;
        let page = app
            .live
            .code_page(&operator, &slug, &reference)
            .await
            .unwrap();
        let text = page.texts[0].id;
        let span = [Span { start: 0, end: 20 }];
        app.live
            .assign(&operator, &slug, text, &span, id("safety"))
            .await
            .unwrap();
        if n == 0 {
            app.live
                .assign(&operator, &slug, text, &span, id("reliability"))
                .await
                .unwrap();
        }
    }
    let file = csv(&app, "travel", DataTable::Assignments, true).await;
    assert!(!file.contains("eastmarch.example"), "{file}");
    let rows = rows(&file);
    assert_eq!(
        rows.len(),
        6,
        "a theme of one person, whose words nobody may read, is left out"
    );
    assert!(
        rows.iter()
            .all(|r| r["theme"] == "safety" && r["passage"] == WITHHELD)
    );
}

/// Every public table of every consultation of the demo.
#[tokio::test]
async fn the_demo_published_singles_nobody_out_and_holds_no_unread_word() {
    let app = TestApp::with_demo().await;
    let closed = app
        .texts_of(
            "SELECT x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id
WHERE x.body <> '' AND (NOT c.consent_quote OR x.screening NOT IN ('cleared', 'redacted'))",
        )
        .await;
    let quiet =
        "SELECT organisation FROM contribution WHERE organisation <> '' AND NOT consent_publish";
    let quiet = app.texts_of(quiet).await;
    let references = app.texts_of("SELECT reference FROM contribution").await;
    assert!(closed.len() > 50 && !references.is_empty());
    for slug in [
        "banding-2026",
        "extra-help-criteria",
        "co-production-charter",
    ] {
        for kind in DataTable::ALL {
            let file = csv(&app, slug, *kind, true).await;
            let unescaped = file.replace("\"\"", "\"");
            for words in closed.iter().filter(|w| w.split_whitespace().count() > 4) {
                assert!(
                    !unescaped.contains(words.as_str()),
                    "{slug} {kind:?}: {words}"
                );
            }
            for secret in references.iter().filter(|_| *kind != DataTable::Codebook) {
                assert!(!file.contains(secret.as_str()), "{slug} {kind:?}: {secret}");
            }
            assert!(!file.contains("@eastmarch"), "{slug} {kind:?}");
        }
        let rows = rows(&csv(&app, slug, DataTable::Responses, true).await);
        let names = set(&rows, "organisation");
        assert!(
            quiet.iter().all(|name| !names.contains(name.as_str())),
            "{slug}"
        );
        alone(&app, slug, &rows).await;
    }
}

/// That at least five rows say the same of who they are.
async fn alone(app: &TestApp, slug: &str, rows: &[Row]) {
    let id = app
        .live
        .public_row(&slug.parse().unwrap())
        .await
        .unwrap()
        .id;
    let version = server::storage::consultation::published(&app.live.db, id).await;
    let questions = version.unwrap().unwrap().content.questions;
    let cuts = questions
        .iter()
        .filter(|q| q.cut.is_some())
        .map(|q| q.id.to_string());
    let broad = ["form", "late", "capacity", "audience"].map(str::to_owned);
    let keys: Vec<String> = broad.into_iter().chain(cuts).collect();
    assert!(keys.len() > 5);
    let mut alike: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for row in rows.iter().filter(|r| r["organisation"].is_empty()) {
        *alike
            .entry(keys.iter().map(|key| row[key].as_str()).collect())
            .or_default() += 1;
    }
    for (who, people) in &alike {
        assert!(*people >= 5, "{slug}: {people} of {who:?}");
    }
    let open: usize = alike
        .keys()
        .flatten()
        .filter(|value| **value != MARK)
        .count();
    assert!(open > 0, "{slug}: everything is hidden");
}
