//! Every sentence a person can read on a screen. Reports have theirs in `domain::report`.

pub mod comments;
pub mod dates;
pub mod downloads;
pub mod duplicates;
pub mod entry;
pub mod findings;
pub mod letters;
pub mod numbers;
pub mod officer;
pub mod outcome;
pub mod problems;
pub mod public;
pub mod respond;
pub mod responses;
pub mod resume;
pub mod said;
pub mod saving;
pub mod themes;
pub mod thread;
pub mod thread_problems;
