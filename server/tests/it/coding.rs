//! The coding screen, through forms: without script, and by two officers at once.

use crate::kit::{Answer, Desk, TestApp, Voice};
use domain::access::Role;

const BANDS: &str = "bands";

/// An officer, and people who wrote these letters.
async fn desk(letters: &[&str]) -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in letters {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    Desk::of(app, "ada", Role::Officer, BANDS).await
}

/// The value of the button whose theme has this label.
fn theme(page: &Answer, label: &str) -> String {
    let labels = page.texts(".choice-button > span:not(.meta)");
    let at = labels.iter().position(|l| l == label);
    let at = at.unwrap_or_else(|| panic!("no {label} in {labels:?}"));
    page.attributes(".choice-button", "value").remove(at)
}

/// Presses a button of the form on the screen.
async fn press(desk: &mut Desk, page: &Answer, act: &str) -> Answer {
    let path = desk.path("code/decide");
    let answer = desk.app.press(page, &path, &[("act", act)]).await;
    desk.app.follow(answer).await
}

/// How many texts are to be read again.
async fn again(desk: &mut Desk) -> usize {
    let page = desk.open("code?show=again").await;
    page.texts(".queue ol li").len()
}

async fn undo(desk: &mut Desk, page: &Answer) -> Answer {
    let path = desk.path("code/undo");
    let answer = desk.app.press(page, &path, &[]).await;
    desk.app.follow(answer).await
}

#[tokio::test]
async fn an_empty_queue_says_so() {
    let mut desk = desk(&[]).await;
    let page = desk.open("code").await;
    assert!(
        page.text(".inset")
            .contains("Nobody has written anything yet")
    );
    assert!(page.texts(".choices").is_empty());
}

#[tokio::test]
async fn a_text_is_coded_confirmed_and_the_next_one_comes() {
    let mut desk = desk(&["It is not fair.", "The band is too low."]).await;
    let page = desk.open("code").await;
    assert_eq!(page.texts(".queue ol li").len(), 2);
    let first = page.text(".coding .body");
    let fairness = theme(&page, "Fairness and consistency");
    let page = press(&mut desk, &page, &fairness).await;
    assert_eq!(
        page.text(".coding .body"),
        first,
        "the same text until it is done"
    );
    let pressed = page.attributes(".choice-button[aria-pressed=true]", "value");
    assert_eq!(pressed, std::slice::from_ref(&fairness));
    assert!(!page.body.contains("value=\"none\""), "it has a theme");
    let page = press(&mut desk, &page, "done").await;
    assert_ne!(page.text(".coding .body"), first);
    assert!(page.text("main").contains("1 of 2 texts read"));
    assert!(page.text("main").contains("ada@eastmarch.example: 1"));
    let page = press(&mut desk, &page, "none").await;
    assert!(page.text(".inset").contains("Every text has been read"));
    let page = desk.open("code?show=read").await;
    assert_eq!(page.texts(".queue ol li").len(), 2);
}

#[tokio::test]
async fn going_on_without_a_word_is_refused_and_no_theme_is_an_act_of_its_own() {
    let mut desk = desk(&["Thank you."]).await;
    let page = desk.open("code").await;
    let refused = press(&mut desk, &page, "done").await;
    assert!(refused.text("title").starts_with("Error: "));
    assert!(
        refused
            .text(".error-summary")
            .contains("Nothing is said of this text yet")
    );
    let page = press(&mut desk, &refused, "none").await;
    assert!(page.text("main").contains("1 of 1 text read"));
    let page = desk.open("code?show=read").await;
    assert!(page.text(".queue").contains("Read: no theme"));
}

#[tokio::test]
async fn everything_can_be_taken_back_one_act_after_another() {
    let mut desk = desk(&["It is not fair.", "The band is too low."]).await;
    let page = desk.open("code").await;
    let first = page.text(".coding .body");
    let fairness = theme(&page, "Fairness and consistency");
    let page = press(&mut desk, &page, &fairness).await;
    let page = press(&mut desk, &page, "done").await;
    assert!(page.text(".undo").contains("confirmed and read"));
    let page = undo(&mut desk, &page).await;
    assert_eq!(page.text(".coding .body"), first, "back at the text");
    assert!(page.text("main").contains("0 of 2 texts read"));
    assert!(page.text(".undo").contains("“Fairness and consistency”"));
    let page = undo(&mut desk, &page).await;
    assert!(
        page.attributes(".choice-button[aria-pressed=true]", "value")
            .is_empty()
    );
    assert!(
        page.texts(".undo").is_empty(),
        "nothing is left to take back"
    );
    // A press in another tab finds nothing either.
    let page = desk.post("code/undo", &[]).await;
    assert!(page.text(".error-summary").contains("nothing of yours"));
}

#[tokio::test]
async fn a_passage_is_coded_and_stands_out_in_the_text() {
    let mut desk = desk(&["It is not fair. My bus is late. Nobody listens."]).await;
    let page = desk.open("code").await;
    let spans = page.attributes("input[name=span]", "value");
    assert_eq!(spans.len(), 3, "{spans:?}");
    let fairness = theme(&page, "Fairness and consistency");
    let path = desk.path("code/decide");
    let fields = [("act", fairness.as_str()), ("span", spans[0].as_str())];
    let answer = desk.app.press(&page, &path, &fields).await;
    let page = desk.app.follow(answer).await;
    let mark = page.text("mark.tied");
    assert!(mark.starts_with("It is not fair."), "{mark}");
    assert!(
        mark.contains("Fairness and consistency"),
        "for ears too: {mark}"
    );
}

#[tokio::test]
async fn suggestions_are_confirmed_by_going_on_and_each_can_be_refused() {
    let app = TestApp::with_demo().await;
    let mut desk = Desk::of(app, "ada", Role::Officer, "banding-2026").await;
    desk.suggest().await;
    let page = desk.open("code?show=suggested").await;
    assert!(
        page.text(".choice-suggested").contains("Suggested"),
        "{}",
        page.text(".choices")
    );
    let reject = page.attributes(".choice-suggested button[value^='reject:']", "value");
    let before = page.texts(".choice-suggested").len();
    let page = press(&mut desk, &page, &reject[0]).await;
    assert_eq!(page.texts(".choice-suggested").len(), before - 1);
    assert_eq!(page.texts(".choice-rejected").len(), 1);
    let page = undo(&mut desk, &page).await;
    let text = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    // A weak suggestion has to be chosen by itself.
    let mut page = page;
    loop {
        let states = page.texts(".choice-suggested .choice-button .meta");
        let weak = states.iter().position(|s| s.contains("press if right"));
        let Some(weak) = weak else {
            break;
        };
        let all = page.attributes(".choice-suggested .choice-button", "value");
        page = press(&mut desk, &page, &all[weak]).await;
    }
    press(&mut desk, &page, "done").await;
    let page = desk.open(&format!("code?show=read&at={text}")).await;
    assert_eq!(page.texts(".choice-confirmed").len(), before);
    let theme = page
        .attributes(".choice-confirmed .choice-button", "value")
        .remove(0);
    let theme = theme.trim_start_matches("tie:").to_owned();
    let page = desk.open(&format!("themes/{theme}?tie=confirmed")).await;
    let said = page.text(".passages");
    assert!(
        said.contains("by the engine, wellheard"),
        "the machine stays its maker: {said}"
    );
    assert!(
        said.contains("Confirmed by ada@eastmarch.example"),
        "{said}"
    );
}

#[tokio::test]
async fn two_officers_meet_are_told_so_and_neither_undoes_the_other() {
    let mut ada = desk(&["It is not fair.", "The band is too low."]).await;
    let mut ben = Desk::of(ada.app.other_browser(), "ben", Role::Officer, BANDS).await;
    let for_ada = ada.open("code").await;
    let text = for_ada
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let for_ben = ben.open("code").await;
    let other = for_ben
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    assert_ne!(text, other, "Ben gets the one that Ada does not have open");
    let for_ben = ben.open(&format!("code?at={text}")).await;
    assert!(
        for_ben
            .text(".notice")
            .contains("ada@eastmarch.example has this text open too")
    );

    let fairness = theme(&for_ada, "Fairness and consistency");
    let for_ada = press(&mut ada, &for_ada, &fairness).await;
    let late = press(&mut ben, &for_ben, "none").await;
    assert!(
        late.text(".error-summary")
            .contains("Somebody else changed this")
    );
    assert_eq!(
        late.texts(".choice-confirmed").len(),
        1,
        "what Ada said is shown"
    );
    let for_ben = press(&mut ben, &late, "done").await;
    assert!(for_ben.text("main").contains("ben@eastmarch.example: 1"));
    // Ada's act is no longer the last word on the text: it cannot be taken back over Ben's head.
    let late = undo(&mut ada, &for_ada).await;
    assert!(
        late.text(".error-summary")
            .contains("Somebody else has changed this text since")
    );
    let page = ada.open("code").await;
    assert!(
        page.texts(".undo").is_empty(),
        "it stands before nothing else"
    );
}

#[tokio::test]
async fn the_queue_is_filtered_by_source_audience_and_channel() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    Voice::parent().letter("A letter.").says(&app, BANDS).await;
    let school = Voice::parent()
        .of("school-staff")
        .answering("B17", "An answer.");
    school.says(&app, BANDS).await;
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    for (query, words) in [
        ("source=letters", "A letter."),
        ("source=B17", "An answer."),
        ("audience=school-staff", "An answer."),
    ] {
        let page = desk.open(&format!("code?{query}")).await;
        assert_eq!(page.texts(".queue ol li").len(), 1, "{query}");
        assert_eq!(page.text(".coding .body"), words, "{query}");
        let form = page.form(&desk.path("code/decide"));
        let (name, value) = query.split_once('=').unwrap();
        let kept = (name.to_owned(), value.to_owned());
        assert!(form.contains(&kept), "the filter goes along");
    }
    let page = desk.open("code?channel=paper").await;
    assert!(page.text(".inset").contains("No text fits the filter"));
}

#[tokio::test]
async fn a_theme_born_late_opens_a_list_of_texts_to_read_again_the_likest_first() {
    let mut desk = desk(&[
        "Money for lunch.",
        "The minibus never comes.",
        "It is not fair.",
    ])
    .await;
    for _ in 0..3 {
        let page = desk.open("code").await;
        press(&mut desk, &page, "none").await;
    }
    let words = [("label", "School transport"), ("include", "minibus\ntaxi")];
    let page = desk.post("themes/add", &words).await;
    assert!(
        page.text(".inset")
            .contains("3 texts were read before this theme was there")
    );
    let page = desk.open("code?show=again").await;
    assert_eq!(page.text(".coding .body"), "The minibus never comes.");
    assert!(page.text(".coding .inset").contains("School transport"));
    let transport = theme(&page, "School transport");
    let page = press(&mut desk, &page, &transport).await;
    press(&mut desk, &page, "done").await;
    let page = desk.open("code?show=again").await;
    assert_eq!(page.texts(".queue ol li").len(), 2);
}

#[tokio::test]
async fn what_is_to_be_read_again_goes_with_a_theme_that_is_dismissed_or_joined_on() {
    let mut desk = desk(&["Money for lunch.", "The minibus never comes."]).await;
    for _ in 0..2 {
        let page = desk.open("code").await;
        press(&mut desk, &page, "none").await;
    }
    let words = [("label", "School transport"), ("include", "minibus")];
    let added = desk.post("themes/add", &words).await;
    let form = added
        .attributes("form", "action")
        .into_iter()
        .find(|action| action.ends_with("/dismiss"))
        .unwrap();
    let id = form.rsplit('/').nth(1).unwrap().to_owned();
    assert_eq!(again(&mut desk).await, 2);

    // Nobody looks for a theme that is not in the frame, and so it has not been looked for.
    desk.press(&added, &format!("themes/{id}/dismiss"), &[])
        .await;
    assert_eq!(again(&mut desk).await, 0);
    let page = desk.open(&format!("themes/{id}")).await;
    assert!(!page.text("main").contains("read before this theme"));
    desk.press(&page, &format!("themes/{id}/undo"), &[]).await;
    assert_eq!(again(&mut desk).await, 2);

    let page = desk.open("code?show=again").await;
    press(&mut desk, &page, "none").await;
    let fairness = theme(&page, "Fairness and consistency");
    let fairness = fairness.trim_start_matches("tie:");
    let page = desk.open(&format!("themes/{id}")).await;
    desk.press(&page, &format!("themes/{id}/merge"), &[("into", fairness)])
        .await;
    let page = desk.open("code?show=again").await;
    assert_eq!(page.texts(".queue ol li").len(), 1);
    assert!(
        page.text(".coding .inset")
            .contains("Fairness and consistency")
    );
}

#[tokio::test]
async fn texts_are_found_by_their_words_and_by_likeness() {
    let letters = [
        "The minibus is late every day.",
        "Our minibus is always late.",
        "Lunch is cold.",
    ];
    let mut desk = desk(&letters).await;
    let page = desk.open("search?words=MINIBUS").await;
    assert_eq!(page.texts(".found .card").len(), 2);
    let page = desk.open("code").await;
    let like = page.attributes("a[data-key=m]", "href").remove(0);
    let page = desk.app.get(&like).await;
    if page.text("main section").contains("minibus") {
        assert_eq!(page.texts(".found .card").len(), 1);
        assert!(page.text(".found").contains("Likeness 0."));
    } else {
        assert!(page.text("main").contains("No text was found"));
    }
    let page = desk.open("search?words=day+minibus").await;
    assert_eq!(
        page.texts(".found .card").len(),
        1,
        "both words, in any order"
    );
    let page = desk.open("search?words=%22day+minibus%22").await;
    assert!(page.text("[role=status]").contains("No text was found"));
    let page = desk.open("search?words=elephant").await;
    assert!(page.text("[role=status]").contains("No text was found"));
}

#[tokio::test]
async fn a_text_that_loses_its_last_theme_on_another_page_is_unread_again() {
    let mut desk = desk(&["It is not fair.", "The band is too low."]).await;
    let page = desk.open("code").await;
    let fairness = theme(&page, "Fairness and consistency");
    let page = press(&mut desk, &page, &fairness).await;
    let page = press(&mut desk, &page, "done").await;
    assert!(page.text("main").contains("1 of 2 texts read"));
    let id = fairness.trim_start_matches("tie:").to_owned();
    let page = desk.open(&format!("themes/{id}?tie=confirmed")).await;
    let tie = page.attributes("input[name=tie]", "value").remove(0);
    let fields = [("tie", tie.as_str()), ("to", "rejected")];
    desk.press(&page, &format!("themes/{id}/ties"), &fields)
        .await;
    let page = desk.open("code").await;
    assert!(page.text("main").contains("0 of 2 texts read"));
}

#[tokio::test]
async fn undo_takes_back_what_the_page_showed_and_opens_the_list_again() {
    let mut desk = desk(&["It is not fair.", "The minibus never comes."]).await;
    for _ in 0..2 {
        let page = desk.open("code").await;
        press(&mut desk, &page, "none").await;
    }
    let words = [("label", "School transport"), ("include", "minibus")];
    desk.post("themes/add", &words).await;
    let page = desk.open("code?show=again").await;
    let stale = press(&mut desk, &page, "none").await;
    assert_eq!(again(&mut desk).await, 1);

    // Another window of hers goes on; the undo of this one no longer names the last act.
    let elsewhere = desk.open("code?show=again").await;
    let elsewhere = press(&mut desk, &elsewhere, "none").await;
    let refused = undo(&mut desk, &stale).await;
    assert!(!refused.text(".error-summary").is_empty());
    assert_eq!(again(&mut desk).await, 0);
    undo(&mut desk, &elsewhere).await;
    assert_eq!(
        again(&mut desk).await,
        1,
        "what was read again with it is to be read again"
    );
}

#[tokio::test]
async fn two_officers_in_step_are_never_given_the_same_text() {
    let letters: Vec<String> = (0..12)
        .map(|n| format!("Letter {n}: it is not fair."))
        .collect();
    let letters: Vec<&str> = letters.iter().map(String::as_str).collect();
    let mut ada = desk(&letters).await;
    let mut ben = Desk::of(ada.app.other_browser(), "ben", Role::Officer, BANDS).await;
    let mut for_ada = ada.open("code").await;
    let mut for_ben = ben.open("code").await;
    for _ in 0..6 {
        assert_ne!(for_ada.text(".coding .body"), for_ben.text(".coding .body"));
        for_ada = press(&mut ada, &for_ada, "none").await;
        for_ben = press(&mut ben, &for_ben, "none").await;
    }
    let main = ada.open("code").await.text("main");
    assert!(main.contains("12 of 12 texts read"), "{main}");
    for who in ["ada@eastmarch.example: 6", "ben@eastmarch.example: 6"] {
        assert!(main.contains(who), "{main}");
    }
}

#[tokio::test]
async fn whoever_ticked_words_and_chose_no_theme_is_asked_and_keeps_the_ticks() {
    let mut desk = desk(&["It is not fair. My bus is late."]).await;
    let page = desk.open("code").await;
    let span = page.attributes("input[name=span]", "value").remove(1);
    let path = desk.path("code/decide");
    let fields = [("act", "none"), ("span", span.as_str())];
    let answer = desk.app.press(&page, &path, &fields).await;
    let page = desk.app.follow(answer).await;
    assert!(page.text(".error-summary").contains("chose no theme"));
    let ticked = page.attributes("input[name=span][checked]", "value");
    assert_eq!(ticked, [span]);
    assert!(page.text("main").contains("0 of 1 text read"));
}

#[tokio::test]
async fn what_is_covered_is_not_read_while_coding_or_searching() {
    let mut desk = desk(&["Tell Oona Quill that it is not fair. My bus is late."]).await;
    let page = desk.open("code").await;
    let link = page.attributes(".coding .text .meta a", "href").remove(0);
    let page = desk.app.get(&link).await;
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
    for place in ["code", "search?words=bus"] {
        let page = desk.open(place).await;
        assert!(!page.body.contains("Oona"), "{place}");
        assert!(page.body.contains("[a name]"), "{place}");
    }
}

#[tokio::test]
async fn texts_for_which_nothing_is_suggested_are_a_queue_of_their_own() {
    let mut desk = desk(&["Bus.", "Lunch."]).await;
    let page = desk.open("code?show=unsorted").await;
    assert_eq!(page.texts(".queue ol li").len(), 2);
    let label = page.text("main");
    assert!(label.contains("not read, nothing suggested"), "{label}");
    let page = press(&mut desk, &page, "none").await;
    assert_eq!(page.texts(".queue ol li").len(), 1);
}
