//! Installing what the tests need: only what is missing, only when we may.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};
use nix::unistd::Uid;

use super::{Part, postgres};
use crate::workspace::Workspace;
use crate::{process, program, say};

/// A package of the operating system, and how to see that it is there.
struct Package {
    name: &'static str,
    parts: &'static [Part],
    is_there: fn() -> bool,
}

const PACKAGES: [Package; 6] = [
    // The exports are read back by the programs that people open them with.
    Package {
        name: "poppler-utils",
        parts: &[Part::Unit, Part::Postgres],
        is_there: || on_path(&["pdftotext"]),
    },
    Package {
        name: "libreoffice-writer-nogui",
        parts: &[Part::Unit, Part::Postgres],
        is_there: || on_path(&["soffice"]) || on_path(&["libreoffice"]),
    },
    Package {
        name: "postgresql",
        parts: &[Part::Postgres],
        is_there: || postgres::programs().is_ok(),
    },
    Package {
        name: "chromium",
        parts: &[Part::E2e],
        is_there: || chromium().is_some(),
    },
    Package {
        name: "nodejs",
        parts: &[Part::E2e],
        is_there: || on_path(&["node"]),
    },
    Package {
        name: "npm",
        parts: &[Part::E2e],
        is_there: || on_path(&["npm"]),
    },
];

/// Installs what the chosen parts need. A failure is only said here: the part that misses
/// something fails by itself, and the others still run.
pub fn install(workspace: &Workspace, parts: &[Part]) {
    faster_browser(parts);
    if let Err(error) = components(workspace, parts).and_then(|()| packages(parts)) {
        say::note(&format!("could not install everything: {error:#}"));
    }
}

/// Chromium without what it needs to show windows: it goes through journeys in two thirds of the time.
const HEADLESS: &str = "chromium-headless-shell";

/// The browser to test in: `CHROMIUM`, or where Debian puts it.
pub fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)).filter(|file| program::is_program(file)),
        None => [HEADLESS, "chromium", "chromium-browser"]
            .into_iter()
            .find_map(program::find),
    }
}

/// The faster browser, where there is a package of it. Any Chromium will do.
fn faster_browser(parts: &[Part]) {
    let wanted = parts.contains(&Part::E2e) && std::env::var_os("CHROMIUM").is_none();
    if !wanted || program::find(HEADLESS).is_some() || program::find("apt-get").is_none() {
        return;
    }
    let installed = say::step(&format!("Installing {HEADLESS}"), || {
        apt_install(&[HEADLESS])
    });
    if installed.is_err() {
        say::note("there is no such package here: another Chromium is used");
    }
}

fn on_path(names: &[&str]) -> bool {
    names.iter().all(|name| program::find(name).is_some())
}

/// Rust's own tools that a minimal installation leaves out.
fn components(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    for (part, tool, component) in [
        (Part::Fmt, "fmt", "rustfmt"),
        (Part::Clippy, "clippy", "clippy"),
    ] {
        let works = process::read(workspace.cargo().args([tool, "--version"])).is_ok();
        if parts.contains(&part) && !works {
            say::step(&format!("Installing {component}"), || {
                process::run(
                    Command::new("rustup")
                        .args(["component", "add", component])
                        .current_dir(workspace.root()),
                )
            })?;
        }
    }
    Ok(())
}

fn packages(parts: &[Part]) -> Result<()> {
    let missing: Vec<_> = PACKAGES
        .iter()
        .filter(|package| {
            package.parts.iter().any(|part| parts.contains(part)) && !(package.is_there)()
        })
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(", ");
    if program::find("apt-get").is_none() {
        bail!(
            "missing: {list}; there is no apt-get here, so install them with your package manager"
        );
    }
    say::step(&format!("Installing {list}"), || apt_install(&missing))
}

fn apt_install(names: &[&str]) -> Result<()> {
    process::run(apt_get()?.args(["update", "--quiet"]))?;
    process::run(
        apt_get()?
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(names),
    )
}

/// apt-get with the rights it needs.
fn apt_get() -> Result<Command> {
    let mut command = if Uid::effective().is_root() {
        Command::new("apt-get")
    } else if program::find("sudo").is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        bail!("that needs root: run it as root, or install sudo");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
