//! Parts of forms: what is wrong, what to keep in mind.

mod default_button;
mod error_summary;
mod school_choice;
mod select;
mod text_area;
mod too_large;
mod too_many;
mod trap;
mod typed;
mod words_warning;

pub use default_button::DefaultButton;
pub use error_summary::ErrorSummary;
pub use school_choice::SchoolChoice;
pub use select::Select;
pub use text_area::TextArea;
pub use too_large::TooLarge;
pub use too_many::TooMany;
pub use trap::{TRAP, Trap};
pub use typed::Typed;
pub use words_warning::{WordsWarning, WordsWarningAgain};
