//! Phrases with choices and gaps: `mum|dad ..2 hit|slap me` finds "Dad always hits me".

use crate::text::{stem, words};

/// Names for many words, each of which stands for any of them.
const CLASSES: &[(&str, &str)] = &[
    (
        "{kin}",
        "dad|daddy|father|mum|mam|mummy|mother|parent|parents|stepdad|stepfather|stepmum|stepmother|brother|stepbrother|sister|uncle|aunt|auntie|grandad|grandfather|grandpa|nan|cousin|husband|wife|partner|boyfriend|girlfriend|ex|carer|lodger",
    ),
    (
        "{somebody}",
        "{kin}|he|she|teacher|ta|assistant|staff|worker|driver|escort|man|men|boy|boys|girl|lad|lads|kid|kids|pupil|pupils|somebody|someone|adult|adults|neighbour|coach|friend",
    ),
    (
        "{hurts}",
        "hit|hits|hitting|beat|beating|punch|kick|slap|smack|thump|batter|strangle|choke|throttle|burn|burnt|hurt|hurting|shake|shook|drag|grab|threaten|threatens|abuse|whack|belt|bash|headbutt|throw|threw|shove|bite|bit|grope|molest|assault|attack|throws",
    ),
    (
        "{done}",
        "hit|beaten|punched|kicked|slapped|smacked|strangled|abused|assaulted|attacked|choked|burnt|battered|thumped|groped|molested",
    ),
    (
        "{one}",
        "me|us|him|her|them|himself|herself|themselves|myself",
    ),
    ("{my}", "my|our|his|her|their|the|a|this|that|one"),
    (
        "{child}",
        "son|daughter|child|children|boy|girl|lad|kid|kids|brother|sister|grandson|granddaughter|mum|mam|nan|twins|pupil|pupils|baby|face|head|arm|arms|leg|legs|throat",
    ),
    (
        "{not}",
        "not|never|don't|doesn't|didn't|isn't|wasn't|aren't|cannot|can't|won't|no",
    ),
    (
        "{afraid}",
        "scared|afraid|frightened|terrified|petrified|frit",
    ),
];

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stemmed {
    /// In lower case.
    pub word: String,
    /// What is left without its ending.
    pub stem: String,
}

/// A text's words with their stems.
pub fn stemmed<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<Stemmed> {
    let one = |word: &str| Stemmed {
        word: word.to_owned(),
        stem: stem(word),
    };
    words.into_iter().map(one).collect()
}

/// A word, or one of several, and how many others may stand before it.
#[derive(Debug)]
struct Piece {
    any: Vec<Choice>,
    gap: usize,
}

/// A word by its stem, or as it is written: "rape" and "rap" have one stem.
#[derive(Debug)]
struct Choice {
    word: Stemmed,
    exact: bool,
}

impl Choice {
    fn is(&self, word: &Stemmed) -> bool {
        self.word.stem == word.stem && (!self.exact || self.word.word == word.word)
    }
}

/// A phrase to look for.
#[derive(Debug)]
pub struct Pattern(Vec<Piece>);

impl Pattern {
    /// Reads a line: words apart by spaces, choices by `|`, classes in braces, `=` before a word that is meant as it is
    /// written, and `..2` where up to two other words may stand before the next.
    pub fn read(line: &str) -> Self {
        let mut pieces = Vec::new();
        let mut gap = 0;
        for token in line.split_whitespace() {
            if let Some(most) = token.strip_prefix("..") {
                gap = most.parse().unwrap_or(0);
                continue;
            }
            // A word of the phrase may be two of the text, as "pre-action" is.
            for choice in expanded(token) {
                let gap = std::mem::take(&mut gap);
                pieces.push(Piece { any: choice, gap });
            }
        }
        Self(pieces)
    }

    /// The stems that it may begin with.
    pub fn first(&self) -> impl Iterator<Item = &str> {
        let first = self.0.first().into_iter();
        first.flat_map(|piece| piece.any.iter().map(|choice| choice.word.stem.as_str()))
    }

    /// Where it ends if it begins at `at`.
    pub fn ends(&self, text: &[Stemmed], at: usize) -> Option<usize> {
        let (first, rest) = self.0.split_first()?;
        let begins = text
            .get(at)
            .is_some_and(|word| first.any.iter().any(|c| c.is(word)));
        if begins { follow(rest, text, at) } else { None }
    }
}

fn follow(rest: &[Piece], text: &[Stemmed], at: usize) -> Option<usize> {
    let Some((next, rest)) = rest.split_first() else {
        return Some(at);
    };
    let places = at + 1..=at + 1 + next.gap;
    let fits = |place: &usize| {
        let word = text.get(*place);
        word.is_some_and(|word| next.any.iter().any(|choice| choice.is(word)))
    };
    places
        .filter(fits)
        .find_map(|place| follow(rest, text, place))
}

/// What a token stands for: several choices of one word, or one word, or the words that it is in a text.
fn expanded(token: &str) -> Vec<Vec<Choice>> {
    let mut all = token.to_owned();
    while let Some((name, choices)) = CLASSES.iter().find(|(name, _)| all.contains(name)) {
        all = all.replace(name, choices);
    }
    let read = |written: &str| {
        let exact = written.starts_with('=');
        let words = words(written).into_iter().map(|word| word.folded);
        let words: Vec<String> = words.collect();
        let stemmed = stemmed(words.iter().map(String::as_str)).into_iter();
        stemmed
            .map(|word| Choice { word, exact })
            .collect::<Vec<_>>()
    };
    match all.contains('|') {
        true => vec![all.split('|').flat_map(read).collect()],
        false => read(&all).into_iter().map(|one| vec![one]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(line: &str, text: &str) -> Option<usize> {
        let words = words(text);
        let stemmed = stemmed(words.iter().map(|word| word.folded.as_str()));
        Pattern::read(line).ends(&stemmed, 0)
    }

    #[test]
    fn choices_classes_and_gaps_are_followed_to_the_end() {
        assert_eq!(
            ends("mum|dad ..2 hit|slap me", "dad always hits me"),
            Some(3)
        );
        assert_eq!(
            ends("{kin} ..1 {hurts} {one}", "uncle strangled her"),
            Some(2)
        );
        assert_eq!(ends("dad ..1 hit me", "dad once or twice hit me"), None);
        assert_eq!(ends("pre-action letter", "pre action letters"), Some(2));
    }

    #[test]
    fn a_word_may_be_meant_as_it_is_written() {
        assert_eq!(ends("=rape", "rape"), Some(0));
        assert_eq!(ends("=rape", "rap"), None);
    }

    #[test]
    fn a_gap_is_tried_in_every_way() {
        assert_eq!(ends("a ..3 b ..0 c", "a b x b c"), Some(4));
    }
}
