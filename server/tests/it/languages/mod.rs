//! Reading and answering in another language, and officers who translate.

mod beside;
mod copied;
mod documents;
mod officer;
mod outcome;
mod pseudo;
mod reader;

use crate::kit::{Answer, TestApp};
use app::api::{Batch, Languages as _, Translator};
use domain::text::{Language, Slug};

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

/// Translates every text of a consultation with `words`, where it gives any, and lets readers choose the language.
async fn translate(
    app: &TestApp,
    slug: &str,
    tag: &str,
    words: impl Fn(&str, &str) -> Option<String>,
) {
    let (operator, slug, language) = (
        TestApp::operator(),
        slug.parse::<Slug>().unwrap(),
        language(tag),
    );
    app.live
        .add_language(&operator, &slug, Some(&language))
        .await
        .unwrap();
    let at = app
        .live
        .translating(&operator, &slug, &language)
        .await
        .unwrap();
    let texts = at.texts.into_iter();
    let texts = texts.filter_map(|text| {
        Some((
            text.key.clone(),
            words(&text.key.to_string(), &text.english)?,
        ))
    });
    let by = Translator {
        machine: false,
        name: "Anna".to_owned(),
    };
    let batch = Batch {
        texts: texts.collect(),
        by,
        newest: at.newest,
        import: false,
    };
    app.live
        .save_translations(&operator, &slug, &language, batch)
        .await
        .unwrap();
    app.live
        .offer_language(&operator, &slug, &language, true)
        .await
        .unwrap();
}

/// `lang` and `dir` of the page.
fn of_page(page: &Answer) -> (String, Option<String>) {
    let lang = page.attributes("html", "lang").remove(0);
    (lang, page.attributes("html", "dir").into_iter().next())
}
