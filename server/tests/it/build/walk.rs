//! Walking through a form that is not published.

use super::{BUILD, drafted, fill, press_on};
use crate::kit::{Answer, TestApp};
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// Begins a walk as an audience from a preview, and gives the address of its first page.
async fn begun(app: &mut TestApp, preview: &str, audience: &str) -> String {
    let page = app.get(&format!("{preview}?audience={audience}")).await;
    let actions = page.attributes("main form", "action");
    let begin = actions.iter().find(|action| action.ends_with("/walk"));
    let answer = app.press(&page, begin.expect("a way to try it"), &[]).await;
    answer.location().expect("leads to the first page")
}

async fn officer_walks(app: &mut TestApp, audience: &str) -> String {
    begun(app, &format!("{BUILD}/preview"), audience).await
}

/// The address of a reviewer's link.
async fn link(app: &mut TestApp) -> String {
    let page = press_on(app, &format!("{BUILD}/preview"), "links", &[]).await;
    let link = page.attributes("#link", "value").remove(0);
    link[link.find("/preview/").unwrap()..].to_owned()
}

fn lead_of(page: &str) -> &str {
    page.rsplit_once('/').expect("a page of a walk").0
}

#[tokio::test]
async fn an_officer_walks_a_draft_from_its_first_page_to_where_it_would_be_sent() {
    let mut app = drafted().await;
    let first = officer_walks(&mut app, "parent-carer").await;
    let page = app.get(&first).await;
    assert!(
        page.text(".walk-note")
            .contains("Nothing you write here is stored or sent.")
    );
    assert_eq!(page.headers["cache-control"], "no-store");

    let typed = BTreeMap::from([
        ("role", "parent"),
        ("why", "It suits us."),
        ("quote", "yes"),
    ]);
    let check = app.answer_from(first.clone(), &typed).await;
    let said = check.text(".summary-list");
    assert!(
        said.contains("It suits us.") && said.contains("A parent"),
        "{said}"
    );
    let walk = lead_of(&first).to_owned();
    let answer = app.press(&check, &walk, &[]).await;
    let end = app.follow(answer).await;
    assert_eq!(end.texts("h1"), ["Here the response would be sent"]);
    assert_eq!(app.count("SELECT COUNT(*) FROM contribution").await, 0);
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 0);
    for way_out in [("leave", "yes"), ("leave", "stop"), ("team", "yes")] {
        let page = app.get(&first).await;
        let answer = app.press(&page, &first, &[way_out]).await;
        let end = app.follow(answer).await;
        assert!(end.text("h1").starts_with("Here they would"), "{way_out:?}");
    }
}

#[tokio::test]
async fn a_walk_goes_by_the_routing_and_says_what_is_wrong_like_the_form_itself() {
    let mut app = drafted().await;
    let typed = [
        ("when_question-1", "sunday"),
        ("when_test-1", "answered"),
        ("follows", ""),
    ];
    fill(&mut app, "questions/why", &typed).await;
    let first = officer_walks(&mut app, "school-staff").await;
    let page = app.get(&first).await;
    assert_eq!(page.texts("h1"), ["Who are you answering for?"]);
    let answer = app.press(&page, &first, &[]).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary").contains("Choose"),
        "{}",
        page.body
    );

    let typed = BTreeMap::from([("capacity", "individual"), ("quote", "no")]);
    let check = app.answer_from(first.clone(), &typed).await;
    assert!(!check.text("main").contains("Why do you think so?"));
    let typed = BTreeMap::from([
        ("capacity", "individual"),
        ("sunday", "agree"),
        ("quote", "no"),
    ]);
    let check = app.answer_from(first, &typed).await;
    assert!(check.text("main").contains("Why do you think so?"));
}

#[tokio::test]
async fn nothing_can_be_sent_where_something_is_wrong() {
    let mut app = drafted().await;
    let first = officer_walks(&mut app, "parent-carer").await;
    let check = app
        .get(&format!("{}/check-your-answers", lead_of(&first)))
        .await;
    let answer = app.press(&check, lead_of(&first), &[]).await;
    let page = app.follow(answer).await;
    assert!(!page.text(".error-summary").is_empty());
}

#[tokio::test]
async fn a_reviewer_walks_as_a_young_person_in_easy_words_while_their_link_works() {
    let mut app = drafted().await;
    let preview = link(&mut app).await;
    let mut reviewer = app.other_browser();
    let first = begun(&mut reviewer, &preview, "young-person").await;
    let page = reviewer.get(&first).await;
    assert_eq!(page.texts("h1"), ["Who is typing?"]);
    assert!(page.body.contains("easy-read") && page.body.contains("<svg"));
    let words_only = |page: &Answer| !page.text("main").contains("Show words only");
    let answer = reviewer.press(&page, &first, &[("pictures", "no")]).await;
    let page = reviewer.follow(answer).await;
    assert!(words_only(&page), "pictures are off");
    let typed = BTreeMap::from([("sunday", "agree"), ("quote", "yes")]);
    let check = reviewer.answer_from(first.clone(), &typed).await;
    assert!(check.text(".walk-note").contains("trying this out"));

    press_on(&mut app, &format!("{BUILD}/preview"), "links/withdraw", &[]).await;
    let lost = reviewer.get(&first).await;
    let over = reviewer.follow(lost).await;
    assert_eq!(over.status, StatusCode::NOT_FOUND);
    assert_eq!(over.texts("h1"), ["This try-out has ended"]);
}

#[tokio::test]
async fn a_walk_ends_two_hours_after_its_last_step_and_a_guessed_one_never_was() {
    let mut app = drafted().await;
    let first = officer_walks(&mut app, "parent-carer").await;
    let minutes = jiff::SignedDuration::from_mins;
    app.live.clock.advance(minutes(119));
    assert_eq!(app.get(&first).await.status, StatusCode::OK);
    app.live.clock.advance(minutes(119));
    let page = app.get(&first).await;
    assert_eq!(page.status, StatusCode::OK, "the last step counts");
    app.live.clock.advance(minutes(121));
    for path in [
        first.as_str(),
        "/walk/guessed/question-sunday",
        "/walk/guessed",
    ] {
        let answer = app.get(path).await;
        let over = app.follow(answer).await;
        assert_eq!(over.status, StatusCode::NOT_FOUND, "{path}");
    }
    let answer = app.post(&first, &[("sunday", "agree")]).await;
    assert!(answer.location().unwrap().ends_with("?at=over"));
}

#[tokio::test]
async fn what_is_edited_meanwhile_is_in_the_next_walk_and_not_in_this_one() {
    let mut app = drafted().await;
    let before = officer_walks(&mut app, "young-person").await;
    let sunday = format!("{}/question-sunday", lead_of(&before));
    let said = BTreeMap::from([("quote", "yes")]);
    app.answer_from(before, &said).await;
    fill(
        &mut app,
        "questions/sunday",
        &[("title", "Sunday, or not?")],
    )
    .await;
    assert!(
        app.get(&sunday)
            .await
            .text("h1")
            .contains("Should the library open")
    );
    let next = officer_walks(&mut app, "young-person").await;
    let check = app.answer_from(next, &said).await;
    assert!(check.text("main").contains("Sunday, or not?"));
}
