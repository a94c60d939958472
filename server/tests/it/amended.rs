//! A published version is kept in memory; a newer one must be seen at once all the same.

use crate::kit::TestApp;
use domain::id::VersionId;
use server::clock::ordered_id;
use server::storage::consultation;
use std::collections::BTreeMap;

const PAGE: &str = "/consultations/library";

/// Puts an amended version beside the published one; it counts once it is published.
async fn amend(app: &TestApp, summary: &str) -> VersionId {
    let row = app.live.public_row(&"library".parse().unwrap()).await;
    let row = row.unwrap();
    let first = consultation::published(&app.live.db, row.id).await;
    let first = first.unwrap().unwrap();
    let mut content = first.content;
    for wording in &mut content.wording.0 {
        wording.words.summary = summary.to_owned();
    }
    let id = VersionId::from_uuid(ordered_id());
    let mut tx = app.live.db.begin().await.unwrap();
    let number = first.number + 1;
    consultation::insert_version(&mut tx, id, row.id, number, &content, "A figure was wrong")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn an_amended_version_is_shown_at_once_and_a_draft_keeps_the_one_it_was_begun_with() {
    let mut app = TestApp::new().await;
    app.open_blueprint(include_str!("respond/library.toml"), "library")
        .await;
    let mut somebody = app.other_browser();
    let typed = BTreeMap::from([("role", "parent"), ("sunday", "agree"), ("quote", "no")]);
    let check = somebody.answer_all("library", "parent-carer", &typed).await;
    assert!(!app.get(PAGE).await.body.contains("Now with Mondays"));
    let second = amend(&app, "Now with Mondays too.").await;
    // Asked for while it is being written, it must not be kept as it is then.
    app.live.version(second).await.unwrap();
    assert!(!app.get(PAGE).await.body.contains("Now with Mondays"));
    let mut tx = app.live.db.begin().await.unwrap();
    consultation::publish(&mut tx, second, app.live.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for path in [PAGE, "/consultations"] {
        assert!(
            app.get(path).await.body.contains("Now with Mondays"),
            "{path}"
        );
    }
    let writing = somebody
        .get(&format!("{PAGE}/respond/question-sunday"))
        .await;
    let told = writing.text(".notice");
    assert!(
        told.contains("We changed this consultation after you began."),
        "{told}"
    );
    let begun_after = app
        .other_browser()
        .answer_all("library", "parent-carer", &typed)
        .await;
    assert!(!begun_after.body.contains("after you began"));
    let published = app.live.version(second).await.unwrap().unwrap();
    assert!(published.published.is_some());
    let answer = somebody
        .press(&check, &format!("{PAGE}/respond/send"), &[])
        .await;
    somebody.follow(answer).await;
    assert_eq!(
        app.count(
            "SELECT v.number FROM contribution c JOIN consultation_version v ON v.id = c.version_id"
        )
        .await,
        1
    );
}
