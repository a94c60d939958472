//! A day of the calendar.

use super::{Answer, Problem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Settings of a date question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first day allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// The three boxes of a date, as their field names end.
pub const DATE_BOXES: [&str; 3] = ["day", "month", "year"];

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl Days {
    /// Accepts the three boxes, or one text such as `30/4/2026`, `30 April 2026` or `2026-04-30`. Gives `2026-04-30`.
    pub(super) fn check(&self, mut answer: Answer) -> Result<Answer, Problem> {
        if !answer.picked.is_empty() || !answer.other.is_empty() {
            return Err(Problem::WrongKind);
        }
        let boxes = std::mem::take(&mut answer.boxes);
        let date = if boxes.is_empty() {
            parse(&answer.text)
        } else {
            date_of(&boxes)
        };
        let date = date.ok_or(Problem::NotADate)?;
        let early = self.from.is_some_and(|from| date < from);
        let late = self.to.is_some_and(|to| date > to);
        if early || late {
            return Err(Problem::OutsideDays {
                from: self.from,
                to: self.to,
            });
        }
        answer.text = date.to_string();
        Ok(answer)
    }
}

fn parse(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let parts: Vec<String> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-'))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    date_of(&parts)
}

fn date_of(parts: &[String]) -> Option<Date> {
    let [day, month, year] = parts else {
        return None;
    };
    let (day, year) = (day.trim().parse().ok()?, year.trim());
    let full = year.len() == 4;
    Date::new(full.then(|| year.parse().ok())??, month_of(month)?, day).ok()
}

/// A month by its number or its English name.
fn month_of(text: &str) -> Option<i8> {
    let text = text.trim().to_lowercase();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let start = text.get(..3)?;
    let at = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxes(parts: [&str; 3]) -> Answer {
        Answer {
            boxes: parts.map(str::to_owned).to_vec(),
            ..Answer::default()
        }
    }

    #[test]
    fn a_date_may_be_written_in_boxes_or_as_people_say_it() {
        for answer in [
            boxes(["30", " 4 ", "2026"]),
            boxes(["30", "April", "2026"]),
            Answer::text("30/04/2026"),
            Answer::text("30 april 2026"),
            Answer::text("2026-04-30"),
        ] {
            let read = Days::default().check(answer).unwrap();
            assert_eq!(read, Answer::text("2026-04-30"));
        }
    }

    #[test]
    fn half_a_date_a_day_that_is_not_there_and_a_short_year_are_no_dates() {
        for answer in [
            boxes(["30", "", "2026"]),
            boxes(["31", "4", "2026"]),
            boxes(["1", "5", "26"]),
            Answer::text("soon"),
        ] {
            assert_eq!(Days::default().check(answer), Err(Problem::NotADate));
        }
    }

    #[test]
    fn a_day_outside_the_allowed_ones_is_told_which_they_are() {
        let days = Days {
            from: "2026-01-01".parse().ok(),
            to: None,
        };
        let refused = days.check(Answer::text("31/12/2025"));
        assert_eq!(
            refused,
            Err(Problem::OutsideDays {
                from: days.from,
                to: None
            })
        );
    }
}
