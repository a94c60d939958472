//! Creating, opening and closing.

use crate::kit::TestApp;
use app::api::{ApiError, Manage as _, NewConsultation, Public as _};
use domain::access::Caller;
use domain::consultation::Stage;
use domain::text::Slug;
use jiff::SignedDuration;

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

#[tokio::test]
async fn every_built_in_kind_can_be_created_and_opened_and_then_is_public() {
    let app = TestApp::new().await;
    for kind in app.live.kinds(&TestApp::operator()).await.unwrap() {
        app.open_consultation(kind.kind.as_str(), kind.kind.as_str())
            .await;
        let proposal = app
            .live
            .proposal(&Caller::Visitor, &kind.kind)
            .await
            .unwrap();
        assert_eq!(proposal.card.stage, Stage::Open);
        assert!(proposal.card.takes_responses);
        assert!(!proposal.documents.is_empty());
        let document = &proposal.documents[0].slug;
        let page = app
            .live
            .document(&Caller::Visitor, &kind.kind, document, None)
            .await
            .unwrap();
        assert!(page.clauses.len() > 5);
    }
}

#[tokio::test]
async fn a_fourth_kind_loads_from_a_file_without_code() {
    let app = TestApp::new().await;
    app.open_blueprint(
        include_str!("../../../docs/examples/school-transport.toml"),
        "travel-help",
    )
    .await;
    let all = app.live.consultations(&Caller::Visitor).await.unwrap();
    assert_eq!(
        all.iter().map(|c| c.slug.as_str()).collect::<Vec<_>>(),
        ["travel-help"]
    );
}

#[tokio::test]
async fn a_draft_is_not_there_for_the_public() {
    let app = TestApp::new().await;
    let new = NewConsultation {
        kind: "ehcp-banding".to_owned(),
        slug: slug("bands"),
        title: None,
        blueprint: None,
    };
    app.live
        .create(&TestApp::operator(), new.clone())
        .await
        .unwrap();
    assert_eq!(
        app.live.proposal(&Caller::Visitor, &slug("bands")).await,
        Err(ApiError::NotFound)
    );
    let again = app.live.create(&TestApp::operator(), new).await;
    assert_eq!(again, Err(ApiError::invalid("slug", "taken")));
}

#[tokio::test]
async fn closing_early_needs_a_reason_and_a_visitor_can_do_none_of_it() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let operator = TestApp::operator();
    assert_eq!(
        app.live.close(&operator, &slug("bands"), " ").await,
        Err(ApiError::invalid("reason", "missing"))
    );
    assert_eq!(
        app.live.close(&Caller::Visitor, &slug("bands"), "no").await,
        Err(ApiError::Forbidden)
    );
    app.live.clock.advance(SignedDuration::from_hours(24 * 43));
    app.live.close(&operator, &slug("bands"), "").await.unwrap();
    let proposal = app
        .live
        .proposal(&Caller::Visitor, &slug("bands"))
        .await
        .unwrap();
    assert_eq!(proposal.card.stage, Stage::Analysis);
    assert!(!proposal.card.takes_responses);
    assert_eq!(
        app.live.close(&operator, &slug("bands"), "").await,
        Err(ApiError::conflict("not_open"))
    );
}
