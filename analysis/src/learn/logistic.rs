//! Logistic regression, one theme against the rest, by dual coordinate descent.
//!
//! Source: Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and maximum entropy models",
//! Machine Learning 85 (2011), algorithm 5.

use super::kernel::Kernel;
use crate::features::{DenseRows, SparseRow, SparseRows};
use crate::random::Random;

/// How hard the examples pull against the wish for small weights. Chosen on labelled comments.
pub const COST: f64 = 20.0;

const ROUNDS: usize = 60;
const TOLERANCE: f64 = 0.01;

/// A theme as a weight for each feature: positive speaks for it.
#[derive(Debug, Clone, Default)]
pub struct Linear {
    /// Weights of sparse columns, ascending; see `Features::column_name`. Others weigh nothing.
    pub sparse: SparseRow,
    /// One weight a dense direction.
    pub dense: Vec<f32>,
    pub bias: f64,
}

impl Linear {
    /// What a sparse column weighs.
    #[must_use]
    pub fn weight(&self, column: u32) -> f32 {
        let at = self.sparse.binary_search_by_key(&column, |cell| cell.0);
        at.map_or(0.0, |at| self.sparse[at].1)
    }
}

/// The two blocks a model reads side by side.
#[derive(Debug, Clone, Copy)]
pub struct Blocks<'a> {
    pub sparse: &'a SparseRows,
    pub dense: &'a DenseRows,
}

/// What was learnt of a theme, by coded row.
#[derive(Debug, Clone)]
pub(super) struct Learnt {
    /// How far each row pulls the weights towards itself: they are the sum of all rows, each by its pull.
    pub pulls: Vec<f64>,
    /// What the weights make of each row, whether it was an example or not.
    pub log_odds: Vec<f64>,
}

/// What descent sees of the weights.
trait Weights {
    /// The log-odds of a coded row.
    fn log_odds(&self, at: usize) -> f64;
    /// Adds a coded row to the weights, so many times.
    fn step(&mut self, at: usize, size: f64);
}

/// The log-odds themselves. A step moves all of them, which is cheap while they are few.
struct ByRow<'a> {
    kernel: &'a Kernel,
    log_odds: Vec<f64>,
}

impl Weights for ByRow<'_> {
    fn log_odds(&self, at: usize) -> f64 {
        self.log_odds[at]
    }

    fn step(&mut self, at: usize, size: f64) {
        let products = self.kernel.row(at);
        let all = self.log_odds.iter_mut().zip(products);
        all.for_each(|(odds, product)| *odds += size * product);
    }
}

/// One weight a feature.
struct ByFeature<'a> {
    rows: Blocks<'a>,
    coded: &'a [usize],
    sparse: Vec<f64>,
    dense: Vec<f64>,
    bias: f64,
}

impl Weights for ByFeature<'_> {
    fn log_odds(&self, at: usize) -> f64 {
        let row = self.coded[at];
        let mut sum = self.bias;
        for &(column, value) in self.rows.sparse.row(row) {
            sum += self.sparse[column as usize] * f64::from(value);
        }
        sum + product(&self.dense, self.rows.dense.row(row))
    }

    fn step(&mut self, at: usize, size: f64) {
        let row = self.coded[at];
        self.bias += size;
        for &(column, value) in self.rows.sparse.row(row) {
            self.sparse[column as usize] += size * f64::from(value);
        }
        for (weight, value) in self.dense.iter_mut().zip(self.rows.dense.row(row)) {
            *weight += size * f64::from(*value);
        }
    }
}

/// Learns a theme from some of the coded rows, each with whether it applies there and how hard it pulls.
pub(super) fn learn(
    rows: Blocks,
    coded: &[usize],
    kernel: &Kernel,
    examples: &[(usize, bool)],
    costs: &[f64],
    seed: u64,
) -> Learnt {
    if kernel.is_whole() {
        let weights = ByRow {
            kernel,
            log_odds: vec![0.0; coded.len()],
        };
        return descend(weights, kernel, examples, costs, seed);
    }
    let weights = ByFeature {
        rows,
        coded,
        sparse: vec![0.0; rows.sparse.columns()],
        dense: vec![0.0; rows.dense.width()],
        bias: 0.0,
    };
    descend(weights, kernel, examples, costs, seed)
}

fn descend(
    mut weights: impl Weights,
    kernel: &Kernel,
    examples: &[(usize, bool)],
    costs: &[f64],
    seed: u64,
) -> Learnt {
    let mut pulls = vec![0.0; kernel.lengths.len()];
    // For each example the pair (alpha, cost - alpha), both kept so that neither loses digits near its bound.
    let least = |cost: f64| (0.001 * cost).min(1e-8);
    let start = costs.iter().map(|&cost| [least(cost), cost - least(cost)]);
    let mut alphas: Vec<[f64; 2]> = start.collect();
    for (&(at, applies), alpha) in examples.iter().zip(&alphas) {
        weights.step(at, sign(applies) * alpha[0]);
        pulls[at] += sign(applies) * alpha[0];
    }
    let mut random = Random::new(seed, 0x109);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut inner = 1e-2;
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        let mut worst: f64 = 0.0;
        let mut newton_steps = 0;
        for &example in &order {
            let (at, applies) = examples[example];
            let margin = sign(applies) * weights.log_odds(at);
            let (change, slope, steps) = improve(
                &mut alphas[example],
                kernel.lengths[at],
                margin,
                costs[example],
                inner,
            );
            worst = worst.max(slope);
            newton_steps += steps;
            if change != 0.0 {
                weights.step(at, sign(applies) * change);
                pulls[at] += sign(applies) * change;
            }
        }
        if worst < TOLERANCE {
            break;
        }
        if newton_steps <= examples.len() / 10 {
            inner = (inner * 0.1).max(1e-8);
        }
    }
    Learnt {
        log_odds: (0..pulls.len()).map(|at| weights.log_odds(at)).collect(),
        pulls,
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

#[cfg(test)]
mod tests {
    use super::super::themes::Themes;
    use super::*;
    use crate::features::Features;

    fn learnt(texts: &[&str], examples: &[(usize, bool)], cost: f64) -> [(Learnt, Linear); 2] {
        let features = Features::of(texts, 0);
        let rows = Blocks {
            sparse: &features.sparse,
            dense: &features.dense,
        };
        let coded: Vec<usize> = (0..texts.len()).collect();
        [Kernel::of(rows, &coded), Kernel::lengths_only(rows, &coded)].map(|kernel| {
            let costs = vec![cost; examples.len()];
            let learnt = learn(rows, &coded, &kernel, examples, &costs, 0);
            let pulls = [Some(learnt.pulls.as_slice())];
            let linear = Themes::of(rows, &coded, &kernel, &pulls).linear(0);
            (learnt, linear)
        })
    }

    #[test]
    fn it_learns_which_words_speak_for_a_theme() {
        let texts = [
            "long wait for a bus",
            "the wait was long",
            "kind staff",
            "staff were kind to us",
        ];
        let examples = [(0, true), (1, true), (2, false), (3, false)];
        let features = Features::of(&texts, 0);
        for (learnt, linear) in learnt(&texts, &examples, COST) {
            for (at, applies) in examples {
                assert_eq!(learnt.log_odds[at] > 0.0, applies);
            }
            let weight = |word: &str| {
                let columns = 0..features.sparse.columns();
                let mut named = columns.filter(|&c| features.column_name(c) == word);
                linear.weight(named.next().unwrap() as u32)
            };
            assert!(weight("wait") > 0.2 && weight("kind") < -0.2);
            assert_eq!(linear.weight(u32::MAX), 0.0);
        }
    }

    #[test]
    fn the_solution_is_the_minimum_by_row_and_by_feature() {
        // At the minimum the weights equal cost * sum of y x sigmoid(-margin).
        let examples = [(0, true), (1, false), (2, true), (3, false)];
        for (learnt, linear) in learnt(&["a b", "b c", "c d", "d a"], &examples, 1.0) {
            let mut expected = 0.0;
            for (at, applies) in examples {
                let y = sign(applies);
                expected += y / (1.0 + (y * learnt.log_odds[at]).exp());
            }
            assert!(
                (linear.bias - expected).abs() < 0.02,
                "{} {expected}",
                linear.bias
            );
        }
    }

    #[test]
    fn all_themes_at_once_say_of_a_coded_row_what_was_learnt_of_it() {
        let texts = ["long wait", "the wait", "kind staff", "kind", ""];
        let features = Features::of(&texts, 0);
        let rows = Blocks {
            sparse: &features.sparse,
            dense: &features.dense,
        };
        let coded = [0, 2, 3, 4];
        let examples = [(0, true), (1, false), (3, false)];
        for kernel in [Kernel::of(rows, &coded), Kernel::lengths_only(rows, &coded)] {
            let learnt = learn(rows, &coded, &kernel, &examples, &[COST; 3], 0);
            let pulls = [None, Some(learnt.pulls.as_slice())];
            let all = Themes::of(rows, &coded, &kernel, &pulls).log_odds(rows, &coded);
            for (all, learnt) in all.iter().zip(&learnt.log_odds) {
                assert!(
                    all[0] == 0.0 && (all[1] - learnt).abs() < 1e-3,
                    "{all:?} {learnt}"
                );
            }
        }
    }

    #[test]
    fn one_sided_or_no_examples_give_finite_weights() {
        for examples in [&[][..], &[(0, true), (1, true)]] {
            for (learnt, _) in learnt(&["a", "b"], examples, COST) {
                assert!(learnt.log_odds.iter().all(|odds| odds.is_finite()));
            }
        }
    }
}
