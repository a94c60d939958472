//! Themes learnt from comments a person has coded.
//!
//! One linear model a theme; its log-odds join the likeness to the definition; how the two are weighed, and the
//! threshold, come from held-out examples. With no example at all the likeness stands alone.

mod accept;
mod again;
mod calibrate;
mod course;
mod kernel;
mod logistic;
mod neighbours;
mod rule;
mod scores;
mod themes;

pub use accept::Accept;
pub use calibrate::{Calibration, EVIDENCE, Signs, evidence};
use course::{Course, Evidence};
use kernel::Kernel;
pub use logistic::{Blocks, COST, Linear};
pub use rule::Rule;
pub use scores::{Scores, ranked};

use crate::input::Coded;
use crate::random::Random;

/// Folds of cross-validation.
const FOLDS: usize = 5;

/// Fewest examples from which held-out figures are trusted.
const FEWEST_TO_VALIDATE: usize = 20;

/// With no examples: the likeness, in standard deviations, that is as likely right as wrong.
const UNTAUGHT_MIDDLE: f64 = 2.0;

/// With no examples a likeness says more of which theme fits better than of whether one does: the best is given, and a
/// second that is not far behind. Chosen on labelled comments.
const UNTAUGHT_RULE: Rule = Rule {
    threshold: 0.0,
    floor: 0.0,
    ease: 0.0,
    most: 2,
    within: 2.5,
    lean: Vec::new(),
};

/// What was learnt, and what it says of every row.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// One model a theme; none for a theme without examples.
    pub models: Vec<Option<Linear>>,
    pub calibration: Calibration,
    pub rule: Rule,
    /// From which score a suggestion may be accepted unread; none when too little was held out to tell.
    pub accept: Option<Accept>,
    /// Probabilities.
    pub scores: Scores,
}

/// What learning needs.
#[derive(Clone, Copy)]
pub(crate) struct Lesson<'a> {
    pub blocks: Blocks<'a>,
    pub coded: &'a Coded,
    /// How many of these a person coded; those behind them the engine is sure of.
    pub people: usize,
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
    let again = folds > 0 && again::pays(lesson);
    let total = themes * (folds + 1) * (1 + usize::from(again));
    let mut done = 0;
    let mut trained = || {
        done += 1;
        progress(done, total);
    };
    let kernel = Kernel::of(lesson.blocks, &lesson.coded.rows);
    let mut seen = vec![[0.0; EVIDENCE]; lesson.people * themes];
    let courses: Vec<Course> = (0..folds)
        .map(|fold| {
            let used = |at: usize| fold_of[at] != fold;
            let course = Course::on(lesson, &kernel, used, &mut trained);
            note(&course, &fold_of, fold, &mut seen);
            course
        })
        .collect();
    let course = Course::on(lesson, &kernel, |_| true, &mut trained);
    if folds == 0 {
        let by_belief = (Calibration::default(), Rule::default(), None);
        return judge(lesson, &course, by_belief, rule::MOST_LEAN);
    }
    let validated = validate(lesson, &seen);
    if !again {
        return judge(lesson, &course, validated, rule::MOST_LEAN);
    }
    let uncoded = again::uncoded(lesson);
    let wider = |course: &Course| again::wider(lesson, course, &validated.0, &uncoded);
    for (fold, course) in courses.iter().enumerate() {
        // What is held out has had no say in what is sure.
        let coded = wider(course);
        let lesson = Lesson {
            coded: &coded,
            ..lesson
        };
        let kernel = Kernel::of(lesson.blocks, &coded.rows);
        let used = |at: usize| fold_of.get(at) != Some(&fold);
        let course = Course::on(lesson, &kernel, used, &mut trained);
        note(&course, &fold_of, fold, &mut seen);
    }
    let validated = validate(lesson, &seen);
    let coded = wider(&course);
    let lesson = Lesson {
        coded: &coded,
        ..lesson
    };
    let kernel = Kernel::of(lesson.blocks, &coded.rows);
    let course = Course::on(lesson, &kernel, |_| true, &mut trained);
    judge(lesson, &course, validated, again::MOST_LEAN)
}

/// Notes the evidence of a course on the examples that its fold held out.
fn note(course: &Course, fold_of: &[usize], fold: usize, seen: &mut [[f64; EVIDENCE]]) {
    let held_out: Vec<usize> = (0..fold_of.len())
        .filter(|&at| fold_of[at] == fold)
        .collect();
    for (&at, evidence) in held_out.iter().zip(course.on_coded(&held_out)) {
        let themes = evidence.len();
        seen[at * themes..(at + 1) * themes].copy_from_slice(&evidence);
    }
}

/// What a course says of every row.
fn judge(
    lesson: Lesson,
    course: &Course,
    (calibration, mut rule, accept): (Calibration, Rule, Option<Accept>),
    most_lean: f64,
) -> Learnt {
    let probabilities = |evidence: &Evidence| -> Vec<f64> {
        let all = evidence.iter();
        all.map(|evidence| calibration.probability(evidence))
            .collect()
    };
    let (judged, models) = course.on_all(probabilities);
    let mut scores = Scores::zeros(lesson.likeness.rows(), lesson.likeness.themes());
    for (row, judged) in judged.iter().enumerate() {
        scores.row_mut(row).copy_from_slice(judged);
    }
    rule.balance(&scores, most_lean);
    Learnt {
        models,
        calibration,
        rule,
        accept,
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

fn validate(lesson: Lesson, seen: &[[f64; EVIDENCE]]) -> (Calibration, Rule, Option<Accept>) {
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
    let accept = Accept::choose(&scores, truth);
    (calibration, rule, accept)
}

/// Themes by likeness alone: there are no examples. `none` says of each theme that likeness cannot speak for it.
pub(crate) fn from_definitions(likeness: &Scores, none: &[bool]) -> Learnt {
    let mut scores = Scores::zeros(likeness.rows(), likeness.themes());
    for row in 0..scores.rows() {
        let cells = scores
            .row_mut(row)
            .iter_mut()
            .zip(likeness.row(row))
            .zip(none);
        for ((score, likeness), _) in cells.filter(|(_, none)| !**none) {
            *score = 1.0 / (1.0 + (UNTAUGHT_MIDDLE - likeness).exp());
        }
    }
    Learnt {
        models: vec![None; likeness.themes()],
        calibration: Calibration::default(),
        rule: UNTAUGHT_RULE,
        accept: None,
        scores,
    }
}
