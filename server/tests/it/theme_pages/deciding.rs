//! What the engine suggests, and people's word on it.

use super::Desk;
use crate::kit::Voice;
use app::api::Work;
use std::collections::BTreeSet;

#[tokio::test]
async fn the_engine_suggests_and_people_decide_with_everything_on_record() {
    let mut desk = Desk::demo().await;
    let theme = desk.busiest().await;
    let frame = desk.open("themes").await;
    assert!(
        frame
            .text("main")
            .contains("Asked for by ada@eastmarch.example")
    );
    assert!(frame.text("main").contains("suggested"));
    assert!(frame.texts("#proposed").len() <= 1);

    let confirmed = format!("{theme}?tie=confirmed");
    let before = desk.open(&confirmed).await;
    let before = before.attributes("input[name=tie]", "value");
    let page = desk.open(&theme).await;
    let ids = page.attributes("input[name=tie]", "value");
    assert!(ids.len() > 2, "{}", ids.len());
    let passage = page.text(".passages .checkbox");
    assert!(passage.contains("by the engine, wellheard"), "{passage}");
    assert!(
        ["Strong", "Likely", "Weak"]
            .iter()
            .any(|w| passage.contains(w)),
        "{passage}"
    );
    let ties = format!("{theme}/ties");
    let page = desk.press(&page, &ties, &[("to", "confirmed")]).await;
    assert!(page.text(".error-summary").contains("Tick at least one"));
    assert_eq!(page.attributes(".error-summary a", "href"), ["#tie"]);

    let ticked = [("tie", ids[0].as_str()), ("to", "confirmed")];
    let page = desk.press(&page, &ties, &ticked).await;
    assert!(
        page.text(".notice-success")
            .contains("1 passage is now confirmed")
    );
    // Taken back at once, and done again.
    let undo = format!("{theme}/ties/undo");
    let page = desk.press(&page, &undo, &[]).await;
    assert!(
        page.text(".notice-success")
            .contains("1 passage is now put back among the suggestions")
    );
    assert!(
        page.attributes("input[name=tie]", "value")
            .contains(&ids[0])
    );
    let stuck =
        "SELECT COUNT(*) FROM theme_assignment WHERE tie = 'suggested' AND decided_by IS NOT NULL";
    assert_eq!(
        desk.app.count(stuck).await,
        0,
        "a suggestion like any other"
    );
    let page = desk.press(&page, &ties, &ticked).await;
    assert!(page.text(".notice-success").contains("now confirmed"));

    let page = desk.open(&confirmed).await;
    let mut now = page.attributes("input[name=tie]", "value");
    assert_eq!(
        now.remove(0),
        ids[0],
        "the surest of the engine comes first"
    );
    assert_eq!(now, before, "what was confirmed by hand stays");
    let said = page.text(".passages .checkbox");
    assert!(said.contains("by the engine, wellheard"), "{said}");
    assert!(
        said.contains("Confirmed by ada@eastmarch.example"),
        "{said}"
    );

    // Somebody thinks again: rejected, and confirmed once more.
    let ticked = [("tie", ids[0].as_str()), ("to", "rejected")];
    desk.press(&page, &ties, &ticked).await;
    let page = desk.open(&format!("{theme}?tie=rejected")).await;
    assert!(
        page.text(".passages")
            .contains("Rejected by ada@eastmarch.example")
    );
    let ticked = [("tie", ids[0].as_str()), ("to", "confirmed")];
    desk.press(&page, &ties, &ticked).await;
    let page = desk.open(&format!("{theme}?tie=rejected")).await;
    assert!(page.text(".inset").contains("No passage has been rejected"));
}

#[tokio::test]
async fn ticked_passages_are_moved_to_another_theme_and_texts_follow() {
    let mut desk = Desk::new().await;
    let (from, other) = (
        desk.theme("Fairness and consistency").await,
        desk.theme("Workload and paperwork").await,
    );
    let from_id = from.trim_start_matches("themes/").to_owned();
    let other_id = other.trim_start_matches("themes/").to_owned();
    for words in ["It is not fair.", "So many forms.", "Forms take weeks."] {
        let one = Voice::parent().letter(words);
        let reference = one.says(&desk.app, desk.slug).await;
        let code = desk.open(&format!("responses/{reference}/code")).await;
        let form = format!("responses/{reference}/assign");
        desk.press(&code, &form, &[("theme", &from_id)]).await;
    }
    let confirmed = format!("{from}?tie=confirmed");
    let page = desk.open(&confirmed).await;
    let mut ids = page.attributes("input[name=tie]", "value");
    let words = page.texts("form[action$=ties] .checkbox label");
    let stays = words.iter().position(|w| w == "It is not fair.").unwrap();
    ids.swap(0, stays);
    assert_eq!(ids.len(), 3);
    let ties = format!("{from}/ties");
    let two = [("tie", ids[1].as_str()), ("tie", ids[2].as_str())];
    let [one, two] = two;
    let fields = [one, two, ("to", "moved"), ("other", "")];
    let page = desk.press(&page, &ties, &fields).await;
    assert!(page.text(".error-summary").contains("Choose a theme"));
    let kept = page.attributes("input[name=tie][checked]", "value");
    let ticked = BTreeSet::from_iter(ids[1..].iter().cloned());
    assert_eq!(
        BTreeSet::from_iter(kept),
        ticked,
        "what was ticked stays ticked"
    );

    let fields = [one, two, ("to", "moved"), ("other", other_id.as_str())];
    let page = desk.press(&page, &ties, &fields).await;
    let done = page.text(".notice-success");
    assert!(
        done.contains("2 passages are now confirmed for “Workload and paperwork”"),
        "{done}"
    );
    let there = desk.open(&format!("{other}?tie=confirmed")).await;
    let there = BTreeSet::from_iter(there.texts("form[action$=ties] .checkbox label"));
    let both = ["So many forms.", "Forms take weeks."].map(str::to_owned);
    assert_eq!(there, BTreeSet::from(both));
    let left = desk.open(&confirmed).await;
    assert_eq!(left.attributes("input[name=tie]", "value"), ids[..1]);
    let audit = desk.open("audit").await;
    assert!(audit.text("main").contains("Moved passages to another"));
}

#[tokio::test]
async fn while_the_engine_works_the_page_says_how_far_and_a_second_request_is_refused() {
    let mut desk = Desk::new().await;
    let said = Voice::parent().letter("It is not fair.");
    said.says(&desk.app, desk.slug).await;
    let open = desk.open("themes").await;
    let row = desk.app.live.public_row(&desk.slug.parse().unwrap()).await;
    let (id, jobs) = (row.unwrap().id, desk.app.live.jobs.clone());
    let running = Work::Running {
        stage: "finding themes".to_owned(),
        done: 3,
        total: 12,
    };
    jobs.note(id, running);
    let page = desk.open("themes").await;
    let status = page.text("[role=status]");
    assert!(status.contains("finding themes (3 of 12)"), "{status}");
    assert!(status.contains("Look again"), "{status}");
    assert!(!page.body.contains("themes/suggest"), "asked for already");
    let page = desk.press(&open, "themes/suggest", &[]).await;
    assert!(page.text(".error-summary").contains("already at work"));
    jobs.note(
        id,
        Work::Failed {
            incident: "K7M2".to_owned(),
        },
    );
    let page = desk.open("themes").await;
    assert!(page.text("[role=status]").contains("K7M2"));
    let page = desk.press(&page, "themes/suggest", &[]).await;
    assert!(!page.text("main").contains("K7M2"), "tried again");
}

#[tokio::test]
async fn a_whole_page_is_confirmed_in_one_press_but_for_what_somebody_else_decided() {
    let mut ada = Desk::demo().await;
    let theme = ada.busiest().await;
    let mut ben = Desk::at(ada.app.other_browser(), "ben", "banding-2026", None).await;
    let (for_ada, for_ben) = (ada.open(&theme).await, ben.open(&theme).await);
    let shown = for_ada.attributes("input[name=shown]", "value");
    let ties = format!("{theme}/ties");
    let rejects = [("tie", shown[1].as_str()), ("to", "rejected")];
    ben.press(&for_ben, &ties, &rejects).await;
    let page = ada.press(&for_ada, &ties, &[("to", "all-confirmed")]).await;
    let done = format!("{} passages are now confirmed", shown.len() - 1);
    let notice = page.text(".notice-success");
    assert!(notice.contains(&done), "{notice}");
    assert!(notice.contains("decided by somebody else"), "{notice}");
    let rejected = ada.open(&format!("{theme}?tie=rejected")).await;
    assert_eq!(
        rejected.attributes("input[name=tie]", "value"),
        [shown[1].clone()]
    );
    // Ben still sees what Ada confirmed as suggested: too late, and told so.
    let late = [("tie", shown[0].as_str()), ("to", "rejected")];
    let page = ben.press(&for_ben, &ties, &late).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this")
    );
}

#[tokio::test]
async fn a_theme_is_merged_and_its_page_says_so() {
    let mut desk = Desk::new().await;
    let said = Voice::parent().letter("Prices rise.");
    let said = said.says(&desk.app, desk.slug).await;
    let added = desk.post("themes/add", &[("label", "Prices")]).await;
    let from = added
        .attributes("form[action$='/edit']", "action")
        .remove(0);
    let from = from.strip_prefix(&desk.path("")).unwrap();
    let from = from.trim_end_matches("/edit").to_owned();
    let into = desk.theme("Fairness and consistency").await;
    let code = desk.open(&format!("responses/{said}/code")).await;
    let id = from.trim_start_matches("themes/").to_owned();
    let assign = format!("responses/{said}/assign");
    desk.press(&code, &assign, &[("theme", &id)]).await;

    let page = desk.open(&from).await;
    let merge = format!("{from}/merge");
    let page = desk.press(&page, &merge, &[]).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#into"]);
    let target = into.trim_start_matches("themes/").to_owned();
    let page = desk.press(&page, &merge, &[("into", &target)]).await;
    assert_eq!(page.texts("h1"), ["Fairness and consistency"]);
    assert!(page.text("main").contains("1 of 1 people"));
    let frame = desk.open("themes").await;
    assert!(
        frame
            .text("main")
            .contains("“Prices” is now part of “Fairness and consistency”")
    );
    let old = desk.open(&from).await;
    assert!(old.text("main").contains("Merged into another"));
    let left = old.attributes("main form", "action");
    assert_eq!(
        left,
        [desk.path(&format!("{from}/undo"))],
        "nothing is left but to take it back"
    );
}

#[tokio::test]
async fn what_is_put_back_in_a_text_that_was_read_is_there_after_the_engine_has_run_again() {
    let mut desk = Desk::new().await;
    let said = Voice::parent().letter("It is not fair.");
    let said = said.says(&desk.app, desk.slug).await;
    desk.suggest().await;
    let fair = desk.theme("Fairness and consistency").await;
    let small = desk.theme("Small and rural schools").await;
    let id = small.trim_start_matches("themes/").to_owned();
    let page = desk.open(&format!("responses/{said}/code")).await;
    let assign = format!("responses/{said}/assign");
    desk.press(&page, &assign, &[("theme", &id)]).await;
    // Chosen by itself: the engine may be unsure of it.
    let tie = format!("tie:{}", fair.trim_start_matches("themes/"));
    for act in [tie.as_str(), "done"] {
        let page = desk.open("code?show=all").await;
        desk.press(&page, "code/decide", &[("act", act)]).await;
    }
    let page = desk.open(&format!("{fair}?tie=confirmed")).await;
    let ties = page.attributes("input[name=tie]", "value");
    let back = [("tie", ties[0].as_str()), ("to", "suggested")];
    desk.press(&page, &format!("{fair}/ties"), &back).await;
    desk.suggest().await;
    let page = desk.open(&format!("{fair}?tie=suggested")).await;
    assert_eq!(page.attributes("input[name=tie]", "value"), ties);
}
