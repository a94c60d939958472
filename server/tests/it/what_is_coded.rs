//! Which texts are coded: what people think, and not who they say they are.

use crate::kit::{Desk, TestApp, Voice};
use domain::access::Role;
use std::collections::BTreeSet;

const BANDS: &str = "bands";
const WHO: &str = "great-aunt of a boy of nine";

/// A lead, and somebody who said who they are in words of their own, and what they think.
async fn desk() -> (Desk, String) {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let voice = Voice::parent().picking_other("role-parent", WHO);
    let voice = voice.answering("B7-why", "The guarantee is too short.");
    let reference = voice.says(&app, BANDS).await;
    (Desk::of(app, "ada", Role::Lead, BANDS).await, reference)
}

#[tokio::test]
async fn who_somebody_is_stands_in_no_line_no_sample_and_no_sign_off() {
    let (mut ada, reference) = desk().await;
    let page = ada.open("code").await;
    assert_eq!(page.texts(".queue ol li").len(), 1);
    assert!(page.text(".coding .body").contains("guarantee"));
    assert!(page.text("main").contains("0 of 1 text read"));
    let page = ada.open("code?show=all").await;
    assert!(!page.body.contains(WHO));

    let page = ada.post("agreement/draw", &[]).await;
    let drawn = &page.texts("dl.summary-list dd")[0];
    assert_eq!(drawn, "1 of 1 response (1 of 1 text)");
    let page = ada.open("coding-sign-off").await;
    assert_eq!(page.texts("section[id^=source-]").len(), 1);
    assert!(page.text("#source-B7-why").contains("0 of 1 text"));

    let page = ada.open(&format!("responses/{reference}/code")).await;
    assert!(!page.body.contains(WHO), "nor can it be coded by itself");
    let page = ada.open(&format!("responses/{reference}")).await;
    assert!(
        page.body.contains(WHO),
        "whoever reads the response sees it"
    );
}

#[tokio::test]
async fn no_theme_is_looked_for_in_who_somebody_is_but_what_may_identify_them_is() {
    let (mut ada, _) = desk().await;
    let voice = Voice::parent().picking_other("role-parent", "aunt, write to me@example.org");
    voice.says(&ada.app, BANDS).await;
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    let run = ada.app.live.analyse_consultation(&operator, &slug, 1);
    let run = run.await.unwrap();
    assert_eq!((run.texts, run.flagged), (1, 1));
    // Who only said who they are said nothing on the proposal.
    let page = ada.open("themes").await;
    assert!(!page.body.contains("2 people"), "{}", page.text("main"));
}

#[tokio::test]
async fn what_was_lined_up_before_the_rule_leaves_the_line_unless_somebody_has_read_it() {
    let (mut ada, _) = desk().await;
    ada.app.change("DELETE FROM about_writer").await;
    let page = ada.open("code").await;
    assert_eq!(page.texts(".queue ol li").len(), 2);
    ada.app.live.db.migrate().await.unwrap();
    let page = ada.open("code").await;
    assert_eq!(page.texts(".queue ol li").len(), 1);
}

#[tokio::test]
async fn no_two_sources_of_the_filter_are_called_alike() {
    for kind in ["ehcp-banding", "non-ehcp-criteria", "co-production-charter"] {
        let app = TestApp::new().await;
        app.open_consultation(kind, BANDS).await;
        let mut ada = Desk::of(app, "ada", Role::Officer, BANDS).await;
        let page = ada.open("code").await;
        let names = page.texts("select[name=source] option");
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(names.len(), different.len(), "{kind}: {names:?}");
    }
}
