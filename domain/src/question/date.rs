//! A day of the calendar.

use super::{Answer, Problem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A day written `2026-04-30`. Read here and not by the calendar crate, whose parser would triple what a respondent's
/// browser has to load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Day(pub Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&written(self.0))
    }
}

impl FromStr for Day {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        iso(text).map(Self).ok_or("not a day such as 2026-04-30")
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// `2026-04-30`.
pub(super) fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads `2026-04-30`.
pub(super) fn iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    parts
        .next()
        .is_none()
        .then(|| Date::new(year, month, day).ok())?
}

/// Settings of a date question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first day allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
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
        let early = self.from.is_some_and(|from| date < from.0);
        let late = self.to.is_some_and(|to| date > to.0);
        if early || late {
            return Err(Problem::OutsideDays {
                from: self.from,
                to: self.to,
            });
        }
        answer.text = written(date);
        Ok(answer)
    }
}

fn parse(text: &str) -> Option<Date> {
    if let Some(date) = iso(text) {
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
            from: iso("2026-01-01").map(Day),
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
