//! A part of the published words that is edited by itself.

use super::Content;
use crate::text::{AudienceId, QuestionId, Slug};
use std::fmt;
use std::str::FromStr;

/// One part of the words. Two officers who edit different pieces do not disturb each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Title and summary.
    Title,
    /// A group of people asked.
    Audience(AudienceId),
    /// A section of the proposal.
    Section(Slug),
    /// A question.
    Question(QuestionId),
    /// Title of a document, and the line about it.
    Document(Slug),
    /// A clause: the document, and the clause's key.
    Clause(Slug, Slug),
}

impl Piece {
    /// Whether the words have it.
    pub fn is_in(&self, content: &Content) -> bool {
        match self {
            Self::Title => true,
            Self::Audience(id) => content.audiences.iter().any(|a| &a.id == id),
            Self::Section(id) => content.sections.iter().any(|s| &s.id == id),
            Self::Question(id) => content.questions.iter().any(|q| &q.id == id),
            Self::Document(id) => content.document(id).is_some(),
            Self::Clause(document, key) => content.clause(document, key).is_some(),
        }
    }

    /// Whether it is a document or part of one: documents have versions of their own.
    pub fn of_document(&self) -> bool {
        matches!(self, Self::Document(_) | Self::Clause(..))
    }

    /// The piece alone, as JSON: two equal texts are equal pieces. None where the words do not have it.
    pub fn json(&self, content: &Content) -> Option<String> {
        let json = match self {
            Self::Title => serde_json::to_string(&content.wording),
            Self::Audience(id) => {
                serde_json::to_string(content.audiences.iter().find(|a| &a.id == id)?)
            }
            Self::Section(id) => {
                serde_json::to_string(content.sections.iter().find(|s| &s.id == id)?)
            }
            Self::Question(id) => {
                serde_json::to_string(content.questions.iter().find(|q| &q.id == id)?)
            }
            Self::Document(id) => serde_json::to_string(&content.document(id)?.wording),
            Self::Clause(document, key) => serde_json::to_string(content.clause(document, key)?),
        };
        json.ok()
    }
}

/// `title`, `audience/parent-carer`, `section/what`, `question/P4`, `document/framework`, `clause/framework/best-fit`.
impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Audience(id) => write!(f, "audience/{id}"),
            Self::Section(id) => write!(f, "section/{id}"),
            Self::Question(id) => write!(f, "question/{id}"),
            Self::Document(id) => write!(f, "document/{id}"),
            Self::Clause(document, key) => write!(f, "clause/{document}/{key}"),
        }
    }
}

impl FromStr for Piece {
    type Err = NotAPiece;
    fn from_str(text: &str) -> Result<Self, NotAPiece> {
        let slug = |text: &str| Slug::parse(text).map_err(|_| NotAPiece);
        match text.split_once('/') {
            None if text == "title" => Ok(Self::Title),
            Some(("audience", id)) => id.parse().map(Self::Audience).map_err(|_| NotAPiece),
            Some(("section", id)) => id.parse().map(Self::Section).map_err(|_| NotAPiece),
            Some(("question", id)) => id.parse().map(Self::Question).map_err(|_| NotAPiece),
            Some(("document", id)) => slug(id).map(Self::Document),
            Some(("clause", rest)) => {
                let (document, key) = rest.split_once('/').ok_or(NotAPiece)?;
                Ok(Self::Clause(slug(document)?, slug(key)?))
            }
            _ => Err(NotAPiece),
        }
    }
}

/// The text names no piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("names no piece of the words")]
pub struct NotAPiece;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_written_and_read_the_same_way() {
        for text in [
            "title",
            "audience/parent-carer",
            "section/what",
            "question/P4",
            "document/framework",
            "clause/framework/best-fit",
        ] {
            assert_eq!(text.parse::<Piece>().unwrap().to_string(), text);
        }
        for wrong in ["", "titles", "section/", "section/A B", "clause/1"] {
            assert!(wrong.parse::<Piece>().is_err(), "{wrong}");
        }
    }
}
