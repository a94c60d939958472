//! A file written whole or not at all: it gets its name only when it is finished.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where the bytes go. `-` is standard output.
pub struct Sink {
    out: BufWriter<Box<dyn Write + Send>>,
    /// The name it has, and the one it is to get.
    rename: Option<(PathBuf, PathBuf)>,
}

impl Sink {
    /// Begins a file, so that a folder that cannot be written to is found out before the work.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: &Path) -> io::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::over(Box::new(io::stdout()), None));
        }
        // A device, such as /dev/null, is written to as it is.
        if path.exists() && !path.is_file() {
            let file = File::options().write(true).open(path)?;
            return Ok(Self::over(Box::new(file), None));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let part = path.with_file_name(name);
        let file = File::create(&part)?;
        Ok(Self::over(Box::new(file), Some((part, path.to_owned()))))
    }

    fn over(out: Box<dyn Write + Send>, rename: Option<(PathBuf, PathBuf)>) -> Self {
        Self {
            out: BufWriter::new(out),
            rename,
        }
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When the last bytes cannot be written.
    pub fn commit(mut self) -> io::Result<()> {
        self.out.flush()?;
        match self.rename.take() {
            Some((part, path)) => std::fs::rename(&part, &path).inspect_err(|_| {
                let _ = std::fs::remove_file(&part);
            }),
            None => Ok(()),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some((part, _)) = self.rename.take() {
            let _ = std::fs::remove_file(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_finished_leaves_the_old_one_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.json");
        std::fs::write(&path, "old").unwrap();
        let mut sink = Sink::create(&path).unwrap();
        sink.write_all(b"half").unwrap();
        drop(sink);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        let mut sink = Sink::create(&path).unwrap();
        sink.write_all(b"new").unwrap();
        sink.commit().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
