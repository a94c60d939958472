//! Runs of three words, hashed.

use std::collections::HashMap;

use super::FEWEST_WORDS;
use crate::text::words;

/// The shingles of one comment, each once; none when the comment is too short.
#[derive(Debug, Clone, Default)]
pub(super) struct Shingles {
    pub sorted: Vec<u64>,
    /// The same, those that stand in the fewest comments first, each with how many that is.
    pub rarest_first: Vec<(u32, u64)>,
}

impl Shingles {
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// Those that stand in the fewest comments first. What `comments_with` does not hold stands in one.
    pub fn ordered(&self, comments_with: &HashMap<u64, u32>) -> Vec<(u32, u64)> {
        let with = |shingle: &u64| comments_with.get(shingle).copied().unwrap_or(1);
        let mut ordered: Vec<(u32, u64)> = self.sorted.iter().map(|s| (with(s), *s)).collect();
        ordered.sort_unstable();
        ordered
    }

    /// How many shingles stand in both.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < self.sorted.len() && j < other.sorted.len() {
            let (a, b) = (self.sorted[i], other.sorted[j]);
            shared += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        shared
    }
}

pub(super) fn shingles(text: &str) -> Shingles {
    let words: Vec<String> = words(text).into_iter().map(|w| w.folded).collect();
    let mut sorted = Vec::new();
    if words.len() >= FEWEST_WORDS {
        sorted = words.windows(3).map(hash).collect();
        sorted.sort_unstable();
        sorted.dedup();
    }
    Shingles {
        sorted,
        rarest_first: Vec::new(),
    }
}

/// FNV-1a over the words with a mark between them.
pub(super) fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
