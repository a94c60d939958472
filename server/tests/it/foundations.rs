//! The server stands up and says the right thing to the wrong question.

use crate::kit::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn the_public_list_is_a_page_with_one_heading_even_when_nothing_is_open() {
    let mut app = TestApp::new().await;
    let page = app.get("/consultations").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("h1"), ["Have your say"]);
    assert!(page.text("main").contains("Nothing is open"));
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn an_unknown_address_is_a_helpful_page_with_status_404() {
    let mut app = TestApp::new().await;
    for path in ["/nothing-here", "/consultations/none-such-anywhere/at/all"] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.texts("h1"), ["Page not found"]);
        assert!(!page.attributes("main a", "href").is_empty(), "a way out");
    }
}

#[tokio::test]
async fn a_form_posted_from_another_site_is_refused() {
    let mut app = TestApp::new().await;
    let request = axum::http::Request::post("/consultations")
        .header("host", "have-your-say.example")
        .header("origin", "https://evil.example")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(app.send(request).await.status, StatusCode::FORBIDDEN);
}
