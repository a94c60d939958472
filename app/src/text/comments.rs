//! Sentences about comments on clauses.

use super::numbers::number;
use crate::api::{FieldError, Wrong};
use crate::words::Phrase;
use domain::document::Stance;
use domain::question::Problem;

/// Drops a comment that is begun and not saved.
pub const FORGET: Phrase = phrase!("Do not keep it");

/// Drops what was changed since the comment was saved.
pub const FORGET_CHANGE: Phrase = phrase!("Go back to what I saved");

/// What a person picks: label and hint.
pub fn stance(stance: Stance) -> (Phrase, Phrase) {
    match stance {
        Stance::Agree => (phrase!("I agree with it"), phrase!("It can stay as it is.")),
        Stance::Change => (
            phrase!("I would change it"),
            phrase!("Say what you would change."),
        ),
        Stance::Object => (
            phrase!("I do not agree with it"),
            phrase!("You can say why, but you do not have to."),
        ),
    }
}

/// A stance as a report of what somebody picked: "You would change it".
pub fn yours(stance: Stance) -> Phrase {
    match stance {
        Stance::Agree => phrase!("You agree with it"),
        Stance::Change => phrase!("You would change it"),
        Stance::Object => phrase!("You do not agree with it"),
    }
}

/// The sentence for an error on the comment form.
pub fn error(error: &FieldError) -> String {
    match &error.problem {
        Wrong::Answer(at) => problem(&error.field, at),
        Wrong::Code(_) => AGAIN.say(),
    }
}

const AGAIN: Phrase = phrase!("Look at this again");

/// The sentence for a problem with a field of the comment form. The same on the server and in the browser.
pub fn problem(field: &str, problem: &Problem) -> String {
    match (problem, field) {
        (Problem::Missing, "audience") => say!("Choose which of these you are"),
        (Problem::Missing, "stance") => {
            say!("Choose whether you agree, would change it, or do not agree")
        }
        (Problem::Missing, _) => say!("Say what you would change, or suggest other words"),
        (Problem::TooLong { length, limit }, field) => {
            let (limit, over) = (number(*limit as u64), length.saturating_sub(*limit) as u64);
            match field {
                "suggestion" => counted!(
                    over,
                    "Your suggested wording must be {limit} characters or fewer. It is {n} character too long",
                    "Your suggested wording must be {limit} characters or fewer. It is {n} characters too long",
                    limit = limit
                ),
                _ => counted!(
                    over,
                    "Your comment must be {limit} characters or fewer. It is {n} character too long",
                    "Your comment must be {limit} characters or fewer. It is {n} characters too long",
                    limit = limit
                ),
            }
        }
        _ => AGAIN.say(),
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
