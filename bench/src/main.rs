//! Measures the program under load. `cargo xtask bench` builds and starts what this needs.

#![expect(
    clippy::print_stdout,
    reason = "a measuring tool talks to a person at a terminal"
)]

mod bare;
mod figures;
mod http;
mod job;
mod load;
mod product;
mod report;

use clap::Parser;

/// Either side of a measurement.
#[derive(Parser)]
#[command(name = "bench", max_term_width = 100)]
enum Cli {
    /// Serve the bare baseline
    Bare(bare::Options),
    /// Load the product and the baseline by turns, and compare them
    Load(load::Options),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse() {
        Cli::Bare(options) => bare::serve(options).await,
        Cli::Load(options) => load::run(options).await,
    }
}
