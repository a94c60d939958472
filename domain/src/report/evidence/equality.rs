//! What people said about themselves, apart from every response.

use serde::{Deserialize, Serialize};

/// An equality question, and how many gave each answer. One person, one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualityQuestion {
    /// Names it.
    pub id: String,
    /// As asked.
    pub title: String,
    /// In the order of the form.
    pub answers: Vec<EqualityAnswer>,
    /// Those who were asked it: an earlier question, and its answers that lead here. None for everybody.
    pub after: Option<(String, Vec<String>)>,
}

/// An answer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualityAnswer {
    /// Names it; empty for those who only said the group that it belongs to.
    pub id: String,
    /// As printed.
    pub name: String,
    /// How many. Never printed as it stands.
    pub people: u64,
}
