//! Texts that are coded twice, by two people or by people and machine, and how far the two agree.

use super::Live;
use super::agreement::SEED;
use super::coding::asked_in_words;
use super::sources::Sources;
use crate::storage::consultation::{self, Row};
use crate::storage::{analysis_run, sample, theme};
use app::api::{ApiError, QuestionAgreement};
use domain::agreement::{Agreement, Twice, compare};
use domain::coding::{ThemeState, Tie};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that were coded twice, by their ids.
pub(super) struct Doubles {
    frame: Vec<String>,
    people: BTreeMap<String, Twice>,
    machine: BTreeMap<String, Twice>,
    /// What the machine says of texts that it was kept from: the score, and whether the person said the same.
    scored: Vec<(f64, bool)>,
    /// What each answers.
    sources: BTreeMap<String, String>,
}

impl Doubles {
    /// Two people, and people and machine: over all texts, or over the answers to one question.
    pub(super) fn compare(&self, source: Option<&str>) -> (Agreement, Agreement) {
        let of = |all: &BTreeMap<String, Twice>| {
            let within = |text: &&String| {
                source.is_none_or(|source| self.sources.get(*text).is_some_and(|s| s == source))
            };
            let texts = all.iter().filter(|(text, _)| within(text));
            let texts: Vec<Twice> = texts.map(|(_, twice)| twice.clone()).collect();
            compare(&texts, &self.frame, SEED)
        };
        (of(&self.people), of(&self.machine))
    }

    /// What the machine of today says at least as surely as this of texts that it was kept from: how much of it the
    /// person said too, and all of it.
    pub(super) fn right_from(&self, score: f64) -> (u64, u64) {
        let sure = self.scored.iter().filter(|(of, _)| *of >= score);
        let right = sure.clone().filter(|(_, right)| *right);
        (right.count() as u64, sure.count() as u64)
    }
}

impl Live {
    /// Everything that is coded twice, by two people or by people and machine.
    ///
    /// People and machine are compared only where the person was shown no suggestion. Of a text that was kept from the
    /// machine before somebody read it that is its first reader, and the machine is the one of today: its last run read
    /// the text again, and has learnt nothing from it. Elsewhere the machine learns from the first reader, so that it is
    /// the second one who is compared, with what the machine had said before either of them.
    pub(super) async fn doubles(&self, row: &Row) -> Result<Doubles, ApiError> {
        let frame = Frame::of(theme::all(&self.db, row.id).await?);
        let drawn = sample::all(&self.db, row.id).await?;
        let responses: BTreeMap<String, &String> = (drawn.iter())
            .map(|of| (of.text.to_string(), &of.response))
            .collect();
        let mut people = BTreeMap::new();
        let mut by_second = BTreeMap::new();
        for two in sample::seconds(&self.db, row.id).await? {
            let among = frame.today(two.frame.iter());
            let first = frame.today(&two.first.1);
            let second = frame.today(&two.second.1);
            let machine = frame.today(&two.machine);
            let text = two.text.to_string();
            let response = responses.get(&text).map_or("", |r| r.as_str());
            let twice = |first: &BTreeSet<String>, second: &BTreeSet<String>| Twice {
                response: response.to_owned(),
                first: first.clone(),
                second: second.clone(),
                among: among.clone(),
            };
            by_second.insert(text.clone(), twice(&second, &machine));
            // As it was before anything was settled: settling makes two people look more alike than they were.
            people.insert(text, twice(&first, &second));
        }
        let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (text, theme, tie) in sample::ties(&self.db, row.id).await? {
            if tie == Tie::Confirmed.as_str() {
                said.entry(text).or_default().insert(theme);
            }
        }
        let ran = analysis_run::first(&self.db, row.id).await?;
        let last = analysis_run::last(&self.db, row.id).await?;
        let mut machine = BTreeMap::new();
        let mut scored = Vec::new();
        for of in drawn {
            let text = of.text.to_string();
            let Some(first_at) = of.first_at else {
                continue;
            };
            if !of.held_out || of.drawn_at > first_at {
                let before = ran.is_some_and(|ran| ran <= first_at);
                if let Some(twice) = by_second.remove(&text).filter(|_| before) {
                    machine.insert(text, twice);
                }
                continue;
            }
            let (Some(scores), Some(last)) = (of.scores, &last) else {
                continue;
            };
            let (first, choice) = match people.get(&text) {
                Some(two) => (two.first.clone(), two.among.clone()),
                None => (
                    frame.today(said.get(&text).into_iter().flatten()),
                    frame.at(first_at),
                ),
            };
            // What either could not have said is no difference.
            let among: BTreeSet<String> = choice
                .intersection(&frame.at(last.run_at))
                .cloned()
                .collect();
            // Two themes that were joined since are one.
            let mut surest: BTreeMap<String, f64> = BTreeMap::new();
            for (theme, score) in &scores {
                for theme in frame.today([theme]).intersection(&among) {
                    let known = surest.entry(theme.clone()).or_default();
                    *known = known.max(*score);
                }
            }
            let right = |(theme, score): (String, f64)| (score, first.contains(&theme));
            scored.extend(surest.into_iter().map(right));
            let twice = Twice {
                response: of.response,
                first,
                second: frame.today(scores.keys()),
                among,
            };
            machine.insert(text, twice);
        }
        Ok(Doubles {
            frame: frame.active,
            people,
            machine,
            scored,
            sources: sample::sources(&self.db, row.id).await?,
        })
    }

    /// The same question by question, in the order of the form.
    pub(super) async fn by_question(
        &self,
        row: &Row,
        doubles: &Doubles,
    ) -> Result<Vec<QuestionAgreement>, ApiError> {
        let version = consultation::latest(&self.db, row.id).await?;
        let content = version.ok_or(ApiError::NotFound)?.content;
        let sources = Sources::load(self, row.id).await?;
        let line = |(source, title): (String, String)| {
            let (people, machine) = doubles.compare(Some(&source));
            (machine.texts > 0).then_some(QuestionAgreement {
                title,
                people: (people.texts, people.alpha),
                machine: (machine.texts, machine.f1),
            })
        };
        let asked = asked_in_words(&sources, &content).into_iter();
        Ok(asked.filter_map(line).collect())
    }
}

/// The code frame of today, and what became of themes that were joined into others.
pub(super) struct Frame {
    /// Themes that can be chosen, in the order of the frame.
    active: Vec<String>,
    heirs: BTreeMap<String, String>,
    born: BTreeMap<String, Option<Timestamp>>,
}

impl Frame {
    pub(super) fn of(themes: Vec<theme::Row>) -> Self {
        let mut frame = Self {
            active: Vec::new(),
            heirs: BTreeMap::new(),
            born: BTreeMap::new(),
        };
        for theme in themes {
            let id = theme.id.to_string();
            if let Some(heir) = theme.merged_into {
                frame.heirs.insert(id, heir.to_string());
            } else if theme.state == ThemeState::Active {
                frame.born.insert(id.clone(), theme.born);
                frame.active.push(id);
            }
        }
        frame
    }

    /// What these themes are called today; those that left the frame are left out.
    pub(super) fn today<'a>(&self, ids: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
        let heir = |id: &'a String| {
            let mut id = id;
            while let Some(heir) = self.heirs.get(id) {
                id = heir;
            }
            self.born.contains_key(id).then(|| id.clone())
        };
        ids.into_iter().filter_map(heir).collect()
    }

    /// Themes that could be chosen at a moment.
    pub(super) fn at(&self, moment: Timestamp) -> BTreeSet<String> {
        let there = |(_, born): &(&String, &Option<Timestamp>)| born.is_none_or(|b| b <= moment);
        (self.born.iter().filter(there).map(|(id, _)| id.clone())).collect()
    }
}
