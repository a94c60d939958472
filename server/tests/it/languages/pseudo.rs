//! In the pseudo-language no word of a page is plain English, unless it is marked as English or is the council's data.

use super::reader::Reader;
use super::*;
use app::api::Public as _;
use server::words::pseudo::text;
use std::collections::BTreeMap;

const TYPES: &str = include_str!("../respond/types.toml");
const LIBRARY: &str = include_str!("../respond/library.toml");

async fn reader(blueprint: &str, slug: &str) -> Reader {
    let mut app = TestApp::new().await;
    app.open_blueprint(blueprint, slug).await;
    app.speak_pseudo();
    translate(&app, slug, "en-XA", |_, english| Some(text(english))).await;
    Reader::of(app)
}

#[tokio::test]
async fn every_page_of_the_form_speaks_the_readers_language_for_every_type_of_question() {
    let mut at = reader(TYPES, "everything").await;
    let base = "/consultations/everything";
    let page = |name: &str| format!("{base}/respond/{name}");
    at.open(&format!("{base}?lang=en-XA")).await;
    at.open("/consultations").await;
    let start = at.open(&format!("{base}/respond")).await;
    at.press(&start, &format!("{base}/respond"), &[]).await;
    at.press(
        &start,
        &format!("{base}/respond"),
        &[("audience", "parent-carer")],
    )
    .await;
    for (id, wrong, right) in [
        ("lives-here", &[][..], &[("lives-here", "yes")][..]),
        (
            "since",
            &[("since", "31"), ("since", "4"), ("since", "2026")],
            &[("since", "3"), ("since", "5"), ("since", "2026")],
        ),
        (
            "since",
            &[("since", "1"), ("since", "1"), ("since", "1999")],
            &[("since", "3"), ("since", "5"), ("since", "2026")],
        ),
        ("spent", &[("spent", "99999")], &[("spent", "1200")]),
        ("spent", &[("spent", "lots")], &[("spent", "1200")]),
        (
            "order",
            &[("order", "1"), ("order", "1"), ("order", ""), ("order", "")],
            &[("order", "1"), ("order", "2"), ("order", ""), ("order", "")],
        ),
        (
            "order",
            &[("order", "9"), ("order", ""), ("order", ""), ("order", "")],
            &[("order", "1"), ("order", "2"), ("order", ""), ("order", "")],
        ),
        (
            "helpers",
            &[("helpers", "A neighbour")],
            &[("helpers", "A neighbour"), ("helpers", "School")],
        ),
        (
            "grid",
            &[("grid-form", "agree")],
            &[("grid-form", "disagree"), ("grid-phone", "agree")],
        ),
        ("true", &[], &[("true", "confirmed")]),
    ] {
        let address = page(&format!("question-{id}"));
        at.open(&address).await;
        for fields in [wrong, right] {
            let answer = at.app.post(&address, fields).await;
            at.open(&answer.location().unwrap()).await;
        }
    }
    let words = at.open(&page("your-words")).await;
    at.press(&words, &page("your-words"), &[]).await;
    let (_, check) = at
        .press(&words, &page("your-words"), &[("quote", "yes")])
        .await;
    at.open(&page("copy")).await;
    let save = at.open(&page("save")).await;
    let (_, coded) = at.press(&save, &page("save"), &[]).await;
    let code = coded
        .attributes("[data-resume-code]", "data-resume-code")
        .remove(0);
    at.open(&format!("{base}/return")).await;
    let come_back = at.open(&format!("{base}/return")).await;
    at.press(&come_back, &format!("{base}/return"), &[("code", "wrong")])
        .await;
    let mut other = Reader::of(at.app.other_browser());
    let answer = other
        .app
        .post(&format!("{base}/return"), &[("code", &code)])
        .await;
    // They go on in the language in which they wrote, on another device too.
    other.open(&answer.location().unwrap()).await;
    other.done();
    at.open(&page("check-your-answers")).await;
    at.press(&check, &page("send"), &[]).await;
    let equality = at.open(&format!("{base}/equality")).await;
    assert!(equality.attributes("main [lang]", "lang").is_empty());
    let path = format!("{base}/equality");
    let (_, second) = at.press(&equality, &path, &[("age", "18-25")]).await;
    assert!(second.attributes("main [lang]", "lang").is_empty());
    let typed = [
        ("disability", "yes"),
        ("ethnic-group", "white"),
        ("parent", "yes"),
    ];
    let (_, third) = at.press(&second, &path, &typed).await;
    assert!(third.attributes("main [lang]", "lang").is_empty());
    let typed = [
        ("disability", ""),
        ("ethnic-group", ""),
        ("parent", ""),
        ("go", "stop"),
    ];
    at.press(&third, &path, &typed).await;
    let told = at.app.texts_of("SELECT value FROM equality_answer").await;
    assert_eq!(told, ["18-25"], "what is stored is no language's word");
    let said = at.app.texts_of("SELECT language FROM contribution").await;
    assert_eq!(said, ["en-XA"], "the response keeps the language");
    at.done();
}

#[tokio::test]
async fn the_young_peoples_way_and_its_side_roads_speak_it_too() {
    let mut at = reader(LIBRARY, "library").await;
    let base = "/consultations/library";
    let page = |name: &str| format!("{base}/respond/{name}");
    at.open(&format!("{base}?lang=en-XA&for=young-person"))
        .await;
    let start = at.open(&format!("{base}/respond")).await;
    at.press(
        &start,
        &format!("{base}/respond"),
        &[("audience", "young-person")],
    )
    .await;
    for (name, fields) in [
        ("who-is-typing", &[][..]),
        ("who-is-typing", &[("typing", "alone")]),
        ("under-13", &[]),
        ("under-13", &[("under-13", "yes")]),
        ("ask-an-adult", &[]),
        ("ask-an-adult", &[("typing", "helped")]),
        ("your-helper", &[]),
        (
            "your-helper",
            &[("typist", "parent"), ("whose-words", "theirs")],
        ),
        ("who-is-typing", &[("typing", "group")]),
        ("your-group", &[]),
        (
            "your-group",
            &[
                ("group-size", "12"),
                ("agreed", "everybody"),
                ("typist", "teacher"),
            ],
        ),
        ("question-sunday", &[("leave", "stop")]),
        ("question-sunday", &[("skip", "yes")]),
    ] {
        at.open(&page(name)).await;
        let answer = at.app.post(&page(name), fields).await;
        at.open(&answer.location().unwrap()).await;
    }
    at.open(&page("check-your-answers")).await;
    at.open(&page("stop")).await;
    let save = at.open(&page("save")).await;
    at.press(&save, &page("save"), &[]).await;
    for (name, fields) in [
        ("question-sunday", ("sunday", "agree")),
        ("your-words", ("quote", "yes")),
    ] {
        at.app.post(&page(name), &[fields]).await;
    }
    let check = at.open(&page("check-your-answers")).await;
    let (receipt, sent) = at.press(&check, &page("send"), &[]).await;
    assert!(
        receipt.ends_with("/receipt"),
        "{receipt}: {}",
        sent.text("main")
    );
    let path = format!("{base}/equality");
    let mut asked = at.open(&format!("{path}?words=easy")).await;
    let grown = [
        ("age", "16-17"),
        ("disability", "yes"),
        ("ethnic-group", "asian"),
    ];
    for _ in 0..30 {
        let names = asked.names();
        let said: Vec<_> = grown
            .into_iter()
            .filter(|(n, _)| names.iter().any(|name| name == n))
            .collect();
        asked = at.press(&asked, &path, &said).await.1;
        if asked.attributes("input[type=radio]", "name").is_empty() {
            break;
        }
    }
    let told = at
        .app
        .texts_of("SELECT value FROM equality_answer ORDER BY value")
        .await;
    assert_eq!(told, ["16-17", "asian", "yes"]);
    at.done();
}

#[tokio::test]
async fn teams_and_organisations_speak_it_too() {
    let mut at = reader(LIBRARY, "library").await;
    let base = "/consultations/library";
    let page = |name: &str| format!("{base}/respond/{name}");
    at.open(&format!("{base}?lang=en-XA")).await;
    at.open(&format!("{base}/team")).await;
    let audiences = at.app.get(&format!("{base}/respond")).await;
    let audiences = audiences.attributes("input[name=audience]", "value");
    let organisation = audiences
        .iter()
        .find(|a| a.contains("school") || a.contains("professional"));
    let organisation = organisation
        .cloned()
        .unwrap_or_else(|| "school-staff".to_owned());
    let answer = at
        .app
        .post(&format!("{base}/respond"), &[("audience", &organisation)])
        .await;
    let about = at.open(&answer.location().unwrap()).await;
    assert!(about.names().iter().any(|name| name == "capacity"));
    for (name, fields) in [
        ("about-you", &[][..]),
        ("about-you", &[("capacity", "individual")]),
        ("your-school", &[("organisation", "Elm Tree School")]),
        ("about-you", &[("capacity", "group")]),
        (
            "answering-together",
            &[("organisation", "Elm Tree School"), ("group-size", "many")],
        ),
        ("about-you", &[("capacity", "organisation")]),
        ("your-school", &[("organisation", "")]),
        (
            "your-school",
            &[("organisation", "Elm Tree School"), ("find", "yes")],
        ),
        ("allowed-to-answer", &[("authorised", "")]),
        ("allowed-to-answer", &[("authorised", "no")]),
    ] {
        let answer = at.app.post(&page(name), fields).await;
        at.open(&answer.location().unwrap()).await;
    }
    at.open(&page("team")).await;
    let made = at.app.post(&page("team"), &[]).await;
    at.open(&made.location().unwrap()).await;
    at.done();
}

#[tokio::test]
async fn every_public_page_speaks_it_or_marks_what_is_english() {
    let mut app = TestApp::with_demo().await;
    app.speak_pseudo();
    server::demo::pseudo(&app.live).await.unwrap();
    let caller = domain::access::Caller::Visitor;
    let open = app.live.consultations(&caller).await.unwrap();
    let open = open.into_iter().find(|card| card.takes_responses).unwrap();
    let mut at = Reader::of(app);
    at.open("/consultations?lang=en-XA").await;
    for path in ["/privacy", "/accessibility", "/nothing-here"] {
        let page = at.open(path).await;
        assert!(page.attributes("main [lang]", "lang").is_empty(), "{path}");
    }
    let base = format!("/consultations/{}", open.slug);
    let proposal = at.open(&base).await;
    at.open(&format!("{base}?for=young-person")).await;
    let documents = proposal.attributes(".card h3 a", "href");
    for document in documents.iter().filter(|path| path.contains("/documents/")) {
        let page = at.open(document).await;
        let comment = page.attributes("a.btn-secondary", "href").remove(0);
        let form = at.open(&comment).await;
        at.press(&form, &comment, &[]).await;
        at.press(
            &form,
            &comment,
            &[
                ("audience", "parent-carer"),
                ("stance", "change"),
                ("text", "Rosa"),
            ],
        )
        .await;
    }
    at.done();
}

#[tokio::test]
async fn a_language_from_right_to_left_turns_the_page() {
    let mut at = reader(LIBRARY, "library").await;
    translate(&at.app, "library", "ar-XB", |_, english| {
        Some(text(english))
    })
    .await;
    let page = at.app.get("/consultations/library?lang=ar-XB").await;
    assert_eq!(of_page(&page), ("ar-XB".to_owned(), Some("rtl".to_owned())));
    // A phone number in it runs as everywhere.
    assert!(
        page.attributes(".site-footer a[href^=tel]", "dir")
            .iter()
            .all(|dir| dir == "ltr")
    );
}

#[tokio::test]
async fn whoever_changes_the_language_keeps_what_they_have_typed_and_chosen() {
    let mut app = reader(TYPES, "everything").await.app;
    let base = "/consultations/everything";
    let typed = [
        ("lives-here", "yes"),
        ("true", "confirmed"),
        ("quote", "yes"),
    ];
    let typed = BTreeMap::from(typed);
    let check = app.answer_all("everything", "parent-carer", &typed).await;
    let since = [("since", "3"), ("since", "5"), ("since", "2026")];
    app.post(&format!("{base}/respond/question-since"), &since)
        .await;
    let question = format!("{base}/respond/question-spent");
    let page = app.get(&question).await;
    let button = ".languages button[form=answer]";
    assert_eq!(page.attributes(button, "value"), ["en-XA"]);
    assert_eq!(page.attributes(button, "name"), ["lang"]);
    let answer = app
        .post(&question, &[("spent", "1200"), ("lang", "en-XA")])
        .await;
    let page = app.follow(answer).await;
    assert_eq!(page.attributes("html", "lang"), ["en-XA"]);
    assert_eq!(page.attributes("#spent", "value"), ["1200"]);
    assert_eq!(page.attributes(button, "value"), ["en"]);
    // What is no language of this website is no press of such a button.
    let answer = app
        .post(&question, &[("spent", "1300"), ("lang", "no language")])
        .await;
    assert!(!answer.location().unwrap().contains("lang"));

    let answer = app
        .press(&check, &format!("{base}/respond/send"), &[])
        .await;
    assert!(
        answer.location().unwrap().contains("receipt"),
        "{:?}",
        answer.location()
    );
    let equality = format!("{base}/equality");
    let second = app
        .post(&equality, &[("page", "age"), ("age", "18-25")])
        .await;
    assert_eq!(second.attributes("html", "lang"), ["en-XA"]);
    let fields = [
        ("page", "disability"),
        ("age", "18-25"),
        ("disability", "yes"),
        ("lang", "en"),
    ];
    let english = app.post(&equality, &fields).await;
    assert_eq!(english.attributes("html", "lang"), ["en-GB"]);
    let kept = english.attributes("input[name=disability][checked]", "value");
    assert_eq!(kept, ["yes"]);
    assert_eq!(english.attributes("input[name=age]", "value"), ["18-25"]);
    let third = app.post(&equality, &fields[..3]).await;
    assert_eq!(
        third.attributes("html", "lang"),
        ["en-GB"],
        "it is remembered"
    );
}
