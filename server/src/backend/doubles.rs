//! Texts that are coded twice, by two people or by people and machine, and how far the two agree.

use super::Live;
use super::agreement::SEED;
use super::coding::asked_in_words;
use super::sources::Sources;
use crate::storage::consultation::{self, Row};
use crate::storage::sample;
use app::api::{ApiError, QuestionAgreement};
use domain::agreement::{Agreement, Twice, compare};
use domain::coding::Tie;
use std::collections::BTreeMap;

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
    pub(super) async fn doubles(&self, row: &Row) -> Result<Doubles, ApiError> {
        let frame = (self.active(row).await?.iter())
            .map(|(id, ..)| id.to_string())
            .collect();
        let seconds = sample::seconds(&self.db, row.id).await?;
        let people = seconds.into_iter().map(|two| {
            let twice = Twice {
                first: two.first.1,
                second: two.second.1,
            };
            (two.text.to_string(), twice)
        });
        // Before anything was settled, so that settling does not make two people look more alike than they were.
        let read = sample::all(&self.db, row.id).await?;
        let read = read.into_iter().filter(|text| text.first_by.is_some());
        let mut machine: BTreeMap<String, Twice> = read
            .map(|r| (r.text.to_string(), Twice::default()))
            .collect();
        for (text, theme, tie, of_machine) in sample::ties(&self.db, row.id).await? {
            let both = machine.entry(text).or_default();
            if tie == Tie::Confirmed.as_str() {
                both.first.insert(theme.clone());
            }
            if of_machine {
                both.second.insert(theme);
            }
        }
        Ok(Doubles {
            frame,
            people: people.collect(),
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
