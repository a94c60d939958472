//! The pages of the form, and their names in addresses.

use crate::text::QuestionId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A page of the form. Its address survives rebuilds: pages are named, never numbered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    /// Who is typing; asked of those who are asked in easy words.
    Typing,
    /// Whether somebody who answers alone is under 13.
    Under13,
    /// Under 13 and alone: ask an adult to come, and then go on.
    AskAnAdult,
    /// Who helps or types, and whose words they are.
    Helper,
    /// How many a group is, and how it agreed.
    Group,
    /// Whether they speak for an organisation or group.
    SpeaksFor,
    /// Which school or organisation they speak for; or which school they work in, if they like to say.
    School,
    /// Whether they are allowed to speak for it.
    Allowed,
    /// How many a group that they speak for is, and what it is called.
    Together,
    /// The question of this id, and those that follow it on the page.
    Question(QuestionId),
    /// What may be done with their words.
    Consent,
    /// Check your answers.
    Check,
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typing => f.write_str("who-is-typing"),
            Self::Under13 => f.write_str("under-13"),
            Self::AskAnAdult => f.write_str("ask-an-adult"),
            Self::Helper => f.write_str("your-helper"),
            Self::Group => f.write_str("your-group"),
            Self::SpeaksFor => f.write_str("about-you"),
            Self::School => f.write_str("your-school"),
            Self::Allowed => f.write_str("allowed-to-answer"),
            Self::Together => f.write_str("answering-together"),
            Self::Question(id) => write!(f, "question-{id}"),
            Self::Consent => f.write_str("your-words"),
            Self::Check => f.write_str("check-your-answers"),
        }
    }
}

impl FromStr for Page {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "who-is-typing" => Ok(Self::Typing),
            "under-13" => Ok(Self::Under13),
            "ask-an-adult" => Ok(Self::AskAnAdult),
            "your-helper" => Ok(Self::Helper),
            "your-group" => Ok(Self::Group),
            "about-you" => Ok(Self::SpeaksFor),
            "your-school" => Ok(Self::School),
            "allowed-to-answer" => Ok(Self::Allowed),
            "answering-together" => Ok(Self::Together),
            "your-words" => Ok(Self::Consent),
            "check-your-answers" => Ok(Self::Check),
            _ => text
                .strip_prefix("question-")
                .and_then(|id| QuestionId::parse(id).ok())
                .map(Self::Question)
                .ok_or(()),
        }
    }
}
