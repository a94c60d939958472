//! The four columns about who typed a contribution.

use super::{StorageError, word};
use domain::typing::{Agreed, Typing, Typist, Way, Whose};

/// `typing`, `typist`, `whose_words` and `agreed` of a contribution, flattened into the row that reads them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct TypingRow {
    typing: Option<String>,
    typist: Option<String>,
    whose_words: Option<String>,
    agreed: Option<String>,
}

impl TryFrom<TypingRow> for Typing {
    type Error = StorageError;
    fn try_from(row: TypingRow) -> Result<Self, StorageError> {
        Ok(Self {
            way: read("contribution.typing", row.typing, Way::parse)?,
            under_13: None,
            typist: read("contribution.typist", row.typist, Typist::parse)?,
            whose: read("contribution.whose_words", row.whose_words, Whose::parse)?,
            agreed: read("contribution.agreed", row.agreed, Agreed::parse)?,
        })
    }
}

fn read<T>(
    place: &'static str,
    text: Option<String>,
    parse: fn(&str) -> Option<T>,
) -> Result<Option<T>, StorageError> {
    text.map(|text| word(place, &text, parse)).transpose()
}
