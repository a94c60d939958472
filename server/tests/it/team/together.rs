//! Writing together: sharing, taking over, sending once.

use super::*;
use axum::http::StatusCode;

#[tokio::test]
async fn the_lead_sees_what_is_shared_under_its_question_and_sends_one_response() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Sunday costs more.").await;
    assert!(!app.get(SUNDAY).await.body.contains("Sunday costs more."));
    shares(&mut bursar).await;
    let page = app.get(SUNDAY).await;
    assert!(page.text(".colleague").contains("Bursar wrote:"));
    assert!(page.text("main").contains("Sunday costs more."));

    // The lead's box is empty: one press takes it over.
    let answer = app
        .post(SUNDAY, &[("why", ""), ("take", "use:why:Bursar")])
        .await;
    assert_eq!(
        answer.location().as_deref(),
        Some(&*format!("{SUNDAY}#why"))
    );
    assert_eq!(own_words(&mut app).await, "Sunday costs more.");
    let receipt = sends(&mut app).await;
    assert_eq!(
        receipt
            .attributes("[data-reference]", "data-reference")
            .len(),
        1
    );
    assert_eq!(responses(&app).await, 1);
    let sql = "SELECT capacity || ' ' || organisation FROM contribution WHERE authorised";
    assert_eq!(
        app.texts_of(sql).await,
        ["organisation Ashmere Primary School"]
    );
    let bodies = app.texts_of("SELECT body FROM text_item").await;
    assert_eq!(bodies, ["Sunday costs more."]);
}

#[tokio::test]
async fn nothing_is_overwritten_before_both_were_shown() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Sunday costs more.").await;
    shares(&mut bursar).await;
    wrote(&mut app, "Families ask for it.").await;
    // What stands in the box and was not saved yet is saved with the press.
    let typed = [
        ("sunday", "agree"),
        ("why", "Families ask for it. Teachers too."),
        ("take", "use:why:Bursar"),
    ];
    let answer = app.post(SUNDAY, &typed).await;
    let both = answer.location().unwrap();
    assert!(both.starts_with(&format!("{TEAM}/both?")), "{both}");
    assert_eq!(
        own_words(&mut app).await,
        "Families ask for it. Teachers too."
    );
    let page = app.get(&both).await;
    assert_eq!(page.status, StatusCode::OK);
    let said = page.text(".both");
    assert!(said.contains("Teachers too.") && said.contains("Sunday costs more."));
    let mut tab = app.same_browser();
    let answer = app.press(&page, TAKE, &[("take", "use:why:Bursar")]).await;
    assert_eq!(
        answer.location().as_deref(),
        Some(&*format!("{SUNDAY}#why"))
    );
    assert_eq!(own_words(&mut app).await, "Sunday costs more.");

    // Both were shown, but the lead's own was changed since, in another tab.
    wrote(&mut app, "Something else.").await;
    let page = app.get(&both).await;
    wrote(&mut tab, "Newer.").await;
    let answer = app.press(&page, TAKE, &[("take", "use:why:Bursar")]).await;
    assert!(
        answer
            .location()
            .unwrap()
            .starts_with(&format!("{TEAM}/both?"))
    );
    assert_eq!(own_words(&mut app).await, "Newer.");
}

#[tokio::test]
async fn words_of_several_are_added_one_after_the_other() {
    let (mut app, code) = lead().await;
    wrote(&mut app, "Ours.").await;
    for (called, words) in [("Bursar", "On money."), ("SENCO", "On children.")] {
        let mut colleague = joined(&app, &code, called).await;
        wrote(&mut colleague, words).await;
        shares(&mut colleague).await;
    }
    for called in ["Bursar", "SENCO"] {
        let take = format!("add:why:{called}");
        let page = app.get(TEAM).await;
        assert!(
            page.attributes("button[name=take]", "value")
                .contains(&take)
        );
        let answer = app.post(TAKE, &[("take", &take)]).await;
        assert_eq!(answer.location().as_deref(), Some(&*format!("{TEAM}#why")));
    }
    assert_eq!(
        own_words(&mut app).await,
        "Ours.\n\nOn money.\n\nOn children."
    );
    let page = app.get(TEAM).await;
    let members = page.texts(".team-members dt");
    assert_eq!(members, ["Bursar", "SENCO"]);
}

#[tokio::test]
async fn a_colleague_may_change_what_is_shared_and_take_it_back() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "First thought.").await;
    shares(&mut bursar).await;
    wrote(&mut bursar, "Second thought.").await;
    let page = app.get(TEAM).await.text("main");
    assert!(page.contains("Second thought.") && !page.contains("First thought."));
    let page = bursar.get(TEAM).await;
    bursar.press(&page, SHARE, &[("shared", "no")]).await;
    let page = app.get(TEAM).await.text("main");
    assert!(!page.contains("Second thought.") && page.contains("Still writing"));
    let answer = app.post(TAKE, &[("take", "use:why:Bursar")]).await;
    assert_eq!(answer.location().as_deref(), Some(TEAM));
    assert_eq!(own_words(&mut app).await, "");
}

#[tokio::test]
async fn the_lead_and_two_colleagues_write_at_the_same_moment_and_nothing_is_lost() {
    let (app, code) = lead().await;
    let bursar = joined(&app, &code, "Bursar").await;
    let head = joined(&app, &code, "Head").await;
    let writing = |mut app: TestApp, name: &'static str| async move {
        for n in 0..8 {
            wrote(&mut app, &format!("{name} {n}.")).await;
            let other = format!("{START}/question-pupils");
            app.post(&other, &[("pupils", &n.to_string())]).await;
        }
        app
    };
    let (mut lead, mut bursar, mut head) = tokio::join!(
        writing(app.same_browser(), "Lead"),
        writing(bursar, "Bursar"),
        writing(head, "Head")
    );
    for (somebody, name) in [
        (&mut lead, "Lead"),
        (&mut bursar, "Bursar"),
        (&mut head, "Head"),
    ] {
        assert_eq!(own_words(somebody).await, format!("{name} 7."));
    }
    shares(&mut bursar).await;
    shares(&mut head).await;
    // Two tabs of the lead add at the same moment.
    let mut tab = lead.same_browser();
    let one = lead.post(TAKE, &[("take", "add:why:Bursar")]);
    let other = tab.post(TAKE, &[("take", "add:why:Head")]);
    let (one, other) = tokio::join!(one, other);
    assert!(one.location().is_some() && other.location().is_some());
    let words = own_words(&mut lead).await;
    for part in ["Lead 7.", "Bursar 7.", "Head 7."] {
        assert!(words.contains(part), "{part} is not in {words}");
    }
}

#[tokio::test]
async fn when_the_lead_sends_what_colleagues_wrote_on_their_own_is_gone_and_they_see_the_receipt() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    wrote(&mut bursar, "Only mine.").await;
    shares(&mut bursar).await;
    wrote(&mut app, "Ours.").await;
    let check = app.get(CHECK).await;
    assert!(
        check
            .text(".notice")
            .contains("what your colleagues wrote on their own is deleted")
    );
    let receipt = sends(&mut app).await;
    let reference = receipt.attributes("[data-reference]", "data-reference");
    let kept = "SELECT COUNT(*) FROM draft WHERE content <> ''";
    assert_eq!(app.count(kept).await, 0);
    let answer = bursar.get(SUNDAY).await;
    let page = bursar.follow(answer).await;
    assert_eq!(
        page.attributes("[data-reference]", "data-reference"),
        reference
    );
    // Too late to write, to share, or to join.
    let answer = bursar.post(SUNDAY, &[("why", "One more thing.")]).await;
    assert!(answer.text("h1").contains("not in your response"));
    assert_eq!(answer.text("main .as-typed"), "One more thing.");
    let mut late = app.other_browser();
    let answer = late
        .post(JOIN, &[("code", &code), ("called", "Head")])
        .await;
    let page = late.follow(answer).await;
    assert_eq!(page.texts("h1"), ["This team has sent its answer"]);
    assert_eq!(responses(&app).await, 1);
}

#[tokio::test]
async fn what_a_colleague_does_not_share_goes_only_when_the_lead_says_so() {
    let (mut app, code) = lead().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    joined(&app, &code, "Head").await;
    wrote(&mut bursar, "Only mine.").await;
    wrote(&mut app, "Ours.").await;
    let publish = [("quote", "yes"), ("publish", "yes")];
    app.post(&format!("{START}/your-words"), &publish).await;
    let check = app.get(CHECK).await;
    let told = check.text("#without-hint");
    assert!(told.contains("do not share it with you: Bursar."), "{told}");
    assert!(!told.contains("Head"), "who wrote nothing loses nothing");
    let answer = app.press(&check, SEND, &[]).await;
    let refused = app.follow(answer).await;
    assert!(
        refused
            .text(".error-summary")
            .contains("Wait until your colleagues share")
    );
    assert_eq!(responses(&app).await, 0);
    assert_eq!(own_words(&mut bursar).await, "Only mine.");
    let answer = app.press(&refused, SEND, &[("without", "yes")]).await;
    app.follow(answer).await;
    assert_eq!(responses(&app).await, 1);
}

/// The lead of a team in a consultation with a document.
async fn lead_with_document() -> (TestApp, String) {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", SLUG).await;
    let page = app.get(START).await;
    app.press(&page, START, &[("audience", "school-staff")])
        .await;
    let fields = [
        ("capacity", "organisation"),
        ("organisation", "Ashmere Primary School"),
        ("authorised", "yes"),
        ("team", "yes"),
    ];
    let answer = app.post(ABOUT, &fields).await;
    let code = shown(&app.follow(answer).await).unwrap();
    (app, code)
}

#[tokio::test]
async fn comments_on_clauses_are_shared_and_taken_over_too() {
    let (mut app, code) = lead_with_document().await;
    let mut bursar = joined(&app, &code, "Bursar").await;
    let comment = "/consultations/library/documents/framework/clauses/values/comment";
    let says = |text: &'static str| [("stance", "object"), ("text", text)];
    bursar.post(comment, &says("It costs too much.")).await;
    shares(&mut bursar).await;
    let page = app.get(TEAM).await;
    assert!(page.text("main").contains("It costs too much."));
    app.post(TAKE, &[("take", "use:framework/values:Bursar")])
        .await;
    let check = app.get(CHECK).await.text("main");
    assert!(check.contains("It costs too much."), "{check}");
    // Another of the lead's own is not overwritten.
    app.post(comment, &says("Ours.")).await;
    let answer = app
        .post(TAKE, &[("take", "use:framework/values:Bursar")])
        .await;
    let page = app.follow(answer).await;
    let said = page.text(".both");
    assert!(
        said.contains("Ours.") && said.contains("It costs too much."),
        "{said}"
    );
}

#[tokio::test]
async fn the_lead_sees_colleagues_comments_under_the_form_and_colleagues_see_nobodys() {
    let (mut app, code) = lead_with_document().await;
    let (mut bursar, mut head) = (
        joined(&app, &code, "Bursar").await,
        joined(&app, &code, "Head").await,
    );
    let comment = "/consultations/library/documents/framework/clauses/values/comment";
    let says = [("stance", "change"), ("text", "It costs too much.")];
    bursar.post(comment, &says).await;
    let before = app.get(comment).await;
    assert!(before.texts("#colleagues").is_empty(), "not shared yet");
    shares(&mut bursar).await;
    shares(&mut head).await;
    let form = app.get(comment).await;
    let shown = form.text(".colleague");
    assert!(
        shown.contains("Bursar wrote:") && shown.contains("It costs too much."),
        "{shown}"
    );
    assert!(
        form.attributes("main a", "href")
            .iter()
            .any(|href| href.starts_with(TEAM))
    );
    for colleague in [&mut head, &mut bursar] {
        let form = colleague.get(comment).await;
        assert!(form.texts("#colleagues").is_empty());
    }
}
