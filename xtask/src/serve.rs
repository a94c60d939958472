//! `cargo xtask serve`: from a fresh clone to the demo council in a browser.

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::workspace::Workspace;
use crate::{assets, model, process, say};

/// How to serve.
#[derive(Args)]
pub struct Options {
    /// Build the server optimised: slower to build, faster to run
    #[arg(long)]
    release: bool,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:3000")]
    listen: String,
    /// Where answers are kept: sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL", default_value = "sqlite:data/demo.db")]
    database_url: String,
    /// Do without the sentence-vector model (84 MB, fetched once by pip)
    #[arg(long)]
    no_model: bool,
}

/// Builds what has changed, then becomes the server.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    assets::build(workspace)?;
    say::step(
        "Building the server (the first time takes several minutes)",
        || build(workspace, options.release),
    )?;
    make_database_folder(workspace, &options.database_url)?;
    let profile = if options.release { "release" } else { "debug" };
    if !options.no_model {
        let program = workspace.target().join(profile).join("wellheard");
        // Everything works without it, so a machine without a network is no obstacle.
        if let Err(error) = model::fetch(workspace, &program) {
            say::note(&format!(
                "Going on without the sentence-vector model: {error:#}\n    \
                 Suggestions agree with people less often; `cargo xtask model` tries again, --no-model asks no more."
            ));
        }
    }
    let error = Command::new(workspace.target().join(profile).join("wellheard"))
        .args([
            "serve",
            "--demo",
            "--listen",
            &options.listen,
            "--database-url",
            &options.database_url,
        ])
        .current_dir(workspace.root())
        .exec();
    Err(error).context("could not start the server that was just built")
}

/// Builds the server's program.
pub fn build(workspace: &Workspace, release: bool) -> Result<()> {
    // The server embeds this folder: it must exist when it is compiled.
    std::fs::create_dir_all(workspace.site())?;
    let mut cargo = workspace.cargo();
    cargo.args(["build", "--package", "server", "--bin", "wellheard"]);
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)
}

/// SQLite makes the file but not its folder.
fn make_database_folder(workspace: &Workspace, url: &str) -> Result<()> {
    let Some(folder) = database_folder(url) else {
        return Ok(());
    };
    let folder = workspace.root().join(folder);
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("could not make the folder {}", folder.display()))
}

/// The folder of a SQLite address: `sqlite:data/demo.db?mode=rwc` → `data`.
fn database_folder(url: &str) -> Option<&std::path::Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    let path = path.split('?').next().unwrap_or(path);
    std::path::Path::new(path)
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::database_folder;

    #[test]
    fn finds_the_folder_of_a_database() {
        assert_eq!(
            database_folder("sqlite:data/demo.db"),
            Some(Path::new("data"))
        );
        assert_eq!(
            database_folder("sqlite:///var/lib/w.db?mode=rwc"),
            Some(Path::new("/var/lib"))
        );
        assert_eq!(database_folder("sqlite:w.db"), None);
        assert_eq!(database_folder("postgres://localhost/w"), None);
    }
}
