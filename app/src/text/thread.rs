//! Words for findings, positions, decisions and changes, the same for officers and the public.

use domain::decision::{Outcome, Response};
use domain::document::ChangeKind;

/// What the council says to a finding.
pub fn response(response: Response) -> &'static str {
    match response {
        Response::Accept => "Accepted",
        Response::InPart => "Accepted in part",
        Response::Reject => "Not accepted",
        Response::OutOfScope => "Not part of this consultation",
    }
}

/// What a body decided.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Agreed => "Agreed",
        Outcome::AgreedWithChanges => "Agreed, with changes",
        Outcome::Deferred => "Put off",
        Outcome::NotAgreed => "Not agreed",
    }
}

/// What was done to a clause.
pub fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Reworded => "Reworded",
        ChangeKind::Added => "Added",
        ChangeKind::Removed => "Taken out",
    }
}
