//! Drafts that are lost, foreign or unknown; and what keeps a draft private.

use super::*;
use axum::http::{Request, StatusCode, header};
use domain::access::Caller;

#[tokio::test]
async fn without_a_draft_every_page_leads_to_the_start_with_a_kind_word() {
    let mut app = library().await;
    for page in [
        "question-role",
        "your-words",
        "check-your-answers",
        "receipt",
    ] {
        let answer = app.get(&format!("{START}/{page}")).await;
        let start = app.follow(answer).await;
        assert_eq!(start.status, StatusCode::OK);
        assert!(
            start
                .text(".notice")
                .contains("could not find the response you began"),
            "{page}"
        );
    }
    let answer = app
        .post(&format!("{START}/question-role"), &[("role", "parent")])
        .await;
    assert!(
        app.follow(answer)
            .await
            .text(".notice")
            .contains("could not find")
    );
    app.set_cookie("draft", "nonsense");
    let answer = app.get(CHECK).await;
    assert!(
        app.follow(answer)
            .await
            .text(".notice")
            .contains("could not find")
    );
}

#[tokio::test]
async fn words_of_a_response_that_was_lost_are_shown_and_carried_into_a_new_one() {
    let mut app = library().await;
    ready(&mut app).await;
    app.lose_cookie("draft");
    let page = format!("{START}/question-sunday");
    let words = "We work on <b>the</b> other days.";
    let typed = [("sunday", "agree"), ("why", words)];
    let shown = app.post(&page, &typed).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(shown.text("h1").contains("not saved this yet"));
    assert_eq!(shown.text("main .as-typed"), words);

    // Nobody said who they are: asked for, and the words are still there.
    let asked = app.press(&shown, START, &[]).await;
    assert!(
        asked
            .text(".error-summary")
            .contains("Choose which of these")
    );
    assert_eq!(asked.text("main .as-typed"), words);
    let audience = [("audience", "parent-carer")];
    let begun = app.press(&asked, START, &audience).await;
    app.follow(begun).await;
    let role = format!("{START}/question-role");
    let answer = app.post(&role, &[("role", "parent")]).await;
    let next = app.follow(answer).await;
    assert_eq!(next.text("textarea[name=why]"), words);
    assert_eq!(
        next.attributes("[name=sunday][checked]", "value"),
        ["agree"]
    );
}

#[tokio::test]
async fn words_are_carried_into_a_response_that_another_tab_began_meanwhile() {
    let mut app = library().await;
    let audience = ("audience", "parent-carer");
    app.post(START, &[audience]).await;
    app.post(START, &[audience, ("why", "From the other tab.")])
        .await;
    let role = format!("{START}/question-role");
    let answer = app.post(&role, &[("role", "parent")]).await;
    let next = app.follow(answer).await;
    assert_eq!(next.text("textarea[name=why]"), "From the other tab.");
}

#[tokio::test]
async fn words_typed_after_sending_are_shown_and_said_not_to_be_in_it() {
    let mut app = library().await;
    sent(&mut app).await;
    let page = format!("{START}/question-sunday");
    let shown = app.post(&page, &[("why", "One thing more.")]).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(shown.text("h1").contains("not in your response"));
    assert_eq!(shown.text("main .as-typed"), "One thing more.");
    // Nor do words go with a response that was begun for them, when another was sent from there.
    let typed = [("audience", "parent-carer"), ("why", "One thing more.")];
    let shown = app.post(START, &typed).await;
    assert_eq!(shown.text("main .as-typed"), "One thing more.");
    // Nothing written, nothing to show: the receipt.
    let answer = app.post(&page, &[("why", "")]).await;
    assert!(answer.location().unwrap().ends_with("/receipt"));
}

#[tokio::test]
async fn words_typed_on_a_page_past_which_another_answer_leads_are_kept_and_shown() {
    let mut app = library().await;
    ready(&mut app).await;
    // In another tab they say that they are somebody else, who is not asked for a reason of this kind.
    app.post(START, &[("audience", "young-person")]).await;
    let page = format!("{START}/question-pupils");
    let shown = app.post(&page, &[("why", "Because of the bus.")]).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert_eq!(shown.text("h1"), "You are no longer asked this question");
    assert_eq!(shown.text("main .as-typed"), "Because of the bus.");
    let on = shown.attributes("main a.btn", "href").remove(0);
    assert_eq!(app.get(&on).await.status, StatusCode::OK);
    let drafts = "SELECT content FROM draft";
    assert!(app.texts_of(drafts).await[0].contains("Because of the bus."));
    // A choice is kept too, and leads on; what answers nothing is still not found.
    let answer = app.post(&page, &[("pupils", "12")]).await;
    assert_eq!(answer.location().as_deref(), Some(on.as_str()));
    let answer = app.post(&page, &[("nothing", "12")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_that_is_not_on_the_way_is_not_found() {
    let mut app = library().await;
    ready(&mut app).await;
    for page in [
        "question-pupils",
        "question-nothing",
        "about-you",
        "nonsense",
        "question-why",
    ] {
        let answer = app.get(&format!("{START}/{page}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn another_browser_sees_nothing_of_a_draft_nor_of_a_receipt() {
    let mut app = library().await;
    sent(&mut app).await;
    let mut second = app.same_browser();
    second.lose_cookie("draft");
    ready(&mut second).await;
    let mut stranger = app.other_browser();
    for page in ["question-sunday", "check-your-answers", "receipt"] {
        let answer = stranger.get(&format!("{START}/{page}")).await;
        assert!(
            answer.location().unwrap().ends_with("notice=lost"),
            "{page}"
        );
        assert!(!answer.body.contains("other days"));
    }
}

#[tokio::test]
async fn a_draft_of_one_consultation_is_nothing_in_another() {
    let mut app = library().await;
    ready(&mut app).await;
    app.open_blueprint(include_str!("library.toml"), "second")
        .await;
    let answer = app.get("/consultations/second/respond/question-role").await;
    assert!(answer.location().unwrap().ends_with("notice=lost"));
    let key = app.get(CHECK).await.form(SEND);
    let answer = app
        .post(
            "/consultations/second/respond/send",
            &[("submission-key", &key[0].1)],
        )
        .await;
    assert!(answer.location().unwrap().ends_with("notice=lost"));
    assert_eq!(responses(&app).await, 0);
}

#[tokio::test]
async fn only_a_hash_of_the_drafts_secret_is_kept() {
    let mut app = library().await;
    ready(&mut app).await;
    let secret = app.cookie("draft").unwrap();
    let hashes = app.texts_of("SELECT token_hash FROM draft").await;
    assert_eq!(hashes, [server::clock::hash(secret)]);
    assert!(app.live.draft_with(&hashes[0]).await.unwrap().is_none());
    assert!(matches!(
        app.live
            .draft_of(
                &Caller::Visitor,
                &app.live.public_row(&SLUG.parse().unwrap()).await.unwrap()
            )
            .await,
        Ok(None)
    ));
}

#[tokio::test]
async fn the_cookie_is_closed_to_script_and_other_sites_and_secure_behind_https() {
    let mut app = library().await;
    let request = Request::post(START)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("x-forwarded-proto", "https")
        .body(axum::body::Body::from("audience=parent-carer"))
        .unwrap();
    let answer = app.send(request).await;
    let line = answer.headers[header::SET_COOKIE].to_str().unwrap();
    for part in [
        "; HttpOnly",
        "; SameSite=Lax",
        "; Secure",
        "; Path=/consultations/library",
    ] {
        assert!(line.contains(part), "{line}");
    }
    let plain = app
        .other_browser()
        .post(START, &[("audience", "parent-carer")])
        .await;
    let line = plain.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        line.starts_with("draft=") && !line.contains("Secure"),
        "{line}"
    );
}

#[tokio::test]
async fn only_pages_with_an_island_may_run_its_few_inline_words() {
    let mut app = library().await;
    ready(&mut app).await;
    let policy = |a: &Answer| {
        a.headers["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    for page in ["question-role", "your-words", "check-your-answers"] {
        let with = app.get(&format!("{START}/{page}")).await;
        assert!(with.body.contains("<leptos-island"), "{page}");
        let nonce = with.attributes("script[nonce]", "nonce");
        assert!(!nonce.is_empty() && nonce.iter().all(|n| n == &nonce[0]));
        assert!(policy(&with).contains(&format!("'nonce-{}'", nonce[0])));
        assert!(!policy(&with).contains("unsafe-inline"));
        assert_eq!(with.headers["cache-control"], "no-store");
    }
    let start = app.get(START).await;
    assert!(!start.body.contains("<leptos-island") && !start.body.contains("<script"));
    assert!(!policy(&start).contains("script-src"));
    assert_eq!(start.headers["cache-control"], "no-store");
}
