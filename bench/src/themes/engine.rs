//! The engine as a user runs it, with sentence vectors kept between runs.

use super::data::Set;
use analysis::{Codebook, Example, Input, Model, Output, Row, Vectors, parallel};
use anyhow::{Context, Result};
use std::path::Path;

/// The engine with or without the model.
pub struct Engine {
    model: Option<Model>,
    vectors: Option<Vectors>,
}

/// What is asked of it beside the comments.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub codebook: Option<Codebook>,
    pub examples: Vec<Example>,
    pub themes: Option<usize>,
}

impl Engine {
    /// Words alone.
    pub fn without() -> Self {
        Self {
            model: None,
            vectors: None,
        }
    }

    /// With the model of a folder.
    ///
    /// # Errors
    /// When there is none that can be read.
    pub fn with(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let (weights, vocabulary) = (read("model.safetensors")?, read("vocab.txt")?);
        let vocabulary = String::from_utf8(vocabulary)?;
        let model = Model::read("bench", &weights, &vocabulary)?;
        Ok(Self {
            vectors: Some(model.vectors()),
            model: Some(model),
        })
    }

    /// Takes vectors that an earlier run wrote; others are made anew.
    pub fn recall(&mut self, file: &Path) {
        let kept = std::fs::read(file).ok();
        let kept = kept.and_then(|bytes| Vectors::from_bytes(&bytes).ok());
        if self.model.is_some() && kept.is_some() {
            self.vectors = kept;
        }
    }

    /// Writes them for the next run.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remember(&self, file: &Path) -> Result<()> {
        if let Some(vectors) = &self.vectors {
            std::fs::write(file, vectors.to_bytes())
                .with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(())
    }

    /// Runs the engine on a set.
    ///
    /// # Errors
    /// When the question does not fit the rows.
    pub fn ask(&mut self, set: &Set, ask: &Ask, seed: u64) -> Result<Output> {
        self.run(set.rows.clone(), ask, seed)
    }

    /// The same on any comments.
    ///
    /// # Errors
    /// As [`Engine::ask`].
    pub fn run(&mut self, rows: Vec<Row>, ask: &Ask, seed: u64) -> Result<Output> {
        let mut input = Input {
            rows,
            codebook: ask.codebook.clone(),
            examples: ask.examples.clone(),
            themes: ask.themes,
            seed,
            vectors: None,
        };
        if let (Some(model), Some(mut vectors)) = (&self.model, self.vectors.take()) {
            model.add(
                &mut vectors,
                input.texts(),
                parallel::threads(),
                &mut |_, _| {},
            );
            input.vectors = Some(vectors);
        }
        let output = analysis::analyse(&input, &mut |_| {});
        self.vectors = input.vectors.take();
        Ok(output?)
    }
}
