//! Which scores become themes.

use std::ops::Range;

use super::scores::{Scores, ranked};
use crate::parallel;

/// A theme is given to a comment when its score reaches `threshold`; a comment with none that does still gets its best
/// theme when that reaches `floor`.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Probability, 0 to 1.
    pub threshold: f64,
    /// Probability, 0 to 1, at most the threshold.
    pub floor: f64,
    /// How far the threshold comes down where no theme is certain, 0 to 1. At 1 it is multiplied by the agreement (F1)
    /// with a person that can be expected at best for this comment: half of that is where one theme more begins to pay.
    pub ease: f64,
    /// The most themes a comment gets.
    pub most: usize,
    /// How far a theme may lie behind the best, in log-odds.
    pub within: f64,
    /// For each theme what is added to its log-odds before it is picked, so that themes are given about as often as their
    /// probabilities promise; none where nothing is added.
    pub lean: Vec<f64>,
}

impl Default for Rule {
    /// What calibrated probabilities ask for: a theme is given where that raises the agreement to be expected.
    fn default() -> Self {
        Self {
            threshold: 0.5,
            floor: 0.0,
            ease: 1.0,
            most: usize::MAX,
            within: f64::INFINITY,
            lean: Vec::new(),
        }
    }
}

fn log_odds(score: f64) -> f64 {
    let score = score.clamp(1e-9, 1.0 - 1e-9);
    (score / (1.0 - score)).ln()
}

impl Rule {
    /// The themes a comment gets, best first.
    #[must_use]
    pub fn pick(&self, scores: &[f64]) -> Vec<usize> {
        if self.lean.is_empty() {
            return self.pick_as_it_is(scores);
        }
        let leaning = scores.iter().zip(&self.lean).map(|(&score, lean)| {
            if score > 0.0 {
                1.0 / (1.0 + (-log_odds(score) - lean).exp())
            } else {
                0.0
            }
        });
        self.pick_as_it_is(&leaning.collect::<Vec<_>>())
    }

    /// Learns the lean of each theme from the scores of all rows, or of evenly spaced ones where there are many.
    /// No theme leans further than `most`, in log-odds.
    pub(crate) fn balance(&mut self, scores: &Scores, most: f64) {
        let themes = scores.themes();
        let apart = (scores.rows() / ENOUGH_ROWS).max(1);
        let rows: Vec<usize> = (0..scores.rows()).step_by(apart).collect();
        let promised: Vec<f64> = (0..themes)
            .map(|theme| rows.iter().map(|&row| scores.row(row)[theme]).sum())
            .collect();
        self.lean = vec![0.0; themes];
        for _ in 0..ROUNDS {
            let mut given = vec![0usize; themes];
            let pick = |block: Range<usize>| {
                let picked = block.map(|at| self.pick(scores.row(rows[at])));
                picked.flatten().collect()
            };
            for theme in parallel::blocks(rows.len(), pick) {
                given[theme] += 1;
            }
            for theme in 0..themes {
                let ratio = (promised[theme] + 1.0) / (given[theme] as f64 + 1.0);
                self.lean[theme] = (self.lean[theme] + 0.5 * ratio.ln()).clamp(-most, most);
            }
        }
    }

    fn pick_as_it_is(&self, scores: &[f64]) -> Vec<usize> {
        let mut ranked = Ranked::of(scores);
        ranked.themes.truncate(self.count(&ranked));
        ranked.themes
    }

    /// How many of a comment's themes it gets.
    fn count(&self, ranked: &Ranked) -> usize {
        let bar = self.threshold * (1.0 - self.ease + self.ease * ranked.expected);
        let scores = &ranked.scores;
        let above = scores.iter().take_while(|score| **score >= bar).count();
        let kept = match scores.first() {
            Some(&best) if above == 0 && best >= self.floor => 1,
            _ => above.min(self.most),
        };
        if self.within == f64::INFINITY {
            return kept;
        }
        let lowest = scores
            .first()
            .map_or(0.0, |&best| log_odds(best) - self.within);
        let near = |score: &&f64| log_odds(**score) >= lowest;
        scores.iter().take(kept).take_while(near).count()
    }

    /// The rule under which held-out scores agree best with people, by sample-F1. `truth[i]` are the themes of row `i`,
    /// ascending. Among equals the lowest floor wins, then the threshold nearest to one half. The fewer rows, the better
    /// another rule than the default must be to be believed.
    #[must_use]
    pub fn choose(scores: &Scores, truth: &[Vec<usize>]) -> Self {
        let rows = 0..truth.len();
        let ranked: Vec<Ranked> = rows.map(|row| Ranked::of(scores.row(row))).collect();
        let usual = Self::default();
        let doubt = DOUBT / (truth.len().max(1) as f64);
        let mut best = (usual.agreement(&ranked, truth) + doubt, usual.clone());
        for ease in EASES {
            for floor in FLOORS {
                for threshold in THRESHOLDS {
                    let rule = Self {
                        threshold,
                        floor,
                        ease,
                        ..usual.clone()
                    };
                    let f1 = rule.agreement(&ranked, truth);
                    if f1 > best.0 + 1e-9 {
                        best = (f1, rule);
                    }
                }
            }
        }
        best.1
    }

    /// Mean over comments of F1 between given and true themes; 1 where both are empty.
    fn agreement(&self, ranked: &[Ranked], truth: &[Vec<usize>]) -> f64 {
        let mut sum = 0.0;
        for (ranked, truth) in ranked.iter().zip(truth) {
            let given = &ranked.themes[..self.count(ranked)];
            let shared = given.iter().filter(|t| truth.contains(t)).count();
            let all = given.len() + truth.len();
            sum += if all == 0 {
                1.0
            } else {
                2.0 * shared as f64 / all as f64
            };
        }
        sum / truth.len().max(1) as f64
    }
}

/// A comment's themes by falling score.
struct Ranked {
    themes: Vec<usize>,
    scores: Vec<f64>,
    /// The agreement (F1) with a person that can be expected at best.
    expected: f64,
}

impl Ranked {
    fn of(scores: &[f64]) -> Self {
        let themes = ranked(scores);
        let all: f64 = scores.iter().sum();
        let (mut given, mut expected) = (0.0, 0.0f64);
        for (count, &theme) in (1..).zip(&themes) {
            given += scores[theme];
            expected = expected.max(2.0 * given / (f64::from(count) + all));
        }
        Self {
            scores: themes.iter().map(|&theme| scores[theme]).collect(),
            themes,
            expected,
        }
    }
}

/// The most a theme leans, in log-odds. More makes shares truer and agreement on single comments worse; chosen on labelled
/// comments.
pub(super) const MOST_LEAN: f64 = 0.2;

/// Rows that say well enough how often themes are given.
const ENOUGH_ROWS: usize = 4_000;

/// Rounds in which the leans find each other.
const ROUNDS: usize = 8;

/// By how much another rule must be better than the default on one row; on more, by so much less.
const DOUBT: f64 = 2.0;

const EASES: [f64; 3] = [1.0, 0.5, 0.0];
const FLOORS: [f64; 8] = [0.0, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3];
const THRESHOLDS: [f64; 13] = [
    0.5, 0.45, 0.4, 0.36, 0.33, 0.3, 0.27, 0.24, 0.21, 0.18, 0.15, 0.55, 0.6,
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Each row twenty times: of few rows no rule but the default is believed.
    fn scores(rows: &[[f64; 3]]) -> Scores {
        let mut scores = Scores::zeros(TIMES * rows.len(), 3);
        for at in 0..scores.rows() {
            scores.row_mut(at).copy_from_slice(&rows[at % rows.len()]);
        }
        scores
    }

    fn truths(rows: &[Vec<usize>]) -> Vec<Vec<usize>> {
        rows.iter()
            .cycle()
            .take(TIMES * rows.len())
            .cloned()
            .collect()
    }

    const TIMES: usize = 20;

    #[test]
    fn a_comment_below_the_threshold_keeps_its_best_theme_above_the_floor() {
        let rule = Rule {
            threshold: 0.4,
            floor: 0.1,
            ease: 0.0,
            ..Rule::default()
        };
        assert_eq!(rule.pick(&[0.4, 0.1, 0.9]), [2, 0]);
        assert_eq!(rule.pick(&[0.1, 0.3, 0.2]), [1]);
        assert!(rule.pick(&[0.05, 0.01, 0.0]).is_empty());
        assert!(rule.pick(&[]).is_empty());
    }

    #[test]
    fn the_threshold_comes_down_where_no_theme_is_certain() {
        let rule = Rule {
            threshold: 0.5,
            floor: 0.0,
            ease: 1.0,
            ..Rule::default()
        };
        let strict = Rule {
            ease: 0.0,
            ..rule.clone()
        };
        let unsure = [0.4, 0.35, 0.05];
        assert_eq!(strict.pick(&unsure), [0]);
        assert_eq!(rule.pick(&unsure), [0, 1]);
        assert_eq!(rule.pick(&[0.95, 0.35, 0.05]), [0]);
    }

    #[test]
    fn the_chosen_threshold_is_the_one_that_agrees_with_people() {
        let seen = scores(&[[0.9, 0.34, 0.1], [0.8, 0.1, 0.35], [0.7, 0.2, 0.1]]);
        let rule = Rule::choose(&seen, &truths(&[vec![0, 1], vec![0, 2], vec![0]]));
        assert_eq!(rule.pick(seen.row(0)), [0, 1]);
        assert_eq!(rule.pick(seen.row(2)), [0]);
        assert!(
            (0..seen.rows())
                .all(|row| rule.pick(seen.row(row))
                    == truths(&[vec![0, 1], vec![0, 2], vec![0]])[row])
        );
    }

    #[test]
    fn a_theme_given_less_often_than_promised_leans_up_and_never_far() {
        let mut seen = Scores::zeros(100, 2);
        for row in 0..100 {
            seen.row_mut(row).copy_from_slice(&[0.9, 0.41]);
        }
        let mut rule = Rule {
            ease: 0.0,
            ..Rule::default()
        };
        rule.balance(&seen, MOST_LEAN);
        assert!(rule.lean[1] > 0.1 && rule.lean.iter().all(|lean| lean.abs() <= MOST_LEAN));
    }

    #[test]
    fn a_floor_is_learnt_where_people_say_that_none_applies() {
        let seen = scores(&[[0.07, 0.0, 0.0], [0.06, 0.0, 0.0], [0.12, 0.0, 0.0]]);
        let rule = Rule::choose(&seen, &truths(&[vec![], vec![], vec![0]]));
        assert!(rule.pick(seen.row(0)).is_empty());
        assert_eq!(rule.pick(seen.row(2)), [0]);
    }
}
