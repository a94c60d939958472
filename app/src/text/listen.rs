//! Words of the button that reads aloud.

use crate::words::Phrase;

/// Begins.
pub const LISTEN: Phrase = phrase!("Listen");

/// Ends.
pub const STOP: Phrase = phrase!("Stop reading");
