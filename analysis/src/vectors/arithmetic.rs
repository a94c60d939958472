//! The steps of a network's layer, on rows held end to end.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2, ArrayViewMut2};

/// Added to a variance so that a row of equal numbers can be scaled.
const EPSILON: f32 = 1e-12;

/// A matrix and a vector: every row is multiplied by the one and moved by the other.
#[derive(Debug, Clone)]
pub struct Linear {
    /// Inputs by outputs.
    weights: Array2<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// From weights as they are stored, one row an output.
    pub fn new(stored: Vec<f32>, bias: Vec<f32>, inputs: usize) -> Self {
        let outputs = bias.len();
        let mut weights = Array2::zeros((inputs, outputs));
        for (output, row) in stored.chunks_exact(inputs.max(1)).enumerate() {
            for (input, &weight) in row.iter().enumerate() {
                weights[(input, output)] = weight;
            }
        }
        Self { weights, bias }
    }

    /// All rows at once. Each result depends on its own row alone, in the same order of additions.
    pub fn apply(&self, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.weights.nrows();
        let outputs = self.bias.len();
        let mut result = self.bias.repeat(count);
        multiply(
            view(rows, count, self.weights.nrows()),
            self.weights.view(),
            1.0,
            &mut view_mut(&mut result, count, outputs),
        );
        result
    }
}

/// Adds `scale * left * right` to `sum`.
pub fn multiply(
    left: ArrayView2<f32>,
    right: ArrayView2<f32>,
    scale: f32,
    sum: &mut ArrayViewMut2<f32>,
) {
    general_mat_mul(scale, &left, &right, 1.0, sum);
}

/// Rows held end to end as a matrix.
pub fn view(rows: &[f32], count: usize, width: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((count, width), rows).expect("as many numbers as rows times width")
}

/// The same, to be changed.
pub fn view_mut(rows: &mut [f32], count: usize, width: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((count, width), rows).expect("as many numbers as rows times width")
}

/// Brings each row to mean 0 and variance 1, then stretches and moves each direction.
#[derive(Debug, Clone)]
pub struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
}

impl Norm {
    /// Changes every row.
    pub fn apply(&self, rows: &mut [f32]) {
        let width = self.scale.len();
        for row in rows.chunks_exact_mut(width) {
            let mean = row.iter().sum::<f32>() / width as f32;
            let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / width as f32;
            let by = 1.0 / (variance + EPSILON).sqrt();
            for ((value, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *value = (*value - mean) * by * scale + shift;
            }
        }
    }
}

/// The Gaussian error linear unit of every value.
///
/// The error function is Abramowitz and Stegun's 7.1.28, right to 3e-7, which is a few multiplications and one division.
pub fn gelu(values: &mut [f32]) {
    for value in values {
        let x = value.abs() * std::f32::consts::FRAC_1_SQRT_2;
        let series = x
            * (0.070_523_08
                + x * (0.042_282_01
                    + x * (0.009_270_527
                        + x * (0.000_152_014_3 + x * (0.000_276_567_2 + x * 0.000_043_063_8)))));
        let mut power = 1.0 + series;
        for _ in 0..4 {
            power *= power;
        }
        let error = (1.0 - 1.0 / power).copysign(*value);
        *value *= 0.5 * (1.0 + error);
    }
}

/// Turns each row of scores into shares that add up to one.
pub fn softmax(scores: &mut [f32], width: usize) {
    for row in scores.chunks_exact_mut(width) {
        let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut sum = 0.0;
        for value in row.iter_mut() {
            *value = (*value - most).exp();
            sum += *value;
        }
        row.iter_mut().for_each(|value| *value /= sum);
    }
}

/// Scales to length one; zeros stay.
pub fn to_unit_length(values: &mut [f32]) {
    let length = values.iter().map(|v| v * v).sum::<f32>().sqrt();
    if length > 1e-12 {
        values.iter_mut().for_each(|v| *v /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_multiplied_the_same_alone_as_among_others() {
        let weights: Vec<f32> = (0..96 * 40).map(|i| (i as f32 * 0.37).sin()).collect();
        let linear = Linear::new(weights, vec![0.5; 40], 96);
        let rows: Vec<f32> = (0..96 * 70).map(|i| (i as f32 * 0.11).cos()).collect();
        let together = linear.apply(&rows);
        for (row, expected) in rows.chunks(96).zip(together.chunks(40)) {
            assert_eq!(linear.apply(row), expected);
        }
    }

    #[test]
    fn the_unit_is_near_its_table() {
        let mut values = [-3.0, -1.0, 0.0, 0.5, 2.0, 30.0, -30.0];
        gelu(&mut values);
        let table = [-0.004_049_7, -0.158_655, 0.0, 0.345_731, 1.954_5, 30.0, 0.0];
        for (value, expected) in values.into_iter().zip(table) {
            assert!((value - expected).abs() < 1e-4, "{value} {expected}");
        }
    }

    #[test]
    fn shares_add_up_to_one_however_large_the_scores() {
        let mut scores = [1000.0, 1000.0, -1000.0, 0.0];
        softmax(&mut scores, 2);
        assert_eq!(scores, [0.5, 0.5, 0.0, 1.0]);
    }

    #[test]
    fn a_normed_row_has_mean_nought_and_an_even_one_stays_finite() {
        let norm = Norm {
            scale: vec![2.0; 2],
            shift: vec![1.0; 2],
        };
        let mut rows = [1.0, 3.0, 5.0, 5.0];
        norm.apply(&mut rows);
        assert_eq!(rows, [-1.0, 3.0, 1.0, 1.0]);
    }
}
