//! Addresses of words that are not published, and of walks through them.

use domain::journey::Page;
use domain::text::{AudienceId, Language, Slug};

/// The working copy as an audience would meet it.
pub fn build_preview(slug: &Slug, audience: Option<&AudienceId>, phone: bool) -> String {
    preview_of(&super::build_form(slug, "preview"), audience, None, phone)
}

/// A preview at an address, of one audience, in a language (English if none), on a desk or as on a phone.
pub fn preview_of(
    page: &str,
    audience: Option<&AudienceId>,
    language: Option<&Language>,
    phone: bool,
) -> String {
    let audience = audience.map(|a| format!("audience={a}"));
    let language = language
        .filter(|l| **l != Language::english())
        .map(|l| format!("language={l}"));
    let phone = phone.then(|| "phone=yes".to_owned());
    let pairs: Vec<String> = audience.into_iter().chain(language).chain(phone).collect();
    match pairs.is_empty() {
        true => page.to_owned(),
        false => format!("{page}?{}", pairs.join("&")),
    }
}

/// The same for a reviewer who has a link.
pub fn preview(token: &str) -> String {
    format!("/preview/{token}")
}

/// The paper form of an audience, from the address of a preview, in a language (English if none).
pub fn preview_paper(preview: &str, audience: &AudienceId, language: &Language) -> String {
    preview_of(
        &format!("{preview}/paper/{audience}"),
        None,
        Some(language),
        false,
    )
}

/// Where an officer begins a walk through the working copy.
pub fn begin_walk(slug: &Slug) -> String {
    super::build_form(slug, "walk")
}

/// Where a reviewer begins one, from the address of their preview.
pub fn begin_walk_by_link(preview: &str) -> String {
    format!("{preview}/walk")
}

/// A page of the form in a walk.
pub fn walk_page(key: &str, page: &Page) -> String {
    format!("/walk/{key}/{page}")
}

/// Where the form of a walk is "sent".
pub fn walk(key: &str) -> String {
    format!("/walk/{key}")
}

/// Where a walk leads out of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkEnd {
    /// The response would be sent.
    Sent,
    /// They would get a code to come back with.
    Saved,
    /// They would stop for now.
    Stopped,
    /// They would gather a team.
    Team,
    /// The walk is no longer kept.
    Over,
}

impl WalkEnd {
    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Saved => "saved",
            Self::Stopped => "stopped",
            Self::Team => "team",
            Self::Over => "over",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Sent, Self::Saved, Self::Stopped, Self::Team]
            .into_iter()
            .find(|end| end.as_str() == text)
    }
}

/// What would come after the form.
pub fn walk_end(key: &str, end: WalkEnd) -> String {
    format!("{}?at={}", walk(key), end.as_str())
}
