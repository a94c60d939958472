//! What typst sees of the world: one layout, one data file, the embedded fonts. No disk, no network, no clock.

use crate::export::ExportError;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::fonts::FontStore;

/// A layout, with the name that it and its data file go by.
pub(super) type Layout = (&'static str, &'static str);

/// Of reports.
pub(super) const REPORT: Layout = ("report", include_str!("report.typ"));
/// Of questionnaires on paper, and copies of answers.
pub(super) const PRINTED: Layout = ("printed", include_str!("printed.typ"));

static FONTS: LazyLock<FontStore> = LazyLock::new(|| {
    let mut fonts = FontStore::new();
    fonts.extend(typst_kit::fonts::embedded());
    fonts
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers of tables are an accessibility feature that typst still calls experimental.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Whether some font has the letter.
pub(super) fn shows(letter: char) -> bool {
    let book = FONTS.book();
    let mut fonts = (0..).map_while(|index| book.info(index));
    fonts.any(|font| font.coverage.contains(u32::from(letter)))
}

/// Where one report is set.
pub(super) struct Desk {
    layout: Source,
    data: FileId,
    json: Bytes,
}

impl Desk {
    /// Lays out the data file.
    pub fn new((name, layout): Layout, json: Vec<u8>) -> Result<Self, ExportError> {
        let path = |name: &str| {
            let path =
                VirtualPath::new(name).map_err(|error| ExportError::Pdf(format!("{error:?}")))?;
            Ok::<FileId, ExportError>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            layout: Source::new(path(&format!("{name}.typ"))?, layout.to_owned()),
            data: path(&format!("{name}.json"))?,
            json: Bytes::new(json),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        FONTS.book()
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.layout.id() {
            true => Ok(self.layout.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id == self.data {
            true => Ok(self.json.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
