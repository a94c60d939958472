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

/// The number of a new clause after one, in its part of the document and not taken: `3.2` gives `3.3`, or `3.2a`.
pub fn number_after(taken: &[&str], after: Option<&str>) -> String {
    let Some(after) = after else {
        return "1".to_owned();
    };
    let (part, last) = match after.rsplit_once('.') {
        Some((part, last)) => (format!("{part}."), last),
        None => (String::new(), after),
    };
    let next = last.parse::<u32>().ok().map(|n| format!("{part}{}", n + 1));
    let letters = ('a'..='z').map(|letter| format!("{after}{letter}"));
    next.into_iter()
        .chain(letters)
        .find(|number| !taken.contains(&number.as_str()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_clause_takes_the_next_free_number_of_its_part() {
        let taken = ["3", "3.1", "3.2", "4", "A"];
        for (after, number) in [
            ("3.2", "3.3"),
            ("3.1", "3.1a"),
            ("3", "3a"),
            ("4", "5"),
            ("A", "Aa"),
        ] {
            assert_eq!(number_after(&taken, Some(after)), number);
        }
        assert_eq!(number_after(&[], None), "1");
    }
}
