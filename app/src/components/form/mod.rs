//! Parts of forms: what is wrong, what to keep in mind.

mod default_button;
mod error_summary;
mod text_area;
mod too_large;
mod typed;
mod words_warning;

pub use default_button::DefaultButton;
pub use error_summary::ErrorSummary;
pub use text_area::TextArea;
pub use too_large::TooLarge;
pub use typed::Typed;
pub use words_warning::{EasyWordsWarning, WordsWarning};
