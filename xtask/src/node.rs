//! Node.js and the npm packages that run on it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{hash, process, program, say};

/// The oldest Node.js that Playwright runs on; some distributions still ship an older one.
const OLDEST: u32 = 20;
/// What is installed beside a Node.js that is too old.
const NEWER: &str = "22.23.3";

/// Installs the locked npm packages of a folder unless that very lock file is installed already.
pub fn npm_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = hash::of([std::fs::read(&lock)
        .with_context(|| format!("no {}", lock.display()))?
        .as_slice()]);
    let stamp = folder.join("node_modules/.installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let what = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    say::step(&format!("Installing the npm packages of {what}"), || {
        let mut npm = Command::new("npm");
        npm.args([
            "ci",
            "--include=dev",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(folder);
        process::run(&mut npm)?;
        std::fs::write(&stamp, &wanted).context("could not note what is installed")
    })
}

/// A Node.js that Playwright runs on: the one on PATH, or else a newer one from npm, which npm
/// itself need not run on and which stays in cargo's folder.
pub fn recent(workspace: &Workspace) -> Result<PathBuf> {
    let there =
        program::find("node").context("Node.js is missing: install the package `nodejs`")?;
    let version = process::read(Command::new(&there).arg("--version"))?;
    if major(&version).is_some_and(|major| major >= OLDEST) {
        return Ok(there);
    }
    let folder = workspace.target().join("node");
    let package = package();
    let node = folder.join(format!("node_modules/{package}/bin/node"));
    let newer = process::read(Command::new(&node).arg("--version")).unwrap_or_default();
    if newer.trim().trim_start_matches('v') != NEWER {
        say::step(
            &format!("Installing Node.js {NEWER}: {} is too old", version.trim()),
            || {
                std::fs::create_dir_all(&folder)?;
                let mut npm = Command::new("npm");
                npm.args([
                    "install",
                    "--no-save",
                    "--no-audit",
                    "--no-fund",
                    "--prefix",
                ])
                .arg(&folder);
                process::run(npm.arg(format!("{package}@{NEWER}")))
            },
        )?;
    }
    Ok(node)
}

/// The npm package that holds Node.js for this machine.
fn package() -> String {
    let system = if cfg!(target_os = "macos") {
        "darwin"
    } else {
        "linux"
    };
    let processor = if cfg!(target_arch = "aarch64") {
        "arm64"
    } else {
        "x64"
    };
    format!("node-{system}-{processor}")
}

/// The first number of a version as Node.js prints it: `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_versions() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
