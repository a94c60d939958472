//! Remembers which bundle a compiled crate became, so that an unchanged one is not made again.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// A bundle as it was published.
#[derive(Debug, PartialEq)]
pub struct Published {
    /// Name without ending, shared by script and WebAssembly.
    pub name: String,
    /// Every file it consists of.
    pub files: Vec<String>,
}

/// The note kept beside the compiled crate.
pub struct Stamp(PathBuf);

impl Stamp {
    /// The note that belongs to a compiled crate.
    pub fn beside(compiled: &Path) -> Self {
        Self(compiled.with_extension("published.json"))
    }

    /// What was published, if it was made by this recipe.
    pub fn read(&self, recipe: &str) -> Option<Published> {
        let note: Value = serde_json::from_slice(&std::fs::read(&self.0).ok()?).ok()?;
        if note["recipe"] != recipe {
            return None;
        }
        let files = note["files"]
            .as_array()?
            .iter()
            .map(|file| file.as_str().map(str::to_owned));
        Some(Published {
            name: note["name"].as_str()?.to_owned(),
            files: files.collect::<Option<_>>()?,
        })
    }

    /// Notes what was published.
    pub fn write(&self, recipe: &str, published: &Published) -> Result<()> {
        let note = json!({ "recipe": recipe, "name": published.name, "files": published.files });
        std::fs::write(&self.0, note.to_string()).context("could not note what was built")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_under_one_recipe_only() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp::beside(&folder.path().join("app.wasm"));
        assert_eq!(stamp.read("r1"), None);
        let published = Published {
            name: "w.1".into(),
            files: vec!["w.1.js".into(), "w.1.wasm".into()],
        };
        stamp.write("r1", &published).unwrap();
        assert_eq!(stamp.read("r1"), Some(published));
        assert_eq!(stamp.read("r2"), None);
    }
}
