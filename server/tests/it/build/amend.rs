//! Changes after opening.

use super::{BUILD, drafted, fill, open, press_on};
use crate::kit::TestApp;
use std::collections::BTreeMap;

const PAGE: &str = "/consultations/library";

async fn opened() -> TestApp {
    let app = drafted().await;
    open(&app).await.unwrap();
    app
}

#[tokio::test]
async fn a_change_after_opening_waits_is_listed_and_is_published_as_an_amendment() {
    let mut app = opened().await;
    let mut early = app.other_browser();
    let typed = BTreeMap::from([("role", "parent"), ("sunday", "agree"), ("quote", "no")]);
    let check = early.answer_all("library", "parent-carer", &typed).await;
    let words = [
        ("heading", "What we propose now"),
        ("body", "To open on Sundays from 10 to 4."),
    ];
    fill(&mut app, "sections/what", &words).await;
    fill(
        &mut app,
        "questions/role",
        &[("new_options", "A foster carer")],
    )
    .await;

    let public = app.other_browser().get(PAGE).await;
    assert!(
        !public.body.contains("from 10 to 4"),
        "the public sees the old words"
    );
    let list = app.get(&format!("{BUILD}/changes")).await.text("main");
    for told in [
        "Reworded in 2 places",
        "To open on Sundays.",
        "from 10 to 4",
        "New options: “A foster carer”",
    ] {
        assert!(list.contains(told), "{told}: {list}");
    }

    let refused = press_on(
        &mut app,
        &format!("{BUILD}/changes"),
        "amend",
        &[("closes", "2026-06-20T12:00")],
    )
    .await;
    let said = refused.text(".error-summary");
    assert!(
        said.contains("Everybody reads it") && said.contains("must be later"),
        "{said}"
    );
    let typed_in = [
        ("reason", "The hours were missing."),
        ("closes", "2026-07-15T23:59"),
    ];
    press_on(&mut app, &format!("{BUILD}/changes"), "amend", &typed_in).await;

    let public = app.other_browser().get(PAGE).await;
    let text = public.text("main");
    assert!(
        text.contains("from 10 to 4") && text.contains("The hours were missing."),
        "{text}"
    );
    assert!(text.contains("15 July 2026"), "{text}");
    let list = app.get(&format!("{BUILD}/changes")).await.text("main");
    assert!(list.contains("Nothing has changed"));

    // Who was answering keeps the words they began with; who begins now gets the new ones.
    let answer = early
        .press(&check, &format!("{PAGE}/respond/send"), &[])
        .await;
    early.follow(answer).await;
    let mut late = app.other_browser();
    let typed = BTreeMap::from([
        ("role", "a-foster-carer"),
        ("sunday", "agree"),
        ("quote", "no"),
    ]);
    let check = late.answer_all("library", "parent-carer", &typed).await;
    let answer = late
        .press(&check, &format!("{PAGE}/respond/send"), &[])
        .await;
    late.follow(answer).await;
    let versions = "SELECT CAST(v.number AS TEXT) FROM contribution c
        JOIN consultation_version v ON v.id = c.version_id ORDER BY v.number";
    assert_eq!(app.texts_of(versions).await, ["1", "2"]);
    let first = app
        .texts_of("SELECT content FROM consultation_version WHERE number = 1")
        .await;
    assert!(
        !first[0].contains("foster"),
        "a published version never changes"
    );
}

#[tokio::test]
async fn rows_of_a_file_belong_to_the_version_that_stood_when_they_came_if_they_fit_it() {
    let mut app = opened().await;
    app.live.clock.advance(jiff::SignedDuration::from_hours(1));
    let option = [("new_options", "A foster carer")];
    fill(&mut app, "questions/role", &option).await;
    let typed = [
        ("reason", "Foster carers were missing."),
        ("closes", "2026-07-15T23:59"),
    ];
    press_on(&mut app, &format!("{BUILD}/changes"), "amend", &typed).await;
    app.live.clock.advance(jiff::SignedDuration::from_hours(1));
    let csv = "reference,audience,role,sunday,received\n\
        before-all,parent-carer,parent,agree,2026-05-01\n\
        first,parent-carer,A grandparent,agree,2026-06-01 13:30\n\
        as-of-the-second,parent-carer,A foster carer,agree,2026-06-01 13:30\n\
        second,parent-carer,parent,agree,2026-06-01 14:30\n\
        no-date,parent-carer,parent,agree,\n";
    let done = crate::export::import(&app, "library", csv).await;
    assert_eq!((done.added, done.rejected), (5, 0));
    let versions = "SELECT CAST(v.number AS TEXT) FROM contribution c
        JOIN consultation_version v ON v.id = c.version_id ORDER BY c.received_at, v.number";
    assert_eq!(app.texts_of(versions).await, ["1", "1", "2", "2", "2"]);
    let picked = "SELECT option_id FROM answer WHERE question_id = 'role' ORDER BY option_id";
    assert_eq!(
        app.texts_of(picked).await,
        [
            "a-foster-carer",
            "grandparent",
            "parent",
            "parent",
            "parent"
        ]
    );
}

#[tokio::test]
async fn a_published_question_keeps_its_type_and_waiting_changes_can_be_thrown_away() {
    let mut app = opened().await;
    let page = app.get(&format!("{BUILD}/questions/sunday")).await;
    assert!(page.attributes("select[name=kind]", "id").is_empty());
    // Somebody posts another type all the same.
    fill(
        &mut app,
        "questions/sunday",
        &[("kind", "yes-no"), ("title", "Sundays now?")],
    )
    .await;
    let list = app.get(&format!("{BUILD}/changes")).await.text("main");
    assert!(
        list.contains("Sundays now?") && !list.contains("Other settings"),
        "{list}"
    );
    press_on(&mut app, &format!("{BUILD}/changes"), "discard", &[]).await;
    let list = app.get(&format!("{BUILD}/changes")).await.text("main");
    assert!(list.contains("Nothing has changed"));
    let page = press_on(&mut app, BUILD, "back", &[]).await;
    assert!(
        page.text("main").contains("Sundays now?"),
        "throwing away can be undone"
    );
}

#[tokio::test]
async fn an_amendment_with_something_to_put_right_is_not_published() {
    let mut app = opened().await;
    fill(&mut app, "questions/role", &[("label--parent", "")]).await;
    let typed = [("reason", "A label was wrong.")];
    let page = press_on(&mut app, &format!("{BUILD}/changes"), "amend", &typed).await;
    assert!(
        page.text(".error-summary")
            .contains("Put right what is listed")
    );
    assert_eq!(
        app.count("SELECT COUNT(*) FROM consultation_version").await,
        1
    );
    assert!(
        page.text("textarea[name=reason]")
            .contains("A label was wrong.")
    );
}

#[tokio::test]
async fn after_closing_nothing_is_edited() {
    let mut app = opened().await;
    let path = format!("{BUILD}/questions/sunday");
    let page = app.get(&path).await;
    app.live
        .clock
        .advance(jiff::SignedDuration::from_hours(24 * 60));
    let slug = "library".parse().unwrap();
    app::api::Manage::close(&app.live, &TestApp::operator(), &slug, "")
        .await
        .unwrap();
    // The working day of a session is over, too.
    super::signed_in(&mut app, "ada").await;
    let csrf = app
        .get("/officer")
        .await
        .attributes("input[name=csrf]", "value")
        .remove(0);
    let answer = app
        .press(&page, &path, &[("csrf", &csrf), ("title", "Too late?")])
        .await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("The consultation has closed"),
        "{}",
        page.text("main")
    );
    assert_eq!(app.count("SELECT COUNT(*) FROM content_revision").await, 0);
}
