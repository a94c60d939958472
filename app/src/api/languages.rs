//! Languages of a consultation: which there are, and the translations of its words.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::content::{Content, DocumentText, TextKey};
use domain::text::{Language, Slug};
use jiff::civil::DateTime;

/// Most characters of a translator's or a speaker's name.
pub const NAME_LIMIT: usize = 100;
/// Most characters of one translation.
pub const TRANSLATION_LIMIT: usize = 40_000;

/// Who or what translated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translator {
    /// Whether it was a machine.
    pub machine: bool,
    /// A person's or an agency's name, or the machine's; may be empty.
    pub name: String,
}

/// Translations to be saved together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Which text, and what it is in the language. Those that are as they were are left alone.
    pub texts: Vec<(TextKey, String)>,
    /// Who or what translated them.
    pub by: Translator,
    /// The newest step that the page showed.
    pub newest: u32,
    /// Whether they came in a file; only names the step.
    pub import: bool,
}

/// How a language of a consultation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageLine {
    /// Which.
    pub language: Language,
    /// Whether readers can choose it.
    pub offered: bool,
    /// Texts that there are in English.
    pub texts: usize,
    /// Those translated as they now are.
    pub translated: usize,
    /// Those whose English has changed since.
    pub stale: usize,
    /// Those translated, but not read by a speaker.
    pub unread: usize,
    /// Of these, those translated by a machine.
    pub unread_machine: usize,
    /// The speaker who read it last, and when, London wall time.
    pub checked: Option<(String, DateTime)>,
}

/// The languages of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct LanguageList {
    /// The consultation.
    pub card: ConsultationCard,
    /// Its languages, English apart.
    pub languages: Vec<LanguageLine>,
    /// Whether the caller may change them.
    pub may_edit: bool,
}

/// How a translation stands to its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It says what the English says now.
    Done,
    /// There is none.
    Missing,
    /// The English has changed: what it said when it was translated.
    Stale(String),
}

/// A text with its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// Which text.
    pub key: TextKey,
    /// The English as it is now.
    pub english: String,
    /// The translation; empty where there is none.
    pub words: String,
    /// How the two stand.
    pub state: State,
    /// Who or what translated.
    pub by: Translator,
    /// Whether a speaker read it.
    pub read: bool,
    /// Whether it stays as it is: people met it so, and the consultation has closed.
    pub fixed: bool,
}

/// A time that translations were saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslationStep {
    /// From 1.
    pub number: u32,
    /// `save`, `import` or `back`.
    pub what: String,
    /// A staff e-mail.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
}

/// A language being translated.
#[derive(Clone, Debug, PartialEq)]
pub struct Translating {
    /// The consultation.
    pub card: ConsultationCard,
    /// Its newest words.
    pub content: Content,
    /// The newest version of each document, published or not.
    pub documents: Vec<DocumentText>,
    /// How the language stands.
    pub line: LanguageLine,
    /// Every text, in reading order.
    pub texts: Vec<TextLine>,
    /// The newest steps, newest first.
    pub steps: Vec<TranslationStep>,
    /// Number of the newest step; 0 before the first.
    pub newest: u32,
    /// Whether the caller may change some of it.
    pub may_edit: bool,
    /// Whether the consultation has closed: then only what is new in a document since can be translated.
    pub closed: bool,
}

/// Translating a consultation.
#[async_trait]
pub trait Languages {
    /// The languages of a consultation.
    async fn languages(&self, caller: &Caller, slug: &Slug) -> Result<LanguageList, ApiError>;

    /// One of them. `NotFound` where it was not added.
    async fn translating(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
    ) -> Result<Translating, ApiError>;

    /// Adds a language. Field: `language` (`missing`).
    async fn add_language(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: Option<&Language>,
    ) -> Result<(), ApiError>;

    /// Lets readers choose a language, or not any more. Conflicts: `nothing_translated`, `closed`.
    async fn offer_language(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        offered: bool,
    ) -> Result<(), ApiError>;

    /// Saves translations, and gives how many were new.
    ///
    /// Conflict: `closed`. Fields: `translator` (`too_long`); the text's key (`too_long`, `changed_meanwhile` by somebody
    /// else, `gone`, `closed` for what people have met as it is).
    async fn save_translations(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        batch: Batch,
    ) -> Result<usize, ApiError>;

    /// Goes back to the translations after a step (0: to none). Conflicts: `changed_meanwhile`, `closed`.
    async fn translations_back(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        number: u32,
        newest: u32,
    ) -> Result<(), ApiError>;

    /// Writes down that a speaker has read the translations. Field: `speaker` (`missing`, `too_long`). Conflicts:
    /// `changed_meanwhile`.
    async fn translations_read(
        &self,
        caller: &Caller,
        slug: &Slug,
        language: &Language,
        speaker: &str,
        newest: u32,
    ) -> Result<(), ApiError>;
}
