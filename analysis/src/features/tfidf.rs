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
    /// Learns the terms that stand in at least `fewest` rows. `terms_of(i)` gives the terms of row `i`, and is called
    /// twice for each row rather than holding the terms of all of them.
    pub fn fit(
        rows: usize,
        fewest: usize,
        terms_of: impl Fn(usize) -> Vec<u64>,
    ) -> (Self, SparseRows) {
        // Columns follow first appearance, so that no map's order shows.
        let mut place: HashMap<u64, usize> = HashMap::new();
        let mut counts: Vec<(u64, usize, usize)> = Vec::new();
        for row in 0..rows {
            for term in terms_of(row) {
                let at = *place.entry(term).or_insert_with(|| {
                    counts.push((term, 0, usize::MAX));
                    counts.len() - 1
                });
                if counts[at].2 != row {
                    counts[at].1 += 1;
                    counts[at].2 = row;
                }
            }
        }
        drop(place);
        let mut known = Self::default();
        for (term, rows_with, _) in counts {
            if rows_with >= fewest {
                known.column_of.insert(term, known.terms.len() as u32);
                known.terms.push(term);
                known
                    .rarity
                    .push(1.0 + ((1 + rows) as f32 / (1 + rows_with) as f32).ln());
            }
        }
        let mut weighted = SparseRows::new(known.terms.len());
        for row in 0..rows {
            weighted.push(&known.weigh(&terms_of(row)));
        }
        (known, weighted)
    }

    /// The weights of the known terms among these, as a row of length one (or empty).
    #[must_use]
    pub fn weigh(&self, terms: &[u64]) -> SparseRow {
        let mut columns: Vec<u32> = terms
            .iter()
            .filter_map(|term| self.column_of.get(term).copied())
            .collect();
        columns.sort_unstable();
        let mut row: SparseRow = Vec::new();
        for column in columns {
            match row.last_mut() {
                Some((last, count)) if *last == column => *count += 1.0,
                _ => row.push((column, 1.0)),
            }
        }
        for (column, value) in &mut row {
            *value = (1.0 + value.ln()) * self.rarity[*column as usize];
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
