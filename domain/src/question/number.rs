//! A whole number, or whole pounds.

use super::{Answer, Problem};
use serde::{Deserialize, Serialize};

/// Settings of a number question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Least allowed.
    #[serde(default)]
    pub low: i64,
    /// Most allowed.
    pub high: i64,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// What a number counts, where that is shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Whole pounds sterling.
    Pounds,
}

impl Number {
    /// Accepts `1,200` and `£1200` too: people write numbers as they say them.
    pub(super) fn check(&self, mut answer: Answer) -> Result<Answer, Problem> {
        if !answer.picked.is_empty() || !answer.other.is_empty() {
            return Err(Problem::WrongKind);
        }
        let plain: String = answer
            .text
            .chars()
            .filter(|c| !matches!(c, ',' | ' ' | '£'))
            .collect();
        // Noughts after the point change nothing.
        let plain = match plain.split_once('.') {
            Some((whole, pence)) if pence.chars().all(|c| c == '0') => whole,
            _ => &plain,
        };
        let number: i64 = plain.parse().map_err(|_| Problem::NotANumber)?;
        if !(self.low..=self.high).contains(&number) {
            return Err(Problem::OutOfRange {
                low: self.low,
                high: self.high,
            });
        }
        answer.text = number.to_string();
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_written_with_pounds_and_commas_but_must_fit() {
        let number = Number {
            low: 0,
            high: 5_000,
            unit: Some(Unit::Pounds),
        };
        assert_eq!(
            number.check(Answer::text("£1,200.00")).unwrap().text,
            "1200"
        );
        assert_eq!(
            number.check(Answer::text("12.50")),
            Err(Problem::NotANumber)
        );
        assert_eq!(number.check(Answer::text("£1,200")).unwrap().text, "1200");
        assert_eq!(number.check(Answer::text("lots")), Err(Problem::NotANumber));
        assert_eq!(
            number.check(Answer::text("5001")),
            Err(Problem::OutOfRange {
                low: 0,
                high: 5_000
            })
        );
    }
}
