//! What anybody may read.

use crate::kit::TestApp;
use app::api::{Manage as _, Opening};
use axum::http::StatusCode;
use jiff::SignedDuration;

async fn open() -> TestApp {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    app
}

#[tokio::test]
async fn home_leads_to_the_list_which_says_until_when_each_is_open() {
    let mut app = open().await;
    let home = app.get("/").await;
    let list = app.follow(home).await;
    assert_eq!(list.texts("h1"), ["Have your say"]);
    assert_eq!(
        list.attributes(".card h3 a", "href"),
        ["/consultations/banding"]
    );
    // The test clock stands at 1pm in London on 1 June; six weeks on it is still summer time.
    assert_eq!(
        list.texts(".card .meta"),
        ["Open Open until 1pm on 13 July 2026"]
    );
}

#[tokio::test]
async fn a_proposal_tells_what_and_why_and_how_to_answer_by_any_way() {
    let mut app = open().await;
    let page = app.get("/consultations/banding").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("h1").len(), 1);
    let headings = page.texts("main h2");
    for wanted in [
        "What we propose",
        "Your rights stay the same",
        "The documents",
        "How to answer another way",
    ] {
        assert!(
            headings.iter().any(|h| h == wanted),
            "{wanted} in {headings:?}"
        );
    }
    let start = page.attributes("main a.btn", "href");
    assert!(
        !start.is_empty()
            && start
                .iter()
                .all(|href| href == "/consultations/banding/respond")
    );
    assert!(page.text("main").contains("do not affect a child’s plan"));
    assert!(page.text("section.notice").contains("You can appeal"));
    for way in ["01632 960110", "paper form", "large print", "easy read"] {
        assert!(page.text("main").contains(way), "{way}");
    }
}

#[tokio::test]
async fn the_list_of_contents_leads_to_headings_that_are_there_once() {
    let mut app = open().await;
    for path in [
        "/consultations/banding",
        "/consultations/banding/documents/framework",
    ] {
        let page = app.get(path).await;
        let links = page.attributes("nav.contents a", "href");
        assert!(links.len() > 5, "{path}");
        for link in links {
            assert_eq!(
                page.texts(&format!("[id='{}']", &link[1..])).len(),
                1,
                "{path} {link}"
            );
        }
    }
}

#[tokio::test]
async fn easy_words_are_one_link_away_and_lead_back() {
    let mut app = open().await;
    let full = app.get("/consultations/banding").await;
    let links = full.attributes("main p a", "href");
    let easy = links.iter().find(|href| href.contains("for=")).unwrap();
    assert_eq!(easy, "/consultations/banding?for=young-person");
    let page = app.get(easy).await;
    assert_eq!(
        page.texts("h1"),
        ["Money for help at school: what do you think?"]
    );
    assert!(page.texts("main h2").iter().any(|h| h == "Our idea"));
    assert!(
        page.attributes("main p a", "href")
            .contains(&"/consultations/banding".to_owned())
    );
}

#[tokio::test]
async fn after_closing_a_consultation_can_still_be_read_and_says_why_it_takes_no_answers() {
    let mut app = open().await;
    app.live
        .clock
        .advance(SignedDuration::from_hours(24 * 7 * 7));
    let page = app.get("/consultations/banding").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text("main").contains("Closed at 1pm on 13 July 2026"));
    assert!(page.text("main").contains("We are reading every answer"));
    assert!(
        page.attributes("main a", "href")
            .iter()
            .all(|href| !href.ends_with("/respond"))
    );
    let list = app.get("/consultations").await;
    assert!(list.text("main").contains("Nothing is open at the moment"));
    let document = app.get("/consultations/banding/documents/framework").await;
    assert!(!document.text("main").contains("Comment on clause"));
}

#[tokio::test]
async fn what_opens_later_can_be_read_and_says_when() {
    let mut app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "banding").await;
    let at = |text: &str| text.parse().unwrap();
    let slug = "banding".parse().unwrap();
    let opening = Opening {
        opens: Some(at("2026-09-01T09:00")),
        closes: at("2026-10-31T23:59"),
        changeable: false,
        left_out: Vec::new(),
        despite: String::new(),
    };
    app.live
        .open(&TestApp::operator(), &slug, opening)
        .await
        .unwrap();
    let page = app.get("/consultations/banding").await;
    assert!(page.text("main").contains("Opening soon"));
    assert!(
        page.text("main")
            .contains("Opens at 9am on 1 September 2026")
    );
    assert!(
        page.attributes("main a", "href")
            .iter()
            .all(|href| !href.ends_with("/respond"))
    );
    let list = app.get("/consultations").await;
    assert!(list.texts("main h2").contains(&"Opening soon".to_owned()));
    let form = app
        .get("/consultations/banding/documents/framework/clauses/values/comment")
        .await;
    assert_eq!(form.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_document_shows_each_clause_under_its_own_address_with_a_button_that_names_it() {
    let mut app = open().await;
    let page = app.get("/consultations/banding/documents/framework").await;
    assert_eq!(page.texts("h1"), ["Draft banding framework"]);
    assert_eq!(
        page.texts("#clause-values h2"),
        ["2.2 The value of each band"]
    );
    assert_eq!(
        page.texts("#clause-values a.btn"),
        ["Comment on clause 2.2: The value of each band"]
    );
    let href = "/consultations/banding/documents/framework/clauses/values/comment";
    assert_eq!(page.attributes("#clause-values a.btn", "href"), [href]);
    assert_eq!(
        page.texts("section.clause").len(),
        page.texts("section.clause a.btn").len()
    );
}

#[tokio::test]
async fn what_does_not_exist_is_not_found_and_nothing_inside_is_told() {
    let mut app = open().await;
    for path in [
        "/consultations/none",
        "/consultations/NOT-a-slug",
        "/consultations/banding/documents/none",
        "/consultations/banding/documents/framework?version=2",
        "/consultations/banding/documents/framework?version=x",
        "/consultations/banding/documents/framework?version=99999999999999999999",
        "/consultations/banding/documents/framework/clauses/none/comment",
        "/consultations/%ff%fe",
    ] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.texts("h1"), ["Page not found"], "{path}");
    }
    let first = app
        .get("/consultations/banding/documents/framework?version=1")
        .await;
    assert_eq!(first.status, StatusCode::OK);
}

#[tokio::test]
async fn a_consultation_that_is_still_being_written_is_not_there_for_the_public() {
    let mut app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "secret").await;
    for path in [
        "/consultations/secret",
        "/consultations/secret/documents/framework",
    ] {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!app.get("/consultations").await.body.contains("secret"));
}

#[tokio::test]
async fn both_notices_are_pages_filled_with_the_councils_own_data() {
    let mut app = open().await;
    for (path, title) in [
        ("/privacy", "Privacy notice"),
        ("/accessibility", "Accessibility statement"),
    ] {
        let page = app.get(path).await;
        assert_eq!(page.texts("h1"), [title]);
        assert!(page.text("main").contains("Eastmarch Council"), "{path}");
        assert!(!page.text("main").contains('{'), "{path}");
        assert!(
            page.attributes("footer a", "href")
                .contains(&path.to_owned())
        );
    }
}
