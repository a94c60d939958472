//! What an analysis is given, and what can be wrong with it.

use std::collections::HashMap;

use thiserror::Error;

use crate::codebook::{Codebook, Definition};
use crate::vectors::Vectors;

/// The most themes discovery may be asked for.
pub const MOST_THEMES: usize = 200;

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Unique in its input.
    pub id: String,
    /// The decoded, unnormalised text; may be blank.
    pub text: String,
}

/// One comment a person has coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Id of an input row.
    pub id: String,
    /// Codes that apply; empty when the person found that none does.
    pub codes: Vec<String>,
}

/// Everything an analysis depends on: the same input gives the same output, to the byte.
///
/// Without a codebook or examples it discovers themes; with a codebook it assigns them; with examples it learns them.
#[derive(Debug, Clone, Default)]
pub struct Input {
    pub rows: Vec<Row>,
    /// Named themes. Examples without a codebook make one of their own codes, in alphabetical order.
    pub codebook: Option<Codebook>,
    pub examples: Vec<Example>,
    /// Places of rows that a person found to be somebody's own words: they are in no group of look-alikes.
    pub apart: Vec<usize>,
    /// How many themes to discover; chosen from the data when absent, ignored with a codebook or examples.
    pub themes: Option<usize>,
    /// Seed of all chance: starts of clusters, order of training, folds.
    pub seed: u64,
    /// Sentence vectors of [`Input::texts`]. Without them everything works, and agrees with people somewhat less often.
    pub vectors: Option<Vectors>,
}

impl Input {
    /// Every text that a vector is wanted of: the comments, then what the codebook says of each theme.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let definitions = self.codebook.iter().flat_map(|book| &book.definitions);
        let comments = self.rows.iter().map(|row| row.text.as_str());
        comments.chain(definitions.flat_map(Definition::texts))
    }
}

/// Why an input cannot be analysed. Each names the id or code a person must mend.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnalyseError {
    #[error("row id {0:?} stands twice; ids must be unique")]
    DuplicateRow(String),
    #[error("example {0:?} is not among the rows")]
    UnknownExample(String),
    #[error("example {0:?} stands twice")]
    DuplicateExample(String),
    #[error("example {id:?} has code {code:?}, which is not in the codebook")]
    UnknownCode { id: String, code: String },
    #[error("code {0:?} stands twice in the codebook")]
    DuplicateCode(String),
    #[error("the codebook has no codes")]
    EmptyCodebook,
    #[error("{0} themes asked for; ask for 1 to {MOST_THEMES}")]
    ThemeCount(usize),
}

/// Examples as places in the rows and themes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Coded {
    /// Row indexes, in the order of the examples.
    pub rows: Vec<usize>,
    /// For each of them the themes that apply, ascending, each once.
    pub themes: Vec<Vec<usize>>,
}

/// Checks ids, examples and codes against each other, and looks them up.
pub(crate) fn check(input: &Input, themes: Option<&Codebook>) -> Result<Coded, AnalyseError> {
    if let Some(count) = input.themes
        && !(1..=MOST_THEMES).contains(&count)
    {
        return Err(AnalyseError::ThemeCount(count));
    }
    let mut row_of = HashMap::new();
    for (index, row) in input.rows.iter().enumerate() {
        if row_of.insert(row.id.as_str(), index).is_some() {
            return Err(AnalyseError::DuplicateRow(row.id.clone()));
        }
    }
    let mut theme_of = HashMap::new();
    if let Some(book) = themes {
        for (index, definition) in book.definitions.iter().enumerate() {
            if theme_of.insert(definition.code.as_str(), index).is_some() {
                return Err(AnalyseError::DuplicateCode(definition.code.clone()));
            }
        }
        if theme_of.is_empty() {
            return Err(AnalyseError::EmptyCodebook);
        }
    }
    let mut coded = Coded::default();
    let mut seen = vec![false; input.rows.len()];
    for example in &input.examples {
        let unknown = || AnalyseError::UnknownExample(example.id.clone());
        let row = *row_of.get(example.id.as_str()).ok_or_else(unknown)?;
        if std::mem::replace(&mut seen[row], true) {
            return Err(AnalyseError::DuplicateExample(example.id.clone()));
        }
        let look_up = |code: &String| {
            theme_of
                .get(code.as_str())
                .copied()
                .ok_or_else(|| AnalyseError::UnknownCode {
                    id: example.id.clone(),
                    code: code.clone(),
                })
        };
        let mut codes = example
            .codes
            .iter()
            .map(look_up)
            .collect::<Result<Vec<_>, _>>()?;
        codes.sort_unstable();
        codes.dedup();
        coded.rows.push(row);
        coded.themes.push(codes);
    }
    Ok(coded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(ids: &[&str], examples: &[(&str, &[&str])]) -> Input {
        let row = |id: &&str| Row {
            id: (*id).to_owned(),
            text: String::new(),
        };
        let example = |(id, codes): &(&str, &[&str])| Example {
            id: (*id).to_owned(),
            codes: codes.iter().map(|c| (*c).to_owned()).collect(),
        };
        Input {
            rows: ids.iter().map(row).collect(),
            examples: examples.iter().map(example).collect(),
            ..Input::default()
        }
    }

    fn book(codes: &[&str]) -> Codebook {
        let definition = |code: &&str| Definition {
            code: (*code).to_owned(),
            ..Definition::default()
        };
        Codebook {
            definitions: codes.iter().map(definition).collect(),
        }
    }

    #[test]
    fn examples_become_places_with_each_code_once() {
        let coded = check(
            &input(&["r1", "r2"], &[("r2", &["b", "a", "b"]), ("r1", &[])]),
            Some(&book(&["a", "b"])),
        );
        let expected = Coded {
            rows: vec![1, 0],
            themes: vec![vec![0, 1], vec![]],
        };
        assert_eq!(coded, Ok(expected));
    }

    #[test]
    fn errors_name_what_is_wrong() {
        let codes = book(&["a"]);
        let error = |input: &Input| check(input, Some(&codes)).unwrap_err().to_string();
        assert!(error(&input(&["x", "x"], &[])).contains("\"x\" stands twice"));
        assert!(error(&input(&["x"], &[("y", &[])])).contains("\"y\" is not among"));
        assert!(error(&input(&["x"], &[("x", &["q"])])).contains("\"q\", which is not in"));
        assert!(error(&input(&["x"], &[("x", &[]), ("x", &[])])).contains("\"x\" stands twice"));
    }

    #[test]
    fn a_senseless_number_of_themes_is_refused() {
        for count in [0, MOST_THEMES + 1] {
            let mut bad = input(&["x"], &[]);
            bad.themes = Some(count);
            assert_eq!(check(&bad, None), Err(AnalyseError::ThemeCount(count)));
        }
    }
}
