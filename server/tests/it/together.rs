//! Suggestions that are accepted together, unread, through the pages.

use crate::kit::{Answer, Desk, TestApp, Voice};
use app::api::{Acceptances as _, CodingAct, QueueFilter, Themes as _};
use app::api::{Coding as _, Reports as _};
use domain::access::Role;
use server::backend::analyse::SEED;

const BANDS: &str = "bands";

const LETTERS: [&str; 5] = [
    "It is not fair that the band depends on where we live.",
    "The band is unfair to children in the east.",
    "This is fair to nobody who lives far away.",
    "It is unfair and breaks the law, the Equality Act says so.",
    "Thank you for asking.",
];

/// An officer at letters that the engine has read. It is said to be right from this score on.
async fn read_by_engine(level: Option<&'static str>) -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for words in LETTERS {
        Voice::parent().letter(words).says(&app, BANDS).await;
    }
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    run(&desk).await;
    if let Some(sql) = level {
        desk.app.change(sql).await;
    }
    desk.open("themes").await;
    desk
}

const SURE: &str = "UPDATE analysis_run SET accept_from = 0.01, accept_right = 0.939";

async fn run(desk: &Desk) {
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    let run = desk.app.live.analyse_consultation(&operator, &slug, SEED);
    run.await.unwrap();
}

async fn press(desk: &mut Desk, page: &Answer, act: &str) -> Answer {
    let path = desk.path(&format!("themes/acceptances/{act}"));
    let answer = desk.app.press(page, &path, &[]).await;
    desk.app.follow(answer).await
}

async fn queue(desk: &mut Desk, show: &str) -> usize {
    let page = desk.open(&format!("code?show={show}")).await;
    page.texts(".queue ol li").len()
}

async fn accepted_ties(desk: &Desk) -> usize {
    let sql = "SELECT id FROM theme_assignment WHERE acceptance_id IS NOT NULL AND tie = 'suggested' ORDER BY id";
    desk.app.texts_of(sql).await.len()
}

#[tokio::test]
async fn nothing_can_be_accepted_before_the_engine_can_tell_how_often_it_is_right() {
    let mut desk = read_by_engine(None).await;
    let page = desk.open("themes/acceptances").await;
    assert!(
        page.text(".inset").contains("cannot tell yet"),
        "{}",
        page.text("main")
    );
    assert!(page.texts("main form").is_empty());
}

#[tokio::test]
async fn sure_suggestions_are_accepted_together_stay_apart_and_are_taken_back() {
    let mut desk = read_by_engine(Some(SURE)).await;
    let before = queue(&mut desk, "unread").await;
    let page = desk.open("themes/acceptances").await;
    let text = page.text("main");
    assert!(
        text.contains("From a score of 0.01 on, 93 of 100 were right."),
        "{text}"
    );
    assert!(
        text.contains("The sample says nothing of this yet."),
        "{text}"
    );
    let page = press(&mut desk, &page, "accept").await;
    let text = page.text("main");
    assert!(
        page.text(".notice-success")
            .contains("now, accepted by you"),
        "{text}"
    );
    assert!(
        text.contains("No open suggestion is as sure as that."),
        "{text}"
    );
    let many = accepted_ties(&desk).await;
    assert!(many >= 4, "{many}");

    // They leave the list, but for what few may say and weighs much.
    let left = queue(&mut desk, "unread").await;
    let accepted = queue(&mut desk, "accepted").await;
    assert!(left < before && accepted >= 4, "{before} {left} {accepted}");
    let page = desk.open("code").await;
    assert!(
        page.text(".queue").contains("breaks the law"),
        "{}",
        page.text(".queue")
    );
    assert!(
        page.text("main").contains("0 of 5 texts read"),
        "nobody has read them"
    );

    // In a column of their own, and named where the coding is signed off.
    let page = desk.open("themes").await;
    assert!(
        page.text("table.frame").contains("accepted"),
        "{}",
        page.text("table.frame")
    );
    let page = desk.open("coding-sign-off").await;
    let text = page.text("main");
    assert!(
        text.contains("with a theme accepted for them together with others"),
        "{text}"
    );

    // The engine leaves them alone when it runs again.
    run(&desk).await;
    assert_eq!(accepted_ties(&desk).await, many);

    let page = desk.open("themes/acceptances").await;
    let page = press(&mut desk, &page, "undo").await;
    assert!(
        page.text("main")
            .contains("Taken back by ada@eastmarch.example")
    );
    assert_eq!(accepted_ties(&desk).await, 0);
    assert_eq!(queue(&mut desk, "unread").await, before);
    assert_eq!(queue(&mut desk, "accepted").await, 0);
}

#[tokio::test]
async fn whoever_reads_an_accepted_text_decides_and_the_page_counts_how_often_it_was_right() {
    let mut desk = read_by_engine(Some(SURE)).await;
    let page = desk.open("themes/acceptances").await;
    press(&mut desk, &page, "accept").await;
    let many = accepted_ties(&desk).await;
    let page = desk.open("code?show=accepted").await;
    assert!(
        page.text(".choices").contains("accepted together"),
        "{}",
        page.text(".choices")
    );
    let own = page.texts(".choice-suggested").len();
    let path = desk.path("code/decide");
    let answer = desk.app.press(&page, &path, &[("act", "none")]).await;
    desk.app.follow(answer).await;
    assert_eq!(accepted_ties(&desk).await, many - own);
    let page = desk.open("themes/acceptances").await;
    let told = format!("0 were confirmed and {own} rejected");
    assert!(
        page.text("#accepted").contains(&told),
        "{}",
        page.text("#accepted")
    );
    // What they decided stays decided.
    press(&mut desk, &page, "undo").await;
    assert_eq!(queue(&mut desk, "read").await, 1);
    let rejected = "SELECT id FROM theme_assignment WHERE tie = 'rejected' ORDER BY id";
    assert_eq!(desk.app.texts_of(rejected).await.len(), own);
}

#[tokio::test]
async fn what_was_not_seen_is_not_accepted() {
    let mut desk = read_by_engine(Some(SURE)).await;
    let page = desk.open("themes/acceptances").await;
    run(&desk).await;
    desk.app.change(SURE).await;
    let refused = press(&mut desk, &page, "accept").await;
    assert!(refused.text("title").starts_with("Error: "));
    assert_eq!(accepted_ties(&desk).await, 0);
    let sql = "SELECT id FROM acceptance ORDER BY id";
    assert_eq!(desk.app.texts_of(sql).await.len(), 0, "nothing half done");
}

#[tokio::test]
async fn the_sample_is_never_accepted_and_tells_how_often_such_suggestions_are_right() {
    let mut desk = read_by_engine(Some(SURE)).await;
    desk.app
        .change(
            "INSERT INTO audit_sample (text_item_id, consultation_id, held_out, drawn_by, drawn_at)
SELECT q.text_item_id, q.consultation_id, TRUE, 'ada', '2026-06-01T00:00:00Z' FROM reading q JOIN text_item i ON i.id = q.text_item_id
WHERE i.body LIKE '%to nobody%'",
        )
        .await;
    // What the machine says of the sample is asked at its next run.
    run(&desk).await;
    desk.app.change(SURE).await;
    let page = desk.open("themes/acceptances").await;
    press(&mut desk, &page, "accept").await;
    let of_sample = "SELECT a.id FROM theme_assignment a JOIN passage p ON p.id = a.passage_id
JOIN audit_sample s ON s.text_item_id = p.text_item_id WHERE a.acceptance_id IS NOT NULL ORDER BY a.id";
    assert_eq!(desk.app.texts_of(of_sample).await.len(), 0);
    let page = desk.open("code?show=sample").await;
    assert!(page.text("main").contains("Its suggestions are hidden"));
    let path = desk.path("code/decide");
    let answer = desk.app.press(&page, &path, &[("act", "none")]).await;
    desk.app.follow(answer).await;
    let page = desk.open("themes/acceptances").await;
    let text = page.text("main");
    assert!(
        text.contains("without seeing any suggestion, 0 of"),
        "{text}"
    );
    assert!(
        text.contains("less often than among those held back"),
        "{text}"
    );
}

const FILLING: [&str; 41] = [
    "school", "river", "summer", "teacher", "bus", "meeting", "letter", "window", "winter",
    "brother", "garden", "morning", "plan", "review", "office", "street", "market", "music",
    "lunch", "reading", "writing", "number", "paper", "phone", "sister", "table", "island",
    "harbour", "castle", "forest", "bridge", "doctor", "nurse", "painter", "library", "swimming",
    "football", "kitchen", "ladder", "candle", "blanket",
];

#[tokio::test]
async fn the_engine_learns_from_what_was_read_from_which_score_on_it_is_right() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    // Two themes in many different words: what looks alike would be held back together.
    for n in 0..128_usize {
        let about = ["It is unfair", "We waited far too long"][n % 2];
        let rest: Vec<&str> = (1..8)
            .map(|k| FILLING[(n * 5 + n * n * k + 3 * k) % FILLING.len()])
            .collect();
        let words = format!("{about}: {}.", rest.join(" "));
        Voice::parent().letter(&words).says(&app, BANDS).await;
    }
    let desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    let live = &desk.app.live;
    let frame = live.frame(&operator, &slug).await.unwrap().themes;
    let filter = QueueFilter::default();
    for _ in 0..100 {
        let screen = live.coding(&operator, &slug, &filter, None);
        let Some(text) = screen.await.unwrap().text else {
            break;
        };
        let theme = match text
            .body
            .as_deref()
            .is_some_and(|body| body.contains("unfair"))
        {
            true => frame[0].id,
            false => frame[1].id,
        };
        let tie = CodingAct::Tie {
            theme,
            spans: Vec::new(),
        };
        live.code(&operator, &slug, text.id, &text.seen, tie)
            .await
            .unwrap();
        let screen = live.coding(&operator, &slug, &filter, Some(text.id));
        let seen = screen.await.unwrap().text.unwrap().seen;
        live.code(&operator, &slug, text.id, &seen, CodingAct::Done)
            .await
            .unwrap();
    }
    run(&desk).await;
    let page = live.acceptances(&operator, &slug).await.unwrap();
    let level = page.level.expect("100 texts were read");
    assert!(level.right >= 0.9 && level.score > 0.0, "{level:?}");
    assert!(level.suggestions() >= 20, "{level:?}");
    let many = live
        .accept_together(&operator, &slug, &page.seen)
        .await
        .unwrap();
    assert_eq!(many, level.suggestions());
    let template = domain::report::Template::ALL[0];
    let report = live.report(&operator, &slug, template, None).await.unwrap();
    let printed = serde_json::to_string(&report).unwrap();
    assert!(
        printed.contains(&format!("accepted {many} suggestions for")),
        "{printed}"
    );
}

#[tokio::test]
async fn nobody_is_told_that_every_text_was_read_while_some_were_only_accepted() {
    let mut desk = read_by_engine(Some(SURE)).await;
    let page = desk.open("themes/acceptances").await;
    press(&mut desk, &page, "accept").await;
    let path = desk.path("code/decide");
    let mut page = desk.open("code").await;
    for _ in 0..LETTERS.len() {
        if page.texts(".choices").is_empty() {
            break;
        }
        let answer = desk.app.press(&page, &path, &[("act", "none")]).await;
        page = desk.app.follow(answer).await;
    }
    let told = page.text(".inset");
    assert!(told.contains("accepted together with others"), "{told}");
    assert!(queue(&mut desk, "accepted").await > 0);
}
