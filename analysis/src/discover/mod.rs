//! Themes nobody has named yet.

mod kmeans;

use crate::features::Features;
use crate::learn::Scores;
use kmeans::{Clusters, cluster};

/// The most themes chosen when the caller leaves the number open: more cannot be read at a glance.
const MOST_BY_CHOICE: usize = 20;

/// How sharply likeness turns into a probability.
const SHARPNESS: f64 = 10.0;

/// Discovered themes, biggest first.
#[derive(Debug, Clone)]
pub struct Discovered {
    /// Probability of each theme for each row; every row's scores add up to one, or to zero where it has no words.
    pub scores: Scores,
    /// The theme each row fits best; none only for a row without words.
    pub best: Vec<Option<usize>>,
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
    let rows = firsts.len();
    let has_words = |row: &usize| features.dense.row(*row).iter().any(|v| *v != 0.0);
    let distinct: Vec<usize> = (0..rows)
        .filter(|&row| firsts[row] == row)
        .filter(has_words)
        .collect();
    let count = themes.unwrap_or_else(|| usual_count(distinct.len()));
    let clusters = cluster(&features.dense, &distinct, count, seed, progress);
    let mut scores = Scores::zeros(rows, clusters.len());
    let mut best = vec![None; rows];
    for row in 0..rows {
        if has_words(&row) {
            // A copy goes where its first goes, so that a campaign is never torn apart.
            let source = if has_words(&firsts[row]) {
                firsts[row]
            } else {
                row
            };
            best[row] = score(features.dense.row(source), &clusters, scores.row_mut(row));
        }
    }
    biggest_first(scores, best)
}

/// About the square root of the number of different comments: 7 themes for 100, 11 for 250, 20 from 800 on.
fn usual_count(distinct: usize) -> usize {
    ((0.7 * (distinct as f64).sqrt()).round() as usize).clamp(1, MOST_BY_CHOICE)
}

fn score(row: &[f32], clusters: &Clusters, scores: &mut [f64]) -> Option<usize> {
    let mut sum = 0.0;
    let mut best: Option<usize> = None;
    for (theme, score) in scores.iter_mut().enumerate() {
        *score = (SHARPNESS * f64::from(clusters.likeness(theme, row))).exp();
        sum += *score;
    }
    for theme in 0..scores.len() {
        scores[theme] /= sum;
        if best.is_none_or(|b| scores[theme] > scores[b]) {
            best = Some(theme);
        }
    }
    best
}

fn biggest_first(scores: Scores, best: Vec<Option<usize>>) -> Discovered {
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
    Discovered {
        scores: sorted,
        best,
    }
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
