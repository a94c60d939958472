//! Why a row is not taken, in words that hold nothing of an answer.

use domain::question::Problem;

/// A reason against a row, for the person who mends it. Never the words of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Columns that it is about, by their place; none for the row as a whole.
    pub columns: Vec<usize>,
    /// What is wrong.
    pub why: String,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.why)
    }
}

impl From<String> for Reason {
    fn from(why: String) -> Self {
        Self {
            columns: Vec::new(),
            why,
        }
    }
}

/// Everything against one row.
pub(super) type Reasons = Vec<Reason>;

/// Every reason in one line.
pub fn said(reasons: &[Reason]) -> String {
    let said: Vec<&str> = reasons.iter().map(|reason| reason.why.as_str()).collect();
    said.join("; ")
}

/// What is wrong with an answer.
pub(super) fn say(problem: &Problem) -> String {
    match problem {
        Problem::NoSuchOption { option } => format!("there is no option “{}”", short(option)),
        other => other.to_string(),
    }
}

/// That a cell names nothing there is, and what there is.
pub(super) fn unknown<'a>(what: &str, cell: &str, all: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = all.collect();
    format!("{what} “{}” is none of {}", short(cell), all.join(", "))
}

/// The start of a cell: a slipped column may hold somebody's words, which belong in no log.
pub(super) fn short(cell: &str) -> String {
    const MOST: usize = 30;
    match cell.chars().count() > MOST {
        true => cell.chars().take(MOST).chain(['…']).collect(),
        false => cell.to_owned(),
    }
}
