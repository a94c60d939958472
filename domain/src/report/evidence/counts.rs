//! Counts of people, as they come from the records.

use crate::coding::Standing;
use crate::contribution::{Capacity, Channel, Form};
use crate::document::Stance;
use crate::typing::Typing;
use serde::{Deserialize, Serialize};

/// Contributions of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// What was sent.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience; none when not said.
    pub audience: Option<String>,
    /// Id of the locality; none when not said.
    pub locality: Option<String>,
    /// Came after closing and the grace time.
    pub late: bool,
    /// How many contributions.
    pub count: u64,
}

/// Responses in easy words that were typed the same way. Timely ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Id of the audience.
    pub audience: String,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Who typed them.
    pub typing: Typing,
    /// How many responses.
    pub count: u64,
}

/// A group that answered together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupAnswer {
    /// Its name, if it agreed to be named; else what kind of group.
    pub name: String,
    /// People it stands for. Never added to individuals.
    pub people: u64,
}

/// A question with options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedQuestion {
    /// Such as `B4`.
    pub id: String,
    /// What readers call it, such as "Question 4".
    pub name: String,
    /// As asked.
    pub title: String,
    /// In the order of the form.
    pub options: Vec<super::Named>,
    /// Whether one person may pick several.
    pub several: bool,
    /// Whether `picked` counts what people put first.
    #[serde(default)]
    pub first: bool,
    /// How many people answered. The base of every share.
    pub answered: Vec<Answered>,
    /// How many picked each option.
    pub picked: Vec<Picked>,
}

/// A question answered with a number, an amount or a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberQuestion {
    /// Such as `S9`.
    pub id: String,
    /// What readers call it, such as "Question 9".
    pub name: String,
    /// As asked.
    pub title: String,
    /// What each individual gave, least first, as people read it. Never printed as it stands.
    pub given: Vec<String>,
}

/// People who answered a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience; none when not said.
    pub audience: Option<String>,
    /// How many.
    pub people: u64,
}

/// People who picked an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience; none when not said.
    pub audience: Option<String>,
    /// Id of the option.
    pub option: String,
    /// How many.
    pub people: u64,
}

/// A question with free text, or the comments on a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextQuestion {
    /// Letters with words that a person marked as an answer to it. Counted apart.
    #[serde(default)]
    pub letters: u64,
    /// Such as `P7`, or the document's slug.
    pub id: String,
    /// What readers call it, such as "Question 7"; of a document, the same as the title.
    pub name: String,
    /// As asked; for comments, such as "Comments on the draft framework".
    pub title: String,
    /// People who wrote something. The base of every share.
    pub commented: Vec<Commented>,
    /// The code frame, in its order.
    pub themes: Vec<Theme>,
    /// How many people raised each theme: each person once a theme, confirmed if any passage of theirs is.
    pub mentions: Vec<Mention>,
    /// How far coding got.
    pub coverage: Coverage,
}

/// People who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commented {
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience; none when not said.
    pub audience: Option<String>,
    /// Id of the locality; none when not said.
    pub locality: Option<String>,
    /// How many.
    pub people: u64,
}

/// A theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// As in the mentions.
    pub id: String,
    /// What its texts are about.
    pub label: String,
    /// The label of the theme it is a part of.
    #[serde(default)]
    pub part_of: Option<String>,
    /// A few comments on it may matter more than many others: equality, law, safety.
    pub weighty: bool,
    /// Chosen to show the range of views, also the rare ones. Cleared and consented.
    pub quotes: Vec<crate::report::Quote>,
}

impl Theme {
    /// What reports call it, such as "long waits (part of “Getting help in time”)".
    #[must_use]
    pub fn named(&self) -> String {
        match &self.part_of {
            Some(whole) => format!("{} (part of “{whole}”)", self.label),
            None => self.label.clone(),
        }
    }
}

/// People who raised a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Id of the theme.
    pub theme: String,
    /// How sure that is. Rejected ones are not counted.
    pub standing: Standing,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Id of the audience; none when not said.
    pub audience: Option<String>,
    /// Id of the locality; none when not said.
    pub locality: Option<String>,
    /// How many.
    pub people: u64,
}

/// How far coding got: texts of individuals to one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Texts there are.
    pub texts: u64,
    /// Looked at by a person, with or without a theme.
    pub coded: u64,
    /// Looked at and found to fit no theme.
    pub no_theme: u64,
    /// Set aside as not about the consultation.
    pub irrelevant: u64,
}

impl Coverage {
    /// Whether every text was read. Until then who raised a theme is known of those who were read only, and a share of
    /// all who commented would say too little.
    pub fn is_whole(self) -> bool {
        self.coded >= self.texts
    }
}

/// What people thought of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseViews {
    /// Title of the document.
    pub document: String,
    /// Number and heading, such as "3.2 Best fit".
    pub clause: String,
    /// How many thought what.
    pub views: Vec<View>,
}

/// People of one mind on a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// For whom they speak.
    pub capacity: Capacity,
    /// Agree, change or object.
    pub stance: Stance,
    /// How many.
    pub people: u64,
}

/// How far word got.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Such as "Views of the consultation page".
    pub what: String,
    /// How many.
    pub count: u64,
}

/// Responses against the size of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Such as "Primary schools". Institutions, not people.
    pub group: String,
    /// How many responded.
    pub responded: u64,
    /// How many there are.
    pub of: u64,
}

/// Sets of contributions that may be one person's, found by rule, and what a person said of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeats {
    /// Found to be one person's.
    pub joined: u64,
    /// Found to be different people's.
    pub apart: u64,
    /// Left as they are: nobody has said either.
    pub left: u64,
    /// Contributions that are kept and not counted, because a later one of the same person is.
    pub replaced: u64,
    /// Contributions that are kept and not counted, because their senders changed them before closing.
    #[serde(default)]
    pub changed: u64,
}

/// Free texts and whether they may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screened {
    /// All free texts.
    pub texts: u64,
    /// Shown with words blacked out.
    pub redacted: u64,
    /// Not shown.
    pub withheld: u64,
    /// Not looked at yet.
    pub unscreened: u64,
}
