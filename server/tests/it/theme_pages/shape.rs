//! The shape of the frame: parents, order, splitting, taking back, and frames to start from.

use super::Desk;
use crate::kit::{Answer, Voice};

fn version(page: &Answer) -> String {
    page.attributes("input[name=version]", "value").remove(0)
}

#[tokio::test]
async fn a_theme_is_put_under_another_and_the_frame_has_two_levels_only() {
    let mut desk = Desk::new().await;
    let fairness = desk.theme("Fairness and consistency").await;
    let parent = fairness.trim_start_matches("themes/").to_owned();
    let small = desk.theme("Small and rural schools").await;
    let page = desk.open(&small).await;
    let under = [("version", version(&page)), ("parent", parent.clone())];
    let under: Vec<_> = under.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.post(&format!("{small}/under"), &under).await;
    assert!(page.text("main").contains("Under Fairness and consistency"));
    assert!(
        page.text(".history")
            .contains("Moved under “Fairness and consistency”")
    );
    let frame = desk.open("themes").await;
    assert_eq!(
        frame.texts("tr.child > th a:first-child"),
        ["Small and rural schools"]
    );

    // The parent cannot go under a third one, and says why.
    let page = desk.open(&fairness).await;
    assert!(
        page.text("main")
            .contains("Other themes stand under this one")
    );
    let other = desk.theme("Best fit, panels and moderation").await;
    let other = other.trim_start_matches("themes/").to_owned();
    let refused = [("version", version(&page)), ("parent", other)];
    let refused: Vec<_> = refused.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.post(&format!("{fairness}/under"), &refused).await;
    assert!(page.text(".error-summary").contains("Move them first"));

    // Taken back, it stands by itself again.
    let page = desk.open(&small).await;
    let undo = format!("{small}/undo");
    let page = desk.press(&page, &undo, &[]).await;
    assert!(!page.text("main").contains("Under Fairness"));
    assert!(
        page.text(".history")
            .contains("Taken back by ada@eastmarch.example")
    );
}

#[tokio::test]
async fn a_theme_nobody_used_is_dismissed_and_brought_back_with_what_was_read_meanwhile() {
    let mut desk = Desk::new().await;
    let small = desk.theme("Small and rural schools").await;
    let dismiss = format!("{small}/dismiss");
    let page = desk.open(&small).await;
    let page = desk.press(&page, &dismiss, &[]).await;
    let frame = page.texts("tbody th > a:first-child");
    assert!(!frame.contains(&"Small and rural schools".to_owned()));
    assert!(page.text("main").contains("Dismissed"));

    // Somebody reads a text while the theme is not there.
    let said = Voice::parent().letter("It is not fair. Small schools lose.");
    let reference = said.says(&desk.app, desk.slug).await;
    let page = desk.open("code").await;
    desk.press(&page, "code/decide", &[("act", "none")]).await;

    let page = desk.open(&small).await;
    desk.press(&page, &format!("{small}/undo"), &[]).await;
    let page = desk.open(&small).await;
    assert!(page.text("main").contains("In the frame"));
    assert!(page.text("main").contains("1 text was read before"));

    // Used, it stays.
    let page = desk.open(&format!("responses/{reference}/code")).await;
    let id = small.trim_start_matches("themes/").to_owned();
    let assign = format!("responses/{reference}/assign");
    desk.press(&page, &assign, &[("theme", &id)]).await;
    let page = desk.open(&small).await;
    assert!(!page.body.contains(&dismiss), "there is no button");
    let fields = [("version", version(&page)), ("at", "theme".to_owned())];
    let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.post(&dismiss, &fields).await;
    assert!(page.text(".error-summary").contains("cannot be dismissed"));
}

#[tokio::test]
async fn a_theme_goes_up_and_down_among_its_own() {
    let mut desk = Desk::new().await;
    let before = desk.open("themes").await.texts("tbody th > a:first-child");
    let second = desk.theme(&before[1].clone()).await;
    let page = desk.open(&second).await;
    let up = [("version", version(&page)), ("to", "up".to_owned())];
    let up: Vec<_> = up.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = desk.post(&format!("{second}/shift"), &up).await;
    let after = page.texts("tbody th > a:first-child");
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
    assert_eq!(after[2..], before[2..]);
}

#[tokio::test]
async fn a_merge_can_be_taken_back_with_its_passages() {
    let mut desk = Desk::new().await;
    let said = Voice::parent().letter("It is not fair. Small schools lose.");
    let reference = said.says(&desk.app, desk.slug).await;
    let small = desk.theme("Small and rural schools").await;
    let fairness = desk.theme("Fairness and consistency").await;
    let id = |theme: &str| theme.trim_start_matches("themes/").to_owned();
    let code = desk.open(&format!("responses/{reference}/code")).await;
    let assign = format!("responses/{reference}/assign");
    desk.press(&code, &assign, &[("theme", &id(&small))]).await;
    let page = desk.open(&small).await;
    let merge = [("into", id(&fairness))];
    let merge: Vec<_> = merge.iter().map(|(n, v)| (*n, v.as_str())).collect();
    desk.press(&page, &format!("{small}/merge"), &merge).await;
    let page = desk.open(&format!("{fairness}?tie=confirmed")).await;
    assert_eq!(page.attributes("input[name=tie]", "value").len(), 1);

    let page = desk.open(&small).await;
    let page = desk.press(&page, &format!("{small}/undo"), &[]).await;
    assert!(page.text("main").contains("In the frame"));
    let page = desk.open(&format!("{small}?tie=confirmed")).await;
    assert!(page.text(".passages").contains("It is not fair"));
    let page = desk.open(&format!("{fairness}?tie=confirmed")).await;
    assert!(
        page.text(".inset")
            .contains("No passage has been confirmed")
    );
}

#[tokio::test]
async fn ticked_passages_are_split_into_a_theme_of_their_own() {
    let mut desk = Desk::new().await;
    let fairness = desk.theme("Fairness and consistency").await;
    let id = fairness.trim_start_matches("themes/").to_owned();
    for words in ["It is not fair.", "The bus is not fair."] {
        let reference = Voice::parent()
            .letter(words)
            .says(&desk.app, desk.slug)
            .await;
        let code = desk.open(&format!("responses/{reference}/code")).await;
        let assign = format!("responses/{reference}/assign");
        desk.press(&code, &assign, &[("theme", &id)]).await;
    }
    let page = desk.open(&format!("{fairness}?tie=confirmed")).await;
    let split = format!("{fairness}/split");
    let page = desk.press(&page, &split, &[("label", "Transport")]).await;
    assert!(page.text(".error-summary").contains("Tick at least one"));
    let form = desk.path(&split);
    let ties = page
        .controls(&form)
        .into_iter()
        .find(|(name, ..)| name == "part");
    let ties = ties.unwrap().2;
    let ticked = [("part", ties[1].as_str()), ("label", "Transport")];
    let page = desk.press(&page, &split, &ticked).await;
    assert_eq!(page.texts("h1"), ["Transport"]);
    assert!(
        page.text(".history")
            .contains("Split “Transport” from “Fairness and consistency”; 1 ties moved")
    );
    let undo = page.attributes("input[name=change]", "value");
    assert_eq!(undo.len(), 1, "the split can be taken back");
}

#[tokio::test]
async fn a_starter_frame_adds_what_is_missing_and_nothing_twice() {
    let mut desk = Desk::new().await;
    let before = desk.open("themes").await;
    let there = before.texts("tbody tr").len();
    let kinds = before.attributes("input[name=kind]", "value");
    assert!(
        kinds.contains(&"co-production-charter".to_owned()),
        "{kinds:?}"
    );
    assert!(
        !kinds.contains(&"ehcp-banding".to_owned()),
        "its own is there: {kinds:?}"
    );
    let page = desk
        .post("themes/starter", &[("kind", "co-production-charter")])
        .await;
    assert!(page.texts("tbody tr").len() > there + 5);
    let kinds = page.attributes("input[name=kind]", "value");
    assert!(
        !kinds.contains(&"co-production-charter".to_owned()),
        "{kinds:?}"
    );
}
