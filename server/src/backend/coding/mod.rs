//! The coding screen: what is next to read, and what officers say of it.

mod act;
mod learn;
mod presence;
mod reasons;
mod screen;

pub use presence::Presence;
pub(super) use screen::{asked_in_words, place_question};

use super::noted::note;
use super::{Live, who};
use crate::storage::coding_step::{self, New, State};
use crate::storage::consultation::{self, Row};
use crate::storage::{StorageError, Tx, copies, passage, reading, screening, theme};
use act::{Actor, Place, after, is_as_seen, settle, taken_back};
use app::api::{ApiError, Coding, CodingAct, CodingScreen, QueueFilter};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::coding::{Span, ThemeState, Verdict};
use domain::id::{StepId, TextItemId, ThemeId};
use domain::redaction::apply;
use domain::text::Slug;
use jiff::Timestamp;
use std::collections::BTreeSet;

#[async_trait]
impl Coding for Live {
    async fn coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        filter: &QueueFilter,
        at: Option<TextItemId>,
    ) -> Result<CodingScreen, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.line_up(&row).await?;
        self.coding_screen(&row, &who(caller), filter, at).await
    }

    async fn code(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        seen: &str,
        act: CodingAct,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.line_up(&row).await?;
        let by = who(caller);
        let item = passage::text(&self.db, row.id, text).await?;
        let item = item.filter(|t| !t.erased && t.screening.is_readable());
        let item = item.ok_or(ApiError::NotFound)?;
        if let CodingAct::Tie { theme, .. } | CodingAct::Reject { theme } = &act {
            self.in_frame(&row, *theme).await?;
        }
        let line = reading::one(&self.db, row.id, text).await?;
        let line = line.ok_or(ApiError::NotFound)?;
        let now = self.clock.now();
        let actor = Actor {
            by: &by,
            at: now,
            blind: line.held_out && line.verdict.is_none(),
        };
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let before = coding_step::hold(&mut tx, row.id, text).await?;
        let before = before.ok_or(ApiError::NotFound)?;
        if !is_as_seen(&before, seen, &act) {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let mut places: Vec<Place> = Vec::new();
        for span in spans(&item.body, &act)? {
            let id = passage::at(&mut tx, text, span).await?;
            places.push((span, id.to_string()));
        }
        let done = after(&before, &act, &places, &actor)?;
        coding_step::write(&mut tx, &before, &done).await?;
        keep_verdict(&mut tx, text, &before, &done).await?;
        if !matches!(act, CodingAct::Tie { .. } | CodingAct::Reject { .. }) {
            reading::done_again(&mut tx, text, &by, now).await?;
        }
        let (what, theme, said) = kind(&act);
        let step = New {
            text,
            what,
            theme,
            before: &before,
            after: &done,
            by: &by,
            at: now,
        };
        coding_step::insert(&mut tx, row.id, &step).await?;
        let mut ids = vec![text.to_string()];
        ids.extend(theme.map(|id| id.to_string()));
        ids.extend(changed(&before, &done));
        ids.extend(copies::lead(&mut tx, row.id, text).await?);
        note(tx, &row, (&by, now), said, ids).await?;
        self.learn(&row, &by).await
    }

    async fn next_to_code(
        &self,
        caller: &Caller,
        slug: &Slug,
        filter: &QueueFilter,
        text: TextItemId,
    ) -> Result<Option<TextItemId>, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        self.following(&row, &who(caller), filter, text).await
    }

    async fn undo_coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        step: StepId,
    ) -> Result<TextItemId, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let (by, now) = (who(caller), self.clock.now());
        let last = coding_step::last(&self.db, row.id, &by).await?;
        let last = last.ok_or_else(|| ApiError::conflict("nothing_to_undo"))?;
        if last.id != step {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let stands = coding_step::hold(&mut tx, row.id, last.text).await?;
        let stands = stands.ok_or(ApiError::NotFound)?;
        if !coding_step::undone(&mut tx, last.id, now).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let Some(back) = taken_back(&stands, &last.before, &last.after) else {
            // Left as it is, so that it does not stand before everything that was done earlier.
            tx.commit().await?;
            return Err(ApiError::conflict("went_on"));
        };
        coding_step::write(&mut tx, &stands, &back).await?;
        keep_verdict(&mut tx, last.text, &stands, &back).await?;
        // What was read again with it is to be read again.
        reading::undo_again(&mut tx, last.text, &by, last.at).await?;
        let mut ids = vec![last.text.to_string(), last.id.to_string()];
        ids.extend(changed(&stands, &back));
        ids.extend(copies::lead(&mut tx, row.id, last.text).await?);
        note(tx, &row, (&by, now), "coding.undo", ids).await?;
        Ok(last.text)
    }
}

impl Live {
    /// The words of a text as everybody who works with them is shown them: what was covered stays covered. Whoever needs
    /// the original opens the response.
    pub(super) async fn shown(&self, text: TextItemId, body: &str) -> Result<String, StorageError> {
        let redactions = screening::redactions(&self.db, &text.to_string()).await?;
        Ok(apply(body, Span::whole(body), &redactions))
    }

    /// Lines up texts that came since somebody last looked.
    pub(in super::super) async fn line_up(&self, row: &Row) -> Result<(), StorageError> {
        let count = reading::arrived(&self.db, row.id).await?;
        if !self.presence.is_lined_up(row.id, count) {
            let mut tx = self.db.begin().await?;
            reading::fill(&mut tx, row.id).await?;
            tx.commit().await?;
            self.presence.lined_up(row.id, count);
        }
        Ok(())
    }

    /// That a theme is in the frame of this consultation.
    async fn in_frame(&self, row: &Row, id: ThemeId) -> Result<(), ApiError> {
        let themes = theme::all(&self.db, row.id).await?;
        let known = |t: &theme::Row| t.id == id && t.state == ThemeState::Active;
        match themes.iter().any(known) {
            true => Ok(()),
            false => Err(ApiError::invalid("theme", "missing")),
        }
    }
}

/// Says anew what was found in a text that was read, after its ties changed elsewhere: a text that lost its last theme is
/// unread again, for silence is no answer.
pub(super) async fn resettle(
    tx: &mut Tx,
    row: &Row,
    text: TextItemId,
    (by, at): (&str, Timestamp),
) -> Result<(), ApiError> {
    let Some(before) = coding_step::hold(tx, row.id, text).await? else {
        return Ok(());
    };
    let mut after = before.clone();
    let blind = true;
    settle(&mut after, &Actor { by, at, blind });
    keep_verdict(tx, text, &before, &after).await
}

impl Live {
    /// Codes a text with these themes and no other, as somebody settled it. The transaction is left open, for what is
    /// recorded beside.
    pub(super) async fn code_as(
        &self,
        row: &Row,
        by: &str,
        text: TextItemId,
        themes: &BTreeSet<ThemeId>,
    ) -> Result<Tx, ApiError> {
        let item = passage::text(&self.db, row.id, text).await?;
        let item = item.filter(|t| !t.erased).ok_or(ApiError::NotFound)?;
        let actor = Actor {
            by,
            at: self.clock.now(),
            blind: true,
        };
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let before = coding_step::hold(&mut tx, row.id, text).await?;
        let before = before.ok_or(ApiError::NotFound)?;
        let whole = Span::whole(&item.body);
        let passage = passage::at(&mut tx, text, whole).await?;
        let places = [(whole, passage.to_string())];
        let mut done = before.clone();
        let confirmed = |state: &State| -> BTreeSet<String> {
            let ties = state.ties.iter().filter(|t| t.tie == "confirmed");
            ties.map(|t| t.theme_id.clone()).collect()
        };
        for id in confirmed(&before) {
            let theme: ThemeId = id.parse().map_err(|_| ApiError::NotFound)?;
            if !themes.contains(&theme) {
                done = after(&done, &CodingAct::Reject { theme }, &[], &actor)?;
            }
        }
        for theme in themes {
            if !confirmed(&done).contains(&theme.to_string()) {
                let act = CodingAct::Tie {
                    theme: *theme,
                    spans: Vec::new(),
                };
                done = after(&done, &act, &places, &actor)?;
            }
        }
        let end = match themes.is_empty() {
            // Nobody has said that it is about this consultation after all.
            true if before.verdict == Verdict::OffTopic.as_str() => CodingAct::OffTopic,
            true => CodingAct::NoTheme,
            false => CodingAct::Done,
        };
        done = after(&done, &end, &[], &actor)?;
        coding_step::write(&mut tx, &before, &done).await?;
        keep_verdict(&mut tx, text, &before, &done).await?;
        copies::lead(&mut tx, row.id, text).await?;
        Ok(tx)
    }
}

/// The spans whose passages an act may need.
fn spans(body: &str, act: &CodingAct) -> Result<Vec<Span>, ApiError> {
    let CodingAct::Tie { spans, .. } = act else {
        return Ok(Vec::new());
    };
    if spans.is_empty() {
        return Ok(vec![Span::whole(body)]);
    }
    let fits = |s: &Span| s.start < s.end && s.of(body).is_some();
    match spans.iter().all(fits) {
        true => Ok(spans.clone()),
        false => Err(ApiError::invalid("span", "outside")),
    }
}

async fn keep_verdict(
    tx: &mut Tx,
    text: TextItemId,
    before: &State,
    after: &State,
) -> Result<(), ApiError> {
    let of = |s: &State| (s.verdict.clone(), s.read_by.clone(), s.read_at.clone());
    if of(before) != of(after) {
        let (by, at) = (after.read_by.as_deref(), after.read_at.as_deref());
        reading::set(tx, &text.to_string(), &after.verdict, by, at).await?;
    }
    Ok(())
}

/// The words kept of an act: in the step, its theme, and in the audit.
fn kind(act: &CodingAct) -> (&'static str, Option<ThemeId>, &'static str) {
    match act {
        CodingAct::Tie { theme, .. } => ("tie", Some(*theme), "coding.tie"),
        CodingAct::Reject { theme } => ("reject", Some(*theme), "coding.reject"),
        CodingAct::Done => ("done", None, "coding.done"),
        CodingAct::NoTheme => ("none", None, "coding.none"),
        CodingAct::OffTopic => ("off-topic", None, "coding.off-topic"),
    }
}

/// Ids of ties that are other than they were.
fn changed(before: &State, after: &State) -> Vec<String> {
    let differs = |in_other: &State| {
        let other = in_other.ties.clone();
        move |tie: &&coding_step::TieState| !other.contains(tie)
    };
    let gone = before.ties.iter().filter(differs(after));
    let new = after.ties.iter().filter(differs(before));
    let mut ids: Vec<String> = gone.chain(new).map(|tie| tie.id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}
