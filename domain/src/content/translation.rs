//! Translations of the published words: which texts there are, and putting them beside the English.
//!
//! A translation belongs to an English text, letter for letter. Where the English changes, the translation of what it
//! said before no longer fits and is not shown: readers get the new English, marked as English.

use super::{Audience, Content, Part, Piece, Place, Section, Worded, Wordings, texts};
use crate::question::{Question, QuestionWords};
use crate::text::{AudienceId, Language, OptionId};
use std::fmt;
use std::str::FromStr;

/// Where an English text stands that is to be translated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey {
    /// In which piece.
    pub piece: Piece,
    /// In whose words; none means everybody's.
    pub audience: Option<AudienceId>,
    /// Which text of the piece.
    pub part: Part,
}

/// Every English text, in reading order; empty ones are left out.
pub fn to_translate(content: &Content) -> Vec<(TextKey, &str)> {
    let english = Language::english();
    let all = texts(content).into_iter();
    all.filter(|(place, _)| place.language == english)
        .map(|(place, text)| (TextKey::from(place), text))
        .collect()
}

/// Puts words of a language beside the English ones. `find` gives the translation of a text, if there is one. A piece in
/// one audience's words is shown translated when every text of it is: half a question helps nobody.
pub fn translated(
    content: &Content,
    language: &Language,
    find: impl Fn(&TextKey, &str) -> Option<String>,
) -> Content {
    let mut content = content.clone();
    let find = &find;
    add(
        &mut content.wording,
        &Piece::Title,
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
        add(wording, &piece, language, find, |w, tr| {
            w.name = tr(Part::Name, &w.name)?;
            w.hint = tr(Part::Hint, &w.hint)?;
            w.introduction = tr(Part::Introduction, &w.introduction)?;
            Some(())
        });
    }
    for Section { id, wording, .. } in &mut content.sections {
        let piece = Piece::Section(id.clone());
        add(wording, &piece, language, find, |w, tr| {
            w.heading = tr(Part::Heading, &w.heading)?;
            w.body = tr(Part::Body, &w.body)?;
            Some(())
        });
    }
    for Question { id, wording, .. } in &mut content.questions {
        add(
            wording,
            &Piece::Question(id.clone()),
            language,
            find,
            question,
        );
    }
    content
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
    piece: &Piece,
    language: &Language,
    find: &impl Fn(&TextKey, &str) -> Option<String>,
    words: impl Fn(&mut T, &Translate<'_>) -> Option<()>,
) {
    let english = Language::english();
    let mut new = Vec::new();
    for worded in all.0.iter().filter(|w| w.language == english) {
        let there = |w: &&Worded<T>| &w.language == language && w.audience == worded.audience;
        if all.0.iter().any(|w| there(&w)) {
            continue;
        }
        let translate = |part: Part, text: &str| match text.is_empty() {
            true => Some(String::new()),
            false => {
                let key = TextKey {
                    piece: piece.clone(),
                    audience: worded.audience.clone(),
                    part,
                };
                find(&key, text)
            }
        };
        let mut translated = worded.words.clone();
        if words(&mut translated, &translate).is_some() {
            new.push(Worded {
                language: language.clone(),
                audience: worded.audience.clone(),
                words: translated,
            });
        }
    }
    all.0.extend(new);
}

impl From<Place> for TextKey {
    fn from(place: Place) -> Self {
        Self {
            piece: place.piece,
            audience: place.audience,
            part: place.part,
        }
    }
}

/// `question/P4:title`, `question/P4:option/bus:young-person`. Stable: it stands in files that translators send back.
impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.piece, part_name(&self.part))?;
        match &self.audience {
            Some(audience) => write!(f, ":{audience}"),
            None => Ok(()),
        }
    }
}

fn part_name(part: &Part) -> String {
    match part {
        Part::Title => "title".to_owned(),
        Part::Summary => "summary".to_owned(),
        Part::Heading => "heading".to_owned(),
        Part::Name => "name".to_owned(),
        Part::Hint => "hint".to_owned(),
        Part::Body => "body".to_owned(),
        Part::Introduction => "introduction".to_owned(),
        Part::Option(id) => format!("option/{id}"),
        Part::FactTitle(number) => format!("fact-title/{number}"),
        Part::Fact(number) => format!("fact/{number}"),
    }
}

fn part_named(name: &str) -> Option<Part> {
    Some(match name.split_once('/') {
        None => match name {
            "title" => Part::Title,
            "summary" => Part::Summary,
            "heading" => Part::Heading,
            "name" => Part::Name,
            "hint" => Part::Hint,
            "body" => Part::Body,
            "introduction" => Part::Introduction,
            _ => return None,
        },
        Some(("option", id)) => Part::Option(OptionId::parse(id).ok()?),
        Some(("fact-title", number)) => Part::FactTitle(number.parse().ok()?),
        Some(("fact", number)) => Part::Fact(number.parse().ok()?),
        Some(_) => return None,
    })
}

/// The text names no text of any words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("names no text")]
pub struct NotAText;

impl FromStr for TextKey {
    type Err = NotAText;

    fn from_str(text: &str) -> Result<Self, NotAText> {
        let mut names = text.splitn(3, ':');
        let piece = names.next().and_then(|name| name.parse().ok());
        let part = names.next().and_then(part_named);
        let audience = match names.next() {
            Some(id) => Some(AudienceId::parse(id).map_err(|_| NotAText)?),
            None => None,
        };
        Ok(Self {
            piece: piece.ok_or(NotAText)?,
            audience,
            part: part.ok_or(NotAText)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn keys_are_written_and_read_the_same_way() {
        for (key, _) in to_translate(&content()) {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for wrong in [
            "",
            "title",
            "title:",
            "question/Q1:colour",
            "question/Q1:title:A B",
        ] {
            assert_eq!(wrong.parse::<TextKey>(), Err(NotAText), "{wrong}");
        }
    }

    #[test]
    fn a_piece_is_translated_when_all_of_it_is() {
        let polish = Language::parse("pl").unwrap();
        let but = |missing: &'static str| {
            move |key: &TextKey, english: &str| {
                (key.to_string() != missing).then(|| format!("pl {english}"))
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
        let whole = translated(&content(), &polish, |_, text| Some(format!("pl {text}")));
        assert_eq!(to_translate(&whole), to_translate(&content()));
    }
}
