//! Putting in by hand what came by another way.

mod beside;
mod comments;
mod desk;
mod differences;
mod entered;
mod from;
mod letter;
mod paper;
mod parts;
mod second;
mod sheet;

pub use differences::DifferencesPage;
pub use entered::EnteredPage;
pub use letter::EnterLetterPage;
pub use paper::EnterFormPage;
pub use second::{SecondEntriesPage, SecondFormPage};
