//! The counts and texts a report rests on. One contribution is one person's say, however many texts it has.

mod answers;
mod apart;
mod themes;
mod thread;

pub use answers::{answered, clause_views, numbers, picked, put_first, received, typed};
pub use apart::{
    Point, campaign_copies, campaign_texts, campaign_themes, groups, look_alikes, opened_despite,
    organisations, points, screened,
};
pub use themes::{commented, coverage, mentions, people_who_commented};
pub use thread::{
    Behind, Changed, before_after, changes, decisions, findings, quotes_of, shown, shown_of_copies,
    themes_of,
};

use domain::contribution::Capacity;

/// Which consultation, and how it asks where people live.
#[derive(Clone, Debug)]
pub struct Of {
    /// The consultation's id.
    pub consultation: String,
    /// Id of the question with `cut = "locality"`; empty when there is none.
    pub locality_question: String,
}

pub(super) fn capacity(word: &str) -> Result<Capacity, super::StorageError> {
    super::word("contribution.capacity", word, Capacity::parse)
}

pub(super) fn people(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
