//! Documents consulted on, clause by clause. A clause keeps its id through every version.

use crate::contribution::words;
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
