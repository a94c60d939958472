//! Words for findings, positions, decisions and changes, the same for officers and the public.

use crate::words::Phrase;
use domain::decision::{Outcome, Response};
use domain::document::ChangeKind;

/// What the council says to a finding.
pub fn response(response: Response) -> Phrase {
    match response {
        Response::Accept => phrase!("Accepted"),
        Response::InPart => phrase!("Accepted in part"),
        Response::Reject => phrase!("Not accepted"),
        Response::OutOfScope => phrase!("Not part of this consultation"),
    }
}

/// What a body decided.
pub fn outcome(outcome: Outcome) -> Phrase {
    match outcome {
        Outcome::Agreed => phrase!("Agreed"),
        Outcome::AgreedWithChanges => phrase!("Agreed, with changes"),
        Outcome::Deferred => phrase!("Put off"),
        Outcome::NotAgreed => phrase!("Not agreed"),
    }
}

/// What was done to a clause.
pub fn change(kind: ChangeKind) -> Phrase {
    match kind {
        ChangeKind::Reworded => phrase!("Reworded"),
        ChangeKind::Added => phrase!("Added"),
        ChangeKind::Removed => phrase!("Taken out"),
    }
}
