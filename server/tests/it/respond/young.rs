//! Young people's own way: who is typing, an adult for those under 13, skip and stop, pictures.

use super::*;
use app::api::Reports as _;
use axum::http::StatusCode;
use domain::report::Template;

const WHO: &str = "/consultations/library/respond/who-is-typing";
const AGE: &str = "/consultations/library/respond/under-13";
const ADULT: &str = "/consultations/library/respond/ask-an-adult";
const HELPER: &str = "/consultations/library/respond/your-helper";
const GROUP: &str = "/consultations/library/respond/your-group";
const SUNDAY: &str = "/consultations/library/respond/question-sunday";
const STOP: &str = "/consultations/library/respond/stop";

/// A young person on the first page.
async fn young() -> (TestApp, Answer) {
    let mut app = library().await;
    let start = app.get(START).await;
    let begun = app
        .press(&start, START, &[("audience", "young-person")])
        .await;
    let page = app.follow(begun).await;
    (app, page)
}

/// Presses the button of a page and opens the page it leads to.
async fn on(app: &mut TestApp, page: &Answer, action: &str, typed: &[(&str, &str)]) -> Answer {
    let answer = app.press(page, action, typed).await;
    app.follow(answer).await
}

#[tokio::test]
async fn the_first_page_asks_who_is_typing_and_an_unanswered_one_says_what_to_do() {
    let (mut app, page) = young().await;
    assert_eq!(page.texts("h1"), ["Who is typing?"]);
    assert!(page.text("main").contains("There are 2 short questions."));
    assert_eq!(page.texts(".radio label").len(), 5);
    let again = on(&mut app, &page, WHO, &[]).await;
    assert_eq!(again.texts(".error-summary li"), ["Choose who is typing"]);
    assert_eq!(again.attributes(".error-summary a", "href"), ["#typing"]);
}

#[tokio::test]
async fn a_parent_is_never_asked_who_is_typing() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    assert!(!check.body.contains("Who is typing"));
    assert_eq!(app.get(WHO).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_child_alone_is_asked_kindly_to_fetch_an_adult_and_goes_on_with_one() {
    let (mut app, page) = young().await;
    let page = on(&mut app, &page, WHO, &[("typing", "alone")]).await;
    assert_eq!(page.texts("h1"), ["Are you under 13?"]);
    assert_eq!(page.texts(".radio label").len(), 3);
    let page = on(&mut app, &page, AGE, &[("under-13", "yes")]).await;
    assert_eq!(page.texts("h1"), ["Please ask a grown-up to sit with you"]);
    assert!(page.text("main").contains("You did nothing wrong"));
    // No way round it: every later page leads back here, and nothing can be sent.
    for path in [SUNDAY, CHECK] {
        let answer = app.get(path).await;
        assert_eq!(answer.location().as_deref(), Some(ADULT), "{path}");
    }
    let start = app.get(START).await;
    assert_eq!(start.attributes(".notice a.btn", "href"), [ADULT]);
    app.post(SEND, &[]).await;
    assert_eq!(responses(&app).await, 0);
    let stays = on(&mut app, &page, ADULT, &[]).await;
    assert_eq!(stays.texts("h1"), ["Please ask a grown-up to sit with you"]);
    let page = on(&mut app, &page, ADULT, &[("typing", "helped")]).await;
    assert_eq!(page.texts("h1"), ["Who is helping you?"]);
    let said = [("typist", "teacher"), ("whose-words", "both")];
    let page = on(&mut app, &page, HELPER, &said).await;
    assert!(page.text("h1").contains("library open on Sundays"));
}

#[tokio::test]
async fn what_was_typed_before_an_adult_came_is_still_there_afterwards() {
    let (mut app, page) = young().await;
    let page = on(&mut app, &page, WHO, &[("typing", "alone")]).await;
    let page = on(&mut app, &page, AGE, &[("under-13", "no")]).await;
    on(&mut app, &page, SUNDAY, &[("why", "I like the fish tank.")]).await;
    let page = app.get(AGE).await;
    let page = on(&mut app, &page, AGE, &[("under-13", "yes")]).await;
    let page = on(&mut app, &page, ADULT, &[("typing", "helped")]).await;
    let said = [("typist", "parent"), ("whose-words", "theirs")];
    let page = on(&mut app, &page, HELPER, &said).await;
    // They go on behind what they have answered, and it is all there.
    assert!(page.text(".progress").starts_with("Page 4 of"));
    let page = app.get(SUNDAY).await;
    assert!(page.body.contains("I like the fish tank."));
}

#[tokio::test]
async fn who_typed_and_whose_words_are_stored_shown_exported_and_counted_but_no_age() {
    let (mut app, page) = young().await;
    let page = on(&mut app, &page, WHO, &[("typing", "typed-for")]).await;
    assert_eq!(page.texts("h1"), ["Who are you?"]);
    let said = [("typist", "advocate"), ("whose-words", "understood")];
    on(&mut app, &page, HELPER, &said).await;
    let typed = BTreeMap::from([
        ("sunday", "agree"),
        ("quote", "yes"),
        ("typing", "typed-for"),
    ]);
    let check = app.answer_all(SLUG, "young-person", &typed).await;
    let answers = check.texts(".summary-list dd");
    assert!(
        answers.iter().any(|a| a.starts_with("An advocate")),
        "{answers:?}"
    );
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    let stored = app
        .texts_of("SELECT typing || '/' || typist || '/' || whose_words FROM contribution")
        .await;
    assert_eq!(stored, ["typed-for/advocate/understood"]);
    let report = app
        .live
        .report(
            &TestApp::operator(),
            &SLUG.parse().unwrap(),
            Template::Consultation,
            None,
        )
        .await
        .unwrap();
    let report = serde_json::to_string(&report).unwrap();
    assert!(report.contains("Who typed: A young person"), "{report}");
    assert!(report.contains("[c]"), "one person is not told: {report}");
}

#[tokio::test]
async fn a_group_gives_its_headcount_and_how_it_agreed_and_counts_as_a_group() {
    let (mut app, page) = young().await;
    let page = on(&mut app, &page, WHO, &[("typing", "group")]).await;
    let wrong = on(&mut app, &page, GROUP, &[("group-size", "lots")]).await;
    let hrefs = wrong.attributes(".error-summary a", "href");
    assert_eq!(hrefs, ["#group-size", "#agreed"]);
    assert!(
        wrong
            .form(GROUP)
            .contains(&("group-size".to_owned(), "lots".to_owned()))
    );
    let typed = BTreeMap::from([
        ("typing", "group"),
        ("group-size", "9"),
        ("agreed", "differences"),
        ("typist", "youth-worker"),
        ("sunday", "agree"),
        ("quote", "no"),
    ]);
    let check = app.answer_all(SLUG, "young-person", &typed).await;
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    let stored = app
        .texts_of("SELECT capacity || '/' || typist || '/' || agreed FROM contribution WHERE group_size = 9")
        .await;
    assert_eq!(stored, ["group/youth-worker/differences"]);
}

#[tokio::test]
async fn a_question_can_be_skipped_and_words_only_go_when_their_writer_is_sure() {
    let (mut app, page) = young().await;
    let page = on(&mut app, &page, WHO, &[("typing", "alone")]).await;
    let page = on(&mut app, &page, AGE, &[("under-13", "not-said")]).await;
    assert!(
        page.texts("button")
            .contains(&"Skip this question".to_owned())
    );
    let typed = [("sunday", "agree"), ("why", "Because."), ("skip", "yes")];
    let asks = on(&mut app, &page, SUNDAY, &typed).await;
    assert!(asks.text(".notice").contains("You wrote something here"));
    assert!(asks.body.contains("Because."));
    let skipped = app.press(&asks, SUNDAY, &[("skip", "sure")]).await;
    let on_to = skipped.location().unwrap();
    assert!(on_to.ends_with("/check-your-answers"), "nothing to quote");
    let page = app.get(SUNDAY).await;
    let kept = page.form(SUNDAY);
    assert!(
        kept.iter()
            .all(|(name, value)| name != "sunday" && value != "Because."),
        "{kept:?}"
    );
    let skipped = app
        .press(&page, SUNDAY, &[("sunday", "agree"), ("skip", "yes")])
        .await;
    assert!(
        skipped.location().unwrap().ends_with("/check-your-answers"),
        "a choice goes without asking"
    );
}

#[tokio::test]
async fn stop_for_now_saves_the_page_and_leads_to_what_there_is_to_do() {
    let (mut app, page) = young().await;
    let page = on(&mut app, &page, WHO, &[("typing", "alone")]).await;
    let page = on(&mut app, &page, AGE, &[("under-13", "no")]).await;
    let typed = [("why", "Half a thou"), ("leave", "stop")];
    let stopped = app.press(&page, SUNDAY, &typed).await;
    assert_eq!(stopped.location().as_deref(), Some(STOP));
    let stop = app.get(STOP).await;
    let words = stop.text("main");
    for told in [
        "It is fine to stop",
        "Childline",
        "0800 1111",
        "01632 960120",
        "not sent",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    assert!(app.get(SUNDAY).await.body.contains("Half a thou"));
    let code = app.press(&stop, &format!("{START}/save"), &[]).await;
    assert_eq!(
        app.follow(code)
            .await
            .attributes("[data-resume-code]", "data-resume-code")
            .len(),
        1
    );
    let gone = app.press(&stop, &format!("{START}/discard"), &[]).await;
    app.follow(gone).await;
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 0);
    let lost = app.get(STOP).await;
    assert!(lost.location().unwrap().ends_with("respond?notice=lost"));
}

#[tokio::test]
async fn pictures_can_be_turned_off_from_a_form_without_losing_a_word_and_on_again_by_a_link() {
    let (mut app, page) = young().await;
    assert!(page.body.contains("<svg"));
    let page = on(
        &mut app,
        &page,
        WHO,
        &[("typing", "alone"), ("pictures", "no")],
    )
    .await;
    assert_eq!(page.texts("h1"), ["Who is typing?"], "the same page again");
    assert!(
        page.form(WHO)
            .contains(&("typing".to_owned(), "alone".to_owned()))
    );
    assert!(!page.body.contains("<svg"), "words only");
    assert!(
        !app.get(AGE).await.body.contains("<svg"),
        "on every page from now on"
    );
    let read = "/consultations/library?for=young-person";
    let read = app.get(&format!("{read}&pictures=yes")).await;
    assert!(read.text("main").contains("words only, without pictures"));
    assert!(app.get(WHO).await.body.contains("<svg"));
    let other = app.other_browser().get(&format!("{WHO}?pictures=no")).await;
    assert!(
        other.location().is_some(),
        "a stranger is still led to the start"
    );
}

#[tokio::test]
async fn an_officer_who_enters_a_paper_form_says_who_wrote_it_or_leaves_it_open() {
    let mut app = library().await;
    let form = "/officer/consultations/library/enter?audience=young-person";
    let new = server::backend::accounts::NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: "three random words".to_owned(),
        grant: domain::access::Grant {
            role: domain::access::Role::Admin,
            consultation: None,
        },
    };
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    app.sign_in("ada@eastmarch.example", "three random words")
        .await;
    for (typing, agreed) in [("group", "most"), ("", "")] {
        let page = app.get(form).await;
        let typed = [
            ("entry__channel", "paper"),
            ("entry__received-day", "1"),
            ("entry__received-month", "6"),
            ("entry__received-year", "2026"),
            ("entry__typing", typing),
            ("entry__agreed", agreed),
            (
                "entry__group-size",
                if typing.is_empty() { "" } else { "7" },
            ),
            ("sunday", "agree"),
        ];
        let answer = app.press(&page, form, &typed).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{}",
            answer.text(".error-summary")
        );
    }
    let stored = "SELECT capacity || '/' || COALESCE(typing, '') || '/' || COALESCE(agreed, '') FROM contribution ORDER BY 1";
    assert_eq!(
        app.texts_of(stored).await,
        ["group/group/most", "individual//"]
    );
    let reference = app
        .texts_of("SELECT reference FROM contribution WHERE typing = 'group'")
        .await;
    let shown = app
        .get(&format!(
            "/officer/consultations/library/responses/{}",
            reference[0]
        ))
        .await;
    let words = shown.text("main");
    assert!(
        words.contains("A group") && words.contains("Most of us agreed"),
        "{words}"
    );
}

#[tokio::test]
async fn whoever_reads_the_proposal_in_easy_words_begins_in_easy_words_with_one_button() {
    let mut app = library().await;
    let proposal = app.get("/consultations/library?for=young-person").await;
    let ways = proposal.attributes("a.btn", "href");
    let easy = format!("{START}?for=young-person");
    assert!(
        !ways.is_empty() && ways.iter().all(|way| *way == easy),
        "{ways:?}"
    );
    let start = app.get(&easy).await;
    assert_eq!(start.texts("h1"), ["Tell us what you think"]);
    assert_eq!(start.texts(".idea").len(), start.texts(".idea svg").len());
    assert!(
        start
            .text("main")
            .contains("What you say will not change the help you get.")
    );
    assert!(
        start.texts("input[type=radio]").is_empty(),
        "who they are is known"
    );
    assert!(
        start
            .attributes("main a", "href")
            .contains(&START.to_owned()),
        "or they are somebody else"
    );
    let begun = app.press(&start, START, &[]).await;
    let page = app.follow(begun).await;
    assert_eq!(page.texts("h1"), ["Who is typing?"]);
    let back = app.get(&easy).await;
    assert!(
        back.text("main").contains("You have begun a response"),
        "{}",
        back.text("main")
    );
    // Nobody else's words are easy.
    let mut other = app.other_browser();
    let plain = other.get(&format!("{START}?for=parent-carer")).await;
    assert!(plain.texts("input[type=radio]").len() > 1);
    assert!(
        !plain.text("main").contains("your child’s"),
        "not only parents read it"
    );
}

#[tokio::test]
async fn whoever_is_not_sure_about_being_quoted_comes_back_to_that_and_is_not_quoted() {
    let (mut app, page) = young().await;
    on(&mut app, &page, WHO, &[("typing", "not-said")]).await;
    let consent = format!("{START}/your-words");
    app.post(SUNDAY, &[("sunday", "agree"), ("why", "I like books.")])
        .await;
    app.post(
        &format!("{START}/question-why"),
        &[("why", "I like books.")],
    )
    .await;
    app.post(&consent, &[("quote", "not-sure")]).await;
    let page = app.get(&consent).await;
    assert_eq!(
        page.attributes("input[name=quote][checked]", "value"),
        ["not-sure"]
    );
    let check = app.get(&format!("{START}/check-your-answers")).await;
    assert!(
        check
            .text("main")
            .contains("Not sure. Then we only read them"),
        "{}",
        check.text("main")
    );
    app.post(&consent, &[("quote", "no")]).await;
    let page = app.get(&consent).await;
    assert_eq!(
        page.attributes("input[name=quote][checked]", "value"),
        ["no"]
    );
}
