//! Measures the engine that finds themes. `cargo xtask bench themes` builds and runs this.

#![expect(
    clippy::print_stdout,
    reason = "a measuring tool talks to a person at a terminal"
)]

mod data;
mod engine;
mod learning;
mod score;
mod try_;

fn main() -> anyhow::Result<()> {
    try_::main()
}
