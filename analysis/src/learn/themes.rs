//! The weights of all themes, and what they make of many rows at once.

use super::kernel::{Kernel, squared_cosines};
use super::{Blocks, Linear};
use crate::features::{Columns, DenseRows};

/// Weights by theme; zeros for a theme that was not learnt.
pub(super) struct Themes<'a> {
    sparse: Columns,
    dense: DenseRows,
    bias: Vec<f64>,
    /// Pulls of the coded rows, one row a theme, and where these rows point.
    pulls: DenseRows,
    directions: &'a DenseRows,
}

impl<'a> Themes<'a> {
    /// Adds up the coded rows by their pulls, which are given theme by theme.
    pub fn of(rows: Blocks, coded: &[usize], kernel: &'a Kernel, pulls: &[Option<&[f64]>]) -> Self {
        let width = rows.dense.width();
        let mut themes = Self {
            sparse: Columns::new(rows.sparse.columns(), pulls.len()),
            dense: DenseRows {
                values: vec![0.0; pulls.len() * width],
                width,
            },
            bias: vec![0.0; pulls.len()],
            pulls: DenseRows {
                values: Vec::with_capacity(pulls.len() * coded.len()),
                width: coded.len(),
            },
            directions: &kernel.directions,
        };
        for (at, &row) in coded.iter().enumerate() {
            let pulled = pulls.iter().map(|pulls| pulls.map_or(0.0, |p| p[at]));
            let pulled: Vec<f64> = pulled.collect();
            for &(column, value) in rows.sparse.row(row) {
                let weights = themes.sparse.column(column).iter_mut().zip(&pulled);
                weights.for_each(|(weight, pull)| *weight += *pull as f32 * value);
            }
            for (theme, pull) in pulled.into_iter().enumerate() {
                themes.bias[theme] += pull;
                let weights = themes.dense.values[theme * width..].iter_mut();
                let cells = weights.zip(rows.dense.row(row));
                cells.for_each(|(weight, value)| *weight += pull as f32 * value);
            }
        }
        for pulls in pulls {
            let values = (0..coded.len()).map(|at| pulls.map_or(0.0, |p| p[at] as f32));
            themes.pulls.values.extend(values);
        }
        themes
    }

    /// For each of these rows the log-odds of every theme.
    pub fn log_odds(&self, rows: Blocks, asked: &[usize]) -> Vec<Vec<f64>> {
        let dense = rows.dense.only(asked).products(&self.dense);
        let alike = squared_cosines(rows, asked, self.directions).products(&self.pulls);
        let of = |(at, &row): (usize, &usize)| {
            let mut sums = vec![0.0f32; self.bias.len()];
            if !dense.is_empty() {
                sums.copy_from_slice(dense.row(at));
            }
            if !alike.is_empty() {
                let cells = sums.iter_mut().zip(alike.row(at));
                cells.for_each(|(sum, alike)| *sum += alike);
            }
            self.sparse.add_products(rows.sparse.row(row), &mut sums);
            let all = sums.into_iter().zip(&self.bias);
            all.map(|(sum, bias)| f64::from(sum) + bias).collect()
        };
        asked.iter().enumerate().map(of).collect()
    }

    /// One theme by itself.
    pub fn linear(&self, theme: usize) -> Linear {
        let mut sparse: Vec<(u32, f32)> = self.sparse.theme(theme).collect();
        sparse.sort_unstable_by_key(|cell| cell.0);
        let dense = match self.dense.width() {
            0 => Vec::new(),
            _ => self.dense.row(theme).to_vec(),
        };
        Linear {
            sparse,
            dense,
            bias: self.bias[theme],
        }
    }
}
