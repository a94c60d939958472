//! Words cut into the pieces that a model knows.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::ModelError;

/// Letters beyond which a word is not looked up.
const LONGEST_WORD: usize = 100;

/// The vocabulary of a model that ignores case and accents.
#[derive(Debug, Clone)]
pub struct WordPiece {
    number_of: HashMap<String, u32>,
    unknown: u32,
    /// Stands before every text.
    pub first: u32,
    /// Stands after every text.
    pub last: u32,
}

impl WordPiece {
    /// Reads a vocabulary: one piece a line, numbered from 0.
    ///
    /// # Errors
    /// When one of the pieces every text needs is missing.
    pub fn read(vocabulary: &str) -> Result<Self, ModelError> {
        let lines = vocabulary.lines().zip(0..);
        let number_of: HashMap<String, u32> =
            lines.map(|(line, at)| (line.to_owned(), at)).collect();
        let special = |piece: &'static str| {
            let found = number_of.get(piece).copied();
            found.ok_or(ModelError::MissingPiece(piece))
        };
        Ok(Self {
            unknown: special("[UNK]")?,
            first: special("[CLS]")?,
            last: special("[SEP]")?,
            number_of,
        })
    }

    /// How many pieces are known.
    pub fn len(&self) -> usize {
        self.number_of.len()
    }

    /// The pieces of a text, without the marks of its beginning and end.
    pub fn pieces(&self, text: &str) -> Vec<u32> {
        let mut pieces = Vec::new();
        for word in words(text) {
            self.cut(&word, &mut pieces);
        }
        pieces
    }

    /// Takes the longest known piece from the front, again and again; a word that leaves a rest is unknown as a whole.
    fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let before = pieces.len();
        if word.chars().count() > LONGEST_WORD {
            pieces.push(self.unknown);
            return;
        }
        let mut rest = word;
        let mut candidate = String::with_capacity(word.len() + 2);
        while !rest.is_empty() {
            let ends = rest
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            let found = ends.rev().find_map(|end| {
                candidate.clear();
                if pieces.len() > before {
                    candidate.push_str("##");
                }
                candidate.push_str(&rest[..end]);
                self.number_of.get(&candidate).map(|&number| (number, end))
            });
            let Some((number, end)) = found else {
                pieces.truncate(before);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(number);
            rest = &rest[end..];
        }
    }
}

/// Words in lower case without accents; every punctuation mark and every ideograph is a word.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let plain = text.chars().filter(|letter| !is_invisible(*letter));
    for letter in plain.nfd().filter(|letter| !is_combining_mark(*letter)) {
        let alone = is_punctuation(letter) || is_ideograph(letter);
        if (alone || letter.is_whitespace()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if alone {
            words.push(letter.to_string());
        } else if !letter.is_whitespace() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Control and format characters, and the sign for what could not be decoded.
fn is_invisible(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    control
        || matches!(u32::from(letter), 0xFFFD | 0xAD | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060..=0x206F | 0xFEFF | 0xE0001..=0xE007F)
}

/// ASCII signs and Unicode's punctuation. A currency sign or an emoji is part of a word.
fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || matches!(u32::from(letter), 0xA1 | 0xA7 | 0xAB | 0xB6 | 0xB7 | 0xBB | 0xBF | 0x37E | 0x387
            | 0x55A..=0x55F | 0x589 | 0x58A | 0x5BE | 0x5C0 | 0x5C3 | 0x5C6 | 0x5F3 | 0x5F4
            | 0x60C | 0x60D | 0x61B | 0x61E | 0x61F | 0x66A..=0x66D | 0x6D4 | 0x964 | 0x965 | 0x970
            | 0x2010..=0x2027 | 0x2030..=0x2043 | 0x2045..=0x2051 | 0x2053..=0x205E
            | 0x207D | 0x207E | 0x208D | 0x208E | 0x2308..=0x230B | 0x2329 | 0x232A
            | 0x2768..=0x2775 | 0x27C5 | 0x27C6 | 0x27E6..=0x27EF | 0x2E00..=0x2E5D
            | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301F | 0x3030 | 0x303D | 0x30A0 | 0x30FB
            | 0xFE10..=0xFE19 | 0xFE30..=0xFE52 | 0xFE54..=0xFE61 | 0xFE63 | 0xFE68 | 0xFE6A | 0xFE6B
            | 0xFF01..=0xFF03 | 0xFF05..=0xFF0A | 0xFF0C..=0xFF0F | 0xFF1A | 0xFF1B | 0xFF1F | 0xFF20
            | 0xFF3B..=0xFF3D | 0xFF3F | 0xFF5B | 0xFF5D | 0xFF5F..=0xFF65)
}

fn is_ideograph(letter: char) -> bool {
    matches!(u32::from(letter), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOCABULARY: &str =
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\nwait\n##ing\n##s\n£\n##6\n,\n000\ncafe\nw";

    fn pieces(text: &str) -> Vec<u32> {
        WordPiece::read(VOCABULARY).unwrap().pieces(text)
    }

    #[test]
    fn the_longest_known_piece_is_taken_first() {
        assert_eq!(pieces("Waiting WAITS"), [4, 5, 4, 6]);
    }

    #[test]
    fn a_word_with_an_unknown_rest_is_one_unknown_piece() {
        assert_eq!(pieces("waitzing wait"), [1, 4]);
        assert_eq!(pieces(&"w".repeat(101)), [1]);
    }

    #[test]
    fn accents_case_and_invisible_signs_do_not_count_and_signs_stand_alone() {
        assert_eq!(pieces("CAFÉ\u{200b}, £6,000\u{feff}"), [11, 9, 7, 8, 9, 10]);
        assert_eq!(pieces(" \n\t"), [0u32; 0]);
    }

    #[test]
    fn a_vocabulary_without_its_marks_is_refused() {
        assert!(matches!(
            WordPiece::read("[UNK]\n[CLS]\n"),
            Err(ModelError::MissingPiece("[SEP]"))
        ));
    }
}
