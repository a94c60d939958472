//! All themes trained on some of the examples.

use super::calibrate::{EVIDENCE, Signs, evidence};
use super::logistic::{COST, Linear};
use super::neighbours::Neighbours;
use super::{Lesson, ranked};
use crate::parallel;

/// What was learnt of each theme, and from which examples.
pub(crate) struct Course<'a> {
    /// None for a theme without examples.
    pub models: Vec<Option<Linear>>,
    positives: Vec<usize>,
    examples: usize,
    neighbours: Neighbours<'a>,
}

impl<'a> Course<'a> {
    /// Trains on the examples that are `used`. `trained` is called once a theme.
    pub fn on(lesson: Lesson<'a>, used: impl Fn(usize) -> bool, trained: &mut dyn FnMut()) -> Self {
        let all = lesson.coded.rows.iter().zip(&lesson.coded.themes);
        let examples: Vec<(usize, &[usize])> = all
            .enumerate()
            .filter(|(at, _)| used(*at))
            .map(|(_, (&row, themes))| (row, themes.as_slice()))
            .collect();
        let themes = lesson.likeness.themes();
        let mut positives = vec![0; themes];
        for theme in examples.iter().flat_map(|(_, themes)| *themes) {
            positives[*theme] += 1;
        }
        let train = |theme: usize| {
            let applies = |(row, themes): &(usize, &[usize])| (*row, themes.contains(&theme));
            let examples: Vec<(usize, bool)> = examples.iter().map(applies).collect();
            (positives[theme] > 0 && !lesson.blocks.sparse.is_empty())
                .then(|| Linear::learn(lesson.blocks, &examples, COST, lesson.seed))
        };
        let models = parallel::map(themes, parallel::threads(), train, &mut |_| trained());
        Self {
            models,
            positives,
            examples: examples.len(),
            neighbours: Neighbours::new(lesson.blocks.dense, examples, themes),
        }
    }

    /// The evidence on every theme for each of these rows.
    pub fn evidence(&self, lesson: Lesson, rows: &[usize]) -> Vec<Vec<[f64; EVIDENCE]>> {
        let of = |at: usize| self.evidence_of(lesson, rows[at]);
        parallel::map(rows.len(), parallel::threads(), of, &mut |_| ())
    }

    fn evidence_of(&self, lesson: Lesson, row: usize) -> Vec<[f64; EVIDENCE]> {
        let nearest = self.neighbours.log_odds(row);
        let usual: Vec<f64> = self
            .positives
            .iter()
            .map(|count| self.usual(*count))
            .collect();
        let learnt = self
            .models
            .iter()
            .zip(&usual)
            .map(|(model, usual)| match model {
                Some(model) => model.log_odds(lesson.blocks, row),
                // A theme nobody has used yet is as likely here as anywhere.
                None => *usual,
            });
        let log_odds: Vec<f64> = learnt.collect();
        let order = ranked(&log_odds);
        let best_but = |theme: usize| order.iter().find(|other| **other != theme);
        let signs = |theme: usize| Signs {
            log_odds: log_odds[theme],
            lead: best_but(theme).map_or(0.0, |&other| log_odds[theme] - log_odds[other]),
            nearest: nearest[theme],
            usual: usual[theme],
            likeness: lesson.likeness.row(row)[theme],
            examples: self.positives[theme],
        };
        (0..log_odds.len())
            .map(|theme| evidence(signs(theme)))
            .collect()
    }

    /// The log-odds of a theme in any comment, half an example taken as seen.
    fn usual(&self, positives: usize) -> f64 {
        ((positives as f64 + 0.5) / ((self.examples - positives) as f64 + 0.5)).ln()
    }
}
