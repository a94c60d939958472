//! Somebody's own words, as the public reads them.

use domain::id::QuoteId;
use domain::text::Language;

/// What somebody's words were said to, by its English name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteSource {
    /// A question.
    Question(String),
    /// A clause, with its number.
    Clause(String),
    /// The same, and the words are what it should say.
    Suggestion(String),
    /// Said at an event.
    Event,
    /// A letter or an e-mail.
    Letter,
}

/// A quote that anybody may read, or the gap where one was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicQuote {
    /// Names its page.
    pub id: QuoteId,
    /// Verbatim, redactions applied; none when it was erased.
    pub words: Option<String>,
    /// A broad role; an organisation that agreed, its name.
    pub who: String,
    /// The language that it was said in.
    pub language: Language,
    /// What it answers.
    pub source: QuoteSource,
    /// For officers only: the contribution's reference.
    pub reference: Option<String>,
}
