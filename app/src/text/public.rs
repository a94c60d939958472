//! Sentences of the public pages.

use crate::api::ConsultationCard;
use crate::text::dates;
use crate::words::Phrase;
use domain::consultation::Stage;

pub use super::respond::{NO_EFFECT, NO_EFFECT_EASY, NO_NAMES};

/// One word for where a consultation stands, and the same as part of a class name.
pub fn status(card: &ConsultationCard) -> (Phrase, &'static str) {
    match card.stage {
        _ if card.takes_responses => (phrase!("Open"), "open"),
        Stage::Draft => (phrase!("Draft"), "draft"),
        Stage::Open if card.opens_later => (phrase!("Opening soon"), "soon"),
        Stage::Open | Stage::Analysis => (phrase!("Closed"), "closed"),
        Stage::Decided => (phrase!("Decided"), "decided"),
    }
}

/// When it is open, as a sentence without a full stop; none before dates are set.
pub fn when(card: &ConsultationCard) -> Option<String> {
    let sentence = match (card.opens, card.closes) {
        (Some(opens), _) if card.opens_later => {
            say!("Opens at {when}", when = dates::moment(opens))
        }
        (_, Some(closes)) if card.takes_responses => {
            say!("Open until {when}", when = dates::moment(closes))
        }
        (_, Some(closes)) => say!("Closed at {when}", when = dates::moment(closes)),
        _ => return None,
    };
    Some(sentence)
}

/// What has happened since closing, for somebody who comes late.
pub fn after_closing(stage: Stage) -> Phrase {
    match stage {
        Stage::Decided => {
            phrase!(
                "This consultation is closed. A decision has been made, and we say what changed because of what people told us."
            )
        }
        _ => {
            phrase!(
                "This consultation is closed. We are reading every answer. When a decision has been made, we will say what it is and what changed because of what people told us."
            )
        }
    }
}

/// Under the easy words of a proposal.
pub const MORE_IN_FULL: Phrase = phrase!("There is more to read in the full version");
