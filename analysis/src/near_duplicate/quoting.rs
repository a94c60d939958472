//! A letter that repeats another in order to contradict it.

use std::collections::HashSet;

use super::shingles::hash;
use crate::text::words;

/// Words by which a writer turns against something.
const AGAINST: &[&str] = &[
    "disagree",
    "disagreed",
    "disagrees",
    "don't agree",
    "do not agree",
    "cannot agree",
    "can't agree",
    "don't support",
    "do not support",
    "don't share",
    "do not share",
    "don't believe",
    "do not believe",
    "don't accept",
    "do not accept",
    "nonsense",
    "untrue",
    "not true",
    "misleading",
    "wrong",
    "rubbish",
    "scaremongering",
    "opposite",
    "refuse to sign",
    "won't sign",
    "will not sign",
    "did not sign",
    "ignore the",
    "please ignore",
    "disregard",
    "doesn't speak for",
    "does not speak for",
    "don't speak for",
    "do not speak for",
    "not my view",
    "not my views",
    "not my words",
    "not in my name",
    "am against it",
    "against this letter",
    "against the letter",
    "want no part",
    "nothing to do with me",
];

/// Words by which a writer points at a text that is not their own.
const POINTING: &[&str] = &[
    "letter",
    "letters",
    "template",
    "campaign",
    "email",
    "leaflet",
    "petition",
    "facebook",
    "whatsapp",
    "post",
    "above",
    "below",
    "quoted",
    "quote",
    "circulated",
    "circulating",
    "copied",
    "going round",
    "going around",
    "sent me",
    "been sent",
    "was sent",
    "asked to sign",
    "asked me to",
    "this text",
    "the text",
    "statement",
    "these words",
    "paragraph",
];

/// Whether either of two alike texts adds, in words of its own, both a contradiction and a pointer to the shared words.
///
/// Both are asked for, so that a sender who adds "I disagree with the bands" to a campaign stays one of its members.
#[must_use]
pub fn quotes_to_disagree(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    turns_against(&own_words(&a, &b)) || turns_against(&own_words(&b, &a))
}

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// The words of `text` outside every shingle it shares with `other`, with a mark where shared words stood.
fn own_words(text: &[String], other: &[String]) -> String {
    let theirs: HashSet<u64> = other.windows(3).map(hash).collect();
    let mut shared = vec![false; text.len()];
    for (at, window) in text.windows(3).enumerate() {
        if theirs.contains(&hash(window)) {
            shared[at..at + 3].fill(true);
        }
    }
    let mut own = String::from(" ");
    for (word, shared) in text.iter().zip(shared) {
        own.push_str(if shared { "|" } else { word });
        own.push(' ');
    }
    own
}

fn turns_against(own: &str) -> bool {
    let holds = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| own.contains(&format!(" {phrase} ")))
    };
    holds(AGAINST) && holds(POINTING)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "The top band must be kept because schools cannot meet complex needs on less money, and small \
        schools will be hit hardest of all when the change comes in.";

    #[test]
    fn a_letter_quoted_to_disagree_is_told_apart() {
        let quoting = format!(
            "I was sent this letter: \"{LETTER}\" I disagree with it, our school manages well."
        );
        assert!(quotes_to_disagree(&quoting, LETTER));
        assert!(quotes_to_disagree(LETTER, &quoting));
    }

    #[test]
    fn a_sender_who_adds_words_of_their_own_is_not() {
        let personal = format!("As a mother of two I disagree with the new bands. {LETTER}");
        assert!(!quotes_to_disagree(&personal, LETTER));
        assert!(!quotes_to_disagree(LETTER, LETTER));
    }
}
