//! What officers read while they put in by hand what came by another way.

use super::problems;
use crate::api::{FieldError, Wrong, own};
use domain::contribution::Channel;
use domain::document::Stance;
use domain::journey::{Fault, Page};
use domain::question::{Kind, Problem, Question};
use domain::text::{AudienceId, Language};

/// How it came, as a choice.
pub fn way(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "Email",
        Channel::Letter => "Post",
        Channel::Phone => "Phone call",
        Channel::Paper => "On paper, handed in",
        Channel::Event => "Said at an event",
        Channel::Web | Channel::Api | Channel::Import => "Online",
    }
}

/// How a form came, as a choice.
pub fn form_way(channel: Channel) -> &'static str {
    match channel {
        Channel::Paper => "Paper form",
        Channel::Event => "Face to face, at an event",
        other => way(other),
    }
}

/// What somebody thinks of a clause, as a choice.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "They agree with it",
        Stance::Change => "They would change it",
        Stance::Object => "They do not agree with it",
    }
}

/// What is wrong with a field of a form put in by hand. `questions` has the question, if it is about one.
pub fn problem(
    error: &FieldError,
    questions: &[Question],
    audience: Option<&AudienceId>,
) -> String {
    let question = questions.iter().find(|q| q.id.as_str() == error.field);
    let field = error.field.strip_prefix(&own("")).unwrap_or_default();
    match (&error.problem, question) {
        (Wrong::Code(code), _) => by_code(field, code).to_owned(),
        (Wrong::Answer(problem), Some(question)) => of_question(question, problem, audience),
        (Wrong::Answer(problem), None) => of_field(field, problem),
    }
}

/// The same as a line of the error summary: beside every question there is, it says which one it is about.
pub fn summary(
    error: &FieldError,
    questions: &[Question],
    audience: Option<&AudienceId>,
) -> String {
    let sentence = problem(error, questions, audience);
    match questions.iter().find(|q| q.id.as_str() == error.field) {
        Some(question) => {
            let title = question.words(&Language::english(), audience).title;
            format!("“{title}”: {sentence}")
        }
        None => sentence,
    }
}

fn by_code(field: &str, code: &str) -> &'static str {
    // Comments on clauses have a number each.
    let field = field.split('-').next().unwrap_or(field);
    match (field, code) {
        ("clause", "twice") => {
            "There is another comment on this clause. Put the two into one, or choose another clause"
        }
        ("clause", _) => "Choose the clause that the comment is on",
        ("stance", _) => "Choose what they think of the clause",
        ("received", "missing") => "Enter the day it was received",
        ("received", "in_the_future") => "The day it was received must be today or earlier",
        ("received", _) => "Enter a real date with the year in full, such as 30 4 2026",
        ("audience", _) => "Choose whose questions were answered",
        (_, "key_used") => {
            "This page has saved other words already. To save these as a new response, press Save again. \
             If you only pressed Back, nothing is left to do"
        }
        (_, "version_changed") => {
            "The questions were changed while you typed. Check what is entered below, then press Save again"
        }
        (_, "session_ended") => super::officer::SESSION_ENDED,
        (_, "no_key") => "The page was not complete when you pressed Save. Press it again",
        _ => "This could not be saved. Look at the form again, then press Save",
    }
}

fn of_field(field: &str, problem: &Problem) -> String {
    let own = match (field, problem) {
        ("", _) => "Nothing has been entered yet. Enter at least one answer",
        ("channel", _) => "Choose how it came",
        ("audience" | "language", _) => "Choose from the list",
        ("capacity", _) => "Choose who it is from",
        ("organisation", Problem::Missing) => "Enter the name of the organisation",
        ("organisation", Problem::NoSuchOption { .. }) => {
            "The register has no school of this name. Where one person works is kept only as a school of the register: \
             enter another part of the name, or nothing"
        }
        ("urn", _) => {
            "The register has no such school with this number. Check it, or enter the name of the school"
        }
        ("school", _) => "Choose which school of the register it is, or that it is none of these",
        ("group-size", Problem::NotANumber) => "Enter how many people, as a number such as 12",
        ("signatures", Problem::OutOfRange { .. }) => "Enter a number from 1 to 1,000,000",
        ("signatures", _) => "Enter how many people signed the petition, as a number such as 5,214",
        ("text", Problem::Missing) => "Enter what they wrote or said",
        (field, Problem::Missing) if field.starts_with("comment-") => {
            "Enter what they would change, or the wording they suggest"
        }
        _ => {
            let fault = Fault {
                page: Page::Check,
                field: field.to_owned(),
                problem: problem.clone(),
            };
            return problems::fault(&fault, None, "");
        }
    };
    own.to_owned()
}

fn of_question(question: &Question, problem: &Problem, audience: Option<&AudienceId>) -> String {
    let lone = match &question.kind {
        Kind::Single(choice) | Kind::Multiple(choice) => choice.alone.as_ref(),
        _ => None,
    };
    let lone = lone.map(|option| question.label(option, &Language::english(), audience));
    problems::answer(&question.kind, lone.as_deref().unwrap_or_default(), problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_problem_of_a_form_by_hand_is_told_as_a_code() {
        let codes = [
            ("entry__received", "not_a_date"),
            ("entry__clause-3", "missing"),
            ("entry__clause-3", "twice"),
            ("entry__stance-3", "missing"),
            ("", "key_used"),
            ("", "version_changed"),
        ];
        for (field, code) in codes {
            let text = problem(&FieldError::code(field, code), &[], None);
            assert!(text.len() > 30 && !text.contains('_'), "{text}");
        }
        let long = FieldError {
            field: own("text"),
            problem: Wrong::Answer(Problem::TooLong {
                length: 100_001,
                limit: 100_000,
            }),
        };
        assert_eq!(
            problem(&long, &[], None),
            "This is 1 character too long. You can use up to 100,000 characters"
        );
    }
}
