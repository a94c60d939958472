//! Wrong input: a clear message, the right status, nothing lost.

use super::*;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

#[tokio::test]
async fn somebody_who_does_not_say_who_they_are_is_asked_again() {
    let mut app = library().await;
    for audience in [
        &[][..],
        &[("audience", "martians")],
        &[("audience", "Not An Id!")],
    ] {
        let answer = app.post(START, audience).await;
        let page = app.follow(answer).await;
        assert!(page.text("title").starts_with("Error: "));
        assert_eq!(page.attributes(".error-summary a", "href"), ["#audience"]);
        assert!(
            page.attributes("input", "id")
                .contains(&"audience".to_owned())
        );
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_is_kept_and_told_by_how_much() {
    let mut app = library().await;
    ready(&mut app).await;
    let long = format!("start {} end", "é".repeat(10_190));
    let path = format!("{START}/question-sunday");
    let answer = app
        .post(&path, &[("sunday", "agree"), ("why", &long)])
        .await;
    assert_eq!(answer.location().unwrap(), format!("{path}?check=1"));
    let page = app.follow(answer).await;
    assert!(page.text("title").starts_with("Error: "));
    assert!(
        page.text(".error-summary")
            .contains("200 characters too long")
    );
    assert_eq!(page.attributes(".error-summary a", "href"), ["#why"]);
    assert!(page.text("#why-error").contains("200 characters too long"));
    assert_eq!(
        page.attributes("#why", "aria-describedby"),
        ["why-error why-count"]
    );
    assert!(page.body.contains(&long), "what was typed is shown again");
    let check = app.get(CHECK).await;
    let answer = app.press(&check, SEND, &[]).await;
    let check = app.follow(answer).await;
    let links = check.attributes(".error-summary a", "href");
    assert_eq!(links, [format!("{path}?check=1&then=check#why")]);
    assert_eq!(responses(&app).await, 0);
}

#[tokio::test]
async fn wrong_choices_and_numbers_are_kept_and_explained() {
    let mut app = library().await;
    let typed = BTreeMap::from([
        ("capacity", "individual"),
        ("quote", "yes"),
        ("sunday", "agree"),
    ]);
    app.answer_all(SLUG, "school-staff", &typed).await;
    let cases = [
        (
            "pupils",
            vec![("pupils", "lots")],
            "Write a whole number, such as 12",
            "lots",
        ),
        (
            "pupils",
            vec![("pupils", "9999")],
            "Write a number from 0 to 5,000",
            "9999",
        ),
        (
            "days",
            vec![("days", "none"), ("days", "friday")],
            "You ticked “I do not come” and another answer too. Keep one or the other",
            "friday",
        ),
        (
            "days",
            vec![("days", "someday")],
            "Choose from the answers in the list",
            "",
        ),
    ];
    for (question, fields, sentence, kept) in cases {
        let path = format!("{START}/question-{question}");
        let answer = app.post(&path, &fields).await;
        let page = app.follow(answer).await;
        assert_eq!(page.texts(".error-summary li"), [sentence]);
        assert!(page.text(&format!("#{question}-error")).contains(sentence));
        if !kept.is_empty() {
            assert!(
                page.form(&path).iter().any(|(_, value)| value == kept),
                "{kept} is kept"
            );
        }
    }
}

#[tokio::test]
async fn other_needs_a_word_and_a_group_needs_its_size() {
    let mut app = library().await;
    ready(&mut app).await;
    let answer = app
        .post(&format!("{START}/question-role"), &[("role", "other")])
        .await;
    let page = app.follow(answer).await;
    assert!(page.text(".error-summary").contains("Write a few words"));
    let mut school = app.other_browser();
    let begun = school.post(START, &[("audience", "school-staff")]).await;
    let first = begun.location().unwrap();
    assert!(first.ends_with("/about-you"));
    let answer = school.post(&first, &[("capacity", "group")]).await;
    let group = answer.location().unwrap();
    assert!(group.ends_with("/answering-together"));
    let typed = [("organisation", "Room 4"), ("group-size", "many")];
    let answer = school.post(&group, &typed).await;
    let page = school.follow(answer).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#group-size"]);
    let kept = page.form(&group);
    assert!(kept.contains(&("organisation".to_owned(), "Room 4".to_owned())));
    assert!(kept.contains(&("group-size".to_owned(), "many".to_owned())));
}

#[tokio::test]
async fn an_empty_response_is_not_sent_and_consent_must_be_given_or_refused() {
    let mut app = library().await;
    let begun = app.post(START, &[("audience", "parent-carer")]).await;
    app.follow(begun).await;
    let asked = app.get(&format!("{START}/your-words")).await;
    assert_eq!(
        app.follow(asked).await.texts("h1"),
        ["Check your answers before you send them"],
        "there is nothing to quote yet"
    );
    let sunday = format!("{START}/question-sunday");
    app.post(&sunday, &[("why", "We come on Sundays.")]).await;
    let answer = app.post(&format!("{START}/your-words"), &[]).await;
    assert!(
        app.follow(answer)
            .await
            .text(".error-summary")
            .contains("Choose whether we may use")
    );
    app.post(&format!("{START}/your-words"), &[("quote", "no")])
        .await;
    app.post(&sunday, &[("why", "")]).await;
    let check = app.get(CHECK).await;
    let answer = app.press(&check, SEND, &[]).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Your response is still empty")
    );
    assert_eq!(responses(&app).await, 0);
}

#[tokio::test]
async fn bytes_that_are_no_text_are_taken_as_far_as_they_go() {
    let mut app = library().await;
    ready(&mut app).await;
    let path = format!("{START}/question-sunday");
    let answer = app
        .post_with(&path, &[], "sunday=agree&why=caf%FF%00e")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let check = app.get(CHECK).await;
    let answer = app.press(&check, SEND, &[]).await;
    reference(&app.follow(answer).await);
    assert_eq!(
        app.texts_of("SELECT body FROM text_item").await,
        ["caf\u{fffd}e"]
    );
    let raw = Request::post(&path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(vec![0xff, 0xfe, b'=', 0x80]))
        .unwrap();
    let answer = app.send(raw).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn ten_megabytes_are_refused_on_a_readable_page_and_the_draft_stays() {
    let mut app = library().await;
    ready(&mut app).await;
    let path = format!("{START}/question-sunday");
    let ten = format!("why={}", "x".repeat(10 * 1024 * 1024));
    for length in [true, false] {
        let mut request =
            Request::post(&path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if length {
            request = request.header(header::CONTENT_LENGTH, ten.len());
        }
        let answer = app
            .send(request.body(Body::from(ten.clone())).unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(answer.texts("h1"), ["That is too much at once"]);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
    assert!(
        app.get(CHECK)
            .await
            .body
            .contains("We work on the other days.")
    );
}

#[tokio::test]
async fn what_is_typed_is_shown_as_text_and_never_run() {
    let mut app = library().await;
    ready(&mut app).await;
    let path = format!("{START}/question-sunday");
    let evil = "</textarea><script>alert(1)</script>";
    app.post(&path, &[("why", evil)]).await;
    for page in [app.get(&path).await, app.get(CHECK).await] {
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
    assert_eq!(app.get(&path).await.texts("#why"), [evil]);
    assert!(
        app.get(&path)
            .await
            .form(&path)
            .contains(&("why".to_owned(), evil.to_owned()))
    );
}
