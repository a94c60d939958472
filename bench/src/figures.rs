//! Rates, ratios and medians.

use std::time::Duration;

/// How often something was done, and how long that took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Times.
    pub done: u64,
    /// From the first beginning to the last end.
    pub took: Duration,
}

impl Rate {
    /// Times a second.
    pub fn per_second(self) -> f64 {
        self.done as f64 / self.took.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

/// One round: the product and the baseline, one straight after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Times a second.
    pub product: f64,
    /// Times a second.
    pub bare: f64,
}

impl Pair {
    /// How much of the baseline's rate the product reaches. Above one it is faster.
    pub fn ratio(self) -> f64 {
        self.product / self.bare
    }
}

/// What all rounds come to. The ratio is taken in each round and its median here: whatever slows the machine for a
/// while slows both halves of a round, and a ratio of medians would lose that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Median of the product's rates.
    pub product: f64,
    /// Median of the baseline's.
    pub bare: f64,
    /// Median of the ratios, round by round.
    pub ratio: f64,
    /// The smallest and the largest of them.
    pub range: (f64, f64),
}

/// Sums up the rounds. None when there were none.
pub fn summary(pairs: &[Pair]) -> Option<Summary> {
    let of = |value: fn(&Pair) -> f64| pairs.iter().map(value).collect::<Vec<f64>>();
    let ratios = of(|pair| pair.ratio());
    Some(Summary {
        product: median(&of(|pair| pair.product))?,
        bare: median(&of(|pair| pair.bare))?,
        ratio: median(&ratios)?,
        range: (
            ratios.iter().copied().reduce(f64::min)?,
            ratios.iter().copied().reduce(f64::max)?,
        ),
    })
}

/// The middle value, or the mean of the two in the middle. None of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(match sorted.len() % 2 {
        0 => f64::midpoint(sorted[middle - 1], upper),
        _ => upper,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one_whatever_the_order_and_the_outliers() {
        assert_eq!(median(&[3.0, 1000.0, 1.0, 2.0, 2.5]), Some(2.5));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[7.0]), Some(7.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn the_ratio_is_taken_round_by_round() {
        let pair = |product, bare| Pair { product, bare };
        // The machine was busy in the second and third rounds: both sides fell, the ratios did not.
        let pairs = [pair(50.0, 100.0), pair(5.0, 10.0), pair(12.0, 20.0)];
        let summary = summary(&pairs).unwrap();
        assert_eq!(summary.product, 12.0);
        assert_eq!(summary.bare, 20.0);
        assert_eq!(summary.ratio, 0.5);
        assert_eq!(summary.range, (0.5, 0.6));
        assert_eq!(super::summary(&[]), None);
    }

    #[test]
    fn a_rate_counts_by_the_second() {
        let rate = Rate {
            done: 300,
            took: Duration::from_millis(1_500),
        };
        assert_eq!(rate.per_second(), 200.0);
    }
}
