//! Finds themes, near-duplicates and personal data in comments.
//!
//! Everything here is pure: no files, no clock, no threads that race, and no randomness but a seeded generator, so the
//! same [`Input`] gives the same bytes. Suggestions are for a person to confirm; nothing is ever dropped or deleted.
//!
//! Start at [`analyse`] (the contract of the command line) or [`analyse_in_depth`] (what the officer's page needs).
//!
//! | module | holds |
//! |---|---|
//! | [`input`], [`output`], [`analysis`] | what goes in, what comes out, and the order of work between |
//! | [`text`], [`passages`], [`span`] | words, stems, sentences and where they stand |
//! | [`features`] | comments as numbers: word and phrase weights, and a dense summary of their spelling |
//! | [`vectors`] | comments as sentence vectors, by a model the caller hands over |
//! | [`discover`], [`define`], [`learn`] | themes without a codebook, from its definitions, and from coded examples |
//! | [`describe`] | labels, keywords and typical comments of a theme |
//! | [`explain`] | why a theme was suggested |
//! | [`sample`] | what a person reads next, and the random sample that judges the engine |
//! | [`near_duplicate`], [`personal_data`] | campaigns and copies; spans that may identify a person |
//! | [`screening`] | safeguarding, abuse, points of equality and law |

pub mod analysis;
pub mod codebook;
pub mod define;
pub mod describe;
pub mod discover;
pub mod explain;
pub mod features;
pub mod input;
pub mod learn;
pub mod near_duplicate;
pub mod output;
pub mod parallel;
pub mod passages;
pub mod personal_data;
pub mod progress;
pub mod random;
pub mod sample;
pub mod screening;
pub mod span;
pub mod text;
pub mod vectors;

pub use analysis::{Analysis, analyse, analyse_in_depth};
pub use codebook::{Codebook, Definition};
pub use input::{AnalyseError, Example, Input, Row};
pub use output::Output;
pub use progress::{Progress, Stage};
pub use span::Span;
pub use vectors::{Model, Vectors};
