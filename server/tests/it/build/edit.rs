//! Edits, faults, conflicts and going back.

use super::{BUILD, account, another_lead, drafted, fill, open, press_on, signed_in};
use crate::kit::TestApp;
use app::api::ApiError;
use axum::http::StatusCode;
use domain::access::Role;

#[tokio::test]
async fn words_are_saved_side_by_side_for_everybody_and_for_one_audience() {
    let mut app = drafted().await;
    let typed = [
        ("title", "Should it open on Sundays, too?"),
        ("title--young-person", "Open on Sundays?"),
    ];
    let page = fill(&mut app, "questions/sunday", &typed).await;
    assert!(
        page.text("main").contains("Saved."),
        "{}",
        page.text("main")
    );
    let preview = app
        .get(&format!("{BUILD}/preview?audience=young-person"))
        .await;
    assert!(preview.text(".preview").contains("Open on Sundays?"));
    let preview = app
        .get(&format!("{BUILD}/preview?audience=parent-carer"))
        .await;
    assert!(preview.text(".preview").contains("open on Sundays, too?"));
    // Emptied, the young person's words are everybody's again.
    fill(&mut app, "questions/sunday", &[("title--young-person", "")]).await;
    let preview = app
        .get(&format!("{BUILD}/preview?audience=young-person"))
        .await;
    assert!(preview.text(".preview").contains("open on Sundays, too?"));
}

#[tokio::test]
async fn saving_a_form_that_nobody_touched_changes_nothing() {
    let mut app = drafted().await;
    for form in [
        "title",
        "sections/what",
        "questions/role",
        "questions/why",
        "audiences/parent-carer",
        "documents/plan",
        "documents/plan/clauses/hours",
    ] {
        fill(&mut app, form, &[]).await;
    }
    assert_eq!(app.count("SELECT COUNT(*) FROM content_revision").await, 0);
}

#[tokio::test]
async fn an_option_keeps_its_id_when_it_is_reworded_and_moved_and_a_new_one_gets_its_own() {
    let mut app = drafted().await;
    let typed = [
        ("label--parent", "A mother, a father or a carer"),
        ("order--grandparent", "1"),
        ("new_options", "A foster carer\n"),
    ];
    fill(&mut app, "questions/role", &typed).await;
    let page = app.get(&format!("{BUILD}/questions/role")).await;
    let labels = page.texts(".options tbody th");
    assert_eq!(
        labels,
        [
            "A grandparent",
            "A mother, a father or a carer",
            "A foster carer"
        ]
    );
    let names = page.attributes("input[name=drop]", "value");
    assert_eq!(names, ["grandparent", "parent", "a-foster-carer"]);
    // Taken out, and the others stay.
    fill(&mut app, "questions/role", &[("drop", "parent")]).await;
    let page = app.get(&format!("{BUILD}/questions/role")).await;
    assert_eq!(
        page.texts(".options tbody th"),
        ["A grandparent", "A foster carer"]
    );
}

#[tokio::test]
async fn a_condition_is_chosen_in_two_steps_and_told_in_words() {
    let mut app = drafted().await;
    let form = "questions/sunday";
    let page = fill(
        &mut app,
        form,
        &[("when_question-1", "role"), ("when_test-1", "is")],
    )
    .await;
    assert!(
        page.text(".error-summary")
            .contains("Tick at least one answer")
    );
    // The page shows the answers of the question that was chosen; nothing typed is lost.
    let path = format!("{BUILD}/{form}");
    let values = page.attributes("input[name='when_option-1']", "value");
    assert_eq!(values, ["parent", "grandparent", "other"]);
    let answer = app
        .press(&page, &path, &[("when_option-1", "parent")])
        .await;
    app.follow(answer).await;
    let list = app.get(BUILD).await;
    assert!(
        list.text("#question-sunday")
            .contains("Only if you answered “A parent” to question 1."),
        "{}",
        list.text("#question-sunday")
    );
    // Those who are not asked the role can never get there.
    let never = "“Should the library open on Sundays?” can never be reached by “A young person”.";
    let told = list.text("#to-put-right + ul");
    assert!(told.contains(never), "{told}");
}

#[tokio::test]
async fn a_grid_is_added_with_its_rows_in_one_step() {
    let mut app = drafted().await;
    let add = format!("{BUILD}/add");
    let path = format!("{add}?what=grid");
    let page = app.get(&path).await;
    let typed = [
        ("title", "How do you find each of these?"),
        ("id", "G"),
        ("rows", "The opening hours\n"),
        ("kind", "agreement"),
        ("after", "role"),
    ];
    let answer = app.press(&page, &add, &typed).await;
    let page = app.follow(answer).await;
    let told = page.text(".error-summary");
    assert!(told.contains("at least two rows"), "{told}");
    assert_eq!(page.text("#rows").trim(), "The opening hours");
    let typed = [("rows", "The opening hours\n\nThe staff\nThe books")];
    let answer = app.press(&page, &add, &typed).await;
    let page = app.follow(answer).await;
    assert_eq!(page.text("h1"), "Question 2");
    let list = app.get(BUILD).await;
    assert!(list.texts(".notice-warning").is_empty());
    for row in ["G-1", "G-2", "G-3"] {
        let told = list.text(&format!("#question-{row}"));
        assert!(told.contains("on the page of question 2"), "{told}");
    }
    let preview = app
        .get(&format!("{BUILD}/preview?audience=parent-carer"))
        .await;
    let rows = preview.texts(".grid-row legend");
    assert_eq!(rows, ["The opening hours", "The staff", "The books"]);
    // One step: undoing it takes all of it away.
    let last = list.attributes(".undo input[name=number]", "value");
    let newest = list.attributes(".undo input[name=newest]", "value");
    let back = [("number", last[0].as_str()), ("newest", newest[0].as_str())];
    app.press(&list, &format!("{BUILD}/back"), &back).await;
    let list = app.get(BUILD).await;
    assert!(list.texts("#question-G, #question-G-1").is_empty());
}

#[tokio::test]
async fn what_two_officers_type_into_the_same_piece_is_shown_side_by_side_and_never_overwritten_silently()
 {
    let mut app = drafted().await;
    let mut ben = another_lead(&app, "ben").await;
    let path = format!("{BUILD}/questions/sunday");
    let (mine, theirs) = (app.get(&path).await, ben.get(&path).await);
    let answer = ben
        .press(&theirs, &path, &[("title", "Ben’s words?")])
        .await;
    ben.follow(answer).await;
    let answer = app.press(&mine, &path, &[("title", "Ada’s words?")]).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this meanwhile")
    );
    assert!(
        page.text(".theirs").contains("ben@eastmarch.example"),
        "{}",
        page.text(".theirs")
    );
    assert!(page.text(".theirs").contains("Ben’s words?"));
    assert_eq!(page.texts(".theirs").len(), 1, "only where they differ");
    assert!(page.text("textarea[name=title]").contains("Ada’s words?"));
    let preview = format!("{BUILD}/preview");
    assert!(
        app.get(&preview)
            .await
            .text(".preview")
            .contains("Ben’s words?")
    );
    // Saving again decides.
    let answer = app.press(&page, &path, &[]).await;
    assert!(app.follow(answer).await.text("main").contains("Saved."));
    assert!(
        app.get(&preview)
            .await
            .text(".preview")
            .contains("Ada’s words?")
    );
}

#[tokio::test]
async fn edits_of_different_pieces_do_not_disturb_each_other() {
    let mut app = drafted().await;
    let mut ben = another_lead(&app, "ben").await;
    let (why, title) = (format!("{BUILD}/questions/why"), format!("{BUILD}/title"));
    let (mine, theirs) = (app.get(&why).await, ben.get(&title).await);
    let answer = ben
        .press(&theirs, &title, &[("summary", "Ben’s summary.")])
        .await;
    ben.follow(answer).await;
    let answer = app.press(&mine, &why, &[("title", "And why?")]).await;
    assert!(app.follow(answer).await.text("main").contains("Saved."));
    let preview = app.get(&format!("{BUILD}/preview")).await.text(".preview");
    assert!(preview.contains("Ben’s summary.") && preview.contains("And why?"));
}

#[tokio::test]
async fn what_was_typed_into_a_piece_that_somebody_took_out_is_not_lost() {
    let mut app = drafted().await;
    let mut ben = another_lead(&app, "ben").await;
    let path = format!("{BUILD}/questions/why");
    let mine = app.get(&path).await;
    press_on(&mut ben, &path, "remove", &[]).await;
    let answer = app
        .press(&mine, &path, &[("title", "Do tell us why")])
        .await;
    let page = app.follow(answer).await;
    assert_eq!(page.texts("h1"), ["This was taken out"]);
    assert!(page.text("main").contains("Do tell us why"));
}

#[tokio::test]
async fn undo_goes_back_one_step_and_can_be_undone_itself() {
    let mut app = drafted().await;
    fill(&mut app, "title", &[("title", "Another title")]).await;
    assert_eq!(
        app.get("/officer")
            .await
            .text("main")
            .matches("Another title")
            .count(),
        1
    );
    let page = press_on(&mut app, BUILD, "back", &[]).await;
    assert!(
        page.text("#title")
            .contains("When should the library open?")
    );
    let page = press_on(&mut app, BUILD, "back", &[]).await;
    assert!(page.text("#title").contains("Another title"));
    let history = app.get(&format!("{BUILD}/history")).await;
    assert_eq!(
        history.texts("tbody tr").len(),
        4,
        "two undos, the edit, and what was before it"
    );
}

#[tokio::test]
async fn somebody_elses_newer_step_is_not_undone_by_accident() {
    let mut app = drafted().await;
    let mut ben = another_lead(&app, "ben").await;
    fill(&mut app, "title", &[("title", "Another title")]).await;
    let mine = app.get(BUILD).await;
    fill(&mut ben, "questions/why", &[("title", "And why?")]).await;
    let answer = app.press(&mine, &format!("{BUILD}/back"), &[]).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this meanwhile")
    );
    assert!(page.text("#title").contains("Another title"));
}

#[tokio::test]
async fn pieces_are_added_moved_and_taken_out() {
    let mut app = drafted().await;
    let add = format!("{BUILD}/add");
    let page = app.get(&format!("{add}?what=question")).await;
    let typed = [
        ("title", "Which days?"),
        ("id", "weekdays"),
        ("kind", "multiple"),
        ("after", "role"),
    ];
    let answer = app.press(&page, &add, &typed).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".notice-warning")
            .contains("Question 2 “Which days?” has no options.")
    );
    let page = press_on(
        &mut app,
        BUILD,
        "move",
        &[("piece", "question/weekdays"), ("to", "up")],
    )
    .await;
    let first = page.attributes("#questions ~ ol > li", "id").remove(0);
    assert_eq!(first, "question-weekdays");
    // Further than one place, in one step, on the question's own page.
    let own = app.get(&format!("{BUILD}/questions/weekdays")).await;
    let offered = own.attributes("#place option", "value");
    assert_eq!(offered[0], "first");
    assert!(!offered.contains(&"question/weekdays".to_owned()));
    let last = offered.last().unwrap().clone();
    let to = [("piece", "question/weekdays"), ("to", last.as_str())];
    let page = press_on(&mut app, BUILD, "move", &to).await;
    let order = page.attributes("#questions ~ ol > li", "id");
    assert_eq!(order.last().map(String::as_str), Some("question-weekdays"));
    assert!(!page.text("#questions ~ ol > li a strong").contains("role"));
    let to = [("piece", "question/weekdays"), ("to", "first")];
    press_on(&mut app, BUILD, "move", &to).await;
    let again = app.get(&format!("{add}?what=question")).await;
    let answer = app.press(&again, &add, &typed).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("with this identifier already")
    );
    assert_eq!(
        page.attributes("input[name=title]", "value"),
        ["Which days?"]
    );
    let path = format!("{BUILD}/questions/weekdays");
    let page = press_on(&mut app, &path, "remove", &[]).await;
    assert!(
        !page
            .attributes("li", "id")
            .contains(&"question-weekdays".to_owned())
    );
}

#[tokio::test]
async fn nothing_opens_while_something_is_to_be_put_right_and_then_the_newest_words_open() {
    let mut app = drafted().await;
    fill(
        &mut app,
        "questions/sunday",
        &[("title", "Sundays, yes or no?")],
    )
    .await;
    fill(&mut app, "questions/role", &[("label--parent", "")]).await;
    let overview = app.get("/officer/consultations/library").await;
    assert!(
        overview
            .text(".checks")
            .contains("Missing Nothing in the words")
    );
    assert_eq!(open(&app).await, Err(ApiError::conflict("faults")));
    fill(&mut app, "questions/role", &[("label--parent", "A parent")]).await;
    open(&app).await.unwrap();
    let mut somebody = app.other_browser();
    somebody.get("/consultations/library").await;
    let start = "/consultations/library/respond";
    let page = somebody.get(start).await;
    let answer = somebody
        .press(&page, start, &[("audience", "young-person")])
        .await;
    let page = somebody.follow(answer).await;
    let shown = page.body.contains("Sundays, yes or no?");
    let next = somebody.get(&format!("{start}/question-sunday")).await;
    assert!(shown || next.body.contains("Sundays, yes or no?"));
}

#[tokio::test]
async fn an_officer_may_look_and_not_edit() {
    let app = drafted().await;
    account(&app, "cleo", Role::Officer).await;
    let mut cleo = app.other_browser();
    signed_in(&mut cleo, "cleo").await;
    let path = format!("{BUILD}/questions/sunday");
    let page = cleo.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text("main").contains("You can read this"));
    let answer = cleo.press(&page, &path, &[("title", "Mine?")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(app.count("SELECT COUNT(*) FROM content_revision").await, 0);
}

#[tokio::test]
async fn autosaves_of_one_officer_are_one_step_and_stop_when_somebody_else_changed_the_piece() {
    let mut app = drafted().await;
    let mut ben = another_lead(&app, "ben").await;
    let path = format!("{BUILD}/questions/why");
    let fields = app.get(&path).await.form(&path);
    let status = async |app: &mut TestApp, title: &str| {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &fields {
            let value = if name == "title" {
                title
            } else {
                value.as_str()
            };
            body.append_pair(name, value);
        }
        let headers = [("x-autosave", "1")];
        app.post_with(&path, &headers, &body.finish()).await.status
    };
    for title in ["W", "Wh", "Why"] {
        assert_eq!(status(&mut app, title).await, StatusCode::NO_CONTENT);
    }
    let steps = "SELECT COUNT(*) FROM content_revision WHERE number > 0";
    assert_eq!(app.count(steps).await, 1);
    fill(&mut ben, "questions/why", &[("title", "Ben asks why")]).await;
    assert_eq!(status(&mut app, "Why?").await, StatusCode::CONFLICT);
    let preview = app.get(&format!("{BUILD}/preview")).await;
    assert!(preview.text(".preview").contains("Ben asks why"));
}

#[tokio::test]
async fn the_audit_names_the_piece_and_never_its_words() {
    let mut app = drafted().await;
    fill(&mut app, "questions/why", &[("title", "A telling phrase")]).await;
    let lines = app
        .texts_of("SELECT what || ' ' || why || ' ' || ids FROM audit WHERE what = 'content.edit'")
        .await;
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].contains("question/why") && !lines[0].contains("telling"),
        "{lines:?}"
    );
}

#[tokio::test]
async fn a_picture_is_chosen_from_our_own_and_shown_in_the_preview() {
    let mut app = drafted().await;
    let page = app.get(&format!("{BUILD}/questions/sunday")).await;
    let lists = page.attributes("select", "name");
    assert!(
        lists.contains(&"picture--young-person".to_owned()),
        "{lists:?}"
    );
    assert!(
        lists
            .iter()
            .any(|name| name.starts_with("symbol--") && name.ends_with("--young-person"))
    );
    let symbol = lists
        .iter()
        .find(|name| name.starts_with("symbol--"))
        .unwrap()
        .clone();
    let typed = [
        ("title--young-person", "Open on Sundays?"),
        ("picture--young-person", "book"),
        (symbol.as_str(), "happy"),
    ];
    fill(&mut app, "questions/sunday", &typed).await;
    let preview = app
        .get(&format!("{BUILD}/preview?audience=young-person"))
        .await;
    let book = app::components::picture::svg("book").unwrap();
    let happy = app::components::picture::svg("happy").unwrap();
    assert!(preview.body.contains(book) && preview.body.contains(happy));
    // Saving other words keeps them; what is no drawing of ours is not taken.
    fill(
        &mut app,
        "questions/sunday",
        &[("hint--young-person", "Think of your week.")],
    )
    .await;
    let typed = [("picture--young-person", "unicorn")];
    fill(&mut app, "questions/sunday", &typed).await;
    let page = app.get(&format!("{BUILD}/questions/sunday")).await;
    let chosen = page.attributes(
        "select[name='picture--young-person'] option[selected]",
        "value",
    );
    assert_eq!(chosen, ["book"]);
}
