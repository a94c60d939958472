//! What texts mean, as far as the model of sentence vectors tells: kept small, to compare one text with all others.

use analysis::vectors::Vectors;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// One vector a text, each value in a byte: a hundred thousand texts take 40 megabytes. Likeness is right to a hundredth.
#[derive(Default)]
pub(super) struct Meanings {
    values: Vec<i8>,
    width: usize,
}

/// The length of a vector whose values are bytes.
const WHOLE: f32 = 127.0;

impl Meanings {
    /// From the vectors that the last run of the engine kept; of nothing where there are none.
    pub(super) fn kept(path: Option<&Path>, bodies: &[String]) -> Self {
        let bytes = path.and_then(|path| fs::read(path).ok());
        let vectors = bytes.and_then(|bytes| Vectors::from_bytes(&bytes).ok());
        vectors.map_or_else(Self::default, |vectors| Self::of(&vectors, bodies))
    }

    fn of(vectors: &Vectors, bodies: &[String]) -> Self {
        let width = vectors.width();
        let mut values = vec![0; bodies.len() * width];
        for (row, body) in values.chunks_exact_mut(width.max(1)).zip(bodies) {
            for (value, exact) in row.iter_mut().zip(vectors.of(body).unwrap_or_default()) {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a vector of length 1 has none above 1"
                )]
                let rounded = (exact * WHOLE).round() as i8;
                *value = rounded;
            }
        }
        Self { values, width }
    }

    /// How like two texts are by what they mean, -1 to 1; none where either has no vector.
    pub(super) fn likeness(&self, a: usize, b: usize) -> Option<f32> {
        let row = |at: usize| self.values.get(at * self.width..(at + 1) * self.width);
        let (a, b) = (row(a)?, row(b)?);
        let is_known = |row: &[i8]| row.iter().any(|value| *value != 0);
        if !is_known(a) || !is_known(b) {
            return None;
        }
        let products = a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b));
        #[expect(clippy::cast_precision_loss, reason = "384 products of bytes")]
        let sum = products.sum::<i32>() as f32;
        Some(sum / (WHOLE * WHOLE))
    }
}

/// When vectors were last kept; none where there are none.
pub(super) fn kept_at(path: Option<&Path>) -> Option<SystemTime> {
    fs::metadata(path?).and_then(|file| file.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_like_as_their_vectors_and_one_without_a_vector_is_like_none() {
        let mut vectors = Vectors::new("test", 2);
        vectors.insert("east", &[1.0, 0.0], &[]);
        vectors.insert("north-east", &[0.8, 0.6], &[]);
        let bodies = ["east", "north-east", "nobody read this"].map(str::to_owned);
        let meanings = Meanings::of(&vectors, &bodies);
        let alike = meanings.likeness(0, 1).unwrap();
        assert!((alike - 0.8).abs() < 0.01, "{alike}");
        assert_eq!(meanings.likeness(0, 2), None);
        assert_eq!(Meanings::default().likeness(0, 1), None);
    }
}
