//! How hard a text is to read: an estimate, and the words that make it hard.
//!
//! The reading age is the Flesch–Kincaid grade (Kincaid and others, 1975: 0.39 words a sentence + 11.8 syllables a
//! word − 15.59) with five years added, as is usual for English schools. It looks at lengths only, so it is a hint
//! to an officer and never a gate.

mod hard;
mod plain_text;
mod syllables;

pub use hard::{Hard, JARGON};

use plain_text::sentences;
use syllables::syllables;

/// Fewer words than this say nothing about the age.
const ENOUGH: usize = 20;
/// Most hard words named.
const NAMED: usize = 8;
/// How many words of the longest sentence are told.
const BEGINS: usize = 4;

/// Longer sentences are two ideas (Change Easy Read guidance: about 15 words, one idea each).
pub const EASY_SENTENCE: usize = 15;
/// Longer sentences lose their reader (Government Digital Service: no more than 25 words).
pub const PLAIN_SENTENCE: usize = 25;

/// What can be said about some texts that are read together.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// How many words.
    pub words: usize,
    /// How many words the longest sentence has, and how it begins.
    pub longest: (usize, String),
    /// In years, from 5 to 22; none for a text too short to tell.
    pub age: Option<u8>,
    /// The words that make it hard: this field's jargon first, then long words, each once.
    pub hard: Vec<Hard>,
}

impl Reading {
    /// Reads Markdown texts, each of which ends a sentence. None when there is no word in them.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts of words are small, and the age is clamped first"
    )]
    pub fn of(texts: &[&str]) -> Option<Self> {
        let sentences: Vec<Vec<String>> = texts.iter().flat_map(|text| sentences(text)).collect();
        let all: Vec<&str> = sentences.iter().flatten().map(String::as_str).collect();
        if all.is_empty() {
            return None;
        }
        let words = all.len() as f64;
        let words_per_sentence = words / sentences.len() as f64;
        let beats: usize = all.iter().map(|word| syllables(word)).sum();
        let grade = 0.39 * words_per_sentence + 11.8 * (beats as f64 / words) - 15.59;
        let age = (grade + 5.0).round().clamp(5.0, 22.0) as u8;
        let mut hard = hard::hard_words(&sentences);
        hard.truncate(NAMED);
        Some(Self {
            words: all.len(),
            longest: longest(&sentences),
            age: (all.len() >= ENOUGH).then_some(age),
            hard,
        })
    }
}

fn longest(sentences: &[Vec<String>]) -> (usize, String) {
    let longest = sentences.iter().rev().max_by_key(|words| words.len());
    longest.map_or((0, String::new()), |words| {
        let begins: Vec<&str> = words.iter().take(BEGINS).map(String::as_str).collect();
        (words.len(), begins.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_in_short_sentences_are_easy_and_long_ones_are_not() {
        let easy = "Some pupils need a lot of help at school. Schools get more money for this help. \
                    We have a plan to share the money. Tell us if it is a good plan.";
        let hard = "The moderation of descriptor allocations notwithstanding, consideration of \
                    individual circumstances necessitates multidisciplinary deliberation regarding \
                    commensurate resourcing across mainstream and specialist provision.";
        let (easy, hard) = (Reading::of(&[easy]).unwrap(), Reading::of(&[hard]).unwrap());
        assert!(easy.age.unwrap() <= 9, "{easy:?}");
        assert!(hard.age.unwrap() >= 20, "{hard:?}");
        assert!(easy.hard.is_empty(), "{:?}", easy.hard);
        let named: Vec<&str> = hard.hard.iter().map(|h| h.word.as_str()).collect();
        assert_eq!(named[..2], ["moderation", "descriptor"]);
    }

    #[test]
    fn the_formula_gives_what_it_gives_on_paper() {
        // 24 words of one syllable each in 4 sentences: 0.39 × 6 + 11.8 − 15.59 = −1.45, which is under five years.
        let text = "The cat sat on the mat. ".repeat(4);
        let reading = Reading::of(&[&text]).unwrap();
        assert_eq!((reading.words, reading.age), (24, Some(5)));
        assert_eq!(reading.longest, (6, "The cat sat on".to_owned()));
    }

    #[test]
    fn the_longest_sentence_is_told_by_its_length_and_its_first_words() {
        let text = "We share money. The panel looks at each plan with the school. Then we decide.";
        let reading = Reading::of(&[text]).unwrap();
        assert_eq!(reading.longest, (9, "The panel looks at".to_owned()));
    }

    #[test]
    fn a_few_words_have_no_age_and_no_words_are_not_read() {
        assert_eq!(Reading::of(&["Do you agree?"]).unwrap().age, None);
        assert_eq!(Reading::of(&["", " **  ** "]), None);
    }
}
