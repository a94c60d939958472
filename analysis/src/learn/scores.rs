//! A number for each comment and theme.

/// Scores of every row for every theme, held row by row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    values: Vec<f64>,
    themes: usize,
}

impl Scores {
    /// All zeros.
    #[must_use]
    pub fn zeros(rows: usize, themes: usize) -> Self {
        Self {
            values: vec![0.0; rows * themes],
            themes,
        }
    }

    /// How many themes.
    #[must_use]
    pub fn themes(&self) -> usize {
        self.themes
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.themes).unwrap_or(0)
    }

    /// The scores of one row, by theme.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.themes..(row + 1) * self.themes]
    }

    /// The scores of one row, to be changed.
    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.values[row * self.themes..(row + 1) * self.themes]
    }

    /// The scores of one theme, by row.
    pub fn theme(&self, theme: usize) -> impl Iterator<Item = f64> + '_ {
        self.values
            .iter()
            .skip(theme)
            .step_by(self.themes.max(1))
            .copied()
    }
}

/// Themes by falling score; equal scores keep the order of the themes.
#[must_use]
pub fn ranked(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_is_a_column_and_a_row_is_a_row() {
        let mut scores = Scores::zeros(2, 3);
        scores.row_mut(1)[2] = 0.5;
        assert_eq!(scores.rows(), 2);
        assert_eq!(scores.theme(2).collect::<Vec<_>>(), [0.0, 0.5]);
        assert_eq!(Scores::zeros(0, 0).rows(), 0);
    }

    #[test]
    fn equal_scores_keep_the_order_of_the_themes() {
        assert_eq!(ranked(&[0.1, 0.7, 0.1, 0.9]), [3, 1, 0, 2]);
    }
}
