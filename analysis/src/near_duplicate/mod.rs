//! Campaign letters and near-duplicates.
//!
//! Two comments of at least [`FEWEST_WORDS`] words are alike when the sets of their three-word shingles overlap by a
//! Jaccard index of [`ALIKE`] or more; groups are what likeness joins. A letter that quotes a campaign in order to
//! disagree is kept out, see [`quotes_to_disagree`]. Shorter comments are never grouped: people do write the same words.

mod groups;
mod quoting;
mod shingles;

use std::collections::HashMap;

use groups::Groups;
pub use quoting::quotes_to_disagree;
use shingles::{Shingles, shingles};

use crate::parallel;

/// Shortest comment that is compared, in words.
pub const FEWEST_WORDS: usize = 12;

/// Least Jaccard index of two alike comments.
pub const ALIKE: f64 = 0.35;

/// Members from which a group counts as a campaign; two to four are near-duplicates.
pub const CAMPAIGN: usize = 5;

/// Members of one group an index entry keeps: enough to meet every later member, so that a campaign of thousands does
/// not cost their square.
const KEPT_OF_A_GROUP: usize = 8;

/// Groups of row indexes, each ascending, in order of their first member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NearDuplicates {
    /// Groups of two to four.
    pub near_duplicates: Vec<Vec<usize>>,
    /// Groups of [`CAMPAIGN`] or more.
    pub campaigns: Vec<Vec<usize>>,
}

impl NearDuplicates {
    /// These groups, each by how large it is.
    fn of(groups: Vec<Vec<usize>>) -> Self {
        let mut found = Self::default();
        for group in groups {
            match group.len() {
                0 | 1 => {}
                2..CAMPAIGN => found.near_duplicates.push(group),
                _ => found.campaigns.push(group),
            }
        }
        found
    }

    /// The same without these rows, each of which stands alone.
    #[must_use]
    pub fn without(self, rows: &[usize]) -> Self {
        if rows.is_empty() {
            return self;
        }
        let groups = self.near_duplicates.into_iter().chain(self.campaigns);
        let left = groups.map(|mut group| {
            group.retain(|row| !rows.contains(row));
            group
        });
        let mut left: Vec<Vec<usize>> = left.collect();
        left.sort();
        Self::of(left)
    }

    /// For each of `rows` comments the first member of its group, which is itself when it stands alone.
    #[must_use]
    pub fn firsts(&self, rows: usize) -> Vec<usize> {
        let mut first: Vec<usize> = (0..rows).collect();
        for group in self.near_duplicates.iter().chain(&self.campaigns) {
            for &member in group {
                first[member] = group[0];
            }
        }
        first
    }
}

/// How much of a standard text somebody sends on, 0 to 1: the share of its runs of three words that stand in theirs. Nought
/// where they quote it to disagree, and where either is too short to tell.
#[must_use]
pub fn sent_on(standard: &str, text: &str) -> f64 {
    let (standard_has, text_has) = (shingles(standard), shingles(text));
    if standard_has.is_empty() || quotes_to_disagree(standard, text) {
        return 0.0;
    }
    standard_has.shared(&text_has) as f64 / standard_has.len() as f64
}

/// Groups the texts. `progress` is told how many have been compared, now and then.
pub fn find(texts: &[&str], progress: &mut dyn FnMut(usize)) -> NearDuplicates {
    let sets = parallel::blocks(texts.len(), |block| {
        block.map(|at| shingles(texts[at])).collect()
    });
    let sets = rarest_first(sets);
    let mut groups = Groups::new(texts.len());
    let mut index: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut met = vec![usize::MAX; texts.len()];
    for row in 0..texts.len() {
        if row % 1000 == 0 {
            progress(row);
        }
        if sets[row].is_empty() {
            continue;
        }
        let prefix = &sets[row].rarest_first[..prefix(sets[row].len())];
        // What stands in one comment alone joins it to none.
        let shared = prefix.iter().filter(|(rows, _)| *rows > 1);
        for (_, shingle) in shared.clone() {
            let Some(others) = index.get(shingle) else {
                continue;
            };
            for &other in others {
                let other = other as usize;
                if met[other] == row || groups.find(other) == groups.find(row) {
                    continue;
                }
                met[other] = row;
                if are_alike(&sets[row], &sets[other])
                    && !quotes_to_disagree(texts[row], texts[other])
                {
                    groups.join(row, other);
                }
            }
        }
        for (_, shingle) in shared {
            let entry = index.entry(*shingle).or_default();
            let group = groups.find(row);
            let kept = entry.iter().rev().take(4 * KEPT_OF_A_GROUP);
            if kept.filter(|&&o| groups.find(o as usize) == group).count() < KEPT_OF_A_GROUP {
                entry.push(row as u32);
            }
        }
    }
    NearDuplicates::of(groups.lists())
}

/// How many of the rarest shingles must be looked at: two sets that share none of these cannot reach [`ALIKE`].
fn prefix(size: usize) -> usize {
    size - (ALIKE * size as f64).ceil() as usize + 1
}

fn are_alike(a: &Shingles, b: &Shingles) -> bool {
    let (small, large) = (a.len().min(b.len()), a.len().max(b.len()));
    if (small as f64) < ALIKE * large as f64 {
        return false;
    }
    let shared = a.shared(b);
    shared as f64 >= ALIKE * (a.len() + b.len() - shared) as f64
}

/// Puts the shingles few comments share first: they rule out the most pairs.
fn rarest_first(sets: Vec<Shingles>) -> Vec<Shingles> {
    let mut all: Vec<u64> = sets.iter().flat_map(|set| &set.sorted).copied().collect();
    all.sort_unstable();
    let shared = all.chunk_by(|a, b| a == b).filter(|same| same.len() > 1);
    let rows_with: HashMap<u64, u32> = shared.map(|same| (same[0], same.len() as u32)).collect();
    let ordered = parallel::blocks(sets.len(), |block| {
        block.map(|at| sets[at].ordered(&rows_with)).collect()
    });
    let both = sets.into_iter().zip(ordered);
    both.map(|(set, rarest_first)| Shingles {
        rarest_first,
        ..set
    })
    .collect()
}

#[cfg(test)]
mod tests;
