//! The only place where time and randomness come from. Everything else takes them as arguments.

use domain::resume_code::ResumeCode;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rand::RngCore;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// Tells the time: the real one, or in tests one that is set.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    set: Option<Arc<Mutex<Timestamp>>>,
}

impl Clock {
    /// The real time.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is moved.
    pub fn standing_at(moment: Timestamp) -> Self {
        Self {
            set: Some(Arc::new(Mutex::new(moment))),
        }
    }

    /// Moves a standing clock forward; does nothing to the real time.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(set) = &self.set
            && let Ok(mut moment) = set.lock()
        {
            *moment = moment.saturating_add(by).unwrap_or(*moment);
        }
    }

    /// Now, to the microsecond: what both databases keep.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where the time comes from"
    )]
    pub fn now(&self) -> Timestamp {
        let now = match &self.set {
            Some(set) => set
                .lock()
                .map_or_else(|poisoned| *poisoned.into_inner(), |moment| *moment),
            None => Timestamp::now(),
        };
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// London, where consultations open and close, from the time-zone database inside the program.
///
/// # Panics
/// Never: the database is compiled in, and a test asks it.
#[expect(clippy::expect_used, reason = "the time-zone database is compiled in")]
pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").expect("the compiled-in time-zone database has London")
}

/// Whether the time-zone database knows London and its summer time.
pub fn knows_london() -> bool {
    let summer = jiff::civil::date(2026, 7, 1).at(13, 0, 0, 0);
    let moment = TimeZone::get("Europe/London").and_then(|london| london.to_timestamp(summer));
    moment.is_ok_and(|moment| moment.to_string() == "2026-07-01T12:00:00Z")
}

/// A random id: for whatever a respondent makes or an export shows.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where random ids come from"
)]
pub fn random_id() -> Uuid {
    Uuid::new_v4()
}

/// A time-ordered id: for what only officers make.
#[expect(
    clippy::disallowed_methods,
    reason = "this is where ordered ids come from"
)]
pub fn ordered_id() -> Uuid {
    Uuid::now_v7()
}

/// A secret of 256 random bits, in base64url.
pub fn secret() -> String {
    use base64::Engine as _;
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// What is stored of a secret: a SHA-256 hash in hexadecimal. The secrets are long and random, so no salt.
pub fn hash(secret: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(secret.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A reference of eight characters of Crockford's base32, which has no I, L, O or U: 40 random bits,
/// readable over the phone and giving no access.
pub fn reference() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let bits = rand::rng().next_u64();
    (0..8)
        .map(|i| char::from(ALPHABET[(bits >> (5 * i)) as usize & 31]))
        .collect()
}

/// A resume code: eighty random bits, because it gives access.
pub fn resume_code() -> ResumeCode {
    let mut rng = rand::rng();
    ResumeCode::from_bits(u128::from(rng.next_u64()) << 64 | u128::from(rng.next_u64()))
}

/// The same things in random order.
pub fn shuffled<T>(mut things: Vec<T>) -> Vec<T> {
    use rand::seq::SliceRandom as _;
    things.shuffle(&mut rand::rng());
    things
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn london_keeps_summer_time() {
        let summer: Timestamp = "2026-07-01T12:00:00Z".parse().unwrap();
        assert_eq!(
            london().to_datetime(summer).to_string(),
            "2026-07-01T13:00:00"
        );
    }

    #[test]
    fn a_reference_has_eight_characters_that_cannot_be_misread() {
        for _ in 0..200 {
            let reference = reference();
            assert_eq!(reference.len(), 8);
            assert!(!reference.contains(['I', 'L', 'O', 'U']), "{reference}");
        }
    }
}
