//! Reports made from what is stored.

use crate::kit::TestApp;
use app::api::{
    ApiError, CodingGate, CodingSignOffs as _, InTheWay, Reports as _, Themes as _, Thread as _,
};
use domain::access::Caller;
use domain::report::{Report, Template};
use domain::text::Slug;
use server::storage::consultation;

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn text(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

#[tokio::test]
async fn a_report_names_the_silent_place_the_campaign_and_the_late_dossier() {
    let app = TestApp::with_demo().await;
    let report = app
        .live
        .report(
            &TestApp::operator(),
            &slug("banding-2026"),
            Template::SchoolsForum,
            None,
        )
        .await
        .unwrap();
    let words = text(&report);
    assert!(
        words.contains("gave Saltmere as where they live"),
        "{words}"
    );
    assert!(words.contains("standard text"), "{words}");
    assert!(
        words.contains("Not yet checked for what may be shown"),
        "{words}"
    );
}

/// The demo as it is written, and not as it was loaded.
fn written() -> toml::Value {
    toml::from_str(include_str!("../../content/demo/banding-2026.toml")).unwrap()
}

/// Every string in a value, however deep.
fn strings(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::String(text) => vec![text],
        toml::Value::Array(all) => all.iter().flat_map(strings).collect(),
        toml::Value::Table(all) => all.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// What people wrote, sentence by sentence, where it is long enough to be theirs alone.
fn sentences(demo: &toml::Value) -> Vec<&str> {
    let people = demo["contributions"].as_array().unwrap();
    let parts = people
        .iter()
        .flat_map(|person| ["answers", "comments", "text"].map(|part| person.get(part)));
    let texts = parts.flatten().flat_map(strings);
    let sentences = texts.flat_map(|text| text.split(['.', '!', '?', '\n']));
    let whole = sentences.map(str::trim);
    whole
        .filter(|said| said.split_whitespace().count() > 4)
        .collect()
}

/// The passages that findings quote: an officer has cleared them, and their writers agreed.
fn quoted(demo: &toml::Value) -> Vec<&str> {
    let findings = demo["findings"].as_array().unwrap();
    let quotes = findings
        .iter()
        .flat_map(|f| f["quotes"].as_array().unwrap());
    quotes.map(|q| q["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_unscreened_word_is_in_no_report() {
    let app = TestApp::with_demo().await;
    let demo = written();
    let (said, quoted) = (sentences(&demo), quoted(&demo));
    // Only the words quoted may be shown, and not the rest of the text that they stand in.
    let secret = said
        .iter()
        .filter(|s| !quoted.iter().any(|q| q.contains(**s)));
    let secret: Vec<_> = secret.collect();
    assert!(secret.len() > 300, "{}", secret.len());
    for template in Template::ALL {
        let report = app
            .live
            .report(&TestApp::operator(), &slug("banding-2026"), *template, None)
            .await
            .unwrap();
        let words = text(&report);
        for said in &secret {
            assert!(!words.contains(**said), "{template:?}: {said}");
        }
    }
}

#[tokio::test]
async fn the_words_that_a_finding_quotes_are_in_the_report_that_decides() {
    let app = TestApp::with_demo().await;
    let demo = written();
    let report = app
        .live
        .report(
            &TestApp::operator(),
            &slug("banding-2026"),
            Template::Cabinet,
            None,
        )
        .await
        .unwrap();
    let words = text(&report);
    for quote in quoted(&demo) {
        assert!(words.contains(quote), "{quote}");
    }
}

#[tokio::test]
async fn a_point_made_at_an_event_is_no_person_in_a_finding() {
    let app = TestApp::with_demo().await;
    let (operator, banding) = (TestApp::operator(), slug("banding-2026"));
    let frame = app.live.frame(&operator, &banding).await.unwrap();
    let mut themes = frame.themes.iter();
    let raised = themes
        .find(|t| t.confirmed.events > 0 && t.confirmed.individuals > 4)
        .unwrap();
    app.live
        .add_finding(&operator, &banding, "Said at events too.", &[raised.id])
        .await
        .unwrap();
    let report = app
        .live
        .report(&operator, &banding, Template::Cabinet, None)
        .await
        .unwrap();
    let (some, all) = (raised.confirmed.individuals, frame.commented.individuals);
    let share = format!("Said at events too. {some} of the {all} people who commented");
    let words = text(&report);
    assert!(words.contains(&share), "{share}");
}

#[tokio::test]
async fn nothing_is_signed_off_while_a_letter_is_unread_or_the_consultation_is_open() {
    let app = TestApp::with_demo().await;
    let operator = TestApp::operator();
    let desk = app
        .live
        .report_desk(&operator, &slug("banding-2026"))
        .await
        .unwrap();
    assert!(
        desk.in_the_way
            .iter()
            .any(|w| matches!(w, InTheWay::Letters(all) if all.len() == 1)),
        "{:?}",
        desk.in_the_way
    );
    assert!(
        desk.in_the_way.contains(&InTheWay::NoPosition(2)),
        "{:?}",
        desk.in_the_way
    );
    let refused = app
        .live
        .sign_off(&operator, &slug("banding-2026"), Template::SchoolsForum)
        .await;
    assert_eq!(refused, Err(ApiError::conflict("in_the_way")));
    let open = app
        .live
        .report_desk(&operator, &slug("extra-help-criteria"))
        .await
        .unwrap();
    assert!(open.in_the_way.contains(&InTheWay::StillOpen));
}

#[tokio::test]
async fn a_report_waits_for_signed_coding_and_for_what_came_since() {
    let app = TestApp::with_demo().await;
    let (operator, banding) = (TestApp::operator(), slug("banding-2026"));
    let waiting = async || -> Option<Vec<String>> {
        let desk = app.live.report_desk(&operator, &banding).await.unwrap();
        desk.in_the_way.into_iter().find_map(|way| match way {
            InTheWay::Coding(questions) => Some(questions),
            _ => None,
        })
    };
    let gates = app.live.coding_gates(&operator, &banding).await.unwrap();
    assert_eq!(waiting().await.unwrap().len(), gates.gates.len());
    let sign = async |source: &str, seen: &str, reason: &str| {
        let live = &app.live;
        live.sign_coding(&operator, &banding, source, seen, reason)
            .await
    };
    let first = &gates.gates[0];
    let why = "Read as far as time allowed.";
    let one = sign(&first.source, &CodingGate::seen([first]), why).await;
    assert_eq!(one, Ok(()));
    let rest = &gates.gates[1..];
    let seen = CodingGate::seen(rest);
    let silent = sign("", &seen, " ").await;
    assert_eq!(silent, Err(ApiError::invalid("reason", "missing")));
    let stale = sign("", &CodingGate::seen(&rest[1..]), why).await;
    assert_eq!(stale, Err(ApiError::conflict("changed_meanwhile")));
    // As many obstacles, but other ones.
    let other = seen.replacen("texts not read", "texts never read", 1);
    assert_eq!(
        sign("", &other, why).await,
        Err(ApiError::conflict("changed_meanwhile"))
    );
    assert_eq!(sign("", &seen, why).await, Ok(()));
    assert_eq!(waiting().await, None);

    crate::kit::Voice::parent()
        .letter("One more thing.")
        .says(&app, "banding-2026")
        .await;
    let again = waiting().await.unwrap();
    assert!(
        again
            .iter()
            .any(|line| line.contains("since it was signed")),
        "{again:?}"
    );
}

#[tokio::test]
async fn a_visitor_gets_no_report() {
    let app = TestApp::with_demo().await;
    let refused = app
        .live
        .report(
            &Caller::Visitor,
            &slug("banding-2026"),
            Template::Cabinet,
            None,
        )
        .await;
    assert_eq!(refused, Err(ApiError::Forbidden));
}

#[tokio::test]
async fn questions_go_by_their_number_in_the_form_and_never_by_what_files_call_them() {
    let app = TestApp::with_demo().await;
    let of = slug("banding-2026");
    let report = app
        .live
        .report(&TestApp::operator(), &of, Template::SchoolsForum, None)
        .await
        .unwrap();
    let words = text(&report);
    let row = app.live.public_row(&of).await.unwrap();
    let version = consultation::published(&app.live.db, row.id).await.unwrap();
    for question in &version.unwrap().content.questions {
        for form in [format!("\"{}:", question.id), format!("({})", question.id)] {
            assert!(!words.contains(&form), "{form}");
        }
    }
    let themes = words.matches("themes, individuals who raised each").count();
    assert!(
        themes > 1 && words.contains("Question 4: "),
        "{themes} {words}"
    );
}
