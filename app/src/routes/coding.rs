//! The screens on which officers code.

use super::{encoded, officer_form};
use crate::api::QueueFilter;
use domain::id::TextItemId;
use domain::text::Slug;

/// The coding screen: with this filter, at this text, its keys on or off.
pub fn officer_coding(
    slug: &Slug,
    filter: &QueueFilter,
    at: Option<&str>,
    keys_off: bool,
) -> String {
    let mut pairs = filter.pairs();
    pairs.extend(at.map(|at| ("at", at.to_owned())));
    pairs.extend(keys_off.then(|| ("keys", "off".to_owned())));
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={}", encoded(&value)))
        .collect();
    match pairs.is_empty() {
        true => officer_form(slug, "code"),
        false => format!("{}?{}", officer_form(slug, "code"), pairs.join("&")),
    }
}

/// Suggestions that are accepted together.
pub fn officer_acceptances(slug: &Slug) -> String {
    officer_form(slug, "themes/acceptances")
}

/// The text that somebody codes as the second person; none for the next that waits.
pub fn officer_second(slug: &Slug, at: Option<TextItemId>, keys_off: bool) -> String {
    let at = at.map(|at| format!("at={at}"));
    let keys = keys_off.then(|| "keys=off".to_owned());
    let pairs: Vec<String> = at.into_iter().chain(keys).collect();
    match pairs.is_empty() {
        true => officer_form(slug, "agreement/code"),
        false => format!(
            "{}?{}",
            officer_form(slug, "agreement/code"),
            pairs.join("&")
        ),
    }
}

/// A text on which two people differ.
pub fn officer_difference(slug: &Slug, text: TextItemId, keys_off: bool) -> String {
    let off = if keys_off { "?keys=off" } else { "" };
    format!("{}{off}", officer_form(slug, &format!("agreement/{text}")))
}

/// Texts like this one.
pub fn officer_like(slug: &Slug, text: TextItemId) -> String {
    format!("{}?like={text}", officer_form(slug, "search"))
}
