//! The part of Rust that compiles for browsers, installed when missing.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use crate::{process, program, say};

/// What Rust calls a browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Installs the standard library for browsers unless it is there.
pub fn install(workspace: &Workspace) -> Result<()> {
    if is_installed(workspace)? {
        return Ok(());
    }
    if program::find("rustup").is_none() {
        bail!(
            "this Rust has no standard library for {TARGET} and rustup is missing: \
             install Rust by rustup, or add that target with your package manager"
        );
    }
    say::step("Installing Rust's browser target", || {
        process::run(
            Command::new("rustup")
                .args(["target", "add", TARGET])
                .current_dir(workspace.root()),
        )
    })
}

/// Looks for the library itself: asking rustup would fail where Rust came another way.
fn is_installed(workspace: &Workspace) -> Result<bool> {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(workspace.root());
    let folder = process::read(&mut rustc)?;
    let found = Path::new(folder.trim()).read_dir();
    Ok(found.is_ok_and(|mut files| files.next().is_some()))
}
