//! Who is counted: the one home of the rule that a person who answered twice counts once.
//!
//! A contribution that a person found to be an earlier one of somebody who answered again has `replaced_by` set, to
//! the id of the one that counts (see `duplicate`). Its answers are not counted: the later ones are what the person
//! ended up saying. Its words stay, and a theme they raise is raised by the one that counts: once, whichever of the
//! two says it. So counts of contributions and answers ask [`counts`], and counts of people by what they wrote go
//! through [`writer`] or [`writers_id`]. `tests/it/duplicates.rs` walks every count.

/// That the contribution `c` counts.
macro_rules! counts {
    () => {
        "c.replaced_by IS NULL"
    };
}
pub(crate) use counts;

/// From a text to the contribution `o` it stands in, and to the contribution `c` by which its writer counts.
macro_rules! writer {
    ($text:literal) => {
        concat!(
            " JOIN contribution o ON o.id = ",
            $text,
            ".contribution_id JOIN contribution c ON c.id = COALESCE(o.replaced_by, o.id) "
        )
    };
}
pub(crate) use writer;

/// The id of the contribution by which the writer of the contribution `o` counts.
macro_rules! writers_id {
    () => {
        "COALESCE(o.replaced_by, o.id)"
    };
}
pub(crate) use writers_id;
