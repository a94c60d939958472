//! Words for contributions that may be one person's.

use domain::duplicate::{Alike, Flag, MINUTES, QUICK_SECONDS, Verdict};

/// Why they were put together, as the end of "They have …".
pub fn because(alike: Alike) -> String {
    match alike {
        Alike::Words => "nearly the same words".to_owned(),
        Alike::Organisation => "the same organisation or group".to_owned(),
        Alike::Moment => format!("exactly the same answers, sent within {MINUTES} minutes"),
    }
}

/// What is odd about the way a response was sent.
pub fn flag(flag: Flag) -> String {
    match flag {
        Flag::Trap => "A field was filled in that people do not see".to_owned(),
        Flag::Quick => format!("Sent within {QUICK_SECONDS} seconds of being begun"),
    }
}

/// What was said of them.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::SamePerson => "The same person twice",
        Verdict::DifferentPeople => "Different people",
    }
}
