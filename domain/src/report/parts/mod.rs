//! The parts that templates put together. Each writes into the section that is open.

mod apart;
mod clauses;
mod closed;
mod coded;
mod cuts;
mod equality;
mod findings;
mod kept;
mod limits;
mod method;
mod numbers;
mod opening;
mod proposal;
mod sampled;
mod themes;
mod typed;
mod who;

pub(super) use apart::{campaigns, events, questions_asked, written};
pub(super) use clauses::clauses;
pub(super) use closed::closed;
pub(super) use coded::coded;
pub(super) use cuts::by_locality;
pub(super) use equality::{equality, equality_tables};
pub(super) use findings::{changes, decisions, findings};
pub(super) use kept::kept;
pub(super) use limits::{hidden_tables, limits, number_words, organisations};
pub(super) use method::{codesign, method, reach};
pub(super) use numbers::numbers;
pub(super) use opening::{meta, purpose, recommend, role, summary};
pub(super) use proposal::{alternatives, background, finance, proposal, timetable};
pub(super) use sampled::sampled;
pub(super) use themes::themes;
pub(super) use who::who;
