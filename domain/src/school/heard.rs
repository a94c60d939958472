//! Which schools were heard from.

use super::Listed;
use crate::disclosure::THRESHOLD;

/// Schools of the register that a consultation has heard from, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Those that answered as schools, with how many responses each sent.
    pub as_schools: Vec<(Listed, u64)>,
    /// Those where somebody works who answered for themselves; none while that would tell who sent what.
    pub staff: Option<Vec<Listed>>,
}

/// The schools of staff, once they may be told: while responses come in, a school that is new in the list would be
/// that of whoever answered last, and of fewer than [`THRESHOLD`] schools each response could be guessed.
pub fn staff_told(schools: Vec<Listed>, closed: bool) -> Option<Vec<Listed>> {
    (closed && schools.len() as u64 >= THRESHOLD).then_some(schools)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schools_of_staff_are_told_after_closing_and_from_five_on() {
        let schools = |n: u32| -> Vec<Listed> {
            let one = |n: u32| Listed {
                urn: (900_000 + n).to_string().parse().unwrap(),
                name: format!("School {n}"),
                town: String::new(),
            };
            (0..n).map(one).collect()
        };
        assert_eq!(staff_told(schools(5), false), None);
        assert_eq!(staff_told(schools(4), true), None);
        assert_eq!(staff_told(schools(5), true), Some(schools(5)));
    }
}
