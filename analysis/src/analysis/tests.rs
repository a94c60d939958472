use super::*;
use crate::input::{Example, Row};
use crate::vectors::Vectors;

fn input(texts: &[&str]) -> Input {
    let row = |(at, text): (usize, &&str)| Row {
        id: format!("r{}", at + 1),
        text: (*text).to_owned(),
    };
    Input {
        rows: texts.iter().enumerate().map(row).collect(),
        ..Input::default()
    }
}

fn book(json: &str) -> Option<Codebook> {
    Some(serde_json::from_str(json).unwrap())
}

fn example(id: &str, codes: &[&str]) -> Example {
    Example {
        id: id.to_owned(),
        codes: codes.iter().map(|c| (*c).to_owned()).collect(),
    }
}

fn run(input: &Input) -> Output {
    analyse(input, &mut |_| {}).unwrap()
}

const BOOK: &str = r#"{
    "transport": {"label": "Transport", "definition": "Buses, taxis and the journey to school", "include": "escort"},
    "listening": {"label": "Listening", "definition": "Whether families are heard and get a reply", "include": ["call back"]},
    "money": {"label": "Money", "definition": "Funding, cost and the value of a band"}
}"#;

const TEXTS: [&str; 12] = [
    "The bus to school is late every day",
    "Our taxi driver changed four times",
    "The journey takes an hour and there is no escort",
    "Nobody listens to families",
    "We never get a reply to our letters",
    "They promised to call back and did not",
    "The funding does not cover the cost",
    "The value of the band is too low for our costs",
    "Money is short everywhere",
    "",
    "🙂",
    "Buses cost too much money",
];

#[test]
fn definitions_alone_give_each_comment_its_theme() {
    let mut given = input(&TEXTS);
    given.codebook = book(BOOK);
    let output = run(&given);
    let first = |row: usize| {
        output.assignments[row]
            .themes
            .first()
            .map(|t| t.theme.as_str())
    };
    assert_eq!(first(0), Some("transport"));
    assert_eq!(first(4), Some("listening"));
    assert_eq!(first(7), Some("money"));
    assert_eq!(
        output
            .themes
            .iter()
            .map(|t| t.id.as_str())
            .collect::<Vec<_>>(),
        ["transport", "listening", "money"]
    );
}

#[test]
fn every_row_appears_once_in_order_with_every_theme_suggested() {
    let mut given = input(&TEXTS);
    given.codebook = book(BOOK);
    let output = run(&given);
    assert!(
        output
            .assignments
            .iter()
            .map(|a| &a.id)
            .eq(given.rows.iter().map(|r| &r.id))
    );
    for assignment in &output.assignments {
        assert_eq!(assignment.suggestions.len(), 3);
        assert!(
            assignment
                .suggestions
                .is_sorted_by(|a, b| a.score >= b.score)
        );
        for given in &assignment.themes {
            assert!(assignment.suggestions.contains(given));
        }
    }
    assert!(
        output.assignments[9].themes.is_empty(),
        "a blank comment has no theme"
    );
}

#[test]
fn examples_outweigh_a_definition_that_misleads() {
    let mut texts = Vec::new();
    for at in 0..40 {
        texts.push(format!("the purple folder number {at} was lost again"));
        texts.push(format!("a green badge number {at} is what we need"));
    }
    let mut given = input(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    given.codebook = book(r#"{"a": {"label": "green badge"}, "b": {"label": "purple folder"}}"#);
    given.examples = (1..=40)
        .map(|at| example(&format!("r{at}"), if at % 2 == 1 { &["a"] } else { &["b"] }))
        .collect();
    let output = run(&given);
    for (at, assignment) in output.assignments.iter().enumerate().skip(40) {
        assert_eq!(
            assignment.themes[0].theme,
            if at % 2 == 0 { "a" } else { "b" }
        );
    }
}

#[test]
fn an_example_keeps_the_codes_a_person_gave_it() {
    let mut given = input(&TEXTS);
    given.codebook = book(BOOK);
    given.examples = vec![example("r1", &["money"]), example("r4", &[])];
    let output = run(&given);
    let ids: Vec<_> = output.assignments[0]
        .themes
        .iter()
        .map(|t| t.theme.as_str())
        .collect();
    assert_eq!(ids, ["money"]);
    assert!(output.assignments[3].themes.is_empty());
}

#[test]
fn examples_without_a_codebook_make_one_in_alphabetical_order() {
    let mut given = input(&TEXTS);
    given.examples = vec![example("r1", &["transport"]), example("r7", &["money"])];
    let output = run(&given);
    assert_eq!(
        output
            .themes
            .iter()
            .map(|t| t.id.as_str())
            .collect::<Vec<_>>(),
        ["money", "transport"]
    );
    assert_eq!(output.themes[0].label, "money");
}

#[test]
fn discovery_leaves_no_worded_comment_out() {
    let mut given = input(&TEXTS);
    given.themes = Some(3);
    let output = run(&given);
    assert_eq!(output.themes.len(), 3);
    assert_eq!(
        output.themes.iter().map(|t| t.size).sum::<usize>(),
        10,
        "all but the blank and the lone emoji"
    );
    assert!(output.themes.iter().all(|t| !t.label.is_empty()));
}

#[test]
fn the_same_input_and_seed_give_the_same_bytes() {
    let mut given = input(&TEXTS);
    for codebook in [None, book(BOOK)] {
        given.codebook = codebook;
        let bytes = |input: &Input| serde_json::to_vec(&run(input)).unwrap();
        assert_eq!(bytes(&given), bytes(&given));
    }
}

#[test]
fn the_written_form_is_the_contract() {
    let mut given = input(&["My son Jacob waits", "x"]);
    given.codebook = book(r#"{"w": {"label": "Waiting", "definition": "waits"}}"#);
    let written = serde_json::to_value(run(&given)).unwrap();
    let keys: Vec<_> = written
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        keys,
        [
            "assignments",
            "campaigns",
            "engine",
            "model",
            "near_duplicates",
            "personal_data",
            "themes"
        ]
    );
    assert_eq!(written["model"], "none");
    let found = serde_json::json!({"id": "r1", "start": 7, "end": 12, "kind": "name"});
    assert_eq!(written["personal_data"][0], found);
    assert!(written["assignments"][0]["suggestions"][0]["score"].is_number());
}

#[test]
fn strange_inputs_are_analysed_without_panic() {
    let huge = "word and another word, so it goes on. ".repeat(5_000);
    let same = vec!["No comment"; 50];
    let cases: Vec<Vec<&str>> = vec![
        vec![],
        vec![""],
        vec![" ", "\n", "\u{a0}"],
        vec!["a"],
        vec!["a", "b", "c"],
        vec!["👍", "👎🏽", "🙂🙂"],
        vec![&huge],
        same,
        vec!["the", "of", "and the"],
    ];
    for texts in cases {
        for codebook in [None, book(BOOK)] {
            for coded in [false, true] {
                let mut given = input(&texts);
                given.codebook.clone_from(&codebook);
                if coded && codebook.is_some() {
                    given.examples = given
                        .rows
                        .iter()
                        .map(|r| example(&r.id, &["money"]))
                        .collect();
                }
                let output = run(&given);
                assert_eq!(output.assignments.len(), texts.len());
                let scores = output.assignments.iter().flat_map(|a| &a.suggestions);
                assert!(scores.map(|s| s.score).all(|s| (0.0..=1.0).contains(&s)));
            }
        }
    }
}

#[test]
fn a_mistake_in_the_input_is_an_error_and_not_a_guess() {
    let mut given = input(&TEXTS);
    given.codebook = book(BOOK);
    given.examples = vec![example("r1", &["buses"])];
    let error = analyse(&given, &mut |_| {}).unwrap_err();
    assert_eq!(
        error,
        AnalyseError::UnknownCode {
            id: "r1".to_owned(),
            code: "buses".to_owned()
        }
    );
}

#[test]
fn typical_rows_carry_their_theme() {
    let mut given = input(&TEXTS);
    given.codebook = book(BOOK);
    let analysis = analyse_in_depth(&given, &mut |_| {}).unwrap();
    for theme in &analysis.themes {
        assert!(!theme.typical.is_empty() && theme.typical.len() <= TYPICAL);
        assert!(theme.typical.iter().all(|row| theme.rows.contains(row)));
    }
}

#[test]
fn vectors_let_a_theme_find_a_comment_that_shares_no_word_with_it() {
    let mut given = input(&["alpha beta", "gamma delta", "epsilon"]);
    given.codebook = book(r#"{"a": {"label": "one"}, "b": {"label": "two"}}"#);
    assert_eq!(run(&given).model, "none");
    let mut vectors = Vectors::new("made-up", 2);
    for (text, vector) in [
        ("alpha beta", [1.0, 0.0]),
        ("gamma delta", [0.0, 1.0]),
        ("one", [1.0, 0.0]),
        ("two", [0.0, 1.0]),
    ] {
        vectors.insert(text, &vector, &[]);
    }
    given.vectors = Some(vectors);
    let output = run(&given);
    assert_eq!(output.model, "made-up");
    assert_eq!(output.assignments[0].themes[0].theme, "a");
    assert_eq!(output.assignments[1].themes[0].theme, "b");
}

#[test]
fn what_the_engine_is_sure_of_teaches_it_words_that_no_example_has() {
    let days = 0..60;
    let texts: Vec<String> = days
        .map(|n| match n % 2 {
            0 if n < 40 => format!("The bus to school was late on day {n}"),
            0 => format!("The bus to school was late on day {n}, with no gritting"),
            _ => format!("The funding did not cover the cost of item {n}"),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let weight = |examples: usize| {
        let mut given = input(&texts);
        given.codebook = book(BOOK);
        let code = |at: usize| {
            if at.is_multiple_of(2) {
                "transport"
            } else {
                "money"
            }
        };
        given.examples = (0..examples)
            .map(|at| example(&format!("r{}", at + 1), &[code(at)]))
            .collect();
        let analysis = analyse_in_depth(&given, &mut |_| {}).unwrap();
        let transport = analysis.themes.iter().find(|t| t.id == "transport");
        let model = transport.unwrap().model.clone().unwrap();
        let named = model.sparse.iter().filter(|(column, _)| {
            let features = &analysis.features;
            (*column as usize) < features.sparse.columns()
                && features.column_name(*column as usize) == "gritting"
        });
        named.map(|(_, weight)| *weight).sum::<f32>()
    };
    assert_eq!(weight(28), 0.0, "too few examples to learn from itself");
    assert!(weight(36) > 0.0);
}
