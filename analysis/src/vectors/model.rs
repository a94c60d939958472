//! A model read from bytes, and texts read with it.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use thiserror::Error;

use super::Vectors;
use super::arithmetic::to_unit_length;
use super::encoder::Encoder;
use super::safetensors::Tensors;
use super::wordpiece::WordPiece;
use crate::parallel;
use crate::passages::passages;

/// Pieces read at once, the marks of beginning and end included. A longer text is read in parts.
const WINDOW: usize = 128;

/// Pieces that share one multiplication. More gains nothing and takes memory.
const BATCH: usize = 512;

/// Why bytes are not a model this engine can read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    #[error("the weights are not a safetensors file")]
    NotWeights,
    #[error("the weights lack {0:?}")]
    MissingTensor(String),
    #[error("the weights {0:?} have an unexpected shape or type")]
    Shape(String),
    #[error("the vocabulary lacks {0:?}")]
    MissingPiece(&'static str),
}

/// A sentence-vector model.
#[derive(Debug, Clone)]
pub struct Model {
    name: String,
    pieces: WordPiece,
    encoder: Encoder,
}

impl Model {
    /// Reads `model.safetensors` and `vocab.txt` of a BERT encoder with mean pooling that ignores case. `name` is
    /// recorded with everything made with it.
    ///
    /// # Errors
    /// When the bytes are not such a model; see [`ModelError`].
    pub fn read(name: &str, weights: &[u8], vocabulary: &str) -> Result<Self, ModelError> {
        let pieces = WordPiece::read(vocabulary)?;
        let encoder = Encoder::read(&Tensors::read(weights)?, pieces.len())?;
        Ok(Self {
            name: name.to_owned(),
            pieces,
            encoder,
        })
    }

    /// No vectors yet, to be filled by [`Model::add`].
    #[must_use]
    pub fn vectors(&self) -> Vectors {
        Vectors::new(&self.name, self.encoder.width)
    }

    /// Reads every text that `vectors` does not hold yet, on this many threads. A blank text gets no vector. `progress`
    /// is told how many texts of how many are read.
    pub fn add<'a>(
        &self,
        vectors: &mut Vectors,
        texts: impl IntoIterator<Item = &'a str>,
        threads: NonZeroUsize,
        progress: &mut dyn FnMut(usize, usize),
    ) {
        let mut seen = HashSet::new();
        let mut new: Vec<&str> = texts.into_iter().collect();
        new.retain(|text| {
            !text.trim().is_empty() && vectors.of(text).is_none() && seen.insert(*text)
        });
        let parts: Vec<Vec<Vec<u32>>> = new.iter().map(|text| self.parts(text)).collect();
        let batches = batches(&parts);
        let mut done = 0;
        let read = parallel::map(
            batches.len(),
            threads,
            |at| self.read_batch(&parts[batches[at].clone()]),
            &mut |at| {
                done += batches[at].len();
                progress(done, new.len());
            },
        );
        for (text, vector) in new.into_iter().zip(read.into_iter().flatten()) {
            vectors.insert(text, vector);
        }
    }

    /// The texts' vectors; a text of several parts gets the mean of theirs, each weighed by its length.
    fn read_batch(&self, texts: &[Vec<Vec<u32>>]) -> Vec<Vec<f32>> {
        let parts: Vec<&[u32]> = texts.iter().flatten().map(Vec::as_slice).collect();
        let mut read = self.encoder.encode(&parts).into_iter();
        let pool = |text: &Vec<Vec<u32>>| {
            let mut sum = vec![0.0; self.encoder.width];
            for (part, vector) in text.iter().zip(&mut read) {
                let weight = part.len() as f32;
                sum.iter_mut()
                    .zip(vector)
                    .for_each(|(sum, value)| *sum += weight * value);
            }
            to_unit_length(&mut sum);
            sum
        };
        texts.iter().map(pool).collect()
    }

    /// A text's pieces with their marks, cut between sentences where they fill more than a window, and within a
    /// sentence only where that alone does.
    fn parts(&self, text: &str) -> Vec<Vec<u32>> {
        let room = WINDOW.min(self.encoder.longest()).saturating_sub(2).max(1);
        let whole = self.pieces.pieces(text);
        if whole.len() <= room {
            return vec![self.marked(&whole)];
        }
        let mut parts = Vec::new();
        let mut part: Vec<u32> = Vec::new();
        for sentence in passages(text) {
            let pieces = self.pieces.pieces(sentence.slice(text));
            if !part.is_empty() && part.len() + pieces.len() > room {
                parts.push(self.marked(&part));
                part.clear();
            }
            part.extend(pieces);
            while part.len() > room {
                parts.push(self.marked(&part[..room]));
                part.drain(..room);
            }
        }
        if !part.is_empty() {
            parts.push(self.marked(&part));
        }
        parts
    }

    fn marked(&self, pieces: &[u32]) -> Vec<u32> {
        let mut marked = Vec::with_capacity(pieces.len() + 2);
        marked.push(self.pieces.first);
        marked.extend_from_slice(pieces);
        marked.push(self.pieces.last);
        marked
    }
}

/// Neighbouring texts together, until they fill a batch.
fn batches(texts: &[Vec<Vec<u32>>]) -> Vec<std::ops::Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, text) in texts.iter().enumerate() {
        size += text.iter().map(Vec::len).sum::<usize>();
        if size >= BATCH {
            batches.push(start..at + 1);
            (start, size) = (at + 1, 0);
        }
    }
    if start < texts.len() {
        batches.push(start..texts.len());
    }
    batches
}
