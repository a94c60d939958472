//! What a person should read next.

use std::collections::HashSet;

use crate::analysis::Analysis;
use crate::discover;
use crate::learn::Scores;

/// Comments read first because they are typical: one for each of this many groups of like ones.
const TYPICAL: usize = 30;

/// Examples from which a theme is no longer rare.
const ENOUGH: usize = 10;

/// Of every so many comments after the typical ones, one is for a rare theme.
const RARE_EVERY: usize = 3;

/// Why a comment is put forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It stands in the middle of a group of like comments.
    Typical,
    /// The engine is unsure of it.
    Uncertain,
    /// It may belong to a theme that has few examples.
    Rare { theme: usize },
}

/// A comment to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    pub row: usize,
    pub why: Why,
}

/// What has been read, by row, and what must not be put forward.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// For each row read the themes a person gave it.
    pub read: Vec<(usize, Vec<usize>)>,
    /// The audit sample, and whatever else is not to be learnt from.
    pub held_back: Vec<usize>,
}

/// Up to `most` comments to read, in order: typical ones first, then those the engine is least sure of, every third one for
/// a theme that has few examples. Copies of what was read, or of what stands earlier in the list, are not put forward:
/// reading one of them is reading all.
#[must_use]
pub fn next_to_read(analysis: &Analysis, reading: &Reading, most: usize, seed: u64) -> Vec<Next> {
    let rows = analysis.given.len();
    let firsts = analysis.copies.firsts(rows);
    let mut taken: HashSet<usize> = reading.read.iter().map(|(row, _)| firsts[*row]).collect();
    taken.extend(reading.held_back.iter().map(|&row| firsts[row]));
    let open = |row: &usize| !analysis.features.corpus.rows[*row].is_empty();
    let mut next = Vec::new();
    let mut put = |row: usize, why: Why| {
        let new = next.len() < most && taken.insert(firsts[row]);
        if new {
            next.push(Next { row, why });
        }
        new
    };
    if reading.read.len() < TYPICAL {
        let middles = discover::middles(&analysis.features, &firsts, TYPICAL, seed);
        for row in middles.into_iter().filter(open).take(TYPICAL) {
            put(row, Why::Typical);
        }
    }
    let mut unsure: Vec<usize> = (0..rows).filter(open).collect();
    let doubts: Vec<f64> = (0..rows)
        .map(|row| doubt(&analysis.scores, row, &analysis.given[row]))
        .collect();
    unsure.sort_by(|&a, &b| doubts[b].total_cmp(&doubts[a]).then(a.cmp(&b)));
    let mut rare = rare(analysis, reading)
        .into_iter()
        .filter(|(row, _)| open(row));
    let mut put_since = 0;
    for row in unsure {
        if put_since + 1 == RARE_EVERY {
            rare.by_ref()
                .any(|(row, theme)| put(row, Why::Rare { theme }));
            put_since = 0;
        }
        put_since += usize::from(put(row, Why::Uncertain));
    }
    next
}

/// How far from certain the themes given to a row are, 0 to 1: one less the agreement (F1) that its probabilities promise.
fn doubt(scores: &Scores, row: usize, given: &[usize]) -> f64 {
    let scores = scores.row(row);
    let all: f64 = scores.iter().sum();
    let sure: f64 = given.iter().map(|&theme| scores[theme]).sum();
    1.0 - 2.0 * sure / (given.len() as f64 + all).max(1e-9)
}

/// Rows for themes of few examples: the likeliest of each in turn, the theme with fewest first.
fn rare(analysis: &Analysis, reading: &Reading) -> Vec<(usize, usize)> {
    let mut examples = vec![0; analysis.themes.len()];
    for &theme in reading.read.iter().flat_map(|(_, themes)| themes) {
        examples[theme] += 1;
    }
    let mut themes: Vec<usize> = (0..examples.len())
        .filter(|&t| examples[t] < ENOUGH)
        .collect();
    themes.sort_by_key(|&theme| examples[theme]);
    let likeliest = |&theme: &usize| {
        let mut rows: Vec<usize> = (0..analysis.given.len()).collect();
        let score = |row: usize| analysis.scores.row(row)[theme];
        rows.sort_by(|&a, &b| score(b).total_cmp(&score(a)).then(a.cmp(&b)));
        rows.truncate(ENOUGH);
        rows
    };
    let rows: Vec<Vec<usize>> = themes.iter().map(likeliest).collect();
    let turns = 0..ENOUGH;
    let of_turn = |turn: usize| {
        let pairs = themes.iter().zip(&rows);
        pairs.filter_map(move |(&theme, rows)| rows.get(turn).map(|&row| (row, theme)))
    };
    turns.flat_map(of_turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Example, Input, Row};

    const LETTER: &str = "please keep the top band because every small school will lose staff and children without it";

    /// Thirty comments on buses and as many on teachers, five copies of a letter, and a blank one.
    fn analysed() -> Analysis {
        let mut texts: Vec<String> = Vec::new();
        for n in 0..30 {
            texts.push(format!("the bus was late on day {n}"));
            texts.push(format!("teacher {n} was kind and listened"));
        }
        texts.extend((0..5).map(|n| format!("{LETTER} says sender {n}")));
        texts.push(String::new());
        let row = |(at, text): (usize, String)| Row {
            id: at.to_string(),
            text,
        };
        let example = |at: usize, code: &str| Example {
            id: at.to_string(),
            codes: vec![code.to_owned()],
        };
        let input = Input {
            rows: texts.into_iter().enumerate().map(row).collect(),
            examples: (0..24)
                .map(|at| example(at, ["bus", "teacher"][at % 2]))
                .chain([example(60, "band")])
                .collect(),
            ..Input::default()
        };
        crate::analyse_in_depth(&input, &mut |_| ()).unwrap()
    }

    fn reading(read: usize) -> Reading {
        Reading {
            // Themes stand in order of the alphabet: band, bus, teacher.
            read: (0..read).map(|row| (row, vec![1 + row % 2])).collect(),
            held_back: vec![59],
        }
    }

    #[test]
    fn typical_comments_come_first_and_every_third_later_one_is_for_a_rare_theme() {
        let analysis = analysed();
        let next = next_to_read(&analysis, &reading(0), 500, 0);
        assert_eq!(next[0].why, Why::Typical);
        let typical = next
            .iter()
            .take_while(|next| next.why == Why::Typical)
            .count();
        assert!((2..=TYPICAL).contains(&typical), "{typical}");
        let next = next_to_read(&analysis, &reading(32), 500, 0);
        assert_eq!(next[0].why, Why::Uncertain);
        assert_eq!(next[1].why, Why::Uncertain);
        assert_eq!(next[2].why, Why::Rare { theme: 0 });
    }

    #[test]
    fn nothing_read_held_back_blank_or_copied_is_put_forward_and_the_rest_once() {
        let next = next_to_read(&analysed(), &reading(32), 500, 0);
        let rows: Vec<usize> = next.iter().map(|next| next.row).collect();
        let copies = rows.iter().filter(|row| (60..65).contains(*row)).count();
        assert_eq!(copies, 1, "one of the letter's copies stands for all");
        assert!(rows.iter().all(|row| (32..65).contains(row) && *row != 59));
        let mut once = rows.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), rows.len());
        assert_eq!(rows.len(), 27 + 1);
        assert_eq!(next_to_read(&analysed(), &reading(32), 5, 0).len(), 5);
    }
}
