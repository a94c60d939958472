//! Words that are covered are read by a lead and by nobody below.

use crate::kit::{Answer, Desk, TestApp, Voice};
use axum::http::StatusCode;
use domain::access::Role;

const BANDS: &str = "bands";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR not much of a picture";

/// An officer, a response about Tom, and what its page is called.
async fn desk() -> (Desk, String) {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let voice = Voice::parent().letter("Our son Tom loves the bus. Tomorrow Tom stays at home.");
    let said = voice.says(&app, BANDS).await;
    let desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    (desk, format!("responses/{said}"))
}

async fn colleague(desk: &Desk, name: &str, role: Role) -> Desk {
    Desk::of(desk.app.other_browser(), name, role, BANDS).await
}

/// Where a form of the page's only text is posted.
fn form(desk: &Desk, page: &Answer, act: &str) -> String {
    let action = page.attributes(&format!("form[action$='/{act}']"), "action");
    let under = desk.path("");
    action[0].trim_start_matches(&under).to_owned()
}

/// Covers words in the page's only text.
async fn cover(desk: &mut Desk, page: &str, words: &str) -> Answer {
    let page = desk.open(page).await;
    let seen = page.attributes("input[name=seen]", "value").remove(0);
    let at = form(desk, &page, "cover");
    let fields = [
        ("seen", seen.as_str()),
        ("words", words),
        ("replacement", "[a child’s name]"),
        ("reason", "It names a child."),
    ];
    desk.post(&at, &fields).await
}

#[tokio::test]
async fn only_words_of_their_own_are_covered_and_only_a_lead_reads_them_then() {
    let (mut ada, response) = desk().await;
    let page = cover(&mut ada, &response, "Tom").await;
    assert_eq!(
        page.text("[data-public]"),
        "Our son [a child’s name] loves the bus. Tomorrow [a child’s name] stays at home."
    );
    let written = "Our son ███ loves the bus. Tomorrow ███ stays at home.";
    assert_eq!(page.text("[data-marks]"), written);
    assert!(
        page.text("main")
            .contains("A lead can read what is covered.")
    );
    assert!(
        page.text(".covers").contains("“Tom” is"),
        "who covered it knows it"
    );
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let theirs = ben.open(&response).await;
    assert!(theirs.text(".covers").contains("Shown as [a child’s name]"));
    assert!(!theirs.text("main").replace("Tomorrow", "").contains("Tom"));

    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    let page = lead.open(&response).await;
    let written = "Our son Tom loves the bus. Tomorrow Tom stays at home.";
    assert_eq!(page.text("[data-marks]"), written);
    assert!(page.text(".covers").contains("“Tom” is [a child’s name]"));
    assert!(!page.text("main").contains("A lead can read"));
}

#[tokio::test]
async fn a_cover_is_taken_away_by_whoever_made_it_or_by_a_lead() {
    let (mut ada, response) = desk().await;
    let page = cover(&mut ada, &response, "Tom").await;
    let own = page.attributes("input[name=redaction]", "value");
    assert_eq!(own.len(), 2);
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let theirs = ben.open(&response).await;
    assert!(
        theirs
            .attributes("input[name=redaction]", "value")
            .is_empty()
    );
    let seen = page.attributes("input[name=seen]", "value").remove(0);
    let at = ben.path(&form(&ada, &page, "uncover"));
    let csrf = ben.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("seen", &seen),
        ("redaction", &own[0]),
    ];
    let refused = ben.app.post(&at, &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let lead = colleague(&ada, "lea", Role::Lead).await;
    for (mut desk, left) in [(lead, 1), (ada, 0)] {
        let page = desk.open(&response).await;
        let at = form(&desk, &page, "uncover");
        let fields = ["seen", "redaction"].map(|name| {
            let value =
                page.attributes(&format!("form[action$='/uncover'] [name={name}]"), "value");
            (name, value[0].clone())
        });
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let page = desk.post(&at, &fields).await;
        assert_eq!(
            page.texts(".covers li").len(),
            left,
            "{}",
            page.text("main")
        );
    }
}

#[tokio::test]
async fn what_is_covered_is_in_no_list_and_no_search_finds_it() {
    let (mut ada, response) = desk().await;
    let listed = |page: &Answer| page.texts("tbody tr").join(" ");
    let before = ada.open("responses?words=son%20tom").await;
    assert!(listed(&before).contains("Our son Tom loves"));
    cover(&mut ada, &response, "Tom").await;
    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    for desk in [&mut ada, &mut lead] {
        let list = desk.open("responses").await;
        assert!(listed(&list).contains("Our son [a child’s name] loves"));
        let found = desk.open("responses?words=son%20tom").await;
        assert_eq!(listed(&found), "");
        assert!(listed(&desk.open("responses?words=tomorrow").await).contains("Our son"));
    }
}

#[tokio::test]
async fn whoever_may_not_read_what_is_covered_cannot_find_it_by_guessing() {
    let (mut ada, response) = desk().await;
    cover(&mut ada, &response, "Tom").await;
    for guess in ["Tom", "son Tom", "███", "son ███"] {
        let page = cover(&mut ada, &response, guess).await;
        let told = page.text(".error-summary");
        assert!(told.contains("not in the text"), "{guess}: {told}");
    }
    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    let page = cover(&mut lead, &response, "Tom").await;
    assert!(page.text(".error-summary").contains("covered already"));
}

#[tokio::test]
async fn the_paper_of_a_response_with_covered_words_is_opened_by_a_lead_only() {
    let (mut ada, response) = desk().await;
    let (path, csrf) = (ada.path(&format!("{response}/scans")), ada.csrf.clone());
    let files: [(&str, &str, &[u8]); 1] = [("file", "page.png", PNG)];
    let sent = ada.app.upload(&path, &[("csrf", &csrf)], &files).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = ada.open(&response).await;
    let scan = page
        .attributes("[aria-labelledby=scans] li a", "href")
        .remove(0);
    assert_eq!(ada.app.get(&scan).await.status, StatusCode::OK);
    let page = cover(&mut ada, &response, "Tom").await;
    assert!(
        page.text("[aria-labelledby=scans]")
            .contains("only a lead may open its paper")
    );
    assert!(
        page.attributes("[aria-labelledby=scans] li a", "href")
            .is_empty()
    );
    assert_eq!(ada.app.get(&scan).await.status, StatusCode::FORBIDDEN);
    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    assert_eq!(lead.app.get(&scan).await.status, StatusCode::OK);
}
