//! `cargo xtask test`: everything that must hold, counted in one last line.

mod browser;
pub mod needs;
pub mod postgres;
mod rust;
mod tally;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::say;
use crate::workspace::Workspace;
use tally::Tally;

/// What to test.
#[derive(Args)]
pub struct Options {
    /// Also run the slow tests that are marked `#[ignore]`
    #[arg(long)]
    full: bool,
    /// Run only these parts, in their usual order
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PARTS")]
    only: Vec<Part>,
    /// Run only tests whose name holds this; formatting and clippy are then left out
    filter: Option<String>,
}

/// A part of the whole that can be run by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Part {
    /// Formatting
    Fmt,
    /// Clippy for the server, for browsers and for these build tools
    Clippy,
    /// Unit and integration tests, on SQLite
    Unit,
    /// The integration tests again, on a throw-away PostgreSQL
    Postgres,
    /// Journeys in a real browser
    E2e,
}

impl Part {
    /// Carries on after a failure, so that one run shows all that is wrong.
    fn run(self, workspace: &Workspace, options: &Options, tally: &mut Tally) {
        match self {
            Self::Fmt => rust::fmt(workspace, tally),
            Self::Clippy => rust::clippy(workspace, tally),
            Self::Unit => rust::unit(workspace, options, tally),
            Self::Postgres => rust::on_postgres(workspace, options, tally),
            Self::E2e => browser::journeys(workspace, options, tally),
        }
    }
}

/// Runs the chosen parts. The last line printed is `N passed, N failed`.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let start = Instant::now();
    let parts = chosen(options);
    // The server names this folder when it is compiled, whether or not it is filled yet.
    std::fs::create_dir_all(workspace.site())?;
    needs::install(workspace, &parts);
    let mut tally = Tally::default();
    for part in parts {
        part.run(workspace, options, &mut tally);
    }
    println!("\nTested in {}.", say::elapsed(start.elapsed()));
    Ok(tally.conclude())
}

/// The parts to run: those asked for, else all that a filter can apply to.
fn chosen(options: &Options) -> Vec<Part> {
    if !options.only.is_empty() {
        let mut parts = options.only.clone();
        parts.sort_unstable();
        parts.dedup();
        return parts;
    }
    let all = Part::value_variants().iter().copied();
    all.filter(|part| options.filter.is_none() || !matches!(part, Part::Fmt | Part::Clippy))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(only: &[Part], filter: Option<&str>) -> Options {
        Options {
            full: false,
            only: only.to_vec(),
            filter: filter.map(str::to_owned),
        }
    }

    #[test]
    fn runs_everything_unless_told_otherwise() {
        assert_eq!(chosen(&options(&[], None)).len(), 5);
        assert_eq!(chosen(&options(&[], Some("theme"))).len(), 3);
        let some = chosen(&options(&[Part::E2e, Part::Fmt, Part::Fmt], Some("theme")));
        assert!(some == [Part::Fmt, Part::E2e]);
    }
}
