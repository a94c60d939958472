//! A demo server of our own: on a free port, with a database that is thrown away.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use crate::background::{Background, free_address};

/// A running server. Dropping it stops it and removes its database.
pub struct DemoServer {
    // Before its folder: fields are dropped in this order.
    server: Background,
    _folder: TempDir,
}

impl DemoServer {
    /// Starts a program that was built before, and waits until it answers.
    pub fn start(program: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("wellheard-demo-")
            .tempdir()?;
        let database = format!("sqlite:{}", folder.path().join("demo.db").display());
        Ok(Self {
            server: serve(program, &database, &folder.path().join("log"))?,
            _folder: folder,
        })
    }

    /// Where it listens, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address())
    }
}

/// Serves the demo council from this database.
pub fn serve(program: &Path, database: &str, log: &Path) -> Result<Background> {
    let address: SocketAddr = free_address()?;
    let mut command = Command::new(program);
    command.args(["serve", "--demo", "--listen", &address.to_string()]);
    command.args(["--database-url", database]);
    // What measures sends as many as it can from one address.
    command.args(["--address-from", "nowhere"]);
    Background::start(&mut command, address, log)
}
