//! All themes trained on some of the examples.

use super::calibrate::{EVIDENCE, Signs, evidence};
use super::kernel::Kernel;
use super::logistic::{COST, Learnt, learn};
use super::neighbours::Neighbours;
use super::themes::Themes;
use super::{Lesson, Linear, again, ranked};
use crate::parallel;

/// What was learnt of each theme, and from which examples.
pub(crate) struct Course<'a> {
    lesson: Lesson<'a>,
    kernel: &'a Kernel,
    /// None for a theme without examples.
    learnt: Vec<Option<Learnt>>,
    positives: Vec<usize>,
    examples: usize,
    neighbours: Neighbours<'a>,
}

/// The evidence on every theme for one row.
pub(crate) type Evidence = Vec<[f64; EVIDENCE]>;

impl<'a> Course<'a> {
    /// Trains on the examples that are `used`. `trained` is called once a theme.
    pub fn on(
        lesson: Lesson<'a>,
        kernel: &'a Kernel,
        used: impl Fn(usize) -> bool,
        trained: &mut dyn FnMut(),
    ) -> Self {
        let coded = lesson.coded;
        let used: Vec<usize> = (0..coded.rows.len()).filter(|&at| used(at)).collect();
        let themes = lesson.likeness.themes();
        let mut positives = vec![0; themes];
        let by_people = used.iter().filter(|at| **at < lesson.people);
        for theme in by_people.clone().flat_map(|&at| &coded.themes[at]) {
            positives[*theme] += 1;
        }
        let costs: Vec<f64> = (used.iter())
            .map(|at| match *at < lesson.people {
                true => COST,
                false => COST * again::WORTH,
            })
            .collect();
        let train = |theme: usize| {
            let applies = |&at: &usize| (at, coded.themes[at].contains(&theme));
            let examples: Vec<(usize, bool)> = used.iter().map(applies).collect();
            (positives[theme] > 0 && !lesson.blocks.sparse.is_empty()).then(|| {
                learn(
                    lesson.blocks,
                    &coded.rows,
                    kernel,
                    &examples,
                    &costs,
                    lesson.seed,
                )
            })
        };
        let learnt = parallel::map(themes, parallel::threads(), train, &mut |_| trained());
        let known = by_people
            .clone()
            .map(|&at| (coded.rows[at], coded.themes[at].as_slice()));
        Self {
            learnt,
            positives,
            examples: by_people.count(),
            neighbours: Neighbours::new(lesson.blocks.dense, known.collect(), themes),
            lesson,
            kernel,
        }
    }

    /// The evidence on coded rows, given by their places among the examples.
    pub fn on_coded(&self, places: &[usize]) -> Vec<Evidence> {
        let rows: Vec<usize> = places
            .iter()
            .map(|&at| self.lesson.coded.rows[at])
            .collect();
        let nearest = self.neighbours.log_odds(&rows);
        let learnt = |at: usize| -> Vec<f64> {
            let of = |theme: &Option<Learnt>| theme.as_ref().map_or(0.0, |t| t.log_odds[at]);
            self.learnt.iter().map(of).collect()
        };
        let each = places.iter().zip(rows).zip(nearest);
        each.map(|((&at, row), nearest)| self.evidence(row, learnt(at), &nearest))
            .collect()
    }

    /// What `of` makes of the evidence on these rows.
    pub fn on_rows<T: Send>(&self, rows: &[usize], of: impl Fn(&Evidence) -> T + Sync) -> Vec<T> {
        self.judged(&self.themes(), rows, of)
    }

    /// What `of` makes of the evidence on every row; and each theme's weights.
    pub fn on_all<T: Send>(
        &self,
        of: impl Fn(&Evidence) -> T + Sync,
    ) -> (Vec<T>, Vec<Option<Linear>>) {
        let themes = self.themes();
        let rows: Vec<usize> = (0..self.lesson.likeness.rows()).collect();
        let judged = self.judged(&themes, &rows, of);
        let models = self.learnt.iter().enumerate();
        let models = models.map(|(at, learnt)| learnt.as_ref().map(|_| themes.linear(at)));
        (judged, models.collect())
    }

    fn themes(&self) -> Themes<'a> {
        let pulls = self.learnt.iter();
        let pulls: Vec<_> = pulls
            .map(|theme| theme.as_ref().map(|theme| theme.pulls.as_slice()))
            .collect();
        let lesson = self.lesson;
        Themes::of(lesson.blocks, &lesson.coded.rows, self.kernel, &pulls)
    }

    fn judged<T: Send>(
        &self,
        themes: &Themes,
        rows: &[usize],
        of: impl Fn(&Evidence) -> T + Sync,
    ) -> Vec<T> {
        let blocks = self.lesson.blocks;
        parallel::blocks(rows.len(), |block| {
            let rows = rows[block].to_vec();
            let nearest = self.neighbours.log_odds(&rows);
            let learnt = themes.log_odds(blocks, &rows);
            let each = rows.into_iter().zip(learnt).zip(nearest);
            each.map(|((row, learnt), nearest)| of(&self.evidence(row, learnt, &nearest)))
                .collect()
        })
    }

    fn evidence(&self, row: usize, learnt: Vec<f64>, nearest: &[f64]) -> Evidence {
        let usual = |theme: usize| self.usual(self.positives[theme]);
        let mut log_odds = learnt;
        for (theme, odds) in log_odds.iter_mut().enumerate() {
            // A theme nobody has used yet is as likely here as anywhere.
            if self.learnt[theme].is_none() {
                *odds = usual(theme);
            }
        }
        let order = ranked(&log_odds);
        let best_but = |theme: usize| order.iter().find(|other| **other != theme);
        let signs = |theme: usize| Signs {
            log_odds: log_odds[theme],
            lead: best_but(theme).map_or(0.0, |&other| log_odds[theme] - log_odds[other]),
            nearest: nearest[theme],
            usual: usual(theme),
            likeness: self.lesson.likeness.row(row)[theme],
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
