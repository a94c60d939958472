//! Who is looking at a page, as the server worked it out from the request.

use domain::access::Caller;
use domain::text::Language;
use leptos::prelude::{expect_context, use_context};
use serde::{Deserialize, Serialize};

/// One request for a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Who is asking.
    pub caller: Caller,
    /// Goes into every officer form, in the field `csrf`. Empty for the public.
    pub csrf: String,
    /// A form of this session that was refused, as it was typed. Shown once.
    pub retry: Option<Retry>,
    /// The path asked for, with its query.
    pub path: String,
    /// Whether they want pictures beside easy words.
    pub pictures: bool,
    /// Leave to answer the equality questions, from the cookie set when a response was sent.
    pub equality_token: Option<String>,
    /// The key of the response sent last from this browser: shows its receipt.
    pub receipt_key: Option<String>,
    /// The language that the reader chose.
    pub language: Language,
    /// The languages that this page can be read in, English first; empty where there is only English.
    pub languages: Vec<Language>,
}

/// A refused form: nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retry {
    /// The form's address (its `action`).
    pub form: String,
    /// Names and values as posted; never passwords.
    pub fields: Vec<(String, String)>,
    /// What is wrong: field name and code, or code alone for the whole form.
    pub errors: Vec<crate::api::FieldError>,
}

impl Retry {
    /// What was typed in a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}

impl Visit {
    /// A visit by somebody unknown.
    pub fn anybody(path: &str) -> Self {
        Self {
            caller: Caller::Visitor,
            csrf: String::new(),
            retry: None,
            path: path.to_owned(),
            pictures: true,
            equality_token: None,
            receipt_key: None,
            language: Language::english(),
            languages: Vec::new(),
        }
    }

    /// The language of this tag, if the page is offered in it.
    pub fn offered(&self, tag: &str) -> Option<&Language> {
        self.languages.iter().find(|known| known.as_str() == tag)
    }

    /// The refused form with this address, if that is what this page is showing again.
    pub fn retry_of(&self, form: &str) -> Option<&Retry> {
        self.retry.as_ref().filter(|retry| retry.form == form)
    }
}

/// The visit this page is being rendered for.
pub fn visit() -> Visit {
    expect_context()
}

/// The visit, where there may be none (an island in the browser).
pub fn maybe_visit() -> Option<Visit> {
    use_context()
}
