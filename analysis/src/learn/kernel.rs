//! Coded rows multiplied with each other, once for all themes and all folds.
//!
//! To the products of their features the square of the cosine between their meanings is added, so that what holds for a
//! comment holds most for those very like it, which weights of features alone cannot say.

use super::Blocks;
use crate::features::DenseRows;
use crate::parallel;

/// Most coded rows that are multiplied with each other: of more, steps over all of them cost more than steps over features.
const MOST: usize = 2_500;

/// Inner products of coded rows, a one for the bias added to each.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    /// Of each row with itself.
    pub lengths: Vec<f64>,
    /// Of every row with every row, or nothing.
    products: Vec<f64>,
    /// Where the meaning of each row points, of length one; nothing where rows were not multiplied.
    pub directions: DenseRows,
}

impl Kernel {
    /// Multiplies the rows of a lesson, unless there are too many.
    pub fn of(rows: Blocks, coded: &[usize]) -> Self {
        let mut kernel = Self::lengths_only(rows, coded);
        if coded.len() > MOST {
            return kernel;
        }
        let dense = rows.dense.only(coded);
        let directions = directions(rows, coded);
        kernel.products = parallel::blocks(coded.len(), |block| {
            let asked: Vec<usize> = block.clone().map(|at| coded[at]).collect();
            let dense = rows.dense.only(&asked).products(&dense);
            let alike = squared_cosines(rows, &asked, &directions);
            let mut values = vec![0.0f32; rows.sparse.columns()];
            let mut products = Vec::with_capacity(block.len() * coded.len());
            for (at, row) in asked.into_iter().enumerate() {
                for &(column, value) in rows.sparse.row(row) {
                    values[column as usize] = value;
                }
                for (other, &row) in coded.iter().enumerate() {
                    let cells = rows.sparse.row(row).iter();
                    let sparse: f32 = cells.map(|&(column, v)| v * values[column as usize]).sum();
                    let dense = if dense.is_empty() {
                        0.0
                    } else {
                        dense.row(at)[other] + alike.row(at)[other]
                    };
                    products.push(1.0 + f64::from(sparse) + f64::from(dense));
                }
                for &(column, _) in rows.sparse.row(row) {
                    values[column as usize] = 0.0;
                }
            }
            products
        });
        for at in 0..coded.len() {
            kernel.lengths[at] = kernel.row(at)[at];
        }
        kernel.directions = directions;
        kernel
    }

    /// Multiplies each row with itself alone.
    pub fn lengths_only(rows: Blocks, coded: &[usize]) -> Self {
        let squared = |&row: &usize| {
            let sparse = rows.sparse.row(row).iter().map(|(_, v)| f64::from(v * v));
            let dense = rows.dense.row(row).iter().map(|v| f64::from(v * v));
            1.0 + sparse.sum::<f64>() + dense.sum::<f64>()
        };
        Self {
            lengths: coded.iter().map(squared).collect(),
            products: Vec::new(),
            directions: DenseRows::default(),
        }
    }

    /// Whether every row was multiplied with every row.
    pub fn is_whole(&self) -> bool {
        self.products.len() == self.lengths.len().pow(2)
    }

    /// The products of one row with every row.
    pub fn row(&self, at: usize) -> &[f64] {
        let count = self.lengths.len();
        &self.products[at * count..(at + 1) * count]
    }
}

fn directions(rows: Blocks, of: &[usize]) -> DenseRows {
    let mut directions = rows.dense.only(of);
    directions.normalise();
    directions
}

/// For each of these rows the square of its cosine with each direction; nothing where it points away, or where there are
/// no directions.
pub(super) fn squared_cosines(rows: Blocks, asked: &[usize], others: &DenseRows) -> DenseRows {
    if others.is_empty() {
        return DenseRows::default();
    }
    let mut cosines = directions(rows, asked).products(others);
    let values = cosines.values.iter_mut();
    values.for_each(|cosine| *cosine = cosine.max(0.0).powi(2));
    cosines
}
