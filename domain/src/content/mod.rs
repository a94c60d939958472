//! Published words: what a consultation proposes and asks, per language and audience.

mod blueprint;
mod expand;
mod wording;

pub use blueprint::{
    Audience, AudienceWords, Blueprint, ClauseText, ClauseWords, Code, ConsultationWords, Content,
    DocumentText, DocumentWords, Section, SectionWords,
};
pub use expand::ExpandError;
pub use wording::{Picked, Worded, Wordings};
