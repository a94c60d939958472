//! The labelled sets: comments with the codes people gave them. They are read from outside and are no part of the project.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A set of comments with codes.
#[derive(Clone, Debug)]
pub struct Set {
    pub rows: Vec<analysis::Row>,
    /// For each row its codes.
    pub codes: Vec<BTreeSet<String>>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    codes: String,
}

impl Set {
    /// Reads `id,text,codes`, codes separated by `|`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let mut reader = csv::Reader::from_path(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let mut set = Self {
            rows: Vec::new(),
            codes: Vec::new(),
        };
        for line in reader.deserialize() {
            let Line { id, text, codes } =
                line.with_context(|| format!("in {}", path.display()))?;
            let codes = codes.split('|').filter(|c| !c.is_empty() && *c != "none");
            set.codes.push(codes.map(str::to_owned).collect());
            set.rows.push(analysis::Row { id, text });
        }
        if set.rows.is_empty() {
            bail!("{} holds no rows", path.display());
        }
        Ok(set)
    }

    /// Only these rows.
    pub fn only(&self, rows: &[usize]) -> Self {
        Self {
            rows: rows.iter().map(|&row| self.rows[row].clone()).collect(),
            codes: rows.iter().map(|&row| self.codes[row].clone()).collect(),
        }
    }

    /// Rows as the engine learns from them.
    pub fn examples(&self, rows: &[usize]) -> Vec<analysis::Example> {
        let example = |&row: &usize| analysis::Example {
            id: self.rows[row].id.clone(),
            codes: self.codes[row].iter().cloned().collect(),
        };
        rows.iter().map(example).collect()
    }
}

/// A codebook file.
///
/// # Errors
/// When it cannot be read.
pub fn codebook(path: &Path) -> Result<analysis::Codebook> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("in {}", path.display()))
}

/// Rows drawn so that every theme has this many examples, where it has as many: the first rows in `order` that carry a
/// theme which still lacks some.
pub fn few_a_theme(set: &Set, order: &[usize], wanted: usize) -> Vec<usize> {
    let mut have: BTreeMap<&String, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for &row in order {
        let lacks = |code: &String| have.get(code).copied().unwrap_or(0) < wanted;
        if set.codes[row].iter().any(lacks) {
            chosen.push(row);
            for code in &set.codes[row] {
                *have.entry(code).or_default() += 1;
            }
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_a_theme_takes_no_more_rows_than_are_lacking() {
        let codes = [vec!["a"], vec!["a"], vec!["b"], vec!["a", "b"]];
        let row = |at: usize| analysis::Row {
            id: at.to_string(),
            text: String::new(),
        };
        let set = Set {
            rows: (0..4).map(row).collect(),
            codes: codes
                .iter()
                .map(|c| c.iter().map(|c| (*c).to_owned()).collect())
                .collect(),
        };
        assert_eq!(few_a_theme(&set, &[0, 1, 2, 3], 1), [0, 2]);
        assert_eq!(few_a_theme(&set, &[0, 1, 2, 3], 2), [0, 1, 2, 3]);
    }
}
