//! Spans that may identify a person, for a person to look at. Nothing is removed here.
//!
//! Numbers with a check digit are checked, so that they are seldom wrong. Schools are guessed from their surroundings,
//! names from those or from a list, and an unusual one slips through. A clean result is no proof that a text is anonymous.

mod dates;
mod names;
mod numbers;
mod places;
mod reach;

use crate::span::{CodePoints, Span};

/// What a span seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Email,
    UkPhone,
    Postcode,
    NhsNumber,
    /// Unique pupil number.
    Upn,
    DateOfBirth,
    Name,
    School,
    Address,
    SocialHandle,
}

impl Kind {
    /// Every kind. Where two of one length claim a span, the earlier wins.
    pub const ALL: [Self; 10] = [
        Self::Email,
        Self::NhsNumber,
        Self::Upn,
        Self::UkPhone,
        Self::Postcode,
        Self::DateOfBirth,
        Self::Address,
        Self::School,
        Self::SocialHandle,
        Self::Name,
    ];

    /// The name used in outputs; stays the same between versions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::UkPhone => "uk_phone",
            Self::Postcode => "postcode",
            Self::NhsNumber => "nhs_number",
            Self::Upn => "upn",
            Self::DateOfBirth => "date_of_birth",
            Self::Name => "name",
            Self::School => "school",
            Self::Address => "address",
            Self::SocialHandle => "social_handle",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub span: Span,
    pub kind: Kind,
}

/// A finding in bytes, as the searches give it.
type Hit = (std::ops::Range<usize>, Kind);

/// What may identify a person in a text, in order, without overlaps. Where findings overlap the surer kind wins: an
/// address keeps its postcode inside, an e-mail its handle.
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut hits: Vec<Hit> = Vec::new();
    reach::find(text, &mut hits);
    numbers::find(text, &mut hits);
    dates::find(text, &mut hits);
    places::find(text, &mut hits);
    names::find(text, &mut hits);
    hits.sort_by_key(|(range, kind)| {
        let rank = Kind::ALL.iter().position(|k| k == kind);
        (rank, range.start)
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if !kept
            .iter()
            .any(|(range, _)| range.start < hit.0.end && hit.0.start < range.end)
        {
            kept.push(hit);
        }
    }
    if kept.is_empty() {
        return Vec::new();
    }
    kept.sort_by_key(|(range, _)| range.start);
    let points = CodePoints::new(text);
    kept.into_iter()
        .map(|(range, kind)| Found {
            span: points.span(range),
            kind,
        })
        .collect()
}

/// A pattern of this crate, all of which a test compiles.
fn pattern(source: &str) -> regex::Regex {
    regex::Regex::new(source).expect("patterns are constants and every one is used in a test")
}

#[cfg(test)]
mod tests;
