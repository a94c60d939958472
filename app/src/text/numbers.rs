//! Numbers as people read them.

pub use domain::plain::{counted, number};

/// `1 character`, `1,200 characters`.
pub fn characters(count: usize) -> String {
    counted(count as u64, "character", "characters")
}
