//! A standard text that many send is coded once, and every sender counts.

use crate::kit::{Answer, Desk, TestApp, Voice};
use app::api::{Reports as _, Themes as _};
use domain::access::Role;
use domain::text::Slug;

const BANDS: &str = "bands";
const STANDARD: &str = "I object to the draft bands. They were written without parents, \
    the sums do not add up, and our children will lose the help they have today.";
const OWN_WORDS: &str = "I object to the draft bands. They were written without parents, \
    the sums do not add up, and our children will lose the help they have today. My son cannot get to school without a taxi.";

/// An officer, four who sent the standard text, one of them with a sentence of her own, and one with other words.
async fn desk() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in [STANDARD, STANDARD, STANDARD, OWN_WORDS, "Thank you."] {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    desk.suggest().await;
    desk
}

async fn mark(desk: &mut Desk) {
    let page = desk.open("themes/alike").await;
    let group = page.attributes("input[name=group]", "value").remove(0);
    desk.post("themes/alike/campaign", &[("group", &group)])
        .await;
}

/// The screen with the standard text, and the value of the button of this theme.
async fn standard(desk: &mut Desk, label: &str) -> (Answer, String) {
    let page = desk.open("code?show=all").await;
    let queue = page.attributes(".queue ol a", "href");
    for href in queue {
        let page = desk.app.get(&href).await;
        if page.text(".coding .body").trim_end().ends_with("today.") {
            let labels = page.texts(".choice-button > span:not(.meta)");
            let at = labels.iter().position(|l| l == label).unwrap();
            let act = page.attributes(".choice-button", "value").remove(at);
            return (page, act);
        }
    }
    panic!("the standard text is not in the queue");
}

async fn press(desk: &mut Desk, page: &Answer, act: &str) -> Answer {
    desk.press(page, "code/decide", &[("act", act)]).await
}

async fn copies_with(desk: &Desk, label: &str) -> (u64, u64) {
    let slug = Slug::parse(BANDS).unwrap();
    let frame = desk.app.live.frame(&TestApp::operator(), &slug).await;
    let frame = frame.unwrap();
    let theme = frame.themes.iter().find(|t| t.label == label).unwrap();
    (theme.confirmed.campaigns, theme.confirmed.individuals)
}

#[tokio::test]
async fn a_standard_text_is_coded_once_and_counts_for_every_sender() {
    let label = "Fairness and consistency";
    let mut desk = desk().await;
    let page = desk.open("themes/alike").await;
    assert_eq!(
        page.texts(".members li ins").len(),
        1,
        "what one of them adds"
    );
    assert!(page.text(".members li ins").contains("without a taxi"));
    mark(&mut desk).await;
    let (page, fairness) = standard(&mut desk, label).await;
    assert!(
        page.text("#text").contains("2 other copies"),
        "{}",
        page.text("#text")
    );
    let page = press(&mut desk, &page, &fairness).await;
    assert_eq!(
        copies_with(&desk, label).await.0,
        1,
        "not before it is read"
    );
    let page = press(&mut desk, &page, "done").await;
    assert_eq!(copies_with(&desk, label).await, (3, 0));
    assert!(
        page.text("main").contains("3 of 5 texts read"),
        "the one with words of her own is still to be read: {}",
        page.text("main")
    );

    let page = desk.press(&page, "code/undo", &[]).await;
    assert!(page.text("main").contains("0 of 5 texts read"));
    desk.press(&page, "code/undo", &[]).await;
    assert_eq!(
        copies_with(&desk, label).await,
        (0, 0),
        "taken back for all"
    );
}

#[tokio::test]
async fn a_copy_that_is_coded_by_itself_no_longer_follows() {
    let label = "Fairness and consistency";
    let mut desk = desk().await;
    mark(&mut desk).await;
    let (page, fairness) = standard(&mut desk, label).await;
    let lead = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let page = press(&mut desk, &page, &fairness).await;
    press(&mut desk, &page, "done").await;

    let page = desk.open("code?show=read").await;
    let mut follower = None;
    for href in page.attributes(".queue ol a", "href") {
        let page = desk.app.get(&href).await;
        if page.text("#text").contains("Coded with another copy") {
            follower = Some(page);
        }
    }
    let page = follower.expect("a copy that follows");
    press(&mut desk, &page, &fairness).await;
    assert_eq!(
        copies_with(&desk, label).await.0,
        2,
        "only this one lost it"
    );

    let page = desk.open(&format!("code?show=read&at={lead}")).await;
    press(&mut desk, &page, &fairness).await;
    assert_eq!(
        copies_with(&desk, label).await.0,
        0,
        "the other one followed, the one that stands by itself has lost it already"
    );
}

#[tokio::test]
async fn what_was_coded_before_it_was_called_a_campaign_is_not_coded_again() {
    let label = "Fairness and consistency";
    let mut desk = desk().await;
    let (page, fairness) = standard(&mut desk, label).await;
    assert!(!page.text("#text").contains("other copies"));
    let page = press(&mut desk, &page, &fairness).await;
    press(&mut desk, &page, "done").await;
    assert_eq!(copies_with(&desk, label).await, (0, 1));
    mark(&mut desk).await;
    assert_eq!(copies_with(&desk, label).await, (3, 0));
}

#[tokio::test]
async fn what_is_covered_in_one_copy_is_covered_in_the_report_whichever_copy_comes_first() {
    let mut desk = desk().await;
    mark(&mut desk).await;
    let (page, _) = standard(&mut desk, "Fairness and consistency").await;
    let response = page.attributes("#text .meta a", "href").remove(0);
    let reference = response.rsplit('/').next().unwrap().to_owned();
    let slug = Slug::parse(BANDS).unwrap();
    let report = async |live: &server::backend::Live| {
        let template = domain::report::Template::Consultation;
        let operator = TestApp::operator();
        let report = live.report(&operator, &slug, template, None).await;
        serde_json::to_string(&report.unwrap()).unwrap()
    };
    let words = "the sums do not add up";
    assert!(
        !report(&desk.app.live).await.contains(words),
        "not screened yet"
    );
    let fields = [
        ("words", words),
        ("replacement", "[a child’s name]"),
        ("reason", "It names somebody."),
    ];
    let text = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let page = desk.open(&format!("responses/{reference}")).await;
    let seen = page.attributes("input[name=seen]", "value").remove(0);
    let path = format!("responses/{reference}/texts/{text}/cover");
    let typed = [&fields[..], &[("seen", seen.as_str())]].concat();
    let page = desk.post(&path, &typed).await;
    assert_eq!(page.texts(".error-summary"), Vec::<String>::new());
    let told = report(&desk.app.live).await;
    assert!(told.contains("[a child’s name]"), "{told}");
    assert!(!told.contains(words));
}

#[tokio::test]
async fn whoever_adds_words_to_a_standard_text_is_suggested_its_themes_and_what_they_added_is_said()
{
    let label = "Small and rural schools";
    let mut desk = desk().await;
    mark(&mut desk).await;
    let (page, tie) = standard(&mut desk, label).await;
    let page = press(&mut desk, &page, &tie).await;
    press(&mut desk, &page, "done").await;
    desk.suggest().await;

    let page = own_words(&mut desk).await;
    let told = page.text("#text");
    assert!(told.contains("standard text of the campaign"), "{told}");
    assert!(
        told.contains("Added: “My son cannot get to school without a taxi"),
        "{told}"
    );
    assert!(!told.contains("Left out"), "{told}");
    let choices = page.texts(".choice-suggested");
    let suggested = choices.iter().find(|choice| choice.contains(label));
    assert!(
        suggested.is_some(),
        "nothing in its words speaks for it: {choices:?}"
    );
    assert_eq!(
        copies_with(&desk, label).await.0,
        3,
        "what is suggested for the fourth counts for nothing"
    );

    // Whoever reads it and says no has said so for good.
    let reject = format!("reject:{}", tie.trim_start_matches("tie:"));
    press(&mut desk, &page, &reject).await;
    desk.suggest().await;
    let page = own_words(&mut desk).await;
    let choices = page.texts(".choice-suggested");
    assert!(
        !choices.iter().any(|choice| choice.contains(label)),
        "{choices:?}"
    );
}

/// The screen with the text of the one who added words.
async fn own_words(desk: &mut Desk) -> Answer {
    let page = desk.open("code?show=all").await;
    for href in page.attributes(".queue ol a", "href") {
        let page = desk.app.get(&href).await;
        if page.text(".coding .body").contains("without a taxi") {
            return page;
        }
    }
    panic!("the text with words of her own is not in the queue");
}

#[tokio::test]
async fn what_a_sender_writes_elsewhere_is_not_compared_with_what_others_write_there() {
    let mut desk = desk().await;
    for words in [
        "The wards for hearing are missing.",
        "Our taxi comes too late.",
    ] {
        let voice = Voice::parent().letter(STANDARD).answering("B7-why", words);
        voice.says(&desk.app, BANDS).await;
    }
    desk.suggest().await;
    mark(&mut desk).await;
    for _ in 0..2 {
        let page = desk.open("code?source=B7-why").await;
        let text = page.text("#text");
        assert!(!text.is_empty());
        assert!(!text.contains("standard text of the campaign"), "{text}");
        press(&mut desk, &page, "none").await;
    }
}
