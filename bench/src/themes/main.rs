//! Measures the engine that finds themes. `cargo xtask bench themes` builds and runs this.

#![expect(
    clippy::print_stdout,
    reason = "a measuring tool talks to a person at a terminal"
)]

mod baseline;
mod data;
mod engine;
mod learning;
mod measure;
mod planted;
mod score;
mod speed;
mod table;

use clap::Parser;

/// The engine against people's own codes.
#[derive(Parser)]
#[command(name = "themes", max_term_width = 100)]
enum Cli {
    /// Measure everything and print the table
    Measure(measure::Options),
    /// One run of the engine on many comments, in a process of its own
    Speed(speed::Options),
    /// Print what is missed and wrongly found in the marked texts
    PersonalData,
    /// Print which sentences that tell of harm are missed, and which others are taken for such
    Harm,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse() {
        Cli::Measure(options) => measure::run(&options),
        Cli::Speed(options) => speed::run(&options),
        Cli::PersonalData => planted::personal(true).map(|found| println!("{found:?}")),
        Cli::Harm => planted::harm(true).map(|found| println!("{found:?}")),
    }
}
