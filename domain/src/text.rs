//! Small checked texts: parse once at the edge, trust afterwards.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text was refused. The screen has the sentence; this is the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Longer than `limit` characters.
    #[error("longer than {limit} characters")]
    TooLong {
        /// Characters allowed.
        limit: usize,
    },
    /// Not of the right shape.
    #[error("not of the right shape")]
    Malformed,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $check:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks and trims.
            ///
            /// # Errors
            /// Says what is wrong with the text.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                let check: fn(&str) -> Result<String, TextError> = $check;
                check(text.trim()).map(Self)
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse(&text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

texts! {
    /// A part of a public address: `a-z`, `0-9` and single hyphens, at most 80 characters.
    Slug = |text| key(text, 80, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    /// Names an audience, such as `parent-carer`. The same shape as a slug.
    AudienceId = |text| key(text, 40, |c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    /// Names a question in exports, such as `B4`; no double underscore, which exports use for "other".
    QuestionId = |text| match text.contains("__") {
        true => Err(TextError::Malformed),
        false => key(text, 40, |c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
    };
    /// Names one option of a choice question. Answers store this, never the label.
    OptionId = |text| key(text, 60, |c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    /// A BCP 47 language tag, such as `en` or `pl`.
    Language = |text| key(text, 12, |c| c.is_ascii_alphanumeric() || c == '-');
    /// A one-line title, at most 200 characters.
    Title = |text| match text.chars().count() {
        0 => Err(TextError::Empty),
        n if n > 200 => Err(TextError::TooLong { limit: 200 }),
        _ => Ok(text.to_owned()),
    };
    /// What a colleague is called in a team, such as "Bursar": one line, at most 40 characters.
    Called = |text| {
        let line = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
        match line.chars().count() {
            0 => Err(TextError::Empty),
            n if n > 40 => Err(TextError::TooLong { limit: 40 }),
            _ => Ok(line),
        }
    };
    /// An e-mail address, lower-cased. Only its shape is checked: delivery is the real test.
    Email = |text| {
        use validator::ValidateEmail;
        match text {
            "" => Err(TextError::Empty),
            _ if text.len() > 254 => Err(TextError::TooLong { limit: 254 }),
            _ if !text.validate_email() => Err(TextError::Malformed),
            _ => Ok(text.to_lowercase()),
        }
    };
}

impl Language {
    /// English, the language every consultation has.
    pub fn english() -> Self {
        Self("en".to_owned())
    }
}

/// Line ends made one, outer white space and control characters gone. The words stay as they are.
pub fn clean(text: &str) -> String {
    // PostgreSQL cannot store U+0000, and no other control character than a line end or tab is meant.
    let joined = text.replace("\r\n", "\n").replace('\r', "\n");
    joined
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect::<String>()
        .trim()
        .to_owned()
}

fn key(text: &str, limit: usize, allowed: fn(char) -> bool) -> Result<String, TextError> {
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.len() > limit {
        return Err(TextError::TooLong { limit });
    }
    let edges = text.starts_with('-') || text.ends_with('-') || text.contains("--");
    match text.chars().all(allowed) && !edges {
        true => Ok(text.to_owned()),
        false => Err(TextError::Malformed),
    }
}

impl Slug {
    /// The words joined by hyphens, with a number where that is taken; `otherwise` where they hold no letter or figure.
    pub fn made_of(words: &str, otherwise: &str, taken: &[String]) -> Self {
        let mut joined = String::new();
        for letter in words.to_lowercase().chars() {
            if letter.is_ascii_alphanumeric() {
                joined.push(letter);
            } else if !joined.is_empty() && !joined.ends_with('-') {
                joined.push('-');
            }
        }
        let joined: String = joined.chars().take(60).collect();
        let base = match joined.trim_matches('-') {
            "" => otherwise,
            some => some,
        };
        (1..)
            .map(|n| match n {
                1 => base.to_owned(),
                n => format!("{base}-{n}"),
            })
            .filter(|slug| !taken.contains(slug))
            .find_map(|slug| Self::parse(&slug).ok())
            .unwrap_or_else(|| unreachable!("letters and a number are a slug"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_words_and_never_one_that_is_taken() {
        let taken = ["small-schools".to_owned()];
        let made = |words: &str, taken: &[String]| Slug::made_of(words, "theme", taken).to_string();
        assert_eq!(made("Small schools!", &taken), "small-schools-2");
        assert_eq!(made("…", &[]), "theme");
    }

    #[test]
    fn a_slug_takes_lower_case_words_joined_by_hyphens() {
        assert_eq!(
            Slug::parse(" banding-2026 ").unwrap().as_str(),
            "banding-2026"
        );
        for bad in ["", "Banding", "a b", "-a", "a-", "a--b", "é"] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_question_id_may_not_hold_the_mark_that_exports_use_for_other() {
        assert!(QuestionId::parse("P4").is_ok());
        assert_eq!(QuestionId::parse("P4__other"), Err(TextError::Malformed));
    }

    #[test]
    fn an_email_is_lower_cased_and_needs_an_at_sign() {
        assert_eq!(
            Email::parse("Jo@Example.org").unwrap().as_str(),
            "jo@example.org"
        );
        assert!(Email::parse("jo.example.org").is_err());
    }
}
