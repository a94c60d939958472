//! Clauses of documents in other languages: translated beside the questions, fixed once people have met them.

use super::officer::{add_polish, signed_in};
use super::*;
use app::api::{ApiError, Public as _, TextLine};
use axum::http::StatusCode;
use domain::access::Caller;
use domain::consultation::Stage;

const POLISH: &str = "/officer/consultations/library/build/languages/pl";

/// An open consultation with a document of many clauses.
async fn with_document() -> TestApp {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "library").await;
    app
}

async fn lines(app: &TestApp, slug: &Slug, language: &Language) -> (Vec<TextLine>, u32) {
    let at = app
        .live
        .translating(&TestApp::operator(), slug, language)
        .await
        .unwrap();
    (at.texts, at.newest)
}

fn batch(line: &TextLine, words: &str, newest: u32) -> Batch {
    Batch {
        texts: vec![(line.key.clone(), words.to_owned())],
        by: Translator::default(),
        newest,
        import: false,
    }
}

#[tokio::test]
async fn a_clause_is_translated_beside_the_questions_and_read_and_commented_on_in_that_language() {
    let app = with_document().await;
    let mut officer = signed_in(&app, "ada").await;
    let page = add_polish(&mut officer).await;
    let fields = page.attributes("textarea", "name");
    let clause = |end: &str| {
        let of_clause = |name: &&String| name.starts_with("clause/") && name.ends_with(end);
        fields.iter().find(of_clause).unwrap().clone()
    };
    let (heading, body) = (clause(":heading"), clause(":body"));
    assert!(page.texts("h3").iter().any(|h| h.starts_with("Clause ")));
    let file = officer.get(&format!("{POLISH}/file/csv")).await;
    assert!(file.body.contains(&heading), "it is in the file too");
    let typed = [
        ("title:title", "Biblioteka"),
        ("title:summary", "Krótko"),
        (heading.as_str(), "Wartości"),
        (body.as_str(), "Słuchamy."),
    ];
    let saved = officer
        .press(&page, &format!("{POLISH}/save"), &typed)
        .await;
    let page = officer.follow(saved).await;
    officer
        .press(&page, &format!("{POLISH}/offer"), &[("offered", "yes")])
        .await;
    let key = heading.trim_start_matches("clause/");
    let (document, clause) = key.split_once('/').unwrap();
    let clause = clause.trim_end_matches(":heading");
    let path = format!("/consultations/library/documents/{document}");
    let mut reader = app.other_browser();
    let polish = reader.get(&format!("{path}?lang=pl")).await;
    let shown = format!("#clause-{clause}");
    assert!(
        polish.text(&shown).contains("Wartości"),
        "{}",
        polish.text(&shown)
    );
    assert_eq!(polish.attributes(&format!("{shown} h2"), "lang"), ["pl"]);
    assert!(
        polish
            .text("main")
            .contains("Parts of this page are in English")
    );
    let form = reader
        .get(&format!("{path}/clauses/{clause}/comment"))
        .await;
    assert!(form.text("#main .clause").contains("Słuchamy."));
    // In English nothing has changed.
    let english = reader.get(&format!("{path}?lang=en")).await;
    assert!(!english.body.contains("Wartości"));
}

#[tokio::test]
async fn after_closing_what_people_met_is_fixed_and_what_only_a_later_version_says_is_not() {
    let app = TestApp::with_demo().await;
    server::demo::pseudo(&app.live).await.unwrap();
    let all = app.live.consultations(&Caller::Visitor).await.unwrap();
    let decided = all
        .into_iter()
        .find(|card| card.stage == Stage::Decided)
        .unwrap();
    let (slug, language) = (decided.slug, language("en-XA"));
    let (texts, newest) = lines(&app, &slug, &language).await;
    let fixed = texts
        .iter()
        .find(|line| line.fixed && line.key.piece.of_document())
        .unwrap();
    let late = texts.iter().find(|line| !line.fixed).unwrap();
    assert!(late.key.piece.of_document(), "{}", late.key);
    let save = async |line: &TextLine, words: &str| {
        let batch = batch(line, words, newest);
        app.live
            .save_translations(&TestApp::operator(), &slug, &language, batch)
            .await
    };
    match save(fixed, "Something else").await {
        Err(ApiError::Invalid { fields }) => assert_eq!(fields[0].field, fixed.key.to_string()),
        other => panic!("{other:?}"),
    }
    assert_eq!(save(late, "[ñéŵ]").await, Ok(1));
    // The page lets officers write where they may, and nowhere else.
    let mut officer = signed_in(&app, "ada").await;
    let page = officer
        .get(&format!(
            "/officer/consultations/{slug}/build/languages/en-XA"
        ))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let fields = page.attributes("textarea", "name");
    assert!(fields.contains(&late.key.to_string()) && !fields.contains(&fixed.key.to_string()));
    assert!(page.text("main").contains("The consultation has closed"));
    let late_ones = officer
        .get(&format!(
            "/officer/consultations/{slug}/build/languages/en-XA?show=late"
        ))
        .await;
    assert_eq!(late_ones.attributes("textarea", "name"), fields);
}

#[tokio::test]
async fn readers_are_told_what_a_machine_translated_until_a_speaker_has_read_it() {
    let app = with_document().await;
    let (slug, polish) = ("library".parse::<Slug>().unwrap(), language("pl"));
    translate(&app, "library", "pl", |_, english| {
        Some(format!("PL {english}"))
    })
    .await;
    let mut reader = app.other_browser();
    let paths = [
        "/consultations/library?lang=pl",
        "/consultations",
        "/consultations/library/respond",
    ];
    for path in paths {
        let page = reader.get(path).await;
        assert!(
            page.texts(".machine-made").is_empty(),
            "{path}: a person did it"
        );
    }
    let (texts, newest) = lines(&app, &slug, &polish).await;
    let again = Batch {
        texts: texts
            .iter()
            .map(|line| (line.key.clone(), format!("Maszyna {}", line.english)))
            .collect(),
        by: Translator {
            machine: true,
            name: "Engine".to_owned(),
        },
        newest,
        import: false,
    };
    let operator = TestApp::operator();
    app.live
        .save_translations(&operator, &slug, &polish, again)
        .await
        .unwrap();
    for path in paths {
        let page = reader.get(path).await;
        let told = page.text(".machine-made");
        assert!(told.contains("A computer translated"), "{path}: {told}");
        let link = page.attributes(".machine-made a", "href").remove(0);
        assert!(link.contains("lang=en"), "{link}");
    }
    let start = reader.get("/consultations/library/respond").await;
    let answer = reader
        .press(
            &start,
            "/consultations/library/respond",
            &[("audience", "parent-carer")],
        )
        .await;
    let question = reader.follow(answer).await;
    assert!(
        !question.texts(".machine-made").is_empty(),
        "above each question too"
    );
    let (_, newest) = lines(&app, &slug, &polish).await;
    app.live
        .translations_read(&operator, &slug, &polish, "A speaker", newest)
        .await
        .unwrap();
    for path in paths {
        let page = reader.get(path).await;
        assert!(
            page.texts(".machine-made").is_empty(),
            "{path}: a speaker read it"
        );
    }
}

#[tokio::test]
async fn caches_are_told_that_a_page_depends_on_a_cookie() {
    let mut app = with_document().await;
    for path in [
        "/consultations",
        "/consultations/library",
        "/privacy",
        "/nothing-here",
    ] {
        let page = app.get(path).await;
        let varies = page.headers.get_all("vary").iter();
        let varies = varies.filter_map(|value| value.to_str().ok());
        assert!(
            varies.into_iter().any(|value| value.contains("Cookie")),
            "{path}"
        );
    }
}
