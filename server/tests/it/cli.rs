//! The command line as a whole.

use crate::kit::{Program, address, in_repository};
use clap::Command;
use server::storage::{Db, council};

/// Every option of a command and of those under it, with the command's name.
fn options(command: &Command, name: &str, found: &mut Vec<(String, clap::Arg)>) {
    for argument in command.get_arguments() {
        found.push((name.to_owned(), argument.clone()));
    }
    for under in command.get_subcommands() {
        options(under, &format!("{name} {}", under.get_name()), found);
    }
}

#[test]
fn every_option_of_every_command_is_also_an_environment_variable_of_its_name_and_has_help() {
    let mut all = Vec::new();
    options(&server::cli::command(), "wellheard", &mut all);
    assert!(all.len() > 30, "{}", all.len());
    for (command, option) in all {
        let long = option
            .get_long()
            .unwrap_or_else(|| panic!("{command}: {option} has no name"));
        let expected = format!("WELLHEARD_{}", long.replace('-', "_").to_uppercase());
        let found = option
            .get_env()
            .map(|name| name.to_string_lossy().into_owned());
        assert_eq!(
            found.as_deref(),
            Some(expected.as_str()),
            "{command} --{long}"
        );
        assert!(
            option.get_help().is_some(),
            "{command} --{long} has no help"
        );
    }
}

/// Commands without others under them, as they are typed.
fn leaves(command: &Command, typed: &[String], found: &mut Vec<Vec<String>>) {
    let mut under = command.get_subcommands().peekable();
    if under.peek().is_none() {
        found.push(typed.to_vec());
    }
    for command in under {
        leaves(
            command,
            &[typed, &[command.get_name().to_owned()]].concat(),
            found,
        );
    }
}

#[test]
fn every_command_explains_itself() {
    let program = Program::new();
    let mut all = Vec::new();
    leaves(&server::cli::command(), &[], &mut all);
    assert!(all.len() > 15, "{all:?}");
    for typed in all {
        let arguments: Vec<&str> = typed.iter().map(String::as_str).chain(["--help"]).collect();
        let help = program.run(&arguments).ok();
        assert!(help.contains("Usage: wellheard"), "{typed:?}: {help}");
        let first = help.lines().next().unwrap_or_default();
        assert!(
            first.len() > 10 && !first.starts_with("Usage"),
            "{typed:?}: {help}"
        );
    }
}

#[test]
fn the_demo_is_served_on_this_machine_only_and_from_no_database_that_holds_something_else() {
    let program = Program::with_database();
    let outside = program.run(&["serve", "--demo", "--listen", "0.0.0.0:0"]);
    assert_eq!(outside.code, 1);
    assert!(outside.err.contains("known passwords"), "{outside:?}");
    assert!(!program.path("own.db").exists());

    let council = in_repository("server/content/demo/council.toml");
    program
        .run(&["council", "set", "--from", council.to_str().unwrap()])
        .ok();
    let other = program.run(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(other.code, 1);
    assert!(other.err.contains("another council"), "{other:?}");

    let accounts = Program::with_database();
    let account = [
        "--email",
        "ann@example.org",
        "--name",
        "Ann",
        "--role",
        "admin",
    ];
    let password = [("WELLHEARD_PASSWORD", "three random words")];
    accounts
        .run_with(&[&["user", "add"], &account[..]].concat(), &password)
        .ok();
    let other = accounts.run(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    assert_eq!(other.code, 1);
    assert!(other.err.contains("or accounts"), "{other:?}");
}

#[tokio::test]
async fn a_database_that_holds_the_demo_is_not_served_to_others_without_the_option_either() {
    let folder = tempfile::tempdir().unwrap();
    let url = address(folder.path()).await;
    let db = Db::connect(&url).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let details = server::demo::council().unwrap();
    council::write(&mut tx, &details, true).await.unwrap();
    tx.commit().await.unwrap();
    let ran = Program::on(&url).run(&["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("only served on this machine"), "{ran:?}");
}
