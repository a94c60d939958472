//! How long the coding pages take with 20,000 responses. Prints a line a page; fails above the limit.
//!
//! `cargo test -p server --test it -- coding_speed --ignored --nocapture`

use crate::kit::{Desk, TestApp, Voice};
use app::api::{Themes as _, Thread as _};
use domain::access::Role;
use domain::coding::Span;
use domain::id::{ContributionId, RunId};
use domain::text::Slug;
use jiff::SignedDuration;
use server::clock::{random_id, reference, secret};
use server::storage::{
    Db, Entry, acceptance, alike, assignment, audit, consultation, contribution, passage, reading,
};
use std::time::{Duration, Instant};

const RESPONSES: usize = 20_000;
/// What a page may take on the server, in milliseconds. A debug build is several times slower than the real one.
const LIMIT: f64 = 150.0;

const SAID: [&str; 5] = [
    "It is not fair that help depends on the school. My child waits for months.",
    "The band is too low for what the school has to pay, and prices rise every year.",
    "Nobody tells us how the money is worked out. Show us the sums.",
    "Small schools lose most. They cannot share a teaching assistant.",
    "I agree with the proposal, as long as nobody loses the support they have.",
];

#[tokio::test]
#[ignore = "takes minutes; run it by name"]
async fn coding_pages_stay_quick_with_twenty_thousand_responses() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    fill(&app).await;
    let begun = Instant::now();
    let looked_at = app.live.look_at_arrivals().await.unwrap();
    println!(
        "{:>6.0} ms  {looked_at} texts looked at as they came",
        begun.elapsed().as_secs_f64() * 1e3
    );
    // What PostgreSQL does by itself within a minute of so much new: it counts what there is, and plans by that.
    if matches!(app.live.db, Db::Postgres(_)) {
        app.change("ANALYZE").await;
    }
    let mut desk = Desk::of(app, "ada", Role::Lead, "bands").await;
    desk.open("code").await;
    let mut slow = Vec::new();
    let page = desk.open("code?show=suggested").await;
    let text = page
        .attributes(".coding input[name=text]", "value")
        .remove(0);
    let theme = desk.theme("Fairness and consistency").await;
    let suggested = format!("{theme}?tie=suggested");
    let texts = desk.open(&format!("code?at={text}")).await;
    let response = (texts.attributes("main a", "href").into_iter())
        .find_map(|href| {
            href.split_once("/responses/")
                .map(|(_, rest)| rest.to_owned())
        })
        .expect("the text leads to its response");
    let (response, by_hand) = (
        format!("responses/{response}"),
        format!("responses/{response}/code"),
    );
    let alike = format!("search?like={text}");
    let groups = desk.open("themes/alike").await.attributes("main a", "href");
    let group = (groups.iter()).find_map(|href| Some(href.split_once("?group=")?.1.to_owned()));
    let one_group = format!(
        "themes/alike?page=3&group={}",
        group.expect("a large group has a page of its own")
    );
    let finding = desk.app.texts_of("SELECT id FROM finding").await;
    let finding = format!("findings/{}", finding[0]);
    for rest in [
        &suggested,
        &response,
        &by_hand,
        "themes/alike",
        &one_group,
        &finding,
        "search?words=fair",
        &alike,
        "search?words=%22my+child+waits%22",
        "responses",
        "findings",
        "report",
        "duplicates",
        "audit",
        "letters",
        "code",
        "code?show=suggested",
        "code?show=accepted",
        "code?show=all&channel=web",
        "code?show=read",
        "code?source=letters",
        &format!("code?at={text}"),
        "themes",
        "themes/acceptances",
        "theme-views",
        "theme-views?by=week",
        "agreement",
        "coding-sign-off",
        "redaction",
        "safeguarding",
    ] {
        // When somebody has just done something, what was counted before is counted anew.
        let [mut anew, mut again] = [Duration::MAX; 2];
        for _ in 0..3 {
            happen(&desk.app).await;
            anew = anew.min(opened(&mut desk, rest).await);
            again = again.min(opened(&mut desk, rest).await);
        }
        let [anew, again] = [anew, again].map(|time| time.as_secs_f64() * 1e3);
        println!("{anew:>6.0} ms, then {again:>4.0} ms  {rest}");
        if anew > LIMIT {
            slow.push(rest.to_owned());
        }
    }
    let path = desk.path("code/decide");
    let begun = Instant::now();
    desk.app.press(&page, &path, &[("act", "done")]).await;
    println!(
        "{:>6.0} ms  POST code/decide",
        begun.elapsed().as_secs_f64() * 1e3
    );
    assert!(slow.is_empty(), "too slow: {slow:?}");
}

/// How long a page takes.
async fn opened(desk: &mut Desk, rest: &str) -> Duration {
    let begun = Instant::now();
    desk.open(rest).await;
    begun.elapsed()
}

/// Somebody does something in the consultation: it has one more line in the audit.
async fn happen(app: &TestApp) {
    let slug: Slug = "bands".parse().unwrap();
    let row = consultation::by_slug(&app.live.db, &slug).await;
    let mut tx = app.live.db.begin().await.unwrap();
    let entry = Entry {
        at: app.live.clock.now(),
        who: "ada@eastmarch.example",
        what: "coding.decide",
        why: "",
        consultation: Some(row.unwrap().unwrap().id),
        ids: Vec::new(),
    };
    audit(&mut tx, entry).await.unwrap();
    tx.commit().await.unwrap();
}

/// Answers in words, and now and then a letter, with two suggestions each; every fourth one is read.
async fn fill(app: &TestApp) {
    let live = &app.live;
    let slug: Slug = "bands".parse().unwrap();
    let row = consultation::by_slug(&live.db, &slug)
        .await
        .unwrap()
        .unwrap();
    let version = consultation::published(&live.db, row.id)
        .await
        .unwrap()
        .unwrap();
    let frame = live.frame(&TestApp::operator(), &slug).await.unwrap();
    let themes: Vec<_> = frame.themes.iter().map(|t| t.id).collect();
    let mut tx = live.db.begin().await.unwrap();
    for n in 0..RESPONSES {
        let mut words = format!("{} ({n})", SAID[n % SAID.len()]);
        if n % 10 == 0 {
            words += &format!(" Call me on 07700 9{n:05}.");
        }
        let voice = match n % 200 {
            0 => Voice::parent().letter(&words),
            _ => Voice::parent().answering("P3-why", &words),
        };
        let new = contribution::New {
            id: ContributionId::from_uuid(random_id()),
            consultation: row.id,
            reference: reference(),
            submission_key: secret(),
            body_hash: secret(),
            submission: voice.submission(version.id),
            questions: version.content.questions.clone(),
            clauses: Vec::new(),
            received: live.clock.now() + SignedDuration::from_secs(n as i64),
            entered: live.clock.now(),
            entered_by: None,
            late: false,
            flags: Vec::new(),
            letter: None,
            scans: None,
            draft: None,
        };
        contribution::insert(&mut tx, &new).await.unwrap();
    }
    reading::fill(&mut tx, row.id).await.unwrap();
    tx.commit().await.unwrap();
    let texts = passage::for_engine(&live.db, row.id).await.unwrap();
    let mut tx = live.db.begin().await.unwrap();
    for (n, (text, body)) in texts.iter().enumerate() {
        let place = passage::at(&mut tx, *text, Span::whole(body))
            .await
            .unwrap();
        for step in 0..2 {
            let theme = themes[(n + step * 7) % themes.len()];
            assignment::suggest(
                &mut tx,
                theme,
                place,
                "engine:test",
                // A third of them are as sure as what is accepted together.
                if n % 3 == 0 { 0.9 } else { 0.6 },
                &assignment::Because::default(),
            )
            .await
            .unwrap();
        }
        if n % 4 == 0 {
            let now = server::storage::stamp(live.clock.now());
            let id = text.to_string();
            reading::set(
                &mut tx,
                &id,
                "none",
                Some("ada@eastmarch.example"),
                Some(&now),
            )
            .await
            .unwrap();
        }
    }
    let by = ("ada@eastmarch.example", live.clock.now());
    let accepted = acceptance::accept(&mut tx, row.id, (0.8, 0.93), "test", by);
    accepted.await.unwrap().expect("some are sure");
    tx.commit().await.unwrap();
    app.change(
        "UPDATE theme_assignment SET tie = 'confirmed', decided_by = 'ada', decided_at = '2026-01-01T00:00:00Z', acceptance_id = NULL
WHERE theme_id = (SELECT t.id FROM theme t ORDER BY t.position, t.id LIMIT 1)",
    )
    .await;
    let operator = TestApp::operator();
    let found = live.add_finding(&operator, &slug, "Many say so.", &themes[..1]);
    found.await.unwrap();
    app.change(
        "INSERT INTO analysis_run (id, consultation_id, engine, model, seed, texts, suggested, run_by, run_at, accept_from, accept_right)
SELECT '00000000-0000-0000-0000-000000000001', id, 'test', 'none', 1, 20000, 40000, 'ada', '2026-01-01T00:00:00Z', 0.5, 0.91 FROM consultation",
    )
    .await;
    let run = RunId::from_uuid("00000000-0000-0000-0000-000000000001".parse().unwrap());
    let ids: Vec<_> = texts.iter().map(|(id, _)| *id).collect();
    let mut tx = live.db.begin().await.unwrap();
    let (campaign, rest) = ids.split_at(2_000);
    alike::add(&mut tx, run, ("all", "campaign"), campaign)
        .await
        .unwrap();
    for (at, group) in rest.chunks(4).take(200).enumerate() {
        alike::add(&mut tx, run, (&at.to_string(), "near-duplicate"), group)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    app.change(
        "INSERT INTO audit_sample (text_item_id, consultation_id, held_out, drawn_by, drawn_at)
SELECT q.text_item_id, q.consultation_id, TRUE, 'ada', '2026-01-01T00:00:00Z' FROM reading q WHERE q.place <= 200",
    )
    .await;
}
