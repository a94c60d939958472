//! Gettext files (PO): what translators' tools read and write.

use app::words::Catalogue;
use domain::language::{ENGLISH, known};
use domain::text::Language;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use polib::catalog::Catalog;
use polib::message::Message;
use polib::metadata::CatalogMetadata;
use std::collections::BTreeSet;

/// Every sentence of the screens; a test keeps it in step with the code.
pub const TEMPLATE: &str = include_str!("../../content/languages/messages.pot");

/// A sentence of the screens, as the code has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sentence {
    /// The English, of one thing where it is about a number.
    pub english: String,
    /// The English of several.
    pub many: Option<String>,
    /// The files it stands in.
    pub sources: String,
}

/// Why a file is no use.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file or folder cannot be read.
    #[error("{0}")]
    Unread(String),
    /// It is no gettext file.
    #[error("{language}.po is not a gettext file: {why}")]
    Malformed {
        /// The language in its name.
        language: String,
        /// What the parser says.
        why: String,
    },
    /// Its name is no language.
    #[error(
        "“{0}” is not a language that Wellheard knows. Name the file after its tag, such as pl.po"
    )]
    NoLanguage(String),
}

/// A file, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What can be used of it.
    pub catalogue: Catalogue,
    /// Sentences that it does not translate.
    pub missing: Vec<String>,
    /// Sentences that the screens do not have, or no longer.
    pub unknown: Vec<String>,
    /// Translations that lack a gap or a part of the English, or have one that it has not. They are not used.
    pub broken: Vec<String>,
}

/// The sentences of the screens.
pub fn template() -> Vec<Sentence> {
    let parsed = polib::po_file::parse_from_reader(TEMPLATE.as_bytes());
    let messages = parsed.iter().flat_map(Catalog::messages);
    messages
        .map(|message| Sentence {
            english: message.msgid().to_owned(),
            many: message.msgid_plural().ok().map(str::to_owned),
            sources: message.source().to_owned(),
        })
        .collect()
}

/// Reads and checks a file.
///
/// # Errors
/// When it is no gettext file, or of no language.
pub fn read(language: &str, text: &str) -> Result<Checked, FileError> {
    let tag = Language::parse(language).ok();
    let known = tag
        .as_ref()
        .and_then(known)
        .filter(|known| known.tag != ENGLISH.tag);
    let known = known.ok_or_else(|| FileError::NoLanguage(language.to_owned()))?;
    let parsed = polib::po_file::parse_from_reader(text.as_bytes());
    let parsed = parsed.map_err(|error| FileError::Malformed {
        language: language.to_owned(),
        why: error.to_string(),
    })?;
    let forms = forms(language);
    let count = forms
        .bytes()
        .max()
        .map_or(1, |last| usize::from(last - b'0') + 1);
    let mut checked = Checked {
        catalogue: Catalogue {
            language: language.to_owned(),
            thousands: known.thousands.to_owned(),
            forms,
            ..Catalogue::default()
        },
        missing: Vec::new(),
        unknown: Vec::new(),
        broken: Vec::new(),
    };
    let sentences = template();
    for message in parsed.messages() {
        let english = message.msgid().to_owned();
        if !sentences.iter().any(|known| known.english == english) {
            checked.unknown.push(english);
            continue;
        }
        if !message.is_translated() || message.is_fuzzy() {
            continue;
        }
        let texts = match message.msgstr_plural() {
            Ok(texts) => texts.clone(),
            Err(_) => message.msgstr().map(str::to_owned).into_iter().collect(),
        };
        let fits = |text: &String| gaps(text).is_subset(&may_have(&english));
        let whole = !message.is_plural() || texts.len() == count;
        match whole && texts.iter().all(fits) {
            true => drop(checked.catalogue.sentences.insert(english, texts)),
            false => checked.broken.push(english),
        }
    }
    let missing = sentences.into_iter().map(|known| known.english);
    checked.missing = missing
        .filter(|english| !checked.catalogue.sentences.contains_key(english))
        .collect();
    Ok(checked)
}

/// A file of a language with every sentence, translated where `catalogue` has it.
pub fn written(language: &str, catalogue: Option<&Catalogue>) -> String {
    let forms = forms(language);
    let count = forms
        .bytes()
        .max()
        .map_or(1, |last| usize::from(last - b'0') + 1);
    let metadata = CatalogMetadata {
        project_id_version: "Wellheard".to_owned(),
        language: language.to_owned(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        ..CatalogMetadata::default()
    };
    let mut file = Catalog::new(metadata);
    file.metadata.plural_rules.nplurals = count;
    for sentence in template() {
        let texts = catalogue.and_then(|all| all.sentences.get(&sentence.english));
        let texts = texts.cloned().unwrap_or_else(|| vec![String::new(); count]);
        file.append_or_update(message(&sentence, texts));
    }
    let mut out = std::io::BufWriter::new(Vec::new());
    // Writing to memory does not fail.
    let _ = polib::po_file::write(&file, &mut out);
    let bytes = out.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A sentence with its translation, as it stands in a file.
pub fn message(sentence: &Sentence, texts: Vec<String>) -> Message {
    match &sentence.many {
        Some(many) => Message::build_plural()
            .with_msgid(sentence.english.clone())
            .with_msgid_plural(many.clone())
            .with_msgstr_plural(texts)
            .with_source(sentence.sources.clone())
            .done(),
        None => Message::build_singular()
            .with_msgid(sentence.english.clone())
            .with_msgstr(texts.into_iter().next().unwrap_or_default())
            .with_source(sentence.sources.clone())
            .done(),
    }
}

/// Which form goes with each number below 200, a digit each: forms are counted in the order zero, one, two, few, many,
/// other, as gettext files have them.
pub(super) fn forms(language: &str) -> String {
    let broad = language.split('-').next().unwrap_or(language);
    let rules = broad
        .parse()
        .ok()
        .and_then(|tag: unic_langid::LanguageIdentifier| {
            PluralRules::create(tag, PluralRuleType::CARDINAL).ok()
        });
    let place = |number: usize| match &rules {
        Some(rules) => match rules.select(number) {
            Ok(PluralCategory::ZERO) => 0,
            Ok(PluralCategory::ONE) => 1,
            Ok(PluralCategory::TWO) => 2,
            Ok(PluralCategory::FEW) => 3,
            Ok(PluralCategory::MANY) => 4,
            _ => 5,
        },
        None => {
            if number == 1 {
                1
            } else {
                5
            }
        }
    };
    let places: Vec<u8> = (0..200).map(place).collect();
    let used: BTreeSet<u8> = places.iter().copied().collect();
    let at = |place: &u8| {
        used.iter()
            .position(|used| used == place)
            .unwrap_or_default()
    };
    places
        .iter()
        .map(|place| char::from(b'0' + u8::try_from(at(place)).unwrap_or_default()))
        .collect()
}

/// Names of gaps and parts in a sentence.
fn gaps(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (opens, closes) in [('{', '}'), ('<', '>')] {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once(opens) {
            let Some((name, after)) = after.split_once(closes) else {
                break;
            };
            found.insert(format!("{opens}{name}{closes}"));
            rest = after;
        }
    }
    found
}

/// Gaps that a translation of this may have: those of the English, and the hour as it is counted elsewhere.
fn may_have(english: &str) -> BTreeSet<String> {
    let mut gaps = gaps(english);
    if gaps.contains("{hour}") {
        gaps.insert("{hour24}".to_owned());
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_in_the_order_of_gettext_files() {
        let of = |language: &str, number: usize| forms(language).as_bytes()[number] - b'0';
        assert_eq!(
            [0, 1, 2, 5, 12, 22].map(|n| of("pl", n)),
            [2, 0, 1, 2, 2, 1]
        );
        assert_eq!(
            [0, 1, 2, 3, 11, 100].map(|n| of("ar", n)),
            [0, 1, 2, 3, 4, 5]
        );
        assert_eq!([0, 1, 2].map(|n| of("en", n)), [1, 0, 1]);
        assert_eq!([0, 1, 2].map(|n| of("zh-Hant", n)), [0, 0, 0]);
    }

    #[test]
    fn a_translation_that_invents_a_gap_is_not_used_and_one_that_nobody_asked_for_is_told() {
        let text = "msgid \"\"\nmsgstr \"Language: pl\\n\"\n\nmsgid \"Open until {when}\"\nmsgstr \"Do {kiedy}\"\n\nmsgid \"Nobody says this\"\nmsgstr \"x\"\n";
        let checked = read("pl", text).unwrap();
        assert_eq!(checked.broken, ["Open until {when}"]);
        assert_eq!(checked.unknown, ["Nobody says this"]);
        assert!(checked.missing.contains(&"Open until {when}".to_owned()));
        assert!(read("klingon", text).is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let pseudo = super::super::pseudo::catalogue("pl");
        let mut pseudo = Catalogue {
            forms: forms("pl"),
            ..pseudo
        };
        for texts in pseudo.sentences.values_mut() {
            if texts.len() == 2 {
                texts.push("{n}".to_owned());
            }
        }
        let checked = read("pl", &written("pl", Some(&pseudo))).unwrap();
        assert_eq!(
            (checked.missing.len(), checked.broken.len()),
            (0, 0),
            "{:?}",
            checked.broken
        );
        assert_eq!(checked.catalogue.sentences, pseudo.sentences);
    }
}
