//! A person who answered twice counts once, everywhere; nothing is lost, and everything can be taken back.

use crate::kit::{Desk, TestApp, Voice};
use app::api::{Duplicates as _, Manage as _, Reports as _, Themes as _, Thread as _};
use domain::access::{Caller, Role};
use domain::duplicate::Verdict;
use domain::id::ThemeId;
use domain::report::{DataTable, TableFormat, Template};
use domain::text::Slug;
use jiff::SignedDuration;
use server::backend::export::Wish;
use server::storage::{consultation, evidence, theme_counts};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const BANDS: &str = "bands";

static SLUG: LazyLock<Slug> = LazyLock::new(|| Slug::parse(BANDS).unwrap());

/// Somebody who picks, writes and comments.
fn parent() -> Voice {
    Voice::parent()
        .picking("locality", "marlock")
        .picking("X1", "yes")
        .answering("X2-why", "It is not fair as it is now.")
        .on_clause("framework", "values", "Say how often values are looked at.")
}

/// Confirms a theme for every text of a response.
async fn code(app: &TestApp, reference: &str, theme: ThemeId) {
    let operator = TestApp::operator();
    let page = app.live.code_page(&operator, &SLUG, reference).await;
    for text in page.unwrap().texts {
        let done = app.live.assign(&operator, &SLUG, text.id, &[], theme);
        done.await.unwrap();
    }
}

async fn theme(app: &TestApp, code: &str) -> ThemeId {
    let frame = app.live.frame(&TestApp::operator(), &SLUG).await.unwrap();
    let found = frame.themes.iter().find(|t| t.code.as_str() == code);
    found.unwrap().id
}

/// A consultation where five parents, two schools, a group and a letter writer have spoken, with a finding.
async fn heard() -> (TestApp, ThemeId) {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let fairness = theme(&app, "fairness").await;
    let voices = [
        parent(),
        parent(),
        parent().picking("X1", "no"),
        parent().picking("locality", "saltmere"),
        parent(),
        parent().organisation("Ashmere School").named(),
        parent().organisation("Fenside School").named(),
        Voice::parent().letter("Please keep the unit open."),
    ];
    for voice in voices {
        let reference = voice.says(&app, BANDS).await;
        code(&app, &reference, fairness).await;
        app.live.clock.advance(SignedDuration::from_mins(1));
    }
    let (operator, themes) = (TestApp::operator(), [fairness]);
    let finding = app
        .live
        .add_finding(&operator, &SLUG, "People want it fair.", &themes);
    finding.await.unwrap();
    (app, fairness)
}

/// Every count of people there is, by its name.
async fn counts(app: &TestApp) -> BTreeMap<&'static str, String> {
    let live = &app.live;
    let operator = TestApp::operator();
    let row = consultation::by_slug(&live.db, &SLUG)
        .await
        .unwrap()
        .unwrap();
    let of = evidence::Of {
        consultation: row.id.to_string(),
        locality_question: "locality".to_owned(),
    };
    let mut all = BTreeMap::new();
    macro_rules! told {
        ($name:literal, $count:expr) => {
            all.insert($name, format!("{:?}", $count.await.unwrap()));
        };
    }
    told!("received", evidence::received(&live.db, &of));
    told!("answered", evidence::answered(&live.db, &of));
    told!("picked", evidence::picked(&live.db, &of));
    told!("clause views", evidence::clause_views(&live.db, &of));
    told!("groups", evidence::groups(&live.db, &of));
    told!("points", evidence::points(&live.db, &of));
    told!("campaign", evidence::campaign_texts(&live.db, &of));
    told!("organisations", evidence::organisations(&live.db, &of));
    told!("commented", evidence::commented(&live.db, &of));
    told!("mentions", evidence::mentions(&live.db, &of));
    told!("people", evidence::people_who_commented(&live.db, &of));
    let findings = evidence::findings(&live.db, &of).await.unwrap();
    let people: Vec<u64> = findings.iter().map(|f| f.people).collect();
    all.insert("findings", format!("{people:?}"));
    for (by_source, names) in [
        (false, ["heard", "raised"]),
        (true, ["heard by source", "raised by source"]),
    ] {
        let of = theme_counts::Of {
            consultation: row.id,
            cut: Some("locality"),
            before: None,
        };
        let commented = theme_counts::commented(&live.db, of, by_source).await;
        all.insert(names[0], format!("{:?}", commented.unwrap()));
        let mentions = theme_counts::mentions(&live.db, of, by_source).await;
        all.insert(names[1], format!("{:?}", mentions.unwrap()));
    }
    told!(
        "behind findings",
        theme_counts::behind_findings(&live.db, row.id, None)
    );
    let overview = live.overview(&operator, &SLUG).await.unwrap();
    all.insert("overview", format!("{:?}", overview.counts));
    for (name, table) in [
        ("published responses", DataTable::Responses),
        ("published answers", DataTable::Answers),
        ("published comments", DataTable::Comments),
        ("published assignments", DataTable::Assignments),
    ] {
        let wish = Wish {
            tables: vec![table],
            format: TableFormat::Csv,
            public: true,
        };
        let export = live.grant_export(&operator, &SLUG, wish).await.unwrap();
        let mut tell = |_| ();
        let bytes = live.write_export(&export, Vec::new(), &mut tell).await;
        let lines = String::from_utf8(bytes.unwrap()).unwrap().lines().count();
        all.insert(name, lines.to_string());
    }
    all
}

fn different(
    one: &BTreeMap<&'static str, String>,
    other: &BTreeMap<&'static str, String>,
) -> Vec<&'static str> {
    let names = one.keys().filter(|name| one[*name] != other[*name]);
    names.copied().collect()
}

async fn judge(app: &TestApp, references: &[&String], verdict: Verdict) {
    let references: Vec<String> = references.iter().map(|r| (*r).clone()).collect();
    let operator = TestApp::operator();
    let done = app
        .live
        .judge_duplicates(&operator, &SLUG, &references, Some(verdict));
    done.await.unwrap();
}

#[tokio::test]
async fn every_count_counts_a_person_who_answered_twice_once_and_twice_again_when_it_is_taken_back()
{
    let (app, fairness) = heard().await;
    let group = || parent().group("Marlock carers", 12);
    let letter = || Voice::parent().letter("The bus is late every day.").named();
    let school = || parent().organisation("Saltmere School").named();
    let mut first = Vec::new();
    for voice in [parent(), school(), group(), letter()] {
        let reference = voice.says(&app, BANDS).await;
        code(&app, &reference, fairness).await;
        first.push(reference);
        app.live.clock.advance(SignedDuration::from_mins(1));
    }
    let before = counts(&app).await;
    let mut again = Vec::new();
    for voice in [parent(), school(), group(), letter()] {
        let reference = voice.says(&app, BANDS).await;
        code(&app, &reference, fairness).await;
        again.push(reference);
        app.live.clock.advance(SignedDuration::from_mins(1));
    }
    let twice = counts(&app).await;
    // A name is listed once anyway, and there is no campaign. Everything else must notice, or this test is blind.
    let mut blind: Vec<_> = before.keys().copied().collect();
    blind.retain(|name| !different(&before, &twice).contains(name));
    assert_eq!(blind, ["campaign", "organisations"]);

    for (one, other) in first.iter().zip(&again) {
        judge(&app, &[one, other], Verdict::SamePerson).await;
    }
    let joined = counts(&app).await;
    let differ: Vec<_> = different(&before, &joined);
    // The letter that counts is the later one, with its own day and id.
    assert_eq!(differ, ["points"]);
    let letters = |told: &str| told.matches("Point {").count();
    assert_eq!(letters(&joined["points"]), letters(&before["points"]));

    let operator = TestApp::operator();
    let page = app.live.duplicates(&operator, &SLUG, 1).await.unwrap();
    assert_eq!(page.judged.len(), 4);
    for one in page.judged {
        let done = app.live.undo_duplicates(&operator, &SLUG, one.id);
        done.await.unwrap();
    }
    assert_eq!(different(&twice, &counts(&app).await), Vec::<&str>::new());
}

#[tokio::test]
async fn a_theme_that_only_the_replaced_one_raises_is_still_raised_once() {
    let (app, _) = heard().await;
    let workload = theme(&app, "workload").await;
    let one = parent().says(&app, BANDS).await;
    code(&app, &one, workload).await;
    app.live.clock.advance(SignedDuration::from_mins(9));
    let other = parent().picking("X1", "no").says(&app, BANDS).await;
    judge(&app, &[&one, &other], Verdict::SamePerson).await;
    let operator = TestApp::operator();
    let frame = app.live.frame(&operator, &SLUG).await.unwrap();
    let raised = frame.themes.iter().find(|t| t.id == workload).unwrap();
    assert_eq!(raised.confirmed.individuals, 1);
    // Six parents wrote, and one of them twice; the letter writer is the seventh.
    assert_eq!(frame.commented.individuals, 7);
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    let page = desk.open(&format!("responses/{one}")).await;
    assert!(
        page.text("main")
            .contains(&format!("only response {other}"))
    );
    assert!(page.text("main").contains("It is not fair as it is now."));
}

#[tokio::test]
async fn what_came_too_late_never_takes_the_place_of_what_came_in_time() {
    let (app, _) = heard().await;
    let one = parent().says(&app, BANDS).await;
    app.live.clock.advance(SignedDuration::from_mins(9));
    let late = parent().late().says(&app, BANDS).await;
    judge(&app, &[&one, &late], Verdict::SamePerson).await;
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    let page = desk.open(&format!("responses/{late}")).await;
    assert!(page.text("main").contains(&format!("only response {one}")));
}

/// Answers and sends through the web form, as a browser does; gives the reference.
async fn sends(app: &TestApp, typed: &[(&str, &str)]) -> String {
    let mut browser = app.other_browser();
    let typed: BTreeMap<&str, &str> = typed.iter().copied().collect();
    let page = browser.answer_all(BANDS, "parent-carer", &typed).await;
    let send = format!("/consultations/{BANDS}/respond/send");
    let sent = browser.press(&page, &send, &[]).await;
    let receipt = browser.follow(sent).await;
    receipt
        .attributes("[data-reference]", "data-reference")
        .remove(0)
}

#[tokio::test]
async fn the_page_shows_what_may_be_one_persons_side_by_side_and_somebody_judges() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    let page = desk.open("duplicates").await;
    assert!(
        page.text("main").contains("Nothing to judge"),
        "{}",
        page.text("main")
    );

    let same = [("X1", "yes"), ("quote", "yes")];
    sends(&desk.app, &same).await;
    desk.app.live.clock.advance(SignedDuration::from_mins(2));
    sends(&desk.app, &same).await;
    desk.app.live.clock.advance(SignedDuration::from_mins(20));
    sends(&desk.app, &same).await;
    for name in ["Ashmere School", "The ASHMERE school"] {
        let voice = parent().organisation(name);
        voice.says(&desk.app, BANDS).await;
    }
    // A person of that name is no organisation, and a letter is no second answer.
    Voice::parent()
        .organisation("Ashmere School")
        .letter("We wrote, too.")
        .says(&desk.app, BANDS)
        .await;

    let page = desk.open("duplicates").await;
    let sets = page.texts("section.card");
    assert_eq!(sets.len(), 2, "{sets:#?}");
    assert!(sets[0].contains("exactly the same answers, sent within 5 minutes"));
    assert!(sets[1].contains("the same organisation or group"));
    let references = page.attributes("section.card input[name=reference]", "value");
    assert_eq!(references.len(), 4);

    let one = [
        ("reference", references[0].as_str()),
        ("reference", &references[1]),
        ("verdict", "same-person"),
    ];
    let page = desk.post("duplicates/judge", &one).await;
    assert!(page.text("[role=status]").contains("Noted"));
    assert_eq!(page.texts("#judged section.card").len(), 1);
    let two = [
        ("reference", references[2].as_str()),
        ("reference", &references[3]),
        ("verdict", "different-people"),
    ];
    let page = desk.post("duplicates/judge", &two).await;
    assert!(page.text("main").contains("Nothing to judge"));

    let operator = TestApp::operator();
    let report = desk
        .app
        .live
        .report(&operator, &SLUG, Template::Consultation, None);
    let told = serde_json::to_string(&report.await.unwrap()).unwrap();
    assert!(
        told.contains("found 2 sets of responses that might each be from one person"),
        "{told}"
    );
    assert!(
        told.contains("1 earlier response is kept and not counted again"),
        "{told}"
    );

    let decision = page.attributes("#judged input[name=decision]", "value");
    let back = [("decision", decision[1].as_str())];
    let page = desk.post("duplicates/undo", &back).await;
    assert!(page.text("[role=status]").contains("Taken back"));
    let page2 = desk.post("duplicates/undo", &back).await;
    assert!(page2.text(".error-summary").contains("Somebody else"));
    let audit = desk.open("audit").await.text("main");
    for line in [
        "Said that responses are one person’s",
        "Said that responses are different people’s",
        "Took back what was said",
    ] {
        assert!(audit.contains(line), "{line}: {audit}");
    }
}

#[tokio::test]
async fn nearly_the_same_words_are_found_while_people_still_answer() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let says = |words: &str| Voice::parent().answering("X2-why", words);
    let words = "My son waited two years for his plan and nobody at the council ever told us why.";
    let nearly = words.replace("ever told us why", "could tell us why");
    let first = says(words).says(&app, BANDS).await;
    says("We have had good help from the school, and the new bands look clear to both of us.")
        .says(&app, BANDS)
        .await;
    let found = || async {
        let page = app.live.duplicates(&TestApp::operator(), &SLUG, 1).await;
        let sets = page.unwrap().sets.into_iter();
        let set = |set: app::api::DuplicateSet| {
            let members = set.members.iter().map(|m| m.line.reference.clone());
            (set.because, members.collect::<Vec<_>>())
        };
        sets.map(set).collect::<Vec<_>>()
    };
    assert!(found().await.is_empty());
    app.live.clock.advance(SignedDuration::from_hours(30));
    let second = says(&nearly).says(&app, BANDS).await;
    assert_eq!(
        found().await,
        [(
            vec![domain::duplicate::Alike::Words],
            vec![first.clone(), second.clone()]
        )]
    );
    judge(&app, &[&first, &second], Verdict::DifferentPeople).await;
    assert!(found().await.is_empty(), "nobody is asked twice");
}

#[tokio::test]
async fn bad_judgements_are_refused_in_words_and_strangers_judge_nothing() {
    let (app, _) = heard().await;
    let one = parent().says(&app, BANDS).await;
    let school = parent()
        .organisation("Ashmere School")
        .says(&app, BANDS)
        .await;
    let (both, same) = ([one.clone(), school.clone()], Some(Verdict::SamePerson));
    let stranger = app
        .live
        .judge_duplicates(&Caller::Visitor, &SLUG, &both, same);
    assert_eq!(stranger.await, Err(app::api::ApiError::Forbidden));
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    let alone = [("reference", one.as_str()), ("verdict", "same-person")];
    let page = desk.post("duplicates/judge", &alone).await;
    assert!(page.text(".error-summary").contains("Tick two or more"));
    let unlike = [
        ("reference", one.as_str()),
        ("reference", &school),
        ("verdict", "same-person"),
    ];
    let page = desk.post("duplicates/judge", &unlike).await;
    assert!(
        page.text(".error-summary")
            .contains("cannot be one person’s")
    );
    let silent = [("reference", one.as_str()), ("reference", &school)];
    let page = desk.post("duplicates/judge", &silent).await;
    assert!(page.text(".error-summary").contains("Say whether"));
}
