//! What the invented officers made of it: themes confirmed, findings, positions, decisions, changes.

use super::file::{Change, Contribution, Decision, Demo, Finding};
use super::{DemoError, coding};
use crate::backend::Live;
use crate::storage::consultation::Row;
use crate::storage::passage::Text;
use crate::storage::{change, finding, passage, reading, stamp, theme};
use app::api::{NewChange, NewDecision, ThemeWords};
use domain::coding::{Span, Verdict};
use domain::consultation::{Schedule, Stage, london_date};
use domain::id::{ClauseId, DecisionId, FindingId, PassageId, TextItemId, ThemeId};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const OFFICER: &str = "officer@eastmarch.example";
pub(super) const LEAD: &str = "lead@eastmarch.example";
const APPROVER: &str = "approver@eastmarch.example";

/// Everything known while a thread is written.
struct Weave<'a> {
    live: &'a Live,
    row: Row,
    demo: &'a Demo,
    schedule: Schedule,
    themes: BTreeMap<String, ThemeId>,
    clauses: BTreeMap<ClauseId, String>,
    /// Texts of each contribution, by its key in the file.
    texts: BTreeMap<String, Vec<Text>>,
}

/// Writes the thread of a consultation that has closed.
pub(super) async fn fill(
    live: &Live,
    row: Row,
    schedule: Schedule,
    demo: &Demo,
    references: &BTreeMap<String, String>,
) -> Result<(), DemoError> {
    let mut texts = BTreeMap::new();
    for person in &demo.contributions {
        let Some(reference) = references.get(&person.key) else {
            continue;
        };
        let found = passage::of_contribution(&live.db, row.id, reference).await?;
        texts.insert(
            person.key.clone(),
            found.map(|(_, texts)| texts).unwrap_or_default(),
        );
    }
    let first_day = schedule
        .closes
        .saturating_add(SignedDuration::from_hours(24));
    let then = live.at(first_day.unwrap_or(schedule.closes).min(live.clock.now()));
    add_themes(&then, &row, demo).await?;
    let frame = theme::all(&live.db, row.id).await?;
    let clauses = change::clauses(&live.db, row.id).await?;
    let mut weave = Weave {
        live,
        row,
        demo,
        schedule,
        themes: frame
            .into_iter()
            .map(|t| (t.code.to_string(), t.id))
            .collect(),
        clauses: clauses
            .into_iter()
            .map(|c| (c.id, c.slug.to_string()))
            .collect(),
        texts,
    };
    let mut coded = BTreeMap::new();
    for person in &demo.contributions {
        weave.code(person, &mut coded).await?;
    }
    if demo.stage == Stage::Decided {
        let texts = weave.texts.values().flatten();
        let read_at = weave.days(Some(6));
        coding::finish(live, &weave.row, demo, texts, &coded, read_at).await?;
    }
    let mut findings = BTreeMap::new();
    for one in &demo.findings {
        findings.insert(one.id.clone(), weave.find(one).await?);
    }
    let mut decisions = BTreeMap::new();
    for one in &demo.decisions {
        decisions.insert(one.id.clone(), weave.decide(one, &findings).await?);
    }
    let mut documents = BTreeSet::new();
    for one in &demo.changes {
        weave.change(one, &findings, &decisions).await?;
        documents.insert(one.document.clone());
    }
    let adopted = weave.days(demo.decisions.iter().map(|d| d.days_after_close + 7).min());
    for document in documents {
        live.publish_version_at(&weave.row, APPROVER, &document, "Adopted", adopted)
            .await?;
    }
    Ok(())
}

/// Adds the themes that an officer found while reading.
async fn add_themes(live: &Live, row: &Row, demo: &Demo) -> Result<(), DemoError> {
    for one in &demo.themes {
        let words = ThemeWords {
            label: one.label.clone(),
            definition: one.definition.clone(),
            include: one.include.clone(),
            exclude: one.exclude.clone(),
            ..ThemeWords::default()
        };
        live.add_theme_as(row, OFFICER, words).await?;
    }
    Ok(())
}

impl Weave<'_> {
    /// Ten in the morning or so, some days after closing, never in the future.
    fn days(&self, after_close: Option<i64>) -> Timestamp {
        let hours = after_close.unwrap_or(7) * 24 + 10;
        let moment = self
            .schedule
            .closes
            .saturating_add(SignedDuration::from_hours(hours));
        moment
            .unwrap_or(self.schedule.closes)
            .min(self.live.clock.now())
    }

    fn theme(&self, code: &str) -> Result<ThemeId, DemoError> {
        let found = self.themes.get(code).copied();
        found.ok_or_else(|| DemoError::Inconsistent(format!("there is no theme {code}")))
    }

    /// The text of a contribution at a place: a question id, `clause:KEY`, or `text`.
    fn text(&self, key: &str, at: &str) -> Result<&Text, DemoError> {
        let texts = self.texts.get(key).map(Vec::as_slice).unwrap_or_default();
        let is_it = |text: &&Text| match at.strip_prefix("clause:") {
            Some(clause) => {
                let here = text.clause.and_then(|id| self.clauses.get(&id));
                here.is_some_and(|key| key == clause) && !text.suggestion
            }
            None if at == "text" => text.question.is_none() && text.clause.is_none(),
            None => text.question.as_deref() == Some(at),
        };
        let found = texts.iter().find(is_it);
        found.ok_or_else(|| DemoError::Inconsistent(format!("{key} has no text at {at}")))
    }

    /// Confirms the themes of a contribution's texts.
    async fn code(
        &self,
        person: &Contribution,
        coded: &mut BTreeMap<TextItemId, Vec<ThemeId>>,
    ) -> Result<(), DemoError> {
        let at = self.days(Some(6));
        for (place, codes) in &person.themes {
            for code in codes {
                let (text, theme) = (
                    self.text(&person.key, place)?.id,
                    self.theme(code.as_str())?,
                );
                self.live
                    .assign_at(&self.row, OFFICER, text, &[], theme, at)
                    .await?;
                coded.entry(text).or_default().push(theme);
            }
        }
        // Whoever coded them has read them to the end.
        let mut tx = self.live.db.begin().await?;
        reading::fill(&mut tx, self.row.id).await?;
        for (place, codes) in &person.themes {
            if !codes.is_empty() {
                let text = self.text(&person.key, place)?.id.to_string();
                let read_at = stamp(at);
                let verdict = Verdict::Themes.as_str();
                reading::set(&mut tx, &text, verdict, Some(OFFICER), Some(&read_at)).await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// Writes a finding with the words behind it and the council's position.
    async fn find(&self, one: &Finding) -> Result<FindingId, DemoError> {
        let at = self.days(Some(20));
        let themes = one
            .themes
            .iter()
            .map(|code| self.theme(code.as_str()))
            .collect::<Result<Vec<_>, _>>()?;
        let id = self
            .live
            .add_finding_at(&self.row, LEAD, &one.statement, &themes, at)
            .await?;
        for quote in &one.quotes {
            let place = self
                .choose(&quote.contribution, &quote.at, &quote.text, themes[0])
                .await?;
            self.live
                .choose_quotes_at(&self.row, LEAD, id, &[place], at)
                .await?;
        }
        if let Some(position) = &one.position {
            let said = (Some(position.stance), position.reason.as_str());
            let at = self.days(Some(30));
            self.live
                .take_position_at(&self.row, LEAD, (id, 1), said, at)
                .await?;
        }
        Ok(id)
    }

    /// Marks the words that will be quoted, and clears their text if its writer agreed.
    async fn choose(
        &self,
        key: &str,
        at: &str,
        words: &str,
        theme: ThemeId,
    ) -> Result<PassageId, DemoError> {
        let text = self.text(key, at)?;
        let found = Span::find(&text.body, words).into_iter().next();
        let span = found.ok_or_else(|| {
            DemoError::Inconsistent(format!("{key} did not say “{words}” at {at}"))
        })?;
        let now = self.days(Some(21));
        self.live
            .assign_at(&self.row, OFFICER, text.id, &[span], theme, now)
            .await?;
        let mut tx = self.live.db.begin().await?;
        let place = passage::at(&mut tx, text.id, span).await?;
        if text.consent_quote {
            passage::clear(&mut tx, text.id, OFFICER, now).await?;
        }
        tx.commit().await?;
        Ok(place)
    }

    /// Records a decision with the positions it settles.
    async fn decide(
        &mut self,
        one: &Decision,
        findings: &BTreeMap<String, FindingId>,
    ) -> Result<DecisionId, DemoError> {
        let all = finding::all(&self.live.db, self.row.id).await?;
        let settled = self
            .demo
            .findings
            .iter()
            .filter(|f| f.decision.as_ref() == Some(&one.id));
        let positions = settled.filter_map(|f| {
            let id = findings.get(&f.id)?;
            let row = all.iter().find(|row| row.id == *id)?;
            row.position.as_ref().map(|p| p.id)
        });
        let at = self.days(Some(one.days_after_close));
        let new = NewDecision {
            body: one.body.to_string(),
            decided_on: Some(london_date(at, &self.live.london)),
            minute_reference: one.minute_reference.clone(),
            outcome: Some(one.outcome),
            summary: one.summary.clone(),
            positions: positions.collect(),
        };
        let id = self.live.decide_at(&self.row, APPROVER, new, at).await?;
        // The first decision moved the consultation on.
        self.row = super::row(self.live, self.demo).await?;
        Ok(id)
    }

    /// Writes one change into the next version.
    async fn change(
        &self,
        one: &Change,
        findings: &BTreeMap<String, FindingId>,
        decisions: &BTreeMap<String, DecisionId>,
    ) -> Result<(), DemoError> {
        let of = |key: &String| {
            let found = findings.get(key).copied();
            found.ok_or_else(|| DemoError::Inconsistent(format!("there is no finding {key}")))
        };
        let new = NewChange {
            decision: decisions.get(&one.decision).copied(),
            document: one.document.to_string(),
            clause: one.clause.to_string(),
            kind: Some(one.kind),
            after: one
                .after
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            number: String::new(),
            heading: one.heading.clone(),
            body: one.body.clone(),
            summary: one.summary.clone(),
            findings: one.findings.iter().map(of).collect::<Result<_, _>>()?,
            went_to: one.went_to.iter().map(ToString::to_string).collect(),
        };
        let at = self.days(Some(50));
        self.live.change_at(&self.row, LEAD, new, at).await?;
        Ok(())
    }
}
