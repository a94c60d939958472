//! Comments as numbers.
//!
//! A comment is described twice: by the words and word pairs it holds (sparse, and readable when a suggestion must be
//! explained), and by the spelling pieces of its words summarised over all comments (dense, and kind to misspelling
//! and rare words). Sentence vectors can join them as a third block.

mod columns;
mod corpus;
mod dense;
mod orthonormal;
mod projection;
mod sparse;
mod tfidf;

pub(crate) use columns::Columns;
pub use corpus::Corpus;
pub use dense::DenseRows;
pub use projection::Projection;
pub use sparse::{SparseRow, SparseRows, dot, to_unit_length};
pub use tfidf::Tfidf;

use corpus::Forms;
use tfidf::Numbers;

use crate::text::words;
use crate::vectors::Vectors;

/// Directions of the dense summary.
pub const WIDTH: usize = 100;

/// How much the dense summary counts beside a sentence vector, and that beside it. Chosen on labelled comments.
const SUMMARY: f32 = 0.8;
const VECTOR: f32 = 1.0;

/// How much spelling pieces count beside words and phrases in a linear model. Chosen on labelled comments.
const SPELLING: f32 = 0.7;

/// Shortest and longest spelling piece, in letters, word edges counted as a letter.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;

/// All comments of an input as numbers.
#[derive(Debug, Clone)]
pub struct Features {
    /// The words themselves.
    pub corpus: Corpus,
    /// Weights of words and word pairs.
    pub phrases: Tfidf,
    /// Each comment by words and word pairs; length one or empty.
    pub sparse: SparseRows,
    /// Weights of spelling pieces.
    pub spelling: Tfidf,
    /// Each comment by spelling pieces; length one or empty.
    pub pieces: SparseRows,
    /// From spelling pieces to the dense summary.
    pub projection: Projection,
    /// Each comment in the dense summary; length one or zero.
    pub dense: DenseRows,
    /// Each comment as a sentence vector; of width 0 when no model read them.
    pub vectors: DenseRows,
    /// The dense summary with the sentence vector beside it, as linear models read them.
    pub joined: DenseRows,
}

/// One comment, or any other text, as numbers.
#[derive(Debug, Clone, Default)]
pub struct Described {
    pub sparse: SparseRow,
    pub pieces: SparseRow,
    pub dense: Vec<f32>,
}

impl Features {
    /// Describes every text. `seed` starts the search for the dense directions.
    #[must_use]
    pub fn of(texts: &[&str], seed: u64) -> Self {
        let (corpus, forms) = Corpus::read_forms(texts.iter().copied());
        // A term of one comment cannot tell comments apart; in a small consultation it may still match a definition.
        let fewest = if texts.len() < 400 { 1 } else { 2 };
        let (phrases, sparse) = Tfidf::fit(texts.len(), fewest, |i| phrase_terms(&corpus.rows[i]));
        let (spelling, pieces) = spelt(&forms, fewest + 1);
        let projection = Projection::fit(&pieces, width(texts.len()), seed);
        let dense = projection.project_all(&pieces);
        Self {
            corpus,
            phrases,
            sparse,
            spelling,
            pieces,
            projection,
            joined: dense.clone(),
            vectors: DenseRows::default(),
            dense,
        }
    }

    /// Takes in the sentence vectors of the comments.
    pub fn join(&mut self, vectors: &Vectors, texts: &[&str]) {
        self.vectors = vectors.rows(texts);
        self.joined = self.dense.beside(&self.vectors, SUMMARY, VECTOR);
    }

    /// Words and phrases, and beside them the spelling pieces at less weight, as linear models read them. The columns of
    /// words come first and keep their numbers.
    pub(crate) fn wide(&self) -> SparseRows {
        self.sparse.beside(&self.pieces, SPELLING)
    }

    /// Describes a text that is not among the comments by what the comments taught.
    #[must_use]
    pub fn describe(&self, text: &str) -> Described {
        let pieces = self.spelling.weigh(&spelling_terms(text));
        Described {
            sparse: self
                .phrases
                .weigh(&phrase_terms(&self.corpus.numbers(text))),
            dense: self.projection.project(&pieces),
            pieces,
        }
    }

    /// Whether a sparse column counts a pair of words.
    #[must_use]
    pub fn is_pair(&self, column: usize) -> bool {
        self.phrases.terms()[column] > u64::from(u32::MAX)
    }

    /// The stems a sparse column counts: one or two.
    #[must_use]
    pub fn column_stems(&self, column: usize) -> Vec<u32> {
        let term = self.phrases.terms()[column];
        let (first, last) = ((term >> 32) as u32, term as u32);
        first.checked_sub(1).into_iter().chain([last]).collect()
    }

    /// Whether a sparse column means something by itself: not a single grammar word, nor two.
    #[must_use]
    pub fn says_something(&self, column: usize) -> bool {
        let stems = self.column_stems(column);
        stems.iter().any(|&stem| !self.corpus.is_stop(stem))
    }

    /// The words a sparse column stands for.
    #[must_use]
    pub fn column_name(&self, column: usize) -> String {
        let term = self.phrases.terms()[column];
        let (first, last) = ((term >> 32) as u32, term as u32);
        match first.checked_sub(1) {
            None => self.corpus.shown(last).to_owned(),
            Some(first) => format!("{} {}", self.corpus.shown(first), self.corpus.shown(last)),
        }
    }
}

/// Fewer comments can teach fewer directions.
fn width(rows: usize) -> usize {
    (rows / 4).clamp(2, WIDTH)
}

/// Words, and pairs of neighbours in the upper half of the number.
fn phrase_terms(stems: &[u32]) -> Vec<u64> {
    let singles = stems.iter().map(|&stem| u64::from(stem));
    let pairs = stems
        .windows(2)
        .map(|pair| ((u64::from(pair[0]) + 1) << 32) | u64::from(pair[1]));
    singles.chain(pairs).collect()
}

/// Every comment by spelling pieces. The pieces of a form are cut once, however often it is written.
fn spelt(forms: &Forms, fewest: usize) -> (Tfidf, SparseRows) {
    let mut numbers = Numbers::default();
    let cut = |word: &String| pieces_of(word).into_iter().map(|p| numbers.of(p)).collect();
    let pieces: Vec<Vec<u32>> = forms.words.iter().map(cut).collect();
    Tfidf::fit_numbered(numbers.terms, forms.rows.len(), fewest, |row| {
        let words = forms.rows[row].iter();
        words
            .flat_map(|form| &pieces[*form as usize])
            .copied()
            .collect()
    })
}

/// Hashes of the pieces of each word of a text.
fn spelling_terms(text: &str) -> Vec<u64> {
    let words = words(text).into_iter();
    words.flat_map(|word| pieces_of(&word.folded)).collect()
}

/// Hashes of the pieces of a word, its edges marked by a space.
fn pieces_of(word: &str) -> Vec<u64> {
    let mut letters = vec![' '];
    letters.extend(word.chars());
    letters.push(' ');
    let mut terms = Vec::new();
    for length in PIECES {
        if letters.len() < length {
            terms.push(hash(&letters));
            break;
        }
        terms.extend(letters.windows(length).map(hash));
    }
    terms
}

/// FNV-1a over letters.
fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0xCBF2_9CE4_8422_2325, |hash, &letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_names_the_words_it_counts() {
        let features = Features::of(&["waiting lists", "bus"], 0);
        let names: Vec<_> = (0..features.sparse.columns())
            .map(|c| features.column_name(c))
            .collect();
        assert_eq!(names, ["waiting", "lists", "waiting lists", "bus"]);
    }

    #[test]
    fn a_misspelt_word_still_shares_pieces() {
        let features = Features::of(&["receive the letter", "recieve the letter", "a bus"], 0);
        let near = dot(features.pieces.row(0), features.pieces.row(1));
        let far = dot(features.pieces.row(0), features.pieces.row(2));
        assert!(near > far);
    }

    #[test]
    fn blank_and_odd_texts_are_described_without_panic() {
        let long = "word ".repeat(20_000);
        let features = Features::of(&["", " ", "a", "👍", &long], 0);
        assert!(features.dense.row(0).iter().all(|v| *v == 0.0));
        let described = features.describe("unseen words only");
        assert!(described.dense.iter().all(|v| v.is_finite()));
    }
}
