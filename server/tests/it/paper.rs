//! Paper forms and copies of answers as tagged PDF.

use crate::kit::{Answer, TestApp};
use axum::http::StatusCode;
use std::collections::BTreeMap;

fn is_tagged_pdf(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    assert!(answer.body.starts_with("%PDF-"));
    for mark in ["/StructTreeRoot", "/MarkInfo", "/Lang"] {
        assert!(answer.body.contains(mark), "a tagged PDF has {mark}");
    }
}

#[tokio::test]
async fn every_audience_has_a_paper_form_linked_from_the_proposal() {
    let mut app = TestApp::new().await;
    app.open_consultation("co-production-charter", "charter")
        .await;
    let page = app.get("/consultations/charter").await;
    let forms: Vec<String> = page
        .attributes("#other-ways ~ ul a, main a", "href")
        .into_iter()
        .filter(|href| href.starts_with("/consultations/charter/paper/"))
        .collect();
    let start = app.get("/consultations/charter/respond").await;
    let audiences = start.attributes("input[name=audience]", "value");
    assert!(audiences.len() > 3);
    for audience in audiences {
        let path = format!("/consultations/charter/paper/{audience}");
        assert!(forms.contains(&path), "{path} is linked: {forms:?}");
        let form = app.get(&path).await;
        is_tagged_pdf(&form);
        let again = app.get(&path).await;
        assert_eq!(again.body, form.body);
    }
    for nobody in [
        "/consultations/charter/paper/martians",
        "/consultations/nowhere/paper/parent-carer",
    ] {
        assert_eq!(app.get(nobody).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_consultation_that_is_not_published_has_no_paper_form() {
    let mut app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "banding").await;
    let form = app.get("/consultations/banding/paper/parent-carer").await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_copy_of_the_answers_is_a_pdf_until_they_are_sent_and_for_nobody_else() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    let copy = "/consultations/banding/respond/copy.pdf";
    let send = "/consultations/banding/respond/send";
    let typed = BTreeMap::from([("X4", "My words."), ("quote", "yes")]);
    let check = app.answer_all("banding", "young-person", &typed).await;
    assert!(
        check
            .attributes("main a", "href")
            .contains(&copy.to_owned())
    );
    let pdf = app.get(copy).await;
    is_tagged_pdf(&pdf);
    assert_eq!(pdf.headers["cache-control"], "no-store");
    let stranger = app.other_browser().get(copy).await;
    assert!(
        stranger
            .location()
            .unwrap()
            .ends_with("/respond?notice=lost")
    );
    app.press(&check, send, &[]).await;
    let after = app.get(copy).await;
    assert!(after.location().unwrap().ends_with("/respond/receipt"));
}
