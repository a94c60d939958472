//! What a theme is called and which comments show it best.

use std::collections::HashSet;

use crate::features::Corpus;
use crate::learn::Scores;
use crate::parallel;

/// Most keywords a theme is given.
pub const KEYWORDS: usize = 8;

/// Longest phrase, in words.
const LONGEST: usize = 3;

/// Fewest words of a comment that can speak for a theme by itself.
const TELLING_WORDS: usize = 5;

/// A phrase as stem numbers, each one more than the stem's, and zeros behind.
type Phrase = [u32; LONGEST];

/// For each theme the words and phrases that set its rows apart from the others, strongest first.
///
/// Copies (rows whose `firsts` is another row) count once, so that one campaign does not name a theme by itself.
#[must_use]
pub fn keywords(corpus: &Corpus, firsts: &[usize], rows_of: &[Vec<usize>]) -> Vec<Vec<String>> {
    let everyone: Vec<usize> = (0..corpus.rows.len()).collect();
    let groups: Vec<&[usize]> = [everyone.as_slice()]
        .into_iter()
        .chain(rows_of.iter().map(Vec::as_slice))
        .collect();
    let of = |at: usize| count(corpus, firsts, groups[at]);
    let mut counts = parallel::map(groups.len(), parallel::threads(), of, &mut |_| ()).into_iter();
    let overall = counts.next().unwrap_or_default();
    let different = |rows: &[usize]| {
        rows.iter()
            .filter(|&&row| firsts[row] == row)
            .count()
            .max(1)
    };
    let all = different(&everyone);
    let each = rows_of.iter().zip(counts);
    each.map(|(rows, within)| strongest(corpus, &within, different(rows), &overall, all))
        .collect()
}

/// In how many different rows each phrase stands, in order of the phrases.
fn count(corpus: &Corpus, firsts: &[usize], rows: &[usize]) -> Vec<(Phrase, usize)> {
    let mut counted = HashSet::new();
    let mut all: Vec<Phrase> = Vec::new();
    let mut phrases: Vec<Phrase> = Vec::new();
    for &row in rows {
        if !counted.insert(firsts[row]) {
            continue;
        }
        for length in 1..=LONGEST {
            let windows = corpus.rows[row].windows(length);
            phrases.extend(windows.filter(|w| is_nameable(corpus, w)).map(phrase));
        }
        phrases.sort_unstable();
        phrases.dedup();
        all.append(&mut phrases);
    }
    all.sort_unstable();
    let same = all.chunk_by(|a, b| a == b);
    same.map(|same| (same[0], same.len())).collect()
}

fn phrase(stems: &[u32]) -> Phrase {
    let mut phrase = Phrase::default();
    let places = phrase.iter_mut().zip(stems);
    places.for_each(|(place, stem)| *place = stem + 1);
    phrase
}

/// The stem numbers of a phrase, each one more than the stem's.
fn stems(phrase: &Phrase) -> &[u32] {
    let length = phrase.iter().position(|stem| *stem == 0);
    &phrase[..length.unwrap_or(LONGEST)]
}

/// A phrase may hold grammar words inside ("cost of living") but not begin or end with one.
fn is_nameable(corpus: &Corpus, phrase: &[u32]) -> bool {
    let (first, last) = (phrase[0], phrase[phrase.len() - 1]);
    !corpus.is_stop(first) && !corpus.is_stop(last) && (phrase.len() == 1 || first != last)
}

fn strongest(
    corpus: &Corpus,
    within: &[(Phrase, usize)],
    members: usize,
    overall: &[(Phrase, usize)],
    all: usize,
) -> Vec<String> {
    let mut scored: Vec<(f64, &Phrase, usize)> = within
        .iter()
        .filter(|(_, inside)| *inside >= 2 || members < 4)
        .map(|(phrase, inside)| {
            let inside = *inside;
            let known = overall.binary_search_by_key(phrase, |(phrase, _)| *phrase);
            let outside = known.map_or(0, |at| overall[at].1 - inside.min(overall[at].1));
            let rate = inside as f64 / members as f64;
            let elsewhere = (outside as f64 + 0.5) / ((all - members.min(all)) as f64 + 1.0);
            // How much of the theme the phrase covers, times how much more often it stands here than elsewhere;
            // a phrase says more than the words in it.
            let weight =
                rate * (rate / elsewhere).ln() * (1.0 + 0.25 * (stems(phrase).len() - 1) as f64);
            (weight, phrase, inside)
        })
        .filter(|(weight, ..)| *weight > 0.0)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let mut chosen: Vec<(&[u32], usize)> = Vec::new();
    for (_, phrase, inside) in scored {
        let phrase = stems(phrase);
        if chosen.len() == KEYWORDS {
            break;
        }
        // A part of a chosen phrase, or a whole around one, adds a keyword only when it often stands apart.
        let repeats = chosen.iter().any(|(kept, count)| {
            let common = inside.min(*count);
            (holds(kept, phrase) || holds(phrase, kept))
                && (2 * common >= inside || phrase.len() > kept.len())
        });
        if !repeats {
            chosen.push((phrase, inside));
        }
    }
    chosen
        .into_iter()
        .map(|(phrase, _)| show(corpus, phrase))
        .collect()
}

fn holds(long: &[u32], short: &[u32]) -> bool {
    long.windows(short.len()).any(|window| window == short)
}

fn show(corpus: &Corpus, phrase: &[u32]) -> String {
    let words: Vec<&str> = phrase.iter().map(|stem| corpus.shown(stem - 1)).collect();
    words.join(" ")
}

/// A label for each theme from its keywords: the first two, or more where that would repeat an earlier label.
#[must_use]
pub fn labels(keywords: &[Vec<String>]) -> Vec<String> {
    let mut used = HashSet::new();
    let mut labels = Vec::with_capacity(keywords.len());
    for (at, words) in keywords.iter().enumerate() {
        let mut length = 2.min(words.len());
        let mut label = sentence_case(&words[..length].join(", "));
        while used.contains(&label) && length < words.len() {
            length += 1;
            label = sentence_case(&words[..length].join(", "));
        }
        if label.is_empty() || used.contains(&label) {
            label = format!("Theme {}", at + 1);
        }
        used.insert(label.clone());
        labels.push(label);
    }
    labels
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Up to `most` of a theme's rows that show it best: high scores first, no two copies, and comments of a few words
/// only when there is nothing longer.
#[must_use]
pub fn typical(
    corpus: &Corpus,
    firsts: &[usize],
    scores: &Scores,
    theme: usize,
    rows: &[usize],
    most: usize,
) -> Vec<usize> {
    let mut order = rows.to_vec();
    let is_short = |row: usize| corpus.rows[row].len() < TELLING_WORDS;
    order.sort_by(|&a, &b| {
        let (left, right) = (scores.row(a)[theme], scores.row(b)[theme]);
        is_short(a).cmp(&is_short(b)).then(right.total_cmp(&left))
    });
    let mut shown = HashSet::new();
    let mut said = HashSet::new();
    order.retain(|&row| {
        shown.len() < most && said.insert(&corpus.rows[row]) && shown.insert(firsts[row])
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(texts: &[&str]) -> Corpus {
        Corpus::read(texts.iter().copied())
    }

    const TEXTS: [&str; 6] = [
        "the cost of living is high",
        "cost of living again",
        "cost of living and buses",
        "buses are late",
        "late buses",
        "buses, buses, late",
    ];

    #[test]
    fn keywords_are_what_sets_a_theme_apart() {
        let found = keywords(
            &corpus(&TEXTS),
            &[0, 1, 2, 3, 4, 5],
            &[vec![0, 1, 2], vec![3, 4, 5], vec![]],
        );
        assert_eq!(found[0][0], "cost of living");
        assert_eq!(found[1][0], "late");
        assert!(found[2].is_empty());
    }

    #[test]
    fn copies_count_once() {
        let texts = [
            "odd word",
            "odd word",
            "odd word",
            "common thread",
            "common ground",
            "other",
        ];
        let found = keywords(&corpus(&texts), &[0, 0, 0, 3, 4, 5], &[(0..5).collect()]);
        assert_eq!(found[0][0], "common");
    }

    #[test]
    fn labels_differ_even_when_keywords_do_not() {
        let same = vec![
            "late buses".to_owned(),
            "cost".to_owned(),
            "school".to_owned(),
        ];
        let found = labels(&[same.clone(), same.clone(), same, vec![]]);
        assert_eq!(
            found,
            [
                "Late buses, cost",
                "Late buses, cost, school",
                "Theme 3",
                "Theme 4"
            ]
        );
    }

    #[test]
    fn typical_rows_are_telling_and_not_copies() {
        let texts = [
            "bus",
            "the late bus came very late",
            "The late bus came very late!",
            "my bus is always late too",
        ];
        let corpus = corpus(&texts);
        let mut scores = Scores::zeros(4, 1);
        for (row, score) in [0.99, 0.8, 0.8, 0.6].into_iter().enumerate() {
            scores.row_mut(row)[0] = score;
        }
        let firsts = [0, 1, 2, 3];
        assert_eq!(
            typical(&corpus, &firsts, &scores, 0, &[0, 1, 2, 3], 3),
            [1, 3, 0]
        );
        assert_eq!(
            typical(&corpus, &[0, 1, 1, 1], &scores, 0, &[1, 2, 3], 3),
            [1]
        );
    }
}
