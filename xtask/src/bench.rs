//! `cargo xtask bench`: how fast the program is beside a bare server in the same run.

mod themes;

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::background::{Background, free_address};
use crate::test::postgres::{self, Cluster};
use crate::workspace::Workspace;
use crate::{assets, demo, process, say};

/// Where databases go. Other temporary files may lie in memory, where a durable write costs nothing.
const DISK: &str = "/var/tmp";

/// What to measure, and how.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    what: Option<What>,
    /// Seconds of each half of a round
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    seconds: u32,
    /// How many connections ask at once
    #[arg(long, value_name = "N", default_value_t = 32)]
    connections: u32,
    /// How many rounds of each measurement, the program and then the bare server
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: u32,
    /// Measure on a throw-away PostgreSQL instead of SQLite
    #[arg(long)]
    postgres: bool,
}

/// What else than the load test.
#[derive(Subcommand)]
enum What {
    /// Measure how far the engine agrees with people who coded the same comments, how long it takes, and what it misses
    Themes(themes::Options),
}

/// Builds both, measures, prints a table and leaves the figures in `target/bench`.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    if let Some(What::Themes(options)) = &options.what {
        return themes::run(workspace, options);
    }
    if !workspace.site().join("manifest.json").exists() {
        assets::build(workspace)?;
    }
    say::step(
        "Building optimised (the first time takes many minutes)",
        || build(workspace),
    )?;
    let results = workspace.target().join("bench");
    std::fs::create_dir_all(&results)
        .with_context(|| format!("could not make the folder {}", results.display()))?;
    let folder = tempfile::Builder::new()
        .prefix("wellheard-bench-")
        .tempdir_in(DISK)?;
    let cluster = match options.postgres {
        true => Some(Cluster::start_in(&postgres::programs()?, Path::new(DISK))?),
        false => None,
    };
    let url = |name: &str| match &cluster {
        Some(cluster) => cluster.url().to_owned(),
        None => format!("sqlite:{}", folder.path().join(name).display()),
    };
    let programs = workspace.target().join("release");
    let product = demo::serve(
        &programs.join("wellheard"),
        &url("product.db"),
        &folder.path().join("product.log"),
    )?;
    let tool = programs.join("bench");
    let bare = bare(&tool, &url("bare.db"), folder.path())?;
    let database = if options.postgres {
        "postgres"
    } else {
        "sqlite"
    };
    say::step("Measuring", || {
        let mut load = Command::new(&tool);
        load.args(["load", "--database", database, "--product"])
            .arg(product.address().to_string())
            .args(["--bare", &bare.address().to_string()])
            .args(["--seconds", &options.seconds.to_string()])
            .args(["--connections", &options.connections.to_string()])
            .args(["--rounds", &options.rounds.to_string()])
            .arg("--out")
            .arg(results.join(format!("{database}.json")));
        process::run(&mut load)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Both at once, so that what they share is compiled once and alike.
fn build(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--release", "--package", "server", "--package"]);
    cargo.args(["bench", "--bin", "wellheard", "--bin", "bench"]);
    process::run(&mut cargo)
}

/// The server to compare with.
fn bare(tool: &Path, database: &str, folder: &Path) -> Result<Background> {
    let address = free_address()?;
    let mut command = Command::new(tool);
    command.args(["bare", "--listen", &address.to_string()]);
    command.args(["--database-url", database]);
    Background::start(&mut command, address, &folder.join("bare.log"))
}
