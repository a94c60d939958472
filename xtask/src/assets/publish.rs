//! Writing the site's folder so that it holds exactly what was built last.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::compress;

/// The published folder, and which of its files are wanted.
pub struct Folder {
    path: PathBuf,
    wanted: BTreeSet<PathBuf>,
}

impl Folder {
    /// Opens the folder, making it if need be.
    pub fn open(path: &Path) -> Result<Self> {
        std::fs::create_dir_all(path)
            .with_context(|| format!("could not make {}", path.display()))?;
        Ok(Self {
            path: path.to_path_buf(),
            wanted: BTreeSet::new(),
        })
    }

    /// Writes a file and its compressed forms, unless this very content is there already.
    pub fn publish(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let path = self.path.join(name);
        let unchanged = self.keep(name) && std::fs::read(&path).is_ok_and(|was| was == content);
        if unchanged {
            return Ok(());
        }
        if compress::is_worthwhile(name) {
            write(&with_ending(&path, "br"), &compress::brotli(content)?)?;
            write(&with_ending(&path, "gz"), &compress::gzip(content)?)?;
        }
        write(&path, content)
    }

    /// Publishes every file below a folder that others fill, under its own name.
    pub fn copy_tree(&mut self, source: &Path) -> Result<()> {
        self.copy_below(source, source)
    }

    fn copy_below(&mut self, top: &Path, folder: &Path) -> Result<()> {
        let Ok(entries) = folder.read_dir() else {
            return Ok(());
        };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                self.copy_below(top, &path)?;
            } else {
                let content = std::fs::read(&path)
                    .with_context(|| format!("could not read {}", path.display()))?;
                self.publish(&path.strip_prefix(top)?.to_string_lossy(), &content)?;
            }
        }
        Ok(())
    }

    /// Keeps files published earlier. False when any of them is gone.
    pub fn keep_all(&mut self, names: &[String]) -> bool {
        names.iter().all(|name| self.keep(name))
    }

    /// Removes every file that was neither published nor kept.
    pub fn remove_stale(&self) -> Result<()> {
        remove_unwanted(&self.path, &self.wanted)
    }

    /// Marks a file and its compressed forms as wanted. False when one of them is missing.
    fn keep(&mut self, name: &str) -> bool {
        let path = self.path.join(name);
        let mut files = vec![path.clone()];
        if compress::is_worthwhile(name) {
            files.extend([with_ending(&path, "br"), with_ending(&path, "gz")]);
        }
        let there = files.iter().all(|file| file.is_file());
        self.wanted.extend(files);
        there
    }
}

/// Tells the server the names of what was built.
pub fn manifest(site: &Path, bundle: &str, css: &str) -> Result<()> {
    let manifest = serde_json::json!({ "name": bundle, "css": css });
    write(&site.join("manifest.json"), manifest.to_string().as_bytes())
}

/// Writes a file in one move, so that nobody ever reads half of it. Leaves equal files alone.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    if std::fs::read(path).is_ok_and(|was| was == content) {
        return Ok(());
    }
    let folder = path.parent().context("a file without a folder")?;
    std::fs::create_dir_all(folder)?;
    let draft = with_ending(path, "part");
    std::fs::write(&draft, content)
        .and_then(|()| std::fs::rename(&draft, path))
        .with_context(|| format!("could not write {}", path.display()))
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn remove_unwanted(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            remove_unwanted(&path, wanted)?;
            // Fails while something is left in it, and then it is wanted.
            let _ = std::fs::remove_dir(&path);
        } else if !wanted.contains(&path) {
            std::fs::remove_file(&path)
                .with_context(|| format!("could not remove {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &Path) -> Vec<String> {
        let mut names: Vec<_> = path
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn holds_exactly_what_was_published_last() {
        let site = tempfile::tempdir().unwrap();
        let mut first = Folder::open(site.path()).unwrap();
        first.publish("a.1.css", b"a{}").unwrap();
        first.publish("deep/font.woff2", b"font").unwrap();
        first.remove_stale().unwrap();
        assert_eq!(
            names(site.path()),
            ["a.1.css", "a.1.css.br", "a.1.css.gz", "deep"]
        );

        let mut second = Folder::open(site.path()).unwrap();
        second.publish("a.2.css", b"b{}").unwrap();
        assert!(!second.keep_all(&["a.3.css".into()]));
        second.remove_stale().unwrap();
        assert_eq!(names(site.path()), ["a.2.css", "a.2.css.br", "a.2.css.gz"]);
    }

    #[test]
    fn files_kept_are_not_stale() {
        let site = tempfile::tempdir().unwrap();
        let mut first = Folder::open(site.path()).unwrap();
        first.publish("a.js", b"1").unwrap();
        let mut second = Folder::open(site.path()).unwrap();
        assert!(second.keep_all(&["a.js".into()]));
        second.remove_stale().unwrap();
        assert_eq!(names(site.path()).len(), 3);
    }
}
