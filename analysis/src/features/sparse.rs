//! Rows that are mostly zero.

use crate::parallel;

/// Rows that are made in one go.
const BLOCK: usize = 512;

/// One sparse row: columns ascending, each once, with its value.
pub type SparseRow = Vec<(u32, f32)>;

/// Many sparse rows, held end to end.
#[derive(Debug, Clone, Default)]
pub struct SparseRows {
    ends: Vec<usize>,
    cells: Vec<(u32, f32)>,
    columns: usize,
}

impl SparseRows {
    /// No rows yet, over this many columns.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        Self {
            columns,
            ..Self::default()
        }
    }

    /// Adds a row at the end. Columns must be below [`SparseRows::columns`].
    pub fn push(&mut self, row: &[(u32, f32)]) {
        self.cells.extend_from_slice(row);
        self.ends.push(self.cells.len());
    }

    /// So many rows, each made by itself.
    pub(crate) fn made(
        columns: usize,
        rows: usize,
        make: impl Fn(usize) -> SparseRow + Sync,
    ) -> Self {
        let block = |at: usize| {
            let mut block = Self::new(columns);
            (at * BLOCK..rows.min((at + 1) * BLOCK)).for_each(|row| block.push(&make(row)));
            block
        };
        let blocks = rows.div_ceil(BLOCK);
        let blocks = parallel::map(blocks, parallel::threads(), block, &mut |_| ());
        let mut all = Self::new(columns);
        all.ends.reserve_exact(rows);
        all.cells
            .reserve_exact(blocks.iter().map(|block| block.cells.len()).sum());
        for block in blocks {
            let before = all.cells.len();
            all.cells.extend(block.cells);
            all.ends.extend(block.ends.iter().map(|end| before + end));
        }
        all
    }

    /// Each row with the same row of another behind it, the other scaled.
    #[must_use]
    pub fn beside(&self, other: &Self, scale: f32) -> Self {
        let mut joined = Self::new(self.columns + other.columns);
        joined.ends.reserve_exact(self.len());
        joined
            .cells
            .reserve_exact(self.cells.len() + other.cells.len());
        let shift = self.columns as u32;
        for row in 0..self.len() {
            joined.cells.extend_from_slice(self.row(row));
            let right = other.row(row).iter();
            joined
                .cells
                .extend(right.map(|&(column, value)| (column + shift, scale * value)));
            joined.ends.push(joined.cells.len());
        }
        joined
    }

    /// The cells of one row.
    #[must_use]
    pub fn row(&self, index: usize) -> &[(u32, f32)] {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.cells[start..self.ends[index]]
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }
}

/// Scales a row to length one; a row of zeros stays as it is.
pub fn to_unit_length(row: &mut [(u32, f32)]) {
    let length = row.iter().map(|(_, v)| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        row.iter_mut().for_each(|(_, v)| *v /= length);
    }
}

/// The inner product of two sparse rows.
#[must_use]
pub fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_went_in() {
        let mut rows = SparseRows::new(4);
        rows.push(&[(0, 1.0), (3, 2.0)]);
        rows.push(&[]);
        rows.push(&[(2, 5.0)]);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows.row(0), [(0, 1.0), (3, 2.0)]);
        assert!(rows.row(1).is_empty());
        assert_eq!(rows.row(2), [(2, 5.0)]);
    }

    #[test]
    fn only_shared_columns_count_in_a_product() {
        let product = dot(
            &[(0, 1.0), (2, 2.0), (5, 3.0)],
            &[(1, 9.0), (2, 4.0), (5, 1.0)],
        );
        assert!((product - 11.0).abs() < 1e-6);
    }
}
