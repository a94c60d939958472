//! The golden thread after the themes: finding, position, decision, change.

use crate::contribution::words;
use serde::{Deserialize, Serialize};

words! {
    /// What the council says to a finding. A reason always goes with it.
    Response {
        /// Will do.
        Accept = "accept",
        /// Will do some of it.
        InPart = "in-part",
        /// Will not.
        Reject = "reject",
        /// Not for this consultation.
        OutOfScope = "out-of-scope",
    }
}

words! {
    /// What a body decided.
    Outcome {
        /// As put to it.
        Agreed = "agreed",
        /// With changes of its own.
        AgreedWithChanges = "agreed-with-changes",
        /// Later.
        Deferred = "deferred",
        /// No.
        NotAgreed = "not-agreed",
    }
}
