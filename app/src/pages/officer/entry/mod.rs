//! Putting in by hand what came by another way.

mod desk;
mod entered;
mod letter;
mod paper;
mod parts;
mod sheet;

pub use entered::EnteredPage;
pub use letter::EnterLetterPage;
pub use paper::EnterFormPage;
