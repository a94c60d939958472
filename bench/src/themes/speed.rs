//! How long a large consultation takes, and how much memory. Each run is a process of its own, as a user's would be.

use super::data::Set;
use super::engine::{Ask, Engine};
use super::learning::taught;
use analysis::Row;
use analysis::passages::passages;
use analysis::random::Random;
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// One run in a process of its own.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// A labelled set whose sentences are put together anew
    #[arg(long)]
    set: PathBuf,
    /// How many comments
    #[arg(long)]
    comments: usize,
    /// How many of them have been coded; none means that themes are discovered
    #[arg(long, default_value_t = 0)]
    coded: usize,
    /// Folder of the sentence-vector model
    #[arg(long)]
    model: Option<PathBuf>,
    /// Where vectors are kept
    #[arg(long)]
    vectors: PathBuf,
}

impl Options {
    /// Discovery on so many comments.
    pub fn new(set: &Path, comments: usize, model: Option<&Path>, vectors: &Path) -> Self {
        Self {
            set: set.to_owned(),
            comments,
            coded: 0,
            model: model.map(Path::to_owned),
            vectors: vectors.to_owned(),
        }
    }
}

/// What one run took.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Run {
    /// From the first byte of the model to the last of the result.
    pub seconds: f64,
    /// The most memory the process ever held, in MB.
    pub megabytes: f64,
}

/// Runs the engine once and prints what that took.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options) -> Result<()> {
    let set = many(&Set::read(&options.set)?, options.comments);
    let start = Instant::now();
    let mut engine = match &options.model {
        Some(folder) => Engine::with(folder),
        None => Engine::without(),
    };
    engine.recall(&options.vectors);
    let coded: Vec<usize> = (0..options.coded).collect();
    let output = if coded.is_empty() {
        engine.ask(&set, &Ask::default(), 0)?
    } else {
        taught(&mut engine, &set, &coded, None, 0)?
    };
    ensure!(output.assignments.len() == set.rows.len(), "rows were lost");
    let text = serde_json::to_vec(&output)?;
    engine.remember(&options.vectors)?;
    let seconds = start.elapsed().as_secs_f64();
    drop(text);
    println!(
        "{}",
        serde_json::to_string(&Run {
            seconds,
            megabytes: peak()?
        })?
    );
    Ok(())
}

/// The same in another process.
///
/// # Errors
/// When it fails.
pub fn apart(options: &Options) -> Result<Run> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("speed").arg("--set").arg(&options.set);
    command.args(["--comments", &options.comments.to_string()]);
    command.args(["--coded", &options.coded.to_string()]);
    command.arg("--vectors").arg(&options.vectors);
    if let Some(model) = &options.model {
        command.arg("--model").arg(model);
    }
    let output = command.output()?;
    if !output.status.success() {
        bail!(
            "the run failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// First run, re-run, and a run after more decisions.
///
/// # Errors
/// When one of them fails.
pub fn three(set: &Path, comments: usize, model: Option<&Path>, folder: &Path) -> Result<[Run; 3]> {
    let options = Options::new(
        set,
        comments,
        model,
        &folder.join(format!("vectors-{comments}.bin")),
    );
    let _ = std::fs::remove_file(&options.vectors);
    let first = apart(&options)?;
    let again = apart(&options)?;
    let retrained = apart(&Options {
        coded: 500,
        ..options.clone()
    })?;
    let _ = std::fs::remove_file(&options.vectors);
    Ok([first, again, retrained])
}

/// Comments put together from sentences of a set, one to three each, so that hardly two are alike.
pub fn many(set: &Set, comments: usize) -> Set {
    let mut random = Random::new(0, 0x3A4D);
    let of = |row: usize| {
        let text = &set.rows[row].text;
        passages(text)
            .into_iter()
            .map(|span| span.slice(text).to_owned())
            .collect::<Vec<_>>()
    };
    let sentences: Vec<(usize, String)> = (0..set.rows.len())
        .flat_map(|row| of(row).into_iter().map(move |sentence| (row, sentence)))
        .collect();
    let mut made = Set {
        rows: Vec::with_capacity(comments),
        codes: Vec::with_capacity(comments),
    };
    for id in 0..comments {
        let (mut text, mut codes) = (String::new(), std::collections::BTreeSet::new());
        for _ in 0..=random.below(3) {
            let (row, sentence) = &sentences[random.below(sentences.len())];
            text.push_str(sentence);
            text.push(' ');
            codes.extend(set.codes[*row].iter().cloned());
        }
        made.rows.push(Row {
            id: id.to_string(),
            text,
        });
        made.codes.push(codes);
    }
    made
}

/// As Linux tells it.
fn peak() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")
        .context("only Linux tells how much memory was used")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB"));
    let kilobytes: f64 = kilobytes.context("no VmHWM")?.trim().parse()?;
    Ok(kilobytes / 1024.0)
}
