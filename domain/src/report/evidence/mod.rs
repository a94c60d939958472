//! Everything a report needs, loaded and counted, before anything is hidden or worded.
//!
//! Counts are of people (one a contribution), never of comments. Rows of counts may come in any order and may
//! leave out noughts; two rows of the same kind add up. Texts marked *Markdown* are read as such, all others
//! as plain text. Nothing in here is public until [`build`](super::build) has been over it.

mod coding;
mod counts;
mod equality;
mod paper;
mod thread;

pub use coding::{
    AcceptedTold, CodedQuestion, CodedTheme, CodingSigned, CodingTold, Sampled, SampledTheme,
    Software,
};
pub use counts::{
    Answered, ClauseViews, ClosedQuestion, Commented, Coverage, GroupAnswer, Mention,
    NumberQuestion, Picked, Rate, Reach, Received, Repeats, Screened, TextQuestion, Theme, Typed,
    View,
};
pub use equality::{EqualityAnswer, EqualityQuestion};
pub use paper::{
    Alternative, Checker, Despite, Milestone, Note, Paper, Proposal, ProposalSection, Purpose,
    SignOff, Topic, Version,
};
pub use thread::{Campaign, Change, DecisionTaken, Event, Finding, Position, Share, Written};

use serde::{Deserialize, Serialize};

/// An id and what readers see for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// As in the rows of counts.
    pub id: String,
    /// As printed, such as "Parent or carer".
    pub name: String,
}

/// What one consultation has to show, at one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The council's name.
    pub council: String,
    /// What was proposed, and when.
    pub proposal: Proposal,
    /// The paper to be written.
    pub paper: Paper,
    /// Who was asked, in the order of tables.
    pub audiences: Vec<Named>,
    /// Parts of the area, in the order of tables.
    pub localities: Vec<Named>,
    /// Every contribution, counted.
    pub received: Vec<Received>,
    /// Responses that came after closing: what was done with them, in a sentence.
    pub late_rule: String,
    /// Organisations that responded and agreed to be named.
    pub organisations: Vec<String>,
    /// Groups that answered together.
    pub groups: Vec<GroupAnswer>,
    /// Who typed the responses of those who are asked in easy words.
    #[serde(default)]
    pub typed: Vec<Typed>,
    /// Standard texts sent by many.
    pub campaigns: Vec<Campaign>,
    /// What was said at events.
    pub events: Vec<Event>,
    /// Letters, e-mails, petitions and dossiers.
    pub written: Vec<Written>,
    /// Questions with options, in order. Timely contributions only.
    pub closed: Vec<ClosedQuestion>,
    /// Questions answered with a number, an amount or a day. Timely contributions only.
    pub numbers: Vec<NumberQuestion>,
    /// Questions with free text, and clause comments, in order. Timely contributions only.
    pub texts: Vec<TextQuestion>,
    /// Clauses and what people thought of them, in order.
    pub clauses: Vec<ClauseViews>,
    /// What the consultation found and what the council says to it.
    pub findings: Vec<Finding>,
    /// Decisions taken so far.
    pub decisions: Vec<DecisionTaken>,
    /// Clauses changed because of them.
    pub changes: Vec<Change>,
    /// How far word of the consultation got.
    pub reach: Vec<Reach>,
    /// Response rates where a group's size is known, such as schools by phase.
    pub rates: Vec<Rate>,
    /// Who was hardly heard, and what was done about it. A sentence each.
    pub gaps: Vec<String>,
    /// What the evidence cannot show. A sentence each, beside those every report has.
    pub limitations: Vec<String>,
    /// Groups of responses whose words look alike. All are kept, and all count.
    pub look_alikes: u64,
    /// What people said about themselves; none until the consultation has closed, since two counts with one person
    /// between them would tell what that person said.
    #[serde(default)]
    pub equality: Option<Vec<EqualityQuestion>>,
    /// Sets of contributions that may be one person's.
    #[serde(default)]
    pub repeats: Repeats,
    /// Texts and whether they may be shown.
    pub screened: Screened,
    /// How the coding of people's words stands, question by question.
    #[serde(default)]
    pub coding: CodingTold,
    /// Who signed off; none while it is a draft.
    pub sign_off: Option<SignOff>,
}
