//! Where two wordings of a clause differ, word by word.

use app::api::{ClauseDifference, Difference};
use domain::content::ClauseWords;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// Fewer kept words than this, in a hundred, and marks would only be noise: the clause is new from end to end.
const KEPT_PERCENT: usize = 30;

/// Kept words between two replaced stretches that are swallowed with them: three islands are harder to read than one
/// stretch.
const ISLAND: usize = 2;

/// How a reworded clause differs; none when so little was kept that marks would tell nothing.
pub(super) fn of_clause(before: &ClauseWords, after: &ClauseWords) -> Option<ClauseDifference> {
    let (body, kept) = differ(&before.body, &after.body);
    let longer = tokens(&before.body).len().max(tokens(&after.body).len());
    (kept * 100 >= longer * KEPT_PERCENT).then(|| ClauseDifference {
        heading: differ(&before.heading, &after.heading).0,
        body,
    })
}

/// How a text differs from another that is much like it.
pub(super) fn of_texts(before: &str, after: &str) -> Difference {
    differ(before, after).0
}

/// Byte ranges that are gone from one text and new in the other, and how many words and signs were kept.
fn differ(before: &str, after: &str) -> (Difference, usize) {
    let (old, new) = (tokens(before), tokens(after));
    let words = |text: &'_ str, places: &[Range<usize>]| -> Vec<String> {
        places.iter().map(|p| text[p.clone()].to_owned()).collect()
    };
    let (old_words, new_words) = (words(before, &old), words(after, &new));
    let ops = capture_diff_slices(Algorithm::Patience, &old_words, &new_words);
    let ops: Vec<_> = ops.iter().map(|op| op.as_tag_tuple()).collect();
    let replaced = |at: Option<usize>| {
        at.and_then(|at| ops.get(at))
            .is_some_and(|op| op.0 == DiffTag::Replace)
    };
    let mut difference = Difference::default();
    let mut kept = 0;
    for (at, (tag, gone, come)) in ops.iter().enumerate() {
        let island = gone.len() <= ISLAND && replaced(at.checked_sub(1)) && replaced(Some(at + 1));
        if *tag == DiffTag::Equal && !island {
            kept += gone.len();
            continue;
        }
        push(&mut difference.gone, before, old.get(gone.clone()));
        push(&mut difference.new, after, new.get(come.clone()));
    }
    (difference, kept)
}

/// Adds the stretch from the first to the last of these places, joined to the stretch before it when nothing but space
/// lies between.
fn push(stretches: &mut Vec<Range<usize>>, text: &str, places: Option<&[Range<usize>]>) {
    let Some((first, last)) = places.and_then(|p| Some((p.first()?, p.last()?))) else {
        return;
    };
    match stretches.last_mut() {
        Some(before) if text[before.end..first.start].trim().is_empty() => before.end = last.end,
        _ => stretches.push(first.start..last.end),
    }
}

/// Places of the words of a text, and of every other sign by itself; white space is nowhere. An apostrophe or hyphen
/// inside a word belongs to it.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut in_word = false;
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next_is_word = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let joins = in_word && next_is_word && matches!(c, '’' | '\'' | '-' | ',' | '.');
        let word = c.is_alphanumeric() || joins;
        match places.last_mut() {
            Some(place) if in_word && word => place.end = end,
            _ if !c.is_whitespace() => places.push(at..end),
            _ => {}
        }
        in_word = word;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
        let (difference, _) = differ(before, after);
        let words = |text: &str, places: Vec<Range<usize>>| -> Vec<String> {
            places.into_iter().map(|p| text[p].to_owned()).collect()
        };
        (words(before, difference.gone), words(after, difference.new))
    }

    fn clause(body: &str) -> ClauseWords {
        ClauseWords {
            heading: String::new(),
            body: body.to_owned(),
        }
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (gone, new) = marked(
            "We answer within 10 days. If we cannot, we say why.",
            "We answer within 2 working days. If we cannot, we say why.",
        );
        assert_eq!(gone, ["10"]);
        assert_eq!(new, ["2 working"]);
    }

    #[test]
    fn words_and_not_letters_are_compared() {
        assert_eq!(
            marked("a parent’s right", "a parents’ right"),
            (vec!["parent’s".to_owned()], vec!["parents’".to_owned()])
        );
    }

    #[test]
    fn one_stretch_is_marked_where_single_words_were_kept_by_chance() {
        let (gone, new) = marked(
            "Send papers by the Monday before each meeting of the group.",
            "Send papers a week ahead, in the right format, for each meeting of the group.",
        );
        assert_eq!(gone, ["by the Monday before"]);
        assert_eq!(new, ["a week ahead, in the right format, for"]);
    }

    #[test]
    fn equal_texts_have_no_marks_and_space_is_no_difference() {
        assert_eq!(marked("Same words.", "Same\n words."), (vec![], vec![]));
    }

    #[test]
    fn a_clause_written_afresh_is_not_covered_in_marks() {
        let before = clause("Meetings are held in the town hall on weekday mornings at ten.");
        let after = clause("Everybody chooses when and how to take part, in writing or by voice.");
        assert_eq!(of_clause(&before, &after), None);
        assert!(of_clause(&before, &before).is_some());
    }
}
