//! Translations of the published words: which texts there are, and putting them beside the English.
//!
//! A translation belongs to an English text, letter for letter. Where the English changes, the translation of what it
//! said before no longer fits and is not shown: readers get the new English, marked as English.

use super::{
    Audience, Content, DocumentText, Part, Piece, Place, Section, TextKey, Worded, Wordings, texts,
    texts_in,
};
use crate::question::{Question, QuestionWords};
use crate::text::Language;
use std::cell::Cell;

/// A translation of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// What it is in the language.
    pub words: String,
    /// Whether a machine made it and no speaker of the language has read it.
    pub unchecked: bool,
}

impl From<String> for Translation {
    fn from(words: String) -> Self {
        Self {
            words,
            unchecked: false,
        }
    }
}

/// Every English text but those of documents, in reading order; empty ones are left out.
pub fn to_translate(content: &Content) -> Vec<(TextKey, &str)> {
    let mut all = english(texts(content));
    all.retain(|(key, _)| !key.piece.of_document());
    all
}

/// Every English text of documents, in reading order; empty ones are left out.
pub fn to_translate_in(documents: &[DocumentText]) -> Vec<(TextKey, &str)> {
    english(texts_in(documents))
}

fn english(texts: Vec<(Place, &str)>) -> Vec<(TextKey, &str)> {
    let english = Language::english();
    let all = texts.into_iter();
    all.filter(|(place, _)| place.language == english)
        .map(|(place, text)| (TextKey::from(place), text))
        .collect()
}

/// Puts words of a language beside the English ones. `find` gives the translation of a text, if there is one. A piece in
/// one audience's words is shown translated when every text of it is: half a question helps nobody.
pub fn translated(
    content: &Content,
    language: &Language,
    find: impl Fn(&TextKey, &str) -> Option<Translation>,
) -> Content {
    let mut content = content.clone();
    let find = &find;
    add(
        &mut content.wording,
        Piece::Title,
        language,
        find,
        |w, tr| {
            w.title = tr(Part::Title, &w.title)?;
            w.summary = tr(Part::Summary, &w.summary)?;
            Some(())
        },
    );
    for Audience { id, wording, .. } in &mut content.audiences {
        let piece = Piece::Audience(id.clone());
        add(wording, piece, language, find, |w, tr| {
            w.name = tr(Part::Name, &w.name)?;
            w.hint = tr(Part::Hint, &w.hint)?;
            w.introduction = tr(Part::Introduction, &w.introduction)?;
            Some(())
        });
    }
    for Section { id, wording, .. } in &mut content.sections {
        let piece = Piece::Section(id.clone());
        add(wording, piece, language, find, |w, tr| {
            w.heading = tr(Part::Heading, &w.heading)?;
            w.body = tr(Part::Body, &w.body)?;
            Some(())
        });
    }
    for Question { id, wording, .. } in &mut content.questions {
        let piece = Piece::Question(id.clone());
        add(wording, piece, language, find, question);
    }
    content
}

/// Puts words of a language beside the English ones of a document, as [`translated`] does.
pub fn translate_document(
    document: &mut DocumentText,
    language: &Language,
    find: impl Fn(&TextKey, &str) -> Option<Translation>,
) {
    let id = document.id.clone();
    let (find, piece) = (&find, Piece::Document(id.clone()));
    add(&mut document.wording, piece, language, find, |w, tr| {
        w.title = tr(Part::Title, &w.title)?;
        w.summary = tr(Part::Summary, &w.summary)?;
        Some(())
    });
    for clause in &mut document.clauses {
        let piece = Piece::Clause(id.clone(), clause.key.clone());
        add(&mut clause.wording, piece, language, find, |w, tr| {
            w.heading = tr(Part::Heading, &w.heading)?;
            w.body = tr(Part::Body, &w.body)?;
            Some(())
        });
    }
}

type Translate<'a> = dyn Fn(Part, &str) -> Option<String> + 'a;

fn question(words: &mut QuestionWords, tr: &Translate<'_>) -> Option<()> {
    words.title = tr(Part::Title, &words.title)?;
    words.hint = tr(Part::Hint, &words.hint)?;
    words.body = tr(Part::Body, &words.body)?;
    for (id, label) in &mut words.labels {
        *label = tr(Part::Option(id.clone()), label)?;
    }
    for (number, fact) in (1..).zip(&mut words.facts) {
        fact.title = tr(Part::FactTitle(number), &fact.title)?;
        fact.body = tr(Part::Fact(number), &fact.body)?;
    }
    Some(())
}

fn add<T: Clone>(
    all: &mut Wordings<T>,
    piece: Piece,
    language: &Language,
    find: &impl Fn(&TextKey, &str) -> Option<Translation>,
    words: impl Fn(&mut T, &Translate<'_>) -> Option<()>,
) {
    let english = Language::english();
    let mut new = Vec::new();
    for worded in all.0.iter().filter(|w| w.language == english) {
        let there = |w: &&Worded<T>| &w.language == language && w.audience == worded.audience;
        if all.0.iter().any(|w| there(&w)) {
            continue;
        }
        let unchecked = Cell::new(false);
        let translate = |part: Part, text: &str| match text.is_empty() {
            true => Some(String::new()),
            false => {
                let key = TextKey {
                    piece: piece.clone(),
                    audience: worded.audience.clone(),
                    part,
                };
                let found = find(&key, text)?;
                unchecked.set(unchecked.get() || found.unchecked);
                Some(found.words)
            }
        };
        let mut translated = worded.words.clone();
        if words(&mut translated, &translate).is_some() {
            new.push(Worded {
                language: language.clone(),
                audience: worded.audience.clone(),
                unchecked: unchecked.get(),
                words: translated,
            });
        }
    }
    all.0.extend(new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::AudienceId;

    fn content() -> Content {
        serde_json::from_value(serde_json::json!({
            "wording": [{"title": "Banding", "summary": "What it is"}],
            "audiences": [],
            "sections": [],
            "questions": [{
                "id": "Q1", "kind": "single", "options": ["bus", "car"],
                "wording": [
                    {"title": "How?", "labels": {"bus": "By bus", "car": "By car"}},
                    {"audience": "young-person", "title": "How do you go?", "labels": {}}
                ]
            }]
        }))
        .unwrap()
    }

    #[test]
    fn a_piece_is_translated_when_all_of_it_is() {
        let polish = Language::parse("pl").unwrap();
        let but = |missing: &'static str| {
            move |key: &TextKey, english: &str| {
                (key.to_string() != missing).then(|| format!("pl {english}").into())
            }
        };
        let young = AudienceId::parse("young-person").unwrap();
        let whole = translated(&content(), &polish, but(""));
        let question = &whole.questions[0];
        assert_eq!(question.words(&polish, None).labels.len(), 2);
        assert_eq!(
            question.words(&polish, Some(&young)).title,
            "pl How do you go?"
        );
        assert_eq!(
            whole.wording.pick(&polish, None).unwrap().words.title,
            "pl Banding"
        );
        let part = translated(&content(), &polish, but("question/Q1:option/car"));
        assert_eq!(part.questions[0].words(&polish, None).title, "How?");
        assert_eq!(
            part.questions[0].words(&polish, Some(&young)).title,
            "pl How do you go?"
        );
    }

    #[test]
    fn english_stays_as_it_is() {
        let polish = Language::parse("pl").unwrap();
        let whole = translated(&content(), &polish, |_, text| {
            Some(format!("pl {text}").into())
        });
        assert_eq!(to_translate(&whole), to_translate(&content()));
    }

    fn framework() -> DocumentText {
        serde_json::from_value(serde_json::json!({
            "id": "framework",
            "wording": [{"title": "Framework", "summary": ""}],
            "clauses": [{"key": "fit", "number": "1", "wording": [{"heading": "Fit", "body": "We look."}]}]
        }))
        .unwrap()
    }

    #[test]
    fn a_clause_is_translated_by_its_key_and_says_where_nobody_read_what_a_machine_made() {
        let polish = Language::parse("pl").unwrap();
        let mut document = framework();
        let documents = [framework()];
        let keys: Vec<String> = to_translate_in(&documents)
            .iter()
            .map(|(key, _)| key.to_string())
            .collect();
        assert_eq!(
            keys,
            [
                "document/framework:title",
                "clause/framework/fit:heading",
                "clause/framework/fit:body"
            ]
        );
        translate_document(&mut document, &polish, |key, english| {
            Some(Translation {
                words: format!("pl {english}"),
                unchecked: key.to_string() == "clause/framework/fit:body",
            })
        });
        let clause = document.clauses[0].wording.pick(&polish, None).unwrap();
        assert_eq!(
            (clause.words.body.as_str(), clause.unchecked),
            ("pl We look.", true)
        );
        let title = document.wording.pick(&polish, None).unwrap();
        assert_eq!(
            (title.words.title.as_str(), title.unchecked),
            ("pl Framework", false)
        );
    }
}
