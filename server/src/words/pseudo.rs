//! The pseudo-languages: English in other letters and a third longer, so that a text that nobody can translate, or that
//! has no room to grow, is seen at once.

use super::file::{forms, template};
use app::words::Catalogue;

/// Every sentence of the screens in a pseudo-language.
pub(super) fn catalogue(tag: &str) -> Catalogue {
    let sentences = template().into_iter().map(|sentence| {
        let texts = [Some(sentence.english.as_str()), sentence.many.as_deref()];
        let texts: Vec<String> = texts.into_iter().flatten().map(text).collect();
        (sentence.english, texts)
    });
    Catalogue {
        language: tag.to_owned(),
        thousands: ",".to_owned(),
        forms: forms("en"),
        sentences: sentences.collect(),
    }
}

/// One text: letters with accents, brackets around it, and some length more. Gaps and parts keep their names.
pub fn text(english: &str) -> String {
    let mut out = String::from("[");
    let mut rest = english;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '{' => rest.find('}'),
            '<' => rest.find('>'),
            _ => None,
        };
        match end {
            Some(end) => {
                out.push_str(&rest[..=end]);
                rest = &rest[end + 1..];
            }
            None => {
                out.push(letter(c));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    let longer = english.chars().count() / 3;
    out.extend(std::iter::repeat_n('·', longer.min(30)));
    out.push(']');
    out
}

fn letter(c: char) -> char {
    const FROM: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const TO: &str = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖƤǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
    FROM.chars()
        .position(|from| from == c)
        .and_then(|at| TO.chars().nth(at))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_differs_and_gaps_stay() {
        let text = text("Call {phone}, or <a>start again</a>.");
        assert!(
            text.contains("{phone}") && text.contains("<a>") && text.contains("</a>"),
            "{text}"
        );
        let mut bare = text;
        for kept in ["{phone}", "<a>", "</a>"] {
            bare = bare.replace(kept, "");
        }
        assert!(!bare.chars().any(|c| c.is_ascii_alphabetic()), "{bare}");
        let (small, large) = ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        assert!(small.chars().chain(large.chars()).all(|c| letter(c) != c));
    }
}
