//! What questions, clauses and audiences are called, for pages that show somebody's words.

use super::Live;
use crate::storage::passage::Text;
use crate::storage::{StorageError, change, consultation};
use app::api::{Origin, QuoteSource};
use domain::content::Content;
use domain::id::{ClauseId, ConsultationId};
use domain::question::Question;
use domain::text::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Names by id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    questions: BTreeMap<String, String>,
    clauses: BTreeMap<ClauseId, String>,
    audiences: BTreeMap<String, String>,
}

impl Sources {
    /// Names of this consultation, in English, as last written.
    pub(crate) async fn load(live: &Live, id: ConsultationId) -> Result<Self, StorageError> {
        let english = Language::english();
        let mut sources = Self::default();
        if let Some(version) = consultation::latest(&live.db, id).await? {
            for question in &version.content.questions {
                let title = title(&version.content, question);
                sources.questions.insert(question.id.to_string(), title);
            }
            for audience in &version.content.audiences {
                if let Some(picked) = audience.wording.pick(&english, None) {
                    let name = picked.words.name.clone();
                    sources.audiences.insert(audience.id.to_string(), name);
                }
            }
        }
        let versions = change::versions(&live.db, id).await?;
        let public: BTreeSet<_> = versions
            .iter()
            .filter(|v| v.published)
            .map(|v| v.id)
            .collect();
        // Later versions come later, so each clause keeps its newest heading. One that is still being written is
        // nobody's business yet.
        for clause in change::clauses(&live.db, id).await? {
            if public.contains(&clause.version) || !sources.clauses.contains_key(&clause.id) {
                let title = clause_title(&clause);
                sources.clauses.insert(clause.id, title);
            }
        }
        Ok(sources)
    }

    /// The words of a question.
    pub(crate) fn question(&self, id: &str) -> String {
        let known = self.questions.get(id).cloned();
        known.unwrap_or_else(|| id.to_owned())
    }

    /// What each of these questions is called among them: where two are worded alike, with whom they ask.
    pub(crate) fn told_apart(&self, questions: &[&Question]) -> Vec<String> {
        let titles = questions.iter().map(|q| self.question(q.id.as_str()));
        let titles: Vec<String> = titles.collect();
        let alike = |title: &String| titles.iter().filter(|t| *t == title).count() > 1;
        let named = questions.iter().zip(&titles).map(|(question, title)| {
            let whom = question.audiences.iter();
            let whom = whom.map(|a| self.audience(Some(a.as_str())));
            let whom: Vec<String> = whom.collect();
            match (alike(title), whom.is_empty()) {
                (false, _) => title.clone(),
                (true, false) => format!("{title} ({})", whom.join(", ")),
                (true, true) => format!("{title} ({})", question.id),
            }
        });
        named.collect()
    }

    /// The question or clause a text answers.
    pub(crate) fn of(&self, text: &Text) -> QuoteSource {
        if let Some(question) = &text.question {
            return QuoteSource::Question(self.question(question));
        }
        let clause = text.clause.and_then(|id| self.clauses.get(&id)).cloned();
        match (clause, text.suggestion, text.event) {
            (Some(clause), false, _) => QuoteSource::Clause(clause),
            (Some(clause), true, _) => QuoteSource::Suggestion(clause),
            (None, _, true) => QuoteSource::Event,
            (None, _, false) => QuoteSource::Letter,
        }
    }

    /// The same in a few words, for officers.
    pub(crate) fn source(&self, text: &Text) -> String {
        match self.of(text) {
            QuoteSource::Question(title) => title,
            QuoteSource::Clause(clause) => format!("Comment on clause {clause}"),
            QuoteSource::Suggestion(clause) => format!("Suggested wording for clause {clause}"),
            QuoteSource::Event => "Said at an event".to_owned(),
            QuoteSource::Letter => "A letter or email".to_owned(),
        }
    }

    /// The name of an audience; empty when there is none.
    pub(crate) fn audience(&self, id: Option<&str>) -> String {
        id.map(|id| {
            self.audiences
                .get(id)
                .cloned()
                .unwrap_or_else(|| id.to_owned())
        })
        .unwrap_or_default()
    }

    /// Where words come from, for an officer.
    pub(crate) fn origin(&self, text: &Text) -> Origin {
        Origin {
            reference: text.reference.clone(),
            capacity: text.capacity,
            audience: self.audience(text.audience.as_deref()),
            source: self.source(text),
            event: text.event,
            late: text.late,
        }
    }
}

/// A question's title. "Why do you say that?" means nothing alone: the question it follows goes before it.
fn title(content: &Content, question: &Question) -> String {
    let words = |q: &Question| q.words(&Language::english(), None).title;
    let before = content
        .questions
        .iter()
        .find(|q| Some(&q.id) == question.follows.as_ref());
    match before {
        Some(before) => format!("{} {}", words(before), words(question)),
        None => words(question),
    }
}

/// Such as "3.2 Best fit".
pub(crate) fn clause_title(clause: &change::Clause) -> String {
    let heading = clause
        .wording
        .pick(&Language::english(), None)
        .map(|picked| picked.words.heading.clone())
        .unwrap_or_default();
    format!("{} {heading}", clause.number).trim().to_owned()
}
