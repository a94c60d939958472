//! `cargo xtask bench themes`: the engine that finds themes against people's own codes.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::workspace::Workspace;
use crate::{model, process, say};

/// What to measure on.
#[derive(Args)]
pub struct Options {
    /// Folder of the labelled sets; they are no part of the project
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Folder of the sentence-vector model; data/model when it is installed there
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// How many draws of coded rows each figure is the mean of
    #[arg(long, value_name = "N", default_value_t = 5)]
    seeds: u64,
    /// Leave out the times and the memory
    #[arg(long)]
    no_times: bool,
    /// Also 100,000 comments, which takes many minutes
    #[arg(long)]
    large: bool,
    /// A Python that has scikit-learn, for the baselines
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    python: PathBuf,
}

/// Builds, measures, prints the table and leaves the figures in `target/bench`.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    if !options.data.is_dir() {
        bail!("{} is no folder", options.data.display());
    }
    let out = workspace.target().join("bench");
    std::fs::create_dir_all(&out)
        .with_context(|| format!("could not make the folder {}", out.display()))?;
    say::step("Building optimised", || {
        let mut cargo = workspace.cargo();
        cargo.args([
            "build",
            "--release",
            "--package",
            "bench",
            "--no-default-features",
        ]);
        cargo.args(["--bin", "themes"]);
        process::run(&mut cargo)
    })?;
    let mut measure = Command::new(workspace.target().join("release/themes"));
    measure.arg("measure").arg("--data").arg(&options.data);
    measure
        .arg("--out")
        .arg(&out)
        .arg("--python")
        .arg(&options.python);
    measure
        .arg("--baseline")
        .arg(workspace.root().join("bench/themes/baseline.py"));
    measure.args(["--seeds", &options.seeds.to_string()]);
    let installed = model::is_there(workspace).then(|| model::folder(workspace));
    if let Some(folder) = options.model.clone().or(installed) {
        measure.arg("--model").arg(folder);
    }
    for (wanted, flag) in [(options.no_times, "--no-times"), (options.large, "--large")] {
        if wanted {
            measure.arg(flag);
        }
    }
    process::run(&mut measure)?;
    Ok(ExitCode::SUCCESS)
}
