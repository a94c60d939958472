//! Reports made from what is stored.

use crate::kit::TestApp;
use app::api::{ApiError, InTheWay, Reports as _};
use domain::access::Caller;
use domain::report::{Report, Template};
use domain::text::Slug;

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

#[tokio::test]
async fn an_unscreened_word_is_in_no_report() {
    let app = TestApp::with_demo().await;
    for template in Template::ALL {
        let report = app
            .live
            .report(&TestApp::operator(), &slug("banding-2026"), *template, None)
            .await
            .unwrap();
        let words = text(&report);
        let demo: toml::Value =
            toml::from_str(include_str!("../../content/demo/banding-2026.toml")).unwrap();
        for person in demo["contributions"].as_array().unwrap() {
            for (key, answer) in person
                .get("answers")
                .and_then(toml::Value::as_table)
                .into_iter()
                .flatten()
            {
                let said = answer.as_str().unwrap_or_default();
                if said.split_whitespace().count() > 4 {
                    assert!(!words.contains(said), "{key}: {said}");
                }
            }
        }
    }
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
        desk.in_the_way.contains(&InTheWay::UnreadLetters(1)),
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
