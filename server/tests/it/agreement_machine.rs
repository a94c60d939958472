//! People and machine: compared on texts the machine is kept from, with what it says of them today.

use crate::kit::{Desk, TestApp, Voice};
use app::api::{Doubling as _, Themes as _};
use domain::access::Role;
use domain::text::Slug;
use jiff::SignedDuration;
use server::backend::analyse::SEED;

const BANDS: &str = "bands";

/// A theme given by words that its definition does not hold: whoever has not learnt cannot know it.
fn is_fair(words: &str) -> bool {
    words.contains("lighthouse")
}

/// One officer and 160 answers, every second one on the same odd thing.
async fn desk() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for n in 0..160 {
        let words = match n % 2 {
            0 => format!("The lighthouse blinks, says number {n}."),
            _ => format!("Thank you kindly, says number {n}."),
        };
        let voice = Voice::parent().answering("B7-why", &words);
        voice.says(&app, BANDS).await;
    }
    Desk::of(app, "ada", Role::Lead, BANDS).await
}

/// Lets the engine read everything, a minute before and after anything else.
async fn analyse(desk: &Desk) {
    let (operator, slug) = (TestApp::operator(), Slug::parse(BANDS).unwrap());
    let live = &desk.app.live;
    live.clock.advance(SignedDuration::from_mins(1));
    let done = live.analyse_consultation(&operator, &slug, SEED);
    done.await.unwrap();
    live.clock.advance(SignedDuration::from_mins(1));
}

/// Texts that people and machine are compared on, and their F1.
async fn compared(desk: &Desk) -> (usize, Option<f64>) {
    let (operator, slug) = (TestApp::operator(), Slug::parse(BANDS).unwrap());
    let page = desk.app.live.agreement(&operator, &slug).await.unwrap();
    (page.machine.texts, page.machine.f1.map(|f1| f1.value))
}

/// Reads texts of the queue, at most so many: those of the sample, or the others.
async fn read(desk: &mut Desk, show: &str, most: usize) {
    let (operator, slug) = (TestApp::operator(), Slug::parse(BANDS).unwrap());
    let frame = desk.app.live.frame(&operator, &slug).await.unwrap();
    let fairness = frame.themes.iter().find(|t| t.code.as_str() == "fairness");
    let tie = format!("tie:{}", fairness.unwrap().id);
    let path = desk.path("code/decide");
    let mut page = desk.open(&format!("code?show={show}")).await;
    for _ in 0..most {
        let Some(words) = page.texts(".coding .body").into_iter().next() else {
            break;
        };
        let acts: &[&str] = match is_fair(&words) {
            true => &[&tie, "done"],
            false => &["none"],
        };
        for act in acts {
            let answer = desk.app.press(&page, &path, &[("act", act)]).await;
            page = desk.app.follow(answer).await;
        }
    }
    desk.idle().await;
}

#[tokio::test]
async fn the_machine_is_compared_as_it_is_today_and_also_on_what_was_read_before_its_first_run() {
    let mut desk = desk().await;
    let page = desk.post("agreement/draw", &[]).await;
    assert!(
        page.text("main")
            .contains("The machine never learns from these texts")
    );
    analyse(&desk).await;
    assert_eq!(compared(&desk).await.0, 0, "nobody has read any");
    read(&mut desk, "sample", 32).await;
    let (texts, before) = compared(&desk).await;
    assert_eq!(texts, 32);
    let before = before.unwrap();

    read(&mut desk, "unread", 30).await;
    analyse(&desk).await;
    let (texts, after) = compared(&desk).await;
    assert_eq!(texts, 32);
    let after = after.unwrap();
    assert!(
        after > before + 0.1,
        "it has learnt from the others: {before} before, {after} after"
    );

    // As if the engine had never run before people read.
    desk.app
        .change("UPDATE audit_sample SET scores = NULL")
        .await;
    assert_eq!(compared(&desk).await.0, 0, "it has said nothing of them");
    desk.app
        .change("UPDATE analysis_run SET run_at = '2099-01-01T00:00:00Z'")
        .await;
    analyse(&desk).await;
    assert_eq!(compared(&desk).await.0, 32);
}

#[tokio::test]
async fn what_the_machine_says_of_its_sample_is_shown_to_nobody_who_reads_it() {
    let mut desk = desk().await;
    desk.post("agreement/draw", &[]).await;
    read(&mut desk, "unread", 30).await;
    analyse(&desk).await;
    let scored =
        "SELECT COUNT(*) FROM audit_sample s JOIN reading q ON q.text_item_id = s.text_item_id
      WHERE q.verdict = '' AND s.scores LIKE '%-%'";
    assert!(desk.app.count(scored).await > 0, "it says something");
    let texts = desk
        .app
        .texts_of(
            "SELECT s.text_item_id FROM audit_sample s JOIN reading q ON q.text_item_id = s.text_item_id WHERE q.verdict = ''",
        )
        .await;
    assert!(!texts.is_empty());
    for text in texts {
        let page = desk.open(&format!("code?at={text}")).await;
        assert!(page.text(".coding .body").contains("number"), "{text}");
        assert!(!page.text(".coding").contains("Suggested"), "{text}");
    }
}

#[tokio::test]
async fn while_texts_are_unread_a_report_gives_the_shares_of_the_sample() {
    let mut desk = desk().await;
    desk.post("agreement/draw", &[]).await;
    let group = Voice::parent().group("Parents of Ashmere", 12);
    let group = group.answering("B7-why", "All of us say the lighthouse.");
    group.says(&desk.app, BANDS).await;
    let report = async |desk: &mut Desk| desk.open("report/consultation/html").await.text("body");
    let heading = "How many raise each theme, by a random sample";
    let told = report(&mut desk).await;
    assert!(!told.contains(heading), "nothing of it is read");
    read(&mut desk, "sample", 32).await;
    let told = report(&mut desk).await;
    assert!(told.contains(heading), "{told}");
    assert!(
        told.contains("32 responses of individuals, out of 160, were drawn"),
        "the group is in no share: {told}"
    );
    assert!(told.contains("Raised in, of 32"), "{told}");
}

#[tokio::test]
async fn the_machine_is_not_measured_on_copies_of_what_it_has_learnt_from() {
    let mut desk = desk().await;
    let copy = "The lighthouse of our town should be kept and painted every year, and nobody asked the keeper.";
    for _ in 0..60 {
        let voice = Voice::parent().answering("B7-why", copy);
        voice.says(&desk.app, BANDS).await;
    }
    desk.post("agreement/draw", &[]).await;
    read(&mut desk, "sample", 60).await;
    analyse(&desk).await;
    let measured = "SELECT COUNT(*) FROM audit_sample s JOIN text_item i ON i.id = s.text_item_id
      WHERE i.body LIKE '%keeper%' AND s.scores IS NOT NULL";
    assert!(desk.app.count(measured).await > 0, "nothing was learnt yet");
    let learnt = "SELECT COUNT(*) FROM reading q JOIN text_item i ON i.id = q.text_item_id
      WHERE i.body LIKE '%keeper%' AND q.verdict <> '' AND NOT EXISTS (SELECT 1 FROM audit_sample s WHERE s.text_item_id = i.id)";
    while desk.app.count(learnt).await == 0 {
        read(&mut desk, "unread", 10).await;
    }
    analyse(&desk).await;
    assert_eq!(desk.app.count(measured).await, 0);
    assert!(compared(&desk).await.0 > 0, "on the others it is");
}
