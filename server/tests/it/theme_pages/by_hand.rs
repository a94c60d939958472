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
    let groups = page.attributes("form[action$=campaign] input[name=group]", "value");
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

#[tokio::test]
async fn look_alikes_that_are_peoples_own_words_leave_their_group_and_are_not_put_together_again() {
    let copies = "SELECT COUNT(*) FROM contribution WHERE capacity = 'campaign'";
    let mut desk = Desk::demo().await;
    desk.suggest().await;
    let page = desk.open("themes/alike").await;
    let groups = page.attributes("form[action$=campaign] input[name=group]", "value");
    let group = groups.last().expect("a pair that counts as people").clone();
    let members = page.attributes(&format!("#group-{group} input[name=member]"), "value");
    let apart = desk.app.count(copies).await;
    desk.post("themes/alike/campaign", &[("group", &group)])
        .await;
    assert_eq!(desk.app.count(copies).await, apart + members.len() as i64);

    let (why, out) = (
        ("reason", "They wrote from two schools."),
        ("member", members[0].as_str()),
    );
    let (group, ticked) = (("group", group.as_str()), ("act", "ticked"));
    let page = desk.post("themes/alike/own", &[group, out, ticked]).await;
    assert!(
        page.text(".error-summary").contains("Say why")
            || page.text(".error-summary").contains("reason")
    );
    let page = desk.post("themes/alike/own", &[group, why, ticked]).await;
    assert!(
        page.text(".error-summary")
            .contains("Tick the texts to leave out")
    );
    let page = desk
        .post("themes/alike/own", &[group, why, out, ticked])
        .await;
    assert!(
        page.text(".notice-success")
            .contains("1 text is now taken for its writer’s own words")
    );
    assert!(page.text("#own").contains("They wrote from two schools."));
    assert_eq!(
        desk.app.count(copies).await,
        apart + members.len() as i64 - 1,
        "a person again"
    );
    let is_shown = |page: &crate::kit::Answer| {
        let shown = page.attributes("input[name=member]", "value");
        members
            .iter()
            .map(|m| shown.contains(m))
            .collect::<Vec<_>>()
    };
    assert!(!is_shown(&page)[0]);
    desk.suggest().await;
    let page = desk.open("themes/alike").await;
    assert!(!is_shown(&page)[0], "the engine respects it");

    let id = page.attributes("input[name=own]", "value").remove(0);
    let page = desk.post("themes/alike/own-undo", &[("own", &id)]).await;
    assert!(page.texts("#own").is_empty());
    assert_eq!(desk.app.count(copies).await, apart + members.len() as i64);
    desk.suggest().await;
    let page = desk.open("themes/alike").await;
    assert!(is_shown(&page).into_iter().all(|shown| shown));
    let page = desk.post("themes/alike/own-undo", &[("own", &id)]).await;
    assert!(!page.text(".error-summary").is_empty(), "once");

    let groups = page.attributes("form[action$=own] input[name=group]", "value");
    let before = page.texts("section.card[id^=group-]").len();
    let all = [("group", groups[0].as_str()), why, ("act", "all")];
    let page = desk.post("themes/alike/own", &all).await;
    assert_eq!(page.texts("section.card[id^=group-]").len(), before - 1);
}

#[tokio::test]
async fn what_was_covered_stays_covered_among_look_alikes_and_copies_counted_apart() {
    let mut desk = Desk::new().await;
    let words = "Tell Oona Quill that the bus is late every single morning, and nobody answers when we ring about it.";
    let mut references = Vec::new();
    for _ in 0..3 {
        let voice = Voice::parent().letter(words);
        references.push(voice.says(&desk.app, desk.slug).await);
    }
    desk.suggest().await;
    let page = desk.open("themes/alike").await;
    assert!(page.body.contains("Oona"), "{}", page.text("main"));
    for reference in &references {
        let page = desk.open(&format!("responses/{reference}")).await;
        let action = page
            .attributes("form[action$='/cover']", "action")
            .remove(0);
        let fields = [
            ("words", "Oona Quill"),
            ("replacement", "[a name]"),
            ("reason", "a child"),
        ];
        let answer = desk.app.press(&page, &action, &fields).await;
        let page = desk.app.follow(answer).await;
        assert_eq!(page.texts(".error-summary").len(), 0);
    }
    let page = desk.open("themes/alike").await;
    assert!(
        !page.body.contains("Oona") && page.body.contains("[a name]"),
        "{}",
        page.text("main")
    );
    for place in [
        format!("responses/{}/code", references[0]),
        format!("letters/{}", references[0]),
    ] {
        let page = desk.open(&place).await;
        assert!(!page.body.contains("Oona"), "{place}");
        assert!(page.body.contains("[a name]"), "{place}");
    }
    let groups = page.attributes("form[action$=campaign] input[name=group]", "value");
    let page = desk
        .post("themes/alike/campaign", &[("group", &groups[0])])
        .await;
    assert!(
        page.text("main").contains("Tell [a name] that the bus"),
        "{}",
        page.text("main")
    );
    assert!(!page.body.contains("Oona"));
}
