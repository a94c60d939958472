//! The order of work: personal data, copies, features, themes, descriptions.

use std::collections::BTreeSet;

use crate::codebook::{Codebook, Definition};
use crate::describe::{self, typical};
use crate::features::{Features, SparseRows};
use crate::input::{AnalyseError, Coded, Input, check};
use crate::learn::{self, Accept, Blocks, Lesson, Linear, Rule, Scores};
use crate::near_duplicate::{self, NearDuplicates};
use crate::output::Output;
use crate::personal_data::{self, Found};
use crate::progress::{Progress, Stage};
use crate::{define, discover, parallel};

/// How many typical rows a theme shows.
pub const TYPICAL: usize = 3;

/// Comments that one processor searches for personal data at a time.
const BLOCK: usize = 250;

/// Analyses comments in the terms of the command line's contract.
///
/// The same input gives the same output. Takes about a second for each thousand comments.
///
/// # Errors
/// When ids, examples and codes do not fit each other; see [`AnalyseError`].
pub fn analyse(input: &Input, progress: &mut dyn FnMut(Progress)) -> Result<Output, AnalyseError> {
    let analysis = analyse_in_depth(input, progress)?;
    Ok(Output::of(input, &analysis))
}

/// All that is known after an analysis. Rows are indexes into [`Input::rows`], themes into [`Analysis::themes`].
#[derive(Debug, Clone)]
pub struct Analysis {
    pub themes: Vec<ThemeFound>,
    /// Probability of every theme for every row; zeros for a blank row.
    pub scores: Scores,
    /// The themes each row carries, best first.
    pub given: Vec<Vec<usize>>,
    /// What makes a score a theme. A discovered theme's rule gives each row its best cluster.
    pub rule: Rule,
    /// From which score a suggestion may stand unread; none without enough examples to tell.
    pub accept: Option<Accept>,
    pub copies: NearDuplicates,
    /// For each row what may identify a person, in order of the text.
    pub personal_data: Vec<Vec<Found>>,
    /// The sentence-vector model whose vectors were used; "none" when there were none.
    pub model: String,
    /// The comments as numbers, to explain with.
    pub features: Features,
}

/// A theme with what an officer needs to judge it.
#[derive(Debug, Clone)]
pub struct ThemeFound {
    /// The codebook's code, or `t1`, `t2`… for a discovered theme.
    pub id: String,
    pub label: String,
    /// Words and phrases that set its rows apart, strongest first.
    pub keywords: Vec<String>,
    /// The rows that carry it, ascending.
    pub rows: Vec<usize>,
    /// Up to [`TYPICAL`] rows to show as examples, best first, no two of them copies.
    pub typical: Vec<usize>,
    /// What was learnt of it, when there were examples.
    pub model: Option<Linear>,
}

/// Analyses comments and keeps what the officer's page needs to show why.
///
/// # Errors
/// As [`analyse`].
pub fn analyse_in_depth(
    input: &Input,
    progress: &mut dyn FnMut(Progress),
) -> Result<Analysis, AnalyseError> {
    let codebook = codebook_of(input);
    let coded = check(input, codebook.as_ref())?;
    let texts: Vec<&str> = input.rows.iter().map(|row| row.text.as_str()).collect();
    let rows = texts.len();

    let personal_data = personal_data_of(&texts, progress);
    let copies = near_duplicate::find(&texts, &mut |done| {
        progress(Progress::new(Stage::NearDuplicates, done, rows));
    });
    let copies = copies.without(&input.apart);
    progress(Progress::new(Stage::Features, 0, rows));
    let mut features = Features::of(&texts, input.seed);
    if let Some(vectors) = &input.vectors {
        features.join(vectors, &texts);
    }
    let firsts = copies.firsts(rows);
    let mut themes_done = |done, total| progress(Progress::new(Stage::Themes, done, total));
    let found = match &codebook {
        Some(book) => assign(input, &features, book, &coded, &firsts, &mut themes_done),
        None => discover_themes(input, &features, &firsts, &mut themes_done),
    };
    progress(Progress::new(Stage::Describing, 0, found.named.len()));
    let themes = describe_all(&features, &firsts, &found);
    Ok(Analysis {
        themes,
        scores: found.scores,
        given: found.given,
        rule: found.rule,
        accept: found.accept,
        copies,
        personal_data,
        model: (input.vectors.as_ref()).map_or_else(|| "none".to_owned(), |v| v.model.clone()),
        features,
    })
}

fn personal_data_of(texts: &[&str], progress: &mut dyn FnMut(Progress)) -> Vec<Vec<Found>> {
    let blocks: Vec<&[&str]> = texts.chunks(BLOCK).collect();
    let of = |at: usize| -> Vec<Vec<Found>> {
        let block = blocks[at].iter();
        block.map(|text| personal_data::find(text)).collect()
    };
    let mut done = 0;
    let mut finished = |at: usize| {
        done += blocks[at].len();
        progress(Progress::new(Stage::PersonalData, done, texts.len()));
    };
    let found = parallel::map(blocks.len(), parallel::threads(), of, &mut finished);
    found.into_iter().flatten().collect()
}

/// The codebook given, or one made of the examples' own codes.
fn codebook_of(input: &Input) -> Option<Codebook> {
    if input.codebook.is_some() {
        return input.codebook.clone();
    }
    let codes: BTreeSet<&String> = input.examples.iter().flat_map(|e| &e.codes).collect();
    let definitions: Vec<Definition> = codes
        .into_iter()
        .map(|code| Definition {
            code: code.clone(),
            label: code.clone(),
            ..Definition::default()
        })
        .collect();
    (!definitions.is_empty()).then_some(Codebook { definitions })
}

/// Themes before they are described.
struct Themes {
    /// Id, and label when it is known.
    named: Vec<(String, Option<String>)>,
    models: Vec<Option<Linear>>,
    scores: Scores,
    given: Vec<Vec<usize>>,
    rule: Rule,
    accept: Option<Accept>,
}

fn assign(
    input: &Input,
    features: &Features,
    book: &Codebook,
    coded: &Coded,
    firsts: &[usize],
    progress: &mut dyn FnMut(usize, usize),
) -> Themes {
    let likeness = define::likeness(features, book, input.vectors.as_ref());
    let wide = if coded.rows.is_empty() {
        SparseRows::default()
    } else {
        features.wide()
    };
    let lesson = Lesson {
        blocks: Blocks {
            sparse: &wide,
            dense: &features.joined,
        },
        coded,
        people: coded.rows.len(),
        likeness: &likeness,
        firsts,
        seed: input.seed,
    };
    let mut learnt = if coded.rows.is_empty() {
        learn::from_definitions(
            &likeness,
            &book
                .definitions
                .iter()
                .map(define::is_remainder)
                .collect::<Vec<_>>(),
        )
    } else {
        learn::learn(lesson, progress)
    };
    let mut given = Vec::with_capacity(input.rows.len());
    for row in 0..input.rows.len() {
        if features.corpus.rows[row].is_empty() {
            learnt.scores.row_mut(row).fill(0.0);
            given.push(Vec::new());
        } else {
            given.push(learnt.rule.pick(learnt.scores.row(row)));
        }
    }
    // A person has decided these; the scores still say what the engine would have thought.
    for (&row, themes) in coded.rows.iter().zip(&coded.themes) {
        given[row].clone_from(themes);
        let scores = learnt.scores.row(row);
        given[row].sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    }
    let named = book
        .definitions
        .iter()
        .map(|d| (d.code.clone(), Some(d.label.clone())));
    Themes {
        named: named.collect(),
        models: learnt.models,
        scores: learnt.scores,
        given,
        rule: learnt.rule,
        accept: learnt.accept,
    }
}

fn discover_themes(
    input: &Input,
    features: &Features,
    firsts: &[usize],
    progress: &mut dyn FnMut(usize, usize),
) -> Themes {
    let clusters = discover::discover(features, firsts, input.themes, input.seed, progress);
    let named: Vec<_> = (1..=clusters.scores.themes())
        .map(|n| (format!("t{n}"), None))
        .collect();
    Themes {
        models: vec![None; named.len()],
        named,
        given: clusters
            .best
            .iter()
            .map(|best| best.iter().copied().collect())
            .collect(),
        scores: clusters.scores,
        rule: Rule {
            threshold: 1.0,
            ease: 0.0,
            ..Rule::default()
        },
        accept: None,
    }
}

fn describe_all(features: &Features, firsts: &[usize], found: &Themes) -> Vec<ThemeFound> {
    let mut rows_of = vec![Vec::new(); found.named.len()];
    for (row, themes) in found.given.iter().enumerate() {
        for &theme in themes {
            rows_of[theme].push(row);
        }
    }
    let keywords = describe::keywords(&features.corpus, firsts, &rows_of);
    let labels = describe::labels(&keywords);
    let named = found.named.iter().enumerate();
    let theme = |(at, (id, label)): (usize, &(String, Option<String>))| ThemeFound {
        id: id.clone(),
        label: label.clone().unwrap_or_else(|| labels[at].clone()),
        keywords: keywords[at].clone(),
        typical: typical(
            &features.corpus,
            firsts,
            &found.scores,
            at,
            &rows_of[at],
            TYPICAL,
        ),
        rows: rows_of[at].clone(),
        model: found.models[at].clone(),
    };
    named.map(theme).collect()
}

#[cfg(test)]
mod tests;
