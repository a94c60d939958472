//! A whole number.

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
        };
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
