//! Why the engine suggests a theme, and what else it notices in a text.

use crate::kit::{Desk, TestApp, Voice};
use domain::access::Role;

const BANDS: &str = "bands";

async fn desk(letters: &[&str]) -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in letters {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    desk.suggest().await;
    desk
}

#[tokio::test]
async fn every_suggestion_of_the_frame_says_for_which_words_it_was_made() {
    let letters = [
        "The same needs should get the same band at every school. It is not fair as it is.",
        "Will there be enough money for a top-up in each band?",
        "Nobody told us when the review would be.",
    ];
    let mut desk = desk(&letters).await;
    let page = desk.open("code?show=suggested").await;
    let written = letters.map(str::to_lowercase);
    let suggested = page.texts(".choice-suggested").len();
    let themes = page.texts(".reasons dt");
    assert_eq!(themes.len(), suggested, "{}", page.text("#text"));
    let reasons = page.text(".reasons dl");
    assert!(
        reasons.contains("as in the theme’s definition"),
        "{reasons}"
    );
    let quoted = |text: &str| -> Vec<String> {
        let parts = text.split('“').skip(1);
        parts
            .filter_map(|p| Some(p.split_once('”')?.0.to_owned()))
            .collect()
    };
    let words = quoted(&reasons);
    assert!(!words.is_empty());
    let stands = |word: &String| written.iter().any(|text| text.contains(word.as_str()));
    assert!(words.iter().all(stands), "{words:?}");
    let theme = page
        .attributes(".choice-suggested .choice-button", "value")
        .remove(0);
    let theme = theme.trim_start_matches("tie:").to_owned();
    let page = desk.open(&format!("themes/{theme}")).await;
    assert!(
        page.text(".passages").contains(" For “"),
        "told wherever it is suggested: {}",
        page.text(".passages")
    );
}

#[tokio::test]
async fn a_suggestion_that_was_learnt_names_the_texts_most_like_it() {
    let app = TestApp::with_demo().await;
    let mut desk = Desk::of(app, "ada", Role::Officer, "banding-2026").await;
    desk.suggest().await;
    let page = desk.open("code?show=suggested").await;
    let mut texts = page.attributes(".queue ol a", "href");
    let mut learnt = None;
    while let (None, Some(href)) = (&learnt, texts.pop()) {
        let page = desk.app.get(&href).await;
        let said = page.texts(".reasons dl").join(" ");
        if said.contains("as in texts that have this theme") {
            learnt = Some(page);
        }
    }
    let page = learnt.expect("decisions to learn from");
    let like = page.attributes(".reasons li a", "href");
    assert!((1..=9).contains(&like.len()), "{like:?}");
    let page = desk.app.get(&like[0]).await;
    assert!(
        !page.texts(".choice-confirmed").is_empty(),
        "somebody gave it a theme"
    );
}

#[tokio::test]
async fn a_text_of_the_sample_is_read_without_reasons() {
    let app = TestApp::with_demo().await;
    let mut desk = Desk::of(app, "ada", Role::Officer, "banding-2026").await;
    desk.post("agreement/draw", &[]).await;
    // As where there are responses enough to keep some from the machine.
    let held_out = "UPDATE audit_sample SET held_out = TRUE";
    desk.app.change(held_out).await;
    desk.suggest().await;
    let page = desk.open("code?show=sample").await;
    let mut blind = Vec::new();
    for href in page.attributes(".queue ol a", "href") {
        let page = desk.app.get(&href).await;
        if page.text("#text").contains("hidden until you have read it") {
            assert!(page.texts(".reasons").is_empty());
            assert!(page.texts("mark.speaks").is_empty());
            assert!(page.texts(".choice-suggested").is_empty());
            // The standard text has copies outside the sample.
            let words = page.text(".coding .body");
            blind.extend((!words.starts_with("Dear Eastmarch Council")).then_some(words));
        }
    }
    assert!(!blind.is_empty());
    // Nor are its suggestions found anywhere else.
    let page = desk.open("themes").await;
    for theme in page.attributes("tr[id^=theme-]", "id") {
        let id = theme.trim_start_matches("theme-");
        let page = desk.open(&format!("themes/{id}?tie=suggested")).await;
        let told = page.texts(".passages label.as-typed");
        assert!(told.iter().all(|words| !blind.contains(words)), "{told:?}");
    }
}

#[tokio::test]
async fn a_point_of_law_or_equality_is_shown_listed_and_stands_in_the_way_until_it_is_read() {
    let mut desk = desk(&[
        "Thank you for asking us.",
        "Leaving out deaf children is discrimination, and we will go to the Ombudsman.",
        "You are idiots, all of you.",
    ])
    .await;
    let page = desk.open("code?show=weighty").await;
    assert_eq!(page.texts(".queue ol li").len(), 1);
    let noticed = page.text(".noticed");
    assert!(noticed.contains("point of law “Ombudsman”"), "{noticed}");
    assert!(noticed.contains("“discrimination”"), "{noticed}");
    let gates = desk.open("coding-sign-off").await;
    let said = gates.text("main");
    assert!(
        said.contains("1 text not read that may make a point of law or equality"),
        "{said}"
    );
    desk.press(&page, "code/decide", &[("act", "none")]).await;
    let gates = desk.open("coding-sign-off").await;
    assert!(!gates.text("main").contains("point of law"));
    let page = desk.open("code?show=abuse").await;
    assert!(page.text(".noticed").contains("“idiots”"));
}

#[tokio::test]
async fn the_engine_learns_by_itself_after_a_batch_of_texts_and_disturbs_nobody() {
    // With what is done to them, no more than one page of the record holds.
    let letters: Vec<String> = (0..22)
        .map(|n| match n % 2 {
            0 => format!("Bus number {n} never waits for the wheelchair."),
            _ => format!("Teacher number {n} is kind."),
        })
        .collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    let mut desk = desk(&letters).await;
    desk.idle().await;
    let before = desk.open("audit").await;
    let runs =
        |page: &crate::kit::Answer| page.body.matches("Let the engine suggest themes").count();
    let before = runs(&before);
    let mut page = desk.open("code").await;
    for _ in 0..20 {
        let second = jiff::SignedDuration::from_secs(1);
        desk.app.live.clock.advance(second);
        page = desk.press(&page, "code/decide", &[("act", "none")]).await;
    }
    desk.app
        .live
        .clock
        .advance(jiff::SignedDuration::from_secs(1));
    // The page that was open while the engine worked can still be sent.
    desk.idle().await;
    let page = desk.press(&page, "code/decide", &[("act", "none")]).await;
    assert!(
        page.texts(".error-summary").is_empty(),
        "{}",
        page.text("main")
    );
    assert!(page.text("main").contains("21 of 22 texts read"));
    let after = desk.open("audit").await;
    assert_eq!(runs(&after), before + 1);
}

#[tokio::test]
async fn words_that_may_identify_somebody_are_marked_with_what_they_are_and_the_way_to_cover_them()
{
    let mut desk = desk(&["It is not fair to my son Joshua Miller. Ring 07700 900123."]).await;
    desk.idle().await;
    let page = desk.open("code").await;
    let marks = page.texts("#text mark.flag");
    assert!(
        marks
            .iter()
            .any(|mark| mark.contains("(perhaps a phone number)")),
        "{marks:?}"
    );
    let told = page.text("#text .personal");
    assert!(
        told.contains("“07700 900123” (perhaps a phone number)"),
        "{told}"
    );
    let cover = page.attributes("#text .personal a", "href").remove(0);
    let (at, place) = cover.split_once('#').unwrap();
    let response = desk.app.get(at).await;
    assert_eq!(response.texts(&format!("#{place}")).len(), 1, "{cover}");
    // What somebody has decided on is not marked any more.
    desk.app
        .change(
            "INSERT INTO flag_dismissal (passage_id, kind, dismissed_by, dismissed_at)
SELECT DISTINCT passage_id, kind, 'ada', '2026-06-01T00:00:00Z' FROM personal_data_flag",
        )
        .await;
    let page = desk.open("code").await;
    assert!(page.texts("#text .personal").is_empty() && page.texts("#text mark.flag").is_empty());
}

#[tokio::test]
async fn a_text_that_came_after_the_engine_read_says_so() {
    let mut desk = desk(&["It is not fair."]).await;
    desk.idle().await;
    let late = "This text came after the engine last read.";
    assert!(!desk.open("code").await.text("#text").contains(late));
    Voice::parent()
        .letter("Nor is this.")
        .says(&desk.app, BANDS)
        .await;
    desk.app
        .change("UPDATE analysis_run SET run_at = '2020-01-01T00:00:00Z'")
        .await;
    assert!(desk.open("code").await.text("#text").contains(late));
}

#[tokio::test]
async fn where_the_engine_is_sure_of_nothing_it_says_so_and_marks_nothing() {
    let mut desk = desk(&[
        "The same needs should get the same band at every school. It is not fair as it is.",
    ])
    .await;
    desk.idle().await;
    desk.app
        .change("UPDATE theme_assignment SET score = 0.2")
        .await;
    let page = desk.open("code").await;
    assert!(
        page.text(".choices")
            .contains("The engine is not sure of any of these.")
    );
    assert!(page.texts("#text mark.speaks").is_empty());
    desk.app
        .change("UPDATE theme_assignment SET score = 0.9")
        .await;
    let page = desk.open("code").await;
    assert!(!page.text(".choices").contains("The engine is not sure"));
    assert!(!page.texts("#text mark.speaks").is_empty());
}

#[tokio::test]
async fn the_number_of_new_themes_that_was_asked_for_last_is_in_the_box() {
    let mut desk = desk(&["It is not fair.", "The band is too low."]).await;
    desk.idle().await;
    let box_of = |page: &crate::kit::Answer| page.attributes("#grain", "value").pop();
    assert_eq!(box_of(&desk.open("themes").await).as_deref(), Some(""));
    desk.post("themes/suggest", &[("grain", "7")]).await;
    desk.idle().await;
    assert_eq!(box_of(&desk.open("themes").await).as_deref(), Some("7"));
}
