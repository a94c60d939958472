//! The code by e-mail, to an address that is kept nowhere.

use super::*;
use axum::http::StatusCode;
use server::mail::Mail;

const SAVE: &str = "/consultations/library/respond/save";
const MAIL: &str = "/consultations/library/respond/save/mail";

/// A server with a folder in place of a mail server, and somebody there with a code.
async fn with_code(folder: &std::path::Path) -> (TestApp, Answer) {
    let url = format!("folder:{}", folder.display());
    let mail = Mail::new(&url, "noreply@eastmarch.example", "https://say.example/").unwrap();
    let mut app = library().await.with_mail(mail);
    ready(&mut app).await;
    let answer = app.post(SAVE, &[]).await;
    let page = app.follow(answer).await;
    (app, page)
}

fn letters(folder: &std::path::Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}

#[tokio::test]
async fn the_code_comes_by_mail_and_the_address_is_in_no_table() {
    let folder = tempfile::tempdir().unwrap();
    let (mut app, page) = with_code(folder.path()).await;
    let code = page
        .attributes("[data-resume-code]", "data-resume-code")
        .remove(0);
    let answer = app
        .press(&page, MAIL, &[("email", " Sam@Home.example ")])
        .await;
    let page = app.follow(answer).await;
    assert!(page.text("main").contains("We have not kept your address"));
    let letters = letters(folder.path());
    assert_eq!(letters.len(), 1);
    let letter = &letters[0].replace("=\r\n", "");
    for part in [
        code.as_str(),
        "To: sam@home.example",
        "Subject: Your code",
        "https://say.example/consultations/library/return",
    ] {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
    let held =
        "SELECT content FROM draft UNION ALL SELECT ids FROM audit UNION ALL SELECT why FROM audit";
    for text in app.texts_of(held).await {
        assert!(!text.to_lowercase().contains("home.example"), "{text}");
    }
}

#[tokio::test]
async fn a_wrong_address_comes_back_as_typed_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let (mut app, page) = with_code(folder.path()).await;
    let answer = app.press(&page, MAIL, &[("email", "sam at home")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer
            .text(".error-summary")
            .contains("It should look like name@example.org")
    );
    assert_eq!(
        answer.attributes("input[name=email]", "value"),
        ["sam at home"]
    );
    assert!(letters(folder.path()).is_empty());
}

#[tokio::test]
async fn nobody_floods_a_box_from_here() {
    let folder = tempfile::tempdir().unwrap();
    let (mut app, _) = with_code(folder.path()).await;
    for _ in 0..server::backend::MAILS_A_MINUTE {
        app.post(MAIL, &[("email", "sam@home.example")]).await;
    }
    let answer = app.post(MAIL, &[("email", "sam@home.example")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text("main").contains("Wait one minute"));
    assert!(answer.headers.contains_key("retry-after"));
    assert_eq!(
        letters(folder.path()).len(),
        server::backend::MAILS_A_MINUTE
    );
}

#[tokio::test]
async fn without_a_mail_server_nothing_is_offered() {
    let mut app = library().await;
    ready(&mut app).await;
    let answer = app.post(SAVE, &[]).await;
    let page = app.follow(answer).await;
    assert!(page.attributes("input[name=email]", "id").is_empty());
    let answer = app.post(MAIL, &[("email", "sam@home.example")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}

#[test]
fn an_address_that_cannot_be_read_is_not_repeated_because_it_may_hold_a_password() {
    let wrong = Mail::new("smtp:/hunter2@host", "a@b.example", "https://say.example");
    let said = wrong.err().unwrap().to_string();
    assert!(!said.contains("hunter2"), "{said}");
}
