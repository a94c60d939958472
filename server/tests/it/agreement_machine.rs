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

/// One officer and 160 letters, every second one on the same odd thing.
async fn desk() -> Desk {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for n in 0..160 {
        let words = match n % 2 {
            0 => format!("Number {n} says the lighthouse keeps blinking at every harbour."),
            _ => format!("Number {n} says thank you kindly for the pleasant afternoon."),
        };
        Voice::parent().letter(&words).says(&app, BANDS).await;
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

async fn read_all(desk: &mut Desk) {
    let (operator, slug) = (TestApp::operator(), Slug::parse(BANDS).unwrap());
    let frame = desk.app.live.frame(&operator, &slug).await.unwrap();
    let fairness = frame.themes.iter().find(|t| t.code.as_str() == "fairness");
    let tie = format!("tie:{}", fairness.unwrap().id);
    let path = desk.path("code/decide");
    let mut page = desk.open("code").await;
    while let Some(words) = page.texts(".coding .body").into_iter().next() {
        let acts: &[&str] = match is_fair(&words) {
            true => &[&tie, "done"],
            false => &["none"],
        };
        for act in acts {
            let answer = desk.app.press(&page, &path, &[("act", act)]).await;
            page = desk.app.follow(answer).await;
        }
    }
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
    read_all(&mut desk).await;
    let (texts, before) = compared(&desk).await;
    assert_eq!(texts, 32);
    let before = before.unwrap();
    assert!(before < 0.3, "it could not know: {before}");

    analyse(&desk).await;
    let (texts, after) = compared(&desk).await;
    assert_eq!(texts, 32);
    let after = after.unwrap();
    assert!(
        after > 0.9,
        "it has learnt from the other texts since: {after}"
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
    read_all(&mut desk).await;
    for words in ["lighthouse", "afternoon"] {
        for n in 0..20 {
            let words = format!("Later {n}: the {words} again, with number {n}.");
            Voice::parent().letter(&words).says(&desk.app, BANDS).await;
        }
    }
    desk.post("agreement/draw", &[]).await;
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
    for text in texts {
        let page = desk.open(&format!("code?text={text}")).await;
        assert!(page.text(".coding .body").contains("Later"), "{text}");
        assert!(!page.text(".coding").contains("Suggested"), "{text}");
    }
}
