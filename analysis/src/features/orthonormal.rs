//! Directions at right angles.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array2, ArrayView2};

use super::dense::DenseRows;
use crate::parallel;

/// Rows multiplied at once.
const BLOCK: usize = 1024;

/// Makes the columns of a tall matrix orthonormal through the Cholesky factor of their products. A column that depends
/// on those before it becomes zero, which is what happens when the rows have fewer directions than were asked for.
pub(super) fn orthonormalise(tall: &mut DenseRows) {
    let width = tall.width;
    if width == 0 {
        return;
    }
    let blocks: Vec<Array2<f64>> = tall
        .values
        .chunks(BLOCK * width)
        .map(|block| wide(block, width))
        .collect();
    let squared = |at: usize| {
        let mut products = Array2::zeros((width, width));
        general_mat_mul(1.0, &blocks[at].t(), &blocks[at], 0.0, &mut products);
        products
    };
    let products = parallel::map(blocks.len(), parallel::threads(), squared, &mut |_| ());
    let mut sum = vec![0.0; width * width];
    for block in products {
        sum.iter_mut().zip(&block).for_each(|(sum, v)| *sum += v);
    }
    let inverse = inverse(&cholesky(sum, width), width);
    let turned = |at: usize| {
        let mut turned = Array2::zeros((blocks[at].nrows(), width));
        general_mat_mul(1.0, &blocks[at], &inverse.t(), 0.0, &mut turned);
        turned
            .iter()
            .map(|&value: &f64| value as f32)
            .collect::<Vec<f32>>()
    };
    let turned = parallel::map(blocks.len(), parallel::threads(), turned, &mut |_| ());
    tall.values = turned.concat();
}

fn wide(block: &[f32], width: usize) -> Array2<f64> {
    let view = ArrayView2::from_shape((block.len() / width, width), block);
    view.map_or_else(|_| Array2::zeros((0, width)), |view| view.mapv(f64::from))
}

/// The inverse of a lower factor; a column whose pivot is zero stays zero.
fn inverse(factor: &[f64], width: usize) -> Array2<f64> {
    let mut inverse = Array2::zeros((width, width));
    for column in 0..width {
        for row in column..width {
            let pivot = factor[row * width + row];
            if pivot > 0.0 {
                let known: f64 = (column..row)
                    .map(|k| factor[row * width + k] * inverse[(k, column)])
                    .sum();
                let unit = if row == column { 1.0 } else { 0.0 };
                inverse[(row, column)] = (unit - known) / pivot;
            }
        }
    }
    inverse
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
