//! What is written for measuring: campaigns with their copies, and texts with what may identify a person marked.

use analysis::near_duplicate;
use analysis::personal_data::{self, Kind};
use analysis::random::Random;
use analysis::screening::{Concern, screen};
use analysis::span::Span;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;

/// Letters of campaigns, one a line, a `#` before what is only for people.
const LETTERS: &str = include_str!("../../themes/campaigns.txt");

/// Texts, each kind and span marked as `[[kind|words]]`.
const PERSONAL: &str = include_str!("../../themes/personal_data.txt");

/// Sentences, `+` before those that may tell of harm and `-` before the others.
const HARM: &str = include_str!("../../themes/harm.txt");

/// How often what should be found is, and how often what is found should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub recall: f64,
    pub precision: f64,
    /// How many there were to find.
    pub planted: usize,
}

fn figures(right: usize, planted: usize, found: usize) -> Found {
    Found {
        recall: right as f64 / planted.max(1) as f64,
        precision: right as f64 / found.max(1) as f64,
        planted,
    }
}

/// A text without its marks, and where they stood.
type Marked = (String, Vec<(Span, Kind)>);

/// All of them.
///
/// # Errors
/// When a mark is not closed or its kind unknown.
fn marked() -> Result<Vec<Marked>> {
    let lines = PERSONAL
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(unmark).collect()
}

fn unmark(line: &str) -> Result<Marked> {
    let (mut text, mut spans, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, after)) = rest.split_once("[[") {
        let (mark, after) = after
            .split_once("]]")
            .with_context(|| format!("no ]] in {line}"))?;
        let (kind, words) = mark
            .split_once('|')
            .with_context(|| format!("no | in {line}"))?;
        let Some(kind) = Kind::ALL.into_iter().find(|known| known.name() == kind) else {
            bail!("no kind {kind:?}");
        };
        text.push_str(before);
        let start = text.chars().count();
        text.push_str(words);
        spans.push((
            Span {
                start,
                end: text.chars().count(),
            },
            kind,
        ));
        rest = after;
    }
    text.push_str(rest);
    Ok((text, spans))
}

/// Whether a finding hits a mark: the same kind, and half of what either covers is covered by both.
fn hits(a: (Span, Kind), b: (Span, Kind)) -> bool {
    let shared =
        a.0.end
            .min(b.0.end)
            .saturating_sub(a.0.start.max(b.0.start));
    let all = a.0.len() + b.0.len() - shared;
    a.1 == b.1 && 2 * shared >= all
}

/// Looks for personal data in the marked texts. With `say`, prints what was missed or wrongly found.
///
/// # Errors
/// When the file is not well formed.
pub fn personal(say: bool) -> Result<Found> {
    let (mut right, mut planted, mut found) = (0, 0, 0);
    for (text, marks) in marked()? {
        let findings: Vec<(Span, Kind)> = personal_data::find(&text)
            .into_iter()
            .map(|f| (f.span, f.kind))
            .collect();
        let hit = |mark: &&(Span, Kind)| findings.iter().any(|finding| hits(**mark, *finding));
        right += marks.iter().filter(hit).count();
        planted += marks.len();
        found += findings.len();
        if say {
            for mark in marks.iter().filter(|mark| !hit(mark)) {
                println!(
                    "  missed {}: {:?} in {text:?}",
                    mark.1.name(),
                    mark.0.slice(&text)
                );
            }
            let wrong = |finding: &&(Span, Kind)| !marks.iter().any(|mark| hits(*mark, **finding));
            for finding in findings.iter().filter(wrong) {
                println!(
                    "  wrong {}: {:?} in {text:?}",
                    finding.1.name(),
                    finding.0.slice(&text)
                );
            }
        }
    }
    Ok(figures(right, planted, found))
}

/// Looks for harm in sentences that tell of it and in others that only sound so. With `say`, prints what was missed or
/// wrongly found.
///
/// # Errors
/// When a line has no sign.
pub fn harm(say: bool) -> Result<Found> {
    let lines = HARM.lines().filter(|line| !line.starts_with('#'));
    let (mut right, mut planted, mut found) = (0, 0, 0);
    for line in lines {
        let (sign, text) = line.split_once('\t').context("no sign")?;
        let raised = screen(text).into_iter();
        let is_raised = raised
            .filter(|r| r.concern == Concern::Safeguarding)
            .count()
            > 0;
        let is_harm = sign == "+";
        planted += usize::from(is_harm);
        found += usize::from(is_raised);
        right += usize::from(is_harm && is_raised);
        if say && is_harm != is_raised {
            println!("  {} {text}", if is_harm { "missed" } else { "wrong" });
        }
    }
    Ok(figures(right, planted, found))
}

/// Finds the planted campaigns among their copies: pairs of comments that belong together.
pub fn campaigns() -> Found {
    let planted = plant();
    let texts: Vec<&str> = planted.iter().map(|(_, text)| text.as_str()).collect();
    let found = near_duplicate::find(&texts, &mut |_| ());
    let groups = found.near_duplicates.iter().chain(&found.campaigns);
    let together: BTreeSet<(usize, usize)> = groups.flat_map(|group| pairs(group)).collect();
    let mut truth = BTreeSet::new();
    let letters: BTreeSet<usize> = planted.iter().filter_map(|(letter, _)| *letter).collect();
    for letter in letters {
        let members: Vec<usize> = (0..planted.len())
            .filter(|at| planted[*at].0 == Some(letter))
            .collect();
        truth.extend(pairs(&members));
    }
    figures(
        truth.intersection(&together).count(),
        truth.len(),
        together.len(),
    )
}

fn pairs(group: &[usize]) -> Vec<(usize, usize)> {
    let of = |at: usize| group[..at].iter().map(move |&first| (first, group[at]));
    (1..group.len()).flat_map(of).collect()
}

/// Openings, endings and words of their own that senders add.
const OPENINGS: &[&str] = &[
    "",
    "",
    "Dear Sir or Madam,",
    "Hello.",
    "To the council:",
    "I am writing as a parent of two.",
];
const ENDINGS: &[&str] = &[
    "",
    "",
    "Yours faithfully",
    "Thank you for reading this.",
    "A worried grandmother",
    "Sent from my phone",
];
const OWN: &[&str] = &[
    "Our youngest starts in September and we lie awake over this.",
    "I run the breakfast club and see it every morning.",
    "My neighbour has the same worry and asked me to write too.",
    "We moved here because of the support that was promised.",
];
/// How senders turn a word of the letter into one of theirs.
const SWAPS: &[(&str, &str)] = &[
    ("children", "kids"),
    ("council", "authority"),
    ("believe", "think"),
    ("parents", "families"),
    ("must", "should"),
    ("support", "help"),
    ("money", "funding"),
    ("because", "since"),
];
/// What is put before and after a letter that somebody quotes to disagree.
const AGAINST: &[(&str, &str)] = &[
    (
        "I was sent the letter below and I do not agree with it.",
        "None of that is true of our school, which manages well.",
    ),
    (
        "Somebody posted this text in our group:",
        "I disagree with every line of the text; please ignore it.",
    ),
    (
        "You will get this template many times:",
        "I will not sign it. The template is misleading and I support the proposal.",
    ),
    (
        "A leaflet came through my door saying:",
        "That leaflet is wrong, and whoever wrote it has not read the papers.",
    ),
];

/// Each text with the letter it is a copy of, if it is one.
fn plant() -> Vec<(Option<usize>, String)> {
    let mut random = Random::new(4, 0xCA3F);
    let lines: Vec<&str> = LETTERS
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .collect();
    let mut all = Vec::new();
    for (letter, line) in lines.iter().enumerate() {
        let Some(text) = line.strip_prefix("* ") else {
            // Written by one person in their own words, on the same subject.
            all.push((None, (*line).to_owned()));
            continue;
        };
        for _ in 0..(6 + 4 * (letter % 6)) {
            all.push((Some(letter), edited(text, &mut random)));
        }
        for (before, after) in AGAINST {
            all.push((None, format!("{before} \"{text}\" {after}")));
        }
    }
    random.shuffle(&mut all);
    all
}

/// A copy as senders make them: something added, a word changed, now and then a sentence left out or moved.
fn edited(text: &str, random: &mut Random) -> String {
    let mut pick = |from: &[&str]| from[random.below(from.len())].to_owned();
    let (opening, ending, own) = (pick(OPENINGS), pick(ENDINGS), pick(OWN));
    let mut sentences: Vec<&str> = text.split_inclusive(". ").collect();
    match random.below(5) {
        0 => {
            sentences.remove(random.below(sentences.len()));
        }
        1 => {
            let last = sentences.len() - 1;
            sentences.swap(0, last);
        }
        _ => {}
    }
    let mut body: String = sentences
        .iter()
        .map(|sentence| format!("{} ", sentence.trim()))
        .collect();
    for (from, to) in SWAPS {
        if random.below(4) == 0 {
            body = body.replacen(from, to, 1);
        }
    }
    match random.below(3) {
        0 => format!("{opening} {own} {body}{ending}"),
        1 => format!("{opening} {body}{own} {ending}"),
        _ => format!("{opening} {body}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_150_spans_of_every_kind_are_planted_and_marks_come_off() {
        let marked = marked().unwrap();
        let kinds: BTreeSet<Kind> = marked.iter().flat_map(|(_, s)| s).map(|s| s.1).collect();
        assert_eq!(kinds.len(), Kind::ALL.len());
        assert!(marked.iter().map(|(_, spans)| spans.len()).sum::<usize>() >= 150);
        assert!(marked.iter().filter(|(_, spans)| spans.is_empty()).count() >= 30);
        let (text, spans) = unmark("é [[name|Jo]] and [[name|Al]]").unwrap();
        assert_eq!(text, "é Jo and Al");
        assert_eq!(spans[1].0.slice(&text), "Al");
    }

    #[test]
    fn sentences_that_tell_of_harm_are_found_and_few_others() {
        let found = harm(false).unwrap();
        assert!(found.planted >= 90);
        assert!(found.recall >= 0.9 && found.precision >= 0.85, "{found:?}");
    }

    #[test]
    fn campaigns_hold_copies_letters_quoted_to_disagree_and_letters_of_one_person() {
        let planted = plant();
        assert!(
            planted
                .iter()
                .filter(|(letter, _)| letter.is_some())
                .count()
                > 60
        );
        assert!(
            planted
                .iter()
                .filter(|(letter, _)| letter.is_none())
                .count()
                > 25
        );
    }
}
