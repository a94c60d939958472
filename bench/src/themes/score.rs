//! How far the engine agrees with people: the figures of the data's own scorer, worked out here.
//!
//! Rows the engine learnt from are left out. So are rows without a code, from sample-F1. A theme no scored row carries
//! counts for nothing. Without the people's codes among its themes (discovery), each theme takes the code that most of its
//! rows carry.

use super::data::Set;
use analysis::Output;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What people and the engine gave each scored row.
pub struct Judged {
    pub truth: Vec<BTreeSet<String>>,
    pub given: Vec<BTreeSet<String>>,
    /// Every code that a scored row carries.
    codes: Vec<String>,
}

impl Judged {
    /// The engine's assignments as they stand.
    pub fn mapped(set: &Set, coded: &[usize], output: &Output) -> Self {
        let (rows, truth, codes) = scored(set, coded);
        let known: HashSet<&String> = codes.iter().collect();
        let of = |row: &usize| {
            let themes = output.assignments[*row].themes.iter().map(|t| &t.theme);
            themes
                .filter(|theme| known.contains(theme))
                .cloned()
                .collect()
        };
        let given = rows.iter().map(of).collect();
        Self {
            truth,
            given,
            codes,
        }
    }

    /// Each discovered theme as the code that most of its rows carry.
    pub fn discovered(set: &Set, output: &Output) -> Self {
        let (rows, truth, codes) = scored(set, &[]);
        let mut given = vec![BTreeSet::new(); rows.len()];
        for theme in &output.themes {
            let carries = |row: &usize| {
                let themes = &output.assignments[*row].themes;
                themes.iter().any(|given| given.theme == theme.id)
            };
            let members: Vec<usize> = (0..rows.len()).filter(|at| carries(&rows[*at])).collect();
            let mut counts = vec![0; codes.len()];
            for code in members.iter().flat_map(|at| &truth[*at]) {
                if let Ok(at) = codes.binary_search(code) {
                    counts[at] += 1;
                }
            }
            // The first of equals, as the scorer has it.
            let most = (0..codes.len()).rev().max_by_key(|at| counts[*at]);
            if let Some(code) = most.filter(|_| !members.is_empty()) {
                for at in members {
                    given[at].insert(codes[code].clone());
                }
            }
        }
        Self {
            truth,
            given,
            codes,
        }
    }

    /// Mean over rows with a code of F1 between given and true codes.
    pub fn sample_f1(&self) -> f64 {
        let pairs = self.truth.iter().zip(&self.given);
        mean(
            pairs
                .filter(|(truth, _)| !truth.is_empty())
                .map(|(truth, given)| f1(truth, given)),
        )
    }

    /// How many different codes the engine gave.
    pub fn found(&self) -> usize {
        self.given.iter().flatten().collect::<BTreeSet<_>>().len()
    }

    /// Mean over codes of how far the share of rows given it is from the true share, in points of a hundred.
    pub fn share_error(&self) -> f64 {
        let (truth, given) = (self.shares(&self.truth), self.shares(&self.given));
        100.0
            * mean(
                self.codes
                    .iter()
                    .map(|code| (truth[code] - given[code]).abs()),
            )
    }

    /// How many of the ten most frequent codes are among the ten most given, of 1.
    pub fn top_ten_overlap(&self) -> f64 {
        fn top(shares: BTreeMap<&String, f64>) -> BTreeSet<&String> {
            let mut order: Vec<(&String, f64)> = shares.into_iter().collect();
            order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            order.into_iter().take(10).map(|(code, _)| code).collect()
        }
        let (truth, given) = (top(self.shares(&self.truth)), top(self.shares(&self.given)));
        truth.intersection(&given).count() as f64 / truth.len().max(1) as f64
    }

    fn shares(&self, rows: &[BTreeSet<String>]) -> BTreeMap<&String, f64> {
        let share = |code| {
            let with = rows.iter().filter(|row| row.contains(code)).count();
            (code, with as f64 / rows.len().max(1) as f64)
        };
        self.codes.iter().map(share).collect()
    }
}

fn scored(set: &Set, coded: &[usize]) -> (Vec<usize>, Vec<BTreeSet<String>>, Vec<String>) {
    let coded: HashSet<&usize> = coded.iter().collect();
    let rows: Vec<usize> = (0..set.rows.len())
        .filter(|row| !coded.contains(row))
        .collect();
    let truth: Vec<_> = rows.iter().map(|&row| set.codes[row].clone()).collect();
    let codes: BTreeSet<String> = truth.iter().flatten().cloned().collect();
    (rows, truth, codes.into_iter().collect())
}

/// Agreement on one row.
pub fn f1(truth: &BTreeSet<String>, given: &BTreeSet<String>) -> f64 {
    let all = truth.len() + given.len();
    2.0 * truth.intersection(given).count() as f64 / all.max(1) as f64
}

/// The mean of some values; 0 of none.
pub fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values
        .into_iter()
        .fold((0.0, 0usize), |(s, n), v| (s + v, n + 1));
    sum / count.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(truth: &[&[&str]], given: &[&[&str]]) -> Judged {
        let rows = |rows: &[&[&str]]| -> Vec<BTreeSet<String>> {
            let set = |row: &&[&str]| row.iter().map(|c| (*c).to_owned()).collect();
            rows.iter().map(set).collect()
        };
        let truth = rows(truth);
        let codes: BTreeSet<String> = truth.iter().flatten().cloned().collect();
        Judged {
            given: rows(given),
            codes: codes.into_iter().collect(),
            truth,
        }
    }

    #[test]
    fn a_row_nobody_coded_does_not_count_and_half_right_counts_two_thirds() {
        let all = judged(&[&["a"], &["a", "b"], &[]], &[&["a"], &["a"], &["b"]]);
        assert!((all.sample_f1() - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert_eq!(all.found(), 2);
        assert_eq!(all.share_error(), 0.0);
    }

    #[test]
    fn shares_are_of_all_rows_and_errors_are_in_points() {
        let all = judged(
            &[&["a"], &["a"], &["b"], &["b"]],
            &[&["a"], &[], &["b"], &["b"]],
        );
        assert!((all.share_error() - 12.5).abs() < 1e-9);
        assert_eq!(all.top_ten_overlap(), 1.0);
    }
}
