//! The built program, run as a person at a terminal runs it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder to work in, and the program.
pub struct Program {
    folder: tempfile::TempDir,
    url: Option<String>,
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Program {
    /// Without a database.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, url: None }
    }

    /// With an empty database of its own.
    pub fn with_database() -> Self {
        Self {
            url: Some("sqlite:own.db".to_owned()),
            ..Self::new()
        }
    }

    /// With the database at an address.
    pub fn on(url: &str) -> Self {
        Self {
            url: Some(url.to_owned()),
            ..Self::new()
        }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file there.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// Reads one.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs it with arguments, in the folder, without the settings of this machine.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[])
    }

    /// The same, with environment variables.
    pub fn run_with(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellheard"));
        command.current_dir(self.folder.path()).args(arguments);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("WELLHEARD_") {
                command.env_remove(name);
            }
        }
        if let Some(url) = &self.url {
            command.env("WELLHEARD_DATABASE_URL", url);
        }
        command.envs(settings.iter().copied());
        let done = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran {
            code: done.status.code().unwrap(),
            out: text(done.stdout),
            err: text(done.stderr),
        }
    }
}

impl Ran {
    /// That it ended well; its standard output.
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }
}

/// A file of the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}
