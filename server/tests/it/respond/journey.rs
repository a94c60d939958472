//! The whole way, for each audience.

use super::*;
use axum::http::StatusCode;
use domain::access::Caller;
use domain::contribution::ClauseComment;
use domain::document::Stance;

#[tokio::test]
async fn a_parent_answers_page_by_page_and_gets_a_reference_to_keep() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let answers = check.texts(".summary-list dd");
    assert!(answers.iter().any(|a| a == "A parent"), "{answers:?}");
    assert!(answers.iter().any(|a| a == "We work on the other days."));
    let answer = app.press(&check, SEND, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let receipt = app.follow(answer).await;
    let shown = reference(&receipt);
    assert_eq!(shown.len(), 8);
    assert_eq!(
        app.texts_of("SELECT reference FROM contribution").await,
        [shown]
    );
    assert_eq!(
        app.texts_of("SELECT body FROM text_item").await,
        ["We work on the other days."]
    );
    assert_eq!(app.count("SELECT COUNT(*) FROM answer").await, 4);
    assert_eq!(
        app.texts_of("SELECT channel FROM contribution").await,
        ["web"]
    );
}

#[tokio::test]
async fn a_young_person_reads_easy_pages_and_is_asked_less() {
    let mut app = library().await;
    let typed = BTreeMap::from([("sunday", "disagree"), ("quote", "no")]);
    let check = app.answer_all(SLUG, "young-person", &typed).await;
    assert_eq!(check.texts(".easy-read h1").len(), 1);
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM contribution WHERE audience = 'young-person' AND capacity = 'individual'").await,
        1
    );
}

#[tokio::test]
async fn a_school_answers_as_an_organisation_and_may_be_published_by_name() {
    let mut app = library().await;
    let typed = BTreeMap::from([
        ("capacity", "organisation"),
        ("organisation", "Harrowfen Primary School"),
        ("authorised", "yes"),
        ("sunday", "strongly-agree"),
        ("pupils", "1,200"),
        ("quote", "yes"),
        ("publish", "yes"),
    ]);
    let check = app.answer_all(SLUG, "school-staff", &typed).await;
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(
        app.texts_of("SELECT organisation FROM contribution WHERE consent_publish")
            .await,
        ["Harrowfen Primary School"]
    );
    assert_eq!(
        app.count("SELECT number FROM answer WHERE number IS NOT NULL")
            .await,
        1200
    );
}

#[tokio::test]
async fn every_audience_of_every_built_in_kind_can_answer_to_the_end() {
    let mut app = TestApp::new().await;
    for kind in ["ehcp-banding", "non-ehcp-criteria", "co-production-charter"] {
        app.open_consultation(kind, kind).await;
        let start = app.get(&format!("/consultations/{kind}/respond")).await;
        assert_eq!(start.status, StatusCode::OK);
        for audience in start.attributes("input[name=audience]", "value") {
            let mut somebody = app.other_browser();
            let typed = BTreeMap::from([("capacity", "individual"), ("quote", "yes")]);
            let check = somebody.answer_all(kind, &audience, &typed).await;
            assert!(
                check.texts(".summary-list dt").len() > 2,
                "{kind} {audience}"
            );
        }
    }
}

#[tokio::test]
async fn what_worries_people_is_said_before_the_first_question_and_before_every_text_box() {
    let mut app = library().await;
    let start = app.get(START).await;
    assert!(start.text("main").contains("do not affect a child’s plan"));
    let begun = app
        .press(&start, START, &[("audience", "parent-carer")])
        .await;
    let first = app.follow(begun).await;
    assert!(first.text("main").contains("about 3 minutes"));
    assert!(first.text(".progress").contains("Page 1 of 4"));
    assert!(!first.text("main").contains("do not write the names"));
    let page = app.get(&format!("{START}/question-sunday")).await;
    let words = page.text("main");
    assert!(words.contains("do not write the names of children"));
    assert!(words.contains("01632 960120") && words.contains("01632 960130"));
    assert_eq!(
        page.attributes(".back-link", "href"),
        [format!("{START}/question-role")]
    );
}

#[tokio::test]
async fn an_answer_is_changed_from_the_last_page_and_leads_back_there() {
    let mut app = library().await;
    let check = ready(&mut app).await;
    let change = check.attributes(".summary-list .actions a", "href");
    let path = change
        .iter()
        .find(|href| href.contains("question-days"))
        .unwrap();
    let page = app.get(path).await;
    assert_eq!(page.form(&format!("{START}/question-days"))[1].1, "friday");
    let answer = app
        .press(
            &page,
            &format!("{START}/question-days"),
            &[("days", "none")],
        )
        .await;
    assert_eq!(answer.location().as_deref(), Some(CHECK));
    let check = app.get(CHECK).await;
    assert!(
        check
            .texts(".summary-list dd")
            .contains(&"I do not come".to_owned())
    );
}

#[tokio::test]
async fn clause_comments_join_the_response_and_can_be_taken_out_again() {
    let mut app = library().await;
    ready(&mut app).await;
    let token = app.cookie("draft").unwrap().to_owned();
    let caller = Caller::Respondent(app.live.draft_with(&token).await.unwrap().unwrap());
    let row = app.live.public_row(&SLUG.parse().unwrap()).await.unwrap();
    for clause in ["hours", "staff"] {
        let comment = ClauseComment {
            document: "plan".parse().unwrap(),
            clause: clause.parse().unwrap(),
            stance: Stance::Change,
            text: "Longer, please.".to_owned(),
            suggestion: String::new(),
        };
        app.live
            .change_draft(&caller, &row, |draft| draft.comments.push(comment.clone()))
            .await
            .unwrap();
    }
    let check = app.get(CHECK).await;
    assert!(check.body.contains("Draft plan, 1 Hours"));
    let remove = format!("/consultations/{SLUG}/documents/plan/clauses/staff/comment");
    let answer = app.press(&check, &remove, &[("remove", "yes")]).await;
    let check = app.follow(answer).await;
    assert!(!check.body.contains("2 Staff"));
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(app.count("SELECT COUNT(*) FROM clause_comment").await, 1);
}

#[tokio::test]
async fn clause_comments_alone_are_a_response_too() {
    let mut app = library().await;
    let slug = SLUG.parse().unwrap();
    let (id, token) = app.live.begin_draft(&slug, None).await.unwrap();
    let row = app.live.public_row(&slug).await.unwrap();
    let comment = ClauseComment {
        document: "plan".parse().unwrap(),
        clause: "hours".parse().unwrap(),
        stance: Stance::Agree,
        text: String::new(),
        suggestion: String::new(),
    };
    app.live
        .change_draft(&Caller::Respondent(id), &row, |draft| {
            draft.comments = vec![comment.clone()];
        })
        .await
        .unwrap();
    app.set_cookie("draft", &token);
    let start = app.get(&format!("{START}/question-role")).await;
    let start = app.follow(start).await;
    assert!(
        start
            .text(".notice")
            .contains("comments on the documents are saved")
    );
    let typed = BTreeMap::from([("quote", "yes")]);
    let check = app.answer_all(SLUG, "parent-carer", &typed).await;
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(
        app.texts_of("SELECT form FROM contribution").await,
        ["comments-only"]
    );
}

#[tokio::test]
async fn a_begun_response_is_offered_again_and_can_be_deleted() {
    let mut app = library().await;
    ready(&mut app).await;
    let start = app.get(START).await;
    assert!(start.attributes(".notice a.btn", "href")[0].ends_with("/check-your-answers"));
    let answer = app.press(&start, &format!("{START}/discard"), &[]).await;
    let start = app.follow(answer).await;
    assert!(start.texts(".notice").is_empty());
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 0);
}

#[tokio::test]
async fn somebody_may_change_who_they_are_and_keeps_what_they_wrote() {
    let mut app = library().await;
    ready(&mut app).await;
    let start = app.get(START).await;
    let answer = app
        .press(&start, START, &[("audience", "young-person")])
        .await;
    app.follow(answer).await;
    let page = app.get(&format!("{START}/question-sunday")).await;
    assert!(page.body.contains("We work on the other days."));
    assert_eq!(app.count("SELECT COUNT(*) FROM draft").await, 1);
}

#[tokio::test]
async fn the_draft_is_saved_by_script_too_and_two_tabs_do_not_undo_each_other() {
    let mut app = library().await;
    ready(&mut app).await;
    let mut tab = app.same_browser();
    let saved = app
        .post_with(
            &format!("{START}/question-days"),
            &[("x-autosave", "1")],
            "days=monday",
        )
        .await;
    assert_eq!(saved.status, StatusCode::NO_CONTENT);
    let saved = tab
        .post_with(
            &format!("{START}/question-role"),
            &[("x-autosave", "1")],
            "role=grandparent",
        )
        .await;
    assert_eq!(saved.status, StatusCode::NO_CONTENT);
    let answers = app.get(CHECK).await.texts(".summary-list dd");
    assert!(
        answers.contains(&"Monday".to_owned()) && answers.contains(&"A grandparent".to_owned())
    );
}
