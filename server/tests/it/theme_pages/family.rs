//! A theme and its parts: whoever raised a part is counted for the whole, once.

use super::Desk;
use crate::kit::{TestApp, Voice};
use app::api::{Themes as _, Thread as _};
use domain::id::ThemeId;
use domain::text::Slug;

/// Puts Small and rural schools under Fairness and consistency, and lets five people raise one, five the other and five
/// both. Gives where the two themes are.
async fn family(desk: &mut Desk) -> (String, String) {
    let whole = desk.theme("Fairness and consistency").await;
    let part = desk.theme("Small and rural schools").await;
    let id = |at: &str| at.trim_start_matches("themes/").to_owned();
    let page = desk.open(&part).await;
    let version = page.attributes("input[name=version]", "value").remove(0);
    let under = [("version", version.as_str()), ("parent", &id(&whole))];
    desk.post(&format!("{part}/under"), &under).await;
    let (operator, slug) = (TestApp::operator(), Slug::parse(desk.slug).unwrap());
    for n in 0..15 {
        let voice = Voice::parent().answering("B7-why", &format!("Answer {n}."));
        let said = voice.says(&desk.app, desk.slug).await;
        let live = &desk.app.live;
        let page = live.code_page(&operator, &slug, &said).await.unwrap();
        let themes: &[&str] = match n / 5 {
            0 => &[&whole],
            1 => &[&part],
            _ => &[&whole, &part],
        };
        for theme in themes {
            let theme: ThemeId = id(theme).parse().unwrap();
            let done = live.assign(&operator, &slug, page.texts[0].id, &[], theme);
            done.await.unwrap();
        }
    }
    (whole, part)
}

#[tokio::test]
async fn a_theme_counts_whoever_raised_it_or_one_of_its_parts_once() {
    let mut desk = Desk::new().await;
    let (whole, part) = family(&mut desk).await;
    let page = desk.open("themes").await;
    let cell = |at: &str| page.texts(&format!("#theme-{} td", at.trim_start_matches("themes/")));
    assert_eq!(cell(&whole), ["15"], "five of them raised both");
    assert_eq!(cell(&part), ["10"]);
    assert!(page.text("main").contains("each person once"));

    let page = desk.open(&format!("{whole}?tie=confirmed")).await;
    let told = page.text("dl.summary-list");
    assert!(told.contains("15 of 15 people"), "{told}");
    assert!(
        told.contains("Small and rural schools: 10 of 15 people"),
        "{told}"
    );
    assert!(told.contains("those given this theme itself"));

    let page = desk.open("theme-views?as=exact&by=week").await;
    let rows = page.texts("table.cut tbody tr");
    let of = |label: &str| rows.iter().find(|row| row.starts_with(label)).unwrap();
    assert!(of("Fairness and consistency").contains("15"), "{rows:?}");
    assert!(of("Small and rural schools").contains("10"), "{rows:?}");
}

#[tokio::test]
async fn a_finding_on_a_theme_rests_on_what_was_said_of_its_parts() {
    let mut desk = Desk::new().await;
    let (whole, part) = family(&mut desk).await;
    let id = whole.trim_start_matches("themes/").to_owned();
    let (operator, slug) = (TestApp::operator(), Slug::parse(desk.slug).unwrap());
    let live = &desk.app.live;
    let themes = [id.parse().unwrap()];
    let finding = live.add_finding(&operator, &slug, "The bands are not fair.", &themes);
    let finding = finding.await.unwrap();
    let page = desk.open(&format!("findings/{finding}")).await;
    assert!(page.text("main").contains("15"), "{}", page.text("main"));
    let page = desk.open(&part).await;
    assert!(page.text(".about").contains("The bands are not fair."));
}

#[tokio::test]
async fn a_report_says_what_a_theme_is_part_of() {
    let mut desk = Desk::new().await;
    family(&mut desk).await;
    let report = desk.open("report/consultation/html").await.text("body");
    let part = "Small and rural schools (part of “Fairness and consistency”)";
    assert!(report.contains(part), "{report}");
    assert!(report.contains("counts everybody who raised it or a part of it"));
}
