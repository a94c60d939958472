//! Learning once more, with comments that nobody coded but of which the first learning is sure.
//!
//! Source: self-training, as Yarowsky, "Unsupervised word sense disambiguation rivaling supervised methods", ACL 1995.
//! With few examples it teaches which words go along with those a person has pointed at.

use super::course::Course;
use super::{Calibration, Lesson};
use crate::input::Coded;
use crate::random::Random;
use std::collections::BTreeSet;

/// Examples with which it pays: fewer leave too little held out to tell what is sure; more say enough themselves, and
/// learning twice from them would take too long.
const PAYS: std::ops::RangeInclusive<usize> = 30..=250;

/// Most comments that are looked at, drawn at random, and most that are taken.
const LOOKED_AT: usize = 2_000;
const TAKEN: usize = 1_000;

/// A theme is sure to apply from the one probability, and sure not to below the other.
const APPLIES: f64 = 0.7;
const APPLIES_NOT: f64 = 0.3;

/// How much such a comment weighs beside one that a person coded.
pub(super) const WORTH: f64 = 0.1;

/// How far themes lean afterwards, in log-odds: what was sure already comes back surer, so shares need more of it.
pub(super) const MOST_LEAN: f64 = 0.45;

/// Whether there are as many examples as it pays for.
pub(super) fn pays(lesson: Lesson) -> bool {
    PAYS.contains(&lesson.people)
}

/// Comments that nobody coded, nor a copy of them, in an order drawn by lot.
pub(super) fn uncoded(lesson: Lesson) -> Vec<usize> {
    let coded = lesson.coded.rows.iter();
    let known: BTreeSet<usize> = coded.map(|&row| lesson.firsts[row]).collect();
    let mut rows: Vec<usize> = (0..lesson.likeness.rows())
        .filter(|row| lesson.firsts[*row] == *row && !known.contains(row))
        .filter(|row| !lesson.blocks.sparse.row(*row).is_empty())
        .collect();
    Random::new(lesson.seed, 0x5E1F).shuffle(&mut rows);
    rows.truncate(LOOKED_AT);
    rows
}

/// The examples, and behind them the comments of which the course is sure.
pub(super) fn wider(
    lesson: Lesson,
    course: &Course,
    calibration: &Calibration,
    uncoded: &[usize],
) -> Coded {
    let mut all = lesson.coded.clone();
    let judged = course.on_rows(uncoded, |evidence| {
        let scores = evidence.iter().map(|e| calibration.probability(e));
        sure(&scores.collect::<Vec<_>>())
    });
    let judged = uncoded.iter().zip(judged);
    for (row, themes) in judged
        .filter_map(|(row, themes)| Some((*row, themes?)))
        .take(TAKEN)
    {
        all.rows.push(row);
        all.themes.push(themes);
    }
    all
}

/// The themes that apply; none where any theme is in doubt, or none applies.
fn sure(scores: &[f64]) -> Option<Vec<usize>> {
    let doubt = |score: &f64| (APPLIES_NOT..APPLIES).contains(score);
    let applying = (0..scores.len()).filter(|theme| scores[*theme] >= APPLIES);
    let applying: Vec<usize> = applying.collect();
    (!scores.iter().any(doubt) && !applying.is_empty()).then_some(applying)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_taken_only_where_every_theme_is_sure_and_one_applies() {
        assert_eq!(sure(&[0.9, 0.1, 0.8]), Some(vec![0, 2]));
        assert_eq!(sure(&[0.9, 0.5]), None);
        assert_eq!(sure(&[0.1, 0.2]), None);
    }
}
