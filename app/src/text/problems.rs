//! What is wrong with an answer, said to the person who gave it. The same sentences on the server and in the browser.

use super::dates::date;
use super::labels;
use super::numbers;
use domain::contribution::Draft;
use domain::journey::Fault;
use domain::question::{Kind, Problem, Question, Unit};

/// The sentence for a problem with an answer. `lone` is the label of the option that stands alone, if there is one.
pub fn answer(kind: &Kind, lone: &str, problem: &Problem) -> String {
    match problem {
        Problem::Missing => match kind {
            Kind::ShortText(_) | Kind::LongText(_) | Kind::Number(_) | Kind::List(_) => {
                say!("Write an answer")
            }
            Kind::Date(_) => say!("Write a date, such as 30 4 2026"),
            Kind::Rank(_) => say!("Write 1 beside the one that matters most to you"),
            Kind::Declaration => say!("Tick the box if you confirm this"),
            Kind::Single(_)
            | Kind::Multiple(_)
            | Kind::Agreement
            | Kind::Rating(_)
            | Kind::YesNo
            | Kind::Statement(_) => say!("Choose an answer"),
        },
        Problem::NotWithOthers { .. } => {
            say!(
                "You ticked “{lone}” and another answer too. Keep one or the other",
                lone = lone
            )
        }
        Problem::NotANumber if is_money(kind) => {
            say!("Write an amount in whole pounds, such as £1,200")
        }
        Problem::OutOfRange { low, high } if is_money(kind) => say!(
            "Write an amount from £{low} to £{high}",
            low = signed(*low),
            high = signed(*high)
        ),
        Problem::TooMany { limit } if matches!(kind, Kind::List(_)) => {
            say!("Write up to {limit} answers, not more", limit = limit)
        }
        Problem::TooMany { limit } if matches!(kind, Kind::Rank(_)) => {
            say!("Number up to {limit} of them, not more", limit = limit)
        }
        Problem::OtherEmpty => say!("Write a few words in the box under your choice"),
        other => general(other),
    }
}

/// The sentence for a fault of the form, wherever it is. `question` is the question of that name, if it is one.
pub fn fault(fault: &Fault, question: Option<&Question>, lone: &str) -> String {
    if let Some(question) = question {
        return answer(&question.kind, lone, &fault.problem);
    }
    match (fault.field.as_str(), &fault.problem) {
        ("capacity", Problem::WrongKind) => {
            say!("You lead a team, so choose “For my school, setting or organisation”")
        }
        ("capacity", _) => say!("Choose who you are answering for"),
        ("organisation", Problem::Missing) => {
            say!("Write the name or number of your school, or the name of your organisation")
        }
        ("organisation", Problem::NoSuchOption { .. }) => {
            say!(
                "Our list has no school with this name. Write another part of it, or leave the box empty"
            )
        }
        ("urn", _) => {
            say!(
                "Our list has no school of yours with this number. Check it, or write the name instead"
            )
        }
        ("school", _) => say!("Choose which of these is yours"),
        ("authorised", _) => say!("Choose whether you are allowed to answer for it"),
        ("not-authorised", _) => {
            say!("You said that you are not allowed to answer for it. Look at what you can do")
        }
        ("group-size", Problem::NotANumber) => {
            say!("Write how many people answered together, as a number such as 12")
        }
        ("typing", _) => say!("Choose who is typing"),
        ("under-13", _) => say!("Choose one of the three answers"),
        ("typist", _) => say!("Choose who helps"),
        ("whose-words", _) => say!("Choose whose words they are"),
        ("agreed", _) => say!("Choose how you agreed"),
        ("quote", _) => say!("Choose whether we may use your words"),
        ("audience", _) => say!("Choose which of these you are"),
        ("answers", _) => {
            say!(
                "Your response is still empty. Answer at least one question, or comment on a clause"
            )
        }
        (_, problem) => general(problem),
    }
}

/// The sentence for a fault of the form, in the words of the draft's reader. `questions` has the question it is about.
pub fn in_form(at: &Fault, questions: &[Question], draft: &Draft) -> String {
    let question = questions.iter().find(|q| q.id.as_str() == at.field);
    let lone = question.and_then(|q| match &q.kind {
        Kind::Single(choice) | Kind::Multiple(choice) => {
            let alone = choice.alone.as_ref()?;
            Some(labels::label(
                q,
                alone,
                &draft.language,
                draft.audience.as_ref(),
            ))
        }
        _ => None,
    });
    fault(at, question, lone.as_deref().unwrap_or_default())
}

fn general(problem: &Problem) -> String {
    match problem {
        Problem::TooLong { length, limit } => counted!(
            length.saturating_sub(*limit) as u64,
            "This is {n} character too long. You can use up to {limit} characters",
            "This is {n} characters too long. You can use up to {limit} characters",
            limit = numbers::number(*limit as u64)
        ),
        Problem::TooMany { limit: 1 } => say!("Choose one answer only"),
        Problem::TooMany { limit } => say!("Choose up to {limit} answers, not more", limit = limit),
        Problem::NoSuchOption { .. } => say!("Choose from the answers in the list"),
        Problem::NotANumber => say!("Write a whole number, such as 12"),
        Problem::OutOfRange { low, high } => {
            say!(
                "Write a number from {low} to {high}",
                low = signed(*low),
                high = signed(*high)
            )
        }
        Problem::NotADate => say!("Write a real date: day, month and year, such as 30 4 2026"),
        Problem::OutsideDays { from, to } => match (from, to) {
            (Some(from), Some(to)) => {
                say!(
                    "Write a date from {from} to {to}",
                    from = date(from.0),
                    to = date(to.0)
                )
            }
            (Some(from), None) => say!("Write {day} or a later date", day = date(from.0)),
            (None, Some(to)) => say!("Write {day} or an earlier date", day = date(to.0)),
            (None, None) => say!("Write another date"),
        },
        Problem::NotAPlace { most } => {
            say!(
                "Use the numbers from 1 to {most}, and leave the other boxes empty",
                most = most
            )
        }
        Problem::SamePlace { place } => {
            say!(
                "You used the number {place} more than once. Use each number once",
                place = place
            )
        }
        Problem::NoPlace { place } => {
            say!(
                "Nothing has the number {place} yet. Use 1, then 2, then 3 and so on",
                place = place
            )
        }
        Problem::NotAsked => {
            say!("This question is only for people who answered differently before it")
        }
        Problem::Missing
        | Problem::NotWithOthers { .. }
        | Problem::OtherEmpty
        | Problem::WrongKind => say!("Look at this answer again"),
    }
}

fn is_money(kind: &Kind) -> bool {
    matches!(kind, Kind::Number(number) if number.unit == Some(Unit::Pounds))
}

fn signed(number: i64) -> String {
    match u64::try_from(number) {
        Ok(positive) => numbers::number(positive),
        Err(_) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::question::Text;

    #[test]
    fn a_text_that_is_too_long_is_told_by_how_much() {
        let problem = Problem::TooLong {
            length: 11_201,
            limit: 10_000,
        };
        let kind = Kind::LongText(Text::default());
        assert_eq!(
            answer(&kind, "", &problem),
            "This is 1,201 characters too long. You can use up to 10,000 characters"
        );
    }

    #[test]
    fn a_missing_answer_says_what_to_do_for_its_kind() {
        assert_eq!(
            answer(&Kind::Agreement, "", &Problem::Missing),
            "Choose an answer"
        );
        assert_eq!(
            answer(&Kind::ShortText(Text::default()), "", &Problem::Missing),
            "Write an answer"
        );
    }
}
