//! Officers who translate a consultation, and what readers get of it.

use super::*;
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;

const LIBRARY: &str = include_str!("../respond/library.toml");
const BASE: &str = "/officer/consultations/library/build/languages";
const POLISH: &str = "/officer/consultations/library/build/languages/pl";
const PASSWORD: &str = "three random words";

async fn library() -> TestApp {
    let app = TestApp::new().await;
    app.open_blueprint(LIBRARY, "library").await;
    app
}

/// Signed in as an officer who may edit.
pub(super) async fn signed_in(app: &TestApp, name: &str) -> TestApp {
    let email = format!("{name}@eastmarch.example");
    let new = NewAccount {
        email: email.parse().unwrap(),
        name: name.to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role: Role::Admin,
            consultation: None,
        },
    };
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    let mut browser = app.other_browser();
    browser.sign_in(&email, PASSWORD).await;
    browser
}

pub(super) async fn add_polish(officer: &mut TestApp) -> Answer {
    let page = officer.get(BASE).await;
    let answer = officer
        .press(&page, &format!("{BASE}/add"), &[("language", "pl")])
        .await;
    assert_eq!(answer.location().as_deref(), Some(POLISH));
    officer.get(POLISH).await
}

#[tokio::test]
async fn an_officer_adds_a_language_translates_the_title_and_readers_find_it() {
    let app = library().await;
    let mut officer = signed_in(&app, "ada").await;
    let page = officer.get(BASE).await;
    assert!(page.text("main").contains("in English only"));
    let again = officer.press(&page, &format!("{BASE}/add"), &[]).await;
    let again = officer.follow(again).await;
    assert!(again.text(".error-summary").contains("Choose a language"));
    let page = add_polish(&mut officer).await;
    // Nothing is offered that is not there.
    let early = officer
        .press(&page, &format!("{POLISH}/offer"), &[("offered", "yes")])
        .await;
    let early = officer.follow(early).await;
    assert!(
        early
            .text(".error-summary")
            .contains("Nothing is translated yet")
    );
    let typed = [
        ("title:title", "Biblioteka w niedzielę"),
        ("title:summary", "Krótko"),
        ("translator", "Anna"),
    ];
    let saved = officer
        .press(&page, &format!("{POLISH}/save"), &typed)
        .await;
    let page = officer.follow(saved).await;
    assert!(
        page.text("[role=status]").contains("Saved 2 translations"),
        "{}",
        page.text("[role=status]")
    );
    let mut reader = app.other_browser();
    assert!(
        reader
            .get("/consultations/library")
            .await
            .texts("nav ul li")
            .iter()
            .all(|l| l != "Polski")
    );
    officer
        .press(&page, &format!("{POLISH}/offer"), &[("offered", "yes")])
        .await;
    let english = reader.get("/consultations/library").await;
    assert_eq!(english.attributes(".languages a", "hreflang"), ["pl"]);
    let polish = reader.get("/consultations/library?lang=pl").await;
    assert_eq!(polish.texts("h1"), ["Biblioteka w niedzielę"]);
    assert_eq!(polish.attributes("h1", "lang"), ["pl"]);
    // Nobody has translated the screens yet: the page says so, and stays marked as English.
    assert_eq!(of_page(&polish).0, "en-GB");
    assert!(
        polish
            .text(".languages")
            .contains("they have not been translated yet")
    );
    assert!(
        polish
            .text("main")
            .contains("Parts of this page are in English")
    );
    // The choice is kept without script.
    assert_eq!(
        reader.get("/consultations/library").await.texts("h1"),
        ["Biblioteka w niedzielę"]
    );
    assert_eq!(
        reader
            .get("/consultations/library?lang=en")
            .await
            .attributes("h1", "lang"),
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_question_is_shown_translated_when_all_of_it_is_and_says_so_otherwise() {
    let mut app = library().await;
    translate(&app, "library", "pl", |key, english| {
        (!key.starts_with("question/sunday")).then(|| format!("PL {english}"))
    })
    .await;
    app.get("/consultations/library?lang=pl").await;
    let answer = app
        .post(
            "/consultations/library/respond",
            &[("audience", "parent-carer")],
        )
        .await;
    let page = app.follow(answer).await;
    assert!(
        page.text("h1, h2, label").starts_with("PL") || page.body.contains("PL "),
        "{}",
        page.text("main")
    );
    let sunday = app
        .get("/consultations/library/respond/question-sunday")
        .await;
    assert!(
        sunday.text("main").contains("This part is in English"),
        "{}",
        sunday.text("main")
    );
}

#[tokio::test]
async fn english_that_changed_makes_its_translation_out_of_date_and_readers_get_the_new_english() {
    let app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "banding").await;
    translate(&app, "banding", "pl", |_, english| {
        Some(format!("PL {english}"))
    })
    .await;
    let mut officer = signed_in(&app, "ada").await;
    let title = "/officer/consultations/banding/build/title";
    let page = officer.get(title).await;
    officer
        .press(&page, title, &[("title", "A new title")])
        .await;
    let polish = "/officer/consultations/banding/build/languages/pl";
    let page = officer.get(polish).await;
    assert!(
        page.text(".lead")
            .contains("1 text has changed in English since"),
        "{}",
        page.text(".lead")
    );
    let stale = officer.get(&format!("{polish}?show=stale")).await;
    assert_eq!(stale.attributes("textarea", "name"), ["title:title"]);
    assert!(
        stale
            .text(".translation details")
            .contains("What the English said before")
    );
}

#[tokio::test]
async fn two_officers_who_translate_the_same_text_are_told_and_nothing_is_overwritten_unseen() {
    let app = library().await;
    let (mut ada, mut ben) = (signed_in(&app, "ada").await, signed_in(&app, "ben").await);
    let before = add_polish(&mut ada).await;
    let of_ben = ben.get(POLISH).await;
    ada.press(
        &before,
        &format!("{POLISH}/save"),
        &[("title:title", "Jej")],
    )
    .await;
    let refused = ben
        .press(
            &of_ben,
            &format!("{POLISH}/save"),
            &[("title:title", "Jego"), ("title:summary", "Krótko")],
        )
        .await;
    assert!(
        refused
            .text(".error-summary")
            .contains("Somebody else changed this"),
        "{}",
        refused.text("main")
    );
    // What he typed is still there, and the second time it counts.
    let texts = refused.texts("textarea");
    assert!(texts.iter().any(|text| text == "Jego") && texts.iter().any(|text| text == "Krótko"));
    let saved = ben.press(&refused, &format!("{POLISH}/save"), &[]).await;
    let page = ben.follow(saved).await;
    assert!(page.texts("textarea").iter().any(|text| text == "Jego"));
    // Each step can be gone back from.
    let back = ben
        .press(&page, &format!("{POLISH}/back"), &[("number", "1")])
        .await;
    let page = ben.follow(back).await;
    assert!(page.texts("textarea").iter().any(|text| text == "Jej"));
}

#[tokio::test]
async fn a_speaker_reads_it_and_what_changes_later_is_to_be_read_again() {
    let app = library().await;
    let mut officer = signed_in(&app, "ada").await;
    let page = add_polish(&mut officer).await;
    let saved = officer
        .press(
            &page,
            &format!("{POLISH}/save"),
            &[
                ("title:title", "Tytuł"),
                ("maker", "machine"),
                ("translator", "Engine"),
            ],
        )
        .await;
    let page = officer.follow(saved).await;
    assert!(
        page.text(".notice-warning")
            .contains("A machine translated 1 of them")
    );
    let nobody = officer
        .press(&page, &format!("{POLISH}/read"), &[("speaker", " ")])
        .await;
    let nobody = officer.follow(nobody).await;
    assert!(nobody.text(".error-summary").contains("Write who read it"));
    let read = officer
        .press(
            &page,
            &format!("{POLISH}/read"),
            &[("speaker", "A community interpreter")],
        )
        .await;
    let page = officer.follow(read).await;
    assert!(
        page.text("#readers ~ p, main")
            .contains("Read by A community interpreter")
    );
    let saved = officer
        .press(
            &page,
            &format!("{POLISH}/save"),
            &[("title:summary", "Krótko")],
        )
        .await;
    let page = officer.follow(saved).await;
    assert!(
        page.text(".notice-warning")
            .contains("No speaker has read 1 text yet")
    );
}

#[tokio::test]
async fn a_file_is_taken_out_looked_at_and_read_in_with_a_word_on_rows_that_fit_nothing() {
    let app = library().await;
    let mut officer = signed_in(&app, "ada").await;
    let page = add_polish(&mut officer).await;
    let file = officer.get(&format!("{POLISH}/file/csv")).await;
    assert!(
        file.body.starts_with("key,text,english,translation"),
        "{}",
        &file.body[..80]
    );
    let csrf = page.attributes("input[name=csrf]", "value").remove(0);
    let rows = "key,translation\ntitle:title,\"Biblioteka, w niedzielę\"\nquestion/Q99:title,Nic\nbroken,Nic\n";
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pl.csv\"\r\n\r\n{rows}\r\n--b--\r\n"
    );
    let address = format!("{POLISH}/read-file");
    let request = axum::http::Request::post(&address)
        .header("content-type", "multipart/form-data; boundary=b");
    let preview = officer.send(request.body(body.into()).unwrap()).await;
    assert_eq!(preview.status, StatusCode::OK);
    let shown = preview.text("main");
    assert!(
        shown.contains("1 translation is new or different"),
        "{shown}"
    );
    assert!(
        shown.contains("“question/Q99:title” is not a text of this consultation"),
        "{shown}"
    );
    assert!(shown.contains("“broken” is not a key"), "{shown}");
    // Nothing is saved by looking.
    assert_eq!(app.count("SELECT COUNT(*) FROM translation").await, 0);
    let taken = officer
        .press(&preview, &format!("{POLISH}/take-file"), &[])
        .await;
    let page = officer.follow(taken).await;
    assert!(
        page.texts("textarea")
            .iter()
            .any(|text| text == "Biblioteka, w niedzielę")
    );
    let audit = app.texts_of("SELECT what FROM audit WHERE what LIKE 'translation%' OR what LIKE 'language%' ORDER BY what").await;
    assert_eq!(audit, ["language.add", "translation.import"]);
}
