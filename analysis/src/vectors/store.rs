//! Vectors by the text they stand for, and the file they are kept in between runs.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::features::DenseRows;

/// Begins a file; the digit is the layout's.
const MAGIC: &[u8; 8] = b"whvec 1\n";

/// The first half of a text's SHA-256: what a text is known by, so that no text itself is kept.
type Key = [u8; 16];

/// The vectors of some texts, all by one model. Callers may keep them and hand them in again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    /// Name of the model that made them.
    pub model: String,
    width: usize,
    /// Where a text's vectors begin in `values`, and how many it has: its own, then one a passage when there are several.
    of: HashMap<Key, (usize, usize)>,
    values: Vec<f32>,
}

/// Why bytes are not vectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the file of vectors cannot be read: it is cut short, damaged or of another version")]
pub struct NotVectors;

impl Vectors {
    /// None yet, by a model of this name and width.
    #[must_use]
    pub fn new(model: &str, width: usize) -> Self {
        Self {
            model: model.to_owned(),
            width,
            ..Self::default()
        }
    }

    /// Adds a text's vector and those of its passages. Vectors of another width are not kept.
    pub fn insert(&mut self, text: &str, whole: &[f32], passages: &[Vec<f32>]) {
        let fits = |vector: &[f32]| vector.len() == self.width;
        if !fits(whole) || !passages.iter().all(|vector| fits(vector)) {
            return;
        }
        // A text that is one passage is that passage.
        let passages = if passages.len() > 1 { passages } else { &[] };
        let place = (self.values.len(), 1 + passages.len());
        self.values.extend_from_slice(whole);
        self.values.extend(passages.iter().flatten());
        self.of.insert(key(text), place);
    }

    /// The vector of a text, of length one; `None` for a text nobody has read.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&[f32]> {
        let &(start, _) = self.of.get(&key(text))?;
        Some(&self.values[start..start + self.width])
    }

    /// Whether one of these texts has no vector yet. A blank text needs none.
    #[must_use]
    pub fn lack<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        let mut texts = texts.into_iter();
        texts.any(|text| !text.trim().is_empty() && !self.of.contains_key(&key(text)))
    }

    /// The vectors of a text's passages, in their order; none for a text nobody has read.
    pub fn passages(&self, text: &str) -> impl Iterator<Item = &[f32]> {
        let (start, count) = self.of.get(&key(text)).copied().unwrap_or((0, 0));
        // The first is the whole's, which stands for its passage when there is but one.
        let first = start + if count > 1 { self.width } else { 0 };
        self.values[first..start + count * self.width].chunks_exact(self.width.max(1))
    }

    /// How many texts have been read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Values a vector.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// One row a text; zeros for one that nobody has read.
    #[must_use]
    pub fn rows(&self, texts: &[&str]) -> DenseRows {
        let mut values = vec![0.0; texts.len() * self.width];
        for (row, text) in values.chunks_exact_mut(self.width.max(1)).zip(texts) {
            if let Some(vector) = self.of(text) {
                row.copy_from_slice(vector);
            }
        }
        DenseRows {
            values,
            width: self.width,
        }
    }

    /// Forgets every text but these, so that what was erased elsewhere is not kept here.
    #[must_use]
    pub fn only<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut kept = Self::new(&self.model, self.width);
        for text in texts {
            let key = key(text);
            if let Some(&(start, count)) = self.of.get(&key)
                && !kept.of.contains_key(&key)
            {
                kept.of.insert(key, (kept.values.len(), count));
                let end = start + count * self.width;
                kept.values.extend_from_slice(&self.values[start..end]);
            }
        }
        kept
    }

    /// As a file. The same vectors give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut entries: Vec<(&Key, &(usize, usize))> = self.of.iter().collect();
        entries.sort_unstable();
        let mut bytes = Vec::with_capacity(self.values.len() * 4 + entries.len() * 20 + 64);
        bytes.extend_from_slice(MAGIC);
        for number in [self.model.len(), self.width, entries.len()] {
            bytes.extend((number as u64).to_le_bytes());
        }
        bytes.extend_from_slice(self.model.as_bytes());
        for (key, &(start, count)) in entries {
            bytes.extend_from_slice(key);
            bytes.extend((count as u32).to_le_bytes());
            for value in &self.values[start..start + count * self.width] {
                bytes.extend(value.to_le_bytes());
            }
        }
        bytes
    }

    /// Reads what [`Vectors::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are anything else.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, NotVectors> {
        if take(&mut bytes, MAGIC.len())? != MAGIC {
            return Err(NotVectors);
        }
        let [name, width, entries] = [
            number(&mut bytes)?,
            number(&mut bytes)?,
            number(&mut bytes)?,
        ];
        let name = std::str::from_utf8(take(&mut bytes, name)?).map_err(|_| NotVectors)?;
        let mut vectors = Self::new(name, width);
        vectors.values.reserve(bytes.len() / 4);
        for _ in 0..entries {
            let key: Key = take(&mut bytes, 16)?.try_into().map_err(|_| NotVectors)?;
            let count: [u8; 4] = take(&mut bytes, 4)?.try_into().map_err(|_| NotVectors)?;
            let count = u32::from_le_bytes(count) as usize;
            let size = count
                .checked_mul(width)
                .and_then(|size| size.checked_mul(4));
            let (values, rest) = take(&mut bytes, size.ok_or(NotVectors)?)?.as_chunks::<4>();
            let start = vectors.values.len();
            vectors
                .values
                .extend(values.iter().map(|value| f32::from_le_bytes(*value)));
            let whole = rest.is_empty() && count > 0;
            if !whole
                || !vectors.values[start..]
                    .iter()
                    .all(|value| value.is_finite())
            {
                return Err(NotVectors);
            }
            vectors.of.insert(key, (start, count));
        }
        if bytes.is_empty() {
            Ok(vectors)
        } else {
            Err(NotVectors)
        }
    }
}

fn key(text: &str) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&Sha256::digest(text)[..16]);
    key
}

fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [u8], NotVectors> {
    let (taken, rest) = bytes.split_at_checked(count).ok_or(NotVectors)?;
    *bytes = rest;
    Ok(taken)
}

fn number(bytes: &mut &[u8]) -> Result<usize, NotVectors> {
    let number = take(bytes, 8)?.try_into().map_err(|_| NotVectors)?;
    usize::try_from(u64::from_le_bytes(number)).map_err(|_| NotVectors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Vectors {
        let mut vectors = Vectors::new("m", 2);
        vectors.insert("one", &[1.0, 0.0], &[vec![1.0, 0.0]]);
        vectors.insert("a. b.", &[0.6, 0.8], &[vec![0.0, 1.0], vec![1.0, 0.0]]);
        vectors.insert("too wide", &[1.0, 0.0, 0.0], &[]);
        vectors
    }

    #[test]
    fn a_text_of_one_passage_is_that_passage() {
        let vectors = some();
        let passages = |text| {
            vectors
                .passages(text)
                .map(<[f32]>::to_vec)
                .collect::<Vec<_>>()
        };
        assert_eq!(passages("one"), [[1.0, 0.0]]);
        assert_eq!(passages("a. b."), [[0.0, 1.0], [1.0, 0.0]]);
        assert!(vectors.lack(["one", "too wide"]) && !vectors.lack(["one", " "]));
        assert!(passages("too wide").is_empty() && vectors.of("too wide").is_none());
    }

    #[test]
    fn what_is_written_is_read_again_and_damage_is_told() {
        let bytes = some().to_bytes();
        let read = Vectors::from_bytes(&bytes).unwrap();
        assert_eq!(read.to_bytes(), bytes);
        assert_eq!(read.of("a. b."), some().of("a. b."));
        for cut in [0, 5, bytes.len() - 1] {
            assert_eq!(Vectors::from_bytes(&bytes[..cut]), Err(NotVectors));
        }
        let mut changed = bytes;
        changed[8] = 255;
        assert_eq!(Vectors::from_bytes(&changed), Err(NotVectors));
    }

    #[test]
    fn only_what_is_asked_for_is_kept() {
        let kept = some().only(["a. b.", "unread", "a. b."]);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept.of("a. b."), Some(&[0.6, 0.8][..]));
        assert!(kept.of("one").is_none());
    }
}
