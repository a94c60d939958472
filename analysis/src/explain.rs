//! Why a theme was suggested: the words that pushed it, and the confirmed comments most like this one.

use crate::analysis::Analysis;
use crate::codebook::Definition;
use crate::learn::Linear;
use crate::span::Span;
use crate::text::words;

/// Most words and phrases that are named.
const WORDS: usize = 6;

/// Most confirmed comments that are shown.
const NEAREST: usize = 3;

/// What speaks for a theme in one comment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// Words and phrases of the comment, the strongest first.
    pub words: Vec<Pushed>,
    /// Comments that a person gave this theme, the likest first.
    pub nearest: Vec<Near>,
}

/// A word or phrase that pushed a suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Pushed {
    /// As it is mostly written.
    pub words: String,
    /// How strongly: log-odds where it was learnt, shared weight where it comes from the definition.
    pub weight: f64,
    /// Where it stands in the comment, verbatim.
    pub spans: Vec<Span>,
}

/// A confirmed comment that is like the one explained.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    pub row: usize,
    /// 1 for one that says the same.
    pub likeness: f32,
}

/// Explains one theme, comment after comment: what is the same for all of them is worked out once.
#[derive(Debug)]
pub struct Explainer<'a> {
    analysis: &'a Analysis,
    weights: Weights<'a>,
    /// Rows that a person gave the theme, each with the length of its vector.
    confirmed: Vec<(usize, f32)>,
    /// Each row's first copy.
    firsts: Vec<usize>,
}

/// What a column of the comments weighs for the theme.
#[derive(Debug)]
enum Weights<'a> {
    Learnt(&'a Linear),
    /// The columns of its definition, ascending.
    Defined(Vec<(u32, f32)>),
}

impl<'a> Explainer<'a> {
    /// For `theme` of an analysis. `confirmed` are the rows a person gave it. Where nothing has been learnt of it, the words
    /// are those its definition shares with a comment.
    #[must_use]
    pub fn new(
        analysis: &'a Analysis,
        theme: usize,
        definition: Option<&Definition>,
        confirmed: &[usize],
    ) -> Self {
        let weights = match (&analysis.themes[theme].model, definition) {
            (Some(model), _) => Weights::Learnt(model),
            (None, Some(definition)) => {
                let said: Vec<&str> = definition.texts().collect();
                Weights::Defined(analysis.features.describe(&said.join(". ")).sparse)
            }
            (None, None) => Weights::Defined(Vec::new()),
        };
        let with_length = |&row: &usize| (row, length(analysis, row));
        Self {
            analysis,
            weights,
            confirmed: confirmed.iter().map(with_length).collect(),
            firsts: analysis.copies.firsts(analysis.given.len()),
        }
    }

    /// Whether the words were learnt from decisions; else they are the definition's.
    #[must_use]
    pub fn is_learnt(&self) -> bool {
        matches!(self.weights, Weights::Learnt(_))
    }

    /// What speaks for the theme in `row`, whose text is `text`.
    #[must_use]
    pub fn explain(&self, row: usize, text: &str) -> Explanation {
        Explanation {
            words: self.pushed(row, text),
            nearest: self.nearest(row),
        }
    }

    fn weight(&self, column: u32, value: f32) -> f64 {
        match &self.weights {
            Weights::Learnt(model) => f64::from(model.weight(column) * value),
            Weights::Defined(columns) => {
                let at = columns.binary_search_by_key(&column, |cell| cell.0);
                at.map_or(0.0, |at| f64::from(value * columns[at].1))
            }
        }
    }

    fn pushed(&self, row: usize, text: &str) -> Vec<Pushed> {
        let features = &self.analysis.features;
        let cells = features.sparse.row(row).iter();
        let mut weighty: Vec<(u32, f64)> = cells
            .map(|&(column, value)| (column, self.weight(column, value)))
            .filter(|(column, weight)| *weight > 0.0 && features.says_something(*column as usize))
            .collect();
        weighty.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        weighty.truncate(WORDS);
        let spans: Vec<Span> = words(text).into_iter().map(|word| word.span).collect();
        let stems = &features.corpus.rows[row];
        let place = |&(column, weight): &(u32, f64)| {
            let wanted = features.column_stems(column as usize);
            let windows = stems.windows(wanted.len()).zip(spans.windows(wanted.len()));
            let found = windows.filter(|(stems, _)| *stems == wanted.as_slice());
            Pushed {
                words: features.column_name(column as usize),
                weight,
                spans: found
                    .map(|(_, spans)| Span {
                        start: spans[0].start,
                        end: spans[spans.len() - 1].end,
                    })
                    .collect(),
            }
        };
        weighty.iter().map(place).collect()
    }

    fn nearest(&self, row: usize) -> Vec<Near> {
        let rows = &self.analysis.features.joined;
        let own = length(self.analysis, row);
        let others = self.confirmed.iter();
        let mut near: Vec<Near> = others
            .filter(|(other, _)| self.firsts[*other] != self.firsts[row])
            .map(|&(other, length)| {
                let pairs = rows.row(row).iter().zip(rows.row(other));
                let product: f32 = pairs.map(|(a, b)| a * b).sum();
                Near {
                    row: other,
                    likeness: product / (own * length).max(1e-6),
                }
            })
            .collect();
        near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.row.cmp(&b.row)));
        near.truncate(NEAREST);
        near
    }
}

fn length(analysis: &Analysis, row: usize) -> f32 {
    let values = analysis.features.joined.row(row).iter();
    values.map(|v| v * v).sum::<f32>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Example, Input, Row};

    fn input(examples: &[(usize, &str)]) -> Input {
        let texts = [
            "The bus is late, so late!",
            "late bus again",
            "our bus was late today",
            "teachers are kind",
            "a kind teacher",
            "very kind teachers here",
        ];
        let row = |(at, text): (usize, &&str)| Row {
            id: at.to_string(),
            text: (*text).to_owned(),
        };
        let example = |(at, code): &(usize, &str)| Example {
            id: at.to_string(),
            codes: vec![(*code).to_owned()],
        };
        Input {
            rows: texts.iter().enumerate().map(row).collect(),
            codebook: serde_json::from_str(
                r#"{"bus": {"label": "Late bus"}, "kind": {"label": "Kind teachers"}}"#,
            )
            .ok(),
            examples: examples.iter().map(example).collect(),
            ..Input::default()
        }
    }

    fn explained(examples: &[(usize, &str)]) -> (Explanation, String) {
        let input = input(examples);
        let analysis = crate::analyse_in_depth(&input, &mut |_| ()).unwrap();
        let definition = input.codebook.as_ref().map(|book| &book.definitions[0]);
        let text = input.rows[0].text.clone();
        let explainer = Explainer::new(&analysis, 0, definition, &[1, 2]);
        assert_eq!(explainer.is_learnt(), !examples.is_empty());
        (explainer.explain(0, &text), text)
    }

    #[test]
    fn the_words_that_pushed_are_quoted_where_they_stand() {
        for examples in [
            &[][..],
            &[(1, "bus"), (2, "bus"), (3, "kind"), (4, "kind")][..],
        ] {
            let (explanation, text) = explained(examples);
            let late = explanation
                .words
                .iter()
                .find(|pushed| pushed.words == "late")
                .unwrap();
            assert_eq!(late.spans.len(), 2);
            assert!(late.spans.iter().all(|span| span.slice(&text) == "late"));
            assert!(late.weight > 0.0);
            assert!(explanation.words.iter().all(|pushed| pushed.words != "the"));
        }
    }

    #[test]
    fn confirmed_comments_come_likest_first() {
        let (explanation, _) = explained(&[(1, "bus"), (2, "bus"), (3, "kind"), (4, "kind")]);
        assert_eq!(explanation.nearest.len(), 2);
        assert!(explanation.nearest[0].likeness >= explanation.nearest[1].likeness);
    }
}
