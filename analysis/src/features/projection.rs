//! A dense summary of sparse rows: the directions in which they vary most (latent semantic analysis).
//!
//! It lets two comments that share no word meet through words that go together elsewhere.

use super::sparse::SparseRows;
use crate::random::Random;

/// Rounds of subspace iteration; more changes scores in the fourth decimal only.
const ROUNDS: usize = 5;

/// Dense rows, held end to end.
#[derive(Debug, Clone, Default)]
pub struct DenseRows {
    pub(crate) values: Vec<f32>,
    pub(crate) width: usize,
}

impl DenseRows {
    /// One row.
    #[must_use]
    pub fn row(&self, index: usize) -> &[f32] {
        &self.values[index * self.width..(index + 1) * self.width]
    }

    /// Each row with the same row of another beside it, both scaled.
    pub(crate) fn beside(&self, other: &Self, scale: f32, other_scale: f32) -> Self {
        let left = self.values.chunks_exact(self.width.max(1));
        let right = other.values.chunks_exact(other.width.max(1));
        let mut values = Vec::with_capacity(self.values.len() + other.values.len());
        for (left, right) in left.zip(right) {
            values.extend(left.iter().map(|value| value * scale));
            values.extend(right.iter().map(|value| value * other_scale));
        }
        Self {
            values,
            width: self.width + other.width,
        }
    }

    /// Values a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }
}

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
        for _ in 0..ROUNDS {
            let image = multiply(rows, &basis);
            basis = multiply_transposed(rows, &image);
            orthonormalise(&mut basis);
        }
        Self { basis }
    }

    /// A sparse row in the kept directions, scaled to length one (or all zeros).
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
            values: (0..rows.len())
                .flat_map(|i| self.project(rows.row(i)))
                .collect(),
            width: self.basis.width,
        }
    }
}

fn add_scaled(sum: &mut [f32], row: &[f32], scale: f32) {
    for (s, r) in sum.iter_mut().zip(row) {
        *s += scale * r;
    }
}

fn multiply(rows: &SparseRows, basis: &DenseRows) -> DenseRows {
    let width = basis.width;
    let mut product = vec![0.0; rows.len() * width];
    for index in 0..rows.len() {
        let sum = &mut product[index * width..(index + 1) * width];
        for &(column, value) in rows.row(index) {
            add_scaled(sum, basis.row(column as usize), value);
        }
    }
    DenseRows {
        values: product,
        width,
    }
}

fn multiply_transposed(rows: &SparseRows, image: &DenseRows) -> DenseRows {
    let width = image.width;
    let mut product = vec![0.0; rows.columns() * width];
    for index in 0..rows.len() {
        for &(column, value) in rows.row(index) {
            let at = column as usize * width;
            add_scaled(&mut product[at..at + width], image.row(index), value);
        }
    }
    DenseRows {
        values: product,
        width,
    }
}

/// Makes the columns of a tall matrix orthonormal through the Cholesky factor of their products. A column that depends
/// on those before it becomes zero, which is what happens when the rows have fewer directions than were asked for.
fn orthonormalise(tall: &mut DenseRows) {
    let width = tall.width;
    if width == 0 {
        return;
    }
    let mut products = vec![0.0f64; width * width];
    for row in tall.values.chunks_exact(width) {
        for i in 0..width {
            let left = f64::from(row[i]);
            for (sum, right) in products[i * width..i * width + i + 1].iter_mut().zip(row) {
                *sum += left * f64::from(*right);
            }
        }
    }
    let factor = cholesky(products, width);
    for row in tall.values.chunks_exact_mut(width) {
        for i in 0..width {
            let pivot = factor[i * width + i];
            let mut value = f64::from(row[i]);
            for j in 0..i {
                value -= factor[i * width + j] * f64::from(row[j]);
            }
            row[i] = if pivot > 0.0 {
                (value / pivot) as f32
            } else {
                0.0
            };
        }
    }
}

/// The lower Cholesky factor; a pivot too small to trust is set to zero with its column.
fn cholesky(mut matrix: Vec<f64>, width: usize) -> Vec<f64> {
    let largest = (0..width)
        .map(|i| matrix[i * width + i])
        .fold(0.0, f64::max);
    for i in 0..width {
        for j in 0..=i {
            let mut sum = matrix[i * width + j];
            for k in 0..j {
                sum -= matrix[i * width + k] * matrix[j * width + k];
            }
            matrix[i * width + j] = if i == j {
                if sum > largest * 1e-10 {
                    sum.sqrt()
                } else {
                    0.0
                }
            } else if matrix[j * width + j] > 0.0 {
                sum / matrix[j * width + j]
            } else {
                0.0
            };
        }
    }
    matrix
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
