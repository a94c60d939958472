//! Twelve months after a decision, what could identify a person is gone for good.

use crate::kit::TestApp;
use app::api::{Act, ResponseFilter, Responses as _, TextSeen, TextView};
use domain::coding::Screening;
use domain::text::Slug;
use jiff::SignedDuration;

const CHARTER: &str = "/consultations/co-production-charter";

/// Texts of the decided consultation that may not be shown, and of all others.
const HIDDEN: &str =
    "SELECT x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id
JOIN consultation n ON n.id = c.consultation_id
WHERE n.stage = 'decided' AND x.screening NOT IN ('cleared', 'redacted') ORDER BY x.id";
const CLEARED: &str = "SELECT x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id
JOIN consultation n ON n.id = c.consultation_id WHERE n.stage = 'decided' AND x.screening = 'cleared' ORDER BY x.id";
const REDACTED: &str = "SELECT x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id
JOIN consultation n ON n.id = c.consultation_id WHERE n.stage = 'decided' AND x.screening = 'redacted' ORDER BY x.id";
const RUNNING: &str =
    "SELECT x.body FROM text_item x JOIN contribution c ON c.id = x.contribution_id
JOIN consultation n ON n.id = c.consultation_id WHERE n.stage <> 'decided' ORDER BY x.id";

#[tokio::test]
async fn what_could_identify_a_person_is_struck_out_a_year_after_the_decision_and_the_thread_still_holds()
 {
    let mut app = TestApp::with_demo().await;
    screen_two(&app).await;
    let outcome = app.get(&format!("{CHARTER}/outcome")).await;
    let (hidden, cleared) = (app.texts_of(HIDDEN).await, app.texts_of(CLEARED).await);
    let (redacted, running) = (app.texts_of(REDACTED).await, app.texts_of(RUNNING).await);
    assert!(!hidden.is_empty() && !cleared.is_empty() && !redacted.is_empty());
    assert_eq!(
        server::jobs::anonymise(&app.live).await.unwrap(),
        0,
        "it is too early"
    );

    app.live.clock.advance(SignedDuration::from_hours(24 * 400));
    assert_eq!(server::jobs::anonymise(&app.live).await.unwrap(), 1);
    for (before, after) in hidden.iter().zip(app.texts_of(HIDDEN).await) {
        assert_eq!(before.chars().count(), after.chars().count());
        assert!(after.chars().all(|c| c == '█'), "{after}");
    }
    for (before, after) in redacted.iter().zip(app.texts_of(REDACTED).await) {
        assert_eq!(before.chars().count(), after.chars().count());
        assert!(
            after.contains('█') && after.chars().any(|c| c != '█'),
            "{after}"
        );
    }
    assert_eq!(app.texts_of(CLEARED).await, cleared);
    assert_eq!(
        app.texts_of(RUNNING).await,
        running,
        "what is not decided is not touched"
    );
    assert_eq!(app.texts_of("SELECT reason FROM redaction r JOIN passage p ON p.id = r.passage_id
        JOIN text_item x ON x.id = p.text_item_id JOIN contribution c ON c.id = x.contribution_id
        JOIN consultation n ON n.id = c.consultation_id WHERE n.stage = 'decided' AND r.reason <> ''").await.len(), 0);

    let again = app.get(&format!("{CHARTER}/outcome")).await;
    assert_eq!(again.texts("main p"), outcome.texts("main p"));
    assert_eq!(
        server::jobs::anonymise(&app.live).await.unwrap(),
        0,
        "once is enough"
    );
    assert_eq!(
        app.count("SELECT COUNT(*) FROM audit WHERE what = 'retention.anonymise'")
            .await,
        1
    );
}

/// Withholds one cleared text of the charter, and covers a word of another.
async fn screen_two(app: &TestApp) {
    let (operator, slug) = (
        TestApp::operator(),
        Slug::parse("co-production-charter").unwrap(),
    );
    let filter = ResponseFilter::default();
    let list = app
        .live
        .responses(&operator, &slug, &filter, 1)
        .await
        .unwrap();
    let mut acts = vec![
        Act::Withhold {
            reason: "It names a person".to_owned(),
        },
        Act::Cover {
            words: "the".to_owned(),
            replacement: "[a name]".to_owned(),
            reason: "For a test".to_owned(),
        },
    ];
    for line in list.rows {
        let whole = app
            .live
            .response(&operator, &slug, &line.reference)
            .await
            .unwrap();
        let texts = whole.questions.iter().flat_map(|q| &q.texts);
        let fits = |t: &&TextView| t.screening == Screening::Cleared && t.body.contains(" the ");
        let Some(text) = texts.into_iter().find(fits) else {
            continue;
        };
        let Some(act) = acts.pop() else {
            return;
        };
        let seen = TextSeen {
            slug: slug.clone(),
            reference: line.reference.clone(),
            text: text.id,
            seen: text.seen.clone(),
        };
        app.live.screen(&operator, &seen, act).await.unwrap();
    }
    assert!(acts.is_empty(), "too few texts to screen");
}
