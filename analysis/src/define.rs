//! Themes from their definitions alone.
//!
//! Each theme is a query of its label, definition and include-phrases, with the kin of their words at half weight. Words
//! that stand in many definitions count less. Comments that match best then lend the query their own words
//! (pseudo-relevance feedback), so that a theme also finds those who say it differently.
//! Where a model has read comments and definitions, nearness of their vectors counts beside shared words.
//! The dense summary is left out: with no example to steer it, it blurred themes in every set it was measured on.

use std::collections::HashMap;

use crate::codebook::{Codebook, Definition};
use crate::features::{Columns, DenseRows, Features, SparseRow, to_unit_length};
use crate::learn::Scores;
use crate::parallel;
use crate::text::{is_stop_word, kin, stem, words};
use crate::vectors::Vectors;

/// Times the label counts among the words of a theme.
const LABEL: usize = 2;

/// How much the kin of a theme's words count against the words themselves.
const KIN: f32 = 0.5;

/// How much the words of the best matching comments count against the query.
const FEEDBACK: f32 = 0.5;

/// The likeness beyond which more says nothing: a word of one comment that is also a label would drown all other evidence.
pub const MOST: f64 = 4.0;

/// How much an exclude-phrase takes away.
const EXCLUDED: f64 = 0.5;

/// A theme as weighted words and spelling pieces.
#[derive(Debug, Clone, Default)]
struct Query {
    words: SparseRow,
    pieces: SparseRow,
    /// Of length one, or empty where no model read the definition.
    vector: Vec<f32>,
}

impl Query {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pieces.is_empty()
    }
}

/// How like each row is to each theme: 0 is usual for the theme, 1 is one standard deviation (the mean one over themes)
/// above, never more than [`MOST`] from 0. A theme whose definition shares nothing with the comments gets zeros.
#[must_use]
pub fn likeness(features: &Features, codebook: &Codebook, vectors: Option<&Vectors>) -> Scores {
    let mut queries: Vec<Query> = codebook
        .definitions
        .iter()
        .map(|d| {
            if is_remainder(d) {
                Query::default()
            } else {
                query(features, d)
            }
        })
        .collect();
    if let Some(vectors) = vectors {
        for (query, definition) in queries.iter_mut().zip(&codebook.definitions) {
            if !is_remainder(definition) {
                query.vector = mean_vector(vectors, definition);
            }
        }
        leave_out_what_is_common(&mut queries);
    }
    weigh_by_rarity(queries.iter_mut().map(|q| &mut q.words));
    weigh_by_rarity(queries.iter_mut().map(|q| &mut q.pieces));
    let excluded: Vec<Option<Query>> = codebook
        .definitions
        .iter()
        .map(|d| (!d.exclude.is_empty()).then(|| plain_query(features, &d.exclude.join(". "))))
        .collect();
    let scores = score(features, &queries, &excluded);
    let queries = feedback(features, queries, &scores);
    score(features, &queries, &excluded)
}

/// Labels that stand for what fits no theme: nothing in a comment speaks for them but what is missing.
const REMAINDERS: &[&str] = &[
    "none of the above",
    "none of these",
    "no reason given",
    "no reason",
    "no answer",
    "no comment",
    "no theme",
    "no code",
    "other",
    "others",
    "other comments",
    "other issues",
    "something else",
    "miscellaneous",
    "uncoded",
    "unclear",
    "not clear",
    "not relevant",
    "irrelevant",
    "off topic",
    "not applicable",
    "none",
    "nothing",
    "n a",
];

/// Whether a theme takes what is left over. Its definition speaks of themes, not of what people say.
#[must_use]
pub fn is_remainder(definition: &Definition) -> bool {
    let plain: Vec<String> = words(&definition.label)
        .into_iter()
        .map(|word| word.folded)
        .collect();
    REMAINDERS.contains(&plain.join(" ").as_str())
}

fn query(features: &Features, definition: &Definition) -> Query {
    let mut parts = vec![definition.label.as_str(); LABEL];
    parts.push(&definition.definition);
    parts.extend(definition.include.iter().map(String::as_str));
    let text = parts.join(". ");
    let mut query = plain_query(features, &text);
    let relatives: Vec<&str> = telling_words(&text)
        .iter()
        .flat_map(|word| kin(&stem(word)))
        .collect();
    let relatives = features.describe(&relatives.join(" "));
    // Neighbours in a list of kin are no phrase.
    let single = |cell: &&(u32, f32)| !features.is_pair(cell.0 as usize);
    let words: SparseRow = relatives.sparse.iter().filter(single).copied().collect();
    query.words = add(&query.words, &words, KIN);
    query.pieces = add(&query.pieces, &relatives.pieces, KIN);
    query
}

fn plain_query(features: &Features, text: &str) -> Query {
    let described = features.describe(&telling_words(text).join(" "));
    Query {
        words: described.sparse,
        pieces: described.pieces,
        vector: Vec::new(),
    }
}

/// The direction of what a definition says: label, definition and what belongs, each counted once.
fn mean_vector(vectors: &Vectors, definition: &Definition) -> Vec<f32> {
    let mut sum = vec![0.0; vectors.width()];
    let said = [&definition.label, &definition.definition].into_iter();
    for vector in said
        .chain(&definition.include)
        .filter_map(|text| vectors.of(text))
    {
        sum.iter_mut()
            .zip(vector)
            .for_each(|(sum, value)| *sum += value);
    }
    to_length_one(&mut sum);
    sum
}

/// Takes the mean of all themes out of each, so that the subject of the whole consultation speaks for none of them.
fn leave_out_what_is_common(queries: &mut [Query]) {
    let Some(width) = queries.first().map(|query| query.vector.len()) else {
        return;
    };
    if queries.len() < 3 {
        return;
    }
    let mut mean = vec![0.0; width];
    let share = 1.0 / queries.len() as f32;
    for query in queries.iter() {
        let sum = mean.iter_mut().zip(&query.vector);
        sum.for_each(|(sum, value)| *sum += share * value);
    }
    for query in queries {
        let values = query.vector.iter_mut().zip(&mean);
        values.for_each(|(value, mean)| *value -= mean);
        to_length_one(&mut query.vector);
    }
}

fn to_length_one(values: &mut [f32]) {
    let length = values.iter().map(|v| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        values.iter_mut().for_each(|v| *v /= length);
    }
}

fn telling_words(text: &str) -> Vec<String> {
    let folded = words(text).into_iter().map(|word| word.folded);
    folded.filter(|word| !is_stop_word(word)).collect()
}

/// Turns down what many definitions say, such as the subject of the whole consultation.
fn weigh_by_rarity<'a>(rows: impl Iterator<Item = &'a mut SparseRow>) {
    let mut rows: Vec<&mut SparseRow> = rows.collect();
    let count = rows.len() as f32;
    let mut with: HashMap<u32, f32> = HashMap::new();
    for (column, _) in rows.iter().flat_map(|row| row.iter()) {
        *with.entry(*column).or_default() += 1.0;
    }
    for row in &mut rows {
        for (column, value) in row.iter_mut() {
            *value *= (1.0 + count / with[column]).ln() / (1.0 + count).ln();
        }
        to_unit_length(row);
    }
}

fn score(features: &Features, queries: &[Query], excluded: &[Option<Query>]) -> Scores {
    let nothing = Query::default();
    let excluded: Vec<&Query> = excluded
        .iter()
        .map(|query| query.as_ref().unwrap_or(&nothing))
        .collect();
    let like = likeness_to(features, &queries.iter().collect::<Vec<_>>());
    let unlike = excluded.iter().any(|query| !query.is_empty());
    let unlike = unlike.then(|| likeness_to(features, &excluded));
    let mut scores = Scores::zeros(features.sparse.len(), queries.len());
    for row in 0..scores.rows() {
        let values = scores.row_mut(row);
        let at = row * values.len()..(row + 1) * values.len();
        for (value, like) in values.iter_mut().zip(&like[at.clone()]) {
            *value = f64::from(*like);
        }
        if let Some(unlike) = &unlike {
            for (value, unlike) in values.iter_mut().zip(&unlike[at]) {
                *value -= EXCLUDED * f64::from(*unlike);
            }
        }
    }
    standardise(&mut scores);
    scores
}

/// What each row shares with each query, row by row: words, pieces and direction.
fn likeness_to(features: &Features, queries: &[&Query]) -> Vec<f32> {
    let words = Columns::of(features.sparse.columns(), queries.iter().map(|q| &q.words));
    let pieces = Columns::of(features.pieces.columns(), queries.iter().map(|q| &q.pieces));
    let width = features.vectors.width();
    let mut directions = DenseRows {
        values: vec![0.0; queries.len() * width],
        width,
    };
    for (query, row) in queries
        .iter()
        .zip(directions.values.chunks_exact_mut(width.max(1)))
    {
        row.iter_mut()
            .zip(&query.vector)
            .for_each(|(to, from)| *to = *from);
    }
    parallel::blocks(features.sparse.len(), |block| {
        let rows: Vec<usize> = block.collect();
        let mut all = features.vectors.only(&rows).products(&directions).values;
        all.resize(rows.len() * queries.len(), 0.0);
        for (row, sums) in rows
            .into_iter()
            .zip(all.chunks_exact_mut(queries.len().max(1)))
        {
            words.add_products(features.sparse.row(row), sums);
            pieces.add_products(features.pieces.row(row), sums);
        }
        all
    })
}

/// Subtracts each theme's mean over rows and divides by the mean standard deviation of the themes that have one. One scale
/// for all keeps a theme that few comments speak of from being stretched until it looks as common as the others.
fn standardise(scores: &mut Scores) {
    let rows = scores.rows().max(1) as f64;
    let themes = scores.themes();
    let mean_of = |of: &dyn Fn(usize, f64) -> f64| -> Vec<f64> {
        let mut sums = vec![0.0; themes];
        for row in 0..scores.rows() {
            let values = scores.row(row).iter().zip(&mut sums).enumerate();
            values.for_each(|(theme, (value, sum))| *sum += of(theme, *value));
        }
        sums.into_iter().map(|sum| sum / rows).collect()
    };
    let means = mean_of(&|_, value| value);
    let variances = mean_of(&|theme, value| (value - means[theme]).powi(2));
    let deviations = variances.into_iter().map(f64::sqrt);
    let deviations: Vec<f64> = deviations.filter(|d| *d > 1e-9).collect();
    let scale = deviations.iter().sum::<f64>() / deviations.len().max(1) as f64;
    for row in 0..scores.rows() {
        for (value, mean) in scores.row_mut(row).iter_mut().zip(&means) {
            *value = if scale > 0.0 {
                ((*value - mean) / scale).clamp(-MOST, MOST)
            } else {
                0.0
            };
        }
    }
}

/// Each query joined by the comments that match it best and match no other better.
fn feedback(features: &Features, mut queries: Vec<Query>, scores: &Scores) -> Vec<Query> {
    let rows = scores.rows();
    let most = (rows / (2 * queries.len().max(1))).clamp(1, 30);
    let best_of: Vec<Option<usize>> = (0..rows).map(|row| best(scores.row(row))).collect();
    for (theme, query) in queries.iter_mut().enumerate() {
        let mut matching: Vec<usize> = (0..rows)
            .filter(|&row| best_of[row] == Some(theme) && scores.row(row)[theme] > 0.0)
            .collect();
        matching.sort_by(|&a, &b| scores.row(b)[theme].total_cmp(&scores.row(a)[theme]));
        matching.truncate(most);
        let share = FEEDBACK / matching.len().max(1) as f32;
        for &row in &matching {
            query.words = add(&query.words, features.sparse.row(row), share);
            query.pieces = add(&query.pieces, features.pieces.row(row), share);
            for (sum, value) in query.vector.iter_mut().zip(features.vectors.row(row)) {
                *sum += share * value;
            }
        }
        to_length_one(&mut query.vector);
        to_unit_length(&mut query.words);
        to_unit_length(&mut query.pieces);
    }
    queries
}

/// The theme of the highest score, the first of equals.
fn best(scores: &[f64]) -> Option<usize> {
    let all = scores.iter().enumerate().rev();
    let highest = all.max_by(|a, b| a.1.total_cmp(b.1));
    highest.map(|(theme, _)| theme)
}

fn add(a: &[(u32, f32)], b: &[(u32, f32)], scale: f32) -> SparseRow {
    let mut sum = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let left = a.get(i).map_or(u32::MAX, |c| c.0);
        let right = b.get(j).map_or(u32::MAX, |c| c.0);
        let column = left.min(right);
        let mut value = 0.0;
        if left == column {
            value += a[i].1;
            i += 1;
        }
        if right == column {
            value += scale * b[j].1;
            j += 1;
        }
        sum.push((column, value));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(book: &str, texts: &[&str]) -> Vec<usize> {
        let features = Features::of(texts, 0);
        let scores = likeness(&features, &serde_json::from_str(book).unwrap(), None);
        (0..texts.len())
            .map(|row| super::best(scores.row(row)).unwrap())
            .collect()
    }

    #[test]
    fn a_comment_that_shares_no_word_with_a_definition_is_found_by_kin() {
        let book = r#"{"a": {"label": "Transport"}, "b": {"label": "Parents"}}"#;
        assert_eq!(
            best(
                book,
                &["the taxi never came", "ask mums and dads", "so be it"]
            )[..2],
            [0, 1]
        );
    }

    #[test]
    fn an_exclude_phrase_turns_a_comment_away() {
        let texts = [
            "school meals on the school trip",
            "school meals",
            "the trip",
            "reading books",
        ];
        let features = Features::of(&texts, 0);
        // How far the comment that speaks of the trip falls behind the one that does not.
        let behind = |book: &str| {
            let scores = likeness(&features, &serde_json::from_str(book).unwrap(), None);
            scores.row(1)[0] - scores.row(0)[0]
        };
        let open = r#"{"a": {"label": "school meals"}}"#;
        let closed = r#"{"a": {"label": "school meals", "exclude": "school trip"}}"#;
        assert!(behind(closed) > behind(open) + 0.2);
    }

    #[test]
    fn what_every_definition_says_tells_none_apart() {
        let book =
            r#"{"a": {"label": "Adverts harm children"}, "b": {"label": "Adverts pay for sport"}}"#;
        let texts = [
            "adverts adverts sport",
            "adverts children adverts",
            "adverts",
        ];
        assert_eq!(best(book, &texts)[..2], [1, 0]);
    }

    #[test]
    fn one_comment_that_holds_a_label_is_no_landslide() {
        let texts: Vec<String> = (0..300)
            .map(|at| format!("comment {at} about buses"))
            .collect();
        let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        texts.push("zebra");
        let features = Features::of(&texts, 0);
        let book =
            serde_json::from_str(r#"{"a": {"label": "zebra"}, "b": {"label": "q1"}}"#).unwrap();
        let scores = likeness(&features, &book, None);
        assert!((scores.row(300)[0] - MOST).abs() < 1e-9);
        assert!(scores.theme(1).all(|v| v == 0.0));
    }

    #[test]
    fn a_definition_that_shares_nothing_gets_zeros() {
        let features = Features::of(&["one two", "three"], 0);
        let book = serde_json::from_str(r#"{"a": {"label": "zebra"}}"#).unwrap();
        assert!(
            likeness(&features, &book, None)
                .row(0)
                .iter()
                .all(|v| *v == 0.0)
        );
    }
}
