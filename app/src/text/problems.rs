//! What is wrong with an answer, said to the person who gave it. The same sentences on the server and in the browser.

use super::dates::date;
use super::numbers::{self, characters};
use domain::contribution::Draft;
use domain::journey::Fault;
use domain::question::{Kind, Problem, Question, Unit};

/// The sentence for a problem with an answer. `lone` is the label of the option that stands alone, if there is one.
pub fn answer(kind: &Kind, lone: &str, problem: &Problem) -> String {
    match problem {
        Problem::Missing => match kind {
            Kind::ShortText(_) | Kind::LongText(_) | Kind::Number(_) | Kind::List(_) => {
                "Write an answer".to_owned()
            }
            Kind::Date(_) => "Write a date, such as 30 4 2026".to_owned(),
            Kind::Rank(_) => "Write 1 beside the one that matters most to you".to_owned(),
            Kind::Declaration => "Tick the box if you confirm this".to_owned(),
            Kind::Single(_)
            | Kind::Multiple(_)
            | Kind::Agreement
            | Kind::Rating(_)
            | Kind::YesNo
            | Kind::Statement(_) => "Choose an answer".to_owned(),
        },
        Problem::NotWithOthers { .. } => {
            format!("You ticked “{lone}” and another answer too. Keep one or the other")
        }
        Problem::NotANumber if is_money(kind) => {
            "Write an amount in whole pounds, such as £1,200".to_owned()
        }
        Problem::OutOfRange { low, high } if is_money(kind) => format!(
            "Write an amount from £{} to £{}",
            signed(*low),
            signed(*high)
        ),
        Problem::TooMany { limit } if matches!(kind, Kind::List(_)) => {
            format!("Write up to {limit} answers, not more")
        }
        Problem::TooMany { limit } if matches!(kind, Kind::Rank(_)) => {
            format!("Number up to {limit} of them, not more")
        }
        Problem::OtherEmpty => "Write a few words in the box under your choice".to_owned(),
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
            "You lead a team, so choose “For my school, setting or organisation”".to_owned()
        }
        ("capacity", _) => "Choose who you are answering for".to_owned(),
        ("organisation", Problem::Missing) => {
            "Write the name or number of your school, or the name of your organisation".to_owned()
        }
        ("urn", _) => {
            "Our list has no school of yours with this number. Check it, or write the name instead"
                .to_owned()
        }
        ("school", _) => "Choose which of these is yours".to_owned(),
        ("authorised", _) => "Choose whether you are allowed to answer for it".to_owned(),
        ("not-authorised", _) => {
            "You said that you are not allowed to answer for it. Look at what you can do".to_owned()
        }
        ("group-size", Problem::NotANumber) => {
            "Write how many people answered together, as a number such as 12".to_owned()
        }
        ("typing", _) => "Choose who is typing".to_owned(),
        ("under-13", _) => "Choose one of the three answers".to_owned(),
        ("typist", _) => "Choose who helps".to_owned(),
        ("whose-words", _) => "Choose whose words they are".to_owned(),
        ("agreed", _) => "Choose how you agreed".to_owned(),
        ("quote", _) => "Choose whether we may use your words".to_owned(),
        ("audience", _) => "Choose which of these you are".to_owned(),
        ("answers", _) => {
            "Your response is still empty. Answer at least one question, or comment on a clause"
                .to_owned()
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
            Some(q.label(alone, &draft.language, draft.audience.as_ref()))
        }
        _ => None,
    });
    fault(at, question, lone.as_deref().unwrap_or_default())
}

fn general(problem: &Problem) -> String {
    match problem {
        Problem::TooLong { length, limit } => format!(
            "This is {} too long. You can use up to {}",
            characters(length.saturating_sub(*limit)),
            characters(*limit)
        ),
        Problem::TooMany { limit: 1 } => "Choose one answer only".to_owned(),
        Problem::TooMany { limit } => format!("Choose up to {limit} answers, not more"),
        Problem::NoSuchOption { .. } => "Choose from the answers in the list".to_owned(),
        Problem::NotANumber => "Write a whole number, such as 12".to_owned(),
        Problem::OutOfRange { low, high } => {
            format!("Write a number from {} to {}", signed(*low), signed(*high))
        }
        Problem::NotADate => "Write a real date: day, month and year, such as 30 4 2026".to_owned(),
        Problem::OutsideDays { from, to } => match (from, to) {
            (Some(from), Some(to)) => {
                format!("Write a date from {} to {}", date(from.0), date(to.0))
            }
            (Some(from), None) => format!("Write {} or a later date", date(from.0)),
            (None, Some(to)) => format!("Write {} or an earlier date", date(to.0)),
            (None, None) => "Write another date".to_owned(),
        },
        Problem::NotAPlace { most } => {
            format!("Use the numbers from 1 to {most}, and leave the other boxes empty")
        }
        Problem::SamePlace { place } => {
            format!("You used the number {place} more than once. Use each number once")
        }
        Problem::NoPlace { place } => {
            format!("Nothing has the number {place} yet. Use 1, then 2, then 3 and so on")
        }
        Problem::NotAsked => {
            "This question is only for people who answered differently before it".to_owned()
        }
        Problem::Missing
        | Problem::NotWithOthers { .. }
        | Problem::OtherEmpty
        | Problem::WrongKind => "Look at this answer again".to_owned(),
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
