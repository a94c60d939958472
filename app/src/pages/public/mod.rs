//! What anybody may read.

mod comment;
mod consultations;
mod document;
mod document_changes;
mod notices;
mod other_ways;
mod outcome;
mod proposal;
mod reading;

pub use comment::CommentPage;
pub use consultations::ConsultationsPage;
pub use document::DocumentPage;
pub use notices::{AccessibilityPage, PrivacyPage};
pub use outcome::{ChangePage, OutcomePage, WordsPage};
pub use proposal::ProposalPage;
