//! What came of a consultation, read in another language.

use super::reader::Reader;
use super::*;
use app::api::Public as _;
use domain::access::Caller;
use domain::consultation::Stage;

/// The demo, read in the pseudo-language, and the address of a consultation at a stage.
async fn at_stage(stage: Stage) -> (Reader, String) {
    let mut app = TestApp::with_demo().await;
    app.speak_pseudo();
    server::demo::pseudo(&app.live).await.unwrap();
    let all = app.live.consultations(&Caller::Visitor).await.unwrap();
    let card = all.into_iter().find(|card| card.stage == stage).unwrap();
    (Reader::of(app), format!("/consultations/{}", card.slug))
}

#[tokio::test]
async fn every_page_of_what_came_of_it_speaks_it_and_marks_what_the_council_wrote() {
    let (mut at, base) = at_stage(Stage::Decided).await;
    let outcome = at.open(&format!("{base}/outcome?lang=en-XA")).await;
    let said = outcome.text("main .in-english");
    assert!(!said.is_empty(), "that a part is in English is told");
    let mut seen = 0;
    for part in ["/changes/", "/words/"] {
        let mut links = outcome.attributes("main a", "href");
        links.retain(|href| href.contains(part));
        links.dedup();
        for href in links.iter().take(12) {
            at.open(href).await;
            seen += 1;
        }
    }
    assert!(seen > 4, "there is something to read");
    for href in outcome.attributes("main a", "href") {
        if href.contains("/documents/") {
            at.open(&href).await;
        }
    }
    at.done();
}

#[tokio::test]
async fn before_anything_is_decided_the_page_speaks_it_too() {
    for stage in [Stage::Open, Stage::Analysis] {
        let (mut at, base) = at_stage(stage).await;
        at.open(&format!("{base}/outcome?lang=en-XA")).await;
        at.open(&base).await;
        at.done();
    }
}
