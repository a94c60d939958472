//! Coding a text of the sample as the second person, and changing one's mind while still blind.

use super::doubles::Frame;
use super::noted::note;
use super::sources::Sources;
use super::{Live, who};
use crate::storage::consultation::Row;
use crate::storage::sample::{self, Second};
use crate::storage::second_step::{self, Own};
use crate::storage::{StorageError, coding_step, passage, theme};
use app::api::{ApiError, LastSecond, SecondScreen};
use domain::access::Caller;
use domain::coding::Tie;
use domain::id::{StepId, TextItemId, ThemeId};
use std::collections::BTreeSet;

impl Live {
    pub(super) async fn screen_of_second(
        &self,
        row: &Row,
        caller: &Caller,
        at: Option<TextItemId>,
    ) -> Result<SecondScreen, ApiError> {
        let by = who(caller);
        let own = second_step::own(&self.db, row.id, &by).await?;
        let waiting = sample::waiting(&self.db, row.id, &by).await?;
        let place = own.iter().position(|of| Some(of.text) == at);
        let (text, before, after) = match place {
            Some(place) => {
                let next = own.get(place + 1).map(|of| of.text);
                let before = place.checked_sub(1).and_then(|before| own.get(before));
                (at, before, next.or(waiting.first().copied()))
            }
            None => {
                let asked = at.filter(|text| waiting.contains(text));
                (asked.or(waiting.first().copied()), own.last(), None)
            }
        };
        let item = match text {
            Some(id) => passage::text(&self.db, row.id, id).await?,
            None => None,
        };
        let text = match item {
            Some(item) => {
                let sources = Sources::load(self, row.id).await?;
                let words = self.shown(item.id, &item.body).await?;
                Some((item.id, sources.origin(&item), words))
            }
            None => None,
        };
        let ids = |set: &BTreeSet<String>| set.iter().filter_map(|id| id.parse().ok()).collect();
        Ok(SecondScreen {
            card: self.card(row).await?,
            text,
            said: place.map(|place| ids(&own[place].themes)),
            before: before.map(|of: &Own| of.text),
            after,
            themes: self.active(row).await?,
            waiting: waiting.len() as u64,
            last: self.last_second(row, &by).await?,
        })
    }

    async fn last_second(&self, row: &Row, by: &str) -> Result<Option<LastSecond>, ApiError> {
        let Some(step) = second_step::last(&self.db, row.id, by).await? else {
            return Ok(None);
        };
        let labels = self.labels(row).await?;
        let said = step.after.iter().filter_map(|id| labels.get(id).cloned());
        Ok(Some(LastSecond {
            id: step.id,
            reference: step.reference,
            said: said.collect(),
            changed: step.before.is_some(),
        }))
    }

    pub(super) async fn say_second(
        &self,
        row: &Row,
        caller: &Caller,
        text: TextItemId,
        themes: &[ThemeId],
        none: bool,
    ) -> Result<(), ApiError> {
        let by = who(caller);
        let own = second_step::own(&self.db, row.id, &by).await?;
        let before = own.into_iter().find(|of| of.text == text);
        let waiting = sample::waiting(&self.db, row.id, &by).await?;
        if before.is_none() && !waiting.contains(&text) {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        match (themes.is_empty(), none) {
            (true, false) => return Err(ApiError::invalid("theme", "nothing")),
            (false, true) => return Err(ApiError::invalid("theme", "has_themes")),
            _ => {}
        }
        let frame: BTreeSet<String> = (self.active(row).await?.iter())
            .map(|(id, ..)| id.to_string())
            .collect();
        let chosen: BTreeSet<String> = themes.iter().map(ToString::to_string).collect();
        if !chosen.is_subset(&frame) {
            return Err(ApiError::invalid("theme", "missing"));
        }
        let now = self.clock.now();
        let new = match before {
            Some(_) => None,
            None => Some(self.beside_first(row, text, &frame, (&by, &chosen)).await?),
        };
        let mut tx = self.db.begin().await?;
        let kept = match &new {
            Some(new) => sample::keep(&mut tx, row.id, new, now).await?,
            None => second_step::change(&mut tx, text, &by, Some(&chosen)).await?,
        };
        if !kept {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let what = match &new {
            Some(_) => "sample.second",
            None => "sample.change",
        };
        let before = before.as_ref().map(|of| &of.themes);
        second_step::insert(&mut tx, row.id, text, (before, &chosen), (&by, now)).await?;
        let ids = vec![text.to_string()];
        Ok(note(tx, row, (&by, now), what, ids).await?)
    }

    /// What the second person says, with what the first one and the machine had said by then.
    async fn beside_first(
        &self,
        row: &Row,
        text: TextItemId,
        frame: &BTreeSet<String>,
        (by, chosen): (&str, &BTreeSet<String>),
    ) -> Result<Second, StorageError> {
        let state = coding_step::state(&self.db, row.id, text).await?;
        let of = |keep: &dyn Fn(&coding_step::TieState) -> bool| -> BTreeSet<String> {
            let kept = state.ties.iter().filter(|tie| keep(tie));
            kept.map(|tie| tie.theme_id.clone())
                .filter(|id| frame.contains(id))
                .collect()
        };
        let first = of(&|tie| tie.tie == Tie::Confirmed.as_str());
        let drawn = sample::all(&self.db, row.id).await?;
        let first_at = drawn
            .iter()
            .find(|of| of.text == text)
            .and_then(|of| of.first_at);
        let then = Frame::of(theme::all(&self.db, row.id).await?);
        let then = first_at.map(|at| then.at(at)).unwrap_or_default();
        Ok(Second {
            text,
            reference: String::new(),
            first: (state.read_by.clone().unwrap_or_default(), first.clone()),
            second: (by.to_owned(), chosen.clone()),
            machine: of(&|tie| tie.made_by.starts_with("engine:")),
            frame: then.union(&first).cloned().collect(),
            compared: false,
            resolved: None,
        })
    }

    pub(super) async fn take_second_back(
        &self,
        row: &Row,
        caller: &Caller,
        step: StepId,
    ) -> Result<TextItemId, ApiError> {
        let (by, now) = (who(caller), self.clock.now());
        let last = second_step::last(&self.db, row.id, &by).await?;
        let last = last.ok_or_else(|| ApiError::conflict("nothing_to_undo"))?;
        if last.id != step {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let mut tx = self.db.begin().await?;
        let before = last.before.as_ref();
        if !second_step::undone(&mut tx, last.id, now).await?
            || !second_step::change(&mut tx, last.text, &by, before).await?
        {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![last.text.to_string(), last.id.to_string()];
        note(tx, row, (&by, now), "sample.undo", ids).await?;
        Ok(last.text)
    }
}
