//! Clusters joined step by step, the most alike first: a tree that can be cut into any number of groups.

/// How the distance of two groups comes from the distances of what is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Linkage {
    /// The mean distance of their members: what lies apart stays apart, however small.
    Average,
    /// How much worse one centre describes them than two: groups come out of like size.
    Ward,
}

/// Two groups joined, each named by its first member, and how far apart they were.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Merge {
    pub into: usize,
    pub from: usize,
    pub distance: f32,
}

/// Joins points of length one until one group is left. Equal distances go by the order of the points.
pub(super) fn merges(points: &[&[f32]], linkage: Linkage) -> Vec<Merge> {
    let count = points.len();
    let mut distance = vec![0.0f32; count * count];
    for a in 0..count {
        for b in 0..a {
            let pairs = points[a].iter().zip(points[b]);
            let square: f32 = pairs.map(|(a, b)| (a - b) * (a - b)).sum();
            let between = match linkage {
                Linkage::Average => square.sqrt(),
                Linkage::Ward => square,
            };
            distance[a * count + b] = between;
            distance[b * count + a] = between;
        }
    }
    let mut size = vec![1.0f32; count];
    let mut alive: Vec<usize> = (0..count).collect();
    let nearest_of = |group: usize, alive: &[usize], distance: &[f32]| {
        let mut best = (f32::INFINITY, usize::MAX);
        for &other in alive {
            let between = distance[group * count + other];
            if other != group && between < best.0 {
                best = (between, other);
            }
        }
        best
    };
    let mut nearest: Vec<(f32, usize)> = (0..count)
        .map(|group| nearest_of(group, &alive, &distance))
        .collect();
    let mut made = Vec::with_capacity(count.saturating_sub(1));
    while alive.len() > 1 {
        let mut closest = alive[0];
        for &group in &alive {
            if nearest[group].0 < nearest[closest].0 {
                closest = group;
            }
        }
        let (between, other) = nearest[closest];
        let (into, from) = (closest.min(other), closest.max(other));
        alive.retain(|group| *group != from);
        for &group in alive.iter().filter(|group| **group != into) {
            let (a, b) = (
                distance[into * count + group],
                distance[from * count + group],
            );
            let (left, right, own) = (size[into], size[from], size[group]);
            let joined = match linkage {
                Linkage::Average => (left * a + right * b) / (left + right),
                Linkage::Ward => {
                    ((left + own) * a + (right + own) * b - own * between) / (left + right + own)
                }
            };
            distance[into * count + group] = joined;
            distance[group * count + into] = joined;
        }
        size[into] += size[from];
        for at in 0..alive.len() {
            let group = alive[at];
            if group == into || nearest[group].1 == into || nearest[group].1 == from {
                nearest[group] = nearest_of(group, &alive, &distance);
            } else if distance[group * count + into] < nearest[group].0 {
                nearest[group] = (distance[group * count + into], into);
            }
        }
        made.push(Merge {
            into,
            from,
            distance: between,
        });
    }
    made
}

/// The group of each of `count` points when the tree is cut into this many groups, numbered from 0.
pub(super) fn cut(merges: &[Merge], count: usize, groups: usize) -> Vec<usize> {
    let mut first: Vec<usize> = (0..count).collect();
    for merge in &merges[..count.saturating_sub(groups.max(1)).min(merges.len())] {
        for name in &mut first {
            if *name == merge.from {
                *name = merge.into;
            }
        }
    }
    let mut names = first.clone();
    names.sort_unstable();
    names.dedup();
    first
        .iter()
        .map(|name| names.partition_point(|n| n < name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINTS: [[f32; 2]; 6] = [
        [1.0, 0.0],
        [0.995, 0.0998],
        [0.98, 0.199],
        [0.0, 1.0],
        [0.0998, 0.995],
        [-1.0, 0.0],
    ];

    #[test]
    fn a_cut_gives_the_groups_that_lie_together() {
        let points: Vec<&[f32]> = POINTS.iter().map(|p| &p[..]).collect();
        for linkage in [Linkage::Average, Linkage::Ward] {
            let tree = merges(&points, linkage);
            assert_eq!(tree.len(), 5);
            assert_eq!(cut(&tree, 6, 3), [0, 0, 0, 1, 1, 2]);
            assert_eq!(cut(&tree, 6, 1), [0; 6]);
            assert_eq!(cut(&tree, 6, 6), [0, 1, 2, 3, 4, 5]);
        }
        assert!(merges(&[], Linkage::Average).is_empty());
    }

    #[test]
    fn distances_never_fall_as_the_tree_grows() {
        let points: Vec<&[f32]> = POINTS.iter().map(|p| &p[..]).collect();
        let tree = merges(&points, Linkage::Average);
        assert!(
            tree.windows(2)
                .all(|pair| pair[0].distance <= pair[1].distance + 1e-6)
        );
    }
}
