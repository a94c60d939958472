//! A PostgreSQL of our own: started for the tests, thrown away after them.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use nix::sys::signal::Signal;
use nix::unistd::{Uid, User};
use tempfile::TempDir;

use crate::background::free_address;
use crate::{interrupt, process, program};

/// How long a cluster may take to start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The folder with PostgreSQL's server programs: the newest that is installed.
pub fn programs() -> Result<PathBuf> {
    let version = |folder: &PathBuf| {
        folder
            .file_name()
            .and_then(|name| name.to_str()?.parse::<u32>().ok())
    };
    let mut folders: Vec<PathBuf> = Path::new("/usr/lib/postgresql")
        .read_dir()
        .map(|entries| {
            entries
                .filter_map(|entry| Some(entry.ok()?.path()))
                .collect()
        })
        .unwrap_or_default();
    folders.sort_by_key(version);
    let mut candidates = folders.into_iter().rev().map(|folder| folder.join("bin"));
    let complete = |folder: &PathBuf| {
        ["initdb", "postgres", "pg_isready"]
            .iter()
            .all(|name| program::is_program(&folder.join(name)))
    };
    let on_path = program::find("initdb").and_then(|file| Some(file.parent()?.to_path_buf()));
    candidates
        .find(complete)
        .or_else(|| on_path.filter(complete))
        .context("PostgreSQL's server programs are missing: install the package `postgresql`")
}

/// A running cluster. Dropping it, or interrupting us, stops and removes it.
pub struct Cluster {
    url: String,
    running: Arc<Mutex<Option<Running>>>,
    _guard: interrupt::Guard,
}

struct Running {
    server: Child,
    /// Removed when dropped, after the server has ended.
    folder: TempDir,
}

impl Cluster {
    /// Makes and starts a cluster, as safe with data as a real one.
    pub fn start(programs: &Path) -> Result<Self> {
        Self::start_in(programs, &std::env::temp_dir())
    }

    /// The same, its files below this folder.
    pub fn start_in(programs: &Path, parent: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("wellheard-postgres-")
            .tempdir_in(parent)?;
        let owner = owner()?;
        if let Some(owner) = &owner {
            std::os::unix::fs::chown(
                folder.path(),
                Some(owner.uid.as_raw()),
                Some(owner.gid.as_raw()),
            )?;
        }
        let command = |name: &str| {
            let mut command = Command::new(programs.join(name));
            command.current_dir(folder.path()).stdin(Stdio::null());
            if let Some(owner) = &owner {
                command.uid(owner.uid.as_raw()).gid(owner.gid.as_raw());
            }
            command
        };
        let data = folder.path().join("data");
        let mut initdb = command("initdb");
        initdb.arg("--pgdata").arg(&data).args([
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
        ]);
        process::read(initdb.args(["--encoding=UTF8", "--locale=C.UTF-8"]))?;

        let port = free_address()?.port();
        let log = folder.path().join("log");
        let server = command("postgres")
            .arg("-D")
            .arg(&data)
            .args([
                "-p",
                &port.to_string(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=on",
            ])
            .args(["-c", "max_connections=300", "-c"])
            .arg(format!(
                "unix_socket_directories={}",
                folder.path().display()
            ))
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&log)?)
            // Out of our process group: Ctrl-C must not stop it before the tests that use it.
            .process_group(0)
            .spawn()
            .context("could not start PostgreSQL")?;

        let running = Arc::new(Mutex::new(Some(Running { server, folder })));
        let undo = Arc::clone(&running);
        let guard = interrupt::on_interrupt(move || stop(&undo));
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let cluster = Self {
            url,
            running,
            _guard: guard,
        };
        cluster.wait_until_ready(&programs.join("pg_isready"), port, &log)?;
        Ok(cluster)
    }

    /// Where to connect, as a superuser.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&self, pg_isready: &Path, port: u16, log: &Path) -> Result<()> {
        let start = Instant::now();
        let said = || std::fs::read_to_string(log).unwrap_or_default();
        while start.elapsed() < PATIENCE {
            let ready = Command::new(pg_isready)
                .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
                .status()?;
            if ready.success() {
                return Ok(());
            }
            if let Some(running) = lock(&self.running).as_mut() {
                ensure!(
                    running.server.try_wait()?.is_none(),
                    "PostgreSQL ended at once:\n{}",
                    said()
                );
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!(
            "PostgreSQL was not ready after {} s:\n{}",
            PATIENCE.as_secs(),
            said()
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.running);
    }
}

/// Ends the server at once, as nobody will miss its data, and removes its folder.
fn stop(running: &Mutex<Option<Running>>) {
    if let Some(Running { mut server, folder }) = lock(running).take() {
        process::signal(server.id(), Signal::SIGQUIT);
        let _ = server.wait();
        drop(folder);
    }
}

/// PostgreSQL refuses to run as root: then it runs as another user.
fn owner() -> Result<Option<User>> {
    if !Uid::effective().is_root() {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let Some(user) = User::from_name(name)? {
            return Ok(Some(user));
        }
    }
    bail!(
        "PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as"
    )
}

fn lock(running: &Mutex<Option<Running>>) -> std::sync::MutexGuard<'_, Option<Running>> {
    running
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
