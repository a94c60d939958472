//! The random sample by which the engine is judged.

/// Below this many responses every one is read.
pub const SMALL: usize = 150;

/// Responses of a sample from [`LARGE`] responses on.
const FULL: usize = 100;

/// Below this many responses a fifth of them is the sample.
const LARGE: usize = 500;

/// Fewest responses of a sample, and how many are coded twice where everything is read.
const FEWEST: usize = 30;

/// How honest figures are come by, which depends on how many responses there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audit {
    /// A person reads every response, and a second person codes this many of them again.
    ReadAll { coded_twice: usize },
    /// This many responses are drawn by chance, coded by a person, and never learnt from.
    Sample { size: usize },
}

impl Audit {
    /// How many responses are drawn by chance.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Self::ReadAll { coded_twice: size } | Self::Sample { size } => size,
        }
    }
}

/// The audit that this many responses need: 100; below 500 a fifth of all but at least 30; below 150 all are read and 30
/// (or as many as there are) are coded twice.
#[must_use]
pub fn audit_size(responses: usize) -> Audit {
    if responses < SMALL {
        Audit::ReadAll {
            coded_twice: responses.min(FEWEST),
        }
    } else if responses < LARGE {
        Audit::Sample {
            size: responses.div_ceil(5).max(FEWEST),
        }
    } else {
        Audit::Sample { size: FULL }
    }
}

/// Draws `size` of these responses by chance: places in `ids`, ascending.
///
/// Each id alone decides with the seed how early it is drawn, so neither the order of the responses nor one that comes
/// late changes more of the sample than it must. Ids must differ; the seed must not be chosen for what it draws.
#[must_use]
pub fn audit_sample<S: AsRef<str>>(ids: &[S], size: usize, seed: u64) -> Vec<usize> {
    let mut lots: Vec<(u64, &str, usize)> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| (lot(id.as_ref(), seed), id.as_ref(), at))
        .collect();
    lots.sort_unstable();
    let mut drawn: Vec<usize> = lots.into_iter().take(size).map(|(_, _, at)| at).collect();
    drawn.sort_unstable();
    drawn
}

/// FNV-1a of the id, stirred with the seed as [`crate::random::Random`] stirs.
fn lot(id: &str, seed: u64) -> u64 {
    let hash = id.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    crate::random::Random::new(hash ^ seed.rotate_left(32), 0xA0D1).bits()
}

/// A share measured on a sample, between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    pub measured: f64,
    /// The share of all responses lies between these in 95 of 100 samples.
    pub low: f64,
    pub high: f64,
}

/// The 95 per cent of a normal distribution.
const Z: f64 = 1.959_964;

/// The share of all `responses`, when `with` of a random sample of `sample` have what is counted.
///
/// Wilson's interval, with the sample counted larger the more of all responses it covers; when everything was read the
/// interval is the share itself. None without a sample.
#[must_use]
pub fn share(with: usize, sample: usize, responses: usize) -> Option<Share> {
    if sample == 0 || with > sample || sample > responses {
        return None;
    }
    let measured = with as f64 / sample as f64;
    if sample == responses {
        return Some(Share {
            measured,
            low: measured,
            high: measured,
        });
    }
    // Finite population correction, as a larger sample that would be as sure.
    let n = sample as f64 * (responses - 1) as f64 / (responses - sample) as f64;
    let square = Z * Z;
    let middle = (measured + square / (2.0 * n)) / (1.0 + square / n);
    let spread =
        Z / (1.0 + square / n) * (measured * (1.0 - measured) / n + square / (4.0 * n * n)).sqrt();
    Some(Share {
        measured,
        low: (middle - spread).max(0.0),
        high: (middle + spread).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_is_as_large_as_the_number_of_responses_asks_for() {
        let all = |coded_twice| Audit::ReadAll { coded_twice };
        let some = |size| Audit::Sample { size };
        for (responses, audit) in [
            (0, all(0)),
            (12, all(12)),
            (149, all(30)),
            (150, some(30)),
            (151, some(31)),
            (300, some(60)),
            (499, some(100)),
            (500, some(100)),
            (20_000, some(100)),
        ] {
            assert_eq!(audit_size(responses), audit, "{responses}");
        }
    }

    fn ids(count: usize) -> Vec<String> {
        (0..count).map(|n| format!("response {n}")).collect()
    }

    #[test]
    fn a_late_response_and_another_order_leave_the_sample_as_it_is() {
        let drawn = |ids: &[String], seed| -> Vec<String> {
            let sample = audit_sample(ids, 100, seed);
            let mut names: Vec<String> = sample.into_iter().map(|at| ids[at].clone()).collect();
            names.sort();
            names
        };
        let early = ids(1000);
        let mut turned = early.clone();
        turned.reverse();
        assert_eq!(drawn(&early, 7), drawn(&turned, 7));
        assert_ne!(drawn(&early, 7), drawn(&early, 8));
        let late = ids(1001);
        let (before, after) = (drawn(&early, 7), drawn(&late, 7));
        let kept = after.iter().filter(|id| before.contains(id)).count();
        assert!(kept >= 99, "{kept}");
    }

    #[test]
    fn every_response_is_drawn_about_as_often_as_every_other() {
        let ids = ids(200);
        let mut times = vec![0; 200];
        for seed in 0..400 {
            for at in audit_sample(&ids, 50, seed) {
                times[at] += 1;
            }
        }
        // 100 are expected of each, with a standard deviation below 9.
        assert!(times.iter().all(|n| (65..=135).contains(n)), "{times:?}");
        assert_eq!(times.iter().sum::<i32>(), 400 * 50);
    }

    #[test]
    fn a_sample_of_all_is_all_of_them() {
        assert_eq!(audit_sample(&ids(3), 9, 1), [0, 1, 2]);
        assert!(audit_sample::<&str>(&[], 9, 1).is_empty());
    }

    #[test]
    fn an_interval_holds_the_true_share_and_narrows_as_more_is_read() {
        let wide = share(30, 100, 100_000).unwrap();
        // Wilson's interval of 30 in 100, from a table.
        assert!((wide.low - 0.2189).abs() < 1e-3 && (wide.high - 0.3958).abs() < 1e-3);
        let narrow = share(30, 100, 150).unwrap();
        assert!(narrow.high - narrow.low < 0.7 * (wide.high - wide.low));
        let certain = share(3, 10, 10).unwrap();
        assert_eq!((certain.low, certain.high), (0.3, 0.3));
        let none = share(0, 30, 1000).unwrap();
        assert!(none.low.abs() < 1e-12 && none.high > 0.05);
        assert_eq!(share(0, 0, 10), None);
    }
}
