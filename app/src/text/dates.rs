//! Dates and times as people write them in England.

use crate::words::Phrase;
use jiff::civil::{Date, DateTime};

const MONTHS: [Phrase; 12] = [
    phrase!("January"),
    phrase!("February"),
    phrase!("March"),
    phrase!("April"),
    phrase!("May"),
    phrase!("June"),
    phrase!("July"),
    phrase!("August"),
    phrase!("September"),
    phrase!("October"),
    phrase!("November"),
    phrase!("December"),
];

/// `30 April 2026`.
pub fn date(date: Date) -> String {
    let month = MONTHS[usize::try_from(date.month() - 1).unwrap_or_default() % 12];
    say!(
        "{day} {month} {year}",
        day = date.day(),
        month = month,
        year = date.year()
    )
}

/// `11:59pm on 30 April 2026`; midnight and midday in words.
pub fn moment(at: DateTime) -> String {
    say!(
        "{time} on {day}",
        time = clock(at.hour(), at.minute()),
        day = date(at.date())
    )
}

/// `11:59pm`; midnight and midday in words.
pub fn clock(hour: i8, minute: i8) -> String {
    match (hour, minute) {
        (0, 0) => say!("midnight"),
        (12, 0) => say!("midday"),
        (_, minute) => {
            // Languages that count to 24 have `hour24` for it.
            let (morning, hour24) = (hour < 12, format!("{hour:02}"));
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            let (exact, minute) = (minute == 0, format!("{minute:02}"));
            match (exact, morning) {
                (true, true) => say!("{hour}am", hour = hour, hour24 = hour24),
                (true, false) => say!("{hour}pm", hour = hour, hour24 = hour24),
                (false, true) => say!(
                    "{hour}:{minute}am",
                    hour = hour,
                    hour24 = hour24,
                    minute = minute
                ),
                (false, false) => say!(
                    "{hour}:{minute}pm",
                    hour = hour,
                    hour24 = hour24,
                    minute = minute
                ),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_a_person_would_say_them() {
        let at = |text: &str| moment(text.parse().unwrap());
        assert_eq!(at("2026-04-30T23:59"), "11:59pm on 30 April 2026");
        assert_eq!(at("2026-05-01T12:00"), "midday on 1 May 2026");
        assert_eq!(at("2026-05-01T00:05"), "12:05am on 1 May 2026");
    }
}
