//! A share of the paper forms is typed twice, blind, by two people; what differs is settled by the paper.

use crate::kit::{Answer, Desk, TestApp};
use axum::http::StatusCode;
use domain::access::Role;

const SLUG: &str = "banding";
const FORM: &str = "/officer/consultations/banding/enter?audience=school-staff";
const OVERVIEW: &str = "/officer/consultations/banding";

/// What the paper says, as the first officer reads it.
fn first() -> Vec<(&'static str, &'static str)> {
    vec![
        ("entry__received-day", "20"),
        ("entry__received-month", "5"),
        ("entry__received-year", "2026"),
        ("entry__channel", "paper"),
        ("entry__capacity", "organisation"),
        ("entry__organisation", "Fen Lane School"),
        ("entry__quote", "yes"),
        ("B4", "agree"),
        ("B7-why", "The words for hearing are mising."),
        ("B18", "costing"),
        ("entry__clause-1", "framework/values"),
        ("entry__stance-1", "change"),
        ("entry__comment-1", "Band 3 is too low."),
    ]
}

fn with<'a>(
    mut fields: Vec<(&'a str, &'a str)>,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| !more.iter().any(|(n, _)| n == name));
    fields.extend_from_slice(more);
    fields
}

async fn open() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", SLUG).await;
    Desk::of(app, "ada", Role::Officer, SLUG).await
}

/// A colleague at another desk.
async fn colleague(desk: &Desk, name: &str, role: Role) -> Desk {
    Desk::of(desk.app.other_browser(), name, role, SLUG).await
}

/// Types a form, and gives its reference.
async fn enter(desk: &mut Desk, typed: &[(&str, &str)]) -> String {
    let page = desk.app.get(FORM).await;
    let saved = desk.app.press(&page, FORM, typed).await;
    let page = desk.app.follow(saved).await;
    let mut found = page.attributes("[data-reference]", "data-reference");
    assert_eq!(found.len(), 1, "{}", page.text("main"));
    found.remove(0)
}

/// Types the same form a second time, and gives the page it leads to.
async fn again(desk: &mut Desk, reference: &str, typed: &[(&str, &str)]) -> Answer {
    let path = desk.path(&format!("second-entry/{reference}"));
    let page = desk.app.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    let saved = desk.app.press(&page, &path, typed).await;
    desk.app.follow(saved).await
}

/// The fields of the form that settles what differs, in order.
fn settled(page: &Answer, path: &str) -> Vec<String> {
    let controls = page.controls(path);
    let names = controls.into_iter().map(|(name, ..)| name);
    names.filter(|name| name.starts_with("settle-")).collect()
}

/// Covers words of the text that says `about`; gives the page that follows.
async fn cover(desk: &mut Desk, reference: &str, about: &str, words: &str) -> Answer {
    let page = desk.open(&format!("responses/{reference}")).await;
    let cards = page.attributes("form[action$='/cover']", "action");
    let seen = page.attributes("form[action$='/cover'] input[name=seen]", "value");
    let texts = page.texts("[data-marks]");
    let at = texts.iter().position(|text| text.contains(about)).unwrap();
    let form = cards[at].trim_start_matches(&desk.path("")).to_owned();
    let fields = [
        ("seen", seen[at].as_str()),
        ("words", words),
        ("replacement", "[personal detail]"),
        ("reason", "It is about a child."),
    ];
    desk.post(&form, &fields).await
}

#[tokio::test]
async fn two_blind_typings_are_compared_and_the_paper_settles_what_differs() {
    let mut ada = open().await;
    let reference = enter(&mut ada, &first()).await;
    let list = ada.open("second-entry").await;
    assert!(list.text("main").contains("You typed it first"));
    let own = ada
        .app
        .get(&ada.path(&format!("second-entry/{reference}")))
        .await;
    assert_eq!(own.status, StatusCode::CONFLICT);

    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let blank = ben.open(&format!("second-entry/{reference}")).await;
    for word in ["mising", "Fen Lane", "too low", "checked"] {
        assert!(!blank.text("main form.entry").contains(word), "{word}");
    }
    assert_eq!(
        blank.attributes("form.entry input[checked]", "value"),
        ["not-said", "no"]
    );
    let second = with(
        first(),
        &[
            ("B4", "disagree"),
            ("B7-why", "The words for hearing are missing."),
            ("B18", "templates"),
            ("entry__comment-1", "Band 3 is  too low"),
        ],
    );
    let page = again(&mut ben, &reference, &second).await;
    let text = page.text("main");
    assert!(text.contains("3 fields differ of 8"), "{text}");
    for word in ["mising.", "missing.", "Agree", "Disagree"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let path = ben.path(&format!("second-entry/{reference}/differences"));
    let names = settled(&page, &path);
    assert_eq!(names.len(), 3);

    // None chosen is refused; one at a time is enough.
    let refused = ben.app.press(&page, &path, &[]).await;
    let refused = ben.app.follow(refused).await;
    assert!(
        refused
            .text(".error-summary")
            .contains("at least one field")
    );
    let choice = [(names[0].as_str(), "first"), (names[1].as_str(), "second")];
    let done = ben.app.press(&refused, &path, &choice).await;
    let done = ben.app.follow(done).await;
    assert_eq!(settled(&done, &path), [names[2].clone()]);
    assert!(done.text("#settled").is_empty() || done.text("main").contains("Settled by ben@"));
    let response = ben
        .open(&format!("responses/{reference}"))
        .await
        .text("main");
    assert!(response.contains("are missing."), "{response}");
    assert!(
        !response.contains("are mising."),
        "what was wrong is only in the record"
    );

    let overview = ben.app.get(OVERVIEW).await.text("main");
    assert!(
        overview.contains("1 difference is still to be settled"),
        "{overview}"
    );
    assert!(overview.contains("Error rate: 37.5 %"), "{overview}");
    assert!(overview.contains("3 fields that differed ÷ 8 fields compared"));
    assert!(overview.contains("above the 2 % that is allowed. Type all forms twice."));
    let audit = ben.open("audit").await.text("main");
    for line in [
        "Typed a paper form a second time",
        "Said which of two typings is on the paper",
        "question:B7-why: the second typing",
    ] {
        assert!(audit.contains(line), "{line}: {audit}");
    }
    assert!(!audit.contains("hearing"), "no word of an answer");
    let kept = ben
        .app
        .count("SELECT COUNT(*) FROM entry_difference WHERE first_typed LIKE '%mising%'");
    assert_eq!(kept.await, 1, "both typings are kept");
}

#[tokio::test]
async fn two_typings_of_covered_words_are_compared_by_a_lead() {
    let mut ada = open().await;
    let typed = with(
        first(),
        &[("B7-why", "Ask Jayden Oakes."), ("B18", "costing")],
    );
    let reference = enter(&mut ada, &typed).await;
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let other = with(
        first(),
        &[("B7-why", "Ask Jaden Oakes."), ("B18", "templates")],
    );
    let page = again(&mut ben, &reference, &other).await;
    let path = ben.path(&format!("second-entry/{reference}/differences"));
    let names = settled(&page, &path);
    assert_eq!(names.len(), 2);

    cover(&mut ada, &reference, "Jayden", "Jayden Oakes").await;

    let page = ben.app.get(&path).await;
    let text = page.text("main");
    assert!(!text.contains("Oakes"), "{text}");
    assert!(text.contains("only a lead may compare"), "{text}");
    assert_eq!(settled(&page, &path), [names[1].clone()]);
    let both = [(names[0].as_str(), "first"), (names[1].as_str(), "first")];
    let done = ben.app.press(&page, &path, &both).await;
    let done = ben.app.follow(done).await;
    assert!(settled(&done, &path).is_empty());
    let chosen = "SELECT COUNT(*) FROM entry_difference WHERE chosen IS NOT NULL";
    assert_eq!(ben.app.count(chosen).await, 1, "only what he could read");

    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    let page = lead.app.get(&path).await;
    assert!(page.text("main").contains("Ask Jaden Oakes."));
    assert_eq!(settled(&page, &path), [names[0].clone()]);
}

#[tokio::test]
async fn the_same_typed_twice_leaves_nothing_to_do_and_a_third_typing_is_not_taken() {
    let mut ada = open().await;
    let reference = enter(&mut ada, &first()).await;
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let page = again(&mut ben, &reference, &first()).await;
    let text = page.text("main");
    assert!(text.contains("Both typings are the same"), "{text}");
    assert!(
        text.contains("Error rate: 0 % (0 fields that differed ÷ 8 fields compared)"),
        "{text}"
    );
    let path = ben.path(&format!("second-entry/{reference}"));
    let third = ben.app.get(&path).await;
    assert_eq!(third.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_second_sheet_that_is_not_right_comes_back_with_everything_typed() {
    let mut ada = open().await;
    let reference = enter(&mut ada, &first()).await;
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let path = ben.path(&format!("second-entry/{reference}"));
    let page = ben.app.get(&path).await;
    let wrong = with(
        first(),
        &[("entry__received-month", "13"), ("entry__stance-1", "")],
    );
    let back = ben.app.press(&page, &path, &wrong).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(back.texts(".error-summary li").len(), 2);
    assert!(back.body.contains("The words for hearing are mising."));
    let waiting = ben.open("second-entry").await.text("main");
    assert!(
        waiting.contains("1 form waits for the second typing."),
        "{waiting}"
    );
}

#[tokio::test]
async fn five_of_twelve_forms_are_drawn_and_all_when_a_lead_says_so() {
    let mut ada = open().await;
    for _ in 0..12 {
        enter(&mut ada, &first()).await;
    }
    let drawn = |page: &Answer| {
        page.texts("section[aria-labelledby=waiting] tbody tr")
            .len()
    };
    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    let page = lead.open("second-entry").await;
    let few = drawn(&page);
    assert!((5..12).contains(&few), "{few}");
    assert_eq!(
        drawn(&lead.open("second-entry").await),
        few,
        "drawn once for all"
    );

    let rule = [("share", "100"), ("least", "5"), ("allowed", "0.5")];
    let csrf = ada.csrf.clone();
    let path = ada.path("second-entry/rule");
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(&rule);
    let refused = ada.app.post(&path, &all).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "an officer may not");
    let wrong = lead
        .post(
            "second-entry/rule",
            &[("share", "101"), ("least", "5"), ("allowed", "x")],
        )
        .await;
    assert_eq!(wrong.texts(".error-summary li").len(), 2);
    assert_eq!(wrong.attributes("#share", "value"), ["101"]);
    let changed = lead.post("second-entry/rule", &rule).await;
    assert!(
        changed
            .text("main")
            .contains("Every paper form is typed twice.")
    );
    assert_eq!(drawn(&changed), 12);
}

#[tokio::test]
async fn words_that_somebody_has_covered_are_not_replaced_behind_their_back() {
    let mut ada = open().await;
    let reference = enter(&mut ada, &first()).await;
    let covered = cover(&mut ada, &reference, "hearing", "hearing").await;
    assert!(
        covered.texts(".error-summary").is_empty(),
        "{}",
        covered.text("main")
    );
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let second = with(first(), &[("B7-why", "The words for hearing are missing.")]);
    again(&mut ben, &reference, &second).await;
    let mut lead = colleague(&ada, "lea", Role::Lead).await;
    let path = lead.path(&format!("second-entry/{reference}/differences"));
    let page = lead.app.get(&path).await;
    let names = settled(&page, &path);
    assert_eq!(names.len(), 1);
    let refused = lead
        .app
        .press(&page, &path, &[(names[0].as_str(), "second")])
        .await;
    let refused = lead.app.follow(refused).await;
    assert!(
        refused.text(".error-summary").contains("already covered"),
        "{}",
        refused.text("main")
    );
    assert_eq!(settled(&refused, &path), names, "nothing is settled");
}

#[tokio::test]
async fn what_was_typed_twice_is_emptied_with_the_response() {
    let mut ada = open().await;
    let reference = enter(&mut ada, &first()).await;
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let second = with(first(), &[("B7-why", "Something else.")]);
    again(&mut ben, &reference, &second).await;
    let mut admin = colleague(&ada, "zoe", Role::Admin).await;
    let at = format!("responses/{reference}/erase");
    admin
        .post(
            &at,
            &[("confirm", &reference), ("reason", "They asked us to.")],
        )
        .await;
    let left =
        "SELECT COUNT(*) FROM entry_difference WHERE first_typed <> '' OR second_typed <> ''";
    assert_eq!(admin.app.count(left).await, 0);
    let page = admin
        .open(&format!("second-entry/{reference}/differences"))
        .await;
    assert!(page.text("main").contains("were erased"));
    // Not even a form that was open before can put nothing in the place of an answer.
    let before = admin.app.count("SELECT COUNT(*) FROM answer").await;
    let id = admin
        .app
        .texts_of("SELECT id FROM entry_difference")
        .await
        .remove(0);
    let at = format!("second-entry/{reference}/differences");
    let late = admin
        .post(&at, &[(&format!("settle-{id}"), "second")])
        .await;
    assert!(
        late.text(".error-summary").contains("were erased"),
        "{}",
        late.text("main")
    );
    assert_eq!(admin.app.count("SELECT COUNT(*) FROM answer").await, before);
    let overview = admin.app.get(OVERVIEW).await.text("main");
    assert!(overview.contains("nothing is left to settle"), "{overview}");
}

#[tokio::test]
async fn a_mark_of_harm_goes_along_with_words_that_are_put_right() {
    let mut ada = open().await;
    let typed = with(first(), &[("B7-why", "He comes to school hungri.")]);
    let reference = enter(&mut ada, &typed).await;
    let text = "SELECT id FROM text_item WHERE body LIKE 'He comes%'";
    let wrong = ada.app.texts_of(text).await.remove(0);
    let fields = [("text", wrong.as_str()), ("why", "Hunger.")];
    ada.post("safeguarding/raise", &fields).await;
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let second = with(first(), &[("B7-why", "He comes to school hungry.")]);
    let page = again(&mut ben, &reference, &second).await;
    let path = ben.path(&format!("second-entry/{reference}/differences"));
    let names = settled(&page, &path);
    let done = ben
        .app
        .press(&page, &path, &[(names[0].as_str(), "second")])
        .await;
    let done = ben.app.follow(done).await;
    assert_eq!(done.texts(".error-summary").len(), 0);
    let right = ada.app.texts_of(text).await;
    assert_ne!(right[0], wrong);
    let marked = "SELECT text_item_id FROM concern WHERE why = 'Hunger.'";
    assert_eq!(ada.app.texts_of(marked).await, right);
}

#[tokio::test]
async fn where_neither_typing_is_right_the_form_is_typed_a_second_time_again() {
    let mut ada = open().await;
    let reference = enter(&mut ada, &first()).await;
    let mut ben = colleague(&ada, "ben", Role::Officer).await;
    let second = with(
        first(),
        &[("B7-why", "The wards are missing."), ("B4", "disagree")],
    );
    let page = again(&mut ben, &reference, &second).await;
    let path = ben.path(&format!("second-entry/{reference}/differences"));
    let names = settled(&page, &path);
    assert_eq!(names.len(), 2, "{names:?}");
    let done = ben
        .app
        .press(&page, &path, &[(names[0].as_str(), "neither")])
        .await;
    let list = ben.app.follow(done).await;
    assert!(list.text(".notice-success").contains("waits to be typed"));
    assert!(list.text("main").contains(&reference));

    // Typed with care, it differs from the first sheet only where that one was wrong.
    let right = with(first(), &[("B7-why", "The words are missing.")]);
    let page = again(&mut ben, &reference, &right).await;
    assert!(page.text("main").contains("Neither: typed again"));
    let names = settled(&page, &path);
    let done = ben
        .app
        .press(&page, &path, &[(names[0].as_str(), "second")])
        .await;
    let done = ben.app.follow(done).await;
    assert!(done.text("main").contains("Everything is settled"));
    let body = "SELECT body FROM text_item WHERE body LIKE 'The w%'";
    assert_eq!(ada.app.texts_of(body).await, ["The words are missing."]);
    let found = "SELECT COUNT(*) FROM second_entry WHERE differed = 3";
    assert_eq!(ada.app.count(found).await, 1, "two at first, then one");
}
