//! Scales: agreement in five steps, and ratings between two labelled ends.

use super::{Answer, Problem};
use crate::text::OptionId;
use serde::{Deserialize, Serialize};

/// Option ids and usual English labels of the agreement scale, most agreeing first; `dont-know` is off the scale.
pub const AGREEMENT: [(&str, &str); 6] = [
    ("strongly-agree", "Strongly agree"),
    ("agree", "Agree"),
    ("neither", "Neither agree nor disagree"),
    ("disagree", "Disagree"),
    ("strongly-disagree", "Strongly disagree"),
    ("dont-know", "Don’t know"),
];

/// Option ids and usual English labels of a yes-or-no question.
pub const YES_NO: [(&str, &str); 3] = [("yes", "Yes"), ("no", "No"), ("not-sure", "Not sure")];

/// The one box of a declaration, and its usual English label.
pub const DECLARATION: [(&str, &str); 1] = [("confirmed", "I confirm this")];

/// Settings of a rating: whole numbers from `low` to `high`, and "not sure".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The low end, such as 0.
    pub low: u8,
    /// The high end, such as 4.
    pub high: u8,
}

impl Rating {
    pub(super) fn option_ids(&self) -> Vec<OptionId> {
        let numbers = (self.low..=self.high).map(|n| n.to_string());
        numbers
            .chain(["not-sure".to_owned()])
            .filter_map(|id| OptionId::parse(&id).ok())
            .collect()
    }
}

/// The ids of a list of usual options.
pub(super) fn ids(usual: &[(&str, &str)]) -> Vec<OptionId> {
    usual
        .iter()
        .filter_map(|(id, _)| OptionId::parse(id).ok())
        .collect()
}

/// The usual label of one of them.
pub(super) fn label(usual: &[(&str, &str)], option: &OptionId) -> String {
    let label = usual.iter().find(|(id, _)| *id == option.as_str());
    label.map_or_else(|| option.to_string(), |(_, label)| (*label).to_owned())
}

pub(super) fn rating_label(option: &OptionId) -> String {
    if option.as_str() == "not-sure" {
        "Not sure".to_owned()
    } else {
        option.to_string()
    }
}

pub(super) fn check(answer: Answer, known: &[OptionId]) -> Result<Answer, Problem> {
    if !answer.text.is_empty() || !answer.other.is_empty() {
        return Err(Problem::WrongKind);
    }
    match answer.picked.as_slice() {
        [one] if known.iter().any(|k| k.as_str() == one) => Ok(answer),
        [one] => Err(Problem::NoSuchOption {
            option: one.clone(),
        }),
        _ => Err(Problem::TooMany { limit: 1 }),
    }
}
