//! Faults that a test switches on, to see that it would notice. A real server has none.

/// Which faults are on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// Every copy of a form is stored as if its submission key were new, and its draft is not emptied.
    pub ignore_submission_key: bool,
}
