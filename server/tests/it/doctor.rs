//! `wellheard doctor`: in plain words, a line a check.

use crate::kit::{Program, Ran, address, in_repository};
use domain::access::{Caller, Grant, Role};
use server::backend::Live;
use server::backend::accounts::NewAccount;
use server::clock::Clock;
use server::storage::Db;

/// What a check says; `ok` or `FAIL` first.
fn said(ran: &Ran, check: &str) -> String {
    let line = ran
        .out
        .lines()
        .find(|line| line.get(6..).is_some_and(|l| l.starts_with(check)));
    line.unwrap_or_else(|| panic!("nothing about {check}: {ran:?}"))
        .to_owned()
}

/// A council with an account, made by the program's own commands.
fn set_up(program: &Program) {
    let council = in_repository("server/content/demo/council.toml");
    program
        .run(&["council", "set", "--from", council.to_str().unwrap()])
        .ok();
    let account = [
        "--email",
        "ann@example.org",
        "--name",
        "Ann",
        "--role",
        "admin",
    ];
    let password = [("WELLHEARD_PASSWORD", "three random words")];
    program
        .run_with(&[&["user", "add"], &account[..]].concat(), &password)
        .ok();
}

#[tokio::test]
async fn a_database_in_order_passes_every_check_while_something_else_is_at_work_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = address(folder.path()).await;
    let program = Program::on(&url);
    set_up(&program);
    let db = Db::connect(&url).await.unwrap();
    let reading = db.snapshot().await.unwrap();
    let ran = program.run(&["doctor"]);
    for check in [
        "database",
        "settings",
        "schema",
        "writing",
        "council",
        "accounts",
        "sessions",
        "clock",
        "fonts",
        "time zone",
    ] {
        assert!(said(&ran, check).starts_with("ok"), "{ran:?}");
    }
    let kind = if url.starts_with("sqlite") {
        "SQLite 3."
    } else {
        "PostgreSQL "
    };
    assert!(said(&ran, "database").contains(kind), "{ran:?}");
    assert!(said(&ran, "accounts").contains("1 can sign in"), "{ran:?}");
    let built = server::http::has_assets();
    assert_eq!(said(&ran, "pages").starts_with("ok"), built, "{ran:?}");
    assert_eq!(ran.code, i32::from(!built), "{ran:?}");
    drop(reading);
}

#[tokio::test]
async fn what_is_not_set_up_yet_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let url = address(folder.path()).await;
    // A file that is there, with nothing in it.
    Db::connect(&url).await.unwrap().close().await;
    let program = Program::on(&url);
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(said(&ran, "schema").starts_with("FAIL"), "{ran:?}");
    assert!(
        said(&ran, "schema").contains("wellheard migrate"),
        "{ran:?}"
    );
    program.run(&["migrate"]).ok();
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(said(&ran, "schema").starts_with("ok"), "{ran:?}");
    for (check, todo) in [("council", "council set"), ("accounts", "user add")] {
        let line = said(&ran, check);
        assert!(line.starts_with("FAIL") && line.contains(todo), "{line}");
    }
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    let program = Program::with_database();
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(said(&ran, "database").starts_with("FAIL"), "{ran:?}");
    assert!(said(&ran, "time zone").starts_with("ok"), "{ran:?}");
    assert!(!program.path("own.db").exists());
}

#[test]
fn a_password_is_shown_by_no_command() {
    for command in [
        &["doctor"][..],
        &["migrate"],
        &["consultation", "list"],
        &["serve"],
    ] {
        let program = Program::on("postgres://ann:very-secret@nowhere.invalid/wellheard");
        let ran = program.run(command);
        assert_eq!(ran.code, 1, "{ran:?}");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("ann:•••@nowhere.invalid"), "{said}");
        assert!(!said.contains("very-secret"), "{said}");
        let help = program.run(&[command, &["--help"]].concat()).ok();
        assert!(!help.contains("very-secret"), "{help}");
    }
}

#[tokio::test]
async fn a_clock_behind_what_was_recorded_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let url = address(folder.path()).await;
    let program = Program::on(&url);
    set_up(&program);
    let later = Clock::standing_at("2299-01-01T00:00:00Z".parse().unwrap());
    let live = Live::new(Db::connect(&url).await.unwrap(), later);
    let new = NewAccount {
        email: "ben@example.org".parse().unwrap(),
        name: "Ben".to_owned(),
        password: "three random words".to_owned(),
        grant: Grant {
            role: Role::Officer,
            consultation: None,
        },
    };
    let operator = Caller::CommandLine {
        email: "ann@example.org".parse().unwrap(),
    };
    live.add_account(&operator, new).await.unwrap();
    let ran = program.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    let line = said(&ran, "clock");
    assert!(
        line.starts_with("FAIL") && line.contains("2299-01-01"),
        "{line}"
    );
}
