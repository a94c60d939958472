//! What is read beside the pages: paper forms, and the letter with a code.

use super::reader::{data, is_plain};
use super::*;
use app::platform::in_words;
use app::text::letter::letter;
use app::text::printed::questionnaire;
use domain::access::Caller;
use domain::council::Council;
use serde_json::Value;
use server::words::Languages;
use server::words::pseudo::text;
use std::sync::Arc;

fn every_text(json: &Value, found: &mut Vec<String>) {
    match json {
        Value::String(text) => found.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| every_text(one, found)),
        Value::Object(all) => {
            let said = all.iter().filter(|(name, _)| {
                !matches!(name.as_str(), "is" | "picture" | "council")
                    && !name.ends_with("language")
            });
            said.for_each(|(_, one)| every_text(one, found));
        }
        _ => {}
    }
}

#[tokio::test]
async fn every_word_of_a_paper_form_is_in_the_readers_language() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    translate(&app, "banding", "en-XA", |_, english| Some(text(english))).await;
    let language = language("en-XA");
    let screens = Languages::default().with_pseudo();
    let words = || {
        screens
            .of(&language)
            .map(|screens| Arc::clone(&screens.all))
    };
    let council: Council = server::demo::council().unwrap();
    let mut known = data();
    known.push(council.phone.clone());
    let start = app
        .other_browser()
        .get("/consultations/banding/respond")
        .await;
    for audience in start.attributes("input[name=audience]", "value") {
        let slug = "banding".parse().unwrap();
        let of = app
            .live
            .paper_form(&Caller::Visitor, &slug, &audience.parse().unwrap())
            .await
            .unwrap();
        let form = in_words(words(), || questionnaire(&of, &language)).unwrap();
        let mut said = Vec::new();
        every_text(&serde_json::to_value(&form).unwrap(), &mut said);
        assert!(said.len() > 20);
        for sentence in said {
            let mut rest = sentence.clone();
            for known in ["{page}", "{pages}", "{mark}"] {
                rest = rest.replace(known, "");
            }
            for known in &known {
                rest = rest.replace(known.as_str(), "");
            }
            assert!(!is_plain(&rest), "{audience}: {sentence}");
        }
    }
}

#[tokio::test]
async fn a_paper_form_comes_in_the_language_that_was_chosen_and_in_english_where_it_cannot_be_printed()
 {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    app.speak_pseudo();
    translate(&app, "banding", "en-XA", |_, english| Some(text(english))).await;
    translate(&app, "banding", "ar-XB", |_, english| Some(text(english))).await;
    let path = "/consultations/banding/paper/parent-carer";
    let english = app.get(path).await;
    let named = |answer: &Answer| {
        answer.headers["content-disposition"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert!(named(&english).contains("\"banding-parent-carer-paper-form.pdf\""));
    for tag in ["en-XA", "ar-XB"] {
        let own = app.get(&format!("{path}?lang={tag}")).await;
        assert!(own.body.starts_with("%PDF-"));
        assert!(
            named(&own).contains(&format!("paper-form-{tag}.pdf")),
            "{}",
            named(&own)
        );
    }
    // Its letters are in none of the fonts here.
    translate(&app, "banding", "ti", |_, english| {
        Some(format!("ትግርኛ {english}"))
    })
    .await;
    let tigrinya = app.get(&format!("{path}?lang=ti")).await;
    assert!(named(&tigrinya).contains("\"banding-parent-carer-paper-form.pdf\""));
}

#[tokio::test]
async fn the_letter_with_a_code_is_in_the_language_of_the_page_that_asked_for_it() {
    let language = language("en-XA");
    let screens = Languages::default().with_pseudo();
    let words = screens
        .of(&language)
        .map(|screens| Arc::clone(&screens.all));
    let letter = in_words(words, || letter(&language));
    let whole = letter.with(&text("Banding"), "7K3M-9QXD", "https://a.example/return");
    let bare = whole
        .replace("7K3M-9QXD", "")
        .replace("https://a.example/return", "");
    assert!(!is_plain(&bare), "{bare}");
    assert!(!is_plain(&letter.subject), "{}", letter.subject);
    assert!(whole.contains("7K3M-9QXD") && whole.contains("https://a.example/return"));
}
