//! Which responses a person reads: what to read next, and a random sample that nothing is learnt from.
//!
//! The two are kept apart. What is read next is chosen to teach the engine most and says nothing of all responses; the
//! audit sample is drawn by chance alone, so agreement and shares of themes measured on it hold for everybody, within
//! their intervals.

mod audit;
mod next;

pub use audit::{Audit, SMALL, Share, audit_sample, audit_size, share};
pub use next::{Next, Reading, Why, next_to_read};
