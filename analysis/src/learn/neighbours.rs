//! What people said of the coded comments nearest to a comment.

use crate::features::DenseRows;

/// Coded comments that are asked.
const NEAREST: usize = 25;

/// How fast a vote fades with distance.
const SHARPNESS: f32 = 8.0;

/// Votes' worth of the theme's usual share that is mixed in.
const USUAL: f64 = 1.0;

/// Coded comments to compare with.
pub(super) struct Neighbours<'a> {
    rows: &'a DenseRows,
    /// Row and themes of each.
    coded: Vec<(usize, &'a [usize])>,
    /// Their directions, of length one; zeros for a blank comment.
    directions: DenseRows,
    /// How common each theme is among them.
    shares: Vec<f64>,
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
        // A blank comment is near to none.
        let coded: Vec<_> = coded
            .into_iter()
            .filter(|(row, _)| !is_blank(rows.row(*row)))
            .collect();
        let mut directions = rows.only(&coded.iter().map(|(row, _)| *row).collect::<Vec<_>>());
        directions.normalise();
        Self {
            rows,
            coded,
            directions,
            shares,
        }
    }

    /// For each of these rows and each theme the log-odds of its share among the row's nearest, the row itself left out.
    pub fn log_odds(&self, asked: &[usize]) -> Vec<Vec<f64>> {
        let mut directions = self.rows.only(asked);
        directions.normalise();
        let cosines = directions.products(&self.directions);
        let of = |(at, &row): (usize, &usize)| {
            if cosines.is_empty() || is_blank(directions.row(at)) {
                self.vote(Vec::new())
            } else {
                self.vote(self.nearest(row, cosines.row(at)))
            }
        };
        asked.iter().enumerate().map(of).collect()
    }

    fn nearest(&self, row: usize, cosines: &[f32]) -> Vec<(f32, usize)> {
        let mut near: Vec<(f32, usize)> = cosines.iter().copied().zip(0..).collect();
        near.retain(|(_, at)| self.coded[*at].0 != row);
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if near.len() > NEAREST {
            near.select_nth_unstable_by(NEAREST, order);
            near.truncate(NEAREST);
        }
        near.sort_by(order);
        near
    }

    fn vote(&self, near: Vec<(f32, usize)>) -> Vec<f64> {
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

fn is_blank(row: &[f32]) -> bool {
    row.iter().all(|value| *value == 0.0)
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
        let [near, own, blank] = neighbours.log_odds(&[1, 0, 3]).try_into().unwrap();
        assert!(near[0] > near[1] + 1.0, "{near:?}");
        assert!(own[0] < own[1], "{own:?}");
        assert!(blank.iter().all(|odds| odds.is_finite()));
    }
}
