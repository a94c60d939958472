//! The words of all comments as numbers, with a form of each fit to show.

use std::collections::{BTreeMap, HashMap};

use crate::text::{is_stop_word, stem, words};

/// Every comment as a list of stem numbers.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Stem numbers of each row, in order of the words.
    pub rows: Vec<Vec<u32>>,
    stems: Vec<String>,
    shown: Vec<String>,
    stop: Vec<bool>,
    number_of: HashMap<String, u32>,
}

/// Words as they were written, each form with a number.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// The numbers of each row's words.
    pub rows: Vec<Vec<u32>>,
    /// The form of each number.
    pub words: Vec<String>,
}

impl Corpus {
    /// Reads the words of all texts. Numbers follow first appearance.
    pub fn read<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self::read_forms(texts).0
    }

    /// The same, and every word in the form it was written in.
    pub(super) fn read_forms<'a>(texts: impl Iterator<Item = &'a str>) -> (Self, Forms) {
        let mut corpus = Self::default();
        let mut forms = Forms::default();
        let mut number_of: HashMap<String, u32> = HashMap::new();
        let mut stem_of: Vec<u32> = Vec::new();
        let mut counts: Vec<usize> = Vec::new();
        for text in texts {
            let mut row = Vec::new();
            for word in words(text) {
                let next = stem_of.len() as u32;
                let form = *number_of.entry(word.folded).or_insert_with_key(|word| {
                    stem_of.push(corpus.number(stem(word)));
                    counts.push(0);
                    forms.words.push(word.clone());
                    next
                });
                counts[form as usize] += 1;
                row.push(form);
            }
            let stems = row.iter().map(|&form| stem_of[form as usize]);
            corpus.rows.push(stems.collect());
            forms.rows.push(row);
        }
        let mut written = vec![BTreeMap::new(); corpus.stems.len()];
        for (form, word) in forms.words.iter().enumerate() {
            written[stem_of[form] as usize].insert(word, counts[form]);
        }
        corpus.shown = written.iter().map(commonest).collect();
        corpus.stop = corpus.shown.iter().map(|word| is_stop_word(word)).collect();
        (corpus, forms)
    }

    fn number(&mut self, stem: String) -> u32 {
        let next = self.stems.len() as u32;
        *self.number_of.entry(stem).or_insert_with_key(|stem| {
            self.stems.push(stem.clone());
            next
        })
    }

    /// The numbers of the known words of another text, such as a definition.
    #[must_use]
    pub fn numbers(&self, text: &str) -> Vec<u32> {
        words(text)
            .iter()
            .filter_map(|word| self.number_of.get(&stem(&word.folded)).copied())
            .collect()
    }

    /// The commonest form of a stem, lower case.
    #[must_use]
    pub fn shown(&self, stem: u32) -> &str {
        &self.shown[stem as usize]
    }

    /// The stem itself.
    #[must_use]
    pub fn stem(&self, stem: u32) -> &str {
        &self.stems[stem as usize]
    }

    /// Whether a stem carries grammar rather than meaning.
    #[must_use]
    pub fn is_stop(&self, stem: u32) -> bool {
        self.stop[stem as usize]
    }

    /// How many stems are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether no word was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }
}

/// The form written most; the first in the alphabet among equals.
fn commonest(forms: &BTreeMap<&String, usize>) -> String {
    let mut best: Option<(&String, usize)> = None;
    for (&form, &count) in forms {
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((form, count));
        }
    }
    best.map(|(form, _)| form.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_number_and_the_commonest_is_shown() {
        let corpus = Corpus::read(["Waiting waits", "waits, the bus"].into_iter());
        assert_eq!(corpus.rows[0], [0, 0]);
        assert_eq!(corpus.rows[1], [0, 1, 2]);
        assert_eq!(corpus.shown(0), "waits");
        assert!(corpus.is_stop(1) && !corpus.is_stop(2));
    }

    #[test]
    fn unknown_words_of_a_definition_are_passed_over() {
        let corpus = Corpus::read(["a long wait"].into_iter());
        assert_eq!(corpus.numbers("waiting for transport"), [2]);
    }
}
