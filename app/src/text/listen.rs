//! Words of the button that reads aloud.

/// Begins.
pub const LISTEN: &str = "Listen";

/// Ends.
pub const STOP: &str = "Stop reading";
