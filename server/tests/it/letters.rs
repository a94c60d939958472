//! Letters, emails and petitions are acknowledged, read and coded, and closed; until then they are named where a report
//! would be signed off.

use crate::kit::{Answer, Desk, TestApp, Voice};
use app::api::{Reports as _, Themes as _};
use axum::http::StatusCode;
use domain::access::Role;
use domain::report::Template;
use domain::text::Slug;
use std::sync::LazyLock;

static SLUG: LazyLock<Slug> = LazyLock::new(|| Slug::parse("bands").unwrap());

async fn desk() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    Desk::of(app, "ada", Role::Approver, "bands").await
}

async fn letter(desk: &Desk) -> String {
    let voice = Voice::parent().letter("Please keep the unit open. A band is too blunt for him.");
    voice.says(&desk.app, "bands").await
}

async fn report(desk: &Desk) -> String {
    let (operator, template) = (TestApp::operator(), Template::Consultation);
    let report = desk
        .app
        .live
        .report(&operator, &SLUG, template, None)
        .await
        .unwrap();
    serde_json::to_string(&report).unwrap()
}

fn todo(page: &Answer) -> Vec<String> {
    page.texts(".notice ol li")
}

#[tokio::test]
async fn a_letter_that_is_not_closed_is_named_with_a_link_where_sign_off_is_refused() {
    let mut desk = desk().await;
    let reference = letter(&desk).await;
    let page = desk.open("report").await;
    let link = format!("/officer/consultations/bands/letters/{reference}");
    assert!(page.attributes("main a", "href").contains(&link));
    let told = page.text("main");
    assert!(
        told.contains("1 letter, email or petition is not dealt with"),
        "{told}"
    );
    assert!(
        told.contains("Acknowledge it. Code it, or say why"),
        "{told}"
    );
    let signed = desk
        .post("report/sign-off", &[("template", "consultation")])
        .await;
    assert!(
        signed
            .text(".error-summary")
            .contains("cannot be signed off yet")
    );
}

#[tokio::test]
async fn a_letter_goes_from_received_to_acknowledged_to_marked_to_closed_and_back() {
    let mut desk = desk().await;
    let reference = letter(&desk).await;
    let one = format!("letters/{reference}");
    let list = desk.open("letters").await;
    assert!(
        list.text("table").contains("To acknowledge"),
        "{}",
        list.text("table")
    );
    assert_eq!(todo(&desk.open(&one).await).len(), 3);

    let early = [
        ("on", "31"),
        ("on-month", "5"),
        ("on-year", "2026"),
        ("how", "email"),
    ];
    let refused = desk.post(&format!("{one}/acknowledge"), &early).await;
    let summary = refused.text(".error-summary");
    assert!(
        summary.contains("must not be before the letter came"),
        "{summary}"
    );
    assert_eq!(refused.attributes("#on", "value"), ["31"]);
    let shut = desk.post(&format!("{one}/reconcile"), &[]).await;
    assert!(shut.text(".error-summary").contains("First acknowledge it"));

    let today = [
        ("on", "1"),
        ("on-month", "June"),
        ("on-year", "2026"),
        ("how", "email"),
    ];
    let page = desk.post(&format!("{one}/acknowledge"), &today).await;
    assert!(
        page.text("#acknowledge")
            .contains("By email, 1 June 2026. Noted by ada@")
    );
    let spans = page.attributes("input[name=span]", "value");
    assert_eq!(spans.len(), 2, "two sentences");
    let nothing = desk
        .post(&format!("{one}/mark"), &[("question", "X2-why")])
        .await;
    assert!(nothing.text(".error-summary").contains("Tick the words"));
    let mark = [("span", spans[1].as_str()), ("question", "X2-why")];
    let page = desk.post(&format!("{one}/mark"), &mark).await;
    assert_eq!(todo(&page), ["Say that it is dealt with"]);
    let words = page.text(".members");
    assert!(words.contains("A band is too blunt for him.") && !words.contains("keep the unit"));
    let page = desk.post(&format!("{one}/reconcile"), &[]).await;
    assert!(page.text("#close").contains("Closed by ada@"));

    let list = desk.open("letters").await;
    assert!(list.text("table").contains("Dealt with"));
    assert!(list.text(".members").contains("too blunt"));
    assert!(
        !desk
            .open("report")
            .await
            .text("main")
            .contains("not dealt with")
    );
    let told = report(&desk).await;
    let version = desk.app.live.public_row(&SLUG).await.unwrap();
    let version = desk.app.live.published(version.id).await.unwrap().unwrap();
    let mut asked = version.content.questions.iter();
    let place = asked.position(|q| q.id.as_str() == "X2-why").unwrap() + 1;
    assert!(
        told.contains(&format!("read with Question {place}, and counted apart")),
        "{told}"
    );

    // Only what takes words is offered, by its words, and a clause is offered too.
    let page = desk.open(&one).await;
    let offered = page.attributes("#question option", "value");
    for question in &version.content.questions {
        let here = offered.contains(&question.id.to_string());
        assert_eq!(here, question.takes_words(), "{}", question.id);
    }
    assert!(offered.contains(&"clause:framework/values".to_owned()));
    assert!(!page.text("#question").contains("X2-why"));
    let mark = [
        ("span", spans[0].as_str()),
        ("question", "clause:framework/values"),
    ];
    let page = desk.post(&format!("{one}/mark"), &mark).await;
    assert!(page.text("main").contains("keep the unit"));
    let told = report(&desk).await;
    let both = format!("Question {place} and clause");
    assert!(told.contains(&both), "{told}");
    let clause = page
        .attributes("form", "action")
        .iter()
        .filter(|action| action.ends_with("/unmark"))
        .count();
    assert_eq!(clause, 2);
    let passages = page.attributes("input[name=passage]", "value");
    let of_clause = [
        ("passage", passages[1].as_str()),
        ("question", "clause:framework/values"),
    ];
    desk.post(&format!("{one}/unmark"), &of_clause).await;

    // Without its mark the letter is open again, whoever closed it.
    let page = desk.open(&one).await;
    let passage = page.attributes("input[name=passage]", "value").remove(0);
    let unmark = [("passage", passage.as_str()), ("question", "X2-why")];
    let page = desk.post(&format!("{one}/unmark"), &unmark).await;
    assert_eq!(
        todo(&page),
        ["Code it, or say why there is nothing to code"]
    );
    let reason = [("why", "It asks for a paper form, which was sent.")];
    let page = desk.post(&format!("{one}/nothing-to-code"), &reason).await;
    assert!(todo(&page).is_empty());
    assert!(
        report(&desk)
            .await
            .contains("Nothing in it was to be coded: It asks")
    );
    let page = desk.post(&format!("{one}/reopen"), &[]).await;
    assert_eq!(todo(&page), ["Say that it is dealt with"]);
    let audit = desk.open("audit").await.text("main");
    for line in [
        "Noted that a letter was acknowledged",
        "Said that there is nothing to code in a letter",
        "Said that a letter is dealt with",
        "Opened a letter again",
    ] {
        assert!(audit.contains(line), "{line}");
    }
    assert!(!audit.contains("blunt") && !audit.contains("paper form"));
}

#[tokio::test]
async fn words_marked_for_a_question_are_told_beside_it_and_counted_apart() {
    let mut desk = desk().await;
    for _ in 0..6 {
        let voice = Voice::parent().answering("X2-why", "It is not fair.");
        voice.says(&desk.app, "bands").await;
    }
    let reference = letter(&desk).await;
    let before = desk
        .app
        .live
        .frame(&TestApp::operator(), &SLUG)
        .await
        .unwrap();
    assert!(!report(&desk).await.contains("words that speak to this too"));
    let page = desk.open(&format!("letters/{reference}")).await;
    let span = page.attributes("input[name=span]", "value").remove(0);
    let mark = [("span", span.as_str()), ("question", "X2-why")];
    desk.post(&format!("letters/{reference}/mark"), &mark).await;
    let told = report(&desk).await;
    assert!(
        told.contains("1 letter or petition has words that speak to this too"),
        "{told}"
    );
    let after = desk
        .app
        .live
        .frame(&TestApp::operator(), &SLUG)
        .await
        .unwrap();
    assert_eq!(before.commented, after.commented);
}

#[tokio::test]
async fn a_petition_of_thousands_is_taken_and_its_signatures_are_no_people_who_answered() {
    let mut desk = desk().await;
    let page = desk.open("letters/new").await;
    let path = desk.path("letters/new");
    let mut typed = vec![
        ("entry__channel", "paper"),
        ("entry__received-day", "1"),
        ("entry__received-month", "6"),
        ("entry__received-year", "2026"),
        ("entry__kind", "petition"),
        ("entry__signatures", "many"),
        ("entry__organisation", "Keep the Fen Lane unit"),
        (
            "entry__text",
            "We the undersigned want the unit to stay open.",
        ),
    ];
    let refused = desk.app.press(&page, &path, &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text(".error-summary").contains("such as 5,214"));
    typed[5].1 = "7,312";
    let saved = desk.app.press(&refused, &path, &typed).await;
    assert_eq!(
        saved.status,
        StatusCode::SEE_OTHER,
        "{}",
        saved.text("main")
    );
    let list = desk.open("letters").await;
    assert!(list.text("table").contains("Petition, 7,312 signatures"));
    let told = report(&desk).await;
    assert!(
        told.contains("Petition from Not said, signed by 7,312 people"),
        "{told}"
    );
    assert!(!told.contains("Keep the Fen Lane unit (7,312"), "{told}");
    let counted = "SELECT COUNT(*) FROM contribution WHERE group_size IS NOT NULL";
    assert_eq!(desk.app.count(counted).await, 0);
    let overview = desk
        .app
        .get("/officer/consultations/bands")
        .await
        .text("main");
    assert!(!overview.contains("7,312"), "{overview}");
}

#[tokio::test]
async fn what_a_letter_is_can_be_put_right_later() {
    let mut desk = desk().await;
    let reference = letter(&desk).await;
    let one = format!("letters/{reference}");
    let wrong = [("kind", "petition"), ("signatures", "0")];
    let page = desk.post(&format!("{one}/describe"), &wrong).await;
    assert!(page.text(".error-summary").contains("from 1 to 1,000,000"));
    let right = [("kind", "petition"), ("signatures", "812")];
    let page = desk.post(&format!("{one}/describe"), &right).await;
    assert!(
        page.text(".summary-list")
            .contains("Petition, 812 signatures")
    );
    let strange = desk.app.get(&desk.path("letters/NOTTHERE")).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}
