//! What of the rows may be published: counted in one pass, asked in the next.

use super::frame::Frame;
use crate::storage::rows::{Whole, Words};
use domain::coding::{Span, Tie};
use domain::contribution::Capacity;
use domain::disclosure::{Census, Picks, RowRules, THRESHOLD, withheld_values};
use domain::redaction::apply;
use std::collections::{BTreeMap, BTreeSet};

/// Steps of who somebody is that are broad: form, lateness, capacity, audience.
pub(super) const BROAD: usize = 4;

/// The first pass.
pub(super) struct Counting<'a> {
    frame: &'a Frame,
    census: Census,
    stances: BTreeMap<(String, String), Picks>,
    themes: BTreeMap<String, u64>,
}

/// What the second pass asks.
pub(super) struct Rules {
    /// Of who somebody is, and what they picked.
    pub rows: RowRules,
    /// Stances that may not be shown, by ids of version and clause.
    stances: BTreeMap<(String, String), BTreeSet<String>>,
    /// Ids of themes that few raised.
    few: BTreeSet<String>,
}

impl<'a> Counting<'a> {
    pub fn new(frame: &'a Frame) -> Self {
        Self {
            frame,
            census: Census::new(BROAD),
            stances: BTreeMap::new(),
            themes: BTreeMap::new(),
        }
    }

    pub fn count(&mut self, whole: &Whole) {
        for comment in &whole.comments {
            let picks = self.stances.entry(comment.at.clone()).or_default();
            *picks
                .entry(vec![comment.stance.as_str().to_owned()])
                .or_default() += 1;
        }
        let confirmed = whole.ties.iter().filter(|tie| tie.tie == Tie::Confirmed);
        // Once, however many of their passages are tied to it.
        let raised: BTreeSet<&String> = confirmed.map(|tie| &tie.theme).collect();
        for theme in raised {
            *self.themes.entry(theme.clone()).or_default() += 1;
        }
        // Whoever may be named stands in nobody's crowd.
        if is_named(whole) {
            return;
        }
        let words = whole
            .texts
            .values()
            .any(|text| shown(whole, text).is_some());
        let picked = picked(whole);
        let is_cut = |question: &str| self.frame.cuts.iter().any(|cut| cut.as_str() == question);
        let answers = picked.iter().filter(|(question, _)| !is_cut(question));
        let answers = answers.map(|(question, values)| (*question, values.as_slice()));
        self.census.add(&steps(self.frame, whole), words, answers);
    }

    pub fn finish(self) -> Rules {
        let hidden = |picks: &Picks| withheld_values(picks, THRESHOLD);
        let few = self
            .themes
            .iter()
            .filter(|(_, people)| **people < THRESHOLD);
        Rules {
            few: few.map(|(theme, _)| theme.clone()).collect(),
            stances: (self.stances.iter())
                .map(|(at, picks)| (at.clone(), hidden(picks)))
                .collect(),
            rows: self.census.rules(),
        }
    }
}

impl Rules {
    /// Whether it may be shown that somebody thinks so of a clause.
    pub fn may_show_stance(&self, at: &(String, String), stance: &str) -> bool {
        let hidden = self.stances.get(at);
        hidden.is_some_and(|hidden| !hidden.contains(stance))
    }

    /// Whether so many raised a theme that it may be shown who did.
    pub fn is_common(&self, theme: &str) -> bool {
        !self.few.contains(theme)
    }
}

/// Whether it speaks for an organisation that agreed to be published under its name.
pub(super) fn is_named(whole: &Whole) -> bool {
    whole.capacity == Capacity::Organisation
        && whole.consent_publish
        && !whole.erased
        && !whole.organisation.trim().is_empty()
}

/// The words of a text that anybody may read, with what is covered taken out; none when nobody may.
pub(super) fn shown(whole: &Whole, text: &Words) -> Option<String> {
    shown_part(whole, text, Span::whole(&text.body))
}

/// The same of a part of it.
pub(super) fn shown_part(whole: &Whole, text: &Words, part: Span) -> Option<String> {
    let open = whole.consent_quote && !whole.erased && text.screening.is_public();
    (open && !text.body.is_empty()).then(|| apply(&text.body, part, &text.covered))
}

/// Who somebody is, from the broadest to the finest.
pub(super) fn steps(frame: &Frame, whole: &Whole) -> Vec<String> {
    let late = if whole.late { "yes" } else { "no" };
    let broad = [
        whole.form.as_str(),
        late,
        whole.capacity.as_str(),
        whole.audience.as_deref().unwrap_or_default(),
    ];
    let picked = picked(whole);
    let fine = frame.cuts.iter().map(|cut| {
        let values = picked.get(cut.as_str());
        values.map(|values| values.join("|")).unwrap_or_default()
    });
    broad.map(str::to_owned).into_iter().chain(fine).collect()
}

/// Options picked and numbers given, by question.
pub(super) fn picked(whole: &Whole) -> BTreeMap<&str, Vec<String>> {
    let mut picked: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for given in &whole.answers {
        let value = match (&given.option, given.number) {
            (Some(option), _) => option.clone(),
            (None, Some(number)) => number.to_string(),
            (None, None) => continue,
        };
        picked.entry(&given.question).or_default().push(value);
    }
    picked
}
