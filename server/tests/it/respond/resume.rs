//! Coming back with a code, in another browser or another week; and leaving nothing behind on a shared computer.

use super::*;
use app::api::Manage as _;
use axum::http::StatusCode;
use domain::resume_code::ResumeCode;
use jiff::SignedDuration;
use server::clock::hash;

const SAVE: &str = "/consultations/library/respond/save";
const FORGET: &str = "/consultations/library/respond/forget";
const COPY: &str = "/consultations/library/respond/copy";
const RETURN: &str = "/consultations/library/return";
const SUNDAY: &str = "/consultations/library/respond/question-sunday";
const NOBODYS: &str = "0000-0000-0000-0000";

/// Writes something on a page and presses "Save and come back later" there. Gives the page with the code.
async fn left(app: &mut TestApp) -> Answer {
    ready(app).await;
    let typed = [
        ("sunday", "agree"),
        ("why", "We work on the other days."),
        ("leave", "yes"),
    ];
    let answer = app.post(SUNDAY, &typed).await;
    assert_eq!(answer.location().as_deref(), Some(SAVE));
    app.follow(answer).await
}

/// The code on a page, if it shows one.
fn shown(page: &Answer) -> Option<String> {
    let mut codes = page.attributes("[data-resume-code]", "data-resume-code");
    assert!(codes.len() < 2);
    codes.pop()
}

async fn code(app: &mut TestApp) -> String {
    let page = left(app).await;
    shown(&page).unwrap_or_else(|| panic!("no code on\n{}", page.body))
}

/// Types a code in a browser and follows.
async fn back(app: &mut TestApp, code: &str) -> Answer {
    let page = app.get(RETURN).await;
    let answer = app.press(&page, RETURN, &[("code", code)]).await;
    app.follow(answer).await
}

#[tokio::test]
async fn another_browser_goes_on_with_the_code_and_sends() {
    let mut app = library().await;
    let code = code(&mut app).await;
    let mut phone = app.other_browser();
    let page = back(&mut phone, &code).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.texts("h1"),
        ["Check your answers before you send them"]
    );
    assert!(page.text("main").contains("We work on the other days."));
    // Both go on with the same response.
    app.post(
        SUNDAY,
        &[("sunday", "agree"), ("why", "And we like books.")],
    )
    .await;
    let page = phone.get(CHECK).await;
    assert!(page.text("main").contains("And we like books."));
    let answer = phone.press(&page, SEND, &[]).await;
    let first = reference(&phone.follow(answer).await);
    let answer = app.get(CHECK).await;
    assert_eq!(reference(&app.follow(answer).await), first);
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn what_is_typed_is_saved_right_or_wrong_before_the_code_is_shown() {
    let mut app = library().await;
    ready(&mut app).await;
    let role = format!("{START}/question-role");
    let unfinished = [("role", "other"), ("role__other", ""), ("leave", "yes")];
    let answer = app.post(&role, &unfinished).await;
    let code = shown(&app.follow(answer).await).unwrap();
    let mut phone = app.other_browser();
    back(&mut phone, &code).await;
    let page = phone.get(&role).await;
    let picked = page.attributes("input[name=role][checked]", "value");
    assert_eq!(picked, ["other"]);
}

#[tokio::test]
async fn the_page_says_what_the_code_is_worth_and_how_long_it_works() {
    let mut app = library().await;
    let page = left(&mut app).await;
    let code = shown(&page).unwrap();
    assert_eq!(code, ResumeCode::parse(&code).unwrap().to_string());
    let said = page.text("main");
    for part in [
        "Whoever has this code can read your answers and change them",
        "we cannot send it to you",
        "Write your code down, or take a picture of it",
        "works until 1pm on 13 July 2026",
        "30 minutes more",
        RETURN,
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(page.headers["cache-control"], "no-store");
    app.live
        .clock
        .advance(SignedDuration::from_hours(6 * 7 * 24) + SignedDuration::from_mins(10));
    let said = app.get(SAVE).await.text("main");
    assert!(
        said.contains("works until 1:30pm on 13 July 2026"),
        "{said}"
    );
}

#[tokio::test]
async fn asking_twice_shows_the_same_code_and_later_none_but_it_still_works() {
    let mut app = library().await;
    let first = code(&mut app).await;
    assert_eq!(code(&mut app).await, first);
    app.live.clock.advance(SignedDuration::from_mins(11));
    let page = left(&mut app).await;
    assert_eq!(shown(&page), None);
    assert!(page.text("main").contains("You have a code already"));
    assert!(
        page.text("main")
            .contains("You got it at 1pm on 1 June 2026")
    );
    assert_eq!(
        back(&mut app.other_browser(), &first).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn many_clicks_at_the_same_moment_make_one_code() {
    let mut app = library().await;
    ready(&mut app).await;
    let mut tabs: Vec<_> = (0..8).map(|_| app.same_browser()).collect();
    let clicks = tabs.iter_mut().map(|tab| tab.post(SAVE, &[]));
    futures::future::join_all(clicks).await;
    let code = shown(&app.get(SAVE).await).unwrap();
    back(&mut app.other_browser(), &code).await;
    assert_eq!(app.count("SELECT COUNT(*) FROM resume_code").await, 1);
}

#[tokio::test]
async fn a_new_code_ends_the_old_one_also_where_it_was_used() {
    let mut app = library().await;
    let page = left(&mut app).await;
    let old = shown(&page).unwrap();
    let mut thief = app.other_browser();
    back(&mut thief, &old).await;
    app.live.clock.advance(SignedDuration::from_mins(1));
    let answer = app.press(&page, SAVE, &[]).await;
    let new = shown(&app.follow(answer).await).unwrap();
    assert_ne!(old, new);
    let refused = back(&mut app.other_browser(), &old).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = thief.get(CHECK).await;
    assert!(answer.location().unwrap().ends_with("notice=lost"));
    assert_eq!(app.get(CHECK).await.status, StatusCode::OK);
    // The old form again, from a second click: it names a code that is no more, and changes nothing.
    app.press(&page, SAVE, &[]).await;
    assert_eq!(shown(&app.get(SAVE).await), Some(new.clone()));
    assert_eq!(
        back(&mut app.other_browser(), &new).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_code_is_understood_however_it_is_typed() {
    let mut app = library().await;
    let code = code(&mut app).await;
    let misread = code.replace('0', "o").replace('1', "l");
    for typed in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', "  "),
        format!("  {}  ", misread.to_lowercase()),
    ] {
        let page = back(&mut app.other_browser(), &typed).await;
        assert_eq!(page.status, StatusCode::OK, "{typed}");
        assert!(page.text("h1").starts_with("Check"), "{typed}");
    }
}

#[tokio::test]
async fn a_wrong_code_is_refused_in_plain_words_with_what_was_typed() {
    let mut app = library().await;
    code(&mut app).await;
    let mut stranger = app.other_browser();
    for (typed, sentence) in [
        ("", "Type your code"),
        ("7K3M", "It has 16 letters and numbers"),
        (NOBODYS, "We do not know this code"),
    ] {
        let page = back(&mut stranger, typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text(".error-summary").contains(sentence), "{typed}");
        assert!(page.text("#code-error").contains(sentence), "{typed}");
        assert_eq!(page.attributes("#code", "value"), [typed]);
        assert!(page.text("title").starts_with("Error: "));
        assert_eq!(stranger.cookie("draft"), None);
    }
}

#[tokio::test]
async fn many_wrong_codes_keep_nobody_from_coming_back() {
    let mut app = library().await;
    let code = code(&mut app).await;
    let mut stranger = app.other_browser();
    for _ in 0..50 {
        let page = back(&mut stranger, NOBODYS).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(back(&mut stranger, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_of_one_consultation_opens_nothing_in_another() {
    let mut app = library().await;
    let code = code(&mut app).await;
    app.open_blueprint(include_str!("library.toml"), "second")
        .await;
    let answer = app
        .other_browser()
        .post("/consultations/second/return", &[("code", &code)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_code_of_a_response_that_was_sent_says_so_and_shows_no_answer() {
    let mut app = library().await;
    let code = code(&mut app).await;
    let check = app.get(CHECK).await;
    app.press(&check, SEND, &[]).await;
    let mut stranger = app.other_browser();
    let page = back(&mut stranger, &code).await;
    assert_eq!(page.texts("h1"), ["This response was sent"]);
    assert!(
        !page.body.contains("other days")
            && page.attributes("[data-reference]", "class").is_empty()
    );
    assert_eq!(stranger.cookie("draft"), None);
    for path in [SAVE, COPY] {
        let answer = app.get(path).await;
        assert_eq!(answer.location().as_deref(), Some(RECEIPT), "{path}");
    }
    let answer = app.post(SAVE, &[]).await;
    assert_eq!(answer.location().as_deref(), Some(RECEIPT));
}

#[tokio::test]
async fn the_code_goes_when_the_response_is_deleted_and_a_month_after_closing() {
    let mut app = library().await;
    let one = code(&mut app).await;
    app.post("/consultations/library/respond/discard", &[])
        .await;
    let page = back(&mut app.other_browser(), &one).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut other = app.other_browser();
    let unsent = code(&mut other).await;
    back(&mut app.other_browser(), &unsent).await;
    let mut third = app.other_browser();
    code(&mut third).await;
    let check = third.get(CHECK).await;
    third.press(&check, SEND, &[]).await;
    assert_eq!(app.count("SELECT COUNT(*) FROM resume_code").await, 2);
    app.live
        .clock
        .advance(SignedDuration::from_hours((6 * 7 + 30) * 24));
    server::jobs::sweep(&app.live).await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM resume_code").await, 0);
    assert_eq!(app.count("SELECT COUNT(*) FROM draft_browser").await, 0);
}

#[tokio::test]
async fn a_code_works_for_half_an_hour_after_closing_and_then_says_closed() {
    let mut app = library().await;
    let code = code(&mut app).await;
    app.live.clock.advance(SignedDuration::from_mins(1));
    app.live
        .close(&TestApp::operator(), &SLUG.parse().unwrap(), "Withdrawn")
        .await
        .unwrap();
    app.live.clock.advance(SignedDuration::from_mins(29));
    let page = back(&mut app.other_browser(), &code).await;
    assert!(page.text("h1").starts_with("Check"));
    app.live.clock.advance(SignedDuration::from_mins(1));
    let page = back(&mut app.other_browser(), &code).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.texts("h1"), ["This consultation is closed"]);
}

#[tokio::test]
async fn a_computer_that_forgets_keeps_nothing_and_the_code_brings_it_back() {
    let mut app = library().await;
    let page = left(&mut app).await;
    let code = shown(&page).unwrap();
    let thief = app.same_browser();
    let answer = app.press(&page, FORGET, &[]).await;
    assert_eq!(app.cookie("draft"), None);
    let start = app.follow(answer).await;
    assert!(start.text(".notice").contains("use your code"));
    // Even somebody who had copied the cookie sees nothing.
    for mut browser in [app.same_browser(), thief] {
        let answer = browser.get(CHECK).await;
        assert!(answer.location().unwrap().ends_with("notice=lost"));
    }
    let page = back(&mut app, &code).await;
    assert!(page.text("main").contains("We work on the other days."));
    // The same of a browser that came back with the code.
    let page = app.get(SAVE).await;
    let thief = app.same_browser();
    app.press(&page, FORGET, &[]).await;
    for mut browser in [app.same_browser(), thief] {
        assert!(browser.get(CHECK).await.location().is_some());
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
}

#[tokio::test]
async fn without_a_code_forgetting_deletes_as_the_page_says() {
    let mut app = library().await;
    ready(&mut app).await;
    let page = app.get(SAVE).await;
    assert_eq!(shown(&page), None);
    assert!(page.text("main").contains("your answers are deleted"));
    let answer = app.press(&page, FORGET, &[]).await;
    let start = app.follow(answer).await;
    assert!(start.text(".notice").contains("Your response was deleted"));
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 0);
}

#[tokio::test]
async fn a_receipt_can_be_forgotten_and_leaves_a_further_response_alone() {
    let mut app = library().await;
    let receipt = sent(&mut app).await;
    let answer = app.press(&receipt, FORGET, &[("only", "receipt")]).await;
    for name in ["draft", "receipt", "equality"] {
        assert_eq!(app.cookie(name), None, "{name}");
    }
    assert!(
        app.follow(answer)
            .await
            .text(".notice")
            .contains("We have it")
    );
    let gone = app.get(RECEIPT).await;
    assert!(gone.location().unwrap().ends_with("notice=lost"));
    assert_eq!(responses(&app).await, 1);

    let receipt = sent(&mut app).await;
    let mut tab = app.same_browser();
    tab.lose_cookie("draft");
    ready(&mut tab).await;
    tab.press(&receipt, FORGET, &[("only", "receipt")]).await;
    assert_eq!(tab.cookie("receipt"), None);
    assert_eq!(tab.get(CHECK).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_uses_a_code_where_another_response_is_open_is_warned_first() {
    let mut app = library().await;
    code(&mut app).await;
    let page = app.get(RETURN).await;
    assert!(
        page.text(".notice")
            .contains("Another response has been begun")
    );
    assert!(
        app.other_browser()
            .get(RETURN)
            .await
            .texts(".notice")
            .is_empty()
    );
    let start = app.other_browser().get(START).await;
    assert!(
        start
            .attributes("main a", "href")
            .contains(&RETURN.to_owned())
    );
}

#[tokio::test]
async fn only_hashes_are_stored_and_the_audit_holds_nothing_of_it() {
    let mut app = library().await;
    let code = code(&mut app).await;
    let mut phone = app.other_browser();
    back(&mut phone, &code).await;
    let bare = code.replace('-', "");
    assert_eq!(
        app.texts_of("SELECT code_hash FROM resume_code").await,
        [hash(&bare)]
    );
    let token = phone.cookie("draft").unwrap();
    assert_eq!(
        app.texts_of("SELECT token_hash FROM draft_browser").await,
        [hash(token)]
    );
    let drafts = app
        .texts_of("SELECT id || token_hash || content || submission_key FROM draft")
        .await;
    let audit = app
        .texts_of("SELECT who || what || why || ids FROM audit")
        .await;
    assert!(!audit.is_empty());
    for text in drafts.iter().chain(&audit) {
        assert!(!text.contains(&bare) && !text.contains(&code) && !text.contains(&hash(&bare)));
    }
    assert!(!audit.iter().any(|line| line.contains("resume")));
}

#[tokio::test]
async fn after_a_restart_the_code_still_works_but_is_not_shown() {
    let mut app = library().await;
    let code = code(&mut app).await;
    app.restart();
    assert_eq!(shown(&app.get(SAVE).await), None);
    let page = back(&mut app.other_browser(), &code).await;
    assert!(page.text("h1").starts_with("Check"));
}

#[tokio::test]
async fn a_copy_shows_every_answer_says_that_nothing_is_sent_and_changes_nothing() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    assert!(
        check
            .attributes("main a", "href")
            .contains(&COPY.to_owned())
    );
    let page = app.get(COPY).await;
    assert_eq!(page.headers["cache-control"], "no-store");
    let said = page.text("main");
    for part in [
        "Not sent yet",
        "Should the library open on Sundays?",
        "We work on the other days.",
        "A parent",
        "Yes, without my name",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(page.texts("main form").is_empty());
    let answer = app.other_browser().get(COPY).await;
    assert!(answer.location().unwrap().ends_with("notice=lost"));
}
