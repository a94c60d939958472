//! Spherical k-means with a seeded, spread-out start (k-means++).

use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};

use crate::features::DenseRows;
use crate::parallel;
use crate::random::Random;

const ROUNDS: usize = 10;

/// Rows compared with all centres at once.
const BLOCK: usize = 256;

/// Comments that centres are learnt from; of more, so many are drawn by chance.
const MOST: usize = 8_000;

/// Centres of clusters, each of length one.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    pub centres: Vec<Vec<f32>>,
}

impl Clusters {
    pub fn len(&self) -> usize {
        self.centres.len()
    }

    /// For each of these rows its cosine with every centre, in blocks so that many rows share one multiplication.
    pub fn likeness<T: Send>(
        &self,
        rows: &DenseRows,
        chosen: &[usize],
        of_row: impl Fn(usize, &[f32]) -> T + Sync,
    ) -> Vec<T> {
        let (width, count) = (rows.width(), self.len());
        let flat: Vec<f32> = self.centres.concat();
        let centres = ArrayView2::from_shape((count, width), &flat).expect("centres are rows wide");
        let blocks: Vec<&[usize]> = chosen.chunks(BLOCK).collect();
        let work = |at: usize| -> Vec<T> {
            let block: Vec<f32> = blocks[at]
                .iter()
                .flat_map(|&row| rows.row(row))
                .copied()
                .collect();
            let members = blocks[at].len();
            let block =
                ArrayView2::from_shape((members, width), &block).expect("rows are of one width");
            let mut all = vec![0.0; members * count];
            let mut product =
                ArrayViewMut2::from_shape((members, count), &mut all).expect("sized for it");
            general_mat_mul(1.0, &block, &centres.t(), 0.0, &mut product);
            let values = all.chunks_exact(count.max(1));
            blocks[at]
                .iter()
                .zip(values)
                .map(|(&row, values)| of_row(row, values))
                .collect()
        };
        let made = parallel::map(blocks.len(), parallel::threads(), work, &mut |_| ());
        made.into_iter().flatten().collect()
    }

    /// The cluster nearest to each of these rows.
    pub fn nearest(&self, rows: &DenseRows, chosen: &[usize]) -> Vec<usize> {
        self.likeness(rows, chosen, |_, values| best(values))
    }
}

/// The place of the highest value, the first of equals.
pub(super) fn best(values: &[f32]) -> usize {
    let mut best = 0;
    for (at, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = at;
        }
    }
    best
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
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

/// Clusters the `chosen` rows, which have length one. Gives at most `count` clusters.
pub(super) fn cluster(
    rows: &DenseRows,
    chosen: &[usize],
    count: usize,
    seed: u64,
    progress: &mut dyn FnMut(usize, usize),
) -> Clusters {
    let mut drawn = chosen.to_vec();
    if drawn.len() > MOST {
        Random::new(seed, 0xD4A3).shuffle(&mut drawn);
        drawn.truncate(MOST);
        drawn.sort_unstable();
    }
    let chosen = drawn;
    let mut clusters = start(rows, &chosen, count, seed);
    let mut belongs = vec![usize::MAX; chosen.len()];
    for round in 0..ROUNDS {
        progress(round, ROUNDS);
        let nearest = clusters.nearest(rows, &chosen);
        let moved = nearest.iter().zip(&belongs).filter(|(a, b)| a != b).count();
        belongs = nearest;
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
            if *distance > 0.0 {
                let gap = f64::from(1.0 - cosine(&centre, rows.row(row)));
                *distance = distance.min(if gap < 1e-5 { 0.0 } else { gap });
            }
        }
        clusters.centres.push(centre);
    }
    clusters
}
