//! The same thing in several languages, and for several audiences.

use crate::text::{AudienceId, Language};
use serde::{Deserialize, Serialize};

/// Words for one language and, if `audience` is given, for that audience only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded<T> {
    /// The language the words are in.
    #[serde(default = "Language::english")]
    pub language: Language,
    /// The audience they are for; none means everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<AudienceId>,
    /// Whether a machine translated some of it and no speaker of the language has read that. Never stored here.
    #[serde(skip)]
    pub unchecked: bool,
    /// The words.
    #[serde(flatten)]
    pub words: T,
}

/// Every wording of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wordings<T>(pub Vec<Worded<T>>);

impl<T> Default for Wordings<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What was found, and whether it is in the language asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked<'a, T> {
    /// The words to show.
    pub words: &'a T,
    /// The language they are really in, for the `lang` attribute; a fallback must be visible.
    pub language: &'a Language,
    /// Whether a machine translated some of it and no speaker of the language has read that.
    pub unchecked: bool,
}

impl<T> Wordings<T> {
    /// Whether somebody has words of their own.
    pub fn has_own(&self, audience: &AudienceId) -> bool {
        self.0.iter().any(|w| w.audience.as_ref() == Some(audience))
    }

    /// The best words for a reader: own language first, own audience next, English before nothing.
    pub fn pick(
        &self,
        language: &Language,
        audience: Option<&AudienceId>,
    ) -> Option<Picked<'_, T>> {
        let english = Language::english();
        let find = |l: &Language, a: Option<&AudienceId>| {
            self.0
                .iter()
                .find(|w| &w.language == l && w.audience.as_ref() == a)
        };
        find(language, audience)
            .or_else(|| find(language, None))
            .or_else(|| find(&english, audience))
            .or_else(|| find(&english, None))
            .or_else(|| self.0.first())
            .map(|w| Picked {
                words: &w.words,
                language: &w.language,
                unchecked: w.unchecked,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worded(language: &str, audience: Option<&str>, words: &'static str) -> Worded<&'static str> {
        Worded {
            language: Language::parse(language).unwrap(),
            audience: audience.map(|a| AudienceId::parse(a).unwrap()),
            unchecked: false,
            words,
        }
    }

    #[test]
    fn a_reader_gets_their_own_language_before_their_own_audience_and_english_last() {
        let all = Wordings(vec![
            worded("en", None, "plain"),
            worded("en", Some("young-person"), "easy"),
            worded("pl", None, "polski"),
        ]);
        let young = AudienceId::parse("young-person").unwrap();
        let pick = |l: &str, a| all.pick(&Language::parse(l).unwrap(), a).unwrap();
        assert_eq!(pick("en", Some(&young)).words, &"easy");
        assert_eq!(pick("pl", Some(&young)).words, &"polski");
        assert_eq!(pick("cy", Some(&young)).words, &"easy");
        assert_eq!(pick("cy", None).language.as_str(), "en");
    }
}
