//! Words of a comment, folded so that the same word is the same string.

mod kin;
mod stem;
mod stop;

use crate::span::Span;

pub use kin::kin;
pub use stem::stem;
pub use stop::is_stop_word;

/// One word: letters and digits with inner apostrophes, or a single emoji.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, typographic apostrophes made plain, a possessive ending removed.
    pub folded: String,
    /// Where the whole word stands, possessive ending included.
    pub span: Span,
}

/// The words of a text in order. Punctuation and white space are left out; emoji are kept, since some young people
/// answer with nothing else.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut letters = text.chars().enumerate().peekable();
    let mut word = String::new();
    let mut start = 0;
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            if word.is_empty() {
                start = at;
            }
            word.extend(letter.to_lowercase());
            continue;
        }
        let joins = is_apostrophe(letter)
            && !word.is_empty()
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if joins {
            word.push('\'');
            continue;
        }
        close(&mut word, start, at, &mut found);
        if is_emoji(letter) {
            found.push(Word {
                folded: letter.to_string(),
                span: Span {
                    start: at,
                    end: at + 1,
                },
            });
        }
    }
    let end = text.chars().count();
    close(&mut word, start, end, &mut found);
    found
}

fn close(word: &mut String, start: usize, end: usize, found: &mut Vec<Word>) {
    if word.is_empty() {
        return;
    }
    let folded = word.strip_suffix("'s").unwrap_or(word).to_owned();
    found.push(Word {
        folded,
        span: Span { start, end },
    });
    word.clear();
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

fn is_emoji(letter: char) -> bool {
    matches!(u32::from(letter), 0x2600..=0x27BF | 0x1F300..=0x1F3FA | 0x1F400..=0x1FAFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.folded).collect()
    }

    #[test]
    fn both_kinds_of_apostrophe_give_the_same_word() {
        assert_eq!(folded("Don't"), folded("don’t"));
        assert_eq!(folded("the school’s band"), ["the", "school", "band"]);
        assert_eq!(folded("'quoted'"), ["quoted"]);
    }

    #[test]
    fn emoji_are_words_and_their_skin_tones_are_not() {
        assert_eq!(folded("yes 👍🏽!"), ["yes", "👍"]);
    }

    #[test]
    fn a_word_stands_where_its_span_says() {
        let text = "🙂 Äpfel, the council’s £6,000.";
        for word in words(text) {
            assert!(
                word.span
                    .slice(text)
                    .to_lowercase()
                    .starts_with(&word.folded)
            );
        }
        assert_eq!(words(text)[3].span.slice(text), "council’s");
    }

    #[test]
    fn nothing_gives_no_words() {
        assert!(words("").is_empty());
        assert!(words(" …\u{a0}\n- ").is_empty());
    }
}
