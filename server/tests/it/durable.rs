//! Nothing is acknowledged before it is on disk, and whatever goes wrong with one submission is its own affair.

use crate::kit::TestApp;
use domain::contribution::Submission;
use futures::future::join_all;
use server::clock::{random_id, reference, secret};
use server::storage::contribution::New;
use server::storage::{Db, consultation};

async fn open() -> TestApp {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    app
}

/// A submission as the writer is given it.
async fn new(app: &TestApp) -> New {
    let row = app.live.public_row(&"banding".parse().unwrap()).await;
    let row = row.unwrap();
    let version = consultation::published(&app.live.db, row.id).await;
    let version = version.unwrap().unwrap();
    let submission: Submission = crate::kit::Voice::parent()
        .picking("P1", "agree")
        .answering("P3-why", "Nobody told us.")
        .submission(version.id);
    New {
        id: domain::id::ContributionId::from_uuid(random_id()),
        consultation: row.id,
        reference: reference(),
        submission_key: secret(),
        body_hash: secret(),
        submission,
        questions: version.content.questions,
        clauses: Vec::new(),
        received: app.live.clock.now(),
        entered: app.live.clock.now(),
        entered_by: None,
        late: false,
        flags: Vec::new(),
        letter: None,
        draft: None,
        scans: None,
    }
}

#[tokio::test]
async fn the_database_syncs_every_commit_to_disk() {
    let app = TestApp::new().await;
    match &app.live.db {
        Db::Sqlite(_) => {
            assert_eq!(app.texts_of("PRAGMA journal_mode").await, ["wal"]);
            let full = 2;
            assert_eq!(app.count("PRAGMA synchronous").await, full);
        }
        Db::Postgres(_) => {
            assert_eq!(app.texts_of("SHOW synchronous_commit").await, ["on"]);
        }
    }
}

#[tokio::test]
async fn one_bad_submission_fails_alone_and_its_neighbours_are_stored() {
    let app = open().await;
    let mut waiting = Vec::new();
    for at in 0..60 {
        let mut one = new(&app).await;
        if at % 20 == 7 {
            // No such version: the database refuses it.
            one.submission.version = domain::id::VersionId::from_uuid(random_id());
        }
        waiting.push(one);
    }
    // All at once, so that they share transactions.
    let results = join_all(waiting.iter().map(|one| app.live.writer.store(one.clone()))).await;
    for (at, (one, result)) in waiting.iter().zip(&results).enumerate() {
        match result {
            Ok(stored) => assert_eq!(stored.reference, one.reference),
            Err(_) => assert_eq!(at % 20, 7, "{at} failed with a bad neighbour"),
        }
    }
    assert_eq!(results.iter().filter(|r| r.is_err()).count(), 3);
    assert_eq!(app.stored("banding").await, 57);
    assert_eq!(app.count("SELECT COUNT(*) FROM text_item").await, 57);
}

#[tokio::test]
async fn a_comment_on_a_clause_that_is_nowhere_is_an_error_and_never_silently_lost() {
    let app = open().await;
    let mut lost = new(&app).await;
    let voice = crate::kit::Voice::parent().on_clause("framework", "nowhere", "Please listen.");
    lost.submission = voice.submission(lost.submission.version);
    assert!(app.live.writer.store(lost).await.is_err());
    assert_eq!(app.stored("banding").await, 0);
}

#[tokio::test]
async fn what_was_acknowledged_is_in_the_database_at_that_moment() {
    let app = open().await;
    let tries = (0..40).map(|_| async {
        let one = new(&app).await;
        let stored = app.live.writer.store(one).await.unwrap();
        // Another connection sees it: it is committed, not only about to be.
        let found = app
            .texts_of("SELECT reference FROM contribution")
            .await
            .contains(&stored.reference);
        assert!(found);
    });
    join_all(tries).await;
}

#[tokio::test]
async fn a_sender_who_goes_away_at_any_moment_loses_no_acknowledged_row() {
    let app = open().await;
    let mut kept = Vec::new();
    for polls in 0..12 {
        let gone = new(&app).await;
        let key = gone.submission_key.clone();
        cut_off(app.live.writer.store(gone.clone()), polls).await;
        // They come back with the same key and another reference, as the pages do.
        let again = New {
            reference: reference(),
            ..gone
        };
        let stored = app.live.writer.store(again).await.unwrap();
        kept.push((key, stored.reference));
    }
    assert_eq!(app.stored("banding").await, 12);
    for (key, reference) in kept {
        let found = server::storage::contribution::by_key(&app.live.db, &key).await;
        assert_eq!(found.unwrap().unwrap().reference, reference);
    }
}

/// Lets work go on for a few steps, then drops it: what happens to a handler whose browser hangs up.
pub async fn cut_off(work: impl Future, steps: usize) {
    let mut work = Box::pin(work);
    for _ in 0..steps {
        if futures::poll!(work.as_mut()).is_ready() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
}
