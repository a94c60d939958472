//! Typing a share of the paper forms twice, to know how often typing goes wrong.
//!
//! The second person types blind: they see the paper and not what the first one typed. The two sheets are compared
//! field by field, and somebody with the paper before them says which of the two is right.

mod sheet;

pub use sheet::{Difference, Field, Stored, Typed, compare, sheet};

use crate::contribution::words;
use serde::{Deserialize, Serialize};

words! {
    /// Which of two readings is on the paper.
    Side {
        /// What was typed first.
        First = "first",
        /// What was typed the second time.
        Second = "second",
        /// Something else: the form is typed again.
        Neither = "neither",
    }
}

/// How much is typed twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Forms of a hundred.
    pub share: u32,
    /// Forms, however few there are.
    pub least: u32,
    /// Fields in a thousand that may differ. Above it, all forms should be typed twice.
    pub allowed: u32,
}

impl Default for Rule {
    /// One form in ten, at least five, and two fields in a hundred.
    fn default() -> Self {
        Self {
            share: 10,
            least: 5,
            allowed: 20,
        }
    }
}

impl Rule {
    /// Whether every form is typed twice.
    pub fn is_all(&self) -> bool {
        self.share >= 100
    }

    /// Which forms are drawn, given a score of each that nobody can foresee: those whose score falls into the share,
    /// and those with the least scores until there are enough. A form's score never changes, so one that falls into
    /// the share stays drawn whatever is typed after it.
    pub fn drawn<T: Copy>(&self, scored: &[(T, u64)]) -> Vec<T> {
        let below = u128::from(u64::MAX) * u128::from(self.share.min(100)) / 100;
        let mut order: Vec<&(T, u64)> = scored.iter().collect();
        order.sort_by_key(|(_, score)| *score);
        let within = |score: u64| self.share > 0 && u128::from(score) <= below;
        let drawn = (order.iter().enumerate())
            .filter(|(at, (_, score))| *at < self.least as usize || within(*score));
        drawn.map(|(_, (id, _))| *id).collect()
    }
}

/// How the typing of a consultation's paper forms is going.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Forms that came on paper and were typed by an officer.
    pub papers: u64,
    /// Of those, forms that wait for the second typing.
    pub waiting: u64,
    /// Forms that were typed twice.
    pub twice: u64,
    /// Differences that nobody has settled.
    pub open: u64,
    /// Fields that were compared.
    pub compared: u64,
    /// Of those, fields that differed.
    pub differed: u64,
}

impl Progress {
    /// Fields that differed, in a thousand that were compared, rounded; none where nothing was compared.
    pub fn rate(&self) -> Option<u64> {
        let compared = self.compared;
        (compared > 0).then(|| (self.differed * 1000 + compared / 2) / compared)
    }

    /// Whether so much differs that all forms should be typed twice.
    pub fn is_above(&self, rule: &Rule) -> bool {
        self.differed * 1000 > self.compared * u64::from(rule.allowed)
    }

    /// Whether nothing is left to type or to settle.
    pub fn is_done(&self) -> bool {
        self.waiting == 0 && self.open == 0
    }
}

/// A number in a thousand as percent: `2`, `0.5`.
pub fn percent(in_thousand: u64) -> String {
    match in_thousand % 10 {
        0 => (in_thousand / 10).to_string(),
        rest => format!("{}.{rest}", in_thousand / 10),
    }
}

/// The same as somebody typed it; none for what is no percentage from 0 to 100.
pub fn of_percent(typed: &str) -> Option<u32> {
    let typed = typed.trim().trim_end_matches('%').trim_end();
    let (whole, part) = typed.split_once('.').unwrap_or((typed, "0"));
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = (part.len() == 1).then(|| part.parse().ok())??;
    let all = whole.checked_mul(10)?.checked_add(part)?;
    (all <= 1000).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn five_forms_are_drawn_of_few_and_a_tenth_of_many() {
        let scored =
            |n: u64| -> Vec<(u64, u64)> { (0..n).map(|i| (i, i * (u64::MAX / n))).collect() };
        let rule = Rule::default();
        assert_eq!(rule.drawn(&scored(3)).len(), 3);
        assert_eq!(rule.drawn(&scored(20)).len(), 5);
        assert_eq!(rule.drawn(&scored(200)).len(), 21, "0 and the next twenty");
        let all = Rule { share: 100, ..rule };
        assert_eq!(all.drawn(&scored(200)).len(), 200);
        let none = Rule {
            share: 0,
            least: 0,
            ..rule
        };
        assert_eq!(none.drawn(&scored(200)).len(), 0);
    }

    proptest! {
        #[test]
        fn whoever_falls_into_the_share_stays_drawn_whatever_comes_after(
            scores in prop::collection::vec(any::<u64>(), 1..60), more in prop::collection::vec(any::<u64>(), 0..60)
        ) {
            let rule = Rule { least: 0, share: 30, allowed: 20 };
            let scored: Vec<(usize, u64)> = scores.iter().copied().enumerate().collect();
            let mut all = scored.clone();
            all.extend(more.iter().copied().enumerate().map(|(at, s)| (at + 100, s)));
            let (before, after) = (rule.drawn(&scored), rule.drawn(&all));
            prop_assert!(before.iter().all(|id| after.contains(id)));
        }

        #[test]
        fn never_fewer_are_drawn_than_the_least_as_long_as_there_are_so_many(
            scores in prop::collection::vec(any::<u64>(), 0..60), least in 0_u32..10, share in 0_u32..=100
        ) {
            let rule = Rule { least, share, allowed: 20 };
            let scored: Vec<(usize, u64)> = scores.iter().copied().enumerate().collect();
            prop_assert!(rule.drawn(&scored).len() >= scored.len().min(least as usize));
        }
    }

    #[test]
    fn the_rate_is_differing_fields_over_compared_fields() {
        let progress = Progress {
            compared: 240,
            differed: 3,
            ..Progress::default()
        };
        assert_eq!(progress.rate(), Some(13));
        assert_eq!(percent(13), "1.3");
        assert!(!progress.is_above(&Rule::default()));
        assert!(
            Progress {
                differed: 5,
                ..progress
            }
            .is_above(&Rule::default())
        );
        assert_eq!(Progress::default().rate(), None);
        assert!(!Progress::default().is_above(&Rule::default()));
    }

    #[test]
    fn a_percentage_may_have_one_place_after_the_point() {
        assert_eq!(of_percent("2"), Some(20));
        assert_eq!(of_percent(" 0.5 % "), Some(5));
        assert_eq!(of_percent("100"), Some(1000));
        for wrong in ["", "101", "1.25", "-1", "two", "1.", "4294967295"] {
            assert_eq!(of_percent(wrong), None, "{wrong}");
        }
        assert_eq!(
            (percent(20), percent(5)),
            ("2".to_owned(), "0.5".to_owned())
        );
    }
}
