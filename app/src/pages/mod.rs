//! Pages: load, then compose.

pub mod officer;
pub mod params;
pub mod public;
pub mod respond;
