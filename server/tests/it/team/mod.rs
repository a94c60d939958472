//! A school answers as a team: the lead, colleagues with the team code, and nobody's words lost.

mod alone;
mod isolation;
mod together;

use crate::kit::{Answer, TestApp};

const SLUG: &str = "library";
const START: &str = "/consultations/library/respond";
const ABOUT: &str = "/consultations/library/respond/about-you";
const SUNDAY: &str = "/consultations/library/respond/question-sunday";
const CHECK: &str = "/consultations/library/respond/check-your-answers";
const SEND: &str = "/consultations/library/respond/send";
const SAVE: &str = "/consultations/library/respond/save";
const TEAM: &str = "/consultations/library/respond/team";
const SHARE: &str = "/consultations/library/respond/team/share";
const TAKE: &str = "/consultations/library/respond/team/take";
const END: &str = "/consultations/library/respond/team/end";
const JOIN: &str = "/consultations/library/team";

/// A server with a small open consultation, and the lead's browser with a team. Gives its code.
async fn lead() -> (TestApp, String) {
    let mut app = TestApp::new().await;
    app.open_blueprint(include_str!("../respond/library.toml"), SLUG)
        .await;
    let page = app.get(START).await;
    app.press(&page, START, &[("audience", "school-staff")])
        .await;
    let fields = [
        ("capacity", "organisation"),
        ("organisation", "Ashmere Primary School"),
        ("authorised", "yes"),
        ("team", "yes"),
    ];
    let answer = app.post(ABOUT, &fields).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    let page = app.follow(answer).await;
    let code = shown(&page).unwrap_or_else(|| panic!("no code on\n{}", page.body));
    (app, code)
}

/// The team code on a page, if it shows one.
fn shown(page: &Answer) -> Option<String> {
    page.attributes("[data-team-code]", "data-team-code").pop()
}

/// Somebody who joins with a code, in a browser of their own.
async fn joined(app: &TestApp, code: &str, called: &str) -> TestApp {
    let mut colleague = app.other_browser();
    let answer = colleague
        .post(JOIN, &[("code", code), ("called", called)])
        .await;
    assert_eq!(answer.location().as_deref(), Some(TEAM), "{called}");
    colleague
}

/// Answers the question with words.
async fn wrote(app: &mut TestApp, words: &str) {
    let answer = app
        .post(SUNDAY, &[("sunday", "agree"), ("why", words)])
        .await;
    assert!(answer.location().is_some(), "{answer:?}");
}

/// Shares what they wrote.
async fn shares(app: &mut TestApp) {
    let page = app.get(TEAM).await;
    let answer = app.press(&page, SHARE, &[]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
}

/// What stands in the lead's own box.
async fn own_words(app: &mut TestApp) -> String {
    let page = app.get(SUNDAY).await;
    let fields = page.form(SUNDAY);
    let found = fields.into_iter().find(|(name, _)| name == "why");
    // A text area begins with a line end that browsers drop.
    found
        .map(|(_, text)| text.trim().to_owned())
        .unwrap_or_default()
}

/// Sends the lead's response.
async fn sends(app: &mut TestApp) -> Answer {
    app.post(
        &format!("{START}/your-words"),
        &[("quote", "yes"), ("publish", "yes")],
    )
    .await;
    let check = app.get(CHECK).await;
    let answer = app.press(&check, SEND, &[]).await;
    app.follow(answer).await
}

async fn responses(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) FROM contribution").await
}
