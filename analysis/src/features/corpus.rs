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

impl Corpus {
    /// Reads the words of all texts. Numbers follow first appearance.
    pub fn read<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut corpus = Self::default();
        let mut forms: Vec<BTreeMap<String, usize>> = Vec::new();
        let mut stem_of: HashMap<String, u32> = HashMap::new();
        for text in texts {
            let mut row = Vec::new();
            for word in words(text) {
                let number = match stem_of.get(&word.folded) {
                    Some(&number) => number,
                    None => {
                        let number = corpus.number(stem(&word.folded));
                        stem_of.insert(word.folded.clone(), number);
                        number
                    }
                };
                forms.resize_with(corpus.stems.len(), BTreeMap::new);
                *forms[number as usize].entry(word.folded).or_default() += 1;
                row.push(number);
            }
            corpus.rows.push(row);
        }
        corpus.shown = forms.iter().map(commonest).collect();
        corpus.stop = corpus.shown.iter().map(|word| is_stop_word(word)).collect();
        corpus
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
fn commonest(forms: &BTreeMap<String, usize>) -> String {
    let mut best: Option<(&String, usize)> = None;
    for (form, &count) in forms {
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
