//! Schools and settings as the Department for Education's register has them: "Get information about schools" (GIAS).

mod find;
mod heard;
mod name;

pub use find::{Found, OFFERED, Wanted, find};
pub use heard::{Heard, staff_told};
pub use name::fold;

use crate::text::TextError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A school's unique reference number (`URN` in GIAS): five or six digits. A school that becomes an academy gets
/// another, so an old one keeps meaning the school of that time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Urn(u32);

impl Urn {
    /// Reads a number as people write it: alone, or after "URN".
    ///
    /// # Errors
    /// When it is not five or six digits.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        let head = text
            .get(..3)
            .is_some_and(|head| head.eq_ignore_ascii_case("urn"));
        let digits = match head {
            true => text[3..]
                .trim_start_matches([':', '.', ' ', '\u{a0}'])
                .trim(),
            false => text,
        };
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        let shape = matches!(digits.len(), 5 | 6) && digits.bytes().all(|b| b.is_ascii_digit());
        match digits.parse() {
            Ok(number) if shape && !digits.starts_with('0') => Ok(Self(number)),
            _ => Err(TextError::Malformed),
        }
    }
}

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Urn {
    type Err = TextError;
    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Urn {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<Urn> for String {
    fn from(urn: Urn) -> Self {
        urn.to_string()
    }
}

/// A school, in the words of GIAS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    /// `URN`.
    pub urn: Urn,
    /// `EstablishmentName`.
    pub name: String,
    /// `PhaseOfEducation (name)`, such as "Primary", or "Not applicable".
    pub phase: String,
    /// `TypeOfEstablishment (name)`, such as "Community special school".
    pub kind: String,
    /// `EstablishmentStatus (name)`: "Open", "Open, but proposed to close", "Closed" or "Proposed to open".
    pub status: String,
    /// `Town`. May be empty.
    pub town: String,
    /// `Postcode`. May be empty.
    pub postcode: String,
    /// `LA (code)`: three digits for the local authority it lies in.
    pub authority: String,
}

impl School {
    /// Whether it is closed. Closed schools stay in the register: old responses point at them.
    pub fn is_closed(&self) -> bool {
        self.status.trim().eq_ignore_ascii_case("closed")
    }

    /// What people are shown of it, to know it again.
    pub fn listed(&self) -> Listed {
        Listed {
            urn: self.urn,
            name: self.name.clone(),
            town: self.town.clone(),
        }
    }

    /// Name, town and postcode, folded: what a search looks in. Begins with a space, so that a search can ask for the
    /// start of a word.
    pub fn words(&self) -> String {
        let all = format!("{} {} {}", self.name, self.town, self.postcode);
        format!(" {}", fold(&all))
    }
}

/// A school as it is shown to be known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its number.
    pub urn: Urn,
    /// Its name.
    pub name: String,
    /// Its town. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub town: String,
}

/// "Ashmere Primary School, Tollbridge (URN 900001)".
impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.town.as_str() {
            "" => write!(f, "{} (URN {})", self.name, self.urn),
            town => write!(f, "{}, {town} (URN {})", self.name, self.urn),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_urn_is_five_or_six_digits_alone_or_after_the_letters() {
        for typed in ["900001", " URN 900001", "urn:900001", "Urn\u{a0}900001"] {
            assert_eq!(Urn::parse(typed).unwrap().to_string(), "900001", "{typed}");
        }
        assert!(Urn::parse("20016").is_ok());
        for typed in [
            "", "URN", "9001", "9000011", "90000a", "012345", "９00001", "Urnfield",
        ] {
            assert!(Urn::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_school_is_shown_by_name_town_and_number() {
        let listed = |town: &str| Listed {
            urn: Urn::parse("900001").unwrap(),
            name: "Ashmere Primary School".to_owned(),
            town: town.to_owned(),
        };
        assert_eq!(
            listed("Tollbridge").to_string(),
            "Ashmere Primary School, Tollbridge (URN 900001)"
        );
        assert_eq!(
            listed("").to_string(),
            "Ashmere Primary School (URN 900001)"
        );
    }
}
