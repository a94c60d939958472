//! What is stored as a number: amounts, and days as year, month and day in one number (20260430), which sorts as days
//! do.

use super::date::{iso, written};
use super::{Answer, Kind, Question, Unit};
use crate::plain;
use jiff::civil::Date;

impl Question {
    /// The number that stands for a checked answer, if it is one.
    pub fn number(&self, answer: &Answer) -> Option<i64> {
        match &self.kind {
            Kind::Number(_) => answer.text.parse().ok(),
            Kind::Date(_) => iso(&answer.text).map(from_date),
            _ => None,
        }
    }

    /// A stored number as people read it: `£1,200`, `30 April 2026`.
    pub fn number_in_words(&self, number: i64) -> String {
        let counted = || match u64::try_from(number) {
            Ok(number) => plain::number(number),
            Err(_) => number.to_string(),
        };
        match &self.kind {
            Kind::Date(_) => to_date(number).map_or_else(|| number.to_string(), plain::date),
            Kind::Number(settings) if settings.unit == Some(Unit::Pounds) => {
                format!("£{}", counted())
            }
            _ => counted(),
        }
    }

    /// The day that a stored number stands for, if the question asks for one.
    pub fn day(&self, number: i64) -> Option<Date> {
        matches!(self.kind, Kind::Date(_)).then(|| to_date(number))?
    }

    /// A stored number as a file holds it: digits, or a date such as `2026-04-30`.
    pub fn number_in_file(&self, number: i64) -> String {
        match (&self.kind, to_date(number)) {
            (Kind::Date(_), Some(date)) => written(date),
            _ => number.to_string(),
        }
    }
}

fn from_date(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

fn to_date(number: i64) -> Option<Date> {
    let year = i16::try_from(number / 10_000).ok()?;
    let month = i8::try_from(number / 100 % 100).ok()?;
    Date::new(year, month, i8::try_from(number % 100).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(kind: &str) -> Question {
        toml::from_str(&format!("id = \"Q1\"\n{kind}\nwording = []")).unwrap()
    }

    #[test]
    fn a_day_is_stored_as_a_number_that_sorts_and_comes_back_as_it_was() {
        let question = question("kind = \"date\"");
        let number = |day: &str| question.number(&Answer::text(day)).unwrap();
        assert_eq!(number("2026-04-30"), 20_260_430);
        assert!(number("2025-12-31") < number("2026-01-01"));
        assert_eq!(question.number_in_words(20_260_430), "30 April 2026");
        assert_eq!(question.number_in_file(20_260_430), "2026-04-30");
    }

    #[test]
    fn pounds_are_read_as_pounds() {
        let pounds = question("kind = \"number\"\nhigh = 9000\nunit = \"pounds\"");
        assert_eq!(pounds.number(&Answer::text("1200")), Some(1200));
        assert_eq!(pounds.number_in_words(1200), "£1,200");
        assert_eq!(pounds.number_in_file(1200), "1200");
    }
}
