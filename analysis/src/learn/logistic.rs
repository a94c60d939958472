//! Logistic regression, one theme against the rest, by dual coordinate descent.
//!
//! Source: Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and maximum entropy models",
//! Machine Learning 85 (2011), algorithm 5.

use crate::features::{DenseRows, SparseRows};
use crate::random::Random;

/// How hard the examples pull against the wish for small weights. Chosen on labelled comments.
pub const COST: f64 = 20.0;

const ROUNDS: usize = 60;
const TOLERANCE: f64 = 0.01;

/// A theme as a weight for each feature: positive speaks for it.
#[derive(Debug, Clone, Default)]
pub struct Linear {
    /// One weight a sparse column; see `Features::column_name`.
    pub sparse: Vec<f64>,
    /// One weight a dense direction.
    pub dense: Vec<f64>,
    pub bias: f64,
}

/// The two blocks a model reads side by side.
#[derive(Debug, Clone, Copy)]
pub struct Blocks<'a> {
    pub sparse: &'a SparseRows,
    pub dense: &'a DenseRows,
}

impl Linear {
    /// The log-odds of a row, before calibration.
    #[must_use]
    pub fn log_odds(&self, rows: Blocks, row: usize) -> f64 {
        let mut sum = self.bias;
        for &(column, value) in rows.sparse.row(row) {
            sum += self.sparse[column as usize] * f64::from(value);
        }
        sum + product(&self.dense, rows.dense.row(row))
    }

    fn step(&mut self, rows: Blocks, row: usize, size: f64) {
        self.bias += size;
        for &(column, value) in rows.sparse.row(row) {
            self.sparse[column as usize] += size * f64::from(value);
        }
        for (weight, value) in self.dense.iter_mut().zip(rows.dense.row(row)) {
            *weight += size * f64::from(*value);
        }
    }

    /// Learns from some rows, each with whether the theme applies.
    #[must_use]
    pub fn learn(rows: Blocks, examples: &[(usize, bool)], cost: f64, seed: u64) -> Self {
        let mut model = Self {
            sparse: vec![0.0; rows.sparse.columns()],
            dense: vec![0.0; rows.dense.width()],
            bias: 0.0,
        };
        // For each example the pair (alpha, cost - alpha), both kept so that neither loses digits near its bound.
        let small = (0.001 * cost).min(1e-8);
        let mut alphas = vec![[small, cost - small]; examples.len()];
        let lengths: Vec<f64> = examples
            .iter()
            .map(|&(row, _)| squared_length(rows, row))
            .collect();
        for &(row, applies) in examples {
            model.step(rows, row, sign(applies) * small);
        }
        let mut random = Random::new(seed, 0x109);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut inner = 1e-2;
        for _ in 0..ROUNDS {
            random.shuffle(&mut order);
            let mut worst: f64 = 0.0;
            let mut newton_steps = 0;
            for &at in &order {
                let (row, applies) = examples[at];
                let margin = sign(applies) * model.log_odds(rows, row);
                let (change, slope, steps) =
                    improve(&mut alphas[at], lengths[at], margin, cost, inner);
                worst = worst.max(slope);
                newton_steps += steps;
                if change != 0.0 {
                    model.step(rows, row, sign(applies) * change);
                }
            }
            if worst < TOLERANCE {
                break;
            }
            if newton_steps <= examples.len() / 10 {
                inner = (inner * 0.1).max(1e-8);
            }
        }
        model
    }
}

/// Moves one pair of dual variables to its optimum by Newton's method. Gives the change of the first of the pair, the
/// slope found at the start, and the steps taken.
fn improve(
    alpha: &mut [f64; 2],
    length: f64,
    margin: f64,
    cost: f64,
    inner: f64,
) -> (f64, f64, usize) {
    let flip = 0.5 * length * (alpha[1] - alpha[0]) + margin < 0.0;
    let (first, direction) = if flip { (1, -1.0) } else { (0, 1.0) };
    let old = alpha[first];
    let mut z = old;
    if cost - z < 0.5 * cost {
        z *= 0.1;
    }
    let slope_at = |z: f64| length * (z - old) + direction * margin + (z / (cost - z)).ln();
    let mut slope = slope_at(z);
    let start = slope.abs();
    let mut steps = 0;
    while slope.abs() >= inner && steps < 100 {
        let next = z - slope / (length + cost / (cost - z) / z);
        z = if next <= 0.0 { z * 0.1 } else { next };
        slope = slope_at(z);
        steps += 1;
    }
    if steps == 0 {
        return (0.0, start, 0);
    }
    alpha[first] = z;
    alpha[1 - first] = cost - z;
    (direction * (z - old), start, steps)
}

/// In eight sums side by side, so that the machine adds several at once; the order of additions is fixed.
fn product(weights: &[f64], values: &[f32]) -> f64 {
    let (weights, left) = weights.as_chunks::<8>();
    let (values, right) = values.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for (weights, values) in weights.iter().zip(values) {
        for lane in 0..8 {
            sums[lane] += weights[lane] * f64::from(values[lane]);
        }
    }
    let rest = left.iter().zip(right).map(|(w, v)| w * f64::from(*v));
    sums.iter().sum::<f64>() + rest.sum::<f64>()
}

fn sign(applies: bool) -> f64 {
    if applies { 1.0 } else { -1.0 }
}

fn squared_length(rows: Blocks, row: usize) -> f64 {
    let sparse: f64 = rows
        .sparse
        .row(row)
        .iter()
        .map(|(_, v)| f64::from(v * v))
        .sum();
    let dense: f64 = rows.dense.row(row).iter().map(|v| f64::from(v * v)).sum();
    1.0 + sparse + dense
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Features;

    #[test]
    fn it_learns_which_words_speak_for_a_theme() {
        let texts = [
            "long wait for a bus",
            "the wait was long",
            "kind staff",
            "staff were kind to us",
        ];
        let features = Features::of(&texts, 0);
        let rows = Blocks {
            sparse: &features.sparse,
            dense: &features.dense,
        };
        let examples = [(0, true), (1, true), (2, false), (3, false)];
        let model = Linear::learn(rows, &examples, COST, 0);
        for (row, applies) in examples {
            assert_eq!(model.log_odds(rows, row) > 0.0, applies);
        }
        let weight = |word: &str| {
            let column = (0..features.sparse.columns())
                .find(|&c| features.column_name(c) == word)
                .unwrap();
            model.sparse[column]
        };
        assert!(weight("wait") > 0.2 && weight("kind") < -0.2);
    }

    #[test]
    fn the_solution_is_the_minimum() {
        // At the minimum the weights equal cost * sum of y x sigmoid(-margin).
        let features = Features::of(&["a b", "b c", "c d", "d a"], 0);
        let rows = Blocks {
            sparse: &features.sparse,
            dense: &features.dense,
        };
        let examples = [(0, true), (1, false), (2, true), (3, false)];
        let model = Linear::learn(rows, &examples, 1.0, 0);
        let mut expected = 0.0;
        for (row, applies) in examples {
            let y = sign(applies);
            expected += y / (1.0 + (y * model.log_odds(rows, row)).exp());
        }
        assert!(
            (model.bias - expected).abs() < 0.02,
            "{} {expected}",
            model.bias
        );
    }

    #[test]
    fn one_sided_or_no_examples_give_finite_weights() {
        let features = Features::of(&["a", "b"], 0);
        let rows = Blocks {
            sparse: &features.sparse,
            dense: &features.dense,
        };
        for examples in [&[][..], &[(0, true), (1, true)]] {
            assert!(
                Linear::learn(rows, examples, COST, 0)
                    .log_odds(rows, 0)
                    .is_finite()
            );
        }
    }
}
