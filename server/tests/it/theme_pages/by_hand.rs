//! Coding one response by hand, what came of it, and look-alikes.

use super::Desk;
use crate::kit::{TestApp, Voice};

#[tokio::test]
async fn a_response_is_coded_by_hand_sentence_by_sentence() {
    let mut desk = Desk::new().await;
    let words = "It is not fair. Prices rise every year.";
    let said = Voice::parent()
        .letter(words)
        .says(&desk.app, desk.slug)
        .await;
    let response = desk.open(&format!("responses/{said}")).await;
    let code = format!("responses/{said}/code");
    let links = response.attributes("main a", "href");
    assert!(links.contains(&desk.path(&code)), "{links:?}");

    let page = desk.open(&code).await;
    assert_eq!(
        page.texts(".passages label"),
        ["It is not fair.", "Prices rise every year."]
    );
    assert!(
        page.text("main")
            .contains("No finding rests on these words yet")
    );
    let spans = page.attributes("input[name=span]", "value");
    let assign = format!("responses/{said}/assign");
    let page = desk.press(&page, &assign, &[("span", &spans[0])]).await;
    assert!(page.text(".error-summary").contains("Choose a theme"));
    assert_eq!(
        page.attributes("input[name=span][checked]", "value"),
        [spans[0].clone()]
    );

    let theme = desk.theme("Fairness and consistency").await;
    let id = theme.trim_start_matches("themes/").to_owned();
    let fields = [("span", spans[0].as_str()), ("theme", &id)];
    let page = desk.press(&page, &assign, &fields).await;
    let ties = page.texts(".ties li");
    assert_eq!(ties.len(), 1);
    assert!(ties[0].contains("Confirmed"), "{ties:?}");
    assert!(ties[0].contains("It is not fair."), "{ties:?}");
    assert!(ties[0].contains("ada@eastmarch.example"), "{ties:?}");
    let reject = format!("responses/{said}/ties");
    let page = desk.press(&page, &reject, &[("to", "rejected")]).await;
    assert!(page.text(".ties li").contains("Rejected by ada"));
    let page = desk.press(&page, &reject, &[("to", "confirmed")]).await;
    assert!(page.text(".ties .tag").contains("Confirmed"));

    let outside = [("theme", id.as_str()), ("span", "3-400")];
    let page = desk.press(&page, &assign, &outside).await;
    assert!(
        page.text(".error-summary")
            .contains("does not lie within the text")
    );
}

#[tokio::test]
async fn what_came_of_somebodys_words_leads_to_the_changed_clause() {
    let app = TestApp::with_demo().await;
    let mut desk = Desk::at(app, "ada", "co-production-charter", None).await;
    let quoted = desk.app.texts_of(
        "SELECT DISTINCT c.reference FROM quote q JOIN passage p ON p.id = q.passage_id
  JOIN text_item i ON i.id = p.text_item_id JOIN contribution c ON c.id = i.contribution_id
  JOIN consultation o ON o.id = c.consultation_id WHERE o.slug = 'co-production-charter' ORDER BY c.reference",
    );
    let mut changed = 0;
    for reference in quoted.await.iter().take(8) {
        let page = desk.open(&format!("responses/{reference}/code")).await;
        assert!(!page.texts(".thread > li").is_empty(), "{reference}");
        let links = page.attributes(".thread a", "href");
        assert!(links[0].contains("/findings/"), "{links:?}");
        changed += links.iter().filter(|l| l.contains("#clause-")).count();
    }
    assert!(changed > 0);
}

#[tokio::test]
async fn look_alikes_are_shown_and_counted_apart_and_none_is_deleted() {
    let mut desk = Desk::demo().await;
    desk.suggest().await;
    let stored = desk.app.stored(desk.slug).await;
    let page = desk.open("themes/alike").await;
    assert!(page.text("main").contains("Nothing is deleted"));
    assert!(page.texts("section.card h2")[0].starts_with("Perhaps a campaign"));
    let groups = page.attributes("input[name=group]", "value");
    let group = groups.last().expect("a pair that counts as people");
    let page = desk
        .post("themes/alike/campaign", &[("group", group)])
        .await;
    assert!(page.text(".notice-success").contains("now counted as"));
    let of = format!("#group-{group}");
    assert!(page.text(&of).contains("Counted apart already"));
    assert_eq!(desk.app.stored(desk.slug).await, stored);
    let page = desk
        .post("themes/alike/campaign", &[("group", group)])
        .await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this")
    );
}
