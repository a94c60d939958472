//! From what was said to what was changed.

use crate::contribution::Channel;
use crate::decision::{Outcome, Response};
use crate::document::ChangeKind;
use crate::report::Quote;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A standard text sent by many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// In a few words.
    pub name: String,
    /// How many sent it.
    pub copies: u64,
    /// How many added words of their own, which are coded like any comment.
    pub with_additions: u64,
    /// The text itself, cleared; empty when it may not be shown.
    pub text: String,
    /// Labels of the themes it raises. Counted once.
    pub themes: Vec<String>,
}

/// An event. Kept apart from percentages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Such as "Parent Carer Forum coffee morning".
    pub name: String,
    /// Day.
    pub on: Date,
    /// Where: a locality or "Online".
    pub place: String,
    /// For whom.
    pub audience: String,
    /// How many came; none when not recorded.
    pub attended: Option<u64>,
    /// Main points, cleared.
    pub points: Vec<String>,
}

/// A letter, e-mail, petition or dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Name of an organisation that agreed to be named, else a broad role.
    pub from: String,
    /// How it came.
    pub channel: Channel,
    /// Such as "Petition" or "Dossier of 53 pages"; empty for a plain letter.
    pub kind: String,
    /// Day of arrival.
    pub received: Date,
    /// Came after closing.
    pub late: bool,
    /// People who signed a petition.
    pub signatures: Option<u64>,
    /// What it says, in a sentence or two, cleared.
    pub summary: String,
    /// What was done with it, such as "Coded with the comments; see finding 3"; none while nobody has dealt with it.
    pub reconciled: Option<String>,
}

/// Something the consultation found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// A sentence.
    pub statement: String,
    /// How many individuals of all audiences stand behind it; none when it does not rest on numbers.
    pub share: Option<Share>,
    /// Why it has a place in sight however few raised it, in a sentence: "It turns on the law."
    pub kept: Option<String>,
    /// Cleared and consented, for and against.
    pub quotes: Vec<Quote>,
    /// What the council says; none until it has taken a position.
    pub position: Option<Position>,
}

/// People behind a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many.
    pub people: u64,
    /// Of how many.
    pub of: u64,
    /// Who the latter are: "people who answered question B4".
    pub who: String,
}

/// What the council says to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Accept, in part, reject, out of scope.
    pub response: Response,
    /// Why. Plain text.
    pub reason: String,
}

/// A decision taken by a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionTaken {
    /// Such as "Cabinet".
    pub body: String,
    /// Day.
    pub on: Date,
    /// Such as "CAB 42/26".
    pub minute: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What was decided, in a sentence or two.
    pub text: String,
    /// Numbers, from 1, of the findings it answers.
    pub findings: Vec<usize>,
}

/// A clause changed because of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Title of the document.
    pub document: String,
    /// Number and heading.
    pub clause: String,
    /// What was done to it.
    pub kind: ChangeKind,
    /// Its words before; empty for a new clause.
    pub before: String,
    /// Its words after; empty for a removed clause.
    pub after: String,
    /// Number of the new version of the document.
    pub version: u32,
    /// Numbers, from 1, of the findings behind it.
    pub findings: Vec<usize>,
}
