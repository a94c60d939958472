//! Sentences about comments on clauses.

use super::numbers::characters;
use crate::api::{FieldError, Wrong};
use domain::document::Stance;
use domain::question::Problem;

/// What a person picks: label and hint.
pub fn stance(stance: Stance) -> (&'static str, &'static str) {
    match stance {
        Stance::Agree => ("I agree with it", "It can stay as it is."),
        Stance::Change => ("I would change it", "Say what you would change."),
        Stance::Object => (
            "I do not agree with it",
            "You can say why, but you do not have to.",
        ),
    }
}

/// A stance as a report of what somebody picked: "You would change it".
pub fn yours(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "You agree with it",
        Stance::Change => "You would change it",
        Stance::Object => "You do not agree with it",
    }
}

/// The sentence for an error on the comment form.
pub fn error(error: &FieldError) -> String {
    match &error.problem {
        Wrong::Answer(at) => problem(&error.field, at),
        Wrong::Code(_) => AGAIN.to_owned(),
    }
}

const AGAIN: &str = "Look at this again";

/// The sentence for a problem with a field of the comment form. The same on the server and in the browser.
pub fn problem(field: &str, problem: &Problem) -> String {
    match (problem, field) {
        (Problem::Missing, "audience") => "Choose which of these you are".to_owned(),
        (Problem::Missing, "stance") => {
            "Choose whether you agree, would change it, or do not agree".to_owned()
        }
        (Problem::Missing, _) => "Say what you would change, or suggest other words".to_owned(),
        (Problem::TooLong { length, limit }, field) => {
            let what = if field == "suggestion" {
                "Your suggested wording"
            } else {
                "Your comment"
            };
            format!(
                "{what} must be {} or fewer. It is {} too long",
                characters(*limit),
                characters(length.saturating_sub(*limit))
            )
        }
        _ => AGAIN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_that_is_too_long_is_told_by_how_much() {
        let problem = Problem::TooLong {
            length: 11_234,
            limit: 10_000,
        };
        let too_long = FieldError {
            field: "text".to_owned(),
            problem: Wrong::Answer(problem),
        };
        assert_eq!(
            error(&too_long),
            "Your comment must be 10,000 characters or fewer. It is 1,234 characters too long"
        );
    }
}
