//! `wellheard analyse`, the contract that others script against.

use crate::kit::{Program, in_repository};
use serde_json::Value;

const ARGUMENTS: [&str; 7] = [
    "analyse",
    "--input",
    "in.csv",
    "--text-column",
    "comment",
    "--output",
    "out.json",
];

fn with<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&ARGUMENTS[..], more].concat()
}

fn result(program: &Program) -> Value {
    serde_json::from_str(&program.read("out.json")).unwrap()
}

fn ids(output: &Value) -> Vec<&str> {
    let assignments = output["assignments"].as_array().unwrap();
    assignments
        .iter()
        .map(|a| a["id"].as_str().unwrap())
        .collect()
}

#[test]
fn the_example_comments_become_themes_and_the_same_bytes_again() {
    let program = Program::new();
    let input = in_repository("docs/examples/comments.csv");
    let input = input.to_str().unwrap();
    let run = |output: &str| {
        let column = "What do you think of the draft charter?";
        let arguments = [
            "analyse",
            "--input",
            input,
            "--text-column",
            column,
            "--id-column",
            "ref",
            "--themes",
            "5",
            "--seed",
            "7",
            "--output",
            output,
        ];
        program.run(&arguments).ok();
        program.read(output)
    };
    let (first, again) = (run("out.json"), run("again.json"));
    assert_eq!(first, again);
    let output = result(&program);
    assert_eq!(output["themes"].as_array().unwrap().len(), 5);
    assert_eq!((ids(&output).len(), ids(&output)[0]), (40, "K001"));
    assert_eq!(output["model"], "none");
    for key in ["engine", "near_duplicates", "campaigns", "personal_data"] {
        assert!(!output[key].is_null(), "{key}");
    }
}

#[test]
fn a_codebook_and_examples_give_the_codebooks_codes_and_what_the_coder_said() {
    let program = Program::new();
    program.write(
        "in.csv",
        "n,comment\na,The fees are too high\nb,The fees doubled\nc,My bus is late\nd,\n",
    );
    program.write(
        "codes.json",
        r#"{"cost": {"label": "Cost", "definition": "fees and prices"}, "travel": {"label": "Travel", "definition": "bus"}}"#,
    );
    program.write("coded.csv", "id,codes\na,cost\nc,travel|cost\nd,\n");
    let options = [
        "--id-column",
        "n",
        "--codebook",
        "codes.json",
        "--examples",
        "coded.csv",
    ];
    program.run(&with(&options)).ok();
    let output = result(&program);
    assert_eq!(ids(&output), ["a", "b", "c", "d"]);
    let themes = |row: usize| -> Vec<&str> {
        let themes = output["assignments"][row]["themes"].as_array().unwrap();
        themes
            .iter()
            .map(|t| t["theme"].as_str().unwrap())
            .collect()
    };
    assert_eq!(themes(0), ["cost"]);
    assert_eq!(themes(3), [""; 0]);
    let mut both = themes(2);
    both.sort_unstable();
    assert_eq!(both, ["cost", "travel"]);
    assert_eq!(output["themes"][1]["id"], "travel");
    assert_eq!(
        output["assignments"][1]["suggestions"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn semicolons_windows_1252_and_line_ends_in_quotes_are_read_and_offsets_count_code_points() {
    let program = Program::new();
    program.write(
        "in.csv",
        b"id;comment\r\n1;\"Caf\xE9 \x96 ring\r\n01632 960199 please\"\r\n2;fine\r\n",
    );
    let ran = program.run(&ARGUMENTS);
    assert!(ran.err.contains("Windows-1252"), "{ran:?}");
    ran.ok();
    let output = result(&program);
    assert_eq!(ids(&output), ["1", "2"]);
    let found = &output["personal_data"][0];
    let text: Vec<char> = "Café – ring\r\n01632 960199 please".chars().collect();
    let at = |key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
    let span: String = text[at("start")..at("end")].iter().collect();
    assert_eq!(span, "01632 960199");
}

#[test]
fn what_is_wrong_is_said_plainly_with_the_right_exit_code_and_no_file_is_left() {
    let program = Program::new();
    program.write("in.csv", "id,comment\nx,one\nx,two\n");
    program.write("other.csv", "id,codes\nz,\n");
    let fails = |arguments: &[&str], code: i32, says: &str| {
        let ran = program.run(arguments);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.err.contains(says), "{ran:?}");
        assert!(!program.path("out.json").exists());
    };
    fails(
        &[
            "analyse",
            "--input",
            "in.csv",
            "--text-column",
            "text",
            "--output",
            "out.json",
        ],
        1,
        "has no column “text”. Its columns are: id, comment",
    );
    fails(&with(&["--id-column", "id"]), 1, "\"x\" stands twice");
    fails(&with(&["--examples", "other.csv"]), 1, "\"z\" is not among");
    fails(
        &with(&["--codebook", "in.csv"]),
        1,
        "the codebook in.csv is not right",
    );
    fails(
        &with(&["--model", "vectors"]),
        1,
        "--model vectors: cannot read or write vectors/model.safetensors",
    );
    fails(&with(&["--themes", "0"]), 2, "--themes");
    fails(&["analyse", "--input", "in.csv"], 2, "--text-column");
    fails(
        &[
            "analyse",
            "--input",
            "none.csv",
            "--text-column",
            "text",
            "--output",
            "out.json",
        ],
        1,
        "cannot read none.csv",
    );
    program.write("in.csv", "id,comment\n1,\"never closed\n2,b\n");
    fails(
        &with(&["--id-column", "id"]),
        1,
        "in.csv, line 2: a quotation mark on line 2 is never closed",
    );
}

#[test]
fn every_option_may_be_an_environment_variable() {
    let program = Program::new();
    program.write("in.csv", "comment\nWell, yes\nNo; never\n");
    let settings = [
        ("WELLHEARD_INPUT", "in.csv"),
        ("WELLHEARD_TEXT_COLUMN", "comment"),
        ("WELLHEARD_THEMES", "2"),
        ("WELLHEARD_SEED", "3"),
        ("WELLHEARD_MODEL", "none"),
        ("WELLHEARD_OUTPUT", "out.json"),
    ];
    program.run_with(&["analyse"], &settings).ok();
    assert_eq!(ids(&result(&program)), ["1", "2"]);
}
