use super::*;
use crate::question::{Answer, Answers, Problem};

const FORM: &str = r#"
introduction = ""
full = "everybody"
easy = "young"
pages = [["age"], ["group", "orientation"], ["detail"]]
switchable = []
two_steps = ["group"]

[[questions]]
id = "age"
kind = "single"
options = ["13-15", "16-17", "65-plus", "not-sure"]
[[questions.wording]]
title = "Age"
labels = { 13-15 = "13 to 15", 16-17 = "16 or 17", 65-plus = "65 or over" }
[[questions.wording]]
audience = "young"
title = "Age"
labels = { 13-15 = "13 to 15", 16-17 = "16 or 17", not-sure = "Not sure" }

[[questions]]
id = "group"
kind = "single"
options = ["white", "black"]
[[questions.wording]]
title = "Group"
labels = { white = "White", black = "Black" }

[[questions]]
id = "detail"
kind = "single"
options = ["irish"]
other = true
when = [{ question = "group", is = ["white"] }]
[[questions.wording]]
title = "Detail"
labels = { irish = "Irish", other = "Another" }

[[questions]]
id = "orientation"
kind = "single"
options = ["straight"]
when = [{ question = "age", is = ["16-17", "65-plus"] }]
[[questions.wording]]
title = "Orientation"
labels = { straight = "Straight" }

[[questions]]
id = "need"
kind = "single"
options = ["hearing"]
cut = "need"
wording = []
"#;

fn form() -> EqualityForm {
    toml::from_str(FORM).unwrap()
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let one = |(id, picked): &(&str, &str)| (id.parse().unwrap(), Answer::picked([*picked]));
    pairs.iter().map(one).collect()
}

fn ids(page: &[&Question]) -> String {
    page.iter()
        .map(|q| q.id.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn stored(next: Next) -> Vec<String> {
    match next {
        Next::Done(rows) => (rows.iter())
            .map(|row| format!("{}={}/{}", row.question, row.option, row.own_words))
            .collect(),
        page => panic!("{page:?}"),
    }
}

fn page(at: usize) -> Next {
    Next::Page {
        at,
        problems: Vec::new(),
    }
}

#[test]
fn nobody_is_asked_what_their_age_is_too_young_for_and_nobody_who_does_not_say_it() {
    let asked = form().asked(false);
    let on = |pairs: &[(&str, &str)]| -> Vec<String> {
        asked
            .pages(&answers(pairs))
            .iter()
            .map(|page| ids(page))
            .collect()
    };
    assert_eq!(on(&[]), ["age", "group"]);
    assert_eq!(on(&[("age", "13-15")]), ["age", "group"]);
    assert_eq!(on(&[("age", "65-plus")]), ["age", "group orientation"]);
    assert_eq!(
        on(&[("age", "16-17"), ("group", "white")]),
        ["age", "group orientation", "detail"]
    );
}

#[test]
fn an_answer_that_the_age_leads_past_is_not_stored() {
    let asked = form().asked(false);
    let mut all = answers(&[("age", "13-15"), ("orientation", "straight")]);
    assert_eq!(
        stored(asked.go(&mut all, "group", Press::On)),
        ["age=13-15/"]
    );
}

#[test]
fn the_detail_of_a_group_is_stored_alone_and_counts_for_both() {
    let asked = form().asked(false);
    let mut all = answers(&[("group", "white"), ("detail", "irish")]);
    assert_eq!(
        stored(asked.go(&mut all, "detail", Press::On)),
        ["detail=irish/"]
    );
    let mut all = answers(&[("group", "white")]);
    assert_eq!(
        stored(asked.go(&mut all, "detail", Press::On)),
        ["group=white/"]
    );
    let row = |q: &str, o: &str, people| (q.to_owned(), o.to_owned(), people);
    let counted = counted(
        &form(),
        &[
            row("detail", "irish", 4),
            row("detail", "other", 2),
            row("group", "white", 3),
        ],
    );
    let told: Vec<_> = (counted.iter())
        .map(|q| {
            (
                q.id.as_str(),
                q.answers
                    .iter()
                    .map(|a| (a.name.as_str(), a.people))
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("group", vec![("White", 9), ("Black", 0)]),
            (
                "detail",
                vec![("Irish", 4), ("Another", 2), ("No more was said", 3)]
            ),
        ]
    );
}

#[test]
fn one_can_go_on_back_skip_and_stop_on_any_page() {
    let asked = form().asked(false);
    let mut all = answers(&[("age", "16-17"), ("group", "white")]);
    assert_eq!(asked.go(&mut all, "age", Press::On), page(1));
    assert_eq!(asked.go(&mut all, "group", Press::On), page(2));
    assert_eq!(asked.go(&mut all, "detail", Press::Back), page(1));
    assert_eq!(asked.go(&mut all, "group", Press::Stay), page(1));
    assert_eq!(
        stored(asked.go(&mut all.clone(), "group", Press::Stop)),
        ["age=16-17/", "group=white/"]
    );
    assert_eq!(
        stored(asked.go(&mut all, "group", Press::Skip)),
        ["age=16-17/"]
    );
    assert_eq!(
        stored(asked.go(&mut Answers::new(), "age", Press::Stop)),
        Vec::<String>::new()
    );
}

#[test]
fn own_words_are_kept_other_needs_none_and_too_many_are_told_where_they_are() {
    let asked = form().asked(false);
    let own = |words: &str| {
        let mut all = answers(&[("group", "white"), ("detail", "other")]);
        let detail = all
            .get_mut(&"detail".parse::<QuestionId>().unwrap())
            .unwrap();
        detail.other = words.to_owned();
        all
    };
    assert_eq!(
        stored(asked.go(&mut own(""), "detail", Press::On)),
        ["detail=other/"]
    );
    assert_eq!(
        stored(asked.go(&mut own(" Cornish "), "detail", Press::On)),
        ["detail=other/Cornish"]
    );
    let long = "x".repeat(201);
    for (from, press) in [("detail", Press::On), ("age", Press::Stop)] {
        match asked.go(&mut own(&long), from, press) {
            Next::Page { at: 2, problems } => {
                assert!(matches!(
                    problems[0].1,
                    Problem::TooLong { length: 201, .. }
                ));
            }
            other => panic!("{from}: {other:?}"),
        }
    }
    assert_eq!(asked.go(&mut own(&long), "age", Press::On), page(1));
    assert_eq!(asked.go(&mut own(&long), "detail", Press::Back), page(1));
}

#[test]
fn easy_words_offer_not_sure_one_question_a_page_and_only_the_options_they_label() {
    let options = |asked: &Asked| {
        let age = asked.questions[0].options();
        age.iter()
            .map(|o| o.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    let easy = form().asked(true);
    assert_eq!(options(&easy), ["13-15", "16-17", "not-sure"]);
    assert_eq!(options(&form().asked(false)), ["13-15", "16-17", "65-plus"]);
    let pages = easy.pages(&answers(&[("age", "16-17"), ("group", "white")]));
    assert_eq!(
        pages.iter().map(|page| ids(page)).collect::<Vec<_>>(),
        ["age", "group", "detail", "orientation", "need"]
    );
    let mut all = answers(&[("age", "not-sure")]);
    assert_eq!(
        stored(easy.go(&mut all, "age", Press::Stop)),
        ["age=not-sure/"]
    );
    assert!(matches!(
        form().asked(false).go(&mut all, "age", Press::Stop),
        Next::Page { at: 0, .. }
    ));
}

#[test]
fn what_the_consultation_asks_and_what_the_council_leaves_out_is_not_asked() {
    let has = |form: &EqualityForm, id: &str| form.questions.iter().any(|q| q.id.as_str() == id);
    let need: Vec<Question> = form()
        .questions
        .into_iter()
        .filter(|q| q.id.as_str() == "need")
        .collect();
    assert!(has(&form().beside(&content(Vec::new())), "need"));
    assert!(!has(&form().beside(&content(need)), "need"));
    assert!(!has(
        &form().without(&["orientation".parse().unwrap()]),
        "orientation"
    ));
}
