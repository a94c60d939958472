//! The documents of a draft, clause by clause.

use super::{BUILD, another_lead, drafted, fill, open, press_on};
use crate::kit::TestApp;

const PLAN: &str = "/officer/consultations/library/build/documents/plan";

fn clause(key: &str) -> String {
    format!("documents/plan/clauses/{key}")
}

/// The clauses as their document lists them.
async fn listed(app: &mut TestApp) -> Vec<String> {
    app.get(PLAN).await.texts(".built-list li > div > a")
}

#[tokio::test]
async fn clauses_are_reworded_added_moved_and_taken_out_and_people_comment_on_what_stands_at_opening()
 {
    let mut app = drafted().await;
    let list = app.get(BUILD).await;
    assert!(
        list.text("#document-plan").contains("2 clauses"),
        "{}",
        list.text("#document-plan")
    );
    let typed = [
        ("number", "1.1"),
        ("body", "Open from 9 to 5."),
        ("heading--young-person", "When it is open"),
    ];
    let page = fill(&mut app, &clause("hours"), &typed).await;
    assert!(
        page.text("main").contains("Saved."),
        "{}",
        page.text("main")
    );
    assert!(
        page.text("main").contains("1.1 When it is open"),
        "as it will look, for each audience"
    );
    let path = format!("{BUILD}/add");
    let form = app.get(&format!("{path}?what=clause&document=plan")).await;
    assert_eq!(
        form.attributes("select[name=after] option", "value"),
        ["hours", "staff"]
    );
    let answer = app
        .press(&form, &path, &[("heading", "Hours"), ("after", "hours")])
        .await;
    let page = app.follow(answer).await;
    assert!(
        page.text("h1").contains("Clause 1.2 “Hours”"),
        "the next number of its part: {}",
        page.text("h1")
    );
    fill(
        &mut app,
        &clause("hours-2"),
        &[("body", "Sundays from 10.")],
    )
    .await;
    assert_eq!(
        listed(&mut app).await,
        ["1.1 Hours", "1.2 Hours", "2 Staff"]
    );
    let hours = format!("{BUILD}/{}", clause("hours"));
    press_on(&mut app, &hours, "move", &[("to", "clause/plan/staff")]).await;
    assert_eq!(
        listed(&mut app).await,
        ["1.2 Hours", "2 Staff", "1.1 Hours"]
    );
    let staff = format!("{BUILD}/{}", clause("staff"));
    press_on(&mut app, &staff, "remove", &[]).await;
    assert_eq!(listed(&mut app).await, ["1.2 Hours", "1.1 Hours"]);
    let history = app.get(&format!("{BUILD}/history")).await.text("main");
    assert!(history.contains("Clause 1.2 “Hours”: added"), "{history}");
    press_on(&mut app, BUILD, "back", &[]).await;
    assert_eq!(listed(&mut app).await.len(), 3, "undone");

    fill(
        &mut app,
        "documents/plan",
        &[("title", "The plan for the library")],
    )
    .await;
    open(&app).await.unwrap();
    let page = app
        .other_browser()
        .get("/consultations/library/documents/plan")
        .await;
    assert_eq!(page.text("h1"), "The plan for the library");
    assert_eq!(
        page.texts(".clause h2, .clause h3").len(),
        3,
        "{}",
        page.text("main")
    );
    for words in [
        "Open from 9 to 5.",
        "Sundays from 10.",
        "Two people on duty.",
    ] {
        assert!(page.text("main").contains(words), "{words}");
    }
}

#[tokio::test]
async fn once_it_has_opened_clauses_can_be_read_and_change_by_a_decision_only() {
    let mut app = drafted().await;
    fill(&mut app, &clause("hours"), &[("body", "Open from 9 to 5.")]).await;
    let before = app.get(&format!("{BUILD}/{}", clause("hours"))).await;
    open(&app).await.unwrap();
    let page = app.get(&format!("{BUILD}/{}", clause("hours"))).await;
    assert!(
        page.text("main").contains("They change by a decision"),
        "{}",
        page.text("main")
    );
    assert!(!page.body.contains("Take it out") && page.texts(".piece-form button").is_empty());
    // A form that was opened before is refused, and says why.
    let path = format!("{BUILD}/{}", clause("hours"));
    let late = app
        .press(&before, &path, &[("body", "Open all night.")])
        .await;
    let late = app.follow(late).await;
    assert!(
        late.text(".error-summary")
            .contains("people comment on these clauses"),
        "{}",
        late.text("main")
    );
    assert!(
        late.body.contains("Open all night."),
        "nothing typed is lost"
    );
    let refused = app
        .get(&format!("{BUILD}/add?what=clause&document=plan"))
        .await;
    assert!(
        refused.body.contains("people comment on these clauses"),
        "{}",
        refused.text("main")
    );
    // Going back to words from before brings questions back, and leaves the clauses as people read them.
    fill(&mut app, "title", &[("summary", "Opened.")]).await;
    let history = format!("{BUILD}/history");
    press_on(&mut app, &history, "back", &[("number", "0")]).await;
    let list = app.get(BUILD).await;
    assert!(
        list.texts("#to-put-right").is_empty(),
        "{}",
        list.text("main")
    );
    let page = app.get(&format!("{BUILD}/{}", clause("hours"))).await;
    assert!(page.text("main").contains("Open from 9 to 5."));
}

#[tokio::test]
async fn a_clause_that_nobody_could_cite_is_to_be_put_right_before_opening() {
    let mut app = drafted().await;
    fill(&mut app, &clause("staff"), &[("number", "1")]).await;
    let list = app.get(BUILD).await.text("main");
    assert!(
        list.contains("Clause 1 “Staff”: an earlier clause has the number 1 too."),
        "{list}"
    );
    fill(&mut app, &clause("staff"), &[("number", "")]).await;
    let list = app.get(BUILD).await.text("main");
    assert!(list.contains("give it a number and a heading"), "{list}");
    assert!(open(&app).await.is_err(), "nothing opens with a fault");
    let path = format!("{BUILD}/add");
    let form = app.get(&format!("{path}?what=document")).await;
    let answer = app
        .press(&form, &path, &[("title", "Annex"), ("id", "annex")])
        .await;
    app.follow(answer).await;
    let list = app.get(BUILD).await.text("main");
    assert!(list.contains("Document “Annex” has no clauses."), "{list}");
}

#[tokio::test]
async fn two_officers_in_one_clause_see_each_other_and_in_two_clauses_do_not_meet() {
    let mut app = drafted().await;
    let mut other = another_lead(&app, "grace").await;
    let path = format!("{BUILD}/{}", clause("hours"));
    let mine = app.get(&path).await;
    fill(&mut other, &clause("staff"), &[("body", "Three people.")]).await;
    fill(&mut other, &clause("hours"), &[("body", "Open from 8.")]).await;
    let answer = app.press(&mine, &path, &[("body", "Open from 7.")]).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".theirs").contains("Open from 8."),
        "{}",
        page.text("main")
    );
    assert!(page.body.contains("Open from 7."), "nothing typed is lost");
    let answer = app.press(&page, &path, &[]).await;
    app.follow(answer).await;
    let page = app.get(PLAN).await;
    assert!(page.status.is_success());
    let preview = app.get(&format!("{BUILD}/preview")).await.text("main");
    assert!(
        preview.contains("Open from 7.") && preview.contains("Three people."),
        "{preview}"
    );
}
