//! Words for contributions that may be one person's.

use domain::duplicate::{Alike, MINUTES, Verdict};

/// Why they were put together, as the end of "They have …".
pub fn because(alike: Alike) -> String {
    match alike {
        Alike::Words => "nearly the same words".to_owned(),
        Alike::Organisation => "the same organisation or group".to_owned(),
        Alike::Moment => format!("exactly the same answers, sent within {MINUTES} minutes"),
    }
}

/// What was said of them.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::SamePerson => "The same person twice",
        Verdict::DifferentPeople => "Different people",
    }
}
