//! What is looked for, one phrase a line, as [`super::pattern`] reads it.

pub mod abuse;
pub mod equality;
pub mod harm;
pub mod legal;
