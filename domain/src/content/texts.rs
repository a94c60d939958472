//! Every text of the published words, with where it stands.

use super::{Content, DocumentText, Piece, Worded, Wordings};
use crate::question::QuestionWords;
use crate::text::{AudienceId, Language, OptionId};

/// Which text of a piece.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Of the consultation, a question or a document.
    Title,
    /// Of the consultation or a document.
    Summary,
    /// Of a section or a clause.
    Heading,
    /// Of an audience.
    Name,
    /// Under a question or the name of an audience.
    Hint,
    /// Of a section, a clause or a statement. Markdown.
    Body,
    /// Read first by an audience. Markdown.
    Introduction,
    /// The label of an option.
    Option(OptionId),
    /// The title of a fact, from 1.
    FactTitle(usize),
    /// A fact, from 1. Markdown.
    Fact(usize),
}

/// Where a text stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// In which piece.
    pub piece: Piece,
    /// In which language.
    pub language: Language,
    /// For whom; none means everybody.
    pub audience: Option<AudienceId>,
    /// Which text of the piece.
    pub part: Part,
}

/// Every text, in reading order; empty ones are left out.
pub fn texts(content: &Content) -> Vec<(Place, &str)> {
    let mut found = Vec::new();
    wordings(Piece::Title, &content.wording, &mut found, |words| {
        vec![
            (Part::Title, words.title.as_str()),
            (Part::Summary, words.summary.as_str()),
        ]
    });
    for audience in &content.audiences {
        let piece = Piece::Audience(audience.id.clone());
        wordings(piece, &audience.wording, &mut found, |words| {
            vec![
                (Part::Name, words.name.as_str()),
                (Part::Hint, words.hint.as_str()),
                (Part::Introduction, words.introduction.as_str()),
            ]
        });
    }
    for section in &content.sections {
        let piece = Piece::Section(section.id.clone());
        wordings(piece, &section.wording, &mut found, |words| {
            vec![
                (Part::Heading, words.heading.as_str()),
                (Part::Body, words.body.as_str()),
            ]
        });
    }
    for question in &content.questions {
        let piece = Piece::Question(question.id.clone());
        wordings(piece, &question.wording, &mut found, of_question);
    }
    found.extend(texts_in(&content.documents));
    found
}

/// Every text of documents, in reading order; empty ones are left out.
pub fn texts_in(documents: &[DocumentText]) -> Vec<(Place, &str)> {
    let mut found = Vec::new();
    for document in documents {
        let piece = Piece::Document(document.id.clone());
        wordings(piece, &document.wording, &mut found, |words| {
            vec![
                (Part::Title, words.title.as_str()),
                (Part::Summary, words.summary.as_str()),
            ]
        });
        for clause in &document.clauses {
            let piece = Piece::Clause(document.id.clone(), clause.key.clone());
            wordings(piece, &clause.wording, &mut found, |words| {
                vec![
                    (Part::Heading, words.heading.as_str()),
                    (Part::Body, words.body.as_str()),
                ]
            });
        }
    }
    found
}

fn of_question(words: &QuestionWords) -> Vec<(Part, &str)> {
    let mut texts = vec![
        (Part::Title, words.title.as_str()),
        (Part::Hint, words.hint.as_str()),
        (Part::Body, words.body.as_str()),
    ];
    let labels = words.labels.iter();
    texts.extend(labels.map(|(id, label)| (Part::Option(id.clone()), label.as_str())));
    for (number, fact) in (1..).zip(&words.facts) {
        texts.push((Part::FactTitle(number), fact.title.as_str()));
        texts.push((Part::Fact(number), fact.body.as_str()));
    }
    texts
}

fn wordings<'a, T>(
    piece: Piece,
    all: &'a Wordings<T>,
    found: &mut Vec<(Place, &'a str)>,
    parts: impl Fn(&'a T) -> Vec<(Part, &'a str)>,
) {
    for Worded {
        language,
        audience,
        words,
        ..
    } in &all.0
    {
        let there = parts(words)
            .into_iter()
            .filter(|(_, text)| !text.is_empty());
        found.extend(there.map(|(part, text)| {
            let place = Place {
                piece: piece.clone(),
                language: language.clone(),
                audience: audience.clone(),
                part,
            };
            (place, text)
        }));
    }
}
