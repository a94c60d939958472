//! Documents consulted on, clause by clause. A clause keeps its id through every version.

use crate::contribution::words;
use crate::question::Problem;
use serde::{Deserialize, Serialize};

words! {
    /// What somebody thinks of a clause.
    Stance {
        /// Keep it.
        Agree = "agree",
        /// Change it.
        Change = "change",
        /// Take it out.
        Object = "object",
    }
}

words! {
    /// What became of a clause in a later version.
    Fate {
        /// Now part of another clause.
        Merged = "merged",
        /// Now several clauses.
        Split = "split",
        /// Gone.
        Removed = "removed",
    }
}

words! {
    /// What a new version did to a clause.
    ChangeKind {
        /// Same clause, new words.
        Reworded = "reworded",
        /// A new clause.
        Added = "added",
        /// A clause taken out.
        Removed = "removed",
    }
}

/// Most characters in a clause comment or suggested wording.
pub const COMMENT_LIMIT: usize = 10_000;

/// What is wrong with a comment on a clause: the field (`text` or `suggestion`) and why. Whoever would change a clause
/// has to say how, in either field; a plain yes or no needs no reason.
pub fn comment_faults(
    stance: Stance,
    text: &str,
    suggestion: &str,
) -> Vec<(&'static str, Problem)> {
    let mut faults = Vec::new();
    let silent = text.trim().is_empty() && suggestion.trim().is_empty();
    if silent && stance == Stance::Change {
        faults.push(("text", Problem::Missing));
    }
    for (field, text) in [("text", text), ("suggestion", suggestion)] {
        let length = text.chars().count();
        if length > COMMENT_LIMIT {
            let limit = COMMENT_LIMIT;
            faults.push((field, Problem::TooLong { length, limit }));
        }
    }
    faults
}
