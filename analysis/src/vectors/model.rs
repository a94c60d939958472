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

    /// Whether vectors are this model's, so that more can be added to them.
    #[must_use]
    pub fn made(&self, vectors: &Vectors) -> bool {
        vectors.model == self.name && vectors.width() == self.encoder.width
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
        let read: Vec<Reading> = new.iter().map(|text| self.reading(text)).collect();
        let batches = batches(&read);
        let mut done = 0;
        let vectors_of = parallel::map(
            batches.len(),
            threads,
            |at| self.read_batch(&read[batches[at].clone()]),
            &mut |at| {
                done += batches[at].len();
                progress(done, new.len());
            },
        );
        for (text, (whole, passages)) in new.into_iter().zip(vectors_of.into_iter().flatten()) {
            vectors.insert(text, &whole, &passages);
        }
    }

    /// Each text's vector, and those of its passages. A text of several parts gets the mean of theirs, each weighed by
    /// its length; a passage gets the mean of its own pieces, read in the company of those around it.
    fn read_batch(&self, texts: &[Reading]) -> Vec<(Vec<f32>, Vec<Vec<f32>>)> {
        let width = self.encoder.width;
        let parts = texts.iter().flat_map(|text| &text.parts);
        let pieces: Vec<&[u32]> = parts.map(|part| part.pieces.as_slice()).collect();
        let states = self.encoder.encode(&pieces);
        let mut states = states.chunks_exact(width);
        let mut pool = |text: &Reading| {
            let mut whole = vec![0.0; width];
            let mut passages = vec![vec![0.0; width]; text.passages];
            for part in &text.parts {
                let mut mean = vec![0.0; width];
                for (at, state) in (&mut states).take(part.pieces.len()).enumerate() {
                    add(&mut mean, state, 1.0);
                    // The first piece is a mark, and so is the last.
                    if let Some(&passage) = at.checked_sub(1).and_then(|at| part.passage.get(at)) {
                        add(&mut passages[passage], state, 1.0);
                    }
                }
                to_unit_length(&mut mean);
                add(&mut whole, &mean, part.pieces.len() as f32);
            }
            to_unit_length(&mut whole);
            passages
                .iter_mut()
                .for_each(|passage| to_unit_length(passage));
            (whole, passages)
        };
        texts.iter().map(&mut pool).collect()
    }

    /// A text's pieces with their marks, cut between passages where they fill more than a window, and within a
    /// passage only where that alone does.
    fn reading(&self, text: &str) -> Reading {
        let room = WINDOW.min(self.encoder.longest()).saturating_sub(2).max(1);
        let pieces: Vec<Vec<u32>> = passages(text)
            .into_iter()
            .map(|passage| self.pieces.pieces(passage.slice(text)))
            .collect();
        let fits = pieces.iter().map(Vec::len).sum::<usize>() <= room;
        let mut reading = Reading {
            parts: Vec::new(),
            passages: pieces.len(),
        };
        let (mut part, mut of): (Vec<u32>, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, pieces) in pieces.into_iter().enumerate() {
            if !fits && !part.is_empty() && part.len() + pieces.len() > room {
                reading.parts.push(self.part(&part, &of));
                part.clear();
                of.clear();
            }
            of.extend(std::iter::repeat_n(at, pieces.len()));
            part.extend(pieces);
            while part.len() > room {
                reading.parts.push(self.part(&part[..room], &of[..room]));
                part.drain(..room);
                of.drain(..room);
            }
        }
        if !part.is_empty() || reading.parts.is_empty() {
            reading.parts.push(self.part(&part, &of));
        }
        reading
    }

    fn part(&self, pieces: &[u32], passage: &[usize]) -> Part {
        let mut marked = Vec::with_capacity(pieces.len() + 2);
        marked.push(self.pieces.first);
        marked.extend_from_slice(pieces);
        marked.push(self.pieces.last);
        Part {
            pieces: marked,
            passage: passage.to_vec(),
        }
    }
}

/// A text ready for the network.
struct Reading {
    parts: Vec<Part>,
    /// How many passages the text has.
    passages: usize,
}

/// Pieces that are read together.
struct Part {
    /// With the marks of beginning and end.
    pieces: Vec<u32>,
    /// For each piece between the marks the passage it belongs to.
    passage: Vec<usize>,
}

fn add(sum: &mut [f32], values: &[f32], weight: f32) {
    let cells = sum.iter_mut().zip(values);
    cells.for_each(|(sum, value)| *sum += weight * value);
}

/// Neighbouring texts together, until they fill a batch.
fn batches(texts: &[Reading]) -> Vec<std::ops::Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, text) in texts.iter().enumerate() {
        size += text
            .parts
            .iter()
            .map(|part| part.pieces.len())
            .sum::<usize>();
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
