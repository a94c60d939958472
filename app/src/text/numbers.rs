//! Numbers as people read them.

pub use domain::plain::counted;

use crate::platform;
use domain::plain;

/// `12,345`, as the reader's language writes it.
pub fn number(count: u64) -> String {
    let english = plain::number(count);
    match platform::words() {
        Some(words) => english.replace(',', &words.thousands),
        None => english,
    }
}
