//! How well people and machine agree: drawing the sample, coding it twice, settling what differs.

use super::doubles::Frame;
use super::kept::Fresh;
use super::noted::note;
use super::sources::Sources;
use super::tallies::Measured;
use super::{Live, who};
use crate::storage::consultation::Row;
use crate::storage::sample::{self, Second};
use crate::storage::{passage, second_step, stamp, theme};
use analysis::sample::{Audit, audit_sample, audit_size};
use app::api::{
    AgreementPage, ApiError, DifferenceLine, DifferencePage, Doubling, OneCoding, SampleState,
    SecondScreen,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::agreement::Agreement;
use domain::coding::ThemeState;
use domain::id::{StepId, TextItemId, ThemeId};
use domain::text::Slug;
use std::collections::{BTreeMap, BTreeSet};

/// The seed of every draw and every interval: asked twice, the same answer.
pub(super) const SEED: u64 = 1;
/// Most characters in the reason for what was settled.
const REASON_LIMIT: usize = 500;

#[async_trait]
impl Doubling for Live {
    async fn agreement(&self, caller: &Caller, slug: &Slug) -> Result<AgreementPage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.line_up(&row).await?;
        let doubles = self.doubles(&row).await?;
        let (people, machine) = doubles.compare(None);
        let labels = self.labels(&row).await?;
        let seconds = sample::seconds(&self.db, row.id).await?;
        let frame = Frame::of(theme::all(&self.db, row.id).await?);
        let mut differences: Vec<DifferenceLine> = (seconds.iter())
            .filter_map(|two| difference_line(two, &frame, &labels, &who(caller)))
            .collect();
        differences.sort_by_key(|line| line.resolved_by.is_some());
        let sample = (self.sample_state(&row, &who(caller), Fresh::Lately)).await?;
        Ok(AgreementPage {
            card: self.card(&row).await?,
            sample,
            people: named(people, &labels),
            machine: named(machine, &labels),
            questions: self.by_question(&row, &doubles).await?,
            shares: self.shares(&row).await?,
            differences,
        })
    }

    async fn draw_sample(&self, caller: &Caller, slug: &Slug) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.line_up(&row).await?;
        let drawn = sample::all(&self.db, row.id).await?;
        let mut drawn: BTreeSet<String> = drawn.into_iter().map(|text| text.response).collect();
        let open = sample::open(&self.db, row.id).await?;
        let others: BTreeSet<&String> = open.iter().map(|(_, response)| response).collect();
        let others: Vec<&String> = others.into_iter().filter(|r| !drawn.contains(*r)).collect();
        let wanted = audit_size(drawn.len() + others.len());
        let missing = wanted.size().saturating_sub(drawn.len());
        let chosen = audit_sample(&others, missing, SEED).into_iter();
        drawn.extend(chosen.map(|at| others[at].clone()));
        // A response is measured whole: also what came to one that was drawn before.
        let texts = open.iter().filter(|(_, response)| drawn.contains(response));
        let texts: Vec<TextItemId> = texts.map(|(text, _)| *text).collect();
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        // Where every text is read anyway, each is needed to learn from.
        let held_out = matches!(wanted, Audit::Sample { .. });
        sample::draw(&mut tx, row.id, &texts, held_out, (&by, now)).await?;
        let ids = texts.iter().map(ToString::to_string).collect();
        note(tx, &row, (&by, now), "sample.draw", ids).await?;
        Ok(texts.len() as u64)
    }

    async fn second_screen(
        &self,
        caller: &Caller,
        slug: &Slug,
        at: Option<TextItemId>,
    ) -> Result<SecondScreen, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.screen_of_second(&row, caller, at).await
    }

    async fn code_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        themes: &[ThemeId],
        none: bool,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.say_second(&row, caller, text, themes, none).await
    }

    async fn undo_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        step: StepId,
    ) -> Result<TextItemId, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.take_second_back(&row, caller, step).await
    }

    async fn compare_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        if !second_step::compare(&mut tx, row.id, text, &by, now).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![text.to_string()];
        Ok(note(tx, &row, (&by, now), "sample.compare", ids).await?)
    }

    async fn difference(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
    ) -> Result<DifferencePage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let two = sample::second(&self.db, row.id, text).await?;
        let two = two.ok_or(ApiError::NotFound)?;
        let item = passage::text(&self.db, row.id, text).await?;
        let item = item.ok_or(ApiError::NotFound)?;
        let sources = Sources::load(self, row.id).await?;
        let words = self.shown(text, &item.body).await?;
        let by = who(caller);
        let frame = Frame::of(theme::all(&self.db, row.id).await?);
        let differ = |two: &&Second| two.text == text || differs(two, &frame);
        let open = sample::seconds(&self.db, row.id).await?;
        let open: Vec<TextItemId> = open.iter().filter(differ).map(|two| two.text).collect();
        let place = open.iter().position(|of| *of == text).unwrap_or_default();
        let ids = |set: &BTreeSet<String>| set.iter().filter_map(|id| id.parse().ok()).collect();
        let coding = |(by, themes): &(String, BTreeSet<String>)| OneCoding {
            by: by.clone(),
            themes: ids(&frame.today(themes)),
        };
        Ok(DifferencePage {
            card: self.card(&row).await?,
            text,
            origin: sources.origin(&item),
            words: (!item.erased && item.screening.is_readable()).then_some(words),
            codings: (!is_blind(&two, &by)).then(|| [coding(&two.first), coding(&two.second)]),
            themes: self.active(&row).await?,
            before: place.checked_sub(1).and_then(|at| open.get(at).copied()),
            after: open.get(place + 1).copied(),
            seen: settled_at(&two),
            resolved: (two.resolved.as_ref())
                .map(|(set, by, at, why)| (by.clone(), self.wall(*at), why.clone(), ids(set))),
        })
    }

    async fn settle(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        themes: &[ThemeId],
        (reason, seen): (&str, &str),
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (by, now, reason) = (who(caller), self.clock.now(), reason.trim());
        match reason.chars().count() {
            0 => return Err(ApiError::invalid("reason", "missing")),
            n if n > REASON_LIMIT => return Err(ApiError::invalid("reason", "too_long")),
            _ => {}
        }
        let two = sample::second(&self.db, row.id, text).await?;
        let two = two.ok_or(ApiError::NotFound)?;
        if settled_at(&two) != seen {
            return Err(ApiError::conflict("settled_meanwhile"));
        }
        if is_blind(&two, &by) {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let frame = self.active(&row).await?;
        if !themes.iter().all(|id| frame.iter().any(|(f, ..)| f == id)) {
            return Err(ApiError::invalid("theme", "missing"));
        }
        let chosen: BTreeSet<ThemeId> = themes.iter().copied().collect();
        let mut tx = self.code_as(&row, &by, text, &chosen).await?;
        let set = chosen.iter().map(ToString::to_string).collect();
        let said = (reason, seen);
        if !sample::resolve(&mut tx, row.id, text, &set, (&by, now), said).await? {
            return Err(ApiError::conflict("settled_meanwhile"));
        }
        let ids = vec![text.to_string()];
        Ok(note(tx, &row, (&by, now), "sample.resolve", ids).await?)
    }
}

impl Live {
    /// Themes of the frame: id, label, definition.
    pub(crate) async fn active(
        &self,
        row: &Row,
    ) -> Result<Vec<(ThemeId, String, String)>, ApiError> {
        let all = theme::all(&self.db, row.id).await?.into_iter();
        let active = all.filter(|t| t.state == ThemeState::Active);
        Ok(active.map(|t| (t.id, t.label, t.definition)).collect())
    }

    /// What every theme is called, by its id.
    pub(super) async fn labels(&self, row: &Row) -> Result<BTreeMap<String, String>, ApiError> {
        let all = theme::all(&self.db, row.id).await?.into_iter();
        Ok(all.map(|t| (t.id.to_string(), t.label)).collect())
    }

    pub(super) async fn sample_state(
        &self,
        row: &Row,
        by: &str,
        fresh: Fresh,
    ) -> Result<SampleState, ApiError> {
        let all = sample::all(&self.db, row.id).await?;
        let size = self.counted(row, Measured, fresh).await?;
        let seconds = sample::seconds(&self.db, row.id).await?;
        let frame = Frame::of(theme::all(&self.db, row.id).await?);
        let differ = |two: &&Second| differs(two, &frame);
        let wanted = audit_size(size.responses);
        let drawn: BTreeSet<&String> = all.iter().map(|text| &text.response).collect();
        Ok(SampleState {
            responses: size.responses as u64,
            texts: size.texts as u64,
            wanted: wanted.size() as u64,
            read_all: matches!(wanted, Audit::ReadAll { .. }),
            drawn: drawn.len() as u64,
            drawn_texts: all.len() as u64,
            held_out: all.iter().filter(|text| text.held_out).count() as u64,
            read: all.iter().filter(|text| text.first_by.is_some()).count() as u64,
            second: all.iter().filter(|text| text.second_by.is_some()).count() as u64,
            waiting: sample::waiting(&self.db, row.id, by).await?.len() as u64,
            open: seconds.iter().filter(differ).count() as u64,
        })
    }
}

/// Two people differ, and nobody has settled it.
fn differs(two: &Second, frame: &Frame) -> bool {
    two.resolved.is_none() && frame.today(&two.first.1) != frame.today(&two.second.1)
}

/// This person coded it second, and may still change what they said: what the first one said is not shown to them.
fn is_blind(two: &Second, by: &str) -> bool {
    two.second.0 == by && !two.compared && two.resolved.is_none()
}

/// When it was settled, as forms send it back; empty when it was not.
fn settled_at(two: &Second) -> String {
    let at = two.resolved.as_ref().map(|(_, _, at, _)| stamp(*at));
    at.unwrap_or_default()
}

fn named(mut agreement: Agreement, labels: &BTreeMap<String, String>) -> Agreement {
    for line in &mut agreement.themes {
        if let Some(label) = labels.get(&line.theme) {
            line.theme.clone_from(label);
        }
    }
    agreement
}

/// What two people said otherwise of a text; none where they agree, or where what they said was joined since.
fn difference_line(
    two: &Second,
    frame: &Frame,
    labels: &BTreeMap<String, String>,
    by: &str,
) -> Option<DifferenceLine> {
    let [first, second] = [&two.first.1, &two.second.1].map(|set| frame.today(set));
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let ids = a.difference(b);
        ids.filter_map(|id| labels.get(id).cloned()).collect()
    };
    (first != second).then(|| DifferenceLine {
        text: two.text,
        reference: two.reference.clone(),
        only: (!is_blind(two, by)).then(|| [only(&first, &second), only(&second, &first)]),
        resolved_by: two.resolved.as_ref().map(|(_, by, ..)| by.clone()),
    })
}
