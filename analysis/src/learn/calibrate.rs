//! From raw evidence to a probability.

/// What is known of one comment and one theme.
pub const EVIDENCE: usize = 9;

/// What speaks for and against one theme in one comment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signs {
    /// Log-odds by the linear model.
    pub log_odds: f64,
    /// How far these are above the best of the other themes.
    pub lead: f64,
    /// Log-odds among the nearest coded comments.
    pub nearest: f64,
    /// Log-odds of the theme in any comment.
    pub usual: f64,
    /// Standardised likeness to the definition.
    pub likeness: f64,
    /// How many examples the theme has.
    pub examples: usize,
}

/// Evidence: a one, the signs, how scarce the theme's examples are, and what is only worth as much as they are scarce.
#[must_use]
pub fn evidence(signs: Signs) -> [f64; EVIDENCE] {
    let scarce = 1.0 / (1.0 + signs.examples as f64 / 5.0);
    [
        1.0,
        signs.log_odds,
        signs.likeness,
        scarce,
        scarce * signs.likeness,
        signs.lead.max(-6.0),
        signs.nearest,
        signs.usual,
        scarce * signs.nearest,
    ]
}

/// Weighs evidence. The weights are shared by all themes: a theme with three examples borrows what the others teach
/// about how far a definition can be trusted.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    pub weights: [f64; EVIDENCE],
}

/// What is believed before any example is held out, and how many comments' worth that belief weighs.
const BELIEF: [f64; EVIDENCE] = [0.0, 0.6, 0.5, 0.0, 0.8, 0.0, 0.1, 0.0, 0.0];
const BELIEF_WEIGHT: f64 = 5.0;

impl Default for Calibration {
    fn default() -> Self {
        Self { weights: BELIEF }
    }
}

impl Calibration {
    /// The probability that the theme applies.
    #[must_use]
    pub fn probability(&self, evidence: &[f64; EVIDENCE]) -> f64 {
        let sum: f64 = self.weights.iter().zip(evidence).map(|(w, e)| w * e).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// Learns the weights from held-out evidence by Newton's method, pulled towards the prior belief.
    #[must_use]
    pub fn learn(held_out: &[([f64; EVIDENCE], bool)]) -> Self {
        let mut calibration = Self::default();
        for _ in 0..25 {
            let mut slope = [0.0; EVIDENCE];
            let mut curve = [[0.0; EVIDENCE]; EVIDENCE];
            for i in 0..EVIDENCE {
                slope[i] = BELIEF_WEIGHT * (calibration.weights[i] - BELIEF[i]);
                curve[i][i] = BELIEF_WEIGHT;
            }
            for (evidence, applies) in held_out {
                let p = calibration.probability(evidence);
                let error = p - f64::from(u8::from(*applies));
                for i in 0..EVIDENCE {
                    slope[i] += error * evidence[i];
                    for j in 0..EVIDENCE {
                        curve[i][j] += p * (1.0 - p) * evidence[i] * evidence[j];
                    }
                }
            }
            let step = solve(curve, slope);
            let mut moved: f64 = 0.0;
            for (weight, step) in calibration.weights.iter_mut().zip(step) {
                // Far from the minimum a whole Newton step can overshoot.
                let step = step.clamp(-1.0, 1.0);
                *weight -= step;
                moved = moved.max(step.abs());
            }
            if moved < 1e-9 {
                break;
            }
        }
        calibration
    }
}

/// Solves a small system whose matrix is symmetric and positive definite, by elimination.
fn solve(mut a: [[f64; EVIDENCE]; EVIDENCE], mut b: [f64; EVIDENCE]) -> [f64; EVIDENCE] {
    for i in 0..EVIDENCE {
        for j in i + 1..EVIDENCE {
            let factor = a[j][i] / a[i][i];
            let pivot_row = a[i];
            for (cell, pivot) in a[j].iter_mut().zip(pivot_row) {
                *cell -= factor * pivot;
            }
            b[j] -= factor * b[i];
        }
    }
    for i in (0..EVIDENCE).rev() {
        for j in i + 1..EVIDENCE {
            b[i] -= a[i][j] * b[j];
        }
        b[i] /= a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn probabilities_agree_with_how_often_the_theme_applied() {
        // The learner overstates: its log-odds are three times what they should be.
        let mut random = Random::new(1, 1);
        let held_out: Vec<_> = (0..4000)
            .map(|_| {
                let truth = 4.0 * random.unit() - 3.0;
                let applies = random.unit() < 1.0 / (1.0 + (-truth).exp());
                let signs = Signs {
                    log_odds: 3.0 * truth,
                    examples: 50,
                    ..Signs::default()
                };
                (evidence(signs), applies)
            })
            .collect();
        let calibration = Calibration::learn(&held_out);
        let sure: Vec<_> = held_out
            .iter()
            .filter(|(e, _)| calibration.probability(e) > 0.5)
            .collect();
        let said: f64 = sure.iter().map(|(e, _)| calibration.probability(e)).sum();
        let was = sure.iter().filter(|(_, applies)| *applies).count() as f64;
        assert!((said - was).abs() / was < 0.05, "{said} {was}");
    }

    #[test]
    fn without_examples_the_belief_stands() {
        assert_eq!(Calibration::learn(&[]), Calibration::default());
    }

    #[test]
    fn a_definition_counts_most_where_examples_are_scarce() {
        let gain = |examples| {
            let p = |likeness| {
                let signs = Signs {
                    likeness,
                    examples,
                    ..Signs::default()
                };
                Calibration::default().probability(&evidence(signs))
            };
            p(2.0) - p(0.0)
        };
        assert!(gain(0) > 1.5 * gain(100));
    }
}
