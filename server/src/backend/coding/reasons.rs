//! Why the engine suggests a theme, and what it notices in a text.

use super::super::arrivals::point;
use super::super::themes::pushed;
use super::Live;
use crate::storage::consultation::Row;
use crate::storage::{StorageError, assignment, passage, theme};
use app::api::Reason;
use domain::coding::{Point, Span, Tie, is_likely};
use domain::redaction::Redaction;
use std::collections::BTreeMap;

impl Live {
    /// Why the engine suggests what it suggests.
    pub(super) async fn reasons(
        &self,
        row: &Row,
        ties: &[assignment::Row],
        covers: &[Redaction],
    ) -> Result<Vec<Reason>, StorageError> {
        let mut reasons = Vec::new();
        for tie in ties.iter().filter(|tie| tie.tie == Tie::Suggested) {
            let mut like = Vec::new();
            for near in &tie.because.near {
                let Some(other) = passage::text(&self.db, row.id, *near).await? else {
                    continue;
                };
                if !other.erased && other.screening.is_readable() {
                    like.push((
                        other.id,
                        other.reference,
                        opening(&self.shown(other.id, &other.body).await?),
                    ));
                }
            }
            reasons.push(Reason {
                theme: tie.label.clone(),
                learnt: tie.because.learnt,
                words: pushed(tie, covers),
                like,
            });
        }
        Ok(reasons)
    }
}

/// How many of the words that speak for a suggestion are marked in the text: more would mark half of it.
const MARKED: usize = 3;

/// Words that speak for themes that are likely: those that a person wrote down for the theme, and the strongest of those
/// that the engine names.
pub(super) fn hints(
    body: &str,
    ties: &[assignment::Row],
    themes: &[theme::Row],
) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let likely = |tie: &&assignment::Row| tie.tie == Tie::Suggested && is_likely(tie.score);
    for tie in ties.iter().filter(likely) {
        let strongest = Span::joined(&tie.because.words).into_iter().take(MARKED);
        found.extend(strongest.map(|span| (span, tie.label.clone())));
        let Some(theme) = themes.iter().find(|t| t.id == tie.theme) else {
            continue;
        };
        for words in &theme.include {
            let whole_words = Span::find(body, words);
            let spans = whole_words.into_iter().filter(|s| stands_alone(body, *s));
            found.extend(spans.map(|span| (span, theme.label.clone())));
        }
    }
    found.sort();
    found.dedup_by_key(|(span, _)| *span);
    found
}

/// Whether words are not part of longer ones.
fn stands_alone(body: &str, span: Span) -> bool {
    let at = |n: Option<usize>| n.and_then(|n| body.chars().nth(n));
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !letter(at(span.start.checked_sub(1))) && !letter(at(Some(span.end)))
}

/// What the engine notices in a text, with the words, each once.
pub(super) fn points(body: &str) -> Vec<(Point, Vec<String>)> {
    let mut found: BTreeMap<Point, Vec<String>> = BTreeMap::new();
    for raised in analysis::screening::screen(body) {
        let Some(point) = point(raised.concern) else {
            continue;
        };
        let words = found.entry(point).or_default();
        let said = raised.span.slice(body).to_owned();
        if !words.contains(&said) {
            words.push(said);
        }
    }
    found.into_iter().collect()
}

/// The first words of a text.
pub(super) fn opening(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().take(12).collect();
    words.join(" ")
}
