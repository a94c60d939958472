//! Dates and times as people write them in England.

pub use domain::plain::date;

use jiff::civil::DateTime;

/// `11:59pm on 30 April 2026`; midnight and midday in words.
pub fn moment(at: DateTime) -> String {
    format!("{} on {}", clock(at.hour(), at.minute()), date(at.date()))
}

/// `11:59pm`; midnight and midday in words.
pub fn clock(hour: i8, minute: i8) -> String {
    match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 {
                format!("{hour}{half}")
            } else {
                format!("{hour}:{minute:02}{half}")
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
