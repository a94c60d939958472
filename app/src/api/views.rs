//! Themes cut by who raised them, where they live, and when.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::disclosure::Protected;
use domain::text::Slug;

/// How themes are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewBy {
    /// By whose questions were answered.
    #[default]
    Audience,
    /// By where people live.
    Locality,
    /// By the week in which responses came.
    Week,
}

impl ViewBy {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Audience, Self::Locality, Self::Week];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Audience => "audience",
            Self::Locality => "locality",
            Self::Week => "week",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == text)
    }
}

/// Themes by one cut. Small numbers are hidden, and what would give them away.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeView {
    /// The consultation.
    pub card: ConsultationCard,
    /// Questions with words of their own: id and name.
    pub sources: Vec<(String, String)>,
    /// What stands over the columns.
    pub columns: Vec<String>,
    /// Labels of the themes that anybody raised, in the order of the frame.
    pub themes: Vec<String>,
    /// People who raised each theme, confirmed, by column; under them those who wrote something.
    pub counts: Protected,
}

/// Themes cut. Needs `CodeThemes` in the consultation.
#[async_trait]
pub trait Views {
    /// Individuals who raised each theme, in answer to one question or to any (empty).
    async fn theme_view(
        &self,
        caller: &Caller,
        slug: &Slug,
        by: ViewBy,
        source: &str,
    ) -> Result<ThemeView, ApiError>;
}
