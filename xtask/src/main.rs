//! `cargo xtask`: builds, serves and tests Wellheard with nothing installed but Rust.

#![expect(
    clippy::print_stdout,
    reason = "a build tool talks to a person at a terminal"
)]

mod assets;
mod background;
mod bench;
mod demo;
mod hash;
mod interrupt;
mod lighthouse;
mod model;
mod node;
mod process;
mod program;
mod say;
mod serve;
mod test;
mod wasm_target;
mod weigh;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Builds, serves and tests Wellheard.
///
/// Start with `cargo xtask serve`: it builds everything, fills a local database with the
/// demo council and serves it at http://127.0.0.1:3000.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve the demo council on this machine
    ///
    /// A second start skips what has not changed and keeps the database.
    Serve(serve::Options),
    /// Fetch the sentence-vector model by pip and install it in data/model
    ///
    /// With it the engine's suggestions agree with people more often; everything works without.
    Model,
    /// Build the browser bundle and the styles into target/site
    Assets,
    /// Install what the tests need, then check and test everything
    ///
    /// Formatting, clippy for both targets, unit and integration tests on SQLite and on a
    /// throw-away PostgreSQL, then journeys in a real browser. The last line counts them all.
    Test(test::Options),
    /// Weigh what a respondent's first question page loads, and fail when it is too much
    Weigh,
    /// Ask Lighthouse about the first question page, and fail when it scores under 98
    Lighthouse,
    /// Measure submissions and pages a second, beside a bare server in the same run
    ///
    /// Never part of the tests: what it finds depends on the machine. Figures go to target/bench.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = run(Cli::parse().task);
    match outcome {
        Ok(code) => code,
        Err(error) => {
            say::problem(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    interrupt::listen()?;
    let workspace = Workspace::find()?;
    match task {
        Task::Serve(options) => serve::run(&workspace, &options),
        Task::Model => model::run(&workspace),
        Task::Assets => assets::build(&workspace).map(|()| ExitCode::SUCCESS),
        Task::Test(options) => test::run(&workspace, &options),
        Task::Weigh => weigh::run(&workspace),
        Task::Lighthouse => lighthouse::run(&workspace),
        Task::Bench(options) => bench::run(&workspace, &options),
    }
}
