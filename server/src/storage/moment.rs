//! Moments as fixed-width UTC text, so that both databases order and read them alike.

use super::StorageError;
use jiff::Timestamp;
use jiff::civil::Date;

/// `2026-04-30T22:59:00.000000Z`.
pub fn stamp(moment: Timestamp) -> String {
    format!("{moment:.6}")
}

/// Reads a stored moment.
///
/// # Errors
/// When the text is not one.
pub fn moment(what: &'static str, text: &str) -> Result<Timestamp, StorageError> {
    text.parse()
        .map_err(|e| StorageError::corrupt(what, format!("{e}: {text}")))
}

/// Reads a stored date, `2026-04-30`.
///
/// # Errors
/// When the text is not one.
pub fn day(what: &'static str, text: &str) -> Result<Date, StorageError> {
    text.parse()
        .map_err(|e| StorageError::corrupt(what, format!("{e}: {text}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_have_one_width_so_that_text_order_is_time_order() {
        let early = stamp("2026-04-30T22:59:00Z".parse().unwrap());
        let late = stamp("2026-04-30T22:59:00.5Z".parse().unwrap());
        assert_eq!(early, "2026-04-30T22:59:00.000000Z");
        assert!(early < late);
        assert_eq!(moment("x", &late).unwrap().subsec_microsecond(), 500_000);
    }
}
