//! Rows without gaps, and products of many of them at once.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

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

    /// How many rows; none where they have no width.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// These rows, in this order.
    pub(crate) fn only(&self, rows: &[usize]) -> Self {
        let mut values = Vec::with_capacity(rows.len() * self.width);
        for &row in rows {
            values.extend_from_slice(self.row(row));
        }
        Self {
            values,
            width: self.width,
        }
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

    /// The inner product of each row with each row of another of the same width: one row of products a row.
    /// A product depends on its two rows alone.
    pub(crate) fn products(&self, others: &Self) -> Self {
        let (rows, count) = (self.len(), others.len());
        let mut values = vec![0.0; rows * count];
        if self.width == others.width && !values.is_empty() {
            let left = ArrayView2::from_shape((rows, self.width), &self.values);
            let right = ArrayView2::from_shape((count, self.width), &others.values);
            let product = ArrayViewMut2::from_shape((rows, count), &mut values);
            if let (Ok(left), Ok(right), Ok(mut product)) = (left, right, product) {
                general_mat_mul(1.0, &left, &right.t(), 0.0, &mut product);
            }
        }
        Self {
            values,
            width: count,
        }
    }

    /// Scales each row to length one; a row of zeros stays.
    pub(crate) fn normalise(&mut self) {
        for row in self.values.chunks_exact_mut(self.width.max(1)) {
            let length = row.iter().map(|v| v * v).sum::<f32>().sqrt();
            if length > 0.0 {
                row.iter_mut().for_each(|v| *v /= length);
            }
        }
    }

    /// Values a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_multiplied_with_every_other_and_the_company_does_not_matter() {
        let rows = |count: usize, by: f32| DenseRows {
            values: (0..count * 7).map(|at| (at as f32 * by).sin()).collect(),
            width: 7,
        };
        let (left, right) = (rows(40, 0.3), rows(9, 0.7));
        let all = left.products(&right);
        assert_eq!((all.len(), all.width()), (40, 9));
        for at in 0..40 {
            assert_eq!(left.only(&[at]).products(&right).values, all.row(at));
        }
        let product: f32 = left
            .row(3)
            .iter()
            .zip(right.row(2))
            .map(|(a, b)| a * b)
            .sum();
        assert!((all.row(3)[2] - product).abs() < 1e-5);
    }
}
