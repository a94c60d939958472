//! What the command line writes: the contract others script against.

use serde::Serialize;

use crate::analysis::Analysis;
use crate::input::Input;
use crate::learn::ranked;

/// The result of an analysis, as `wellheard analyse` writes it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Output {
    /// Name and version of this engine.
    pub engine: String,
    /// The sentence-vector model used; "none" when there was none.
    pub model: String,
    /// The score from which at least nine suggestions of ten were right among examples held out; none without enough
    /// examples to tell. Not part of what is written: others script against that.
    #[serde(skip)]
    pub accept_from: Option<f64>,
    pub themes: Vec<Theme>,
    /// One for each input row, in input order.
    pub assignments: Vec<Assignment>,
    /// Groups of two to four alike comments, by row id.
    pub near_duplicates: Vec<Vec<String>>,
    pub campaigns: Vec<Campaign>,
    pub personal_data: Vec<PersonalData>,
}

/// A theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Theme {
    /// The codebook's code, or `t1`, `t2`… for a discovered theme.
    pub id: String,
    pub label: String,
    /// Words and phrases that set its comments apart, strongest first.
    pub keywords: Vec<String>,
    /// How many rows carry it.
    pub size: usize,
}

/// The themes of one row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assignment {
    pub id: String,
    /// Themes above the threshold, best first; for a row that is an example, the codes its coder gave.
    pub themes: Vec<Scored>,
    /// Every theme, best first.
    pub suggestions: Vec<Scored>,
}

/// A theme with a probability rounded to four decimals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Scored {
    pub theme: String,
    pub score: f64,
}

/// A group of [`crate::near_duplicate::CAMPAIGN`] or more alike comments, by row id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Campaign {
    pub ids: Vec<String>,
}

/// A span that may identify a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonalData {
    /// Row id.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    pub kind: &'static str,
}

/// The engine's name and version, as printed in every output and kept with every suggestion.
pub const ENGINE: &str = concat!("wellheard ", env!("CARGO_PKG_VERSION"));

impl Output {
    /// Writes an analysis of `input` in the terms of the contract.
    #[must_use]
    pub fn of(input: &Input, analysis: &Analysis) -> Self {
        let id = |row: &usize| input.rows[*row].id.clone();
        let ids = |group: &Vec<usize>| group.iter().map(id).collect::<Vec<_>>();
        let themes = analysis.themes.iter().map(|theme| Theme {
            id: theme.id.clone(),
            label: theme.label.clone(),
            keywords: theme.keywords.clone(),
            size: theme.rows.len(),
        });
        let scored = |row: usize, theme: usize| Scored {
            theme: analysis.themes[theme].id.clone(),
            score: rounded(analysis.scores.row(row)[theme]),
        };
        let assignments = input.rows.iter().enumerate().map(|(at, row)| Assignment {
            id: row.id.clone(),
            themes: analysis.given[at].iter().map(|&t| scored(at, t)).collect(),
            suggestions: ranked(analysis.scores.row(at))
                .into_iter()
                .map(|t| scored(at, t))
                .collect(),
        });
        let personal_data = analysis
            .personal_data
            .iter()
            .enumerate()
            .flat_map(|(row, found)| {
                found.iter().map(move |f| PersonalData {
                    id: input.rows[row].id.clone(),
                    start: f.span.start,
                    end: f.span.end,
                    kind: f.kind.name(),
                })
            });
        Self {
            engine: ENGINE.to_owned(),
            model: analysis.model.clone(),
            accept_from: analysis.accept.map(|accept| rounded(accept.score)),
            themes: themes.collect(),
            assignments: assignments.collect(),
            near_duplicates: analysis.copies.near_duplicates.iter().map(ids).collect(),
            campaigns: analysis
                .copies
                .campaigns
                .iter()
                .map(|group| Campaign { ids: ids(group) })
                .collect(),
            personal_data: personal_data.collect(),
        }
    }
}

/// Four decimals, so that the written bytes do not hang on the last bit of a sum.
fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}
