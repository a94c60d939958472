//! Words for suggestions that are accepted together.

use super::numbers::counted;
use crate::api::AcceptLevel;
use domain::plain::hundredths;

/// How often suggestions were right among comments held back.
pub fn held_back(score: f64, right: f64) -> String {
    format!(
        "From a score of {score:.2} on, {} of 100 were right.",
        hundredths(right)
    )
}

/// How often they were right in the sample.
pub fn in_sample(level: &AcceptLevel) -> Option<String> {
    let (right, all) = level.in_sample;
    (all > 0).then(|| {
        format!(
            "In the sample, which people read without seeing any suggestion, {right} of {} as sure as this were right.",
            counted(all, "suggestion", "suggestions")
        )
    })
}

/// Whether people found such suggestions right less often than the engine did.
pub fn is_worse(level: &AcceptLevel) -> bool {
    let (right, all) = level.in_sample;
    #[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 texts")]
    let found = right as f64 / all as f64;
    all > 0 && found < level.right
}

/// What people who read the texts since found.
pub fn since((confirmed, rejected): (u64, u64)) -> String {
    match confirmed + rejected {
        0 => "Nobody has read any of these texts since.".to_owned(),
        all => format!(
            "Of {} for texts that somebody has read since, {confirmed} were confirmed and {rejected} rejected.",
            counted(all, "suggestion", "suggestions")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_made_out_better_than_it_is() {
        assert_eq!(
            held_back(0.814, 0.9996),
            "From a score of 0.81 on, 99 of 100 were right."
        );
    }
}
