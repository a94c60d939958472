//! Texts that may tell of harm go to named people only; and the pass over what the machine marked as personal.

use crate::kit::{Desk, TestApp, Voice};
use axum::http::StatusCode;
use domain::access::Role;
use server::mail::Mail;
use std::path::Path;
use std::time::Duration;

const BANDS: &str = "bands";

async fn desk(name: &str, role: Role, letters: &[&str]) -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in letters {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    Desk::of(app, name, role, BANDS).await
}

#[tokio::test]
async fn a_marked_text_is_seen_by_named_people_only_and_they_are_told() {
    let mut ada = desk(
        "ada",
        Role::Officer,
        &["He comes to school hungry and hurt."],
    )
    .await;
    let mut lea = Desk::of(ada.app.other_browser(), "lea", Role::Lead, BANDS).await;
    let page = ada.open("code").await;
    let text = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let page = ada
        .post("safeguarding/raise", &[("text", &text), ("why", "")])
        .await;
    assert!(
        page.text(".error-summary")
            .contains("what makes you think so")
    );
    let page = ada
        .post(
            "safeguarding/raise",
            &[("text", &text), ("why", "Hunger and injury.")],
        )
        .await;
    assert!(page.text(".notice-success").contains("The text is marked"));
    let path = ada.path("safeguarding");
    assert_eq!(ada.app.get(&path).await.status, StatusCode::FORBIDDEN);
    assert!(!ada.app.get("/officer").await.body.contains("tell of harm"));

    // Nobody is named: whoever runs the consultation is told, and still sees no words.
    let home = lea.app.get("/officer").await;
    assert!(home.text(".notice-warning").contains("nobody is named"));
    let page = lea.open("safeguarding").await;
    assert!(!page.body.contains("hungry") && !page.body.contains("Hunger"));
    let page = lea
        .post(
            "safeguarding/name",
            &[("email", "nobody@example.org"), ("act", "add")],
        )
        .await;
    assert!(
        page.text(".error-summary")
            .contains("Nobody who signs in here")
    );
    let page = lea
        .post(
            "safeguarding/name",
            &[("email", "ada@eastmarch.example"), ("act", "add")],
        )
        .await;
    assert!(!page.body.contains("hungry"), "naming is not seeing");

    let home = ada.app.get("/officer").await;
    assert!(
        home.text(".notice-warning")
            .contains("1 text that may tell of harm waits for you")
    );
    let overview = ada.open("").await;
    assert!(overview.text(".notice-warning").contains("waits for you"));
    let page = ada.open("safeguarding").await;
    assert!(
        page.text(".card").contains("hungry") && page.text(".card").contains("Hunger and injury.")
    );
    let handle = ada.path("safeguarding/handle");
    let done = ("outcome", "Told the school’s safeguarding lead.");
    let answer = ada.app.press(&page, &handle, &[done]).await;
    let page = ada.app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Choose what becomes of the text")
    );
    assert!(page.text("textarea").contains("Told the school"));
    let fields = [done, ("after", "as-before")];
    let answer = ada.app.press(&page, &handle, &fields).await;
    let page = ada.app.follow(answer).await;
    assert!(page.text(".card").contains("Dealt with"));
    assert!(!ada.app.get("/officer").await.body.contains("tell of harm"));
}

#[tokio::test]
async fn what_the_machine_marked_is_covered_or_left_in_one_pass() {
    let letters = [
        "Call me on 07700 900123 or write to tom@example.org.",
        "My son Tom Harris is at Ashmere Primary School.",
    ];
    let mut desk = desk("ada", Role::Officer, &letters).await;
    let page = desk.open("redaction").await;
    assert!(page.text(".inset").contains("2 texts have just come"));
    let operator = TestApp::operator();
    let slug = BANDS.parse().unwrap();
    desk.app
        .live
        .analyse_consultation(&operator, &slug, 1)
        .await
        .unwrap();
    let page = desk.open("redaction").await;
    let marks = page.texts("mark.flag");
    assert!(
        marks.iter().any(|m| m.contains("07700 900123")),
        "{marks:?}"
    );
    let fields: Vec<(String, String)> = page.form(&desk.path("redaction/decide"));
    let mail = marks
        .iter()
        .position(|m| m.contains("tom@example.org"))
        .unwrap();
    let said: Vec<(String, String)> = fields
        .into_iter()
        .filter(|(n, _)| n.starts_with("said-"))
        .collect();
    assert_eq!(said.len(), marks.len());
    assert_eq!(said[mail].1, "[an email address]", "what suits is chosen");
    let mut posted: Vec<(&str, &str)> =
        said.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    posted[mail].1 = "not-personal";
    let phone = marks
        .iter()
        .position(|m| m.contains("07700 900123"))
        .unwrap();
    posted[phone].1 = "own";
    let own = posted[phone].0.replace("said-", "own-");
    // Nothing is covered before it is said why, and what was chosen stays.
    let page = desk.post("redaction/decide", &posted).await;
    assert!(
        page.text(".error-summary")
            .contains("Choose why they are covered")
    );
    let chosen = page.form(&desk.path("redaction/decide"));
    assert!(chosen.contains(&(posted[mail].0.to_owned(), "not-personal".to_owned())));
    posted.push(("reason", "reach"));
    posted.push(("more", "Her phone is on 07700 900123."));
    let page = desk.post("redaction/decide", &posted).await;
    assert!(
        page.text(".error-summary")
            .contains("Leave the covered words out")
    );
    posted.pop();
    posted.push((&own, "call 07700"));
    let page = desk.post("redaction/decide", &posted).await;
    assert!(page.text(".error-summary").contains("no figures"));
    assert_eq!(desk.app.count("SELECT COUNT(*) FROM redaction").await, 0);
    posted.pop();
    posted.push((&own, "a phone at home"));
    posted.push(("more", "Two of them stand in one letter."));
    let page = desk.post("redaction/decide", &posted).await;
    assert!(
        page.text(".notice-success").contains("decided"),
        "{}",
        page.text("main")
    );
    assert!(
        page.text(".inset")
            .contains("Nothing that is marked is left")
    );
    // The original is kept for those who may read it, and what is covered is covered for everybody else.
    let list = desk.open("responses").await;
    let mut covered = String::new();
    for reference in list.texts("tbody th a") {
        let page = desk.open(&format!("responses/{reference}")).await;
        covered += &page.texts("[data-public]").join(" ");
    }
    assert!(covered.contains("[a phone at home]"), "{covered}");
    let reasons = "SELECT DISTINCT reason FROM redaction";
    assert_eq!(
        desk.app.texts_of(reasons).await,
        ["They tell how or where somebody can be reached: Two of them stand in one letter."]
    );
    assert!(
        covered.contains("tom@example.org"),
        "left as it is: {covered}"
    );
    assert!(!covered.contains("07700"), "{covered}");
    // The next run does not ask again about what somebody decided.
    desk.app
        .live
        .analyse_consultation(&operator, &slug, 1)
        .await
        .unwrap();
    let page = desk.open("redaction").await;
    assert!(
        page.text(".inset")
            .contains("Nothing that is marked is left")
    );
}

#[tokio::test]
async fn what_the_engine_finds_that_may_tell_of_harm_waits_for_the_named_once() {
    let letters = ["He is beaten and has bruises.", "The band is too low."];
    let mut lea = desk("lea", Role::Lead, &letters).await;
    let named = [("email", "lea@eastmarch.example"), ("act", "add")];
    lea.post("safeguarding/name", &named).await;
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    for _ in 0..2 {
        let run = lea.app.live.analyse_consultation(&operator, &slug, 1);
        run.await.unwrap();
    }
    let page = lea.open("safeguarding").await;
    assert_eq!(page.texts(".card").len(), 1, "once, however often it runs");
    assert!(page.text(".card").contains("bruises"));
    assert!(page.text(".card").contains("by the engine, wellheard"));
}

#[tokio::test]
async fn what_may_tell_of_harm_is_held_back_from_everybody_else_until_it_is_dealt_with() {
    let letters = [
        "He is beaten and has bruises. Call me on 07700 900123.",
        "The band is too low, and unlawful under the Equality Act 2010.",
    ];
    let mut lea = desk("lea", Role::Lead, &letters).await;
    let mut ada = Desk::of(lea.app.other_browser(), "ada", Role::Officer, BANDS).await;
    let named = [("email", "lea@eastmarch.example"), ("act", "add")];
    lea.post("safeguarding/name", &named).await;
    // Nobody has asked for themes: it is looked at because it has come.
    assert_eq!(lea.app.live.look_at_arrivals().await.unwrap(), 2);
    assert_eq!(lea.app.live.look_at_arrivals().await.unwrap(), 0);
    let home = lea.app.get("/officer").await;
    assert!(home.text(".notice-warning").contains("waits for you"));
    let weighty = ada.open("code?show=weighty").await;
    assert!(weighty.text(".coding").contains("The band is too low"));

    let references = ada.open("responses").await.texts("tbody th a");
    let mut places = vec![
        "responses?text=bruises".to_owned(),
        "search?words=bruises".to_owned(),
        "code?show=all".to_owned(),
        "letters".to_owned(),
        "redaction".to_owned(),
        "themes/alike".to_owned(),
    ];
    for reference in &references {
        places.push(format!("responses/{reference}"));
        places.push(format!("letters/{reference}"));
        places.push(format!("responses/{reference}/code"));
    }
    for place in &places {
        let path = ada.path(place);
        let page = ada.app.get(&path).await;
        assert!(!page.body.contains("beaten"), "{place}");
    }
    let mut waits = String::new();
    for reference in &references {
        let page = ada.open(&format!("responses/{reference}")).await;
        waits += &page.text("main");
    }
    assert!(waits.contains("named for safeguarding"), "{waits}");
    let gates = lea.open("coding-sign-off").await;
    assert!(gates.text("main").contains("1 text held back"));

    // Whoever is named reads it, and says what becomes of it.
    let page = lea.open("safeguarding").await;
    assert!(page.text(".card").contains("bruises"));
    let handle = lea.path("safeguarding/handle");
    let fields = [("outcome", "Called the family."), ("after", "as-before")];
    lea.app.press(&page, &handle, &fields).await;
    let found = ada.open("search?words=bruises").await;
    assert!(found.text("main").contains("beaten"));
    let marks = ada.open("redaction").await;
    assert!(marks.text("main").contains("07700 900123"));
    let gates = lea.open("coding-sign-off").await;
    assert!(!gates.text("main").contains("held back"));
}

#[tokio::test]
async fn words_that_were_coded_before_they_were_held_back_are_on_no_page_of_a_theme_finding_or_letter()
 {
    let mut ada = desk("ada", Role::Lead, &["He is beaten and has bruises."]).await;
    let theme = ada.theme("Fairness and consistency").await;
    let page = ada.open("code").await;
    let decide = ada.path("code/decide");
    let act = format!("tie:{}", theme.rsplit('/').next().unwrap());
    let answer = ada.app.press(&page, &decide, &[("act", &act)]).await;
    ada.app.follow(answer).await;
    let theme = format!("{theme}?tie=confirmed");
    assert!(ada.open(&theme).await.body.contains("beaten"));
    let like = {
        let found = ada.open("search?words=beaten").await;
        let links = found.attributes("main a", "href");
        let like = links.into_iter().find(|href| href.contains("like="));
        like.expect("more like this")
    };
    ada.app.live.look_at_arrivals().await.unwrap();
    assert!(!ada.open(&theme).await.body.contains("beaten"));
    let search = ada.app.get(&like).await;
    assert!(!search.body.contains("beaten"), "{}", search.text("main"));
}

#[tokio::test]
async fn a_text_that_waits_for_two_concerns_waits_for_both_and_stays_withheld_where_either_says_so()
{
    let mut lea = desk("lea", Role::Lead, &["He is beaten and has bruises."]).await;
    let named = [("email", "lea@eastmarch.example"), ("act", "add")];
    lea.post("safeguarding/name", &named).await;
    let text = mark(&mut lea).await;
    let again = [("text", text.as_str()), ("why", "The bruises.")];
    lea.post("safeguarding/raise", &again).await;
    let handle = lea.path("safeguarding/handle");
    let state = "SELECT screening FROM text_item";
    for (after, left) in [("withheld", "held"), ("as-before", "withheld")] {
        let page = lea.open("safeguarding").await;
        let fields = [("outcome", "Called."), ("after", after)];
        lea.app.press(&page, &handle, &fields).await;
        assert_eq!(lea.app.texts_of(state).await, [left]);
    }
}

#[tokio::test]
async fn a_text_held_back_can_be_withheld_for_good() {
    let mut lea = desk("lea", Role::Lead, &["He is beaten and has bruises."]).await;
    let named = [("email", "lea@eastmarch.example"), ("act", "add")];
    lea.post("safeguarding/name", &named).await;
    lea.app.live.look_at_arrivals().await.unwrap();
    let page = lea.open("safeguarding").await;
    let handle = lea.path("safeguarding/handle");
    let fields = [("outcome", "With the police."), ("after", "withheld")];
    lea.app.press(&page, &handle, &fields).await;
    let states = "SELECT screening || ' ' || screened_by FROM text_item";
    assert_eq!(
        lea.app.texts_of(states).await,
        ["withheld lea@eastmarch.example"]
    );
    let found = lea.open("search?words=bruises").await;
    assert!(!found.text("main").contains("beaten"));
}

#[tokio::test]
async fn what_is_covered_is_not_found_and_teaches_the_engine_nothing() {
    let letters = ["Zebedee Quist is in year 3. The band for Zebedee is too low."];
    let mut desk = desk("ada", Role::Officer, &letters).await;
    let found = |page: &crate::kit::Answer| page.text("main").contains("year 3");
    assert!(found(&desk.open("search?words=zebedee").await));
    let reference = desk.open("responses").await.texts("tbody th a").remove(0);
    let page = desk.open(&format!("responses/{reference}")).await;
    let action = page
        .attributes("form", "action")
        .into_iter()
        .find(|action| action.ends_with("/cover"))
        .unwrap();
    let fields = [
        ("words", "Zebedee"),
        ("replacement", "[a child’s name]"),
        ("reason", "It names a child."),
    ];
    desk.app.press(&page, &action, &fields).await;
    assert_eq!(desk.app.count("SELECT COUNT(*) FROM redaction").await, 2);
    assert!(!found(&desk.open("search?words=zebedee").await));
    assert!(found(&desk.open("search?words=year").await));
    let slug = BANDS.parse().unwrap();
    let row = server::storage::consultation::by_slug(&desk.app.live.db, &slug);
    let row = row.await.unwrap().unwrap();
    let read = server::storage::passage::for_engine(&desk.app.live.db, row.id);
    let (_, body) = read.await.unwrap().remove(0);
    assert!(!body.contains("Zebedee") && body.contains("Quist is in year 3"));
}

/// A desk of a lead who is named, on a server that puts its letters into a folder; and of an officer beside them.
async fn named(folder: &Path, letters: &[&str]) -> (Desk, Desk) {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in letters {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    let url = format!("folder:{}", folder.display());
    let mail = Mail::new(&url, "noreply@eastmarch.example", "https://say.example").unwrap();
    let mut lea = Desk::of(app.with_mail(mail), "lea", Role::Lead, BANDS).await;
    let ada = Desk::of(lea.app.other_browser(), "ada", Role::Officer, BANDS).await;
    let named = [("email", "lea@eastmarch.example"), ("act", "add")];
    lea.post("safeguarding/name", &named).await;
    (lea, ada)
}

/// Letters in the folder, once there are as many as this. They come a moment after the page.
async fn sent(folder: &Path, wanted: usize) -> Vec<String> {
    let read = || -> Vec<String> {
        let files = std::fs::read_dir(folder).unwrap();
        files
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
            .filter(|letter| letter.contains("999"))
            .map(|letter| letter.replace("=\r\n", ""))
            .collect()
    };
    for _ in 0..100 {
        if read().len() >= wanted {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    read()
}

async fn mark(desk: &mut Desk) -> String {
    let page = desk.open("code").await;
    let text = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let fields = [("text", text.as_str()), ("why", "Hunger and injury.")];
    let page = desk.post("safeguarding/raise", &fields).await;
    assert!(page.text(".notice-success").contains("The text is marked"));
    text
}

#[tokio::test]
async fn whoever_is_named_gets_a_letter_that_says_a_text_waits_and_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let letters = ["He comes to school hungry and hurt."];
    let (mut lea, mut ada) = named(folder.path(), &letters).await;
    let text = mark(&mut ada).await;
    let reference = lea.open("responses").await.texts("tbody th a").remove(0);
    let sent = sent(folder.path(), 1).await;
    assert_eq!(sent.len(), 1);
    for part in [
        "To: lea@eastmarch.example",
        "https://say.example/officer/consultations/bands/safeguarding",
    ] {
        assert!(sent[0].contains(part), "{part} is not in {}", sent[0]);
    }
    for never in ["hungry", "hurt", "Hunger", &text, &reference, "ada@"] {
        assert!(!sent[0].contains(never), "{never} is in {}", sent[0]);
    }
}

#[tokio::test]
async fn the_engine_sends_one_letter_a_run_however_many_texts_and_none_when_it_finds_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let letters = [
        "He is beaten and has bruises.",
        "My daughter is beaten at home and has bruises.",
    ];
    let (mut lea, _) = named(folder.path(), &letters).await;
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    for _ in 0..2 {
        let run = lea.app.live.analyse_consultation(&operator, &slug, 1);
        run.await.unwrap();
        assert_eq!(sent(folder.path(), 1).await.len(), 1);
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(sent(folder.path(), 1).await.len(), 1);
    let page = lea.open("safeguarding").await;
    assert_eq!(page.texts(".card").len(), 2);
}

#[tokio::test]
async fn a_mail_server_that_takes_nothing_does_not_undo_the_mark() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("no-such-folder");
    let letters = ["He comes to school hungry and hurt."];
    let (mut lea, mut ada) = named(&missing, &letters).await;
    mark(&mut ada).await;
    let page = lea.open("safeguarding").await;
    assert!(page.text(".card").contains("hungry"));
}

#[tokio::test]
async fn where_nobody_is_named_no_letter_is_sent_and_whoever_runs_it_sees_the_notice() {
    let folder = tempfile::tempdir().unwrap();
    let (mut lea, mut ada) = named(folder.path(), &["He is hungry and hurt."]).await;
    let unnamed = [("email", "lea@eastmarch.example"), ("act", "remove")];
    lea.post("safeguarding/name", &unnamed).await;
    mark(&mut ada).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(sent(folder.path(), 0).await.is_empty());
    let home = lea.app.get("/officer").await;
    assert!(home.text(".notice-warning").contains("nobody is named"));
}
