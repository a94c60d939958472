//! How sure it is that somebody raised a theme: the one place where ties become [`Standing`]s.

use super::StorageError;
use domain::coding::Standing;

/// The place of a tie `a` in [`Standing::ALL`]; `$likely` is the parameter that [`LIKELY`](domain::coding::LIKELY) is
/// bound to. Not for rejected ties.
macro_rules! standing {
    ($likely:literal) => {
        concat!(
            "CASE WHEN a.tie = 'confirmed' THEN 3 WHEN a.acceptance_id IS NOT NULL THEN 2 WHEN a.score >= ",
            $likely,
            " THEN 1 ELSE 0 END"
        )
    };
}
pub(crate) use standing;

/// What stands at a place.
///
/// # Errors
/// When nothing stands there.
pub(super) fn at(place: i64) -> Result<Standing, StorageError> {
    let known = usize::try_from(place).ok();
    let known = known.and_then(|place| Standing::ALL.get(place).copied());
    known.ok_or_else(|| StorageError::corrupt("theme_assignment.tie", place))
}
