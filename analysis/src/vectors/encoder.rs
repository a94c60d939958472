//! The network: from pieces to one vector a text.

use ndarray::s;

use super::ModelError;
use super::arithmetic::{Linear, Norm, gelu, multiply, softmax, view, view_mut};
use super::safetensors::Tensors;

/// Directions one head of attention reads, in this family of models.
const HEAD: usize = 32;

/// The weights, ready to multiply with.
#[derive(Debug, Clone)]
pub struct Encoder {
    /// One row a piece.
    words: Vec<f32>,
    /// One row a place in the text, with what marks a first sentence added.
    places: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    pub width: usize,
}

#[derive(Debug, Clone)]
struct Layer {
    /// Query, key and value side by side.
    look: Linear,
    gather: Linear,
    gathered: Norm,
    widen: Linear,
    narrow: Linear,
    narrowed: Norm,
}

impl Encoder {
    /// Reads the weights of a model with this many pieces.
    ///
    /// # Errors
    /// When a tensor is missing or has another shape than the others ask for.
    pub fn read(tensors: &Tensors, pieces: usize) -> Result<Self, ModelError> {
        let places_name = "embeddings.position_embeddings.weight";
        let &[places, width] = tensors.shape(places_name)? else {
            return Err(ModelError::Shape(places_name.to_owned()));
        };
        if width == 0 || width % HEAD != 0 {
            return Err(ModelError::Shape(places_name.to_owned()));
        }
        let types = tensors.floats("embeddings.token_type_embeddings.weight", &[2, width])?;
        let mut place_rows = tensors.floats(places_name, &[places, width])?;
        for row in place_rows.chunks_exact_mut(width) {
            row.iter_mut()
                .zip(&types)
                .for_each(|(value, first)| *value += first);
        }
        let mut layers = Vec::new();
        while tensors.has(&format!(
            "encoder.layer.{}.attention.self.query.weight",
            layers.len()
        )) {
            layers.push(Layer::read(tensors, layers.len(), width)?);
        }
        Ok(Self {
            words: tensors.floats("embeddings.word_embeddings.weight", &[pieces, width])?,
            places: place_rows,
            norm: norm(tensors, "embeddings.LayerNorm", width)?,
            layers,
            width,
        })
    }

    /// The most pieces a text may have.
    pub fn longest(&self) -> usize {
        self.places.len() / self.width
    }

    /// The state of every piece, rows end to end, for texts of at least one and at most [`Encoder::longest`] pieces.
    /// Texts share the large multiplications and nothing else.
    pub fn encode(&self, texts: &[&[u32]]) -> Vec<f32> {
        let mut rows = Vec::new();
        let mut ends = Vec::with_capacity(texts.len());
        for text in texts {
            for (&piece, place) in text.iter().zip(self.places.chunks_exact(self.width)) {
                let at = piece as usize * self.width;
                let word = &self.words[at..at + self.width];
                rows.extend(word.iter().zip(place).map(|(word, place)| word + place));
            }
            ends.push(rows.len() / self.width);
        }
        self.norm.apply(&mut rows);
        for layer in &self.layers {
            layer.apply(&mut rows, &ends, self.width);
        }
        rows
    }
}

impl Layer {
    fn read(tensors: &Tensors, at: usize, width: usize) -> Result<Self, ModelError> {
        let name = |part: &str| format!("encoder.layer.{at}.{part}");
        let (mut weights, mut bias) = (Vec::new(), Vec::new());
        for part in ["query", "key", "value"] {
            let part = name(&format!("attention.self.{part}"));
            weights.extend(tensors.floats(&format!("{part}.weight"), &[width, width])?);
            bias.extend(tensors.floats(&format!("{part}.bias"), &[width])?);
        }
        let widen = name("intermediate.dense");
        let wide = tensors.shape(&format!("{widen}.bias"))?.iter().product();
        Ok(Self {
            look: Linear::new(weights, bias, width),
            gather: linear(tensors, &name("attention.output.dense"), width, width)?,
            gathered: norm(tensors, &name("attention.output.LayerNorm"), width)?,
            widen: linear(tensors, &widen, width, wide)?,
            narrow: linear(tensors, &name("output.dense"), wide, width)?,
            narrowed: norm(tensors, &name("output.LayerNorm"), width)?,
        })
    }

    fn apply(&self, rows: &mut [f32], ends: &[usize], width: usize) {
        let looked = self.look.apply(rows);
        let mut seen = vec![0.0; rows.len()];
        let mut start = 0;
        for &end in ends {
            attend(
                &looked[start * 3 * width..end * 3 * width],
                &mut seen[start * width..end * width],
                width,
            );
            start = end;
        }
        add(rows, &self.gather.apply(&seen));
        self.gathered.apply(rows);
        let mut wide = self.widen.apply(rows);
        gelu(&mut wide);
        add(rows, &self.narrow.apply(&wide));
        self.narrowed.apply(rows);
    }
}

/// Lets every piece of one text gather from every other, head by head.
fn attend(looked: &[f32], seen: &mut [f32], width: usize) {
    let count = seen.len() / width;
    let looked = view(looked, count, 3 * width);
    let mut seen = view_mut(seen, count, width);
    let scale = 1.0 / (HEAD as f32).sqrt();
    let mut scores = vec![0.0; count * count];
    for head in (0..width).step_by(HEAD) {
        let part =
            |block: usize| looked.slice(s![.., block * width + head..block * width + head + HEAD]);
        scores.fill(0.0);
        multiply(
            part(0),
            part(1).reversed_axes(),
            scale,
            &mut view_mut(&mut scores, count, count),
        );
        softmax(&mut scores, count);
        let mut target = seen.slice_mut(s![.., head..head + HEAD]);
        multiply(view(&scores, count, count), part(2), 1.0, &mut target);
    }
}

fn add(rows: &mut [f32], more: &[f32]) {
    rows.iter_mut()
        .zip(more)
        .for_each(|(value, more)| *value += more);
}

fn linear(
    tensors: &Tensors,
    name: &str,
    inputs: usize,
    outputs: usize,
) -> Result<Linear, ModelError> {
    let weights = tensors.floats(&format!("{name}.weight"), &[outputs, inputs])?;
    let bias = tensors.floats(&format!("{name}.bias"), &[outputs])?;
    Ok(Linear::new(weights, bias, inputs))
}

fn norm(tensors: &Tensors, name: &str, width: usize) -> Result<Norm, ModelError> {
    Ok(Norm {
        scale: tensors.floats(&format!("{name}.weight"), &[width])?,
        shift: tensors.floats(&format!("{name}.bias"), &[width])?,
    })
}
