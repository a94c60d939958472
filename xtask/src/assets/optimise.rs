//! Shrinking WebAssembly with binaryen.
//!
//! Only the npm package whose version `xtask/package.json` pins: binaryen as distributions ship
//! it can be years old, and then breaks the bundle without a word.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{node, process, program, say};

/// The optimiser, or the knowledge that there is none.
pub struct Optimiser {
    script: Option<PathBuf>,
    version: String,
}

/// Finds the optimiser, installing it where npm is at hand.
pub fn find(workspace: &Workspace) -> Optimiser {
    let folder = workspace.root().join("xtask");
    let missing = |why: &str| {
        say::note(&format!(
            "notice: {why}: the bundle is not shrunk and about twice the size"
        ));
        Optimiser {
            script: None,
            version: "none".into(),
        }
    };
    if program::find("node").is_none() || program::find("npm").is_none() {
        return missing("Node.js and npm are not installed");
    }
    if let Err(error) = node::npm_packages(&folder) {
        return missing(&format!("{error:#}"));
    }
    let lock = std::fs::read_to_string(folder.join("package-lock.json")).unwrap_or_default();
    Optimiser {
        script: Some(folder.join("node_modules/binaryen/bin/wasm-opt")),
        version: lock,
    }
}

impl Optimiser {
    /// Changes whenever the result may change.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Shrinks a module, or gives it back as it was.
    pub fn run(&self, wasm: Vec<u8>) -> Result<Vec<u8>> {
        let Some(script) = &self.script else {
            return Ok(wasm);
        };
        let folder = tempfile::tempdir().context("could not make a temporary folder")?;
        let (input, output) = (
            folder.path().join("in.wasm"),
            folder.path().join("out.wasm"),
        );
        std::fs::write(&input, wasm)?;
        process::run(
            Command::new("node")
                .arg(script)
                .arg("-Oz")
                .arg(&input)
                .arg("-o")
                .arg(&output),
        )?;
        std::fs::read(&output).context("wasm-opt wrote nothing")
    }
}
