//! Decisions, the changes that follow, and the next versions of documents.

mod changes;
mod choose;
mod decided;
mod page;
mod record;
mod versions;
mod wording;

pub(super) use changes::ChangeHeading;
pub use page::DecisionsPage;
pub use wording::NewChangePage;

use crate::api::{DecisionLine, DecisionsPage as All, PositionChoice};
use crate::routes;
use crate::text::dates;
use domain::decision::Outcome;
use domain::text::Slug;
use leptos::prelude::*;

/// What a decision is called: "Cabinet, 14 May 2026".
fn name(decision: &DecisionLine) -> String {
    format!("{}, {}", decision.body, dates::date(decision.decided_on))
}

/// The positions that a decision settled.
fn settled_by<'a>(all: &'a All, decision: &DecisionLine) -> Vec<&'a PositionChoice> {
    let settles = |p: &&PositionChoice| decision.findings.contains(&p.number);
    all.positions.iter().filter(settles).collect()
}

/// The decisions that may change words: they agreed, and settle at least one finding.
fn changing(all: &All) -> Vec<&DecisionLine> {
    let agreed = |outcome| matches!(outcome, Outcome::Agreed | Outcome::AgreedWithChanges);
    let decisions = all.decisions.iter();
    decisions
        .filter(|d| agreed(d.outcome) && !d.findings.is_empty())
        .collect()
}

/// Links to findings by their numbers, in a sentence.
fn finding_links(slug: &Slug, numbers: &[u32]) -> impl IntoView + use<> {
    let links = numbers.iter().enumerate().map(|(at, number)| {
        let comma = (at > 0).then_some(", ");
        let href = routes::finding_in_list(slug, *number);
        view! { {comma}<a href=href>{format!("finding {number}")}</a> }
    });
    links.collect_view()
}
