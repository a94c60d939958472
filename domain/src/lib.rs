//! What is true of a consultation, whatever the screen or the database.
//!
//! This crate is pure: no input or output, no clock, no randomness. Glossary:
//!
//! - **Consultation**: one thing a council asks about; a [`content::Blueprint`] says what its kind contains.
//! - **Content**: the published words (proposal, questions), versioned and never changed once published.
//! - **Document, clause**: the draft being consulted on, in numbered parts that keep their id across versions.
//! - **Contribution**: anything anybody told us: a response, clause comments, an event point, a letter.
//! - **Text item, passage**: one immutable free text; a span of it that codes, quotes and redactions point at.
//! - **Theme, assignment**: a code of the code frame; its tie to a passage, and who or what made the tie.
//! - **Finding, position, decision, change**: what people said, what the council says to it and why,
//!   what was decided where, and the clause that changed because of it.

pub mod access;
pub mod coding;
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
pub mod letter;
pub mod plain;
pub mod question;
pub mod redaction;
pub mod report;
pub mod resume_code;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod text;
