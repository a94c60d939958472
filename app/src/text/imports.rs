//! Sentences about files of responses from other survey tools.

use super::numbers::counted;
use crate::api::{ImportCounts, ImportState, RowFate, RowProblem};

/// A column that names each row.
pub const KEY: &str = "Number of the row in the survey tool";
/// What a cell may mean.
pub const YES: &str = "Yes";
/// What a cell may mean.
pub const NO: &str = "No";
/// What a cell may mean.
pub const NO_ANSWER: &str = "No answer";
/// What a cell may mean.
pub const OWN_WORDS: &str = "Their own words, beside “Other” (for every such cell of the column)";

/// Which tool made a file.
pub fn kind(word: &str) -> &'static str {
    match word {
        "limesurvey" => "LimeSurvey",
        "citizen-space" => "Citizen Space",
        "microsoft-forms" => "Microsoft Forms",
        "wellheard" => "An export of this site",
        _ => "Another tool",
    }
}

/// How far a file has come.
pub fn state(state: ImportState) -> &'static str {
    match state {
        ImportState::New => "Say what its columns are",
        ImportState::Mapped => "Look at it, then take it in",
        ImportState::Taking => "Being taken in",
        ImportState::Taken => "Taken in",
    }
}

/// A fact that a column may hold, by its word in mappings.
pub fn field(word: &str) -> &'static str {
    match word {
        "audience" => "Who answered",
        "received" => "Date received",
        "consent_to_quote" => "Consent: may be quoted without a name",
        "consent_to_publish" => {
            "Consent: an organisation’s answers may be published under its name"
        }
        "organisation" => "Name of the organisation or group",
        "capacity" => "For whom they speak: individual, organisation, group",
        "group_size" => "How many people, for a group",
        "urn" => "URN of the school",
        "authorised" => "Whether they say that they may answer for the organisation",
        "language" => "Language written in, such as en",
        "letter" => "Words of a letter that answers no question",
        _ => "Something else",
    }
}

/// What becomes of a row.
pub fn fate(fate: RowFate) -> &'static str {
    match fate {
        RowFate::Added => "Will be added",
        RowFate::Present => "Here already",
        RowFate::Changed => "Here already, with other content: what is here stays",
        RowFate::Nothing => "Empty",
        RowFate::Refused => "Cannot be read",
    }
}

/// How many rows become what; `done` when it was done.
pub fn counts(counts: &ImportCounts, done: bool) -> Vec<String> {
    let rows = |n: u64| counted(n, "row", "rows");
    let added = match done {
        true => format!("{} added", rows(counts.added)),
        false => format!("{} will be added", rows(counts.added)),
    };
    let mut lines = vec![added];
    let mut tell = |n: u64, what: &str| {
        if n > 0 {
            lines.push(format!("{} {what}", rows(n)));
        }
    };
    tell(
        counts.undated,
        "of these with the date 1980-01-01, which LimeSurvey writes where a survey keeps no dates: the day they are taken in counts as the day they came",
    );
    tell(counts.present, "already here: nothing is added twice");
    tell(
        counts.changed,
        "of these with other content than when first taken in: what is here stays",
    );
    tell(counts.refused, "cannot be read, and not taken in");
    tell(counts.nothing, "without anything in them");
    lines
}

/// Where something is wrong, and what.
pub fn wrong(problem: &RowProblem) -> String {
    let why = problem.why.trim_end_matches('.');
    match problem.columns.as_slice() {
        [] => format!("Row {} (line {}): {why}", problem.row, problem.line),
        columns => {
            let names: Vec<String> = columns.iter().map(|name| format!("“{name}”")).collect();
            format!(
                "Row {} (line {}), column {}: {why}",
                problem.row,
                problem.line,
                names.join(" and ")
            )
        }
    }
}

/// That somebody must say that cells may be lost.
pub const SURE: &str =
    "Look at what is in the columns that are left out, and tick that it need not be kept.";

/// How many cells are in columns that are left out, in a sentence to agree to.
pub fn may_be_lost(cells: u64) -> String {
    format!(
        "I have looked at these columns: {} need not be kept",
        counted(cells, "cell in them", "cells in them")
    )
}

/// How many columns are what; those that are to be chosen first.
pub fn columns(open: usize, matched: usize, left_out: usize) -> String {
    format!(
        "{} to choose, {matched} matched, {left_out} left out.",
        counted(open as u64, "column is", "columns are")
    )
}

/// That nobody has said what a column is.
pub fn undecided(column: &str) -> String {
    format!("“{column}”: choose what this column is, or leave it out.")
}

/// That two columns are one thing.
pub fn twice(column: &str) -> String {
    format!("“{column}”: another column is this already. Leave one of them out.")
}

/// That nobody has said why a column is left out.
pub fn why(column: &str) -> String {
    format!("“{column}”: say why it is left out. It is kept in the report.")
}

/// What is wrong with the forms of these pages. A name ends in the number of its column.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    let name = field.trim_end_matches(|c: char| c.is_ascii_digit());
    Some(match (name, code) {
        ("file", "no_rows") => "The file has a header and no row under it.",
        ("file", "no_file") => "Choose a CSV or Excel file.",
        ("file", "too_big") => {
            "The file is larger than 20 megabytes. Split it, and send the parts one after the other."
        }
        ("what-", "no_answers") => "No column is an answer to a question. Choose at least one.",
        ("why-", "too_long") => "Give the reason in 200 characters or fewer.",
        ("who-answered", "missing") => {
            "No column says who answered. Choose who did, for every row."
        }
        ("survey", "missing") => {
            "Enter the survey’s name: rows of two surveys may have the same number."
        }
        ("saved", "missing") => "Choose a mapping that was saved.",
        ("", "being_taken") => "This file is being taken in. Look again in a minute.",
        ("", "not_mapped") => "Say what the columns are first.",
        ("", "not_published") => "The consultation is not published yet. Open it first.",
        ("", "taken") => "This file was taken in already.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_told_with_its_row_and_column() {
        let problem = RowProblem {
            row: 3,
            line: 5,
            columns: vec!["How old?".to_owned()],
            why: "Q1: there is no option “Old”".to_owned(),
        };
        assert_eq!(
            wrong(&problem),
            "Row 3 (line 5), column “How old?”: Q1: there is no option “Old”"
        );
    }

    #[test]
    fn it_is_said_that_a_survey_kept_no_dates() {
        let counts = ImportCounts {
            rows: 2,
            added: 2,
            undated: 1,
            ..ImportCounts::default()
        };
        let lines = super::counts(&counts, false);
        assert_eq!(lines[0], "2 rows will be added");
        assert!(
            lines[1].starts_with("1 row of these with the date 1980-01-01"),
            "{lines:?}"
        );
    }

    #[test]
    fn a_second_import_says_that_nothing_is_added_twice() {
        let counts = ImportCounts {
            rows: 3,
            present: 3,
            ..ImportCounts::default()
        };
        let lines = super::counts(&counts, true);
        assert_eq!(
            lines,
            [
                "0 rows added",
                "3 rows already here: nothing is added twice"
            ]
        );
    }
}
