//! Where a text stands that is to be translated, as it is written in files and forms.

use super::{Part, Piece, Place};
use crate::text::{AudienceId, OptionId};
use std::fmt;
use std::str::FromStr;

/// Where an English text stands that is to be translated.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey {
    /// In what.
    pub piece: Piece,
    /// In whose words; none means everybody's.
    pub audience: Option<AudienceId>,
    /// Which text of it.
    pub part: Part,
}

impl From<Place> for TextKey {
    fn from(place: Place) -> Self {
        Self {
            piece: place.piece,
            audience: place.audience,
            part: place.part,
        }
    }
}

/// `question/P4:title`, `question/P4:option/bus:young-person`. Stable: it stands in files that translators send back.
impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.piece, part_name(&self.part))?;
        match &self.audience {
            Some(audience) => write!(f, ":{audience}"),
            None => Ok(()),
        }
    }
}

fn part_name(part: &Part) -> String {
    match part {
        Part::Title => "title".to_owned(),
        Part::Summary => "summary".to_owned(),
        Part::Heading => "heading".to_owned(),
        Part::Name => "name".to_owned(),
        Part::Hint => "hint".to_owned(),
        Part::Body => "body".to_owned(),
        Part::Introduction => "introduction".to_owned(),
        Part::Option(id) => format!("option/{id}"),
        Part::FactTitle(number) => format!("fact-title/{number}"),
        Part::Fact(number) => format!("fact/{number}"),
    }
}

fn part_named(name: &str) -> Option<Part> {
    Some(match name.split_once('/') {
        None => match name {
            "title" => Part::Title,
            "summary" => Part::Summary,
            "heading" => Part::Heading,
            "name" => Part::Name,
            "hint" => Part::Hint,
            "body" => Part::Body,
            "introduction" => Part::Introduction,
            _ => return None,
        },
        Some(("option", id)) => Part::Option(OptionId::parse(id).ok()?),
        Some(("fact-title", number)) => Part::FactTitle(number.parse().ok()?),
        Some(("fact", number)) => Part::Fact(number.parse().ok()?),
        Some(_) => return None,
    })
}

/// The text names no text of any words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("names no text")]
pub struct NotAText;

impl FromStr for TextKey {
    type Err = NotAText;

    fn from_str(text: &str) -> Result<Self, NotAText> {
        let mut names = text.splitn(3, ':');
        let piece = names.next().and_then(|name| name.parse().ok());
        let part = names.next().and_then(part_named);
        let audience = match names.next() {
            Some(id) => Some(AudienceId::parse(id).map_err(|_| NotAText)?),
            None => None,
        };
        Ok(Self {
            piece: piece.ok_or(NotAText)?,
            audience,
            part: part.ok_or(NotAText)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_and_read_the_same_way() {
        for text in [
            "title:summary",
            "question/P4:option/bus:young-person",
            "section/what:body",
            "document/framework:title",
            "clause/framework/best-fit:body",
        ] {
            assert_eq!(
                text.parse::<TextKey>().map(|key| key.to_string()),
                Ok(text.to_owned())
            );
        }
        for wrong in [
            "",
            "title",
            "title:",
            "question/Q1:colour",
            "question/Q1:title:A B",
            "document/:title",
            "clause/framework:body",
        ] {
            assert_eq!(wrong.parse::<TextKey>(), Err(NotAText), "{wrong}");
        }
    }
}
