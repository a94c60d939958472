//! Every sentence a person can read on a screen. Reports have theirs in `domain::report`.

pub mod build;
pub mod comments;
pub mod dates;
pub mod downloads;
pub mod entry;
pub mod findings;
pub mod listen;
pub mod numbers;
pub mod officer;
pub mod outcome;
pub mod printed;
pub mod problems;
pub mod public;
pub mod respond;
pub mod responses;
pub mod resume;
pub mod said;
pub mod saving;
pub mod schools;
pub mod stop;
pub mod team;
pub mod themes;
pub mod thread;
pub mod thread_problems;
pub mod typing;
