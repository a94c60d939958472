//! What anybody may read.

mod comment;
mod consultations;
mod document;
mod notices;
mod other_ways;
mod proposal;
mod reading;

pub use comment::CommentPage;
pub use consultations::ConsultationsPage;
pub use document::DocumentPage;
pub use notices::{AccessibilityPage, PrivacyPage};
pub use proposal::ProposalPage;
