//! Searching what people wrote, by words or by likeness.

use super::{ApiError, ConsultationCard, Origin};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding::Verdict;
use domain::id::TextItemId;
use domain::text::Slug;

/// A text that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundText {
    /// The text.
    pub text: TextItemId,
    /// Where it is from.
    pub origin: Origin,
    /// Verbatim and unscreened.
    pub words: String,
    /// How like it is, 0 to 1; none in a search by words.
    pub likeness: Option<f64>,
    /// What somebody found in it.
    pub verdict: Option<Verdict>,
    /// Labels of themes confirmed in it.
    pub themes: Vec<String>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The text that others are to be like, with its words.
    pub like: Option<(TextItemId, String)>,
    /// The best first.
    pub found: Vec<FoundText>,
    /// How many there are in all.
    pub total: u64,
    /// From 1.
    pub page: u64,
    /// Pages there are, at least 1.
    pub pages: u64,
}

/// How many texts a page of a search shows.
pub const FOUND_A_PAGE: u64 = 20;

/// Searching. Needs `CodeThemes` in the consultation.
#[async_trait]
pub trait Search {
    /// Texts that hold these words, or that are like another; nothing when neither is given.
    async fn search(
        &self,
        caller: &Caller,
        slug: &Slug,
        words: &str,
        like: Option<TextItemId>,
        page: u64,
    ) -> Result<SearchPage, ApiError>;
}
