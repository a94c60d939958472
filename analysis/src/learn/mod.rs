//! Themes learnt from comments a person has coded.
//!
//! One linear model a theme; its log-odds join the likeness to the definition; how the two are weighed, and the
//! threshold, come from held-out examples. With no example at all the likeness stands alone.

mod calibrate;
mod logistic;
mod rule;
mod scores;

pub use calibrate::{Calibration, EVIDENCE, evidence};
pub use logistic::{Blocks, COST, Linear};
pub use rule::Rule;
pub use scores::{Scores, ranked};

use crate::input::Coded;
use crate::random::Random;

/// Folds of cross-validation.
const FOLDS: usize = 5;

/// Fewest examples from which held-out figures are trusted.
const FEWEST_TO_VALIDATE: usize = 20;

/// The rule before there are enough examples to choose one.
const FIRST_RULE: Rule = Rule {
    threshold: 0.4,
    floor: 0.0,
};

/// With no examples: the likeness, in standard deviations, that is as likely right as wrong.
const UNTAUGHT_MIDDLE: f64 = 2.0;

/// With no examples: chosen on labelled comments.
const UNTAUGHT_RULE: Rule = Rule {
    threshold: 0.25,
    floor: 0.0,
};

/// What was learnt, and what it says of every row.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// One model a theme; none for a theme without examples.
    pub models: Vec<Option<Linear>>,
    pub calibration: Calibration,
    pub rule: Rule,
    /// Probabilities.
    pub scores: Scores,
}

/// What learning needs.
#[derive(Clone, Copy)]
pub(crate) struct Lesson<'a> {
    pub blocks: Blocks<'a>,
    pub coded: &'a Coded,
    /// Standardised likeness of each row to each theme's definition; zeros where there is none.
    pub likeness: &'a Scores,
    /// For each row the first of its near-duplicates, so that copies fall in one fold.
    pub firsts: &'a [usize],
    pub seed: u64,
}

/// Learns every theme. `progress` is told how many trainings of how many are done.
pub(crate) fn learn(lesson: Lesson, progress: &mut dyn FnMut(usize, usize)) -> Learnt {
    let themes = lesson.likeness.themes();
    let fold_of = folds(lesson);
    let folds = fold_of.iter().max().map_or(0, |most| most + 1);
    let total = themes * (folds + 1);
    let mut done = 0;
    let mut seen = vec![[0.0; EVIDENCE]; lesson.coded.rows.len() * themes];
    for fold in 0..folds {
        for theme in 0..themes {
            let trained = Trained::on(lesson, theme, |at| fold_of[at] != fold);
            for (at, &row) in lesson.coded.rows.iter().enumerate() {
                if fold_of[at] == fold {
                    seen[at * themes + theme] = trained.evidence(lesson, row, theme);
                }
            }
            done += 1;
            progress(done, total);
        }
    }
    let (calibration, rule) = if folds == 0 {
        (Calibration::default(), FIRST_RULE)
    } else {
        validate(lesson, &seen)
    };
    let mut scores = Scores::zeros(lesson.likeness.rows(), themes);
    let mut models = Vec::with_capacity(themes);
    for theme in 0..themes {
        let trained = Trained::on(lesson, theme, |_| true);
        for row in 0..scores.rows() {
            scores.row_mut(row)[theme] =
                calibration.probability(&trained.evidence(lesson, row, theme));
        }
        models.push(trained.model);
        done += 1;
        progress(done, total);
    }
    Learnt {
        models,
        calibration,
        rule,
        scores,
    }
}

/// The fold of each example; all near-duplicates share one. Empty when there are too few to hold any out.
fn folds(lesson: Lesson) -> Vec<usize> {
    let rows = &lesson.coded.rows;
    if rows.len() < FEWEST_TO_VALIDATE {
        return Vec::new();
    }
    let mut firsts: Vec<usize> = rows.iter().map(|&row| lesson.firsts[row]).collect();
    firsts.sort_unstable();
    firsts.dedup();
    Random::new(lesson.seed, 0xF01D).shuffle(&mut firsts);
    let mut fold_of_first = vec![0; lesson.firsts.len()];
    for (at, first) in firsts.into_iter().enumerate() {
        fold_of_first[first] = at % FOLDS;
    }
    rows.iter()
        .map(|&row| fold_of_first[lesson.firsts[row]])
        .collect()
}

fn validate(lesson: Lesson, seen: &[[f64; EVIDENCE]]) -> (Calibration, Rule) {
    let themes = lesson.likeness.themes();
    let truth = &lesson.coded.themes;
    let held_out: Vec<_> = seen
        .iter()
        .enumerate()
        .map(|(at, evidence)| (*evidence, truth[at / themes].contains(&(at % themes))))
        .collect();
    let calibration = Calibration::learn(&held_out);
    let mut scores = Scores::zeros(truth.len(), themes);
    for (at, evidence) in seen.iter().enumerate() {
        scores.row_mut(at / themes)[at % themes] = calibration.probability(evidence);
    }
    let rule = Rule::choose(&scores, truth);
    (calibration, rule)
}

/// One theme trained on some of the examples.
struct Trained {
    model: Option<Linear>,
    positives: usize,
    examples: usize,
}

impl Trained {
    fn on(lesson: Lesson, theme: usize, used: impl Fn(usize) -> bool) -> Self {
        let all = lesson
            .coded
            .rows
            .iter()
            .zip(&lesson.coded.themes)
            .enumerate();
        let examples: Vec<(usize, bool)> = all
            .filter(|(at, _)| used(*at))
            .map(|(_, (&row, themes))| (row, themes.contains(&theme)))
            .collect();
        let positives = examples.iter().filter(|(_, applies)| *applies).count();
        let model = (positives > 0 && !lesson.blocks.sparse.is_empty())
            .then(|| Linear::learn(lesson.blocks, &examples, COST, lesson.seed));
        Self {
            model,
            positives,
            examples: examples.len(),
        }
    }

    fn evidence(&self, lesson: Lesson, row: usize, theme: usize) -> [f64; EVIDENCE] {
        let log_odds = match &self.model {
            Some(model) => model.log_odds(lesson.blocks, row),
            // A theme nobody has used yet: as likely as half an example among those read.
            None => (0.5 / (self.examples as f64 + 1.0)).ln(),
        };
        evidence(log_odds, lesson.likeness.row(row)[theme], self.positives)
    }
}

/// Themes by likeness alone: there are no examples.
pub(crate) fn from_definitions(likeness: &Scores) -> Learnt {
    let mut scores = Scores::zeros(likeness.rows(), likeness.themes());
    for row in 0..scores.rows() {
        for (score, likeness) in scores.row_mut(row).iter_mut().zip(likeness.row(row)) {
            *score = 1.0 / (1.0 + (UNTAUGHT_MIDDLE - likeness).exp());
        }
    }
    Learnt {
        models: vec![None; likeness.themes()],
        calibration: Calibration::default(),
        rule: UNTAUGHT_RULE,
        scores,
    }
}
