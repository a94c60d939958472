//! Dates as they stand in spreadsheets. Day before month, as in England.

use domain::consultation::{Schedule, london_date, london_moment};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

/// A moment somebody wrote down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The moment; midday in London when only the day is known.
    pub moment: Timestamp,
    /// The day in London, when only the day is known.
    pub day: Option<Date>,
}

impl Written {
    /// A day on which nobody noted the time.
    pub fn on(day: Date, london: &TimeZone) -> Option<Self> {
        let midday = DateTime::from_parts(day, Time::constant(12, 0, 0, 0));
        let moment = london_moment(midday, london).ok()?;
        let day = Some(day);
        Some(Self { moment, day })
    }

    /// Whether it is what LimeSurvey writes of a survey that keeps no dates: the first moment of 1980.
    pub fn is_no_date(&self) -> bool {
        const DAY: Date = Date::constant(1980, 1, 1);
        const MOMENT: Timestamp = Timestamp::constant(315_532_800, 0);
        self.day == Some(DAY) || (self.day.is_none() && self.moment == MOMENT)
    }

    /// Whether it is yet to come.
    pub fn is_future(&self, now: Timestamp, london: &TimeZone) -> bool {
        match self.day {
            Some(day) => day > london_date(now, london),
            None => self.moment > now,
        }
    }

    /// Whether what was received then came after closing.
    pub fn is_late(&self, schedule: Option<Schedule>, london: &TimeZone) -> bool {
        schedule.is_some_and(|schedule| match self.day {
            // Somebody who noted only the day gives no reason to call the closing day late.
            Some(day) => day > london_date(schedule.closes, london),
            None => self.moment >= schedule.closes,
        })
    }
}

/// Formats tried when none is given. With a time first, since a date also starts a date and time.
const TIMES: [&str; 8] = [
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y %H:%M",
    "%d.%m.%Y %H:%M",
];
const DAYS: [&str; 6] = [
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y",
];

/// Reads a date, or a date and time of London; a time with an offset or `Z` is that moment.
pub fn read(text: &str, format: Option<&str>, london: &TimeZone) -> Option<Written> {
    let text = text.trim();
    if let Some(format) = format {
        return with(text, format, london);
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(Written { moment, day: None });
    }
    let mut formats = TIMES.iter().chain(&DAYS);
    formats.find_map(|format| with(text, format, london))
}

/// Reads a day typed in three boxes. The month may be a number or a word, the year has four digits.
pub fn of_parts((day, month, year): (&str, &str, &str), london: &TimeZone) -> Option<Written> {
    let (day, month, year) = (day.trim(), month.trim(), year.trim());
    if year.len() != 4 {
        return None;
    }
    let text = format!("{day} {month} {year}");
    ["%d %m %Y", "%d %b %Y", "%d %B %Y"]
        .iter()
        .find_map(|format| with(&text, format, london))
}

fn with(text: &str, format: &str, london: &TimeZone) -> Option<Written> {
    let parsed = strtime::parse(format, text).ok()?;
    if let Ok(moment) = parsed.to_timestamp() {
        return Some(Written { moment, day: None });
    }
    match parsed.to_datetime() {
        Ok(wall) if parsed.hour().is_some() => {
            let moment = london_moment(wall, london).ok()?;
            Some(Written { moment, day: None })
        }
        _ => Written::on(parsed.to_date().ok()?, london),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::london;

    fn moment(text: &str) -> Option<String> {
        read(text, None, &london()).map(|w| w.moment.to_string())
    }

    #[test]
    fn a_day_stands_before_its_month_and_times_are_londons() {
        assert_eq!(
            moment("02/07/2026 09:30").as_deref(),
            Some("2026-07-02T08:30:00Z")
        );
        assert_eq!(
            moment("2026-01-02 09:30").as_deref(),
            Some("2026-01-02T09:30:00Z")
        );
        assert_eq!(
            moment("2026-07-02T08:30:00.25Z").as_deref(),
            Some("2026-07-02T08:30:00.25Z")
        );
        assert_eq!(
            moment("2 Jul 2026").as_deref(),
            Some("2026-07-02T11:00:00Z")
        );
        assert_eq!(moment("13/13/2026"), None);
        assert_eq!(moment("yesterday"), None);
    }

    #[test]
    fn a_day_without_a_time_is_known_to_be_one() {
        let written = read("30/04/2026", None, &london()).unwrap();
        assert_eq!(written.day, Some("2026-04-30".parse().unwrap()));
        assert_eq!(read("2026-04-30 10:00", None, &london()).unwrap().day, None);
    }

    #[test]
    fn the_first_moment_of_1980_is_no_date_and_the_next_one_is() {
        let none = |text: &str| read(text, None, &london()).unwrap().is_no_date();
        assert!(none("1980-01-01 00:00:00") && none("01/01/1980") && none("01/01/1980 00:00"));
        assert!(!none("1980-01-01 00:00:01") && !none("1980-01-02") && !none("2026-01-01"));
    }

    #[test]
    fn a_day_in_three_boxes_takes_the_month_as_a_number_or_a_word_but_no_short_year() {
        let day = |d: &str, m: &str, y: &str| of_parts((d, m, y), &london()).and_then(|w| w.day);
        let april = Some("2026-04-30".parse().unwrap());
        assert_eq!(day("30", "4", "2026"), april);
        assert_eq!(day(" 30", "04", "2026 "), april);
        assert_eq!(day("30", "April", "2026"), april);
        assert_eq!(day("31", "4", "2026"), None);
        assert_eq!(day("30", "4", "26"), None);
        assert_eq!(day("30", "", "2026"), None);
    }

    #[test]
    fn the_closing_day_itself_is_in_time_and_the_day_after_is_late() {
        let at = |text: &str| text.parse().unwrap();
        let schedule = Schedule {
            opens: at("2026-04-01T08:00:00Z"),
            closes: at("2026-04-30T16:00:00Z"),
        };
        let late = |day: &str| {
            let written = Written::on(day.parse().unwrap(), &london()).unwrap();
            written.is_late(Some(schedule), &london())
        };
        assert!(!late("2026-04-30") && late("2026-05-01"));
        let written = read("2026-04-30 17:30", None, &london()).unwrap();
        assert!(written.is_late(Some(schedule), &london()));
    }

    #[test]
    fn a_format_of_ones_own_is_the_only_one_tried() {
        let read = |text: &str| read(text, Some("%m/%d/%Y"), &london()).and_then(|w| w.day);
        assert_eq!(read("07/02/2026"), Some("2026-07-02".parse().unwrap()));
        assert_eq!(read("2026-07-02"), None);
    }
}
