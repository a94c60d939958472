//! Who sees what: a colleague never sees another's draft or the lead's, and a code opens nothing that was written.

use super::*;
use axum::http::StatusCode;

#[tokio::test]
async fn a_colleague_never_sees_what_the_lead_or_another_wrote() {
    let (mut app, code) = lead().await;
    wrote(&mut app, "Words of the lead.").await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Words of the bursar.").await;
    shares(&mut bursar).await;
    let mut head = joined(&app, &code, "Head").await;
    let pages = [
        START,
        ABOUT,
        SUNDAY,
        CHECK,
        TEAM,
        SAVE,
        JOIN,
        "/consultations/library/respond/copy",
        "/consultations/library/respond/team/both?piece=why&called=Bursar",
    ];
    for page in pages {
        let answer = head.get(page).await;
        let page = head.follow(answer).await;
        assert!(!page.body.contains("Words of"), "{}", page.body);
    }
    let answer = head.post(TAKE, &[("take", "use:why:Bursar")]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    assert_eq!(own_words(&mut head).await, "");
    // Nor does a stranger, or somebody who writes alone.
    let mut alone = app.other_browser();
    let page = alone.get(START).await;
    alone
        .press(&page, START, &[("audience", "school-staff")])
        .await;
    let answer = alone.post(TAKE, &[("take", "use:why:Bursar")]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    assert!(!alone.get(SUNDAY).await.body.contains("Words of"));
}

#[tokio::test]
async fn a_colleague_cannot_send_nor_say_for_whom_the_team_answers() {
    let (app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Mine.").await;
    for page in [ABOUT.to_owned(), format!("{START}/your-words")] {
        assert_eq!(
            bursar.get(&page).await.status,
            StatusCode::NOT_FOUND,
            "{page}"
        );
        assert_eq!(bursar.post(&page, &[]).await.status, StatusCode::NOT_FOUND);
    }
    let check = bursar.get(CHECK).await;
    assert_eq!(
        check.texts("h1"),
        ["Check your answers before you share them"]
    );
    assert!(!check.body.contains("Send my response"));
    bursar.post(SEND, &[]).await;
    let answer = bursar.post(START, &[("audience", "parent-carer")]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    let answer = bursar.post(TEAM, &[]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    assert_eq!(responses(&app).await, 0);
    let start = bursar.get(START).await;
    assert_eq!(start.names().iter().filter(|n| *n == "audience").count(), 0);
    // A draft that was never sent is no response.
    assert_eq!(
        app.count("SELECT COUNT(*) FROM draft WHERE reference IS NOT NULL")
            .await,
        0
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_code_or_a_name_is_said_and_what_was_typed_stays() {
    let (app, code) = lead().await;
    let mut browser = app.other_browser();
    let long = "x".repeat(41);
    for (typed, called, said) in [
        ("", "Bursar", "Type the team code"),
        ("7K3M", "Bursar", "Check the team code"),
        ("0000-0000-0000-0000", "Bursar", "We do not know this code"),
        (code.as_str(), " ", "Write what your lead should call you"),
        (code.as_str(), long.as_str(), "Use 40 characters or fewer"),
    ] {
        let answer = browser
            .post(JOIN, &[("code", typed), ("called", called)])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text(".error-summary").contains(said), "{said}");
        assert_eq!(answer.attributes("#code", "value"), [typed]);
        assert_eq!(answer.attributes("#called", "value"), [called]);
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
    joined(&app, &code.to_lowercase().replace('-', " "), "Bursar").await;
    let answer = browser
        .post(JOIN, &[("code", &code), ("called", "bursar")])
        .await;
    assert!(
        answer
            .text(".error-summary")
            .contains("called that already")
    );
    assert_eq!(browser.cookie("draft"), None);
}

#[tokio::test]
async fn many_wrong_codes_keep_nobody_from_joining() {
    let (app, code) = lead().await;
    let mut guesser = app.other_browser();
    let wrong = [("code", "0000-0000-0000-0000"), ("called", "Head")];
    for _ in 0..50 {
        let answer = guesser.post(JOIN, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    joined(&app, &code, "Head").await;
}

#[tokio::test]
async fn a_code_of_one_kind_typed_where_the_other_belongs_is_told() {
    let (mut app, code) = lead().await;
    let back = "/consultations/library/return";
    let mut browser = app.other_browser();
    let answer = browser.post(back, &[("code", &code)]).await;
    assert!(
        answer
            .text(".error-summary")
            .contains("This is a team code")
    );
    let answer = app.post(SAVE, &[]).await;
    let page = app.follow(answer).await;
    let own = page
        .attributes("[data-resume-code]", "data-resume-code")
        .remove(0);
    let answer = browser
        .post(JOIN, &[("code", &own), ("called", "Head")])
        .await;
    assert!(
        answer
            .text(".error-summary")
            .contains("This is not a team code")
    );
}

#[tokio::test]
async fn a_team_code_opens_nothing_in_another_consultation() {
    let (app, code) = lead().await;
    app.open_blueprint(include_str!("../respond/library.toml"), "other")
        .await;
    let mut browser = app.other_browser();
    let answer = browser
        .post(
            "/consultations/other/team",
            &[("code", &code), ("called", "Head")],
        )
        .await;
    assert!(
        answer
            .text(".error-summary")
            .contains("We do not know this code")
    );
}

#[tokio::test]
async fn neither_code_nor_words_are_stored_where_others_read_them() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Mine.").await;
    shares(&mut bursar).await;
    sends(&mut app).await;
    let bare = code.replace('-', "");
    for text in app.texts_of("SELECT code_hash FROM team").await {
        assert!(!text.contains(&bare));
    }
    for line in app
        .texts_of("SELECT who || what || why || ids FROM audit")
        .await
    {
        assert!(!line.contains("Bursar") && !line.contains(&bare) && !line.contains("Mine."));
    }
}
