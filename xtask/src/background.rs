//! A server of our own in the background: started, waited for, and stopped with us.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;

use crate::{interrupt, process};

/// How long a server may take to load the demo data on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server. Dropping it, or interrupting us, stops it.
pub struct Background {
    address: SocketAddr,
    server: Child,
    log: PathBuf,
    _guard: interrupt::Guard,
}

impl Background {
    /// Starts what listens at this address, and waits until it does. What it says goes to the log.
    pub fn start(command: &mut Command, address: SocketAddr, log: &Path) -> Result<Self> {
        let file = std::fs::File::create(log)?;
        let server = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("could not start {}", command.get_program().display()))?;
        let guard = process::end_on_interrupt(&server);
        let mut started = Self {
            address,
            server,
            log: log.to_path_buf(),
            _guard: guard,
        };
        started.wait_until_ready()?;
        Ok(started)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// It listens only once its data is loaded.
    fn wait_until_ready(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("the server ended at once ({status}):\n{}", self.said());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!(
            "the server did not listen after {} s:\n{}",
            PATIENCE.as_secs(),
            self.said()
        )
    }

    fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Background {
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

/// An address that nobody listens on. Another program might take it first; that is unlikely enough.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
