//! Comments on single clauses, without script.

use crate::kit::TestApp;
use axum::http::StatusCode;
use jiff::SignedDuration;

const DOCUMENT: &str = "/consultations/banding/documents/framework";

fn form(clause: &str) -> String {
    format!("{DOCUMENT}/clauses/{clause}/comment")
}

async fn open() -> TestApp {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    app
}

#[tokio::test]
async fn a_first_comment_begins_a_response_and_waits_to_be_sent_with_others() {
    let mut app = open().await;
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("h1"), ["Comment on clause 2.2"]);
    assert!(
        page.text("main")
            .contains("do not write the names of children")
    );
    assert_eq!(
        page.attributes("input[name=stance]", "value"),
        ["agree", "change", "object"]
    );
    assert_eq!(page.texts("input[name=audience] + label").len(), 5);

    let typed = [
        ("audience", "school-staff"),
        ("stance", "change"),
        ("text", "Band 3 does not pay for a full-time assistant."),
        ("suggestion", "Band 3: £6,500"),
    ];
    let posted = app.post(&form("values"), &typed).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    let page = app.follow(posted).await;
    assert!(
        page.text("[role=status]")
            .contains("Your comment on clause 2.2 is saved")
    );
    assert!(
        page.text("#clause-values")
            .contains("You would change it. Not sent yet.")
    );

    // The second form need not ask again who is speaking.
    let second = app.get(&form("review-route")).await;
    assert!(second.texts("input[name=audience]").is_empty());
    let posted = app
        .post(&form("review-route"), &[("stance", "agree")])
        .await;
    let page = app.follow(posted).await;
    let send = page.texts("a[href='/consultations/banding/respond/check-your-answers']");
    assert_eq!(
        send.first().map(String::as_str),
        Some("Check and send your comments (2)")
    );
}

#[tokio::test]
async fn a_comment_can_be_changed_and_taken_back() {
    let mut app = open().await;
    let typed = [
        ("audience", "voluntary"),
        ("stance", "object"),
        ("text", "First words."),
    ];
    app.post(&form("values"), &typed).await;
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("textarea#text"), ["First words."]);
    assert_eq!(
        page.attributes("input[name=stance][checked]", "value"),
        ["object"]
    );
    app.post(
        &form("values"),
        &[("stance", "change"), ("text", "Second words.")],
    )
    .await;
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("textarea#text"), ["Second words."]);

    let removed = app.post(&form("values"), &[("remove", "yes")]).await;
    let page = app.follow(removed).await;
    assert!(page.text("[role=status]").contains("is removed"));
    assert!(!page.text("main").contains("Check and send your comments"));
}

#[tokio::test]
async fn a_refused_comment_keeps_every_word_and_says_what_to_do() {
    let mut app = open().await;
    let long = "x".repeat(10_001);
    let page = app
        .post(
            &form("values"),
            &[("text", &long), ("suggestion", "<b>&amp;</b>")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    let links = page.attributes(".error-summary a", "href");
    assert_eq!(links, ["#audience", "#stance"]);
    for link in links {
        assert_eq!(page.attributes(&link, "id").len(), 1, "{link}");
    }
    assert_eq!(page.texts("textarea#text"), std::slice::from_ref(&long));
    assert_eq!(page.texts("textarea#suggestion"), ["<b>&amp;</b>"]);
    let typed = [
        ("audience", "voluntary"),
        ("stance", "change"),
        ("text", &long),
    ];
    let page = app.post(&form("values"), &typed).await;
    let errors = page.texts(".error-summary a");
    assert_eq!(
        errors,
        ["Your comment must be 10,000 characters or fewer. It is 1 character too long"]
    );
    assert_eq!(
        page.attributes("input[name=audience][checked]", "value"),
        ["voluntary"]
    );
    let page = app
        .post(
            &form("values"),
            &[("audience", "voluntary"), ("stance", "change")],
        )
        .await;
    assert_eq!(
        page.texts(".error-summary a"),
        ["Say what you would change, or suggest other words"]
    );
}

#[tokio::test]
async fn ten_thousand_characters_of_any_script_are_taken() {
    let mut app = open().await;
    let text = "ż".repeat(10_000);
    let typed = [
        ("audience", "voluntary"),
        ("stance", "change"),
        ("text", &text),
    ];
    let posted = app.post(&form("values"), &typed).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    assert_eq!(
        app.get(&form("values")).await.texts("textarea#text"),
        [text]
    );
}

#[tokio::test]
async fn after_closing_a_comment_is_refused_with_a_page_but_one_who_had_begun_has_half_an_hour() {
    let mut app = open().await;
    let begun = [("audience", "voluntary"), ("stance", "agree")];
    app.post(&form("values"), &begun).await;
    let weeks = SignedDuration::from_hours(24 * 7 * 6);
    app.live
        .clock
        .advance(weeks + SignedDuration::from_mins(10));
    let mut late = app.other_browser();
    let page = late.get(&form("values")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.texts("h1"), ["This consultation is closed"]);
    assert_eq!(
        late.post(&form("values"), &begun).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        app.post(&form("review-route"), &[("stance", "agree")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    app.live.clock.advance(SignedDuration::from_mins(21));
    assert_eq!(
        app.post(&form("review-route"), &[("stance", "agree")])
            .await
            .status,
        StatusCode::CONFLICT
    );
    assert!(
        !app.get(DOCUMENT)
            .await
            .text("main")
            .contains("Check and send")
    );
}

#[tokio::test]
async fn nobody_sees_or_removes_a_comment_of_somebody_else() {
    let mut app = open().await;
    app.post(
        &form("values"),
        &[
            ("audience", "voluntary"),
            ("stance", "change"),
            ("text", "Mine alone."),
        ],
    )
    .await;
    let mut other = app.other_browser();
    assert!(
        !other
            .get(&form("values"))
            .await
            .body
            .contains("Mine alone.")
    );
    other.post(&form("values"), &[("remove", "yes")]).await;
    let mine = app.get(&form("values")).await;
    assert_eq!(mine.texts("textarea#text"), ["Mine alone."]);
    assert_eq!(mine.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn an_unknown_clause_or_audience_is_refused() {
    let mut app = open().await;
    assert_eq!(
        app.post(&form("none"), &[("stance", "agree")]).await.status,
        StatusCode::NOT_FOUND
    );
    let page = app
        .post(
            &form("values"),
            &[("stance", "agree"), ("audience", "martians")],
        )
        .await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#audience"]);
}

/// What script posts while somebody writes, from the form as it is now.
async fn begun(app: &mut TestApp, clause: &str, typed: &str) -> StatusCode {
    let page = app.get(&form(clause)).await;
    let state = page.attributes("input[name=state]", "value").remove(0);
    autosave(app, clause, "1", &format!("{typed}&state={state}")).await
}

async fn autosave(app: &mut TestApp, clause: &str, time: &str, typed: &str) -> StatusCode {
    let path = form(clause);
    let headers = [("x-autosave", time)];
    app.post_with(&path, &headers, typed).await.status
}

const CHECK: &str = "/consultations/banding/respond/check-your-answers";
const UNSAVED: &str = "did not save";

#[tokio::test]
async fn a_comment_that_is_begun_is_kept_and_is_no_part_of_the_response() {
    let mut app = open().await;
    assert_eq!(
        begun(&mut app, "values", "text=").await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        app.count("SELECT COUNT(*) FROM draft").await,
        0,
        "nothing typed"
    );
    let half = "audience=voluntary&stance=change&text=Half+a+sen";
    assert_eq!(begun(&mut app, "values", half).await, StatusCode::CREATED);
    assert_eq!(
        begun(&mut app, "values", half).await,
        StatusCode::NO_CONTENT
    );
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("textarea#text"), ["Half a sen"]);
    let checked = page.attributes("input[checked]", "value");
    assert_eq!(checked, ["voluntary", "change"]);
    assert!(
        page.text("main")
            .contains("It is not part of your answer yet.")
    );
    let document = app.get(DOCUMENT).await;
    assert!(!document.text("#clause-values").contains("Not sent yet"));

    let typed = [
        ("audience", "voluntary"),
        ("stance", "change"),
        ("text", "Whole."),
    ];
    app.post(&form("values"), &typed).await;
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("textarea#text"), ["Whole."]);
    assert!(!page.text("main").contains(UNSAVED));
}

#[tokio::test]
async fn what_was_on_its_way_when_a_comment_was_saved_or_removed_comes_too_late() {
    let mut app = open().await;
    let page = app.get(&form("values")).await;
    let before = page.attributes("input[name=state]", "value").remove(0);
    let typed = [
        ("audience", "voluntary"),
        ("stance", "change"),
        ("text", "Whole."),
    ];
    app.post(&form("values"), &typed).await;
    let page = app.get(&form("values")).await;
    let after = page.attributes("input[name=state]", "value").remove(0);
    let older = format!("stance=change&text=Half&state={before}");
    assert_eq!(
        autosave(&mut app, "values", "1", &older).await,
        StatusCode::CONFLICT
    );
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("textarea#text"), ["Whole."]);
    app.post(&form("values"), &[("remove", "yes")]).await;
    let older = format!("stance=change&text=Whole,+and+more&state={after}");
    assert_eq!(
        autosave(&mut app, "values", "1", &older).await,
        StatusCode::CONFLICT
    );
    assert_eq!(app.get(&form("values")).await.texts("textarea#text"), [""]);
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookies_is_told_that_nothing_is_kept_for_it() {
    let mut app = open().await;
    assert_eq!(
        begun(&mut app, "values", "text=Half").await,
        StatusCode::CREATED
    );
    let mut forgetful = app.other_browser();
    let page = forgetful.get(&form("values")).await;
    let state = page.attributes("input[name=state]", "value").remove(0);
    let more = format!("text=Half+a+sen&state={state}");
    let told = autosave(&mut forgetful, "values", "again", &more).await;
    assert_eq!(told, StatusCode::CONFLICT);
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
}

#[tokio::test]
async fn whoever_checks_their_answers_is_told_of_a_comment_that_is_not_saved_and_it_is_not_sent() {
    let mut app = open().await;
    let typed = [("audience", "voluntary"), ("stance", "agree"), ("text", "")];
    app.post(&form("review-route"), &typed).await;
    begun(&mut app, "values", "stance=object&text=Half+a+sen").await;
    let page = app.get(CHECK).await;
    let notice = page.text(".notice-warning");
    assert!(
        notice.contains("They are not part of your answer."),
        "{notice}"
    );
    assert_eq!(
        page.attributes(".notice-warning a", "href"),
        [form("values")]
    );
    assert!(!page.text("main .summary-list").contains("Half a sen"));
    let respond = "/consultations/banding/respond";
    for (page, typed) in [
        ("about-you", ("capacity", "individual")),
        ("your-words", ("quote", "no")),
    ] {
        app.post(&format!("{respond}/{page}"), &[typed]).await;
    }
    let page = app.get(CHECK).await;
    let sent = app
        .press(&page, "/consultations/banding/respond/send", &[])
        .await;
    let receipt = app.follow(sent).await;
    let reference = receipt.attributes("[data-reference]", "data-reference");
    assert_eq!(reference.len(), 1, "{}", receipt.text("main"));
    assert_eq!(app.count("SELECT COUNT(*) FROM clause_comment").await, 1);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM text_item WHERE body LIKE 'Half%'")
            .await,
        0
    );
    // Whoever goes on writing in another tab begins nothing without meaning to.
    let told = begun(&mut app, "values", "text=Half+a+sentence").await;
    assert_eq!(told, StatusCode::CONFLICT);
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
}

#[tokio::test]
async fn a_comment_that_is_begun_can_be_dropped_and_what_was_saved_stays() {
    let mut app = open().await;
    let typed = [
        ("audience", "voluntary"),
        ("stance", "agree"),
        ("text", "Good."),
    ];
    app.post(&form("values"), &typed).await;
    begun(&mut app, "values", "stance=object&text=Bad").await;
    begun(&mut app, "review-route", "stance=object&text=Bad").await;
    let page = app.get(&form("values")).await;
    assert_eq!(
        page.texts("button[name=forget]"),
        ["Go back to what I saved"]
    );
    let dropped = app.post(&form("values"), &[("forget", "yes")]).await;
    assert_eq!(dropped.location().as_deref(), Some(DOCUMENT));
    let page = app.get(&form("values")).await;
    assert_eq!(page.texts("textarea#text"), ["Good."]);
    assert!(!page.text("main").contains(UNSAVED));
    let page = app.get(CHECK).await;
    assert!(
        page.text(".notice-warning button")
            .starts_with("Do not keep it: ")
    );
    let from = [("forget", "yes"), ("from", "check")];
    let dropped = app.post(&form("review-route"), &from).await;
    assert_eq!(dropped.location().as_deref(), Some(CHECK));
    assert!(!app.follow(dropped).await.text("main").contains(UNSAVED));
}

#[tokio::test]
async fn what_is_begun_after_closing_is_not_kept() {
    let mut app = open().await;
    app.live.clock.advance(SignedDuration::from_hours(24 * 365));
    let half = autosave(&mut app, "values", "1", "text=Half").await;
    assert!(half.is_client_error(), "{half}");
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 0);
}
