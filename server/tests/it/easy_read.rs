//! What young people read in the built-in kinds: short sentences, pictures that exist, and always a way not to say.

use crate::kit::TestApp;
use app::components::picture;
use axum::http::StatusCode;
use domain::content::{Blueprint, Content};
use domain::question::{Kind, QuestionWords};
use domain::text::{AudienceId, Language};
use std::collections::BTreeMap;

/// Most words of a sentence, as guidance on easy read has it.
const WORDS: usize = 15;

/// The built-in kinds, filled in with the demo council's data.
fn kinds() -> Vec<Blueprint> {
    let council = server::demo::council().unwrap();
    [
        include_str!("../../content/blueprints/ehcp-banding.toml"),
        include_str!("../../content/blueprints/non-ehcp-criteria.toml"),
        include_str!("../../content/blueprints/co-production-charter.toml"),
        include_str!("../../../docs/examples/school-transport.toml"),
    ]
    .map(|text| {
        toml::from_str::<Blueprint>(text)
            .unwrap()
            .expand(&council)
            .unwrap()
    })
    .to_vec()
}

fn easy(kind: &Blueprint) -> Vec<AudienceId> {
    let easy = kind.audiences.iter().filter(|a| a.easy_read);
    easy.map(|a| a.id.clone()).collect()
}

/// Everything an audience reads: where it stands, and the words.
fn read(kind: &Blueprint, audience: &AudienceId) -> Vec<(String, String)> {
    let english = Language::english();
    let mut all = Vec::new();
    let mut add = |place: &str, text: &str| all.push((place.to_owned(), text.to_owned()));
    let words = kind.wording.pick(&english, Some(audience)).unwrap().words;
    add("title", &words.title);
    add("summary", &words.summary);
    for of in kind.audiences.iter().filter(|a| &a.id == audience) {
        let words = of.wording.pick(&english, None).unwrap().words;
        add("hint", &words.hint);
        add("introduction", &words.introduction);
    }
    // Sections without easy words of their own are the full version, which the page says.
    for section in &kind.sections {
        for words in section
            .wording
            .0
            .iter()
            .filter(|w| w.audience.as_ref() == Some(audience))
        {
            add(section.id.as_str(), &words.words.heading);
            add(section.id.as_str(), &words.words.body);
        }
    }
    for question in kind.questions.iter().filter(|q| q.asks(audience)) {
        let words = question.words(&english, Some(audience));
        let place = question.id.as_str();
        add(place, &words.title);
        add(place, &words.hint);
        for option in question.options() {
            add(place, &question.label(&option, &english, Some(audience)));
        }
    }
    for clause in kind.documents.iter().flat_map(|d| &d.clauses) {
        for words in clause
            .wording
            .0
            .iter()
            .filter(|w| w.audience.as_ref() == Some(audience))
        {
            add(clause.key.as_str(), &words.words.heading);
            add(clause.key.as_str(), &words.words.body);
        }
    }
    all
}

/// The sentences of a text: a list item, a paragraph and what stands before a colon end one too.
fn sentences(text: &str) -> Vec<String> {
    let plain = text.replace("**", "");
    let lines = plain
        .lines()
        .map(|line| line.trim_start_matches("- ").trim());
    let mut found = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        let line = match line.strip_prefix("![](") {
            Some(rest) => rest.split_once(')').unwrap().1,
            None => line,
        };
        for sentence in line.split_inclusive(['.', '?', '!', ':']) {
            found.push(sentence.trim().to_owned());
        }
    }
    found
}

#[test]
fn the_measure_sees_sentences_as_people_do() {
    let text = "![](bus) One two. Three **four** five?\n\n- ![](me) Six:\n- seven eight\n";
    assert_eq!(
        sentences(text),
        ["One two.", "Three four five?", "Six:", "seven eight"]
    );
}

#[test]
fn young_people_read_sentences_of_fifteen_words_at_most() {
    let mut seen = 0;
    for kind in kinds() {
        for audience in easy(&kind) {
            for (place, text) in read(&kind, &audience) {
                for sentence in sentences(&text) {
                    let words = sentence.split_whitespace().count();
                    assert!(
                        words <= WORDS,
                        "{} {place}: {words} words: {sentence}",
                        kind.kind
                    );
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 300, "only {seen} sentences were measured");
}

#[test]
fn the_equality_questions_in_easy_words_are_short_have_pictures_and_take_not_sure() {
    let english = Language::english();
    let asked = server::blueprints::equality().unwrap().asked(true);
    assert!(asked.questions.len() > 10);
    for question in &asked.questions {
        let (id, words) = (&question.id, question.words(&english, Some(&asked.reader)));
        assert!(
            picture::svg(&words.picture).is_some(),
            "{id}: {}",
            words.picture
        );
        for name in words.symbols.values() {
            assert!(picture::svg(name).is_some(), "{id}: {name}");
        }
        let options = question.options();
        assert!(options.iter().any(|o| o.as_str() == "not-sure"), "{id}");
        for text in words.labels.values().chain([&words.title, &words.hint]) {
            for sentence in sentences(text) {
                let words = sentence.split_whitespace().count();
                assert!(words <= WORDS, "{id}: {words} words: {sentence}");
            }
        }
    }
}

#[test]
fn every_picture_that_content_names_is_drawn_and_every_question_and_idea_has_one() {
    for kind in kinds().into_iter().take(3) {
        for audience in easy(&kind) {
            for (place, text) in read(&kind, &audience) {
                for name in text.split("![](").skip(1) {
                    let name = name.split(')').next().unwrap();
                    assert!(
                        picture::svg(name).is_some(),
                        "{} {place}: {name}",
                        kind.kind
                    );
                }
            }
            for question in kind.questions.iter().filter(|q| q.asks(&audience)) {
                let words: QuestionWords = question.words(&Language::english(), Some(&audience));
                let id = &question.id;
                assert!(
                    picture::svg(&words.picture).is_some(),
                    "{} {id}: {}",
                    kind.kind,
                    words.picture
                );
                for (option, name) in &words.symbols {
                    assert!(
                        picture::svg(name).is_some(),
                        "{} {id} {option}: {name}",
                        kind.kind
                    );
                    let label = question.label(option, &Language::english(), Some(&audience));
                    assert!(
                        label.chars().any(char::is_alphabetic),
                        "never a picture alone: {id} {option}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_question_to_young_people_can_be_answered_with_not_sure_or_not_at_all() {
    for kind in kinds() {
        for audience in easy(&kind) {
            for question in kind.questions.iter().filter(|q| q.asks(&audience)) {
                assert!(!question.required, "{} {}", kind.kind, question.id);
                assert!(question.offers_not_sure(), "{} {}", kind.kind, question.id);
            }
        }
    }
}

#[test]
fn a_kind_that_leaves_young_people_no_not_sure_is_refused_by_name() {
    let council = server::demo::council().unwrap();
    let text = include_str!("../../../docs/examples/school-transport.toml");
    let mut kind: Blueprint = toml::from_str(text).unwrap();
    let young = easy(&kind)[0].clone();
    let mut asked = kind.questions.iter_mut().filter(|q| q.asks(&young));
    let question = asked
        .find_map(|q| match &mut q.kind {
            Kind::Multiple(choice) if choice.alone.is_some() => Some((q.id.clone(), choice)),
            _ => None,
        })
        .unwrap();
    question.1.alone = None;
    let id = question.0;
    let refused = kind.expand(&council).unwrap_err().to_string();
    assert!(
        refused.contains(id.as_str()) && refused.contains("not-sure"),
        "{refused}"
    );
}

#[tokio::test]
async fn the_easy_page_has_a_picture_beside_each_idea_and_words_only_has_none() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    let page = app.get("/consultations/banding?for=young-person").await;
    assert_eq!(page.status, StatusCode::OK);
    let ideas = page.texts(".easy-read .idea").len();
    assert!(ideas > 15, "{ideas}");
    assert_eq!(
        page.texts(".easy-read .idea .picture[aria-hidden] svg")
            .len(),
        ideas
    );
    let plain = app
        .get("/consultations/banding?for=young-person&pictures=no")
        .await;
    assert!(plain.texts("svg").is_empty());
    let words = |answer: &crate::kit::Answer| answer.texts(".easy-read p, .easy-read li");
    let said: BTreeMap<String, ()> = words(&plain).into_iter().map(|w| (w, ())).collect();
    for line in page.texts(".easy-read .idea-says") {
        assert!(said.contains_key(&line), "the same words: {line}");
    }
    let full = app.get("/consultations/banding?pictures=yes").await;
    assert!(
        full.texts(".idea").is_empty(),
        "the full version has rows of ideas for nobody"
    );
}

#[test]
fn easy_words_are_part_of_the_published_content() {
    let kind = kinds().remove(0);
    let content = Content {
        wording: kind.wording,
        audiences: kind.audiences,
        sections: kind.sections,
        questions: kind.questions,
        documents: kind.documents,
    };
    let json = serde_json::to_string(&content).unwrap();
    let read: Content = serde_json::from_str(&json).unwrap();
    assert_eq!(read, content, "pictures are kept");
}

#[test]
fn an_introduction_tells_minutes_and_no_number_of_pages_which_answers_change() {
    let number = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    for kind in kinds() {
        for audience in &kind.audiences {
            for worded in &audience.wording.0 {
                let words: Vec<&str> = worded.words.introduction.split_whitespace().collect();
                let counted = words.iter().enumerate().find(|(at, word)| {
                    let before = words[at.saturating_sub(2)..*at].iter();
                    word.starts_with("page") && before.into_iter().any(|word| number(word))
                });
                assert_eq!(counted, None, "{} {}", kind.kind, audience.id);
            }
        }
    }
}
