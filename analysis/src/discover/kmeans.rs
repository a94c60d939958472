//! Spherical k-means with a seeded, spread-out start (k-means++).

use crate::features::DenseRows;
use crate::random::Random;

const ROUNDS: usize = 40;

/// Centres of clusters, each of length one.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    centres: Vec<Vec<f32>>,
}

impl Clusters {
    pub fn len(&self) -> usize {
        self.centres.len()
    }

    /// The cosine between a row and a centre.
    pub fn likeness(&self, cluster: usize, row: &[f32]) -> f32 {
        cosine(&self.centres[cluster], row)
    }

    fn nearest(&self, row: &[f32]) -> (usize, f32) {
        let mut best = (0, f32::NEG_INFINITY);
        for cluster in 0..self.centres.len() {
            let like = self.likeness(cluster, row);
            if like > best.1 {
                best = (cluster, like);
            }
        }
        best
    }
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Clusters the `chosen` rows, which have length one. Gives at most `count` clusters.
pub(super) fn cluster(
    rows: &DenseRows,
    chosen: &[usize],
    count: usize,
    seed: u64,
    progress: &mut dyn FnMut(usize, usize),
) -> Clusters {
    let mut clusters = start(rows, chosen, count, seed);
    let mut belongs = vec![usize::MAX; chosen.len()];
    for round in 0..ROUNDS {
        progress(round, ROUNDS);
        let mut moved = 0;
        for (at, &row) in chosen.iter().enumerate() {
            let (nearest, _) = clusters.nearest(rows.row(row));
            moved += usize::from(belongs[at] != nearest);
            belongs[at] = nearest;
        }
        if moved * 1000 <= chosen.len() {
            break;
        }
        let mut sums = vec![vec![0.0; rows.width()]; clusters.len()];
        for (at, &row) in chosen.iter().enumerate() {
            for (sum, value) in sums[belongs[at]].iter_mut().zip(rows.row(row)) {
                *sum += value;
            }
        }
        for (centre, sum) in clusters.centres.iter_mut().zip(sums) {
            let length = cosine(&sum, &sum).sqrt();
            // A cluster nothing belongs to keeps its centre.
            if length > 1e-6 {
                *centre = sum.iter().map(|v| v / length).collect();
            }
        }
    }
    clusters
}

/// The first centre at random, each next one the likelier the farther it is from those before.
fn start(rows: &DenseRows, chosen: &[usize], count: usize, seed: u64) -> Clusters {
    let mut clusters = Clusters::default();
    let mut random = Random::new(seed, 0x3EA5);
    let mut far = vec![1.0f64; chosen.len()];
    while clusters.len() < count {
        let total: f64 = far.iter().sum();
        if total <= 1e-6 {
            break;
        }
        let mut left = random.unit() * total;
        let mut pick = chosen.len() - 1;
        for (at, distance) in far.iter().enumerate() {
            left -= distance;
            if left < 0.0 {
                pick = at;
                break;
            }
        }
        let centre = rows.row(chosen[pick]).to_vec();
        for (distance, &row) in far.iter_mut().zip(chosen) {
            let gap = f64::from(1.0 - cosine(&centre, rows.row(row)));
            *distance = distance.min(if gap < 1e-5 { 0.0 } else { gap });
        }
        clusters.centres.push(centre);
    }
    clusters
}
