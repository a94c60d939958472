//! What words of a letter can be read with.

use crate::text::{QuestionId, Slug};
use std::fmt;
use std::str::FromStr;

/// A question that they answer, or a clause that they are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A question.
    Question(QuestionId),
    /// A clause, by document and clause.
    Clause(Slug, Slug),
}

/// As it is stored and posted: a question's id, or `clause:DOCUMENT/CLAUSE`. No question's id has a colon.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(id) => id.fmt(f),
            Self::Clause(document, clause) => write!(f, "clause:{document}/{clause}"),
        }
    }
}

impl FromStr for Target {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const NONE: &str = "neither a question nor a clause";
        match text.strip_prefix("clause:") {
            None => text.parse().map(Self::Question).map_err(|_| NONE),
            Some(place) => {
                let (document, clause) = place.split_once('/').ok_or(NONE)?;
                let slug = |text: &str| text.parse::<Slug>().map_err(|_| NONE);
                Ok(Self::Clause(slug(document)?, slug(clause)?))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_as_it_is_written() {
        for text in ["X2-why", "clause:framework/values"] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        for wrong in ["", "clause:framework", "clause:/values", "a b"] {
            assert!(wrong.parse::<Target>().is_err(), "{wrong}");
        }
    }
}
