//! Sentences about comments on clauses.

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
    match (&error.problem, error.field.as_str()) {
        (Wrong::Answer(Problem::Missing), "audience") => "Choose which of these you are".to_owned(),
        (Wrong::Answer(Problem::Missing), "stance") => {
            "Choose whether you agree, would change it, or do not agree".to_owned()
        }
        (Wrong::Answer(Problem::Missing), _) => {
            "Say what you would change, or suggest other words".to_owned()
        }
        (Wrong::Answer(Problem::TooLong { length, limit }), field) => {
            let what = if field == "suggestion" {
                "Your suggested wording"
            } else {
                "Your comment"
            };
            let over = length.saturating_sub(*limit);
            let unit = if over == 1 { "character" } else { "characters" };
            format!(
                "{what} must be {} characters or fewer. It is {} {unit} too long",
                thousands(*limit),
                thousands(over)
            )
        }
        _ => "Look at this again".to_owned(),
    }
}

/// `10,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
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
