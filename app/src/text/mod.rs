//! Every sentence a person can read on a screen. Reports have theirs in `domain::report`.

pub mod comments;
pub mod dates;
pub mod numbers;
pub mod officer;
pub mod problems;
pub mod public;
pub mod respond;
pub mod responses;
pub mod themes;
pub mod thread;
