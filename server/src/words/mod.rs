//! The sentences of the screens in other languages: read from gettext files, checked, and handed to the pages.

mod file;
pub mod pseudo;

pub use file::{Checked, FileError, Sentence, message, read, template, written};

use app::words::Catalogue;
use domain::language::PSEUDO;
use domain::text::Language;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Catalogues that come with the program, by language.
const BUILT_IN: [(&str, &str); 0] = [];

/// Sentences that the script of a page may say stand in these files.
const IN_BROWSER: [&str; 9] = [
    "app/src/islands/",
    "app/src/platform/live/",
    "app/src/text/comments.rs",
    "app/src/text/dates.rs",
    "app/src/text/labels.rs",
    "app/src/text/listen.rs",
    "app/src/text/numbers.rs",
    "app/src/text/problems.rs",
    "app/src/text/saving.rs",
];

/// One language of the screens.
#[derive(Clone, Debug)]
pub struct Screens {
    /// Every sentence.
    pub all: Arc<Catalogue>,
    /// Those that the script of a page may say, as JSON.
    pub in_browser: Arc<str>,
    /// Whether every sentence is translated.
    pub complete: bool,
}

/// The languages of the screens, English apart. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Languages(Arc<BTreeMap<String, Screens>>);

impl Languages {
    /// What comes with the program.
    ///
    /// # Errors
    /// When a file of it cannot be read, which a test prevents.
    pub fn built_in() -> Result<Self, FileError> {
        let mut all = Self::default();
        for (language, text) in BUILT_IN {
            all = all.with(read(language, text)?.catalogue);
        }
        Ok(all)
    }

    /// The same and every `LANGUAGE.po` of a folder, which goes before what comes with the program.
    ///
    /// # Errors
    /// When the folder or a file of it cannot be read.
    pub fn with_folder(mut self, folder: &Path) -> Result<Self, FileError> {
        let unread =
            |error: std::io::Error| FileError::Unread(format!("{}: {error}", folder.display()));
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unread)? {
            paths.push(entry.map_err(unread)?.path());
        }
        paths.sort();
        for path in paths {
            if path.extension().is_none_or(|end| end != "po") {
                continue;
            }
            let name = path
                .file_stem()
                .map(|name| name.to_string_lossy().into_owned());
            let text = std::fs::read_to_string(&path).map_err(unread)?;
            self = self.with(read(&name.unwrap_or_default(), &text)?.catalogue);
        }
        Ok(self)
    }

    /// The same and the pseudo-languages.
    #[must_use]
    pub fn with_pseudo(self) -> Self {
        PSEUDO
            .iter()
            .fold(self, |all, known| all.with(pseudo::catalogue(known.tag)))
    }

    /// A language of the screens; none for English, and for one that nobody has translated.
    pub fn of(&self, language: &Language) -> Option<&Screens> {
        self.0.get(language.as_str())
    }

    fn with(self, catalogue: Catalogue) -> Self {
        let (mut all, template) = (BTreeMap::clone(&self.0), template());
        let mut in_browser = catalogue.clone();
        in_browser.sentences.retain(|english, _| {
            let here = template.iter().find(|known| &known.english == english);
            here.is_some_and(|known| IN_BROWSER.iter().any(|file| known.sources.contains(file)))
        });
        let in_browser = serde_json::to_string(&in_browser).unwrap_or_default();
        let complete = template
            .iter()
            .all(|known| catalogue.sentences.contains_key(&known.english));
        let screens = Screens {
            // Inside a script element, nothing may look like its end.
            in_browser: in_browser.replace('<', "\\u003c").into(),
            complete,
            all: Arc::new(catalogue),
        };
        all.insert(screens.all.language.clone(), screens);
        Self(Arc::new(all))
    }
}
