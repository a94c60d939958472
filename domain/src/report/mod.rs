//! Reports: one model, many renderers.
//!
//! The server loads an [`Evidence`], [`build`] writes a [`Report`] from it in plain English, and an exporter
//! turns the report into a file. A signed-off report is stored as the JSON of its [`Report`].
//!
//! What the prose obeys: a number word never stands without its numbers, a percentage never without its
//! counts and never on a base under [`words::SMALL_BASE`], individuals are never mixed with organisations,
//! groups and campaigns, and every count has passed [`crate::disclosure`].

mod builder;
mod evidence;
mod format;
mod markdown;
mod model;
mod parts;
mod table;
mod tally;
mod template;
#[cfg(test)]
mod tests;
pub mod words;

pub use evidence::{
    AcceptedTold, Alternative, Answered, Campaign, Change, Checker, ClauseViews, ClosedQuestion,
    CodedQuestion, CodedTheme, CodingSigned, CodingTold, Commented, Coverage, DecisionTaken,
    Despite, EqualityAnswer, EqualityQuestion, Event, Evidence, Finding, GroupAnswer, Mention,
    Milestone, Named, Note, NumberQuestion, Paper, Picked, Position, Proposal, ProposalSection,
    Purpose, Rate, Reach, Received, Repeats, Sampled, SampledTheme, Screened, Share, SignOff,
    Software, TextQuestion, Theme, Topic, Typed, Version, View, Written,
};
pub use format::{DataTable, Format, TableFormat};
pub use model::{Block, Fact, Meta, Quote, Report, Section};
pub use table::{Bar, Cell, Chart, Column, Row, Table};
pub use template::{Template, build};
