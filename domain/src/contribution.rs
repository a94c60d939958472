//! Contributions: anything anybody told us, by any channel, in one log.

use crate::document::{Stance, comment_faults};
use crate::id::VersionId;
use crate::question::{Answers, Problem};
use crate::school::{Listed, Urn};
use crate::team::Part;
use crate::text::{AudienceId, Called, Language, Slug};
use crate::typing::Typing;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in a fixed order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word stored, exported and used in addresses.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the stored word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What was sent.
    Form {
        /// Answers to the questions, perhaps with clause comments.
        Response = "response",
        /// Clause comments alone.
        CommentsOnly = "comments-only",
        /// A point made at an event. Kept apart from survey percentages.
        EventPoint = "event-point",
        /// A letter, e-mail or dossier in its own words.
        Letter = "letter",
    }
}

words! {
    /// How it reached us.
    Channel {
        /// The web form.
        Web = "web",
        /// A paper form, entered by an officer.
        Paper = "paper",
        /// By phone.
        Phone = "phone",
        /// E-mail.
        Email = "email",
        /// Post.
        Letter = "letter",
        /// Said at an event.
        Event = "event",
        /// Somebody else's system, through the API.
        Api = "api",
        /// A file of responses.
        Import = "import",
    }
}

words! {
    /// For whom somebody speaks. The four are never mixed in one percentage.
    Capacity {
        /// For themselves.
        Individual = "individual",
        /// For an organisation.
        Organisation = "organisation",
        /// A group that answered together.
        Group = "group",
        /// A standard text sent by many.
        Campaign = "campaign",
    }
}

/// An answer to a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseComment {
    /// The document's slug.
    pub document: Slug,
    /// The clause's key.
    pub clause: Slug,
    /// Agree, change or object.
    pub stance: Stance,
    /// What they say. May be empty, unless they would change it and suggest no other words.
    #[serde(default)]
    pub text: String,
    /// The words they would rather have.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suggestion: String,
}

impl ClauseComment {
    /// What is wrong: the field (`text` or `suggestion`) and why.
    pub fn faults(&self) -> Vec<(&'static str, Problem)> {
        comment_faults(self.stance, &self.text, &self.suggestion)
    }
}

/// A comment that somebody has begun to write and not saved: no part of their response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BegunComment {
    /// The document's slug.
    pub document: Slug,
    /// The clause's key.
    pub clause: Slug,
    /// For whom they speak, when the form asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<AudienceId>,
    /// What is picked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// What is written.
    #[serde(default)]
    pub text: String,
    /// The words they would rather have.
    #[serde(default)]
    pub suggestion: String,
}

impl BegunComment {
    /// Whether anything is said about the clause.
    pub fn says_something(&self) -> bool {
        self.stance.is_some() || !self.text.is_empty() || !self.suggestion.is_empty()
    }

    /// Whether there is nothing in it, or nothing but what was saved.
    pub fn adds_nothing_to(&self, saved: Option<&ClauseComment>) -> bool {
        match saved {
            None => self.audience.is_none() && !self.says_something(),
            Some(saved) => {
                self.stance == Some(saved.stance)
                    && self.text == saved.text
                    && self.suggestion == saved.suggestion
            }
        }
    }
}

/// A response being written. Stored as typed, right or wrong, so that nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Whose words they are read in.
    pub audience: Option<AudienceId>,
    /// The reader's language.
    pub language: Language,
    /// The published version being answered.
    pub version: VersionId,
    /// For whom they speak.
    #[serde(default)]
    pub speaks_for: SpeaksFor,
    /// Who is typing, as far as it was asked and said.
    #[serde(default)]
    pub typing: Typing,
    /// Answers as typed.
    #[serde(default)]
    pub answers: Answers,
    /// Clause comments.
    #[serde(default)]
    pub comments: Vec<ClauseComment>,
    /// Comments that are written and not saved, one a clause at most. They are not sent and not shared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub begun: Vec<BegunComment>,
    /// Consents; none until asked.
    #[serde(default)]
    pub consent: Option<Consent>,
    /// They said that they are not sure whether to be quoted, and so are not.
    #[serde(default)]
    pub unsure: bool,
    /// Its part in a team; none for somebody who writes alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Part>,
}

impl Draft {
    /// What its writer is called in the team they prepare a response with; none for a lead, and for one who writes alone.
    pub fn colleague(&self) -> Option<&Called> {
        match &self.team {
            Some(Part::Colleague { called }) => Some(called),
            _ => None,
        }
    }

    /// Whether anything was answered, or written about a clause.
    pub fn has_words(&self) -> bool {
        let answered = self.answers.values().any(|answer| !answer.is_empty());
        answered || !self.comments.is_empty() || !self.begun.is_empty()
    }

    /// The comment begun on a clause.
    pub fn begun_on(&self, document: &Slug, clause: &Slug) -> Option<&BegunComment> {
        let mut begun = self.begun.iter();
        begun.find(|c| &c.document == document && &c.clause == clause)
    }

    /// Forgets the comment begun on a clause.
    pub fn forget_begun(&mut self, document: &Slug, clause: &Slug) {
        self.begun
            .retain(|c| &c.document != document || &c.clause != clause);
    }

    /// Whether colleagues may write with its writer.
    pub fn leads(&self) -> bool {
        self.team == Some(Part::Lead)
    }
}

/// Capacity as typed on the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpeaksFor {
    /// None until answered; somebody who is not asked speaks for themselves.
    pub capacity: Option<Capacity>,
    /// Name or number of the organisation, name of the group, or of the school where somebody works who speaks for
    /// themselves; as typed.
    pub organisation: String,
    /// How many people a group answer stands for, as typed.
    pub group_size: String,
    /// Whether they say that they are allowed to answer for the organisation; none until answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorised: Option<bool>,
    /// Schools of the register that the name may mean, as it was last looked up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schools: Vec<Listed>,
    /// Which of them it is; none until chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urn: Option<Urn>,
    /// They said that it is none of them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unlisted: bool,
}

/// What may be done with the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// We may quote them without a name.
    pub quote: bool,
    /// We may publish an organisation's response under its name.
    pub publish: bool,
}

/// A checked contribution, ready to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// What it is.
    pub form: Form,
    /// How it came.
    pub channel: Channel,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Organisation or group name; empty for an individual. The register's name for a school that is in it.
    pub organisation: String,
    /// Number of the organisation, where it is a school of the register.
    pub urn: Option<Urn>,
    /// The school of the register where somebody works who speaks for themselves, if they said. It is stored apart,
    /// joined to nothing of theirs: see `docs/adr/0018-where-somebody-works.md`.
    pub works_at: Option<Urn>,
    /// Whether the sender said that they are allowed to answer for the organisation; none when nobody asked them.
    pub authorised: Option<bool>,
    /// People a group response stands for.
    pub group_size: Option<u32>,
    /// Who typed it and whose words they are; empty where it was not asked.
    pub typing: Typing,
    /// Whose question set was answered. None for a letter from nobody in particular.
    pub audience: Option<AudienceId>,
    /// The language they wrote in.
    pub language: Language,
    /// The published version answered.
    pub version: VersionId,
    /// Checked answers, only to questions that were asked.
    pub answers: Answers,
    /// Clause comments.
    pub comments: Vec<ClauseComment>,
    /// The words of a letter or an event point; empty otherwise.
    pub text: String,
    /// What may be done with the words.
    pub consent: Consent,
}
