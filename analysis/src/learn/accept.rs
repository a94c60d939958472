//! Which suggestions may stand without being read.

use super::scores::Scores;

/// How often an accepted suggestion is to be right.
pub const PRECISION: f64 = 0.9;

/// Fewest held-out suggestions on which that is believed.
const FEWEST: usize = 30;

/// Standard errors that the held-out precision must lie above what is asked for: it was chosen as the best of many.
const MARGIN: f64 = 1.5;

/// A score from which a suggestion was right often enough among comments that were held out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Accept {
    /// Probability, 0 to 1.
    pub score: f64,
    /// How often a suggestion from there on was right.
    pub precision: f64,
    /// The share of held-out comments that had one.
    pub share: f64,
}

impl Accept {
    /// The lowest score from which held-out suggestions are right in [`PRECISION`] of cases, by a margin. `truth[i]` are
    /// the themes of row `i`. None where no score will do.
    #[must_use]
    pub fn choose(scores: &Scores, truth: &[Vec<usize>]) -> Option<Self> {
        let mut all: Vec<(f64, usize, bool)> = Vec::new();
        for (row, truth) in truth.iter().enumerate() {
            let themes = scores.row(row).iter().enumerate();
            all.extend(themes.map(|(theme, &score)| (score, row, truth.contains(&theme))));
        }
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut best = None;
        let mut seen = vec![false; truth.len()];
        let (mut right, mut rows) = (0usize, 0usize);
        for (at, &(score, row, applies)) in all.iter().enumerate() {
            right += usize::from(applies);
            rows += usize::from(!std::mem::replace(&mut seen[row], true));
            let count = at + 1;
            let ties = all.get(count).is_some_and(|next| next.0 == score);
            if count < FEWEST || ties {
                continue;
            }
            let precision = right as f64 / count as f64;
            let error = (precision * (1.0 - precision) / count as f64).sqrt();
            if precision - MARGIN * error >= PRECISION {
                best = Some(Self {
                    score,
                    precision,
                    share: rows as f64 / truth.len() as f64,
                });
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_score_that_is_right_often_enough_is_chosen() {
        // Right above one half, wrong below.
        let mut scores = Scores::zeros(200, 1);
        let mut truth = Vec::new();
        for row in 0..200 {
            scores.row_mut(row)[0] = 1.0 - row as f64 / 200.0;
            truth.push(if row < 100 { vec![0] } else { vec![] });
        }
        let accept = Accept::choose(&scores, &truth).unwrap();
        assert!((0.4..0.5).contains(&accept.score), "{accept:?}");
        assert!(accept.precision > PRECISION && accept.share >= 0.5);
    }

    #[test]
    fn nothing_is_accepted_where_scores_say_nothing() {
        let mut scores = Scores::zeros(100, 1);
        let mut truth = Vec::new();
        for row in 0..100 {
            scores.row_mut(row)[0] = row as f64 / 100.0;
            truth.push(if row % 2 == 0 { vec![0] } else { vec![] });
        }
        assert_eq!(Accept::choose(&scores, &truth), None);
        assert_eq!(Accept::choose(&Scores::zeros(0, 0), &[]), None);
    }
}
