//! An answer as another program gives it: one value, whatever the question's type.

use super::{Answer, Kind, Question};
use serde::{Deserialize, Serialize};

/// A text, a number, or option ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// A text, or the id of one option.
    Text(String),
    /// A number, or a point on a rating.
    Number(serde_json::Number),
    /// Option ids.
    Options(Vec<String>),
}

impl Question {
    /// The given value as an answer to this question, unchecked: [`Question::read`] checks it.
    pub fn take(&self, given: Given) -> Answer {
        let one = match given {
            Given::Options(boxes) if matches!(self.kind, Kind::List(_)) => {
                return Answer {
                    boxes,
                    ..Answer::default()
                };
            }
            Given::Options(options) => return Answer::picked(options),
            Given::Text(text) => text,
            Given::Number(number) => number.to_string(),
        };
        match &self.kind {
            Kind::ShortText(_)
            | Kind::LongText(_)
            | Kind::Number(_)
            | Kind::Date(_)
            | Kind::List(_)
            | Kind::Statement(_) => Answer::text(one),
            Kind::Single(_)
            | Kind::Multiple(_)
            | Kind::Agreement
            | Kind::Rating(_)
            | Kind::YesNo
            | Kind::Rank(_)
            | Kind::Declaration => Answer::picked((!one.is_empty()).then_some(one)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::{Problem, Rating, Text};

    fn question(kind: Kind) -> Question {
        Question {
            id: "Q1".parse().unwrap(),
            kind,
            audiences: Vec::new(),
            required: false,
            follows: None,
            when: Vec::new(),
            cut: None,
            wording: crate::content::Wordings::default(),
        }
    }

    fn read(kind: Kind, json: &str) -> Result<Answer, Problem> {
        let question = question(kind);
        question.read(question.take(serde_json::from_str(json).unwrap()))
    }

    #[test]
    fn a_rating_may_be_given_as_a_number_a_text_or_a_list_of_one() {
        let rating = || Kind::Rating(Rating { low: 0, high: 4 });
        for json in ["3", "\"3\"", "[\"3\"]"] {
            assert_eq!(read(rating(), json), Ok(Answer::picked(["3"])), "{json}");
        }
        assert!(read(rating(), "7").is_err());
    }

    #[test]
    fn options_are_no_answer_to_a_question_that_wants_words() {
        let text = Kind::LongText(Text::default());
        assert_eq!(read(text, "[\"a\"]"), Err(Problem::WrongKind));
    }
}
