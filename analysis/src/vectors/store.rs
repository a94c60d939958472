//! Vectors by the text they stand for.

use std::collections::HashMap;

use crate::features::DenseRows;

/// The vectors of some texts, all by one model. Callers may keep them and hand them in again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vectors {
    /// Name of the model that made them.
    pub model: String,
    width: usize,
    of: HashMap<String, Vec<f32>>,
}

impl Vectors {
    /// None yet, by a model of this name and width.
    #[must_use]
    pub fn new(model: &str, width: usize) -> Self {
        Self {
            model: model.to_owned(),
            width,
            of: HashMap::new(),
        }
    }

    /// Adds one. A vector of another width is not kept.
    pub fn insert(&mut self, text: &str, vector: Vec<f32>) {
        if vector.len() == self.width {
            self.of.insert(text.to_owned(), vector);
        }
    }

    /// The vector of a text, of length one; `None` for a text nobody has read.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&[f32]> {
        self.of.get(text).map(Vec::as_slice)
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
}
