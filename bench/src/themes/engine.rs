//! The engine as a user runs it, with sentence vectors kept between runs.

use super::data::Set;
use analysis::{Codebook, Example, Input, Model, Output, Row, Vectors, parallel};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The engine with or without the model.
pub struct Engine {
    /// The model's folder, and the model once a text had to be read.
    model: Option<(PathBuf, Option<Model>)>,
    vectors: Option<Vectors>,
    /// Whether there are vectors that were not there before.
    has_read: bool,
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
            has_read: false,
        }
    }

    /// With the model of a folder, which is read when the first text has to be.
    pub fn with(folder: &Path) -> Self {
        Self {
            model: Some((folder.to_owned(), None)),
            vectors: Some(Vectors::default()),
            has_read: false,
        }
    }

    /// Takes vectors that an earlier run wrote; others are made anew.
    pub fn recall(&mut self, file: &Path) {
        let kept = std::fs::read(file).ok();
        let kept = kept.and_then(|bytes| Vectors::from_bytes(&bytes).ok());
        if self.model.is_some() && kept.is_some() {
            self.vectors = kept;
        }
    }

    /// Writes them for the next run, if there are new ones.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn remember(&self, file: &Path) -> Result<()> {
        if let Some(vectors) = self.vectors.as_ref().filter(|_| self.has_read) {
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
            apart: Vec::new(),
            themes: ask.themes,
            seed,
            vectors: None,
        };
        if let (Some((folder, model)), Some(mut vectors)) = (&mut self.model, self.vectors.take()) {
            if vectors.lack(input.texts()) {
                let model = match model {
                    Some(model) => model,
                    None => model.insert(read(folder)?),
                };
                if !model.made(&vectors) {
                    vectors = model.vectors();
                }
                model.add(
                    &mut vectors,
                    input.texts(),
                    parallel::threads(),
                    &mut |_, _| {},
                );
                self.has_read = true;
            }
            // Of no other text, as where vectors are kept: what else was asked before must not show.
            input.vectors = Some(vectors.only(input.texts()));
            self.vectors = Some(vectors);
        }
        Ok(analysis::analyse(&input, &mut |_| {})?)
    }
}

fn read(folder: &Path) -> Result<Model> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (weights, vocabulary) = (read("model.safetensors")?, read("vocab.txt")?);
    let vocabulary = String::from_utf8(vocabulary)?;
    Ok(Model::read("bench", &weights, &vocabulary)?)
}
