use super::*;
use domain::content::{
    Audience, AudienceWords, ConsultationWords, Content, DocumentWords, Worded, Wordings,
};
use domain::council::{Contact, Council};
use domain::printed::Space;
use domain::question::{self, Choice, Kind, Question, QuestionWords, Text};
use domain::routing::{Condition, Test};
use domain::text::Language;

fn worded<T>(words: T) -> Wordings<T> {
    let language = Language::english();
    Wordings(vec![Worded {
        language,
        audience: None,
        unchecked: false,
        words,
    }])
}

fn council() -> Council {
    let nobody = Contact {
        name: String::new(),
        phone: String::new(),
        email: String::new(),
    };
    Council {
        name: "Eastmarch Council".into(),
        address: vec!["SEND team".into(), "Tollbridge".into()],
        phone: "01632 960110".into(),
        email: "have@eastmarch.example".into(),
        phone_hours: "weekdays".into(),
        equality_left_out: Vec::new(),
        advice: nobody.clone(),
        safeguarding: nobody.clone(),
        data_protection: nobody,
        localities: Vec::new(),
        bodies: Vec::new(),
        terms: Default::default(),
    }
}

fn content() -> Content {
    let audience = |id: &str, easy_read, organisations| Audience {
        id: id.parse().unwrap(),
        easy_read,
        organisations,
        wording: worded(AudienceWords {
            name: "A young person".into(),
            hint: String::new(),
            introduction: String::new(),
        }),
    };
    let question = |id: &str, kind: Kind, audiences: &[&str]| Question {
        id: id.parse().unwrap(),
        kind,
        audiences: audiences.iter().map(|a| a.parse().unwrap()).collect(),
        required: false,
        follows: None,
        when: Vec::new(),
        cut: None,
        wording: worded(QuestionWords {
            title: format!("Question {id}"),
            ..QuestionWords::default()
        }),
    };
    let choice = Choice {
        options: vec!["bus".parse().unwrap()],
        other: true,
        at_most: Some(2),
        ..Choice::default()
    };
    Content {
        wording: worded(ConsultationWords {
            title: "Travel".into(),
            summary: "We ask.".into(),
        }),
        audiences: vec![
            audience("young", true, false),
            audience("school", false, true),
        ],
        sections: Vec::new(),
        questions: vec![
            question("T1", Kind::Multiple(choice), &[]),
            question("T2", Kind::LongText(Text::default()), &["school"]),
        ],
        ..Content::default()
    }
}

fn paper(audience: &str, documents: &[&str]) -> PaperForm {
    let titled = |title: &&str| {
        worded(DocumentWords {
            title: (*title).to_owned(),
            summary: String::new(),
        })
    };
    PaperForm {
        version: 1,
        content: content(),
        audience: audience.parse().unwrap(),
        council: council(),
        documents: documents.iter().map(titled).collect(),
        closes: "2026-07-03T17:00:00".parse().ok(),
    }
}

fn form(audience: &str, documents: &[&str]) -> Printed {
    questionnaire(&paper(audience, documents), &Language::english()).unwrap()
}

#[test]
fn a_form_has_every_question_of_its_audience_and_says_how_to_send_it_back() {
    let form = form("school", &["Draft policy"]);
    let headings: Vec<_> = form.parts.iter().map(|p| p.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "About you",
            "Questions",
            "Comments on single parts",
            "Your words",
            "How to send it back"
        ]
    );
    let titles: Vec<_> = form.parts[1]
        .items
        .iter()
        .map(|i| i.title.as_str())
        .collect();
    assert_eq!(
        titles,
        [
            "Question T1",
            "If you ticked “Other”: please say what",
            "Question T2"
        ]
    );
    assert_eq!(form.parts[1].items[0].hint, "Tick up to 2.");
    assert_eq!(form.parts[1].items[2].space, Space::Lines(7));
    let back = form.parts[4].notes.join(" ");
    for told in ["SEND team, Tollbridge", "3 July 2026", "01632 960110"] {
        assert!(back.contains(told), "{back}");
    }
}

#[test]
fn young_people_are_asked_who_is_writing_and_for_no_name() {
    let form = form("young", &[]);
    assert!(form.easy);
    assert_eq!(form.title, "Paper form: a young person");
    assert_eq!(form.parts[0].items[0].title, "Who is writing?");
    let all = serde_json::to_string(&form).unwrap();
    assert!(!all.contains("Question T2"));
    assert!(all.contains("under 13") && all.contains("not write your name"));
    assert!(!all.contains("Comments on single parts"));
}

#[test]
fn the_form_of_an_amended_consultation_bears_its_version() {
    let amended = PaperForm {
        version: 2,
        ..paper("young", &[])
    };
    let form = questionnaire(&amended, &Language::english()).unwrap();
    assert_eq!(form.title, "Paper form, version 2: a young person");
}

#[test]
fn what_there_is_to_know_is_printed_under_the_question_without_the_marks_of_markdown() {
    let mut of = paper("school", &[]);
    let mut statement = of.content.questions[1].clone();
    statement.id = "S".parse().unwrap();
    statement.kind = Kind::Statement(Default::default());
    let words = &mut statement.wording.0[0].words;
    words.body = "Read [this](https://e.org).\n\n- **One**".to_owned();
    of.content.questions[1].wording.0[0].words.facts = vec![question::Fact {
        title: "What is a band?".to_owned(),
        body: "A **level**.".to_owned(),
    }];
    of.content.questions.push(statement);
    let form = questionnaire(&of, &Language::english()).unwrap();
    let [.., asked, statement] = &form.parts[1].items[..] else {
        panic!("two questions and more")
    };
    assert_eq!(asked.facts[0].title, "Find out more: What is a band?");
    assert_eq!(statement.hint, "");
    assert_eq!(statement.body.len(), 2);
    let all = serde_json::to_string(&form).unwrap();
    assert!(all.contains("Read this (https://e.org)."), "{all}");
    assert!(!all.contains("**") && !all.contains("]("), "{all}");
}

#[test]
fn nobody_gets_a_form_who_is_not_asked() {
    let nobody = paper("nobody", &[]);
    assert_eq!(questionnaire(&nobody, &Language::english()), None);
}

#[test]
fn paper_says_in_words_who_answers_what_and_numbers_its_questions_then() {
    let mut of = paper("school", &[]);
    of.content.questions[1].when = vec![Condition {
        question: "T1".parse().unwrap(),
        test: Test::Is(vec!["bus".parse().unwrap()]),
    }];
    let form = questionnaire(&of, &Language::english()).unwrap();
    let questions = form
        .parts
        .iter()
        .find(|p| p.heading == "Questions")
        .unwrap();
    let second = questions.items.iter().find(|i| i.title == "2. Question T2");
    assert_eq!(
        second.unwrap().hint,
        "Answer this only if you chose “bus” in question 1."
    );
    assert!(questions.items[0].title.starts_with("1. "));
}

#[test]
fn what_is_not_translated_stands_in_english_and_the_form_says_so() {
    let mut of = paper("school", &[]);
    let polish: Language = "pl".parse().unwrap();
    let mut own = of.content.questions[0].wording.0[0].clone();
    own.language = polish.clone();
    own.words.title = "Pytanie".to_owned();
    of.content.questions[0].wording.0.push(own);
    let form = questionnaire(&of, &polish).unwrap();
    let items = &form.parts[1].items;
    assert_eq!(
        (items[0].title.as_str(), &items[0].language),
        ("Pytanie", &None)
    );
    assert_eq!(items[2].language, Some(Language::english()));
    assert!(form.notes[0].contains("in English"), "{}", form.notes[0]);
    assert!(!questionnaire(&of, &Language::english()).unwrap().notes[0].contains("in English"));
}
