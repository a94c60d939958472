//! Everything, for the officers.

use super::*;
use app::api::{ApiError, Erasure, Responses as _, Themes as _};
use domain::access::Caller;
use domain::coding::Span;
use domain::typing::{Typist, Whose};

#[tokio::test]
async fn a_response_is_a_row_and_a_question_a_column_in_the_order_published() {
    let app = open().await;
    let one = Voice::parent()
        .picking("T1", "agree")
        .picking_other("T2", "A driver who signs")
        .picking("locality", "marlock")
        .answering("T3", "It is, for us.");
    let first = hear(&app, one).await;
    let second = Voice::parent()
        .organisation("Fenside Drivers")
        .letter("We drive.");
    let second = hear(&app, second.late()).await;
    let file = csv(&app, "travel", DataTable::Responses, false).await;
    assert_eq!(
        file.lines().next().unwrap(),
        "reference,form,channel,capacity,organisation,urn,authorised,group_size,typing,typist,whose_words,agreed,audience,language,received,entered,version,late,\
         consent_to_quote,consent_to_publish,erased,replaced_by,letter,T1,T1-why,T2,T2__other,T3,locality"
    );
    let rows = rows(&file);
    let cell = |row: usize, name: &str| rows[row][name].as_str();
    assert_eq!(
        [cell(0, "reference"), cell(1, "reference")],
        [&first, &second]
    );
    assert_eq!((cell(0, "T1"), cell(0, "T2")), ("agree", "other"));
    assert_eq!(cell(0, "T2__other"), "A driver who signs");
    assert_eq!(cell(0, "T3"), "It is, for us.");
    assert_eq!(cell(0, "received"), "2026-06-01T12:01:00Z");
    assert_eq!((cell(0, "late"), cell(1, "late")), ("no", "yes"));
    assert_eq!(cell(1, "letter"), "We drive.");
    assert_eq!(cell(1, "organisation"), "Fenside Drivers");
}

#[tokio::test]
async fn what_is_exported_and_imported_into_a_fresh_consultation_is_the_same_formulas_too() {
    let app = open().await;
    let formula = Voice::parent()
        .organisation("=cmd|' /C calc'!A0")
        .answering(
            "T3",
            "=HYPERLINK(\"http://example.org\")\nand a second line",
        )
        .answering("T1-why", "'=with an apostrophe already");
    let several = Voice::parent()
        .picking_other("T2", "+44 of them; \"quoted\", and é")
        .picking("T1", "strongly-disagree")
        .answering("T3", "@home, we wait — and 'tis long")
        .without_consent();
    for voice in [
        formula.named(),
        several,
        Voice::parent()
            .of("young-person")
            .answering("T3", "-5 out of 10")
            .typed_for(Typist::Advocate, Whose::Understood)
            .late(),
        Voice::parent()
            .picking("locality", "marlock")
            .by(domain::contribution::Channel::Paper),
        Voice::parent().letter("'''+ a letter\n\nwith a gap"),
    ] {
        hear(&app, voice).await;
    }
    let first = csv(&app, "travel", DataTable::Responses, false).await;
    assert!(first.contains(",typed-for,advocate,understood,"), "{first}");
    assert!(
        first.contains("\"'=HYPERLINK") && first.contains("''=with"),
        "{first}"
    );
    app.open_blueprint(BLUEPRINT, "travel-again").await;
    let done = import(&app, "travel-again", &first).await;
    assert_eq!((done.added, done.rejected), (5, 0));
    let again = csv(&app, "travel-again", DataTable::Responses, false).await;
    let same = |csv: &str| {
        let mut rows = rows(csv);
        for row in &mut rows {
            // A reference is somebody's for good, when a row was entered is when it was entered here, and what came
            // before closing is not late.
            for own in ["reference", "entered", "late"] {
                row.remove(own);
            }
        }
        rows
    };
    assert_eq!(same(&again), same(&first));
    let repeated = import(&app, "travel-again", &first).await;
    assert_eq!(
        (repeated.added, repeated.present, repeated.changed),
        (0, 5, 0)
    );
}

#[tokio::test]
async fn an_order_that_is_exported_and_imported_is_the_same_order() {
    const RANKED: &str = r#"
        [[questions]]
        id = "T9"
        kind = "rank"
        options = ["time", "cost", "safety"]
        [[questions.wording]]
        title = "What matters most?"
        labels = { time = "Time", cost = "Cost", safety = "Safety" }
    "#;
    let app = TestApp::new().await;
    let blueprint = format!("{BLUEPRINT}{RANKED}");
    app.open_blueprint(&blueprint, "travel").await;
    let orders = [
        &["safety", "time", "cost"][..],
        &["cost", "safety"],
        &["time"],
    ];
    for order in orders {
        hear(&app, Voice::parent().ranking("T9", order)).await;
    }
    let first = csv(&app, "travel", DataTable::Responses, false).await;
    app.open_blueprint(&blueprint, "travel-again").await;
    let done = import(&app, "travel-again", &first).await;
    assert_eq!((done.added, done.rejected), (3, 0));
    let again = csv(&app, "travel-again", DataTable::Responses, false).await;
    let cells =
        |csv: &str| -> Vec<String> { rows(csv).iter().map(|row| row["T9"].clone()).collect() };
    assert_eq!(cells(&again), ["safety|time|cost", "cost|safety", "time"]);
    assert_eq!(cells(&first), cells(&again));
}

#[tokio::test]
async fn more_rows_than_a_batch_come_out_each_once_in_both_orders() {
    let app = open().await;
    let row = |n: u32| format!("{n},parent-carer,agree,text {n}\n");
    let rows: String = (0..450).map(row).collect();
    let done = import(&app, "travel", &format!("key,audience,T1,T3\n{rows}")).await;
    assert_eq!(done.added, 450);
    for public in [false, true] {
        let all = table(&app, DataTable::Responses, public).await;
        let name = if public { "row" } else { "reference" };
        let names: std::collections::BTreeSet<&String> = all.iter().map(|r| &r[name]).collect();
        assert_eq!((all.len(), names.len()), (450, 450));
    }
    let answers = table(&app, DataTable::Answers, false).await;
    assert_eq!(answers.len(), 900);
}

#[tokio::test]
async fn answers_and_comments_are_a_row_each_with_their_words() {
    let app = open().await;
    let voice = Voice::parent()
        .picking_other("T2", "Warm buses")
        .answering("T3", "Yes.")
        .on_clause("policy", "training", "Say who pays.");
    let reference = hear(&app, voice).await;
    let answers = table(&app, DataTable::Answers, false).await;
    let seen: Vec<[&str; 5]> = (answers.iter())
        .map(|r| ["question", "option", "label", "text", "text_state"].map(|name| r[name].as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ["T2", "other", "Something else", "Warm buses", "unscreened"],
            ["T3", "", "", "Yes.", "unscreened"]
        ]
    );
    let comments = table(&app, DataTable::Comments, false).await;
    let row = &comments[0];
    assert_eq!((comments.len(), &row["reference"]), (1, &reference));
    assert_eq!(
        (row["document"].as_str(), row["clause"].as_str()),
        ("policy", "training")
    );
    assert_eq!(
        (row["clause_number"].as_str(), row["stance"].as_str()),
        ("3", "change")
    );
    assert_eq!(row["text"], "Say who pays.");
}

#[tokio::test]
async fn a_tie_is_a_row_with_its_passage_and_who_decided() {
    let app = open().await;
    let words = Voice::parent().answering("T3", "É late again. The bus is not safe.");
    let reference = hear(&app, words).await;
    let (slug, operator) = ("travel".parse().unwrap(), TestApp::operator());
    let page = app
        .live
        .code_page(&operator, &slug, &reference)
        .await
        .unwrap();
    let frame = app.live.frame(&operator, &slug).await.unwrap();
    let safety = frame
        .themes
        .iter()
        .find(|t| t.code.as_str() == "safety")
        .unwrap();
    let span = [Span { start: 14, end: 34 }];
    let done = app
        .live
        .assign(&operator, &slug, page.texts[0].id, &span, safety.id);
    done.await.unwrap();
    let rows = table(&app, DataTable::Assignments, false).await;
    assert_eq!(rows.len(), 1);
    for (name, expected) in [
        ("reference", reference.as_str()),
        ("place", "answer"),
        ("question", "T3"),
        ("start", "14"),
        ("end", "34"),
        ("passage", "The bus is not safe."),
        ("theme", "safety"),
        ("tie", "confirmed"),
        ("score", ""),
        ("made_by", "cli:operator@eastmarch.example"),
        ("decided_by", "cli:operator@eastmarch.example"),
    ] {
        assert_eq!(rows[0][name], expected, "{name}");
    }
}

#[tokio::test]
async fn the_engine_reads_the_codebook_as_it_was_exported() {
    let app = open().await;
    let wish = wish(DataTable::Codebook, TableFormat::Json, false);
    let json = taken(&app, "travel", wish).await;
    let book: analysis::Codebook = serde_json::from_slice(&json).unwrap();
    let (slug, operator) = ("travel".parse().unwrap(), TestApp::operator());
    let frame = app.live.frame(&operator, &slug).await.unwrap();
    let codes: Vec<&str> = frame.themes.iter().map(|t| t.code.as_str()).collect();
    let read: Vec<&str> = book.definitions.iter().map(|d| d.code.as_str()).collect();
    assert!(!codes.is_empty());
    assert_eq!(read, codes);
    assert!(
        book.definitions
            .iter()
            .all(|d| !d.definition.is_empty() && !d.include.is_empty())
    );
    let rows = table(&app, DataTable::Codebook, false).await;
    let listed: Vec<&str> = rows.iter().map(|r| r["code"].as_str()).collect();
    assert_eq!(listed, codes);
}

#[tokio::test]
async fn a_workbook_holds_a_sheet_a_table() {
    let app = open().await;
    hear(&app, Voice::parent().answering("T3", "Yes.")).await;
    let all = Wish {
        tables: DataTable::ALL.to_vec(),
        format: TableFormat::Xlsx,
        public: false,
    };
    let bytes = taken(&app, "travel", all).await;
    // Names of files stand in a workbook as they are.
    let holds = |name: &str| {
        bytes
            .windows(name.len())
            .any(|part| part == name.as_bytes())
    };
    assert!(holds("xl/worksheets/sheet5.xml") && !holds("xl/worksheets/sheet6.xml"));
}

#[tokio::test]
async fn an_erased_response_leaves_a_row_without_words_and_an_empty_consultation_a_header() {
    let app = open().await;
    let (slug, operator) = ("travel".parse().unwrap(), TestApp::operator());
    assert!(table(&app, DataTable::Responses, false).await.is_empty());
    let reference = hear(&app, Voice::parent().answering("T3", "Forget this.")).await;
    let erasure = Erasure {
        confirm: reference.clone(),
        reason: "They asked.".to_owned(),
    };
    app.live
        .erase(&operator, &slug, &reference, &erasure)
        .await
        .unwrap();
    let rows = table(&app, DataTable::Responses, false).await;
    assert_eq!(
        (rows[0]["erased"].as_str(), rows[0]["T3"].as_str()),
        ("yes", "")
    );
}

#[tokio::test]
async fn strangers_take_nothing_out_and_whoever_does_is_noted_without_a_word_of_it() {
    let app = open().await;
    hear(&app, Voice::parent().answering("T3", "Secret words.")).await;
    let slug = "travel".parse().unwrap();
    let answers = wish(DataTable::Answers, TableFormat::Json, false);
    let refused = app
        .live
        .grant_export(&Caller::Visitor, &slug, answers.clone())
        .await;
    assert_eq!(refused.err(), Some(ApiError::Forbidden));
    taken(&app, "travel", answers).await;
    let page = app
        .live
        .audit_of(&TestApp::operator(), &slug, 1)
        .await
        .unwrap();
    let lines: Vec<_> = page
        .lines
        .iter()
        .filter(|l| l.what == "responses.export")
        .collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].who, "cli:operator@eastmarch.example");
    assert_eq!(lines[0].why, "answers as json, in full, with personal data");
}
