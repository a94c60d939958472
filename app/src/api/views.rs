//! Themes cut by who raised them, where they live, and when.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::disclosure::Protected;
use domain::id::ThemeId;
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

/// Whether small numbers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figures {
    /// As counted, for those who read the responses anyway and ask for them.
    Exact,
    /// Small numbers are hidden, and what would give them away.
    #[default]
    Published,
}

impl Figures {
    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Published => "published",
        }
    }

    /// Reads the word. Nothing, or what it does not know, shows no more than may be published.
    pub fn read(word: Option<&str>) -> Self {
        match word {
            Some("exact") => Self::Exact,
            _ => Self::Published,
        }
    }
}

/// Themes by one cut.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeView {
    /// The consultation.
    pub card: ConsultationCard,
    /// Questions with words of their own: id and name.
    pub sources: Vec<(String, String)>,
    /// What stands over the columns.
    pub columns: Vec<String>,
    /// Themes that anybody raised, with their labels, in the order of the frame.
    pub themes: Vec<(ThemeId, String)>,
    /// People who raised each theme, confirmed, by column; under them those who wrote something.
    pub counts: Protected,
    /// Whether small numbers are among them.
    pub figures: Figures,
    /// Texts that a person has read, and texts there are: until all are read, groups differ also by how much of theirs was.
    pub read: (u64, u64),
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
        figures: Figures,
    ) -> Result<ThemeView, ApiError>;
}
