//! One or several of a list of options.

use super::{Answer, Problem, SHORT_TEXT_LIMIT};
use crate::text::OptionId;
use serde::{Deserialize, Serialize};

/// Settings of a choice question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// In order. May be left empty when `options_from` names a list of the council's.
    #[serde(default)]
    pub options: Vec<OptionId>,
    /// Offers "Other" with words of its own.
    #[serde(default)]
    pub other: bool,
    /// An option that stands alone, such as "none of these".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<OptionId>,
    /// The most that may be picked, for "pick up to 3".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<usize>,
    /// Options taken from the council's data when a consultation is made: `localities`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_from: Option<String>,
}

impl Choice {
    /// Every option id, "other" and the lone option included.
    pub fn option_ids(&self) -> Vec<OptionId> {
        let mut ids = self.options.clone();
        ids.extend(self.other.then(|| OptionId::parse("other").ok()).flatten());
        ids.extend(self.alone.clone());
        ids
    }

    pub(super) fn most(&self) -> usize {
        self.at_most.unwrap_or(usize::MAX)
    }

    pub(super) fn check(&self, mut answer: Answer, most: usize) -> Result<Answer, Problem> {
        if !answer.text.is_empty() {
            return Err(Problem::WrongKind);
        }
        let known = self.option_ids();
        if let Some(option) = answer
            .picked
            .iter()
            .find(|o| !known.iter().any(|k| k.as_str() == *o))
        {
            return Err(Problem::NoSuchOption {
                option: option.clone(),
            });
        }
        answer.picked = known
            .iter()
            .map(ToString::to_string)
            .filter(|k| answer.picked.contains(k))
            .collect();
        if answer.picked.len() > most {
            return Err(Problem::TooMany { limit: most });
        }
        if let Some(alone) = self
            .alone
            .as_ref()
            .filter(|a| answer.picked.iter().any(|p| p == a.as_str()))
            && answer.picked.len() > 1
        {
            return Err(Problem::NotWithOthers {
                option: alone.to_string(),
            });
        }
        let other = answer.picked.iter().any(|p| p == "other");
        let length = answer.other.chars().count();
        match other {
            // The words beside an "Other" that is not picked were a change of mind.
            false => answer.other.clear(),
            true if answer.other.is_empty() => return Err(Problem::OtherEmpty),
            true if length > SHORT_TEXT_LIMIT => {
                return Err(Problem::TooLong {
                    length,
                    limit: SHORT_TEXT_LIMIT,
                });
            }
            true => {}
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice() -> Choice {
        Choice {
            options: ["a", "b", "c"]
                .map(|o| OptionId::parse(o).unwrap())
                .to_vec(),
            other: true,
            alone: OptionId::parse("none").ok(),
            ..Choice::default()
        }
    }

    #[test]
    fn picked_options_come_out_once_and_in_the_order_of_the_question() {
        let answer = choice().check(Answer::picked(["c", "a", "c"]), 9).unwrap();
        assert_eq!(answer.picked, ["a", "c"]);
    }

    #[test]
    fn an_unknown_option_too_many_or_a_lone_option_beside_another_is_refused() {
        assert_eq!(
            choice().check(Answer::picked(["x"]), 9),
            Err(Problem::NoSuchOption { option: "x".into() })
        );
        assert_eq!(
            choice().check(Answer::picked(["a", "b"]), 1),
            Err(Problem::TooMany { limit: 1 })
        );
        assert_eq!(
            choice().check(Answer::picked(["a", "none"]), 9),
            Err(Problem::NotWithOthers {
                option: "none".into()
            })
        );
    }

    #[test]
    fn other_needs_words_and_words_without_other_are_dropped() {
        assert_eq!(
            choice().check(Answer::picked(["other"]), 9),
            Err(Problem::OtherEmpty)
        );
        let answer = Answer {
            other: "left over".into(),
            ..Answer::picked(["a"])
        };
        assert_eq!(choice().check(answer, 9).unwrap().other, "");
    }
}
