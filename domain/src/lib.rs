//! What is true of a consultation, whatever the screen or the database.
//!
//! This crate is pure: no input or output, no clock, no randomness. Glossary:
//!
//! - **Consultation**: one thing a council asks about; a [`content::Blueprint`] says what its kind contains.
//! - **Content**: the published words (proposal, questions), versioned and never changed once published.
//! - **Piece, edit, fault**: a part of the words that is written by itself; a change to one; what does not hold together
//!   yet. Words are published without a fault.
//! - **Document, clause**: the draft being consulted on, in numbered parts that keep their id across versions.
//! - **Contribution**: anything anybody told us: a response, clause comments, an event point, a letter.
//! - **School**: one of the government's register (GIAS), known by its number (URN). **Team**: a lead and colleagues who
//!   prepare one response of a school, each in a draft of their own.
//! - **Text item, passage**: one immutable free text; a span of it that codes, quotes and redactions point at.
//! - **Theme, assignment**: a code of the code frame; its tie to a passage, and who or what made the tie.
//! - **Finding, position, decision, change**: what people said, what the council says to it and why,
//!   what was decided where, and the clause that changed because of it.

pub mod access;
pub mod agreement;
pub mod coding;
pub mod coding_gate;
pub mod consultation;
pub mod content;
pub mod contribution;
pub mod council;
pub mod decision;
pub mod disclosure;
pub mod document;
pub mod duplicate;
pub mod equality;
pub mod id;
pub mod journey;
pub mod language;
pub mod letter;
pub mod plain;
pub mod printed;
pub mod question;
pub mod readability;
pub mod redaction;
pub mod report;
pub mod resume_code;
pub mod routing;
pub mod scan;
pub mod school;
pub mod second_entry;
pub mod speaks_for;
pub mod team;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod text;
pub mod typing;
