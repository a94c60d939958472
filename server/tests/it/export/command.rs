//! `wellheard export` as it is typed.

use super::rows;
use crate::kit::{Program, Ran, in_repository};

/// The program with one consultation open, and two responses in it.
fn program() -> Program {
    let program = Program::with_database();
    let council = in_repository("server/content/demo/council.toml");
    let kind = in_repository("docs/examples/school-transport.toml");
    let (council, kind) = (council.to_str().unwrap(), kind.to_str().unwrap());
    program.run(&["council", "set", "--from", council]).ok();
    program
        .run(&["consultation", "create", "--from", kind, "--slug", "travel"])
        .ok();
    let closes = ["--slug", "travel", "--closes", "2099-01-01T12:00"];
    program
        .run(&[&["consultation", "open"], &closes[..]].concat())
        .ok();
    program.write(
        "in.csv",
        "key,audience,T1,T3\n1,parent-carer,agree,=1+1\n2,young-person,,é\n",
    );
    let import = [
        "--consultation",
        "travel",
        "--file",
        "in.csv",
        "--key-column",
        "key",
    ];
    program
        .run(&[&["import", "responses"], &import[..]].concat())
        .ok();
    program
}

fn export(program: &Program, more: &[&str]) -> Ran {
    program.run(&[&["export", "--consultation", "travel"], more].concat())
}

/// Files in the folder, but for the database and what the test wrote.
fn left(program: &Program) -> Vec<String> {
    let entries = std::fs::read_dir(program.path(".")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> = names
        .filter(|name| !name.starts_with("own.db") && name != "in.csv")
        .collect();
    left.sort();
    left
}

#[test]
fn a_table_is_written_whole_and_the_person_told_what_it_holds() {
    let program = program();
    let ran = export(&program, &["--table", "responses", "--out", "out.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("It holds personal data"), "{ran:?}");
    let rows = rows(&program.read("out.csv"));
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().any(|row| row["T3"] == "'=1+1"), "{rows:?}");
    let table = [
        "--table", "answers", "--format", "json", "--out", "-", "--public",
    ];
    let ran = export(&program, &table);
    assert!(ran.err.contains("Read it through"), "{ran:?}");
    let answers: Vec<serde_json::Value> = serde_json::from_str(&ran.ok()).unwrap();
    assert!(
        answers.iter().any(|row| row["text"] == "[withheld]"),
        "{answers:?}"
    );
    let all = ["--table", "all", "--format", "xlsx", "--out", "all.xlsx"];
    assert_eq!(export(&program, &all).code, 0);
    assert_eq!(left(&program), ["all.xlsx", "out.csv"]);
}

#[test]
fn every_option_may_come_from_the_environment() {
    let program = program();
    let settings = [
        ("WELLHEARD_CONSULTATION", "travel"),
        ("WELLHEARD_TABLE", "responses"),
        ("WELLHEARD_FORMAT", "json"),
        ("WELLHEARD_OUT", "out.json"),
        ("WELLHEARD_PUBLIC", "true"),
    ];
    program.run_with(&["export"], &settings).ok();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&program.read("out.json")).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].get("row").is_some() && rows[0].get("reference").is_none());
}

#[test]
fn the_engine_assigns_by_an_exported_codebook() {
    let program = program();
    let table = [
        "--table",
        "codebook",
        "--format",
        "json",
        "--out",
        "codes.json",
    ];
    assert_eq!(export(&program, &table).code, 0);
    program.write("comments.csv", "text\nThe bus is not safe for him\n");
    let analyse = [
        "analyse",
        "--input",
        "comments.csv",
        "--text-column",
        "text",
    ];
    let more = ["--codebook", "codes.json", "--output", "themes.json"];
    program.run(&[&analyse[..], &more].concat()).ok();
    let output: serde_json::Value = serde_json::from_str(&program.read("themes.json")).unwrap();
    assert!(
        output["themes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|t| t["id"] == "safety")
    );
}

#[test]
fn a_mistake_is_told_with_its_exit_code_and_leaves_no_file() {
    let program = program();
    let told = |more: &[&str]| {
        let ran = export(&program, more);
        (ran.code, ran.err)
    };
    let (code, err) = told(&["--table", "all", "--format", "csv", "--out", "x.csv"]);
    assert!(
        code == 2 && err.contains("--table all needs --format xlsx"),
        "{err}"
    );
    let (code, err) = told(&["--table", "responses", "--format", "pdf", "--out", "x.pdf"]);
    assert!(code == 2 && err.contains("csv, xlsx, json"), "{err}");
    let (code, err) = told(&["--table", "equality", "--out", "x.csv"]);
    assert!(code == 2 && err.contains("responses, answers"), "{err}");
    let (code, err) = told(&["--table", "responses"]);
    assert!(code == 2 && err.contains("--out"), "{err}");
    let (code, err) = told(&["--table", "responses", "--out", "no/such/folder/x.csv"]);
    assert!(
        code == 1 && err.contains("cannot write no/such/folder/x.csv"),
        "{err}"
    );
    let unknown = [
        "export",
        "--consultation",
        "none",
        "--table",
        "responses",
        "--out",
        "x.csv",
    ];
    let ran = program.run(&unknown);
    assert!(
        ran.code == 1 && ran.err.contains("no such consultation"),
        "{ran:?}"
    );
    let malformed = [
        "export",
        "--consultation",
        "No Slug",
        "--table",
        "responses",
        "--out",
        "x",
    ];
    assert_eq!(program.run(&malformed).code, 2);
    assert_eq!(left(&program), Vec::<String>::new());
}
