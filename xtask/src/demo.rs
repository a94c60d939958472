//! A demo server of our own: on a free port, with a database that is thrown away.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::{interrupt, process};

/// How long a server may take to load the demo data on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server. Dropping it stops it and removes its database.
pub struct DemoServer {
    address: SocketAddr,
    server: Child,
    folder: TempDir,
    _guard: interrupt::Guard,
}

impl DemoServer {
    /// Starts a program that was built before, and waits until it answers.
    pub fn start(program: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("wellheard-demo-")
            .tempdir()?;
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
        let database = format!("sqlite:{}", folder.path().join("demo.db").display());
        let log = std::fs::File::create(folder.path().join("log"))?;
        let server = Command::new(program)
            .args([
                "serve",
                "--demo",
                "--listen",
                &address.to_string(),
                "--database-url",
                &database,
            ])
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("could not start {}", program.display()))?;
        let guard = process::end_on_interrupt(&server);
        let mut demo = Self {
            address,
            server,
            folder,
            _guard: guard,
        };
        demo.wait_until_ready()?;
        Ok(demo)
    }

    /// Where it listens, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// It listens only once its data is loaded.
    fn wait_until_ready(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("the server ended at once ({status}):\n{}", self.log());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!(
            "the server did not listen after {} s:\n{}",
            PATIENCE.as_secs(),
            self.log()
        )
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        process::signal(self.server.id(), Signal::SIGTERM);
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(5) {
            if matches!(self.server.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // It had its chance; the data is thrown away anyhow.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A port that nobody listens on. Another program might take it first; that is unlikely enough.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
