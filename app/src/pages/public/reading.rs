//! In whose words a page is read: everybody's, or those of one audience (`?for=young-person`).

use crate::pages::params::query;
use crate::words::{marks, wanted_language};
use domain::content::Wordings;
use domain::language::direction;
use domain::text::{AudienceId, Language};
use leptos::prelude::*;

/// The reader of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    language: Language,
    audience: Option<AudienceId>,
}

impl Reading {
    /// From the page's query.
    pub fn of_page() -> Self {
        Self {
            language: wanted_language(),
            audience: query("for"),
        }
    }

    /// The words for this reader; and their language, when it is not the page's own and must be marked.
    pub fn words<T: Clone>(&self, wordings: &Wordings<T>) -> Option<(T, Option<String>)> {
        let picked = wordings.pick(&self.language, self.audience.as_ref())?;
        Some((picked.words.clone(), marks(picked.language).0))
    }

    /// The language that these words are in for this reader.
    pub fn language_of<T>(&self, wordings: &Wordings<T>) -> Language {
        let picked = wordings.pick(&self.language, self.audience.as_ref());
        picked.map_or_else(Language::english, |picked| picked.language.clone())
    }

    /// Whether a machine translated these words for this reader, and no speaker of the language has read them.
    pub fn unchecked<T>(&self, wordings: &Wordings<T>) -> bool {
        let picked = wordings.pick(&self.language, self.audience.as_ref());
        picked.is_some_and(|picked| picked.unchecked)
    }

    /// Whether the page is read in this audience's words.
    pub fn is(&self, audience: &AudienceId) -> bool {
        self.audience.as_ref() == Some(audience)
    }

    /// Whether there are words for this reader's audience and nobody else.
    pub fn has_own<T>(&self, wordings: &Wordings<T>) -> bool {
        let audience = self.audience.as_ref();
        audience.is_some_and(|audience| wordings.has_own(audience))
    }

    /// A path that keeps the reader's words.
    pub fn keep(&self, path: String) -> String {
        match &self.audience {
            Some(audience) => with_query(path, &format!("for={audience}")),
            None => path,
        }
    }
}

/// The `dir` that goes with a `lang`.
pub fn dir(lang: Option<&String>) -> Option<&'static str> {
    let language = lang.and_then(|lang| Language::parse(lang).ok())?;
    Some(direction(&language))
}

/// A path with a query added before its fragment.
pub fn with_query(path: String, pair: &str) -> String {
    let (path, fragment) = match path.split_once('#') {
        Some((path, fragment)) => (path, format!("#{fragment}")),
        None => (path.as_str(), String::new()),
    };
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}{pair}{fragment}")
}

/// "Easy read" and back again, where a consultation has easy words.
#[component]
pub fn EasyRead(
    /// The page, without a query.
    path: String,
    /// The audience whose words are easy; none where nobody's are.
    easy: Option<AudienceId>,
    reading: Reading,
) -> impl IntoView {
    easy.map(|audience| {
        let (href, text) = if reading.is(&audience) {
            (path, phrase!("Show the full version"))
        } else {
            (
                with_query(path, &format!("for={audience}")),
                phrase!("Easy read: show this page in shorter words"),
            )
        };
        view! { <p><a href=href>{text}</a></p> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_added_to_a_path_before_its_fragment() {
        let add = |path: &str| with_query(path.to_owned(), "for=x");
        assert_eq!(add("/a"), "/a?for=x");
        assert_eq!(add("/a?b=1#c"), "/a?b=1&for=x#c");
    }
}
