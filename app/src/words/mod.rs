//! Every sentence of the screens, in the reader's language.
//!
//! English stands in the code, where it is read and reviewed, and is the key to its translation. [`Catalogue`] holds
//! the translations into one language; a sentence that it lacks is shown in English, and marked as English.

pub mod prose;
mod rich;

pub use rich::Rich;

use crate::platform;
use crate::visit::maybe_visit;
use domain::language::direction;
use domain::text::Language;
use leptos::prelude::*;
use leptos::tachys::html::attribute::IntoAttributeValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The id of the element with the sentences that a page's script may say.
pub const ON_PAGE: &str = "words";

/// Sentences of the screens in one language other than English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The language's tag.
    pub language: String,
    /// What stands between thousands.
    pub thousands: String,
    /// Which form of a sentence goes with a number: a digit for each number below 200, after which it repeats every 100.
    pub forms: String,
    /// English, to its translation: one text, or as many as there are forms.
    pub sentences: BTreeMap<String, Vec<String>>,
}

/// The language that the screens of a page speak, where that is not English.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Its sentences that the script of the page may say, as JSON.
    pub in_browser: Arc<str>,
    /// Whether every sentence of the screens is translated.
    pub complete: bool,
}

/// The language of the page's own sentences: the reader's, if the screens speak it.
pub fn page_language() -> Language {
    match (use_context::<Spoken>(), maybe_visit()) {
        (Some(_), Some(visit)) => visit.language,
        _ => Language::english(),
    }
}

/// The language that the reader chose, whether or not there are words in it.
pub fn wanted_language() -> Language {
    maybe_visit().map_or_else(Language::english, |visit| visit.language)
}

/// `lang` and `dir` of words that are in this language; none where the page is in it anyway.
pub fn marks(language: &Language) -> (Option<String>, Option<&'static str>) {
    match language == &page_language() {
        true => (None, None),
        false => (Some(language.to_string()), Some(direction(language))),
    }
}

/// Whether somebody who chose another language meets English here.
pub fn is_fallback(language: &Language) -> bool {
    language != &wanted_language()
}

impl Catalogue {
    /// The translation of a sentence without a number.
    pub fn one(&self, english: &str) -> Option<&str> {
        let found = self.sentences.get(english)?;
        found.first().map(String::as_str)
    }

    /// The translation of a sentence about so many.
    pub fn many(&self, english: &str, count: u64) -> Option<&str> {
        let at = usize::try_from(if count < 200 {
            count
        } else {
            100 + count % 100
        })
        .ok()?;
        let form = self.forms.as_bytes().get(at)?.checked_sub(b'0')?;
        let found = self.sentences.get(english)?;
        found.get(usize::from(form)).map(String::as_str)
    }
}

/// A sentence of the screens, shown in the reader's language. Made by `phrase!`, so that a test can list them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(&'static str);

impl Phrase {
    /// For `phrase!` only.
    pub const fn new(english: &'static str) -> Self {
        Self(english)
    }

    /// As it stands in the code.
    pub fn english(self) -> &'static str {
        self.0
    }

    /// In the reader's language.
    pub fn say(self) -> String {
        look_up(self.0).0
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say())
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.say()
    }
}

impl IntoRender for Phrase {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        let (text, fallen) = look_up(self.0);
        shown(text, fallen)
    }
}

impl IntoAttributeValue for Phrase {
    type Output = String;

    fn into_attribute_value(self) -> String {
        self.say()
    }
}

/// A text on the page; marked as English where it is not in the page's language.
fn shown(text: impl IntoView + 'static, fallen: bool) -> AnyView {
    match fallen {
        true => view! { <span lang="en" dir="ltr">{text}</span> }.into_any(),
        false => text.into_any(),
    }
}

/// The sentence in the reader's language, and whether it had to stay English.
fn look_up(english: &str) -> (String, bool) {
    let Some(catalogue) = platform::words() else {
        return (english.to_owned(), false);
    };
    match catalogue.one(english) {
        Some(text) => (text.to_owned(), false),
        None => (english.to_owned(), true),
    }
}

/// What `say!` makes: the sentence with its gaps filled.
pub fn filled(english: &str, gaps: &[(&str, String)]) -> String {
    fill(&look_up(english).0, gaps)
}

/// What `counted!` makes: the right form for the number, with its gaps filled.
pub fn counted(count: u64, one: &str, many: &str, gaps: &[(&str, String)]) -> String {
    let english = if count == 1 { one } else { many };
    let translated = platform::words();
    let text = translated.as_ref().and_then(|all| all.many(one, count));
    let mut gaps = gaps.to_vec();
    gaps.push(("n", crate::text::numbers::number(count)));
    fill(text.unwrap_or(english), &gaps)
}

/// Puts values in the places of their names: `{name}`.
pub fn fill(text: &str, gaps: &[(&str, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = gaps.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        match found {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A sentence as it stands in the code, for a constant, a list or a place on a page.
#[macro_export]
macro_rules! phrase {
    ($english:literal) => {
        $crate::words::Phrase::new($english)
    };
}

/// A sentence in the reader's language, with values in its gaps: `say!("Open until {when}", when = moment(at))`.
#[macro_export]
macro_rules! say {
    ($english:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::filled($english, &[$((stringify!($name), ($value).to_string())),*])
    };
}

/// A sentence about a number, which stands in its gap `{n}`: `counted!(5, "{n} clause", "{n} clauses")`.
#[macro_export]
macro_rules! counted {
    ($count:expr, $one:literal, $many:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::counted($count, $one, $many, &[$((stringify!($name), ($value).to_string())),*])
    };
}

/// A sentence with parts of the page in it: `rich!("Call {phone}, or <a>start again</a>.", {phone} = view, <a> =
/// |text| view)`.
#[macro_export]
macro_rules! rich {
    ($english:literal, $($parts:tt)+) => {
        $crate::rich_part!($crate::words::Rich::new($english), $($parts)+)
    };
}

/// One part of `rich!` after the other.
#[doc(hidden)]
#[macro_export]
macro_rules! rich_part {
    ($rich:expr $(,)?) => { $rich.show() };
    ($rich:expr, {$name:ident} = $view:expr $(, $($rest:tt)*)?) => {
        $crate::rich_part!($rich.with(stringify!($name), $view), $($($rest)*)?)
    };
    ($rich:expr, <$name:ident> = $around:expr $(, $($rest:tt)*)?) => {
        $crate::rich_part!($rich.around(stringify!($name), $around), $($($rest)*)?)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_by_name_and_what_is_no_gap_stays() {
        let gaps = [("a", "1".to_owned()), ("b", "{a}".to_owned())];
        assert_eq!(fill("{b} and {a}, {c} {", &gaps), "{a} and 1, {c} {");
    }

    #[test]
    fn the_form_follows_the_number() {
        let forms: String = (0..200)
            .map(|n| match (n, n % 10, n % 100) {
                (1, ..) => '0',
                (_, 2..=4, ..12 | 15..) => '1',
                _ => '2',
            })
            .collect();
        let texts = ["znak", "znaki", "znaków"].map(str::to_owned).to_vec();
        let polish = Catalogue {
            forms,
            sentences: [("{n} character".to_owned(), texts)].into(),
            ..Catalogue::default()
        };
        for (count, form) in [
            (1, "znak"),
            (3, "znaki"),
            (12, "znaków"),
            (1_002, "znaki"),
            (1_000_001, "znaków"),
        ] {
            assert_eq!(polish.many("{n} character", count), Some(form), "{count}");
        }
        assert_eq!(polish.one("Other"), None);
    }

    #[test]
    fn english_needs_no_catalogue() {
        assert_eq!(say!("Open until {when}", when = "noon"), "Open until noon");
        assert_eq!(counted!(1, "{n} clause", "{n} clauses"), "1 clause");
        assert_eq!(
            counted!(1_200, "{n} clause", "{n} clauses"),
            "1,200 clauses"
        );
        assert_eq!(phrase!("Change").to_string(), "Change");
    }
}
