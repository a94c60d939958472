//! A consultation that is made from an earlier one, in the languages of the earlier one.

use super::officer::signed_in;
use super::*;
use domain::content::TextKey;

const TEXTS: &str =
    "SELECT t.words FROM translation t JOIN consultation c ON c.id = t.consultation_id
WHERE c.slug = 'banding-2' AND t.place = 'title:summary'";

/// Saves one translation that a machine made.
async fn by_machine(app: &TestApp, slug: &Slug, key: &str, words: &str) {
    let (operator, polish) = (TestApp::operator(), language("pl"));
    let at = app.live.translating(&operator, slug, &polish).await;
    let key: TextKey = key.parse().unwrap();
    let batch = Batch {
        texts: vec![(key, words.to_owned())],
        by: Translator {
            machine: true,
            name: "Engine".to_owned(),
        },
        newest: at.unwrap().newest,
        import: false,
    };
    let saved = app
        .live
        .save_translations(&operator, slug, &polish, batch)
        .await;
    assert_eq!(saved, Ok(1));
}

#[tokio::test]
async fn a_copy_speaks_the_languages_of_the_earlier_one_with_what_is_old_and_what_nobody_has_read()
{
    let app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "banding").await;
    let (operator, polish) = (TestApp::operator(), language("pl"));
    let (first, second): (Slug, Slug) = ("banding".parse().unwrap(), "banding-2".parse().unwrap());
    translate(&app, "banding", "pl", |key, english| {
        (key != "section/why:heading").then(|| format!("PL {english}"))
    })
    .await;
    let read = app
        .live
        .translations_read(&operator, &first, &polish, "An interpreter", 1);
    assert_eq!(read.await, Ok(()));
    by_machine(&app, &first, "title:summary", "Maszyna").await;
    let mut officer = signed_in(&app, "ada").await;
    let title = "/officer/consultations/banding/build/title";
    let page = officer.get(title).await;
    officer
        .press(&page, title, &[("title", "A title of this year")])
        .await;
    let new = "/officer/consultations/new";
    let page = officer.get(new).await;
    let typed = [
        ("kind", "copy:banding"),
        ("slug", "banding-2"),
        ("title", ""),
    ];
    officer.press(&page, new, &typed).await;

    let of = |slug: Slug| {
        let (live, operator, polish) = (&app.live, &operator, &polish);
        async move {
            let found = live.translating(operator, &slug, polish).await.unwrap();
            let spoken = live.languages(operator, &slug).await.unwrap().languages;
            (found.texts, spoken)
        }
    };
    let (texts, spoken) = of(first).await;
    assert_eq!((spoken[0].stale, spoken[0].unread_machine), (1, 1));
    assert!(spoken[0].checked.is_some() && spoken[0].translated > 100);
    assert_eq!(of(second).await, (texts, spoken));
    assert_eq!(app.texts_of(TEXTS).await, ["Maszyna"], "only what counts");
    let page = officer
        .get("/officer/consultations/banding-2/build/languages/pl")
        .await;
    assert!(
        page.text("main")
            .contains("Came with the consultation that was copied"),
        "{}",
        page.text("main")
    );
}
