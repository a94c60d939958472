//! Free text.

use super::{Answer, Problem};
use serde::{Deserialize, Serialize};

/// Characters in a one-line answer.
pub const SHORT_TEXT_LIMIT: usize = 200;
/// Characters in a long answer (part of the API contract).
pub const LONG_TEXT_LIMIT: usize = 10_000;

/// Settings of a text question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// A lower limit than the usual one, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
}

impl Text {
    /// The limit in force, in characters.
    pub fn limit(&self, usual: usize) -> usize {
        self.limit.map_or(usual, |limit| limit.min(usual))
    }

    pub(super) fn check(&self, answer: Answer, usual: usize) -> Result<Answer, Problem> {
        if !answer.picked.is_empty() || !answer.other.is_empty() {
            return Err(Problem::WrongKind);
        }
        let length = answer.text.chars().count();
        let limit = self.limit(usual);
        if length > limit {
            Err(Problem::TooLong { length, limit })
        } else {
            Ok(answer)
        }
    }
}
