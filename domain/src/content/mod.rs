//! Published words: what a consultation proposes and asks, per language and audience.

mod blueprint;
mod difference;
mod edit;
mod expand;
mod fault;
mod kinds;
mod piece;
mod shared_core;
mod text_key;
mod texts;
mod translation;
mod wording;

pub use self::shared_core::{SHARED_CORE, is_core_odd, shared_core};
pub use blueprint::{
    Audience, AudienceWords, Blueprint, ClauseText, ClauseWords, Code, ConsultationWords, Content,
    DocumentText, DocumentWords, Section, SectionWords,
};
pub use difference::{Change, Reworded, What, changes};
pub use edit::{Direction, Edit, EditError};
pub use expand::ExpandError;
pub use fault::{Fault, faults, locked};
pub use kinds::{GRID_KINDS, KINDS, kind_name, kind_named, own_options};
pub use piece::{NotAPiece, Piece};
pub use text_key::{NotAText, TextKey};
pub use texts::{Part, Place, texts, texts_in};
pub use translation::{Translation, to_translate, to_translate_in, translate_document, translated};
pub use wording::{Picked, Worded, Wordings};
