//! A dense summary of sparse rows: the directions in which they vary most (latent semantic analysis).
//!
//! It lets two comments that share no word meet through words that go together elsewhere.

use std::ops::Range;

use super::dense::DenseRows;
use super::orthonormal::orthonormalise;
use super::sparse::SparseRows;
use crate::parallel;
use crate::random::Random;

/// Rounds of subspace iteration; more changes agreement by less than a draw of other examples does.
const ROUNDS: usize = 3;

/// Rows that all rounds but the last look at: evenly spaced ones where there are more.
const SAMPLE: usize = 4_000;

/// Directions that are followed together.
const TOGETHER: usize = 52;

/// An orthonormal basis of the directions kept: `columns` rows of `width` values.
#[derive(Debug, Clone, Default)]
pub struct Projection {
    basis: DenseRows,
}

impl Projection {
    /// Finds up to `width` directions by subspace iteration from a seeded start. The basis may be turned any way within
    /// its space: lengths and angles of projected rows do not depend on that.
    #[must_use]
    pub fn fit(rows: &SparseRows, width: usize, seed: u64) -> Self {
        let width = width.min(rows.len()).min(rows.columns());
        let mut random = Random::new(seed, 0x15A);
        let start = (0..rows.columns() * width).map(|_| random.unit() as f32 - 0.5);
        let mut basis = DenseRows {
            values: start.collect(),
            width,
        };
        let apart = rows.len().div_ceil(SAMPLE).max(1);
        for round in 1..=ROUNDS {
            basis = follow(rows, if round < ROUNDS { apart } else { 1 }, &basis);
            orthonormalise(&mut basis);
        }
        Self { basis }
    }

    /// A row in the kept directions, scaled to length one (or all zeros).
    #[must_use]
    pub fn project(&self, row: &[(u32, f32)]) -> Vec<f32> {
        let mut dense = vec![0.0; self.basis.width];
        for &(column, value) in row {
            add_scaled(&mut dense, self.basis.row(column as usize), value);
        }
        let length = dense.iter().map(|v| v * v).sum::<f32>().sqrt();
        if length > 1e-6 {
            dense.iter_mut().for_each(|v| *v /= length);
        }
        dense
    }

    /// Every row projected.
    #[must_use]
    pub fn project_all(&self, rows: &SparseRows) -> DenseRows {
        DenseRows {
            values: parallel::blocks(rows.len(), |block| {
                block.flat_map(|i| self.project(rows.row(i))).collect()
            }),
            width: self.basis.width,
        }
    }
}

fn add_scaled(sum: &mut [f32], row: &[f32], scale: f32) {
    for (s, r) in sum.iter_mut().zip(row) {
        *s += scale * r;
    }
}

/// The basis multiplied by every `apart`th row and again by its transpose. Each direction goes its own way, so that they can
/// be shared among processors.
fn follow(rows: &SparseRows, apart: usize, basis: &DenseRows) -> DenseRows {
    let width = basis.width;
    let parts: Vec<Range<usize>> = (0..width)
        .step_by(TOGETHER)
        .map(|start| start..width.min(start + TOGETHER))
        .collect();
    let work = |at: usize| follow_part(rows, apart, basis, parts[at].clone());
    let made = parallel::map(parts.len(), parallel::threads(), work, &mut |_| ());
    let mut values = vec![0.0; basis.values.len()];
    for (part, made) in parts.iter().zip(made) {
        let cells = values.chunks_exact_mut(width.max(1));
        for (row, made) in cells.zip(made.chunks_exact(part.len())) {
            row[part.clone()].copy_from_slice(made);
        }
    }
    DenseRows { values, width }
}

fn follow_part(rows: &SparseRows, apart: usize, basis: &DenseRows, part: Range<usize>) -> Vec<f32> {
    let width = part.len();
    let from: Vec<f32> = basis
        .values
        .chunks_exact(basis.width)
        .flat_map(|row| &row[part.clone()])
        .copied()
        .collect();
    let mut sums = vec![0.0; from.len()];
    let mut image = vec![0.0; width];
    for index in (0..rows.len()).step_by(apart) {
        image.fill(0.0);
        for &(column, value) in rows.row(index) {
            let at = column as usize * width;
            add_scaled(&mut image, &from[at..at + width], value);
        }
        for &(column, value) in rows.row(index) {
            let at = column as usize * width;
            add_scaled(&mut sums[at..at + width], &image, value);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[(u32, f32)]], columns: usize) -> SparseRows {
        let mut rows = SparseRows::new(columns);
        cells.iter().for_each(|row| rows.push(row));
        rows
    }

    #[test]
    fn the_basis_is_orthonormal() {
        let mut random = Random::new(1, 2);
        let mut all = SparseRows::new(30);
        for _ in 0..40 {
            let row: Vec<_> = (0..30).map(|c| (c, random.unit() as f32)).collect();
            all.push(&row);
        }
        let basis = Projection::fit(&all, 6, 0).basis;
        for i in 0..6 {
            for j in 0..6 {
                let product: f32 = (0..30).map(|r| basis.row(r)[i] * basis.row(r)[j]).sum();
                let expected = if i == j { 1.0 } else { 0.0 };
                assert!((product - expected).abs() < 1e-3, "{i} {j} {product}");
            }
        }
    }

    #[test]
    fn terms_that_keep_the_same_company_come_together() {
        // Terms 0 and 1 never meet, but both go with term 2; term 3 goes with term 4.
        let all = rows(
            &[
                &[(0, 1.0), (2, 1.0)],
                &[(1, 1.0), (2, 1.0)],
                &[(3, 1.0), (4, 1.0)],
                &[(3, 1.0), (4, 0.5)],
            ],
            5,
        );
        let projection = Projection::fit(&all, 2, 0);
        let near = |a: u32, b: u32| -> f32 {
            let (a, b) = (
                projection.project(&[(a, 1.0)]),
                projection.project(&[(b, 1.0)]),
            );
            a.iter().zip(&b).map(|(x, y)| x * y).sum()
        };
        assert!(near(0, 1) > 0.9);
        assert!(near(0, 3).abs() < 0.1);
    }

    #[test]
    fn fewer_directions_than_asked_for_leave_no_nonsense() {
        let same = rows(&[&[(0, 1.0)], &[(0, 1.0)], &[]], 3);
        let projected = Projection::fit(&same, 3, 0).project_all(&same);
        assert!(projected.values.iter().all(|v| v.is_finite()));
        assert_eq!(projected.row(2), vec![0.0; projected.width()]);
    }
}
