//! A codebook: the themes an officer has named, with what belongs in each.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// One code of a codebook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definition {
    /// Stable id of the theme, unique in its codebook.
    pub code: String,
    /// Short name shown to people.
    pub label: String,
    /// What the theme means; may be empty.
    pub definition: String,
    /// Words, phrases or sentences that belong.
    pub include: Vec<String>,
    /// Words, phrases or sentences that look alike and do not belong.
    pub exclude: Vec<String>,
}

impl Definition {
    /// All that is said of the theme, text by text: label, definition, then what belongs and what does not.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let said = [&self.label, &self.definition].into_iter();
        said.chain(&self.include)
            .chain(&self.exclude)
            .map(String::as_str)
    }
}

/// Definitions in the order the officer wrote them.
///
/// As JSON: `{code: {"label", "definition", "include"?, "exclude"?}}`, where `include` and `exclude` are a string or a
/// list of strings. Reading fails on a code that stands twice, since one of the two would be lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codebook {
    pub definitions: Vec<Definition>,
}

impl Codebook {
    /// The place of a code in the codebook.
    #[must_use]
    pub fn position(&self, code: &str) -> Option<usize> {
        self.definitions.iter().position(|d| d.code == code)
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Entry {
    label: Option<String>,
    definition: Option<String>,
    include: Option<Phrases>,
    exclude: Option<Phrases>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Phrases {
    One(String),
    Many(Vec<String>),
}

impl Phrases {
    fn list(phrases: Option<Self>) -> Vec<String> {
        match phrases {
            None => Vec::new(),
            Some(Self::One(one)) => vec![one],
            Some(Self::Many(many)) => many,
        }
    }
}

impl<'de> Deserialize<'de> for Codebook {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Reads the map entry by entry: a map type would sort the codes or keep the last of two.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Codebook;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map of codes to {label, definition, include, exclude}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Codebook, A::Error> {
        let mut seen = BTreeSet::new();
        let mut definitions = Vec::new();
        while let Some((code, entry)) = map.next_entry::<String, Entry>()? {
            if !seen.insert(code.clone()) {
                return Err(A::Error::custom(format!("code {code:?} stands twice")));
            }
            definitions.push(Definition {
                label: entry
                    .label
                    .filter(|label| !label.trim().is_empty())
                    .unwrap_or_else(|| code.clone()),
                definition: entry.definition.unwrap_or_default(),
                include: Phrases::list(entry.include),
                exclude: Phrases::list(entry.exclude),
                code,
            });
        }
        Ok(Codebook { definitions })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_the_order_of_the_file() {
        let book: Codebook = serde_json::from_str(
            r#"{"z": {"label": "Last letter", "definition": "d"}, "a": {"label": "", "definition": ""}}"#,
        )
        .unwrap();
        let codes: Vec<_> = book.definitions.iter().map(|d| d.code.as_str()).collect();
        assert_eq!(codes, ["z", "a"]);
        assert_eq!(
            book.definitions[1].label, "a",
            "a blank label falls back to the code"
        );
        assert_eq!(book.position("a"), Some(1));
    }

    #[test]
    fn include_and_exclude_may_be_a_string_or_a_list() {
        let book: Codebook = serde_json::from_str(
            r#"{"a": {"label": "A", "definition": "d", "include": "one", "exclude": ["two", "three"]}}"#,
        )
        .unwrap();
        assert_eq!(book.definitions[0].include, ["one"]);
        assert_eq!(book.definitions[0].exclude, ["two", "three"]);
    }

    #[test]
    fn a_code_that_stands_twice_is_refused_by_name() {
        let error = serde_json::from_str::<Codebook>(r#"{"a": {}, "a": {}}"#).unwrap_err();
        assert!(error.to_string().contains("\"a\" stands twice"), "{error}");
    }
}
