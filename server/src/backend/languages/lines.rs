//! How translations stand to the English, and what is new in a form or file.

use crate::storage::translation::Row as Text;
use app::api::{FieldError, NAME_LIMIT, State, TRANSLATION_LIMIT, TextLine, Translator};
use domain::content::TextKey;
use domain::text::clean;
use std::collections::BTreeMap;

/// The translation that counts of each text and English, by both.
pub(super) fn latest<'a>(
    texts: impl IntoIterator<Item = &'a Text>,
) -> BTreeMap<(TextKey, String), &'a Text> {
    let texts = texts.into_iter();
    texts
        .map(|text| ((text.key.clone(), text.english.clone()), text))
        .collect()
}

/// Every English text with its translation.
pub(super) fn lines(
    english: &[(TextKey, &str)],
    texts: &[Text],
    checked: u32,
    closed: bool,
    fixed: &impl Fn(&TextKey, &str) -> bool,
) -> Vec<TextLine> {
    let latest = latest(texts);
    let line = |(key, english): &(TextKey, &str)| {
        let now = latest.get(&(key.clone(), (*english).to_owned()));
        let now = now.filter(|text| !text.words.is_empty());
        // What an older English said is of use to whoever translates the new.
        let older = texts
            .iter()
            .rev()
            .find(|text| &text.key == key && !text.words.is_empty());
        let older = older.filter(|older| {
            let still = latest.get(&(older.key.clone(), older.english.clone()));
            still.is_some_and(|still| !still.words.is_empty())
        });
        let (found, state) = match (now, older) {
            (Some(now), _) => (Some(*now), State::Done),
            (None, Some(older)) => (Some(older), State::Stale(older.english.clone())),
            (None, None) => (None, State::Missing),
        };
        TextLine {
            english: (*english).to_owned(),
            fixed: closed && fixed(key, english),
            words: found.map(|text| text.words.clone()).unwrap_or_default(),
            by: found.map_or_else(Translator::default, |text| Translator {
                machine: text.maker == "machine",
                name: text.translator.clone(),
            }),
            read: found.is_some_and(|text| text.step <= checked),
            state,
            key: key.clone(),
        }
    };
    english.iter().map(line).collect()
}

/// What is new in a form or file, and what is wrong with it.
pub(super) fn changed(
    english: &[(TextKey, &str)],
    before: &[Text],
    texts: Vec<(TextKey, String)>,
    by: &Translator,
    others: &[u32],
    fixed: impl Fn(&TextKey, &str) -> bool,
) -> (Vec<Text>, Vec<FieldError>) {
    let latest = latest(before);
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    if by.name.chars().count() > NAME_LIMIT {
        wrong.push(FieldError::code("translator", "too_long"));
    }
    for (key, words) in texts {
        let words = clean(&words);
        let Some((_, english)) = english.iter().find(|(known, _)| known == &key) else {
            wrong.push(FieldError::code(key.to_string(), "gone"));
            continue;
        };
        let now = latest.get(&(key.clone(), (*english).to_owned()));
        if now.map_or("", |text| text.words.as_str()) == words {
            continue;
        }
        if fixed(&key, english) {
            wrong.push(FieldError::code(key.to_string(), "closed"));
        }
        if now.is_some_and(|text| others.contains(&text.step)) {
            wrong.push(FieldError::code(key.to_string(), "changed_meanwhile"));
        }
        if words.chars().count() > TRANSLATION_LIMIT {
            wrong.push(FieldError::code(key.to_string(), "too_long"));
        }
        rows.push(Text {
            // Given by the step that it comes with.
            step: 0,
            key,
            english: (*english).to_owned(),
            words,
            maker: if by.machine { "machine" } else { "person" }.to_owned(),
            translator: by.name.trim().to_owned(),
        });
    }
    (rows, wrong)
}
