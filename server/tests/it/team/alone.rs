//! Beginning and ending a team, closing, and lost browsers.

use super::*;
use axum::http::StatusCode;
use jiff::SignedDuration;
use std::collections::BTreeMap;

const SIX_WEEKS: SignedDuration = SignedDuration::from_hours(6 * 7 * 24);

#[tokio::test]
async fn only_who_may_answer_for_an_organisation_can_make_a_team() {
    let (app, _) = lead().await;
    let mut parent = app.other_browser();
    let page = parent.get(START).await;
    parent
        .press(&page, START, &[("audience", "parent-carer")])
        .await;
    let page = parent.get(TEAM).await;
    assert!(
        page.text("main")
            .contains("A team answers for a school or an organisation")
    );
    let answer = parent.post(TEAM, &[]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    assert_eq!(app.count("SELECT COUNT(*) FROM team").await, 1);
    // A parent's start page has no more than a way in.
    let start = app.other_browser().get(START).await;
    assert!(
        start
            .attributes("main a", "href")
            .contains(&JOIN.to_owned())
    );
}

#[tokio::test]
async fn a_lead_cannot_become_somebody_who_speaks_for_nobody_else_before_the_team_is_ended() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Mine.").await;
    let answer = app.post(START, &[("audience", "parent-carer")]).await;
    let page = app.follow(answer).await;
    assert!(page.text(".notice").contains("You can end the team first"));
    app.post(ABOUT, &[("capacity", "individual")]).await;
    wrote(&mut app, "Ours.").await;
    let page = sends(&mut app).await;
    assert!(page.text(".error-summary").contains("You lead a team"));
    assert_eq!(responses(&app).await, 0);

    let page = app.get(TEAM).await;
    app.press(&page, END, &[]).await;
    let page = app.get(TEAM).await;
    assert_eq!(page.texts("h1"), ["Answer as a team"]);
    let answer = app.post(START, &[("audience", "parent-carer")]).await;
    assert!(answer.location().unwrap().starts_with(&format!("{START}/")));
    assert_eq!(own_words(&mut app).await, "Ours.");
    // The colleague keeps what they wrote, is told, and may send it as their own.
    let start = bursar.get(START).await;
    assert!(
        start
            .text(".notice-warning")
            .contains("The lead has ended the team")
    );
    assert_eq!(own_words(&mut bursar).await, "Mine.");
    bursar.post(ABOUT, &[("capacity", "individual")]).await;
    let typed = BTreeMap::from([("quote", "no")]);
    let check = bursar.answer_all(SLUG, "school-staff", &typed).await;
    let answer = bursar.press(&check, SEND, &[]).await;
    bursar.follow(answer).await;
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn deleting_the_leads_response_leaves_colleagues_theirs() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Mine.").await;
    app.post("/consultations/library/respond/discard", &[])
        .await;
    assert_eq!(app.count("SELECT COUNT(*) FROM team").await, 0);
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
    assert_eq!(own_words(&mut bursar).await, "Mine.");
}

#[tokio::test]
async fn a_new_code_ends_the_old_one_and_colleagues_who_joined_stay() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    app.live.clock.advance(SignedDuration::from_mins(11));
    let page = app.get(TEAM).await;
    assert_eq!(shown(&page), None);
    let answer = app.press(&page, TEAM, &[]).await;
    let newer = shown(&app.follow(answer).await).unwrap();
    assert_ne!(newer, code);
    let mut late = app.other_browser();
    let answer = late
        .post(JOIN, &[("code", &code), ("called", "Head")])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    joined(&app, &newer, "Head").await;
    assert_eq!(bursar.get(TEAM).await.status, StatusCode::OK);
    assert_eq!(
        app.get(TEAM).await.texts(".team-members dt"),
        ["Bursar", "Head"]
    );
}

#[tokio::test]
async fn whoever_loses_the_browser_comes_back_with_a_code_of_their_own() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Mine.").await;
    shares(&mut bursar).await;
    assert!(
        app.get(TEAM)
            .await
            .text("main")
            .contains("Get a code for yourself as well")
    );
    for (somebody, heading) in [
        (&mut app, "Your team"),
        (&mut bursar, "You write as “Bursar”"),
    ] {
        let answer = somebody.post(SAVE, &[]).await;
        let page = somebody.follow(answer).await;
        let own = page
            .attributes("[data-resume-code]", "data-resume-code")
            .remove(0);
        let mut phone = somebody.other_browser();
        let answer = phone
            .post("/consultations/library/return", &[("code", &own)])
            .await;
        phone.follow(answer).await;
        assert_eq!(phone.get(TEAM).await.texts("h1"), [heading]);
    }
    assert!(
        !app.get(TEAM)
            .await
            .text("main")
            .contains("Get a code for yourself as well")
    );
    // Without a cookie nobody gets to a team.
    let mut lost = app.other_browser();
    let answer = lost.get(TEAM).await;
    assert_eq!(
        answer.location().as_deref(),
        Some(&*format!("{START}?notice=lost"))
    );
}

#[tokio::test]
async fn somebody_who_writes_another_response_here_is_warned_before_joining() {
    let (app, _) = lead().await;
    let mut parent = app.other_browser();
    let page = parent.get(START).await;
    parent
        .press(&page, START, &[("audience", "parent-carer")])
        .await;
    let page = parent.get(JOIN).await;
    assert!(
        page.text(".notice-warning")
            .contains("Another response has been begun")
    );
}

#[tokio::test]
async fn after_closing_nobody_joins_and_after_a_month_nothing_is_left() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_mins(10));
    let mut late = app.other_browser();
    let answer = late
        .post(JOIN, &[("code", &code), ("called", "Head")])
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.texts("h1"), ["This consultation is closed"]);
    // Whoever had begun has half an hour.
    wrote(&mut bursar, "Mine.").await;
    shares(&mut bursar).await;
    assert!(app.get(TEAM).await.text("main").contains("Mine."));
    app.live.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(bursar.get(TEAM).await.status, StatusCode::CONFLICT);
    assert_eq!(bursar.post(SHARE, &[]).await.status, StatusCode::CONFLICT);
    app.live.clock.advance(SignedDuration::from_hours(31 * 24));
    server::jobs::sweep(&app.live).await.unwrap();
    for table in [
        "SELECT COUNT(*) FROM draft",
        "SELECT COUNT(*) FROM team",
        "SELECT COUNT(*) FROM team_member",
    ] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn a_month_after_closing_nothing_is_left_of_a_team_that_sent() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut app, "Ours.").await;
    sends(&mut app).await;
    app.live
        .clock
        .advance(SIX_WEEKS + SignedDuration::from_hours(31 * 24));
    server::jobs::sweep(&app.live).await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM team_member").await, 0);
    assert_eq!(app.count("SELECT COUNT(*) FROM team").await, 0);
    // The lead's key stays, for copies of the form.
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
    let answer = bursar.get(TEAM).await;
    assert_eq!(
        answer.location().as_deref(),
        Some(&*format!("{START}?notice=lost"))
    );
}
