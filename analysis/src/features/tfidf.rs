//! Term weights: how often a term stands in a comment, against how many comments it stands in.

use std::collections::HashMap;

use super::sparse::{SparseRow, SparseRows, to_unit_length};

/// Terms known from a set of comments, with the weight of each.
///
/// A weight is `(1 + ln count) * (1 + ln((1 + rows) / (1 + rows with the term)))`, and rows have length one.
#[derive(Debug, Clone, Default)]
pub struct Tfidf {
    column_of: HashMap<u64, u32>,
    terms: Vec<u64>,
    rarity: Vec<f32>,
}

impl Tfidf {
    /// Learns the terms that stand in at least `fewest` rows. `terms_of(i)` gives the terms of row `i`.
    pub fn fit(
        rows: usize,
        fewest: usize,
        terms_of: impl Fn(usize) -> Vec<u64>,
    ) -> (Self, SparseRows) {
        let mut numbers = Numbers::default();
        let numbered: Vec<Vec<u32>> = (0..rows)
            .map(|row| terms_of(row).into_iter().map(|t| numbers.of(t)).collect())
            .collect();
        Self::fit_numbered(numbers.terms, rows, fewest, |row| numbered[row].clone())
    }

    /// The same where each row's terms are known by their place among all `terms`. Columns follow that order.
    pub(super) fn fit_numbered(
        terms: Vec<u64>,
        rows: usize,
        fewest: usize,
        numbers_of: impl Fn(usize) -> Vec<u32> + Sync,
    ) -> (Self, SparseRows) {
        let mut rows_with = vec![0usize; terms.len()];
        let mut last = vec![usize::MAX; terms.len()];
        for row in 0..rows {
            for number in numbers_of(row) {
                let number = number as usize;
                if last[number] != row {
                    last[number] = row;
                    rows_with[number] += 1;
                }
            }
        }
        let mut known = Self::default();
        let mut column_of = vec![None; terms.len()];
        for (number, term) in terms.into_iter().enumerate() {
            if rows_with[number] >= fewest {
                let column = known.terms.len() as u32;
                column_of[number] = Some(column);
                known.column_of.insert(term, column);
                known.terms.push(term);
                let rarity = ((1 + rows) as f32 / (1 + rows_with[number]) as f32).ln();
                known.rarity.push(1.0 + rarity);
            }
        }
        let columns_of = |row: usize| {
            let numbers = numbers_of(row).into_iter();
            numbers.filter_map(|n| column_of[n as usize]).collect()
        };
        let weighted = SparseRows::made(known.terms.len(), rows, |row| {
            known.weigh_columns(columns_of(row))
        });
        (known, weighted)
    }

    /// The weights of the known terms among these, as a row of length one (or empty).
    #[must_use]
    pub fn weigh(&self, terms: &[u64]) -> SparseRow {
        let columns = terms
            .iter()
            .filter_map(|term| self.column_of.get(term).copied());
        self.weigh_columns(columns.collect())
    }

    fn weigh_columns(&self, mut columns: Vec<u32>) -> SparseRow {
        columns.sort_unstable();
        let mut row: SparseRow = Vec::with_capacity(columns.len());
        for column in columns {
            match row.last_mut() {
                Some((last, count)) if *last == column => *count += 1.0,
                _ => row.push((column, 1.0)),
            }
        }
        for (column, value) in &mut row {
            // Most terms stand once in a comment.
            let often = if *value > 1.0 { 1.0 + value.ln() } else { 1.0 };
            *value = often * self.rarity[*column as usize];
        }
        to_unit_length(&mut row);
        row
    }

    /// The term of each column.
    #[must_use]
    pub fn terms(&self) -> &[u64] {
        &self.terms
    }
}

/// Numbers of terms, by first appearance, so that no map's order shows.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    number_of: HashMap<u64, u32>,
    pub terms: Vec<u64>,
}

impl Numbers {
    /// The number of a term, a new one for a term not met before.
    pub fn of(&mut self, term: u64) -> u32 {
        let next = self.terms.len() as u32;
        *self.number_of.entry(term).or_insert_with(|| {
            self.terms.push(term);
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(rows: &[&[u64]], fewest: usize) -> (Tfidf, SparseRows) {
        Tfidf::fit(rows.len(), fewest, |i| rows[i].to_vec())
    }

    #[test]
    fn a_rare_term_outweighs_a_common_one() {
        let (_, rows) = fit(&[&[1, 2], &[1, 3], &[1, 3]], 1);
        let row = rows.row(0);
        assert!(row[1].1 > row[0].1);
        let length: f32 = row.iter().map(|(_, v)| v * v).sum();
        assert!((length - 1.0).abs() < 1e-5);
    }

    #[test]
    fn terms_in_too_few_rows_are_left_out() {
        let (known, rows) = fit(&[&[1, 2, 2], &[1]], 2);
        assert_eq!(known.terms(), [1]);
        assert_eq!(rows.row(0).len(), 1);
        assert!(known.weigh(&[9]).is_empty());
    }
}
