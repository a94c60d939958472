//! Themes by group: as they may be published, and exact for those who read the responses and ask.

use crate::kit::{Answer, Desk, TestApp, Voice};
use app::api::Themes as _;
use axum::http::StatusCode;
use domain::access::Role;
use domain::text::Slug;

const BANDS: &str = "bands";

/// Six parents and one head teacher who wrote; two of the parents raised fairness, confirmed.
async fn desk() -> (Desk, String) {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let (operator, slug) = (TestApp::operator(), Slug::parse(BANDS).unwrap());
    let frame = app.live.frame(&operator, &slug).await.unwrap();
    let fairness = frame.themes.iter().find(|t| t.code.as_str() == "fairness");
    let fairness = fairness.unwrap().id;
    for n in 0..6 {
        let words = format!("Parent {n}: it is not fair.");
        let said = Voice::parent().letter(&words).says(&app, BANDS).await;
        if n < 2 {
            let page = app.live.code_page(&operator, &slug, &said).await.unwrap();
            let text = page.texts[0].id;
            let done = app.live.assign(&operator, &slug, text, &[], fairness);
            done.await.unwrap();
        }
    }
    let desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    (desk, fairness.to_string())
}

fn row(page: &Answer) -> Vec<String> {
    page.texts("table.cut tbody td")
}

#[tokio::test]
async fn the_table_is_as_it_may_be_published_until_exact_figures_are_asked_for() {
    let (mut desk, _) = desk().await;
    for address in [
        "theme-views",
        "theme-views?by=locality",
        "theme-views?as=anything",
    ] {
        let page = desk.open(address).await;
        assert!(row(&page).iter().all(|cell| cell == "[c]"), "{address}");
        let said = page.text(".inset");
        assert!(said.contains("as they may be published"), "{said}");
        assert!(!said.contains("exact figures. Do not"), "{said}");
    }
}

#[tokio::test]
async fn whoever_asks_for_exact_figures_is_told_not_to_pass_them_on_and_the_address_keeps_it() {
    let (mut desk, fairness) = desk().await;
    let page = desk.open("theme-views?by=week").await;
    let link = page.attributes(".inset a", "href").remove(0);
    assert!(link.contains("by=week") && link.contains("as=exact"));
    let page = desk.app.get(&link).await;
    assert!(row(&page).iter().all(|cell| cell.starts_with('2')));
    let said = page.text(".inset");
    assert!(said.contains("exact figures") && said.contains("Do not pass them on"));
    let theme = page.attributes("table.cut tbody th a", "href");
    assert_eq!(theme, [desk.path(&format!("themes/{fairness}"))]);
    assert_eq!(desk.app.get(&theme[0]).await.status, StatusCode::OK);
    let kept = page.attributes("form.toolbar input[name=as]", "value");
    assert_eq!(kept, ["exact"], "another cut shows the same");
    let back = page.attributes(".inset a", "href").remove(0);
    let page = desk.app.get(&back).await;
    assert!(row(&page).iter().all(|cell| cell == "[c]"));
}
