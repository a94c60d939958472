//! What runs in the browser. Each island improves a page that is complete without it.
//!
//! An island here draws no control: the server's HTML stays as it is, and the island listens to the form around
//! it. So nothing that somebody typed before the script had come is ever drawn over.

mod answer;
mod keep;
mod keys;
mod listen;
mod marks;
mod page_rules;
mod regions;
mod rules;
mod saving;
mod send;
mod watch;

pub use answer::AnswerHelper;
pub use keys::Keys;
pub use listen::Listen;
pub use marks::Marks;
pub use rules::Rules;
pub use send::SendHelper;

/// Names and values of a form, in order, as they are posted.
type Fields = Vec<(String, String)>;
