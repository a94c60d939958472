//! Answers that are numbers, amounts or days.

use crate::report::builder::Builder;
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::words::titled;

/// Fewer answers than this say too much of single people.
const ENOUGH: usize = 10;

/// The middle answer to each question, and between which the middle half lies. No least and no most: they are always
/// somebody's own.
pub fn numbers(b: &mut Builder) {
    let asked = &b.evidence.numbers;
    if asked.is_empty() {
        return;
    }
    b.heading(2, "Numbers and dates people gave");
    let (shown, few): (Vec<_>, Vec<_>) = asked.iter().partition(|q| q.given.len() >= ENOUGH);
    if !shown.is_empty() {
        b.para("Individuals’ answers, put in order. Half of the people gave the middle answer or less. “Half lie between” leaves out the lowest quarter and the highest quarter.");
        let rows = shown.into_iter().map(|question| {
            let at = |part: f64| question.given[place(question.given.len(), part)].clone();
            let between = format!("{} and {}", at(0.25), at(0.75));
            Row::new(
                titled(&question.name, &question.title),
                [
                    Cell::Count(question.given.len() as u64),
                    Cell::Text(at(0.5)),
                    Cell::Text(between),
                ],
            )
        });
        let table = Table {
            caption: "Numbers and dates people gave".to_owned(),
            columns: vec![
                Column::words("Question"),
                Column::numbers("People who answered"),
                Column::words("Middle answer"),
                Column::words("Half lie between"),
            ],
            rows: rows.collect(),
            note: String::new(),
        };
        b.table(table);
    }
    for question in few {
        b.para(format!(
            "{}. Fewer than {ENOUGH} individuals answered, too few to describe without telling what somebody wrote.",
            titled(&question.name, &question.title)
        ));
    }
}

/// Where the answer stands below which this part of all answers lies.
fn place(answers: usize, part: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place among a few thousand answers"
    )]
    let at = ((answers as f64 * part).ceil() as usize).saturating_sub(1);
    at.min(answers.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_middle_and_the_quarters_are_answers_that_somebody_gave() {
        assert_eq!(
            [place(11, 0.25), place(11, 0.5), place(11, 0.75)],
            [2, 5, 8]
        );
        assert_eq!(place(1, 0.75), 0);
    }
}
