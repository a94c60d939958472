//! `wellheard import responses`: each row once, bad rows apart.

use crate::kit::{Program, TestApp, in_repository};
use app::api::Manage as _;
use domain::access::Caller;
use server::backend::import::{Import, ImportError, Imported, Step};
use server::storage::Db;
use server::transfer::mapping::Mapping;
use server::transfer::table::Table;

const KIND: &str = r#"
kind = "one-question"
name = "One question"
description = "For tests."
documents = []
codes = []
[[wording]]
title = "One question"
summary = "We ask one thing."
[[audiences]]
id = "parent-carer"
organisations = true
[[audiences.wording]]
name = "A parent or carer"
introduction = "Short."
[[audiences]]
id = "young-person"
[[audiences.wording]]
name = "A young person"
introduction = "Short."
[[sections]]
id = "what"
[[sections.wording]]
heading = "What"
body = "This."
[[questions]]
id = "Q1"
kind = "agreement"
[[questions.wording]]
title = "Do you agree?"
[[questions]]
id = "Q2"
kind = "long-text"
[[questions.wording]]
title = "Why?"
"#;

async fn open() -> TestApp {
    let app = TestApp::new().await;
    app.open_blueprint(KIND, "one").await;
    app
}

/// What came of an import in this process: counts, and line and reason of each reject.
async fn import(
    app: &TestApp,
    csv: &[u8],
    mapping: &str,
) -> Result<(Imported, Vec<(u64, String)>), ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, csv).unwrap();
    let slug = "one".parse().unwrap();
    let order = Import {
        consultation: &slug,
        mapping: Mapping::parse(mapping).unwrap(),
        key: None,
        file: "in.csv",
        dry_run: false,
    };
    let mut rejected = Vec::new();
    let mut tell = |step: Step<'_>| {
        if let Step::Rejected(row, reason) = step {
            rejected.push((row.line, server::transfer::reason::said(reason)));
        }
        Ok(())
    };
    let mut table = Table::open(&path)?;
    let live = &app.live;
    let done = live
        .import_responses(&TestApp::operator(), order, &mut table, &mut tell)
        .await?;
    Ok((done, rejected))
}

const DEFAULTS: &str = "defaults.audience = 'parent-carer'";

#[tokio::test]
async fn good_rows_are_kept_bad_rows_are_told_and_a_repeated_import_adds_nothing() {
    let app = open().await;
    let csv = b"Q1,Q2\nAgree,\"Two\nlines\"\nperhaps,x\nstrongly-disagree,\n,only words\n";
    let (done, rejected) = import(&app, csv, DEFAULTS).await.unwrap();
    assert_eq!(
        (done.rows, done.added, done.present, done.rejected),
        (4, 3, 0, 1)
    );
    assert_eq!(
        rejected,
        [(4, "Q1: there is no option “perhaps”".to_owned())]
    );
    let (again, _) = import(&app, csv, DEFAULTS).await.unwrap();
    assert_eq!((again.added, again.present, again.changed), (0, 3, 0));
}

#[tokio::test]
async fn a_key_makes_a_row_the_same_in_another_file_and_a_changed_row_is_told_but_not_stored() {
    let app = open().await;
    let mapping = format!("key = 'ref'\n{DEFAULTS}");
    let first = b"ref,Q2\nA,one\nB,two\nB,two again\n,no key\n";
    let (done, rejected) = import(&app, first, &mapping).await.unwrap();
    assert_eq!(done.added, 2);
    assert_eq!(
        rejected,
        [
            (4, "line 3 has the same key".to_owned()),
            (5, "the cell that names the row is empty".to_owned())
        ]
    );
    let second = b"ref,Q2\nC,three\nB,another\nA,one\n";
    let (done, _) = import(&app, second, &mapping).await.unwrap();
    assert_eq!((done.added, done.present, done.changed), (1, 2, 1));
}

#[tokio::test]
async fn equal_words_are_kept_and_named_as_a_possible_duplicate() {
    let app = open().await;
    let csv = b"Q2\nThe bands are fair to every school here\nno\nthe BANDS are fair to every  school here\nno\n";
    let (done, _) = import(&app, csv, DEFAULTS).await.unwrap();
    assert_eq!((done.added, done.alike), (4, vec![(2, 4)]));
}

#[tokio::test]
async fn without_an_audience_or_an_answer_column_or_leave_nothing_is_imported() {
    let app = open().await;
    let error = import(&app, b"Q2\nx\n", "").await.unwrap_err().to_string();
    assert!(
        error.contains("--audience") && error.contains("parent-carer, young-person"),
        "{error}"
    );
    let error = import(&app, b"text\nx\n", DEFAULTS)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("The questions are: Q1, Q2"), "{error}");
    let mapping = "defaults.audience = 'mayor'";
    let error = import(&app, b"Q2\nx\n", mapping)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("“mayor” is none of"), "{error}");

    let slug = "one".parse().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, "Q2\nx\n").unwrap();
    let order = Import {
        consultation: &slug,
        mapping: Mapping::parse(DEFAULTS).unwrap(),
        key: None,
        file: "in.csv",
        dry_run: false,
    };
    let mut table = Table::open(&path).unwrap();
    let refused = app
        .live
        .import_responses(&Caller::Visitor, order, &mut table, &mut |_| Ok(()))
        .await;
    assert!(matches!(
        refused,
        Err(ImportError::Api(app::api::ApiError::Forbidden))
    ));
}

#[tokio::test]
async fn a_row_received_after_closing_is_marked_as_late() {
    let app = open().await;
    let slug = "one".parse().unwrap();
    app.live
        .clock
        .advance(jiff::SignedDuration::from_hours(24 * 50));
    app.live
        .close(&TestApp::operator(), &slug, "")
        .await
        .unwrap();
    let csv = b"Q2,received\nin time,2026-07-01\ntoo late,2026-07-19\n";
    import(&app, csv, DEFAULTS).await.unwrap();
    assert_eq!(late(&app.live.db).await, 1);
}

async fn late(db: &Db) -> i64 {
    const LATE: &str = "SELECT COUNT(*) FROM contribution WHERE late";
    let (count,) = match db {
        Db::Sqlite(pool) => sqlx::query_as(LATE).fetch_one(pool).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(LATE).fetch_one(pool).await.unwrap(),
    };
    count
}

/// The program on a database of its own, with the demo council and one open consultation.
fn program() -> Program {
    let program = Program::with_database();
    program.write("kind.toml", KIND);
    let council = in_repository("server/content/demo/council.toml");
    program
        .run(&["council", "set", "--from", council.to_str().unwrap()])
        .ok();
    program
        .run(&[
            "consultation",
            "create",
            "--from",
            "kind.toml",
            "--slug",
            "one",
        ])
        .ok();
    program
        .run(&[
            "consultation",
            "open",
            "--slug",
            "one",
            "--closes",
            "2099-01-01T12:00",
        ])
        .ok();
    program
}

#[test]
fn the_command_writes_rejects_that_can_be_mended_and_imported_and_says_so_with_its_exit_code() {
    let program = program();
    program.write(
        "in.csv",
        b"Q1;Q2\r\nAgree;Caf\xE9 \x96 \x93good\x94\r\nmaybe;=SUM(A1)\r\n",
    );
    let arguments = [
        "import",
        "responses",
        "--consultation",
        "one",
        "--file",
        "in.csv",
        "--audience",
        "parent-carer",
        "--rejects",
        "rejects.csv",
    ];
    let dry = program.run(&[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(
        (dry.code, dry.out.as_str()),
        (3, "2 rows: 1 to be added, 0 already here, 1 rejected.\n")
    );
    let ran = program.run(&arguments);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (3, "2 rows: 1 added, 0 already here, 1 rejected.\n")
    );
    assert!(
        ran.err.contains("Windows-1252") && ran.err.contains("column “Q2”: answers to Q2"),
        "{ran:?}"
    );
    let rejects = program.read("rejects.csv");
    assert_eq!(
        rejects,
        "line,reason,Q1,Q2\n3,Q1: there is no option “maybe”,maybe,'=SUM(A1)\n"
    );
    program.write("mended.csv", rejects.replace("maybe,'", "agree,'"));
    let mended: Vec<&str> = arguments
        .iter()
        .map(|a| if *a == "in.csv" { "mended.csv" } else { a })
        .collect();
    assert_eq!(
        program.run(&mended).ok(),
        "1 rows: 1 added, 0 already here, 0 rejected.\n"
    );
    assert_eq!(
        program.read("rejects.csv"),
        "line,reason,line,reason,Q1,Q2\n"
    );
}

#[test]
fn bad_files_and_bad_commands_are_told_apart() {
    let program = program();
    program.write("in.csv", "Q2\nx\n");
    let run = |more: &[&str]| {
        let ran = program.run(&[&["import", "responses"], more].concat());
        (ran.code, ran.err)
    };
    let (code, err) = run(&["--file", "in.csv"]);
    assert!(code == 2 && err.contains("--consultation"), "{err}");
    let (code, err) = run(&["--consultation", "none", "--file", "in.csv"]);
    assert!(code == 1 && err.contains("no such consultation"), "{err}");
    let (code, err) = run(&[
        "--consultation",
        "one",
        "--file",
        "in.csv",
        "--audience",
        "parent-carer",
        "--rejects",
        "in.csv",
    ]);
    assert!(code == 1 && err.contains("name another"), "{err}");
    program.write("m.toml", "[columns.Q2]\nfeild = 'x'\n");
    let (code, err) = run(&[
        "--consultation",
        "one",
        "--file",
        "in.csv",
        "--mapping",
        "m.toml",
    ]);
    assert!(code == 1 && err.contains("m.toml is not right"), "{err}");
    program.write("in.csv", "a\0b");
    let (code, err) = run(&["--consultation", "one", "--file", "in.csv"]);
    assert!(code == 1 && err.contains("not a text file"), "{err}");
}

#[test]
fn the_example_comments_are_imported_with_the_example_mapping() {
    let program = program();
    let kind = ["--kind", "co-production-charter", "--slug", "charter"];
    program
        .run(&[&["consultation", "create"], &kind[..]].concat())
        .ok();
    program
        .run(&[
            "consultation",
            "open",
            "--slug",
            "charter",
            "--closes",
            "2099-01-01T12:00",
        ])
        .ok();
    let file = in_repository("docs/examples/comments.csv");
    let mapping = in_repository("docs/examples/comments.mapping.toml");
    let arguments = [
        "import",
        "responses",
        "--consultation",
        "charter",
        "--file",
        file.to_str().unwrap(),
        "--mapping",
        mapping.to_str().unwrap(),
    ];
    assert_eq!(
        program.run(&arguments).ok(),
        "40 rows: 40 added, 0 already here, 0 rejected.\n"
    );
    assert_eq!(
        program.run(&arguments).ok(),
        "40 rows: 0 added, 40 already here, 0 rejected.\n"
    );
}
