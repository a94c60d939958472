//! From Rust to WebAssembly and the script that loads it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::NAME;
use crate::process;
use crate::wasm_target::TARGET;
use crate::workspace::Workspace;

/// Change this when the steps after compiling change, so that nobody keeps an old result.
pub const RECIPE: &str = "1";

/// What wasm-bindgen makes of a compiled crate.
pub struct Bound {
    pub js: String,
    pub wasm: Vec<u8>,
    /// Scripts of dependencies, by their path beside the main script.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Compiles the app's islands. Cargo knows best whether anything has changed.
pub fn compile(workspace: &Workspace) -> Result<PathBuf> {
    // A folder of its own: flags and profile differ from everything else that is built.
    let target = workspace.target().join("front");
    let mut cargo = workspace.cargo();
    cargo.args([
        "rustc",
        "--package",
        "app",
        "--lib",
        "--crate-type",
        "cdylib",
    ]);
    cargo.args([
        "--target",
        TARGET,
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    // Pages hide the types of their parts for the compiler's sake; islands are small, and an eighth smaller with them.
    cargo
        .env("RUSTFLAGS", "")
        .args(["--profile", "wasm-release", "--target-dir"])
        .arg(&target);
    process::run(&mut cargo)?;
    Ok(target.join(TARGET).join("wasm-release/app.wasm"))
}

/// Generates the script that loads the compiled crate.
pub fn bind(raw: &Path) -> Result<Bound> {
    let folder = tempfile::tempdir().context("could not make a temporary folder")?;
    Bindgen::new()
        .input_path(raw)
        .web(true)?
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name(NAME)
        .generate(folder.path())
        .context(
            "wasm-bindgen failed: its library and the crate in Cargo.lock must be of one version",
        )?;
    let read = |file: String| {
        std::fs::read(folder.path().join(&file)).with_context(|| format!("no {file}"))
    };
    let js = String::from_utf8(read(format!("{NAME}.js"))?).context("the script is not UTF-8")?;
    let wasm = read(format!("{NAME}_bg.wasm"))?;
    let mut snippets = Vec::new();
    collect(
        folder.path(),
        &folder.path().join("snippets"),
        &mut snippets,
    )?;
    Ok(Bound { js, wasm, snippets })
}

/// Makes the script load the WebAssembly of the same name.
pub fn address_wasm(js: &str, name: &str) -> Result<String> {
    let generated = format!("{NAME}_bg.wasm");
    ensure!(
        js.contains(&generated),
        "the generated script does not name {generated}: wasm-bindgen has changed"
    );
    Ok(js.replace(&generated, &format!("{name}.wasm")))
}

/// All files below a folder, by their path from `top`.
fn collect(top: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    let Ok(entries) = folder.read_dir() else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(top, &path, files)?;
        } else {
            let name = path.strip_prefix(top)?.to_string_lossy().into_owned();
            files.push((name, std::fs::read(&path)?));
        }
    }
    files.sort();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::address_wasm;

    #[test]
    fn the_script_loads_the_renamed_file() {
        let js = "module_or_path = new URL('wellheard_bg.wasm', import.meta.url);";
        let fixed = address_wasm(js, "wellheard.0123").unwrap();
        assert_eq!(
            fixed,
            "module_or_path = new URL('wellheard.0123.wasm', import.meta.url);"
        );
        assert!(address_wasm("fetch('other.wasm')", "wellheard.0123").is_err());
    }
}
