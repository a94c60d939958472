//! Themes nobody has named yet.
//!
//! Comments gather in several hundred small clusters, and these in a tree, the most alike first. What few people say in
//! their own way stays a theme of its own however far the tree is cut; what most people say would then be one great heap,
//! so part of the themes asked for are spent on dividing the biggest.

mod kmeans;
mod tree;

use crate::features::{DenseRows, Features};
use crate::learn::Scores;
use kmeans::{Clusters, best, cluster};
pub use tree::Merge;
use tree::{Linkage, cut, merges};

/// The most themes chosen when the caller leaves the number open: more cannot be read at a glance.
const MOST_BY_CHOICE: usize = 20;

/// How sharply likeness turns into a probability.
const SHARPNESS: f64 = 10.0;

/// About how many comments make a small cluster, and the most such clusters.
const SMALL: usize = 6;
const MOST_SMALL: usize = 520;

/// The part of the themes that divides the biggest of them.
const DIVIDING: f64 = 0.25;

/// Discovered themes, biggest first.
#[derive(Debug, Clone)]
pub struct Discovered {
    /// Probability of each theme for each row; every row's scores add up to one, or to zero where it has no words.
    pub scores: Scores,
    /// The theme each row fits best; none only for a row without words.
    pub best: Vec<Option<usize>>,
    /// How themes come together when fewer are wanted, the most alike first; each is named by its first theme.
    pub merges: Vec<Merge>,
}

/// Groups comments by what they say. Copies (rows whose `firsts` is another row) count once and follow their first.
///
/// `themes` is how many to look for; fewer come back when there are fewer different comments.
pub fn discover(
    features: &Features,
    firsts: &[usize],
    themes: Option<usize>,
    seed: u64,
    progress: &mut dyn FnMut(usize, usize),
) -> Discovered {
    let rows = space(features);
    let distinct = distinct(rows, firsts);
    let count = themes.unwrap_or_else(|| usual_count(distinct.len()));
    let small = (distinct.len() / SMALL).clamp(count, MOST_SMALL.max(count));
    let clusters = cluster(rows, &distinct, small, seed, progress);
    let theme_of = themes_of(&clusters, &clusters.nearest(rows, &distinct), count);
    let count = theme_of.iter().max().map_or(0, |most| most + 1);
    // A copy goes where its first goes, so that a campaign is never torn apart.
    let source = |row: usize| {
        if has_words(rows, firsts[row]) {
            firsts[row]
        } else {
            row
        }
    };
    let worded: Vec<usize> = (0..firsts.len())
        .filter(|&row| has_words(rows, row))
        .collect();
    let sources: Vec<usize> = worded.iter().map(|&row| source(row)).collect();
    let likeness = clusters.likeness(rows, &sources, |_, values| score(values, &theme_of, count));
    let mut scores = Scores::zeros(firsts.len(), count);
    let mut best = vec![None; firsts.len()];
    for (row, (theme, likeness)) in worded.into_iter().zip(likeness) {
        scores.row_mut(row).copy_from_slice(&likeness);
        best[row] = Some(theme);
    }
    let (scores, best) = biggest_first(scores, best);
    let merges = merges_of(rows, &best, scores.themes());
    Discovered {
        scores,
        best,
        merges,
    }
}

/// Up to `count` rows that each stand in the middle of a group of like ones, the biggest group's first.
#[must_use]
pub fn middles(features: &Features, firsts: &[usize], count: usize, seed: u64) -> Vec<usize> {
    let rows = space(features);
    let distinct = distinct(rows, firsts);
    let clusters = cluster(rows, &distinct, count, seed, &mut |_, _| ());
    let near = clusters.likeness(rows, &distinct, |row, values| {
        let nearest = best(values);
        (nearest, values[nearest], row)
    });
    let mut middle: Vec<(usize, f32, usize)> = vec![(0, f32::NEG_INFINITY, 0); clusters.len()];
    for (cluster, likeness, row) in near {
        let (members, most, at) = &mut middle[cluster];
        *members += 1;
        if likeness > *most {
            (*most, *at) = (likeness, row);
        }
    }
    middle.retain(|(members, ..)| *members > 0);
    middle.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
    middle.into_iter().map(|(_, _, row)| row).collect()
}

/// What comments are compared by: their meaning where a model read them, the words they share where none did.
fn space(features: &Features) -> &DenseRows {
    if features.vectors.width() > 0 {
        &features.vectors
    } else {
        &features.dense
    }
}

fn has_words(rows: &DenseRows, row: usize) -> bool {
    rows.row(row).iter().any(|value| *value != 0.0)
}

/// The first of each group of copies, where it says anything.
fn distinct(rows: &DenseRows, firsts: &[usize]) -> Vec<usize> {
    let first = |row: &usize| firsts[*row] == *row && has_words(rows, *row);
    (0..firsts.len()).filter(first).collect()
}

/// About the square root of the number of different comments: 7 themes for 100, 11 for 250, 20 from 800 on.
fn usual_count(distinct: usize) -> usize {
    ((0.7 * (distinct as f64).sqrt()).round() as usize).clamp(1, MOST_BY_CHOICE)
}

/// The theme of each small cluster. `nearest` is the cluster of each comment.
fn themes_of(clusters: &Clusters, nearest: &[usize], count: usize) -> Vec<usize> {
    let all = clusters.len();
    if all == 0 {
        return Vec::new();
    }
    let mut members = vec![0usize; all];
    nearest.iter().for_each(|&cluster| members[cluster] += 1);
    let points: Vec<&[f32]> = clusters.centres.iter().map(Vec::as_slice).collect();
    let dividing = (DIVIDING * count as f64).round() as usize;
    let mut theme_of = cut(&merges(&points, Linkage::Average), all, count - dividing);
    let mut themes = theme_of.iter().max().map_or(0, |most| most + 1);
    while themes < count.min(all) {
        let mut sizes = vec![0usize; themes];
        let mut parts = vec![0usize; themes];
        for (cluster, &theme) in theme_of.iter().enumerate() {
            sizes[theme] += members[cluster];
            parts[theme] += 1;
        }
        let divisible = (0..themes).filter(|&theme| parts[theme] > 1);
        let Some(biggest) = divisible.max_by_key(|&theme| (sizes[theme], usize::MAX - theme))
        else {
            break;
        };
        let inside: Vec<usize> = (0..all).filter(|&c| theme_of[c] == biggest).collect();
        let within: Vec<&[f32]> = inside.iter().map(|&cluster| points[cluster]).collect();
        let halves = cut(&merges(&within, Linkage::Ward), inside.len(), 2);
        for (&cluster, half) in inside.iter().zip(halves) {
            if half == 1 {
                theme_of[cluster] = themes;
            }
        }
        themes += 1;
    }
    theme_of
}

/// The theme of the nearest cluster, and each theme's probability by the nearest of its clusters.
fn score(values: &[f32], theme_of: &[usize], themes: usize) -> (usize, Vec<f64>) {
    let mut like = vec![f32::NEG_INFINITY; themes];
    for (value, &theme) in values.iter().zip(theme_of) {
        like[theme] = like[theme].max(*value);
    }
    let mut scores: Vec<f64> = like
        .iter()
        .map(|like| (SHARPNESS * f64::from(*like)).exp())
        .collect();
    let sum: f64 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
    (theme_of[best(values)], scores)
}

fn merges_of(rows: &DenseRows, best: &[Option<usize>], themes: usize) -> Vec<Merge> {
    let mut centres = vec![vec![0.0f32; rows.width()]; themes];
    for (row, theme) in best.iter().enumerate() {
        if let Some(theme) = *theme {
            let cells = centres[theme].iter_mut().zip(rows.row(row));
            cells.for_each(|(sum, value)| *sum += value);
        }
    }
    for centre in &mut centres {
        let length = centre.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
        centre.iter_mut().for_each(|value| *value /= length);
    }
    let points: Vec<&[f32]> = centres.iter().map(Vec::as_slice).collect();
    merges(&points, Linkage::Average)
}

fn biggest_first(scores: Scores, best: Vec<Option<usize>>) -> (Scores, Vec<Option<usize>>) {
    let mut sizes = vec![0usize; scores.themes()];
    best.iter().flatten().for_each(|&theme| sizes[theme] += 1);
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&theme| sizes[theme] > 0).collect();
    order.sort_by_key(|&theme| std::cmp::Reverse(sizes[theme]));
    let mut place = vec![None; sizes.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = Some(new);
    }
    let mut sorted = Scores::zeros(scores.rows().max(best.len()), order.len());
    for row in 0..best.len() {
        for (new, &old) in order.iter().enumerate() {
            sorted.row_mut(row)[new] = scores.row(row)[old];
        }
    }
    let best = best
        .into_iter()
        .map(|theme| theme.and_then(|old| place[old]))
        .collect();
    (sorted, best)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 9] = [
        "the bus was late",
        "late bus again",
        "our bus comes late",
        "kind teachers listen",
        "teachers are kind and listen",
        "kind kind teachers",
        "fair funding bands",
        "bands of funding must be fair",
        "",
    ];

    fn discovered(themes: Option<usize>) -> Discovered {
        let features = Features::of(&TEXTS, 0);
        discover(
            &features,
            &(0..9).collect::<Vec<_>>(),
            themes,
            0,
            &mut |_, _| {},
        )
    }

    #[test]
    fn comments_on_one_subject_share_a_theme() {
        let best = discovered(Some(3)).best;
        assert_eq!(best[0], best[1]);
        assert_eq!(best[3], best[4]);
        assert_eq!(best[6], best[7]);
        assert_ne!(best[0], best[3]);
        assert_ne!(best[0], best[6]);
    }

    #[test]
    fn every_row_with_words_gets_a_theme_and_a_blank_one_none() {
        let found = discovered(Some(60));
        assert!(found.best[..8].iter().all(Option::is_some));
        assert_eq!(found.best[8], None);
        let sum: f64 = found.scores.row(0).iter().sum();
        assert!((sum - 1.0).abs() < 1e-9);
        assert!(found.scores.row(8).iter().all(|s| *s == 0.0));
    }

    #[test]
    fn copies_count_once_and_stay_together() {
        let features = Features::of(&TEXTS, 0);
        let mut firsts: Vec<usize> = (0..9).collect();
        firsts[7] = 0;
        let found = discover(&features, &firsts, Some(3), 0, &mut |_, _| {});
        assert_eq!(found.best[7], found.best[0]);
    }
}
