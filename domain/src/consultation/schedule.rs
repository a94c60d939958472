//! Opening and closing: wall times in London, so that "closes at 11:59 pm" means it on both sides of a clock change.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Minutes after closing in which a draft begun before closing may still be sent. Such responses are marked.
pub const GRACE_MINUTES: i64 = 30;

/// When a consultation takes responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// First moment.
    pub opens: Timestamp,
    /// Last moment (exclusive).
    pub closes: Timestamp,
}

/// Why a schedule was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Closing is not after opening.
    #[error("the closing time must be after the opening time")]
    Backwards,
    /// No such moment in the calendar or time zone.
    #[error("there is no such date and time")]
    NoSuchMoment,
}

impl Schedule {
    /// A schedule from London wall times.
    ///
    /// # Errors
    /// When it ends before it starts.
    pub fn new(
        opens: DateTime,
        closes: DateTime,
        london: &TimeZone,
    ) -> Result<Self, ScheduleError> {
        let schedule = Self {
            opens: london_moment(opens, london)?,
            closes: london_moment(closes, london)?,
        };
        if schedule.closes > schedule.opens {
            Ok(schedule)
        } else {
            Err(ScheduleError::Backwards)
        }
    }

    /// Whether a new response may be begun.
    pub fn takes_new(&self, now: Timestamp) -> bool {
        self.opens <= now && now < self.closes
    }

    /// Whether a draft begun at `begun` may be sent: none when not, else whether it is to be marked as late.
    pub fn takes_draft(&self, begun: Timestamp, now: Timestamp) -> Option<bool> {
        if self.takes_new(now) {
            return Some(false);
        }
        let grace = SignedDuration::from_mins(GRACE_MINUTES);
        let within = begun < self.closes
            && now >= self.closes
            && now < self.closes.saturating_add(grace).unwrap_or(self.closes);
        within.then_some(true)
    }
}

/// The moment of a London wall time. In the repeated hour of October the first is meant, in the missing
/// hour of March the time an hour on.
///
/// # Errors
/// Outside the range of the calendar.
pub fn london_moment(wall: DateTime, london: &TimeZone) -> Result<Timestamp, ScheduleError> {
    london
        .to_ambiguous_timestamp(wall)
        .compatible()
        .map_err(|_| ScheduleError::NoSuchMoment)
}

/// The date in London at a moment.
pub fn london_date(moment: Timestamp, london: &TimeZone) -> Date {
    london.to_datetime(moment).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// London's rules as a POSIX string: this crate reads no time-zone database.
    fn london() -> TimeZone {
        TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap()
    }

    fn schedule() -> Schedule {
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        Schedule::new(at("2026-03-01T09:00"), at("2026-04-30T23:59"), &london()).unwrap()
    }

    #[test]
    fn closing_is_a_london_wall_time_in_summer_too() {
        assert_eq!(schedule().opens.to_string(), "2026-03-01T09:00:00Z");
        assert_eq!(schedule().closes.to_string(), "2026-04-30T22:59:00Z");
    }

    #[test]
    fn a_draft_begun_before_closing_may_be_sent_for_half_an_hour_and_is_marked() {
        let begun: Timestamp = "2026-04-30T22:00:00Z".parse().unwrap();
        let at = |text: &str| schedule().takes_draft(begun, text.parse().unwrap());
        assert_eq!(at("2026-04-30T22:58:59Z"), Some(false));
        assert_eq!(at("2026-04-30T22:59:00Z"), Some(true));
        assert_eq!(at("2026-04-30T23:28:59Z"), Some(true));
        assert_eq!(at("2026-04-30T23:29:00Z"), None);
        let late_start: Timestamp = "2026-04-30T22:59:30Z".parse().unwrap();
        assert_eq!(
            schedule().takes_draft(late_start, "2026-04-30T23:00:00Z".parse().unwrap()),
            None
        );
    }

    #[test]
    fn a_schedule_cannot_run_backwards() {
        let at = |text: &str| text.parse::<DateTime>().unwrap();
        let wrong = Schedule::new(at("2026-05-01T09:00"), at("2026-04-30T09:00"), &london());
        assert_eq!(wrong, Err(ScheduleError::Backwards));
    }
}
