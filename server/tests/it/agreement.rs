//! Agreement and sign-off: a sample coded twice, differences settled, and what stands in the way of a question.

use crate::kit::{Answer, Desk, TestApp, Voice};
use app::api::Doubling as _;
use axum::http::StatusCode;
use domain::access::Role;
use jiff::SignedDuration;
use server::backend::analyse::SEED;

const BANDS: &str = "bands";

/// Two officers, and 32 letters: every second one on fairness.
async fn desks() -> (Desk, Desk) {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for n in 0..32 {
        let words = match n % 2 {
            0 => format!("Letter {n}: it is not fair."),
            _ => format!("Letter {n}: thank you."),
        };
        Voice::parent().letter(&words).says(&app, BANDS).await;
    }
    let ada = Desk::of(app, "ada", Role::Lead, BANDS).await;
    let ben = Desk::of(ada.app.other_browser(), "ben", Role::Officer, BANDS).await;
    (ada, ben)
}

/// The theme called Fairness and consistency.
async fn fairness(desk: &mut Desk) -> String {
    theme_called(desk, "Fairness and consistency").await
}

async fn theme_called(desk: &mut Desk, label: &str) -> String {
    let page = desk.open("code").await;
    let labels = page.texts(".choice-button > span:not(.meta)");
    let at = labels.iter().position(|l| l == label);
    let values = page.attributes(".choice-button", "value");
    values[at.unwrap()].trim_start_matches("tie:").to_owned()
}

/// Reads every text as the first person: fair or nothing.
async fn read_all(desk: &mut Desk, fair: &str) {
    let path = desk.path("code/decide");
    let mut page = desk.open("code").await;
    while let Some(words) = page.texts(".coding .body").into_iter().next() {
        if words.contains("not fair") {
            let tie = format!("tie:{fair}");
            let answer = desk.app.press(&page, &path, &[("act", &tie)]).await;
            page = desk.app.follow(answer).await;
            let answer = desk.app.press(&page, &path, &[("act", "done")]).await;
            page = desk.app.follow(answer).await;
        } else {
            let answer = desk.app.press(&page, &path, &[("act", "none")]).await;
            page = desk.app.follow(answer).await;
        }
    }
}

/// Codes what waits as the second person, differing on the first `wrong` fair ones. Gives how many were coded.
async fn second(desk: &mut Desk, fair: &str, mut wrong: usize) -> usize {
    let path = desk.path("agreement/second");
    let mut done = 0;
    loop {
        let page = desk.open("agreement/code").await;
        let Some(words) = page.texts(".coding .body").into_iter().next() else {
            return done;
        };
        assert!(!page.text(".coding").contains("Suggested"), "blind");
        let agree = words.contains("not fair") && {
            let agrees = wrong == 0;
            wrong = wrong.saturating_sub(1);
            agrees
        };
        let fields: &[(&str, &str)] = match agree {
            true => &[("theme", fair), ("act", "done")],
            false => &[("act", "none")],
        };
        let answer = desk.app.press(&page, &path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        done += 1;
    }
}

fn figure(page: &Answer, name: &str) -> String {
    let names = page.texts("dl.summary-list dt");
    let at = names.iter().position(|n| n == name);
    let at = at.unwrap_or_else(|| panic!("no {name} in {names:?}"));
    page.texts("dl.summary-list dd")[at].clone()
}

#[tokio::test]
async fn two_people_code_a_sample_blind_and_the_figures_say_how_far_they_agree() {
    let (mut ada, mut ben) = desks().await;
    let page = ada.open("agreement").await;
    assert!(page.text("main").contains("No sample has been drawn yet"));
    let page = ada.post("agreement/draw", &[]).await;
    assert_eq!(
        figure(&page, "Drawn at random"),
        "30 of 32 responses (30 of 32 texts)"
    );
    assert!(
        page.text("main")
            .contains("Nothing is said of fewer than 30")
    );
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    let page = ada.open("agreement").await;
    assert!(
        page.text("main").contains("No text waits for you"),
        "not one's own second"
    );
    let page = ben.open("agreement").await;
    assert!(
        page.text("main")
            .contains("Code 30 texts as the second person")
    );

    // Silence is no answer.
    let page = ben.open("agreement/code").await;
    let path = ben.path("agreement/second");
    let answer = ben.app.press(&page, &path, &[("act", "done")]).await;
    let page = ben.app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Nothing is said of this text yet")
    );

    assert_eq!(second(&mut ben, &fair, 2).await, 30);
    let page = ben.open("agreement").await;
    assert_eq!(figure(&page, "Coded by a second"), "30 of 30 texts");
    assert_eq!(figure(&page, "Differences to settle"), "2");
    let f1 = figure(&page, "F1 by text");
    assert!(f1.starts_with("0.93 ("), "28 of 30: {f1}");
    let row = page
        .texts("tbody tr")
        .into_iter()
        .find(|r| r.starts_with("Fairness and consistency"));
    assert!(row.unwrap().contains("0.8"), "a kappa of its own");
    assert_eq!(page.texts(".tag-unscreened").len(), 2);
}

#[tokio::test]
async fn a_response_is_drawn_with_everything_written_in_it() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for n in 0..40 {
        let voice =
            Voice::parent().answering("B7-why", &format!("It is too short, I say {n} times."));
        let voice = voice.answering("B8-why", &format!("The step of {n} pounds is too steep."));
        voice.says(&app, BANDS).await;
    }
    let mut ada = Desk::of(app, "ada", Role::Lead, BANDS).await;
    let page = ada.open("agreement").await;
    let main = page.text("main");
    assert!(main.contains("a person reads every text"), "{main}");
    assert!(main.contains("Draw 30 responses"), "{main}");
    let page = ada.post("agreement/draw", &[]).await;
    assert_eq!(
        figure(&page, "Drawn at random"),
        "30 of 40 responses (60 of 80 texts)"
    );
    assert_eq!(figure(&page, "Read by one person"), "0 of 60 texts");
    assert!(!page.text("main").contains("Draw "), "no more are needed");
    assert!(
        !page.text("main").contains("never learns"),
        "all are needed to learn from"
    );
    let halves =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT i.contribution_id FROM audit_sample s
  JOIN text_item i ON i.id = s.text_item_id GROUP BY i.contribution_id HAVING COUNT(*) = 1) h";
    assert_eq!(ada.app.count(halves).await, 0);
    let page = ada.open("coding-sign-off").await;
    assert!(
        page.text("main")
            .contains("60 texts of the sample not coded by two people")
    );
}

#[tokio::test]
async fn from_150_responses_on_a_fifth_is_kept_from_the_machine() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for n in 0..151 {
        Voice::parent()
            .letter(&format!("Letter {n}."))
            .says(&app, BANDS)
            .await;
    }
    let mut ada = Desk::of(app, "ada", Role::Lead, BANDS).await;
    let page = ada.post("agreement/draw", &[]).await;
    assert_eq!(
        figure(&page, "Drawn at random"),
        "31 of 151 responses (31 of 151 texts)"
    );
    assert!(
        page.text("main")
            .contains("The machine never learns from these texts")
    );
}

#[tokio::test]
async fn the_random_sample_says_how_many_responses_raise_a_theme_and_how_sure_that_is() {
    let (mut ada, _) = desks().await;
    let page = ada.post("agreement/draw", &[]).await;
    assert!(page.texts("#shares").is_empty(), "nothing is read yet");
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    let page = ada.open("agreement").await;
    assert_eq!(page.texts("#shares").len(), 1);
    let rows = page.texts("section[aria-labelledby=shares] tbody tr");
    let row = (rows.iter()).find(|r| r.starts_with("Fairness and consistency"));
    let row = row.unwrap();
    // 16 of all 32 are on fairness, and two were not drawn.
    let with = (14..=16).find(|n| row.contains(&format!("{n} of 30 responses")));
    let share = analysis::sample::share(with.unwrap(), 30, 32).unwrap();
    let whole = |share: f64| format!("{:.0}%", share * 100.0);
    assert!(row.contains(&whole(share.measured)), "{row}");
    let interval = format!("{} to {}", whole(share.low), whole(share.high));
    assert!(row.contains(&interval), "{interval} is not in {row}");
    assert!(share.low < share.high, "not all texts were drawn");
    let none = (rows.iter()).find(|r| r.contains("0 of 30 responses"));
    assert!(none.is_some(), "a theme nobody raised is listed too");
}

#[tokio::test]
async fn what_ends_the_second_reading_stands_above_the_list_of_themes() {
    let (mut ada, mut ben) = desks().await;
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    let page = ben.open("agreement/code").await;
    let at = |words: &str| page.body.find(words).unwrap();
    assert!(at("Save and go on") < at("Which themes?"));
    assert!(at("Read, no theme") < at("Which themes?"));
}

#[tokio::test]
async fn that_no_question_has_enough_texts_is_said_once() {
    let (mut ada, mut ben) = desks().await;
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    let run = ada.app.live.analyse_consultation(&operator, &slug, SEED);
    run.await.unwrap();
    ada.app.live.clock.advance(SignedDuration::from_mins(1));
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    let page = ben.open("agreement/code").await;
    let path = ben.path("agreement/second");
    ben.app.press(&page, &path, &[("act", "none")]).await;
    let page = ben.open("agreement").await;
    assert_eq!(
        page.text("section[aria-labelledby=questions] .inset"),
        "No question has 30 texts to compare so far. Nothing is said of fewer."
    );
}

#[tokio::test]
async fn a_difference_is_settled_side_by_side_and_the_coding_follows() {
    let (mut ada, mut ben) = desks().await;
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    second(&mut ben, &fair, 1).await;
    let page = ada.open("agreement").await;
    let link = page
        .attributes("section:last-of-type ul.plain a", "href")
        .remove(0);
    let page = ada.app.get(&link).await;
    let sides = page.texts(".panes .pane");
    assert!(
        sides[0].contains("ada@") && sides[0].contains("Fairness"),
        "{sides:?}"
    );
    assert!(
        sides[1].contains("ben@") && sides[1].contains("no theme"),
        "{sides:?}"
    );
    let settle = format!("{link}/settle");
    let silent = [("reason", "It complains of something else.")];
    let answer = ada.app.press(&page, &settle, &silent).await;
    let page = ada.app.follow(answer).await;
    assert!(
        page.text(".error-summary").contains("or “No theme”"),
        "that there is no theme has to be said"
    );
    let answer = ada
        .app
        .press(&page, &settle, &[("reason", ""), ("none", "yes")])
        .await;
    let page = ada.app.follow(answer).await;
    assert!(
        page.text(".error-summary").contains("reason")
            || page.text(".error-summary").contains("Say why"),
        "{}",
        page.text(".error-summary")
    );
    let fields = [silent[0], ("none", "yes")];
    let answer = ada.app.press(&page, &settle, &fields).await;
    let page = ada.app.follow(answer).await;
    assert_eq!(figure(&page, "Differences to settle"), "0");
    assert!(page.text("main").contains("Settled by ada@"));
    // Neither had been ticked, so the text has no theme now, and the figures stay what they were.
    let text = link.rsplit('/').next().unwrap();
    let page = ada.open(&format!("code?show=read&at={text}")).await;
    assert!(page.text(".coding").contains("Read: no theme"));
    let page = ada.open("agreement").await;
    assert!(figure(&page, "F1 by text").starts_with("0.97"));
}

/// Presses a button of the second person's screen.
async fn say(desk: &mut Desk, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let path = desk.path("agreement/second");
    let answer = desk.app.press(page, &path, fields).await;
    desk.app.follow(answer).await
}

async fn take_back(desk: &mut Desk, page: &Answer) -> Answer {
    let path = desk.path("agreement/undo");
    let answer = desk.app.press(page, &path, &[]).await;
    desk.app.follow(answer).await
}

/// The boxes that are ticked.
fn ticked(page: &Answer) -> Vec<String> {
    page.attributes("input[name=theme][checked]", "value")
}

#[tokio::test]
async fn the_second_person_takes_back_what_they_said_and_comes_back_to_change_it() {
    let (mut ada, mut ben) = desks().await;
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    let page = ben.open("agreement/code").await;
    assert!(page.texts("form.undo").is_empty(), "nothing is said yet");
    let first = page.text(".coding .body");
    let page = say(&mut ben, &page, &[("theme", &fair), ("act", "done")]).await;
    assert_ne!(page.text(".coding .body"), first);
    assert!(
        page.text("form.undo")
            .contains("“Fairness and consistency”, in ")
    );
    let page = take_back(&mut ben, &page).await;
    assert_eq!(page.text(".coding .body"), first);
    assert!(page.text("main").contains("30 texts wait for you"));
    assert!(ticked(&page).is_empty() && page.texts("form.undo").is_empty());

    let page = say(&mut ben, &page, &[("act", "none")]).await;
    let page = say(&mut ben, &page, &[("act", "none")]).await;
    let waiting = page.text(".coding .body");
    let back = page.attributes("a[data-key=arrowleft]", "href").remove(0);
    let page = ben.app.get(&back).await;
    let back = page.attributes("a[data-key=arrowleft]", "href").remove(0);
    let page = ben.app.get(&back).await;
    assert_eq!(page.text(".coding .body"), first);
    assert!(page.text(".coding").contains("You said: read, no theme"));
    assert!(page.texts("a[data-key=arrowleft]").is_empty(), "the first");
    let page = say(&mut ben, &page, &[("theme", &fair), ("act", "done")]).await;
    assert!(
        page.text("main").contains("You may change what you said"),
        "the next of one's own"
    );
    assert!(page.text("form.undo").contains("a change"));
    let page = ben.app.get(&back).await;
    assert_eq!(ticked(&page), std::slice::from_ref(&fair));
    let page = take_back(&mut ben, &page).await;
    assert_eq!(page.text(".coding .body"), first);
    assert!(ticked(&page).is_empty(), "as it was before the change");
    let page = ben.open("agreement/code").await;
    assert_eq!(page.text(".coding .body"), waiting);
    let acts =
        "SELECT what FROM audit WHERE what LIKE 'sample.%' AND who LIKE 'ben@%' ORDER BY what";
    let acts = ben.app.texts_of(acts).await;
    let [change, second, undo] = ["sample.change", "sample.second", "sample.undo"];
    assert_eq!(acts, [change, second, second, second, undo, undo]);
}

#[tokio::test]
async fn whoever_sees_what_the_first_person_said_cannot_change_their_own_answer_any_more() {
    let (mut ada, mut ben) = desks().await;
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    second(&mut ben, &fair, 1).await;
    let page = ben.open("agreement").await;
    assert!(!page.text("main").contains("Only the first"));
    let link = page
        .attributes("section:last-of-type ul.plain a", "href")
        .remove(0);
    let text = link.rsplit('/').next().unwrap().to_owned();
    let page = ben.app.get(&link).await;
    assert!(page.texts(".panes .pane").is_empty());
    assert!(
        !page.text("main").contains("Fairness"),
        "{}",
        page.text("main")
    );
    let own = format!("agreement/code?at={text}");
    let before = ben.open(&own).await;
    assert!(before.text("main").contains("You may change what you said"));
    let answer = ben.app.press(&page, &format!("{link}/compare"), &[]).await;
    let page = ben.app.follow(answer).await;
    assert!(page.text(".panes").contains("Fairness"));
    // The page that was open before changes nothing.
    let page = say(&mut ben, &before, &[("theme", &fair), ("act", "done")]).await;
    assert!(!page.text(".error-summary").is_empty());
    let page = ben.open(&own).await;
    assert!(!page.text("main").contains("You may change what you said"));
    let page = ben.open("agreement").await;
    assert_eq!(figure(&page, "Differences to settle"), "1");
    assert!(page.text("main").contains("Only the first"));
}

#[tokio::test]
async fn whoever_settles_too_late_is_told_who_was_faster_and_what_they_settled() {
    let (mut ada, mut ben) = desks().await;
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    read_all(&mut ada, &fair).await;
    second(&mut ben, &fair, 2).await;
    let page = ada.open("agreement").await;
    let links = page.attributes("section:last-of-type ul.plain a", "href");
    let settle = format!("{}/settle", links[0]);
    let stale = ada.app.get(&links[0]).await;
    assert_eq!(
        stale.attributes("a[data-key=arrowright]", "href"),
        [links[1].clone()]
    );
    let keys = stale.attributes("input[name=theme]", "data-key");
    assert!(keys.contains(&"1".to_owned()), "each theme has its key");
    let described = stale.attributes("input[name=theme]", "aria-describedby");
    assert_eq!(described.len(), keys.len(), "each theme says what belongs");
    let carla = Desk::of(ada.app.other_browser(), "carla", Role::Officer, BANDS).await;
    let mut carla = carla;
    let page = carla.app.get(&links[0]).await;
    let fields = [
        ("theme", fair.as_str()),
        ("reason", "It is about fairness."),
    ];
    carla.app.press(&page, &settle, &fields).await;
    let fields = [("none", "yes"), ("reason", "It is about nothing.")];
    let answer = ada.app.press(&stale, &settle, &fields).await;
    let page = ada.app.follow(answer).await;
    let told = page.text(".error-summary");
    assert!(
        told.contains("Settled by carla@eastmarch.example"),
        "{told}"
    );
    assert!(
        told.contains("Fairness and consistency. Reason: It is about fairness."),
        "{told}"
    );
    assert_eq!(
        page.attributes("#reason", "value"),
        ["It is about nothing."]
    );
    let answer = ada.app.press(&page, &settle, &fields).await;
    let page = ada.app.follow(answer).await;
    assert!(
        page.text("main").contains("Settled by ada@"),
        "on purpose, having seen it"
    );
}

#[tokio::test]
async fn a_question_is_signed_off_when_nothing_stands_in_the_way_or_by_name_and_reason() {
    let (mut ada, mut ben) = desks().await;
    let page = ada.open("coding-sign-off").await;
    let card = page.text("#source-letters");
    assert!(card.contains("32 texts not read by a person"), "{card}");
    assert!(card.contains("30 responses still to be drawn"), "{card}");
    let page = ben.open("coding-sign-off").await;
    assert!(
        page.texts("#source-letters form").is_empty(),
        "a lead signs off"
    );
    let told = page.text(".inset");
    assert!(
        told.contains("A lead of this consultation signs off"),
        "{told}"
    );
    assert!(
        told.contains("ada@eastmarch.example") && !told.contains("ben@"),
        "{told}"
    );

    let page = ada.open("coding-sign-off").await;
    let sign = ada.path("coding-sign-off/sign");
    let answer = ada.app.press(&page, &sign, &[]).await;
    let page = ada.app.follow(answer).await;
    assert!(!page.text(".error-summary").is_empty(), "no reason given");
    let fields = [("reason", "The deadline is tomorrow.")];
    let answer = ada.app.press(&page, &sign, &fields).await;
    let page = ada.app.follow(answer).await;
    let card = page.text("#source-letters");
    assert!(
        card.contains("Signed off") && card.contains("The deadline is tomorrow."),
        "{card}"
    );

    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    let template = domain::report::Template::ALL[0];
    use app::api::Reports as _;
    let report = ada.app.live.report(&operator, &slug, template, None);
    let report = serde_json::to_string(&report.await.unwrap()).unwrap();
    assert!(
        report.contains("who let this pass: 32 texts not read by a person"),
        "printed"
    );
    assert!(report.contains("ada@eastmarch.example"), "by name");
    assert!(report.contains("The deadline is tomorrow."));

    // What is decided after that was not signed: the page, the report and the report's sign-off say so.
    assert!(!card.contains("Since then"), "{card}");
    let next = ben.open("code").await;
    let decide = ben.path("code/decide");
    let themes = next.attributes("button[value^='tie:']", "value");
    ben.app.press(&next, &decide, &[("act", &themes[0])]).await;
    let page = ada.open("coding-sign-off").await;
    let card = page.text("#source-letters");
    assert!(
        card.contains("Since then 1 theme of a text has come or gone."),
        "{card}"
    );
    let report = ada.open("report").await.text("main");
    assert!(
        report.contains("since it was signed: 1 theme of a text came or went"),
        "{report}"
    );

    let withdraw = ada.path("coding-sign-off/withdraw");
    let answer = ada.app.press(&page, &withdraw, &[]).await;
    let page = ada.app.follow(answer).await;
    assert!(
        page.text("#source-letters")
            .contains("What stands in the way")
    );
}

#[tokio::test]
async fn two_names_for_one_thing_are_no_difference_once_they_are_joined() {
    let (mut ada, mut ben) = desks().await;
    ada.post("themes/add", &[("label", "Unfair treatment")])
        .await;
    ada.post("agreement/draw", &[]).await;
    let fair = fairness(&mut ada).await;
    let other = theme_called(&mut ada, "Unfair treatment").await;
    read_all(&mut ada, &fair).await;
    second(&mut ben, &other, 0).await;
    let page = ada.open("agreement").await;
    assert_ne!(figure(&page, "Differences to settle"), "0");
    assert!(!figure(&page, "F1 by text").starts_with("1.00"));
    let page = ada.open(&format!("themes/{other}")).await;
    let at = format!("themes/{other}/merge");
    ada.press(&page, &at, &[("into", &fair)]).await;
    let page = ada.open("agreement").await;
    assert_eq!(figure(&page, "Differences to settle"), "0");
    assert!(figure(&page, "F1 by text").starts_with("1.00"));
}

#[tokio::test]
async fn people_and_machine_are_compared_only_where_it_had_its_say_and_nobody_was_shown_it() {
    for engine_first in [false, true] {
        let (mut ada, mut ben) = desks().await;
        let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
        let live = ada.app.live.clone();
        let analyse = async || {
            live.clock.advance(SignedDuration::from_mins(1));
            let done = live.analyse_consultation(&operator, &slug, SEED);
            done.await.unwrap();
            live.clock.advance(SignedDuration::from_mins(1));
        };
        if engine_first {
            analyse().await;
        }
        ada.post("agreement/draw", &[]).await;
        let fair = fairness(&mut ada).await;
        read_all(&mut ada, &fair).await;
        if !engine_first {
            analyse().await;
        }
        let compared = async || {
            live.agreement(&operator, &slug)
                .await
                .unwrap()
                .machine
                .texts
        };
        assert_eq!(
            compared().await,
            0,
            "the first reader saw what was suggested"
        );
        second(&mut ben, &fair, 0).await;
        let second_ones = if engine_first { 30 } else { 0 };
        assert_eq!(compared().await, second_ones);
    }
}
