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
}

impl Live {
    /// Everything that is coded twice, by two people or by people and machine.
    ///
    /// People and machine are compared only where the person was shown no suggestion and the machine had had its say: the
    /// first reader of a text that was kept from the machine before they read it, else the second reader.
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
            // As it was before anything was settled: settling makes two people look more alike than they were.
            by_second.insert(text.clone(), [&first, &second].map(|p| twice(p, &machine)));
            people.insert(text, twice(&first, &second));
        }
        let mut said: BTreeMap<String, [BTreeSet<String>; 2]> = BTreeMap::new();
        for (text, theme, tie, of_machine) in sample::ties(&self.db, row.id).await? {
            let [person, machine] = said.entry(text).or_default();
            if tie == Tie::Confirmed.as_str() {
                person.insert(theme.clone());
            }
            if of_machine {
                machine.insert(theme);
            }
        }
        let ran = analysis_run::first(&self.db, row.id).await?;
        let mut machine = BTreeMap::new();
        for of in drawn {
            let text = of.text.to_string();
            let first_at = of.first_at.filter(|at| ran.is_some_and(|ran| ran <= *at));
            let Some(first_at) = first_at else {
                continue;
            };
            let blind = of.held_out && of.drawn_at <= first_at;
            let twice = match (by_second.remove(&text), blind) {
                (Some([first, _]), true) => first,
                (Some([_, second]), false) => second,
                (None, false) => continue,
                (None, true) => {
                    let [person, machine] = said.remove(&text).unwrap_or_default();
                    Twice {
                        response: of.response,
                        first: frame.today(&person),
                        second: frame.today(&machine),
                        among: frame.at(first_at),
                    }
                }
            };
            machine.insert(text, twice);
        }
        Ok(Doubles {
            frame: frame.active,
            people,
            machine,
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
