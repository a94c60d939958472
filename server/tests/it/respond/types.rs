//! Every type of question, and ways that depend on answers, in a browser without script.

use crate::kit::{Answer, TestApp};
use app::api::Reports as _;
use axum::http::StatusCode;
use domain::report::{Block, Cell, Template};
use serde_json::json;

const SLUG: &str = "everything";
const TYPES: &str = include_str!("types.toml");

fn page(name: &str) -> String {
    format!("/consultations/{SLUG}/respond/{name}")
}

fn question(id: &str) -> String {
    page(&format!("question-{id}"))
}

/// A parent at the first question.
async fn begun() -> TestApp {
    let mut app = TestApp::new().await;
    app.open_blueprint(TYPES, SLUG).await;
    let start = format!("/consultations/{SLUG}/respond");
    let answer = app.post(&start, &[("audience", "parent-carer")]).await;
    assert_eq!(answer.location(), Some(question("lives-here")));
    app
}

impl TestApp {
    /// Answers a page and gives where it leads.
    async fn answer(&mut self, id: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(&question(id), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.location().unwrap()
    }

    /// Answers a page wrongly and gives the first line of its error summary.
    async fn refused(&mut self, id: &str, fields: &[(&str, &str)]) -> String {
        let again = self.answer(id, fields).await;
        assert_eq!(again, format!("{}?check=1", question(id)));
        let shown = self.get(&again).await;
        let links = shown.attributes(".error-summary a", "href");
        let target = links[0].trim_start_matches('#');
        assert_eq!(
            shown.attributes(&format!("[id=\"{target}\"]"), "name"),
            [id]
        );
        for (_, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let kept = shown.attributes("input", "value");
            assert!(kept.iter().any(|v| v == value), "{value} is lost: {kept:?}");
        }
        shown.text(".error-summary li")
    }

    async fn whole(&mut self) -> Answer {
        for (id, fields) in [
            ("lives-here", &[("lives-here", "yes")][..]),
            (
                "since",
                &[("since", "3"), ("since", "May"), ("since", "2026")],
            ),
            ("spent", &[("spent", "£1,200")]),
            (
                "order",
                &[("order", ""), ("order", "2"), ("order", "1"), ("order", "")],
            ),
            (
                "helpers",
                &[
                    ("helpers", "A neighbour"),
                    ("helpers", ""),
                    ("helpers", "School"),
                ],
            ),
            (
                "grid",
                &[("grid-form", "disagree"), ("grid-phone", "agree")],
            ),
            ("true", &[("true", "confirmed")]),
        ] {
            self.answer(id, fields).await;
        }
        self.post(&page("your-words"), &[("quote", "no")]).await;
        self.get(&page("check-your-answers")).await
    }
}

#[tokio::test]
async fn each_type_is_asked_checked_shown_back_and_stored() {
    let mut app = begun().await;
    let first = app.get(&question("lives-here")).await;
    assert_eq!(
        first.text("details summary"),
        "Find out more: What is our area?"
    );
    assert_eq!(
        app.answer("lives-here", &[("lives-here", "yes")]).await,
        question("since")
    );
    let date = app
        .refused(
            "since",
            &[("since", "31"), ("since", "4"), ("since", "2026")],
        )
        .await;
    assert!(date.contains("Write a real date"), "{date}");
    let early = app
        .refused(
            "since",
            &[("since", "1"), ("since", "1"), ("since", "1999")],
        )
        .await;
    assert!(early.contains("1 January 2000 or a later date"), "{early}");
    app.answer(
        "since",
        &[("since", "3"), ("since", "May"), ("since", "2026")],
    )
    .await;
    let money = app.refused("spent", &[("spent", "99,999")]).await;
    assert!(money.contains("from £0 to £50,000"), "{money}");
    let twice = [("order", "1"), ("order", "1"), ("order", ""), ("order", "")];
    let twice = app.refused("order", &twice).await;
    assert!(twice.contains("number 1 more than once"), "{twice}");

    let check = app.whole().await;
    let said = check.texts(".summary-list dd p");
    for line in [
        "3 May 2026",
        "£1,200",
        "1. What it costs",
        "2. The same rules for all",
        "A neighbour",
        "School",
        "Disagree",
    ] {
        assert!(said.iter().any(|s| s == line), "{line}: {said:?}");
    }
    let send = page("send");
    let sent = app.press(&check, &send, &[]).await;
    assert_eq!(sent.location(), Some(page("receipt")));
    assert_eq!(
        app.texts_of("SELECT option_id FROM answer WHERE question_id = 'order' ORDER BY position")
            .await,
        ["cost", "fairness"]
    );
    assert_eq!(
        app.texts_of("SELECT i.body FROM answer a JOIN text_item i ON i.id = a.text_item_id WHERE a.question_id = 'helpers' ORDER BY a.position").await,
        ["A neighbour", "School"]
    );
    assert_eq!(
        app.count("SELECT number FROM answer WHERE question_id = 'since'")
            .await,
        20_260_503
    );
    assert_eq!(
        app.count("SELECT number FROM answer WHERE question_id = 'spent'")
            .await,
        1_200
    );
    assert_eq!(
        app.count("SELECT COUNT(*) FROM answer WHERE question_id = 'grid'")
            .await,
        0
    );
}

#[tokio::test]
async fn a_grid_is_one_question_under_another_below_one_heading() {
    let mut app = begun().await;
    let shown = app.get(&question("grid")).await;
    assert_eq!(shown.texts("h1"), ["How do you find each of these?"]);
    assert_eq!(
        shown.texts("legend h2"),
        ["The form is easy", "The phone is answered"]
    );
}

#[tokio::test]
async fn add_another_keeps_what_is_there_and_gives_one_more_line() {
    let mut app = begun().await;
    let fields = [("helpers", "One"), ("helpers", "Two"), ("more", "helpers")];
    let again = app.answer("helpers", &fields).await;
    assert_eq!(again, format!("{}?shown=1#helpers-3", question("helpers")));
    let shown = app.get(&question("helpers")).await;
    let lines = shown.attributes("input[name=helpers]", "value");
    assert_eq!(lines, ["One", "Two", ""]);
    assert_eq!(shown.attributes("#helpers-3", "value"), [""]);
    let fields = [
        ("helpers", "One"),
        ("helpers", "Two"),
        ("helpers", "Three"),
        ("more", "helpers"),
    ];
    app.answer("helpers", &fields).await;
    let full = app.get(&question("helpers")).await;
    assert_eq!(
        full.texts("button[name=more]").len(),
        0,
        "four lines is all there may be"
    );
}

#[tokio::test]
async fn whoever_the_form_does_not_ask_is_told_so_and_can_come_back() {
    let mut app = begun().await;
    assert_eq!(
        app.answer("lives-here", &[("lives-here", "no")]).await,
        question("elsewhere")
    );
    let exit = app.get(&question("elsewhere")).await;
    assert_eq!(
        exit.text("h1"),
        "These questions are for people who live here"
    );
    assert!(
        exit.texts("main a")
            .iter()
            .any(|t| t.contains("change your answer"))
    );
    // No way round: every later page leads back to where the form ends, and nothing can be sent.
    let check = app.get(&page("check-your-answers")).await;
    assert_eq!(check.location(), Some(question("elsewhere")));
    let sent = app.post(&page("send"), &[]).await;
    let led = app.follow(sent).await;
    assert_eq!(
        led.text("h1"),
        "These questions are for people who live here"
    );
    assert_eq!(app.count("SELECT COUNT(*) FROM contribution").await, 0);
    // A change of mind opens the way again.
    assert_eq!(
        app.answer("lives-here", &[("lives-here", "yes")]).await,
        question("since")
    );
}

#[tokio::test]
async fn an_answer_that_another_one_made_needless_is_kept_but_not_sent() {
    let mut app = begun().await;
    app.whole().await;
    // In another tab the date goes: the amount is asked of nobody now, and a late post to it is kept and leads on.
    app.answer("since", &[("since", ""), ("since", ""), ("since", "")])
        .await;
    let on = app.answer("spent", &[("spent", "700")]).await;
    assert_eq!(on, question("order"));
    assert_eq!(
        app.get(&question("spent")).await.location(),
        Some(question("order"))
    );
    let check = app.get(&page("check-your-answers")).await;
    assert!(!check.body.contains("£700"));
    app.press(&check, &page("send"), &[]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) FROM answer WHERE question_id = 'spent'")
            .await,
        0
    );
    assert_eq!(app.count("SELECT COUNT(*) FROM contribution").await, 1);
}

#[tokio::test]
async fn another_program_is_told_of_an_answer_that_is_not_asked() {
    let mut app = begun().await;
    let path = format!("/api/v1/consultations/{SLUG}/responses");
    let mut body = json!({
        "version": 1, "audience": "parent-carer", "capacity": "individual", "language": "en",
        "consent_to_quote": false, "comments": [],
        "answers": {"lives-here": "yes", "spent": 12, "true": "confirmed", "order": ["cost", "speed"], "helpers": ["A", "B"]},
    });
    let refused = app
        .post_json(&path, &[("idempotency-key", "k-1")], &body)
        .await;
    assert_eq!(refused.status.as_u16(), 422, "{}", refused.body);
    assert_eq!(refused.json()["errors"][0]["pointer"], "#/answers/spent");
    body["answers"]["since"] = json!("2026-05-03");
    let taken = app
        .post_json(&path, &[("idempotency-key", "k-1")], &body)
        .await;
    assert!(taken.status.is_success(), "{}", taken.body);
    assert_eq!(
        app.count("SELECT COUNT(*) FROM answer WHERE question_id = 'helpers'")
            .await,
        2
    );
}

/// Sends `n` responses: each says what it spent and which of two things it puts first.
async fn many(app: &TestApp, n: usize) {
    let path = format!("/api/v1/consultations/{SLUG}/responses");
    for at in 0..n {
        let order = if at % 3 == 0 {
            ["cost", "speed"]
        } else {
            ["speed", "choice"]
        };
        let body = json!({
            "version": 1, "audience": "parent-carer", "capacity": "individual", "language": "en",
            "consent_to_quote": false, "comments": [],
            "answers": {
                "lives-here": "yes", "since": "2026-05-03", "spent": 100 * (at + 1), "true": "confirmed", "order": order,
            },
        });
        let key = format!("key-{at}");
        let taken = app
            .other_browser()
            .post_json(&path, &[("idempotency-key", &key)], &body)
            .await;
        assert!(taken.status.is_success(), "{}", taken.body);
    }
}

#[tokio::test]
async fn a_report_tells_what_was_put_first_and_the_middle_of_the_numbers() {
    let app = begun().await;
    many(&app, 18).await;
    let report = app
        .live
        .report(
            &TestApp::operator(),
            &SLUG.parse().unwrap(),
            Template::SchoolsForum,
            None,
        )
        .await
        .unwrap();
    let text = serde_json::to_string(&report).unwrap();
    let blocks = report.sections.iter().flat_map(|section| &section.blocks);
    let rows: Vec<String> = blocks
        .filter_map(|block| match block {
            Block::Table(table) if table.caption.starts_with("Numbers and dates") => Some(table),
            _ => None,
        })
        .flat_map(|table| &table.rows)
        .map(|row| {
            row.cells
                .iter()
                .map(Cell::text)
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    assert!(text.contains(" (put first): What matters most?"), "{text}");
    assert!(
        text.contains("The answer put first most often was “A quick answer”"),
        "{text}"
    );
    let unnumbered = rows.iter().map(|row| match row.split_once(": ") {
        Some((name, rest)) if name.starts_with("Question ") => rest,
        _ => panic!("{row}"),
    });
    let unnumbered: Vec<&str> = unnumbered.collect();
    assert_eq!(
        unnumbered,
        [
            "When did you last ask for help? | 18 | 3 May 2026 | 3 May 2026 and 3 May 2026",
            "How much did you spend yourself? | 18 | £900 | £500 and £1,400",
        ]
    );
    assert!(
        !text.contains("£1,800"),
        "the largest amount is somebody’s own"
    );
}
