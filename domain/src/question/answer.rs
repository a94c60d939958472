//! An answer: what was picked and what was typed, whatever the question's type.

use super::Day;
use crate::text::{QuestionId, clean};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody answered to one question. Kept as typed in a draft, checked by
/// [`Question::read`](super::Question::read) before it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// Option ids, in the order of the form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub picked: Vec<String>,
    /// Text or number as typed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What was typed beside "Other".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub other: String,
    /// What was typed into each box of a question with several: the parts of a date, the place of each option of a
    /// ranking, the entries of a list. Only those of a list are left once an answer was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<String>,
}

/// Answers by question. Ordered, so that outputs are.
pub type Answers = BTreeMap<QuestionId, Answer>;

/// Why an answer was refused. `app/text` has the sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// The question must be answered.
    #[error("an answer is needed")]
    Missing,
    /// More characters than allowed.
    #[error("{length} characters, at most {limit}")]
    TooLong {
        /// Characters typed.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// More options than allowed.
    #[error("at most {limit} options")]
    TooMany {
        /// Options allowed.
        limit: usize,
    },
    /// "None of these" together with something else.
    #[error("“{option}” cannot stand beside another option")]
    NotWithOthers {
        /// The option that stands alone.
        option: String,
    },
    /// "Other" without saying what.
    #[error("“other” needs words")]
    OtherEmpty,
    /// An option this question does not have.
    #[error("no such option: {option}")]
    NoSuchOption {
        /// What was sent.
        option: String,
    },
    /// Not a whole number.
    #[error("not a whole number")]
    NotANumber,
    /// Outside the range.
    #[error("not from {low} to {high}")]
    OutOfRange {
        /// Least allowed.
        low: i64,
        /// Most allowed.
        high: i64,
    },
    /// Not a day of the calendar.
    #[error("not a date")]
    NotADate,
    /// A day before the first or after the last allowed.
    #[error("not one of the days allowed")]
    OutsideDays {
        /// First day allowed.
        from: Option<Day>,
        /// Last day allowed.
        to: Option<Day>,
    },
    /// No number of a place in a ranking.
    #[error("not a place from 1 to {most}")]
    NotAPlace {
        /// The last place.
        most: usize,
    },
    /// Two options on one place of a ranking.
    #[error("place {place} is taken twice")]
    SamePlace {
        /// The place.
        place: usize,
    },
    /// A place of a ranking left empty before one that is taken.
    #[error("nothing is on place {place}")]
    NoPlace {
        /// The place.
        place: usize,
    },
    /// An answer to a question that the other answers lead past.
    #[error("not asked of those who answered so before")]
    NotAsked,
    /// The wrong kind of answer for the question.
    #[error("the wrong kind of answer")]
    WrongKind,
}

impl Answer {
    /// A text answer.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A choice.
    pub fn picked<S: Into<String>>(options: impl IntoIterator<Item = S>) -> Self {
        Self {
            picked: options.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty()
            && self.text.is_empty()
            && self.other.is_empty()
            && self.boxes.iter().all(String::is_empty)
    }

    /// Texts cleaned, empty picks gone.
    pub(super) fn trimmed(mut self) -> Self {
        self.text = clean(&self.text);
        self.other = clean(&self.other);
        self.picked.retain(|option| !option.is_empty());
        self.boxes
            .iter_mut()
            .for_each(|typed| *typed = clean(typed));
        if self.boxes.iter().all(String::is_empty) {
            self.boxes.clear();
        }
        self
    }
}
