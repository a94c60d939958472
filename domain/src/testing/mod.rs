//! Builders.
pub mod report;
