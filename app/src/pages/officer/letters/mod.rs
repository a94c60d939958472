//! Letters, emails, petitions and dossiers: what was done with each, and what is still to do.

mod list;
mod marked;
mod one;
mod steps;

pub use list::LettersPage;
pub use one::LetterPage;
