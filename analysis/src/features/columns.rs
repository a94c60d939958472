//! One sparse row against many themes at once.

use super::sparse::SparseRow;

/// No weight for this column.
const NONE: u32 = u32::MAX;

/// The weights of many themes for sparse columns, held column by column: a cell of a row is looked up once for all themes.
/// Only columns that weigh for one of them take room.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    place_of: Vec<u32>,
    used: Vec<u32>,
    weights: Vec<f32>,
    themes: usize,
}

impl Columns {
    /// No weights yet.
    pub fn new(columns: usize, themes: usize) -> Self {
        Self {
            place_of: vec![NONE; columns],
            used: Vec::new(),
            weights: Vec::new(),
            themes,
        }
    }

    /// One sparse row of weights a theme.
    pub fn of<'a>(columns: usize, themes: impl ExactSizeIterator<Item = &'a SparseRow>) -> Self {
        let mut all = Self::new(columns, themes.len());
        for (theme, row) in themes.enumerate() {
            for &(column, weight) in row {
                all.column(column)[theme] += weight;
            }
        }
        all
    }

    /// The weights of a column, by theme, to be changed.
    pub fn column(&mut self, column: u32) -> &mut [f32] {
        let mut place = self.place_of[column as usize];
        if place == NONE {
            place = self.used.len() as u32;
            self.place_of[column as usize] = place;
            self.used.push(column);
            self.weights.resize(self.used.len() * self.themes, 0.0);
        }
        let start = place as usize * self.themes;
        &mut self.weights[start..start + self.themes]
    }

    /// Adds to `sums`, one a theme, the inner product of a row with each theme's weights.
    pub fn add_products(&self, row: &[(u32, f32)], sums: &mut [f32]) {
        for &(column, value) in row {
            let place = self.place_of[column as usize];
            if place != NONE {
                let start = place as usize * self.themes;
                let weights = &self.weights[start..start + self.themes];
                sums.iter_mut()
                    .zip(weights)
                    .for_each(|(sum, weight)| *sum += weight * value);
            }
        }
    }

    /// What one theme weighs, column by column in the order in which they were first used.
    pub fn theme(&self, theme: usize) -> impl Iterator<Item = (u32, f32)> + '_ {
        let weights = self.weights.iter().skip(theme).step_by(self.themes.max(1));
        self.used.iter().copied().zip(weights.copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_meets_the_weights_of_every_theme() {
        let themes: [SparseRow; 2] = [vec![(0, 1.0), (4, 2.0)], vec![(4, 3.0)]];
        let columns = Columns::of(6, themes.iter());
        let mut sums = [0.5, 0.0];
        columns.add_products(&[(0, 2.0), (3, 9.0), (4, 1.0)], &mut sums);
        assert_eq!(sums, [4.5, 3.0]);
        assert_eq!(columns.theme(1).collect::<Vec<_>>(), [(0, 0.0), (4, 3.0)]);
    }
}
