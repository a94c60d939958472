//! Equality questions: after the response, apart from it.

use super::*;
use axum::http::StatusCode;
use domain::equality::Characteristic;
use server::storage::{Db, apart, equality};

const EQUALITY: &str = "/consultations/library/equality";

/// Presses the button that ends the questions and keeps what was said.
const STOP: (&str, &str) = ("go", "stop");

async fn all_stored(app: &TestApp) -> Vec<String> {
    let mut stored = app
        .texts_of("SELECT characteristic || '=' || value || '/' || own_words FROM equality_answer")
        .await;
    stored.sort();
    stored
}

fn asked(page: &Answer) -> Vec<String> {
    let mut names = page.attributes("input[type=radio]", "name");
    names.dedup();
    names
}

#[tokio::test]
async fn the_questions_follow_the_receipt_and_are_answered_once() {
    let mut app = library().await;
    let receipt = sent(&mut app).await;
    assert!(
        receipt
            .attributes("a.btn", "href")
            .contains(&EQUALITY.to_owned())
    );
    let first = app.get(EQUALITY).await;
    assert_eq!(first.texts("h1").len(), 1);
    assert_eq!(asked(&first), ["age"]);
    let second = app.press(&first, EQUALITY, &[("age", "35-44")]).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(second.headers["cache-control"], "no-store");
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_answer").await, 0);
    let typed = [
        ("disability", "yes"),
        ("ethnic-group", "white"),
        ("religion", "other"),
        ("religion__other", "Bahá’í"),
        ("parent", "yes"),
    ];
    let third = app.press(&second, EQUALITY, &typed).await;
    assert_eq!(
        asked(&third),
        [
            "disability-effect",
            "ethnic-white",
            "child-age",
            "child-need",
            "child-support",
            "child-setting"
        ]
    );
    let back = app.press(&third, EQUALITY, &[("go", "back")]).await;
    let kept = back.form(EQUALITY);
    for (name, value) in typed {
        assert!(
            kept.contains(&(name.to_owned(), value.to_owned())),
            "{name}"
        );
    }
    let typed = [("ethnic-white", "white-irish"), ("child-age", "5-10")];
    let answer = app.press(&third, EQUALITY, &typed).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(app.cookie("equality").is_none());
    assert_eq!(app.follow(answer).await.texts("h1"), ["Thank you"]);
    let stored = all_stored(&app).await;
    let all = [
        "age=35-44/",
        "child-age=5-10/",
        "disability=yes/",
        "ethnic-white=white-irish/",
        "parent=yes/",
        "religion=other/Bahá’í",
    ];
    assert_eq!(stored, all, "the detail of an ethnic group alone");
    let again = app.press(&third, EQUALITY, &typed).await;
    assert_eq!(
        app.follow(again).await.texts("h1"),
        ["There is nothing more to do"]
    );
    assert_eq!(all_stored(&app).await, all);
}

#[tokio::test]
async fn only_those_of_16_or_more_are_asked_whom_they_love_and_nothing_off_the_way_is_taken() {
    let mut app = library().await;
    sent(&mut app).await;
    let first = app.get(EQUALITY).await;
    for (age, grown) in [
        ("under-13", false),
        ("13-15", false),
        ("prefer-not", false),
        ("16-17", true),
        ("65-plus", true),
    ] {
        let page = app.press(&first, EQUALITY, &[("age", age)]).await;
        let asked = asked(&page);
        for id in ["orientation", "marriage", "pregnancy", "gender"] {
            assert_eq!(asked.iter().any(|name| name == id), grown, "{age} {id}");
        }
    }
    let forged = [("age", "13-15"), ("orientation", "straight"), STOP];
    let answer = app.press(&first, EQUALITY, &forged).await;
    assert_eq!(app.follow(answer).await.texts("h1"), ["Thank you"]);
    assert_eq!(all_stored(&app).await, ["age=13-15/"]);
}

#[tokio::test]
async fn young_people_are_asked_in_easy_words_one_question_a_page() {
    let mut app = library().await;
    let typed = BTreeMap::from([
        ("typing", "alone"),
        ("under-13", "no"),
        ("sunday", "agree"),
        ("quote", "yes"),
    ]);
    let check = app.answer_all(SLUG, "young-person", &typed).await;
    assert!(
        check.texts(".easy-read .idea").len() > 3,
        "{}",
        check.text("main")
    );
    let answer = app.press(&check, SEND, &[]).await;
    let receipt = app.follow(answer).await;
    assert!(
        receipt.texts(".easy-read .idea").len() > 6,
        "{}",
        receipt.text("main")
    );
    let easy = format!("{EQUALITY}?words=easy");
    assert!(receipt.attributes("a.btn", "href").contains(&easy));
    let mut page = app.get(&easy).await;
    assert!(page.texts(".easy-read .idea .picture svg").len() > 6);
    let mut seen = Vec::new();
    while page.status == StatusCode::OK {
        let names = asked(&page);
        assert_eq!(names.len(), 1, "{names:?}");
        let offered = page.attributes("input[type=radio]", "value");
        assert!(offered.contains(&"not-sure".to_owned()), "{names:?}");
        let buttons = page.attributes("button[name=go]", "value");
        assert!(
            buttons.starts_with(&["skip".to_owned(), "stop".to_owned()]),
            "{buttons:?}"
        );
        let typed = match names[0].as_str() {
            "age" => ("age", "13-15"),
            "language" => ("language", "not-sure"),
            _ => ("go", "skip"),
        };
        seen.extend(names);
        page = app.press(&page, EQUALITY, &[typed]).await;
    }
    assert_eq!(
        seen,
        [
            "age",
            "disability",
            "ethnic-group",
            "sex",
            "religion",
            "language",
            "carer",
            "care"
        ]
    );
    let done = app.follow(page).await;
    assert_eq!(done.texts(".easy-read h1"), ["Thank you"]);
    assert_eq!(all_stored(&app).await, ["age=13-15/", "language=not-sure/"]);
}

#[tokio::test]
async fn a_copied_leave_is_good_for_one_form_only() {
    let mut app = library().await;
    sent(&mut app).await;
    let mut tab = app.same_browser();
    let page = app.get(EQUALITY).await;
    app.press(&page, EQUALITY, &[("age", "35-44"), STOP]).await;
    let answer = tab.press(&page, EQUALITY, &[("age", "18-25"), STOP]).await;
    assert_eq!(
        tab.follow(answer).await.texts("h1"),
        ["There is nothing more to do"]
    );
    assert_eq!(
        app.texts_of("SELECT value FROM equality_answer").await,
        ["35-44"]
    );
}

#[tokio::test]
async fn nothing_may_be_answered_at_all_and_nobody_else_may_answer() {
    let mut app = library().await;
    sent(&mut app).await;
    let mut stranger = app.other_browser();
    let page = stranger.get(EQUALITY).await;
    assert_eq!(page.texts("h1"), ["There is nothing more to do"]);
    stranger.post(EQUALITY, &[("age", "35-44"), STOP]).await;
    let page = app.get(EQUALITY).await;
    let answer = app.press(&page, EQUALITY, &[STOP]).await;
    assert_eq!(app.follow(answer).await.texts("h1"), ["Thank you"]);
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_answer").await, 0);
}

#[tokio::test]
async fn own_words_that_are_too_long_come_back_at_once_and_are_kept_nowhere() {
    let mut app = library().await;
    sent(&mut app).await;
    let long = "w".repeat(201);
    let typed = [
        ("age", "35-44"),
        ("religion", "other"),
        ("religion__other", &long),
        STOP,
    ];
    let page = app.get(EQUALITY).await;
    let again = app.press(&page, EQUALITY, &typed).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text("title").starts_with("Error: "));
    assert!(
        again
            .text(".error-summary")
            .contains("1 character too long")
    );
    let kept = again.form(EQUALITY);
    assert!(kept.contains(&("age".to_owned(), "35-44".to_owned())));
    assert!(kept.contains(&("religion__other".to_owned(), long)));
    let answer = app
        .press(&again, EQUALITY, &[("religion__other", "Jedi"), STOP])
        .await;
    assert_eq!(app.follow(answer).await.texts("h1"), ["Thank you"]);
}

/// Everything in the database but the equality answers, as text.
async fn everything_else(app: &TestApp) -> String {
    let mut all = Vec::new();
    for sql in [
        "SELECT id || submission_key || reference || received_at || COALESCE(body_hash, '') FROM contribution",
        "SELECT id || token_hash || submission_key || content || COALESCE(reference, '') || saved_at FROM draft",
        "SELECT id || at || who || what || why || ids FROM audit",
        "SELECT id || body FROM text_item",
        "SELECT token_hash FROM equality_token",
    ] {
        all.extend(app.texts_of(sql).await);
    }
    all.join("\n")
}

#[tokio::test]
async fn an_equality_answer_has_nothing_in_common_with_any_other_row() {
    let mut app = library().await;
    let receipt = sent(&mut app).await;
    let leave = app.cookie("equality").unwrap().to_owned();
    let before = everything_else(&app).await;
    assert!(
        before.contains(&server::clock::hash(&leave)),
        "the leave is known only as a hash"
    );
    let contributions = app.texts_of("SELECT id FROM contribution").await;
    let page = app.get(EQUALITY).await;
    app.press(
        &page,
        EQUALITY,
        &[("age", "35-44"), ("sex", "female"), STOP],
    )
    .await;
    let after = everything_else(&app).await;
    assert_eq!(
        after,
        before.replace(&format!("\n{}", server::clock::hash(&leave)), ""),
        "answering changes nothing else and leaves no line in the audit"
    );
    let columns = app
        .texts_of("SELECT id || '|' || consultation_id || '|' || characteristic || '|' || value || '|' || own_words FROM equality_answer")
        .await;
    let ids = app.texts_of("SELECT id FROM equality_answer").await;
    assert_eq!(columns.len(), 2);
    assert_ne!(
        ids[0], ids[1],
        "not even the two answers of one person are joined"
    );
    for line in columns {
        assert!(!line.contains(&reference(&receipt)) && !line.contains(&contributions[0]));
        assert!(!line.contains(&leave) && !line.contains(&server::clock::hash(&leave)));
    }
    for id in ids {
        assert!(!after.contains(&id));
    }
}

#[tokio::test]
async fn rewriting_the_tables_keeps_every_answer_and_every_leave() {
    let mut app = library().await;
    for age in ["18-25", "35-44", "65-plus"] {
        let mut somebody = app.other_browser();
        sent(&mut somebody).await;
        somebody
            .post(EQUALITY, &[("age", age), ("sex", "male"), STOP])
            .await;
    }
    sent(&mut app).await;
    apart::rewrite(&app.live.db).await.unwrap();
    apart::rewrite(&app.live.db).await.unwrap();
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_answer").await, 6);
    let page = app.get(EQUALITY).await;
    let answer = app.press(&page, EQUALITY, &[("age", "26-34"), STOP]).await;
    assert_eq!(app.follow(answer).await.texts("h1"), ["Thank you"]);
}

#[tokio::test]
async fn answers_that_arrive_while_the_tables_are_rewritten_are_all_kept() {
    let app = library().await;
    let row = app.live.public_row(&SLUG.parse().unwrap()).await.unwrap();
    let db = &app.live.db;
    let answers = (0..60).map(|at| async move {
        let leave = format!("leave-{at}");
        equality::give_leave(db, &leave, row.id).await.unwrap();
        let answer = Characteristic {
            question: "age".parse().unwrap(),
            option: "35-44".parse().unwrap(),
            own_words: String::new(),
        };
        assert!(
            equality::store(db, &leave, row.id, vec![answer])
                .await
                .unwrap()
        );
    });
    let rewriting = async {
        for _ in 0..20 {
            apart::rewrite(db).await.unwrap();
        }
    };
    futures::future::join(futures::future::join_all(answers), rewriting).await;
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_answer").await, 60);
    assert_eq!(app.count("SELECT COUNT(*) FROM equality_token").await, 0);
}

#[tokio::test]
async fn after_rewriting_nothing_tells_the_order_in_which_answers_came() {
    let mut app = library().await;
    for age in ["18-25", "35-44", "65-plus"] {
        let mut somebody = app.other_browser();
        sent(&mut somebody).await;
        somebody.post(EQUALITY, &[("age", age), STOP]).await;
    }
    sent(&mut app).await;
    apart::rewrite(&app.live.db).await.unwrap();
    match &app.live.db {
        Db::Sqlite(_) => {
            let tables = app
                .texts_of(
                    "SELECT sql FROM sqlite_master WHERE (name LIKE 'equality_%' OR name = 'school_heard') AND type = 'table'",
                )
                .await;
            assert_eq!(tables.len(), 3);
            assert!(tables.iter().all(|sql| sql.ends_with("WITHOUT ROWID")));
            let file = app
                .texts_of("SELECT file FROM pragma_database_list WHERE name = 'main'")
                .await;
            let log = std::fs::metadata(format!("{}-wal", file[0])).unwrap();
            assert_eq!(log.len(), 0, "the write-ahead log is empty");
        }
        Db::Postgres(_) => {
            // One transaction wrote all of them, in the order of their keys.
            let writers = "SELECT COUNT(DISTINCT xmin::text) FROM equality_answer";
            assert_eq!(app.count(writers).await, 1);
            let stored = app
                .texts_of("SELECT id FROM equality_answer ORDER BY ctid")
                .await;
            assert!(stored.is_sorted() && stored.len() == 3);
        }
    }
}
