//! What people said of the coded comments nearest to a comment.

use crate::features::DenseRows;

/// Coded comments that are asked.
const NEAREST: usize = 25;

/// How fast a vote fades with distance.
const SHARPNESS: f32 = 8.0;

/// Votes' worth of the theme's usual share that is mixed in.
const USUAL: f64 = 1.0;

/// Coded comments to compare with.
pub struct Neighbours<'a> {
    rows: &'a DenseRows,
    /// Row and themes of each.
    coded: Vec<(usize, &'a [usize])>,
    /// How common each theme is among them.
    shares: Vec<f64>,
    lengths: Vec<f32>,
}

impl<'a> Neighbours<'a> {
    /// Takes the coded rows to compare with.
    pub fn new(rows: &'a DenseRows, coded: Vec<(usize, &'a [usize])>, themes: usize) -> Self {
        let mut shares = vec![0.5; themes];
        for theme in coded.iter().flat_map(|(_, themes)| *themes) {
            shares[*theme] += 1.0;
        }
        let all = coded.len() as f64 + 1.0;
        shares.iter_mut().for_each(|share| *share /= all);
        let lengths = coded
            .iter()
            .map(|(row, _)| length(rows.row(*row)))
            .collect();
        Self {
            rows,
            coded,
            shares,
            lengths,
        }
    }

    /// For each theme the log-odds of its share among a row's nearest, the row itself left out.
    pub fn log_odds(&self, row: usize) -> Vec<f64> {
        let asked = self.rows.row(row);
        let own = length(asked);
        let mut near: Vec<(f32, usize)> = Vec::with_capacity(self.coded.len());
        for (at, (other, _)) in self.coded.iter().enumerate() {
            let lengths = own * self.lengths[at];
            if *other != row && lengths > 0.0 {
                near.push((product(asked, self.rows.row(*other)) / lengths, at));
            }
        }
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if near.len() > NEAREST {
            near.select_nth_unstable_by(NEAREST, order);
            near.truncate(NEAREST);
        }
        near.sort_by(order);
        let mut votes: Vec<f64> = self.shares.iter().map(|share| USUAL * share).collect();
        let mut all = USUAL;
        for (likeness, at) in near {
            let vote = f64::from((SHARPNESS * (likeness - 1.0)).exp()) * 4.0;
            all += vote;
            for &theme in self.coded[at].1 {
                votes[theme] += vote;
            }
        }
        let odds = |vote: f64| (vote / (all - vote).max(1e-6)).ln();
        votes.into_iter().map(odds).collect()
    }
}

fn length(row: &[f32]) -> f32 {
    product(row, row).sqrt()
}

/// In eight sums side by side, so that the machine adds eight at once; the order of additions is fixed.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let (a, left) = a.as_chunks::<8>();
    let (b, right) = b.as_chunks::<8>();
    let mut sums = [0.0f32; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = left.iter().zip(right).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_comments_vote_for_their_themes_and_a_comment_not_for_its_own() {
        let rows = DenseRows {
            values: vec![1.0, 0.0, 0.9, 0.1, 0.0, 1.0, 0.0, 0.0],
            width: 2,
        };
        let (first, second) = ([0], [1]);
        let coded = vec![(0, &first[..]), (2, &second[..])];
        let neighbours = Neighbours::new(&rows, coded, 2);
        let near = neighbours.log_odds(1);
        assert!(near[0] > near[1] + 1.0, "{near:?}");
        let own = neighbours.log_odds(0);
        assert!(own[0] < own[1], "{own:?}");
        let blank = neighbours.log_odds(3);
        assert!(blank.iter().all(|odds| odds.is_finite()));
    }
}
