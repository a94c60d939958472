//! Comments as sentence vectors: texts of like meaning stand close, whatever their words.
//!
//! A [`Model`] is read from bytes and turns texts into [`Vectors`]; what it cannot do without is checked while it is
//! read. The network is a BERT encoder with mean pooling (all-MiniLM-L6-v2 is one of six layers and 384 directions), run
//! forward only. A text's vector never depends on which other texts are read with it, nor on how many threads read.
//!
//! Sources: Devlin et al., "BERT" (2019); Reimers and Gurevych, "Sentence-BERT" (2019).

mod arithmetic;
mod encoder;
mod model;
mod safetensors;
mod store;
mod wordpiece;

pub use model::{Model, ModelError};
pub use store::{NotVectors, Vectors};

#[cfg(test)]
mod tests;
