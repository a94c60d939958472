//! Look-alikes, and copies of a standard text that are counted apart.

use super::noted::note;
use super::sources::Sources;
use super::{Live, difference};
use crate::storage::alike::{Group, Part};
use crate::storage::consultation::{self, Row};
use crate::storage::passage::Text;
use crate::storage::{alike, campaign, copies, own_words, screening};
use app::api::{AlikeGroup, AlikeMember, AlikePage, ApiError, MarkedCampaign, OwnWords};
use domain::coding::Span;
use domain::id::{CampaignId, OwnWordsId, TextItemId};
use domain::redaction::{Redaction, apply};
use std::collections::BTreeMap;

/// How many groups a page shows.
const GROUPS: u64 = 10;
/// How many texts of each, beside the first.
const SHOWN: u64 = 12;
/// How many texts a page of one group shows, beside the first.
const OF_ONE: u64 = 50;

/// Most characters in the reason for taking look-alikes for people's own words.
const REASON_LIMIT: usize = 500;

impl Live {
    /// A page of the groups of look-alikes with some texts of each, or of all texts of one group; and what was counted
    /// apart.
    pub(super) async fn look_alikes(
        &self,
        row: &Row,
        only: &str,
        page: u64,
    ) -> Result<AlikePage, ApiError> {
        // What was covered stays covered. Whoever needs the original opens the response.
        let desk = Desk {
            live: self,
            sources: Sources::load(self, row.id).await?,
            covers: screening::all_redactions(&self.db, row.id).await?,
        };
        let part = |page: u64, most: u64| Part {
            most,
            skip: (page - 1) * most,
        };
        let (found, page, pages) = match only {
            "" => {
                let pages = alike::count(&self.db, row.id).await?.div_ceil(GROUPS);
                let page = page.clamp(1, pages.max(1));
                let found = alike::groups(&self.db, row.id, "", part(page, GROUPS)).await?;
                (found, page, pages)
            }
            one => {
                let found = alike::groups(&self.db, row.id, one, part(1, 1)).await?;
                let size = found.first().ok_or(ApiError::NotFound)?.size;
                // The first is on every page.
                let pages = (size - 1).div_ceil(OF_ONE);
                (found, page.clamp(1, pages), pages)
            }
        };
        let mut groups = Vec::new();
        for group in found {
            let which = match only {
                "" => part(1, SHOWN),
                _ => part(page, OF_ONE),
            };
            groups.extend(desk.group(group, which).await?);
        }
        let campaigns = campaign::all(&self.db, row.id).await?;
        let marked = |c: campaign::Row| MarkedCampaign {
            id: c.id,
            copies: c.copies,
            words: c.words.map(|(text, words)| desk.shown(text, &words)),
            by: c.by,
            at: self.wall(c.at),
        };
        let own = own_words::all(&self.db, row.id).await?;
        let said = |o: own_words::Row| OwnWords {
            id: o.id,
            texts: o.texts,
            reason: o.reason,
            by: o.by,
            at: self.wall(o.at),
        };
        Ok(AlikePage {
            card: self.card(row).await?,
            groups,
            only: (!only.is_empty()).then(|| only.to_owned()),
            page,
            pages,
            campaigns: campaigns.into_iter().map(marked).collect(),
            own: own.into_iter().map(said).collect(),
            run: self.last_run(row).await?,
        })
    }

    /// Counts the members of a group as copies of a standard text. Gives how many.
    pub(super) async fn count_apart(
        &self,
        row: &Row,
        by: &str,
        group: &str,
    ) -> Result<u64, ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let (campaign, mut ids) = campaign::mark(&mut tx, row.id, group, by, now)
            .await?
            .ok_or_else(|| ApiError::conflict("changed_meanwhile"))?;
        let count = ids.len() as u64;
        // What is coded already need not be coded again.
        for text in copies::read_copies(&mut tx, campaign).await? {
            ids.extend(copies::lead(&mut tx, row.id, text).await?);
        }
        note(tx, row, (by, now), "contribution.campaign", ids).await?;
        Ok(count)
    }

    /// Takes texts of a group for their writers' own words; none: all of them. Gives how many.
    pub(super) async fn take_for_own(
        &self,
        row: &Row,
        by: &str,
        (group, texts): (&str, &[TextItemId]),
        reason: &str,
    ) -> Result<u64, ApiError> {
        let reason = reason.trim();
        match reason.chars().count() {
            0 => return Err(ApiError::invalid("reason", "missing")),
            n if n > REASON_LIMIT => return Err(ApiError::invalid("reason", "too_long")),
            _ => {}
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let group = (group, texts);
        let ids = own_words::keep(&mut tx, row.id, group, reason, (by, now)).await?;
        let ids = ids.ok_or_else(|| ApiError::conflict("changed_meanwhile"))?;
        let count = ids.len() as u64;
        note(tx, row, (by, now), "alike.own", ids).await?;
        Ok(count)
    }

    /// Takes that back. Gives how many texts it was.
    pub(super) async fn take_for_alike(
        &self,
        row: &Row,
        by: &str,
        id: OwnWordsId,
    ) -> Result<u64, ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let ids = own_words::undo(&mut tx, row.id, id, (by, now)).await?;
        if ids.is_empty() {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let count = ids.len() as u64;
        note(tx, row, (by, now), "alike.own-undo", ids).await?;
        Ok(count)
    }

    /// Takes the copies of a campaign for people again. Gives how many.
    pub(super) async fn count_as_people(
        &self,
        row: &Row,
        by: &str,
        campaign: CampaignId,
    ) -> Result<u64, ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let ids = campaign::undo(&mut tx, row.id, campaign, by, now).await?;
        if ids.is_empty() {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let count = ids.len() as u64;
        note(tx, row, (by, now), "contribution.campaign-undo", ids).await?;
        Ok(count)
    }
}

/// Texts as those who look at them see them.
struct Desk<'a> {
    live: &'a Live,
    sources: Sources,
    covers: BTreeMap<TextItemId, Vec<Redaction>>,
}

impl Desk<'_> {
    fn shown(&self, text: TextItemId, body: &str) -> String {
        match self.covers.get(&text) {
            Some(covers) => apply(body, Span::whole(body), covers),
            None => body.to_owned(),
        }
    }

    fn member(&self, text: &Text) -> AlikeMember {
        let may = !text.erased && text.screening.is_readable();
        AlikeMember {
            text: text.id,
            origin: self.sources.origin(text),
            words: may.then(|| self.shown(text.id, &text.body)),
            differs: None,
        }
    }

    /// The group with its first text and, after that one, these of the others.
    async fn group(&self, group: Group, which: Part) -> Result<Option<AlikeGroup>, ApiError> {
        let db = &self.live.db;
        // The first comes with those after it, or for a later page by itself.
        let most = if which.skip == 0 { which.most + 1 } else { 1 };
        let mut texts = alike::members(db, &group.id, Part { most, skip: 0 }).await?;
        if which.skip > 0 {
            let skip = which.skip + 1;
            texts.extend(alike::members(db, &group.id, Part { skip, ..which }).await?);
        }
        let Some((first, others)) = texts.split_first() else {
            return Ok(None);
        };
        let first = self.member(first);
        let others = others.iter().map(|text| {
            let member = self.member(text);
            let both = first.words.as_deref().zip(member.words.as_deref());
            AlikeMember {
                differs: both.map(|(first, own)| difference::of_texts(first, own)),
                ..member
            }
        });
        Ok(Some(AlikeGroup {
            others: others.collect(),
            id: group.id,
            campaign: group.campaign,
            size: group.size,
            people: group.people,
            first,
        }))
    }
}
