//! Agreement with people: how much of it for how many decisions.

use super::data::{Set, few_a_theme};
use super::engine::{Ask, Engine};
use super::score::{Judged, f1, mean};
use analysis::random::Random;
use analysis::{Codebook, Output};
use anyhow::Result;
use std::collections::HashSet;

/// Draws rows for a person to code: the same for the same seed, whoever learns from them.
pub fn drawn(set: &Set, count: usize, seed: u64) -> Vec<usize> {
    let mut order = order(set, seed);
    order.truncate(count);
    order
}

fn order(set: &Set, seed: u64) -> Vec<usize> {
    Random::new(seed, 0xBE7C).order(set.rows.len())
}

/// Three examples a theme, or as many as there are.
pub fn three_a_theme(set: &Set, seed: u64) -> Vec<usize> {
    few_a_theme(set, &order(set, seed), 3)
}

/// A small consultation: rows drawn at random, and which of them a person has decided.
pub fn small(set: &Set, seed: u64) -> (Set, Vec<usize>) {
    let rows = Random::new(seed, 0x5A11).order(set.rows.len());
    (set.only(&rows[..rows.len().min(150)]), (0..30).collect())
}

/// An answer of the engine that learnt from these rows.
///
/// # Errors
/// When the engine refuses.
pub fn taught(
    engine: &mut Engine,
    set: &Set,
    coded: &[usize],
    codebook: Option<&Codebook>,
    seed: u64,
) -> Result<Output> {
    let ask = Ask {
        codebook: codebook.cloned(),
        examples: set.examples(coded),
        themes: None,
    };
    engine.ask(set, &ask, seed)
}

/// Accepting without reading, and opening the rest where it is least sure.
#[derive(Clone, Copy, Debug, Default)]
pub struct Officer {
    /// Of suggestions accepted unread, how many were right.
    pub precision: f64,
    /// The share of unread responses with one.
    pub share: f64,
    /// Sample-F1 of all unread once those are opened.
    pub after: f64,
}

/// The most an officer opens of what is left.
const OPENS: f64 = 0.35;

/// Plays an officer who has coded `coded`.
pub fn officer(set: &Set, coded: &[usize], output: &Output) -> Officer {
    let read: HashSet<&usize> = coded.iter().collect();
    let unread: Vec<usize> = (0..set.rows.len())
        .filter(|row| !read.contains(row))
        .collect();
    let judged = Judged::mapped(set, coded, output);
    let from = output.accept_from.unwrap_or(f64::INFINITY);
    let (mut right, mut all, mut rows) = (0usize, 0usize, 0usize);
    let mut doubt: Vec<(f64, usize)> = Vec::new();
    for (at, &row) in unread.iter().enumerate() {
        let suggestions = &output.assignments[row].suggestions;
        let accepted: Vec<_> = suggestions.iter().filter(|s| s.score >= from).collect();
        all += accepted.len();
        right += accepted
            .iter()
            .filter(|s| set.codes[row].contains(&s.theme))
            .count();
        rows += usize::from(!accepted.is_empty());
        doubt.push((expected_f1(output, row), at));
    }
    doubt.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let opens = (OPENS * unread.len() as f64).floor() as usize;
    let opened: HashSet<usize> = doubt.iter().take(opens).map(|(_, at)| *at).collect();
    let agreement = (0..unread.len())
        .filter(|at| !judged.truth[*at].is_empty())
        .map(|at| {
            if opened.contains(&at) {
                1.0
            } else {
                f1(&judged.truth[at], &judged.given[at])
            }
        });
    Officer {
        precision: right as f64 / all.max(1) as f64,
        share: rows as f64 / unread.len().max(1) as f64,
        after: mean(agreement),
    }
}

/// What agreement the engine itself expects on a row.
fn expected_f1(output: &Output, row: usize) -> f64 {
    let assignment = &output.assignments[row];
    let given: f64 = assignment.themes.iter().map(|t| t.score).sum();
    let all: f64 = assignment.suggestions.iter().map(|t| t.score).sum();
    2.0 * given / (assignment.themes.len() as f64 + all).max(1e-9)
}
