//! What is printed for one reader: a questionnaire to fill in with a pen, or a copy of answers to keep.

use crate::text::Language;
use serde::{Deserialize, Serialize};

/// A print-out, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The language that it is in, where a part of it does not say otherwise.
    pub language: Language,
    /// What the layout says itself.
    pub frame: Frame,
    /// The council's name.
    pub council: String,
    /// What it is about: the consultation's title.
    pub about: String,
    /// A few sentences on it; may be empty.
    pub summary: String,
    /// The language of both.
    pub about_language: Language,
    /// What it is, such as "A copy of your answers".
    pub title: String,
    /// Whether it is set in larger type, for easy reading.
    pub easy: bool,
    /// Paragraphs before the first part.
    pub notes: Vec<String>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// Words of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// At the foot of each page, with `{page}` and `{pages}` in it.
    pub page: String,
    /// Under a question that was left out.
    pub unanswered: String,
    /// Where letters are lacking: what `{mark}` stands for.
    pub lacking: String,
}

/// A part under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Whether it begins on a new page.
    pub new_page: bool,
    /// Paragraphs under the heading.
    pub notes: Vec<String>,
    /// Questions, each with its room or its answer.
    pub items: Vec<Item>,
}

/// A question on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// As asked.
    pub title: String,
    /// Help under it; may be empty.
    pub hint: String,
    /// What a statement says.
    pub body: Vec<Block>,
    /// The fact bank, for those who want to know more before they answer.
    pub facts: Vec<Fact>,
    /// The language of all this and of what is to be ticked; none for that of the print-out.
    pub language: Option<Language>,
    /// Name of the picture beside it; empty for none. Who sets the type puts the drawing in its place.
    pub picture: String,
    /// What is under it.
    pub space: Space,
}

/// Something to find out more about, in smaller type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Such as "Find out more: What is a band?".
    pub title: String,
    /// What is told.
    pub body: Vec<Block>,
}

/// A part of a longer text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "of")]
pub enum Block {
    /// A paragraph.
    Para(Vec<Run>),
    /// A list with bullets, each point of some blocks; of none where it is empty.
    Bullets(Vec<Vec<Block>>),
    /// A list with numbers.
    Numbers {
        /// The number of its first point.
        start: u64,
        /// Its points, as those of a list with bullets.
        points: Vec<Vec<Block>>,
    },
}

/// Words of a paragraph that are set alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they stand out.
    pub bold: bool,
}

/// What is under a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "of")]
pub enum Space {
    /// The answer that was given, a paragraph each; empty where it was left out.
    Answer(Vec<String>),
    /// Boxes to tick, with the words beside them.
    Ticks(Vec<String>),
    /// Lines to write on, this many.
    Lines(u8),
}

impl Item {
    /// Without a picture.
    pub fn new(title: &str, hint: &str, space: Space) -> Self {
        Self {
            title: title.to_owned(),
            hint: hint.to_owned(),
            body: Vec::new(),
            facts: Vec::new(),
            language: None,
            picture: String::new(),
            space,
        }
    }

    /// A question with the answer that was given.
    pub fn answered(title: &str, lines: Vec<String>) -> Self {
        Self::new(title, "", Space::Answer(lines))
    }
}
